/* The topic record: one record protected and opened again, or one of somebody else's opened. */
#include "base/text.h"
#include "commands/topics/topic_suite.h"
#include "explain/secrets/record.h"
#include "tls/registry/version.h"

/* Keys for paper: bytes counted up from a first one, as many as are needed. */
enum { MAC_KEY_FIRST = 0xa0, KEY_FIRST = 0x40, IV_FIRST = 0x10 };

typedef struct RecordInput {
    const Suite *suite;
    Buffer mac_key, key, iv, content, fragment;
    RecordCase record;
} RecordInput;

static void record_input_clear(RecordInput *input)
{
    buffer_clear(&input->mac_key);
    buffer_clear(&input->key);
    buffer_clear(&input->iv);
    buffer_clear(&input->content);
    buffer_clear(&input->fragment);
}

/* The option's bytes, which have to be `size`, or where nothing is said so many counted up. */
static bool take_key(Operand *out, Buffer *bytes, const TopicInput *input, const char *option, size_t size, int first,
                     Diagnostic *diagnostic)
{
    if (!topic_is_given(input, option))
        for (size_t i = 0; i < size; i++)
            buffer_append_number(bytes, 1, (uint64_t)first + i);
    else if (!topic_bytes(bytes, input, option, diagnostic))
        return false;
    *out = operand_bytes(option, buffer_bytes(bytes));
    return bytes->size == size || diagnostic_set(diagnostic, "--%s: %zu bytes; %s takes %zu", option, bytes->size,
                                                 topic_text(input, "suite"), size);
}

static bool take_keys(RecordInput *out, const TopicInput *input, Diagnostic *diagnostic)
{
    const CipherInfo *info = cipher_info(out->suite->cipher);
    RecordCase *record = &out->record;
    size_t mac = info->aead ? 0 : hash_size(out->suite->mac);
    size_t iv = info->aead ? info->fixed_iv_size : CIPHER_BLOCK_SIZE;
    return take_key(&record->mac_key, &out->mac_key, input, "mac-key", mac, MAC_KEY_FIRST, diagnostic) &&
           take_key(&record->key, &out->key, input, "key", info->key_size, KEY_FIRST, diagnostic) &&
           take_key(&record->iv, &out->iv, input, "iv", iv, IV_FIRST, diagnostic);
}

static bool take_header(RecordCase *out, const TopicInput *input, Diagnostic *diagnostic)
{
    static const uint8_t types[] = {23, 22, 21, 20};
    int type;
    mpz_t number;
    mpz_init(number);
    bool good = topic_choice(&type, input, "content-type", diagnostic) &&
                topic_number_from(number, input, "sequence-number", 0, diagnostic);
    if (good && mpz_sizeinbase(number, 2) > 64)
        good = diagnostic_set(diagnostic, "--sequence-number: %s has no room in 64 bits",
                              topic_text(input, "sequence-number"));
    if (good) {
        out->content_type = types[type];
        out->sequence_number = mpz_get_ui(number);
    }
    mpz_clear(number);
    return good;
}

/* Of what a record may hold (RFC 5246 §6.2.1, §6.2.3). */
static bool take_data(Buffer *out, const TopicInput *input, const char *option, size_t most, Diagnostic *diagnostic)
{
    return topic_bytes(out, input, option, diagnostic) &&
           (out->size <= most ||
            diagnostic_set(diagnostic, "--%s: %zu bytes; at most %zu are accepted", option, out->size, most));
}

static bool take_record(RecordInput *out, const TopicInput *input, Diagnostic *diagnostic)
{
    int encrypt_then_mac;
    if (!topic_suite(&out->suite, &out->record.version, input, diagnostic) ||
        !topic_choice(&encrypt_then_mac, input, "encrypt-then-mac", diagnostic))
        return false;
    bool aead = cipher_info(out->suite->cipher)->aead;
    out->record.cipher = out->suite->cipher;
    out->record.mac = out->suite->mac;
    out->record.encrypt_then_mac = encrypt_then_mac == 1;
    out->record.chained_iv = !aead && !version_has_record_iv(out->record.version);
    if (aead && out->record.encrypt_then_mac)
        return diagnostic_set(diagnostic, "--encrypt-then-mac: yes is for CBC suites, and %s is none",
                              out->suite->name);
    return take_keys(out, input, diagnostic) && take_header(&out->record, input, diagnostic);
}

/* Keeps what comes out as the fragment to be opened. */
static bool add_protection(RecordInput *taken, const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    enum { CONTENT_MAX = 1 << 14 };
    if (!take_data(&taken->content, input, "content", CONTENT_MAX, diagnostic))
        return false;
    Arena arena = {0};
    Operand content = operand_bytes("content", buffer_bytes(&taken->content)), fragment;
    Worked *worked = explain_record_protect(&taken->record, &content, "fragment");
    worked_result(worked, &arena, &fragment);
    buffer_set(&taken->fragment, fragment.value);
    workings_add(out, worked);
    arena_clear(&arena);
    return true;
}

static bool work_record(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    enum { FRAGMENT_MAX = (1 << 14) + 2048 };
    RecordInput taken = {.suite = NULL};
    bool opens = topic_is_given(input, "fragment");
    bool good = take_record(&taken, input, diagnostic);
    if (good && opens && topic_is_given(input, "content"))
        good = diagnostic_set(diagnostic, "--fragment: not together with --content, which is what comes out");
    good = good && (opens ? take_data(&taken.fragment, input, "fragment", FRAGMENT_MAX, diagnostic)
                          : add_protection(&taken, input, out, diagnostic));
    if (good) {
        Operand fragment = operand_bytes("fragment", buffer_bytes(&taken.fragment));
        workings_add(out, explain_record_open(&taken.record, &fragment, "content"));
    }
    record_input_clear(&taken);
    return good;
}

const Topic topic_record = {
    .name = "record",
    .summary = "a record protected and opened: IV, padding and MAC, or nonce, additional data and tag",
    .details = "With --fragment a record is opened only; where it does not open, the last row is the comparison that "
               "fails. Keys that are not said are counted up: 40 41 42 …",
    .options =
        (const TopicOption[]){
            TOPIC_SUITE_OPTIONS,
            {"encrypt-then-mac", "no|yes", "no", "of CBC suites: the code outside"},
            {"mac-key", "BYTES", NULL, "of CBC suites, as long as the hash"},
            {"key", "BYTES", NULL, "the cipher's"},
            {"iv", "BYTES", NULL, "CBC: the record's IV; else the fixed part of the nonce"},
            {"sequence-number", "NUMBER", "1", "how many records went before"},
            {"content-type", "application_data|handshake|alert|change_cipher_spec", "application_data",
             "what the record holds"},
            {"content", "BYTES", "hello", "what is protected"},
            {"fragment", "BYTES", NULL, "what is opened, without the record's header"},
            {.name = NULL},
        },
    .work = work_record,
};
