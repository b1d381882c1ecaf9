/* The topics of RSA: rsa (the textbook's), rsa-encrypt, rsa-signature, rsa-pss (as TLS pads). */
#include "commands/topic_key.h"
#include "explain/pkcs1.h"
#include "explain/pss.h"
#include "explain/rsa.h"

#define PAPER_KEY   TOPIC_KEY_OPTIONS("61", "53", "17", NULL)
#define LONG_KEY    TOPIC_KEY_OPTIONS(NULL, NULL, "65537", "1024")
#define HASH_CHOICE "sha256|sha384|sha512|sha1|md5"
#define HASH_OPTION                                                                                                    \
    {                                                                                                                  \
        "hash", HASH_CHOICE, "sha256", "what the message is hashed with"                                               \
    }

/* What a topic does with the key, once it is there. */
typedef bool KeyWork(const TopicInput *input, const RsaPrivate *key, const RsaPublic *public, Workings *out,
                     Diagnostic *diagnostic);

static bool work_with_key(const TopicInput *input, Workings *out, Diagnostic *diagnostic, KeyWork *work)
{
    RsaPrivate key;
    rsa_private_init(&key);
    bool good = topic_key(&key, input, diagnostic);
    if (good) {
        RsaPublic public;
        topic_key_public(&public, &key);
        good = work(input, &key, &public, out, diagnostic);
        rsa_public_clear(&public);
    }
    rsa_private_clear(&key);
    return good;
}

static bool refuse_message(const mpz_t message, const mpz_t n, Diagnostic *diagnostic)
{
    Arena arena = {0};
    diagnostic_set(diagnostic, "--message: %s is not below n = %s: a number from 0 up to n - 1 is accepted",
                   topic_show(&arena, message), topic_show(&arena, n));
    arena_clear(&arena);
    return false;
}

static bool work_textbook(const TopicInput *input, const RsaPrivate *key, const RsaPublic *public, Workings *out,
                          Diagnostic *diagnostic)
{
    mpz_t message, ciphertext;
    mpz_init(message);
    mpz_init(ciphertext);
    bool good = topic_number_from(message, input, "message", 0, diagnostic);
    if (good && mpz_cmp(message, key->n) >= 0)
        good = refuse_message(message, key->n, diagnostic);
    if (good) {
        modular_power(ciphertext, message, key->e, key->n);
        workings_add(out, explain_rsa_key(key->p, key->q, key->e));
        workings_add(out, explain_rsa_encrypt(public, message));
        workings_add(out, explain_rsa_decrypt(key, ciphertext));
        workings_add(out, explain_rsa_decrypt_by_remainders(key, ciphertext));
        workings_add(out, explain_rsa_sign(key, message));
    }
    mpz_clear(ciphertext);
    mpz_clear(message);
    return good;
}

static bool work_rsa(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    return work_with_key(input, out, diagnostic, work_textbook);
}

const Topic topic_rsa = {
    .name = "rsa",
    .summary = "textbook RSA: key generation, encryption, decryption by d and by remainders, signature",
    .details = "The numbers alone, of any size, without the padding that TLS needs: rsa-encrypt, rsa-signature and "
               "rsa-pss have it.",
    .options =
        (const TopicOption[]){
            PAPER_KEY,
            {"message", "NUMBER", "65", "what is encrypted and signed, below p·q"},
            {.name = NULL},
        },
    .work = work_rsa,
};

static bool refuse_length(size_t size, const mpz_t n, Diagnostic *diagnostic)
{
    enum { FRAME_SIZE = 11 };
    size_t k = rsa_size(n);
    if (k < FRAME_SIZE)
        return diagnostic_set(diagnostic,
                              "--p: n has %zu bytes, and the padding alone takes %d: longer primes are "
                              "accepted",
                              k, FRAME_SIZE);
    return diagnostic_set(diagnostic, "--message: %zu bytes; at most %zu are accepted, %d fewer than n has", size,
                          k - FRAME_SIZE, FRAME_SIZE);
}

/* Encrypts and decrypts a message for which there is room. */
static void add_encryption(const RsaPrivate *key, const RsaPublic *public, Bytes message, Bytes block, Workings *out)
{
    Arena arena = {0};
    Operand ciphertext;
    workings_add(out, explain_pkcs1_pad(block.size, message, bytes_slice(block, 2, block.size - message.size - 3)));
    Worked *encrypted = explain_pkcs1_encrypt(public, block);
    workings_add(out, encrypted);
    worked_result(encrypted, &arena, &ciphertext);
    workings_add(out, explain_pkcs1_decrypt(key, ciphertext.value));
    workings_add(out, explain_pkcs1_unpad(block));
    arena_clear(&arena);
}

static bool work_encryption(const TopicInput *input, const RsaPrivate *key, const RsaPublic *public, Workings *out,
                            Diagnostic *diagnostic)
{
    Buffer message = BUFFER_EMPTY, block = BUFFER_EMPTY;
    Random *random = topic_random(input);
    bool good = topic_bytes(&message, input, "message", diagnostic);
    if (good && rsa_pkcs1_pad(&block, public, buffer_bytes(&message), random, "padding"))
        good = refuse_length(message.size, key->n, diagnostic);
    if (good)
        add_encryption(key, public, buffer_bytes(&message), buffer_bytes(&block), out);
    random_free(random);
    buffer_clear(&block);
    buffer_clear(&message);
    return good;
}

