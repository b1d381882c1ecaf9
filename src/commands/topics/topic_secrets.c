/* Topics of secrets and keys: prf, master-secret, key-block, verify-data. */
#include "base/text.h"
#include "commands/topics/topic_suite.h"
#include "explain/secrets/key_schedule.h"
#include "explain/secrets/prf.h"

enum { RANDOM_SIZE = 32, MASTER_SECRET_SIZE = 48, INPUTS_MAX = 3 };

/* Examples of the lengths that are wanted, which one can tell apart. */
#define CLIENT_RANDOM "a client random of 32 bytes here"
#define SERVER_RANDOM "a server random of 32 bytes here"
#define MASTER_SECRET "a master secret has 48 bytes as this example has"

#define HASH_CHOICE "sha256|sha384|md5+sha1"
static const HashId hash_choices[] = {HASH_SHA256, HASH_SHA384, HASH_MD5_SHA1};
#define HASH_OPTION                                                                                                    \
    {                                                                                                                  \
        "hash", HASH_CHOICE, "sha256", "the PRF's: of the suite in TLS 1.2, and both of the older ones before it"      \
    }

/* The byte strings that a topic is about. */
typedef struct Inputs {
    Buffer bytes[INPUTS_MAX];
    HashId hash;
} Inputs;

static void inputs_clear(Inputs *inputs)
{
    for (int i = 0; i < INPUTS_MAX; i++)
        buffer_clear(&inputs->bytes[i]);
}

static Bytes input_bytes(const Inputs *inputs, int place)
{
    return buffer_bytes(&inputs->bytes[place]);
}

static bool take_hash(Inputs *out, const TopicInput *input, Diagnostic *diagnostic)
{
    int choice;
    if (!topic_choice(&choice, input, "hash", diagnostic))
        return false;
    out->hash = hash_choices[choice];
    return true;
}

/* Bytes of exactly `size`, or any where that is 0. */
static bool take_bytes(Inputs *out, int place, const TopicInput *input, const char *option, size_t size,
                       Diagnostic *diagnostic)
{
    if (!topic_bytes(&out->bytes[place], input, option, diagnostic))
        return false;
    return size == 0 || out->bytes[place].size == size ||
           diagnostic_set(diagnostic, "--%s: %zu bytes; %zu are accepted", option, out->bytes[place].size, size);
}

static bool take_randoms(Inputs *out, const TopicInput *input, Diagnostic *diagnostic)
{
    return take_bytes(out, 1, input, "client-random", RANDOM_SIZE, diagnostic) &&
           take_bytes(out, 2, input, "server-random", RANDOM_SIZE, diagnostic);
}

static bool take_size(size_t *out, const TopicInput *input, Diagnostic *diagnostic)
{
    enum { SIZE_MAXIMUM = 4096 };
    mpz_t size;
    mpz_init(size);
    bool good = topic_number_from(size, input, "size", 1, diagnostic);
    if (good && mpz_cmp_ui(size, SIZE_MAXIMUM) > 0)
        good = diagnostic_set(diagnostic, "--size: %s is too many; at most %d bytes are accepted",
                              topic_text(input, "size"), SIZE_MAXIMUM);
    *out = mpz_get_ui(size);
    mpz_clear(size);
    return good;
}

static bool work_prf(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Inputs inputs = {.hash = HASH_SHA256};
    size_t size;
    const char *label = topic_text(input, "label");
    bool good = take_hash(&inputs, input, diagnostic) && take_bytes(&inputs, 0, input, "secret", 0, diagnostic) &&
                take_bytes(&inputs, 1, input, "seed", 0, diagnostic) && take_size(&size, input, diagnostic);
    for (const char *at = label; good && *at; at++)
        if (*at < ' ' || *at > '~' || *at == '"')
            good = diagnostic_set(diagnostic, "--label: printable ASCII without quotation marks is accepted");
    if (good) {
        Operand seed = operand_bytes("seed", input_bytes(&inputs, 1));
        workings_add(out, explain_prf(&(PrfCall){inputs.hash, operand_bytes("secret", input_bytes(&inputs, 0)), label,
                                                 &seed, 1, "output", size}));
    }
    inputs_clear(&inputs);
    return good;
}

const Topic topic_prf = {
    .name = "prf",
    .summary = "the pseudo-random function that stretches secrets, with each A(i) and each block",
    .details = "In TLS 1.2 it is made of one hash; by md5+sha1 that of TLS 1.0 and 1.1 is worked out, which lays the "
               "outputs of both over each other.",
    .options =
        (const TopicOption[]){
            HASH_OPTION,
            {"secret", "BYTES", "a secret", "what is stretched"},
            {"label", "TEXT", "test label", "what for, in ASCII"},
            {"seed", "BYTES", "a seed", "what makes it another one each time"},
            {"size", "NUMBER", "48", "bytes that are wanted, at most 4096"},
            {.name = NULL},
        },
    .work = work_prf,
};

