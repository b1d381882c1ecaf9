/* Topics of RSA's signatures: rsa-signature (PKCS #1 v1.5) and rsa-pss. */
#include "commands/topics/topic_key.h"
#include "explain/rsa/pkcs1.h"
#include "explain/rsa/pss.h"

/* Both kinds alike; PKCS #1 v1.5 has no salt. NULL where n has no room for the digest (and the salt), and for a
   signature that can be none. */
typedef struct Scheme {
    bool salted;
    Worked *(*sign)(const RsaPrivate *key, HashId hash, Bytes message, Bytes salt);
    Worked *(*verify)(const RsaPublic *public, HashId hash, Bytes message, size_t salt_size, Bytes signature);
} Scheme;

static Worked *sign_pkcs1(const RsaPrivate *key, HashId hash, Bytes message, Bytes salt)
{
    (void)salt;
    return explain_pkcs1_sign(key, hash, message);
}

static Worked *verify_pkcs1(const RsaPublic *public, HashId hash, Bytes message, size_t salt_size, Bytes signature)
{
    (void)salt_size;
    return explain_pkcs1_verify(public, hash, message, signature);
}

static const Scheme pkcs1 = {false, sign_pkcs1, verify_pkcs1};
static const Scheme pss = {true, explain_pss_sign, explain_pss_verify};

/* The salt that is given, else one as long as the digest. */
static bool take_salt(Buffer *out, const TopicInput *input, HashId hash, Diagnostic *diagnostic)
{
    if (topic_is_given(input, "salt"))
        return topic_bytes(out, input, "salt", diagnostic);
    Random *random = topic_random(input);
    random_fill(random, "salt", buffer_extend(out, hash_size(hash)), hash_size(hash));
    random_free(random);
    return true;
}

#define HASH_CHOICE "sha256|sha384|sha512|sha1|md5"

static bool take_hash(HashId *out, const TopicInput *input, Diagnostic *diagnostic)
{
    /* In the order of the choice. */
    static const HashId hashes[] = {HASH_SHA256, HASH_SHA384, HASH_SHA512, HASH_SHA1, HASH_MD5};
    int choice;
    if (!topic_choice(&choice, input, "hash", diagnostic))
        return false;
    *out = hashes[choice];
    return true;
}

typedef struct Signing {
    const Scheme *scheme;
    HashId hash;
    Buffer message, salt, signature;
} Signing;

static bool take_signing(Signing *signing, const TopicInput *input, Diagnostic *diagnostic)
{
    return take_hash(&signing->hash, input, diagnostic) &&
           topic_bytes(&signing->message, input, "message", diagnostic) &&
           (!signing->scheme->salted || take_salt(&signing->salt, input, signing->hash, diagnostic));
}

static void signing_clear(Signing *signing)
{
    buffer_clear(&signing->signature);
    buffer_clear(&signing->salt);
    buffer_clear(&signing->message);
}

/* Makes the signature, and shows how unless another one is given; false where there is no room for one. */
static bool sign(Signing *signing, const RsaPrivate *key, bool shown, Workings *out)
{
    Worked *worked =
        signing->scheme->sign(key, signing->hash, buffer_bytes(&signing->message), buffer_bytes(&signing->salt));
    if (!worked)
        return false;
    Arena arena = {0};
    Operand value;
    worked_result(worked, &arena, &value);
    buffer_set(&signing->signature, value.value);
    if (shown)
        workings_add(out, worked);
    else
        worked_free(worked);
    arena_clear(&arena);
    return true;
}

static bool take_signature(Signing *signing, const TopicInput *input, Diagnostic *diagnostic)
{
    buffer_truncate(&signing->signature, 0);
    return topic_bytes(&signing->signature, input, "signature", diagnostic);
}

static bool work_signing(Signing *signing, const TopicInput *input, const RsaPrivate *key, const RsaPublic *public,
                         Workings *out, Diagnostic *diagnostic)
{
    bool given = topic_is_given(input, "signature");
    if (!take_signing(signing, input, diagnostic))
        return false;
    if (!sign(signing, key, !given, out))
        return diagnostic_set(diagnostic,
                              "--hash: n has %zu bits and no room for %zu bytes of digest and %zu of salt: a "
                              "longer n, another hash or a shorter salt is accepted",
                              mpz_sizeinbase(key->n, 2), hash_size(signing->hash), signing->salt.size);
    if (given && !take_signature(signing, input, diagnostic))
        return false;
    Worked *verified = signing->scheme->verify(public, signing->hash, buffer_bytes(&signing->message),
                                               signing->salt.size, buffer_bytes(&signing->signature));
    if (!verified)
        return topic_refuse_bytes("signature", key->n, diagnostic);
    workings_add(out, verified);
    return true;
}

static bool work_pkcs1(const TopicInput *input, const RsaPrivate *key, const RsaPublic *public, Workings *out,
                       Diagnostic *diagnostic)
{
    Signing signing = {.scheme = &pkcs1};
    bool good = work_signing(&signing, input, key, public, out, diagnostic);
    signing_clear(&signing);
    return good;
}

static bool work_pss(const TopicInput *input, const RsaPrivate *key, const RsaPublic *public, Workings *out,
                     Diagnostic *diagnostic)
{
    Signing signing = {.scheme = &pss};
    bool good = work_signing(&signing, input, key, public, out, diagnostic);
    signing_clear(&signing);
    return good;
}

static bool work_rsa_signature(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    return topic_with_key(input, out, diagnostic, work_pkcs1);
}

static bool work_rsa_pss(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    return topic_with_key(input, out, diagnostic, work_pss);
}

#define SIGNING_OPTIONS                                                                                                \
    {"message", "BYTES", "what is signed", "what is signed"},                                                          \
        {"hash", HASH_CHOICE, "sha256", "what the message is hashed with"}, TOPIC_LONG_KEY_OPTIONS,                    \
    {                                                                                                                  \
        "signature", "BYTES", NULL, "a signature that is verified, instead of one that is made"                        \
    }

const Topic topic_rsa_signature = {
    .name = "rsa-signature",
    .summary = "an RSA signature with PKCS #1 v1.5 padding, made and verified",
    .details = "As certificates are signed, and key exchanges in TLS 1.2.",
    .options = (const TopicOption[]){SIGNING_OPTIONS, {.name = NULL}},
    .work = work_rsa_signature,
};

const Topic topic_rsa_pss = {
    .name = "rsa-pss",
    .summary = "an RSA signature with PSS, made and verified, each block of its mask",
    .options =
        (const TopicOption[]){
            SIGNING_OPTIONS,
            {"salt", "BYTES", NULL, "the salt; drawn from --seed where nothing is said, as long as the digest"},
            {.name = NULL},
        },
    .work = work_rsa_pss,
};