static bool work_rsa_encrypt(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    return work_with_key(input, out, diagnostic, work_encryption);
}

const Topic topic_rsa_encrypt = {
    .name = "rsa-encrypt",
    .summary = "RSA encryption with PKCS #1 v1.5 padding, and its removal byte by byte",
    .details = "As a TLS client sends the pre-master secret where RSA exchanges keys.",
    .options =
        (const TopicOption[]){
            LONG_KEY,
            {"message", "BYTES", "a secret", "what is encrypted"},
            {.name = NULL},
        },
    .work = work_rsa_encrypt,
};

static HashId chosen_hash(int choice)
{
    /* In the order of HASH_CHOICE. */
    static const HashId hashes[] = {HASH_SHA256, HASH_SHA384, HASH_SHA512, HASH_SHA1, HASH_MD5};
    return hashes[choice];
}

static bool refuse_modulus(const RsaPrivate *key, Diagnostic *diagnostic)
{
    return diagnostic_set(diagnostic,
                          "--hash: n has %zu bits and no room for so long a digest: a longer n or another "
                          "hash is accepted",
                          mpz_sizeinbase(key->n, 2));
}

/* Signs, and verifies what came out. */
static bool add_signature(Worked *signature, const RsaPublic *public, HashId hash, Bytes message, Workings *out)
{
    if (!signature)
        return false;
    Arena arena = {0};
    Operand value;
    workings_add(out, signature);
    worked_result(signature, &arena, &value);
    workings_add(out, explain_pkcs1_verify(public, hash, message, value.value));
    arena_clear(&arena);
    return true;
}

static bool work_signature(const TopicInput *input, const RsaPrivate *key, const RsaPublic *public, Workings *out,
                           Diagnostic *diagnostic)
{
    Buffer message = BUFFER_EMPTY;
    int choice;
    bool good = topic_choice(&choice, input, "hash", diagnostic) && topic_bytes(&message, input, "message", diagnostic);
    if (good) {
        HashId hash = chosen_hash(choice);
        Bytes bytes = buffer_bytes(&message);
        good = add_signature(explain_pkcs1_sign(key, hash, bytes), public, hash, bytes, out) ||
               refuse_modulus(key, diagnostic);
    }
    buffer_clear(&message);
    return good;
}

static bool work_rsa_signature(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    return work_with_key(input, out, diagnostic, work_signature);
}

const Topic topic_rsa_signature = {
    .name = "rsa-signature",
    .summary = "an RSA signature with PKCS #1 v1.5 padding, made and verified",
    .details = "As certificates are signed, and key exchanges in TLS 1.2.",
    .options =
        (const TopicOption[]){
            LONG_KEY,
            HASH_OPTION,
            {"message", "BYTES", "what is signed", "what is signed"},
            {.name = NULL},
        },
    .work = work_rsa_signature,
};

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

static bool add_pss(const RsaPrivate *key, const RsaPublic *public, HashId hash, Bytes message, Bytes salt,
                    Workings *out)
{
    Worked *signature = explain_pss_sign(key, hash, message, salt);
    if (!signature)
        return false;
    Arena arena = {0};
    Operand value;
    workings_add(out, signature);
    worked_result(signature, &arena, &value);
    workings_add(out, explain_pss_verify(public, hash, message, salt.size, value.value));
    arena_clear(&arena);
    return true;
}

static bool work_pss(const TopicInput *input, const RsaPrivate *key, const RsaPublic *public, Workings *out,
                     Diagnostic *diagnostic)
{
    Buffer message = BUFFER_EMPTY, salt = BUFFER_EMPTY;
    int choice;
    bool good = topic_choice(&choice, input, "hash", diagnostic) &&
                topic_bytes(&message, input, "message", diagnostic) &&
                take_salt(&salt, input, chosen_hash(choice), diagnostic);
    if (good && !add_pss(key, public, chosen_hash(choice), buffer_bytes(&message), buffer_bytes(&salt), out))
        good = diagnostic_set(diagnostic,
                              "--salt: n has %zu bits and no room for the digest and %zu bytes of salt: a "
                              "longer n, another hash or a shorter salt is accepted",
                              mpz_sizeinbase(key->n, 2), salt.size);
    buffer_clear(&salt);
    buffer_clear(&message);
    return good;
}

static bool work_rsa_pss(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    return work_with_key(input, out, diagnostic, work_pss);
}

const Topic topic_rsa_pss = {
    .name = "rsa-pss",
    .summary = "an RSA signature with PSS, made and verified, each block of its mask",
    .options =
        (const TopicOption[]){
            LONG_KEY,
            HASH_OPTION,
            {"message", "BYTES", "what is signed", "what is signed"},
            {"salt", "BYTES", NULL, "the salt; drawn from --seed where nothing is said, as long as the digest"},
            {.name = NULL},
        },
    .work = work_rsa_pss,
};