static bool work_master_secret(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Inputs inputs = {.hash = HASH_SHA256};
    bool extended = topic_is_given(input, "session-hash");
    bool good =
        take_hash(&inputs, input, diagnostic) && take_bytes(&inputs, 0, input, "pre-master-secret", 0, diagnostic);
    if (good && extended && (topic_is_given(input, "client-random") || topic_is_given(input, "server-random")))
        good = diagnostic_set(diagnostic, "--session-hash: not together with the randoms, in whose place it stands");
    good = good && (extended ? take_bytes(&inputs, 1, input, "session-hash", hash_size(inputs.hash), diagnostic)
                             : take_randoms(&inputs, input, diagnostic));
    if (good && extended)
        workings_add(out,
                     explain_extended_master_secret(inputs.hash, input_bytes(&inputs, 0), input_bytes(&inputs, 1)));
    else if (good)
        workings_add(out, explain_master_secret(inputs.hash, input_bytes(&inputs, 0), input_bytes(&inputs, 1),
                                                input_bytes(&inputs, 2)));
    inputs_clear(&inputs);
    return good;
}

const Topic topic_master_secret = {
    .name = "master-secret",
    .summary = "from the pre-master secret to the master secret, by either formula",
    .details = "With --session-hash it is the extended master secret of RFC 7627, which hangs on the whole handshake.",
    .options =
        (const TopicOption[]){
            HASH_OPTION,
            {"pre-master-secret", "BYTES", "0x07", "what the key exchange gave"},
            {"client-random", "BYTES", CLIENT_RANDOM, "32 bytes"},
            {"server-random", "BYTES", SERVER_RANDOM, "32 bytes"},
            {"session-hash", "BYTES", NULL, "instead of the randoms: the hash of the handshake so far"},
            {.name = NULL},
        },
    .work = work_master_secret,
};

static bool work_key_block(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Inputs inputs = {.hash = HASH_SHA256};
    const Suite *suite;
    uint16_t version;
    bool good = topic_suite(&suite, &version, input, diagnostic) &&
                take_bytes(&inputs, 0, input, "master-secret", MASTER_SECRET_SIZE, diagnostic) &&
                take_randoms(&inputs, input, diagnostic);
    if (good) {
        KeySizes sizes = topic_key_sizes(suite, version);
        workings_add(out, explain_keys(suite_prf_hash(suite, version), input_bytes(&inputs, 0), input_bytes(&inputs, 2),
                                       input_bytes(&inputs, 1), &sizes));
    }
    inputs_clear(&inputs);
    return good;
}

const Topic topic_key_block = {
    .name = "key-block",
    .summary = "the key block, and the keys that it is cut into",
    .options =
        (const TopicOption[]){
            TOPIC_SUITE_OPTIONS,
            {"master-secret", "BYTES", MASTER_SECRET, "48 bytes"},
            {"client-random", "BYTES", CLIENT_RANDOM, "32 bytes"},
            {"server-random", "BYTES", SERVER_RANDOM, "32 bytes"},
            {.name = NULL},
        },
    .work = work_key_block,
};

#define SENDER_CHOICE "client|server"

static bool work_verify_data(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Inputs inputs = {.hash = HASH_SHA256};
    int sender;
    bool good = take_hash(&inputs, input, diagnostic) && topic_choice(&sender, input, "sender", diagnostic) &&
                take_bytes(&inputs, 0, input, "master-secret", MASTER_SECRET_SIZE, diagnostic) &&
                take_bytes(&inputs, 1, input, "messages", 0, diagnostic);
    if (good) {
        uint8_t *digest = buffer_extend(&inputs.bytes[2], hash_size(inputs.hash));
        hash_all(inputs.hash, input_bytes(&inputs, 1), digest);
        workings_add(out, explain_handshake_hash(inputs.hash, "handshake_hash", input_bytes(&inputs, 1)));
        workings_add(out,
                     explain_verify_data(inputs.hash, input_bytes(&inputs, 0),
                                         sender == 0 ? "client finished" : "server finished", input_bytes(&inputs, 2)));
    }
    inputs_clear(&inputs);
    return good;
}

const Topic topic_verify_data = {
    .name = "verify-data",
    .summary = "the content of Finished, from the master secret and the handshake's messages",
    .options =
        (const TopicOption[]){
            HASH_OPTION,
            {"sender", SENDER_CHOICE, "client", "whose Finished it is"},
            {"master-secret", "BYTES", MASTER_SECRET, "48 bytes"},
            {"messages", "BYTES", "all messages so far", "the handshake messages, with their headers"},
            {.name = NULL},
        },
    .work = work_verify_data,
};
