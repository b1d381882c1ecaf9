/* The topic ecdsa: a signature made and verified, or one of somebody else's verified. */
#include "base/text.h"
#include "commands/topics/topic_curve.h"
#include "explain/curves/ecdsa.h"

#define HASH_CHOICE "sha256|sha384|sha512|sha1"
static const HashId hash_choices[] = {HASH_SHA256, HASH_SHA384, HASH_SHA512, HASH_SHA1};

typedef struct Signing {
    Curve curve;
    HashId hash;
    Buffer message, signature, key;
    Point public_key;
    mpz_t private_key, nonce, r, s;
} Signing;

static void signing_init(Signing *signing)
{
    *signing = (Signing){.hash = HASH_SHA256};
    curve_init(&signing->curve);
    point_init(&signing->public_key);
    mpz_inits(signing->private_key, signing->nonce, signing->r, signing->s, NULL);
}

static void signing_clear(Signing *signing)
{
    curve_clear(&signing->curve);
    point_clear(&signing->public_key);
    mpz_clears(signing->private_key, signing->nonce, signing->r, signing->s, NULL);
    buffer_clear(&signing->message);
    buffer_clear(&signing->signature);
    buffer_clear(&signing->key);
}

static Operand message_of(const Signing *signing)
{
    return operand_bytes("message", buffer_bytes(&signing->message));
}

static Worked *sign_with_nonce(Signing *signing, const TopicInput *input, Diagnostic *diagnostic)
{
    if (!topic_curve_private(signing->nonce, input, "nonce", &signing->curve, diagnostic))
        return NULL;
    Operand message = message_of(signing);
    Worked *worked =
        explain_ecdsa_sign(&signing->curve, signing->hash, signing->private_key, &message, signing->nonce, "signature");
    if (!worked)
        diagnostic_set(diagnostic, "--nonce: %s makes r or s 0: another is accepted, or none for RFC 6979's",
                       topic_text(input, "nonce"));
    return worked;
}

static Worked *sign_deterministically(Signing *signing, Diagnostic *diagnostic)
{
    Operand message = message_of(signing);
    Worked *worked = explain_ecdsa_sign_deterministically(&signing->curve, signing->hash, signing->private_key,
                                                          &message, "signature");
    if (!worked)
        diagnostic_set(diagnostic, "--message: no nonce makes a signature of it on this curve");
    return worked;
}

/* Keeps the signature that was made. */
static bool add_signature(Signing *signing, const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    if (!topic_curve_private(signing->private_key, input, "private", &signing->curve, diagnostic))
        return false;
    Worked *worked = topic_is_given(input, "nonce") ? sign_with_nonce(signing, input, diagnostic)
                                                    : sign_deterministically(signing, diagnostic);
    if (!worked)
        return false;
    Arena arena = {0};
    Operand signature;
    worked_result(worked, &arena, &signature);
    buffer_set(&signing->signature, signature.value);
    curve_multiply_base(&signing->public_key, &signing->curve, signing->private_key);
    workings_add(out, worked);
    arena_clear(&arena);
    return true;
}

/* Somebody else's, of two numbers. */
static bool take_signature(Signing *signing, const TopicInput *input, Diagnostic *diagnostic)
{
    static const char *const needed[] = {"public", "r", "s"};
    for (size_t i = 0; i < COUNT_OF(needed); i++)
        if (!topic_is_given(input, needed[i]))
            return diagnostic_set(diagnostic, "--%s: is needed too: who verifies needs --public, --r and --s",
                                  needed[i]);
    if (topic_is_given(input, "private") || topic_is_given(input, "nonce"))
        return diagnostic_set(diagnostic, "--%s: not together with --public: who verifies has it not",
                              topic_is_given(input, "private") ? "private" : "nonce");
    if (!topic_curve_point(&signing->public_key, input, "public", &signing->curve, false, diagnostic) ||
        !topic_number_from(signing->r, input, "r", 0, diagnostic) ||
        !topic_number_from(signing->s, input, "s", 0, diagnostic))
        return false;
    ecdsa_signature_append(&signing->signature, signing->r, signing->s);
    return true;
}

static bool add_verification(Signing *signing, Workings *out, Diagnostic *diagnostic)
{
    curve_point_append(&signing->key, &signing->curve, &signing->public_key);
    Operand key = operand_bytes("Q", buffer_bytes(&signing->key)), message = message_of(signing);
    Operand signature = operand_bytes("signature", buffer_bytes(&signing->signature));
    Worked *worked = explain_ecdsa_verify(&signing->curve, signing->hash, &key, &message, &signature);
    if (!worked)
        return diagnostic_set(diagnostic, "--public: is on the curve, but no multiple of the base point");
    workings_add(out, worked);
    return true;
}

static bool work_ecdsa(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Signing signing;
    int hash;
    signing_init(&signing);
    bool verifies = topic_is_given(input, "public") || topic_is_given(input, "r") || topic_is_given(input, "s");
    bool good = topic_group(&signing.curve, input, diagnostic) && topic_choice(&hash, input, "hash", diagnostic) &&
                topic_bytes(&signing.message, input, "message", diagnostic);
    if (good) {
        signing.hash = hash_choices[hash];
        good = verifies ? take_signature(&signing, input, diagnostic) : add_signature(&signing, input, out, diagnostic);
    }
    good = good && add_verification(&signing, out, diagnostic);
    signing_clear(&signing);
    return good;
}

const Topic topic_ecdsa = {
    .name = "ecdsa",
    .summary = "ECDSA: a signature made, with RFC 6979's nonce or another, and verified",
    .details = "With --public, --r and --s a signature of somebody else's is verified. Who signs two messages with one "
               "nonce has given the private number away: (s1 - s2) · k = z1 - z2 modulo n.",
    .options =
        (const TopicOption[]){
            TOPIC_CURVE_OPTIONS,
            TOPIC_GROUP_OPTIONS,
            {"private", "NUMBER", "7", "the private number, from 1 up to the order of G less 1"},
            {"message", "BYTES", "pay 5", "what is signed"},
            {"hash", HASH_CHOICE, "sha256", "the hash that is signed in its place"},
            {"nonce", "NUMBER", NULL, "k, to be used once and told nobody; RFC 6979's where nothing is said"},
            {"public", "X,Y", NULL, "the public point of who signed"},
            {"r", "NUMBER", NULL, "of the signature"},
            {"s", "NUMBER", NULL, "of the signature"},
            {.name = NULL},
        },
    .work = work_ecdsa,
};
