/* Topics of RSA: rsa, which is the textbook's, and rsa-encrypt. */
#include "commands/topics/topic_key.h"
#include "explain/rsa/pkcs1.h"
#include "explain/rsa/rsa.h"

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
    return topic_with_key(input, out, diagnostic, work_textbook);
}

const Topic topic_rsa = {
    .name = "rsa",
    .summary = "textbook RSA: key generation, encryption, decryption by d and by remainders, signature",
    .details = "The numbers alone, of any size, without the padding that TLS needs: rsa-encrypt, rsa-signature and "
               "rsa-pss have it.",
    .options =
        (const TopicOption[]){
            TOPIC_PRIME_OPTIONS("61", "53", "17"),
            {"message", "NUMBER", "65", "what is encrypted and signed, below p·q"},
            TOPIC_LENGTH_OPTIONS(NULL),
            {.name = NULL},
        },
    .work = work_rsa,
};

static bool refuse_length(size_t size, const mpz_t n, Diagnostic *diagnostic)
{
    return diagnostic_set(diagnostic, "--message: %zu bytes; at most %zu are accepted, 11 fewer than n has", size,
                          rsa_size(n) - 11);
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

static bool add_message(const TopicInput *input, const RsaPrivate *key, const RsaPublic *public, Workings *out,
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

/* A ciphertext of the reader's: decrypted, and its padding taken off as far as it is one. */
static bool add_ciphertext(const TopicInput *input, const RsaPrivate *key, Workings *out, Diagnostic *diagnostic)
{
    Arena arena = {0};
    Buffer ciphertext = BUFFER_EMPTY;
    Operand block;
    bool good = topic_bytes(&ciphertext, input, "ciphertext", diagnostic);
    Worked *decrypted = good ? explain_pkcs1_decrypt(key, buffer_bytes(&ciphertext)) : NULL;
    if (good && !decrypted)
        good = topic_refuse_bytes("ciphertext", key->n, diagnostic);
    if (good) {
        workings_add(out, decrypted);
        worked_result(decrypted, &arena, &block);
        workings_add(out, explain_pkcs1_unpad(block.value));
    }
    buffer_clear(&ciphertext);
    arena_clear(&arena);
    return good;
}

static bool work_encryption(const TopicInput *input, const RsaPrivate *key, const RsaPublic *public, Workings *out,
                            Diagnostic *diagnostic)
{
    enum { FRAME_SIZE = 11 };
    if (rsa_size(key->n) < FRAME_SIZE)
        return diagnostic_set(diagnostic,
                              "--p: n has %zu bytes, and the padding alone takes %d: longer primes are "
                              "accepted",
                              rsa_size(key->n), FRAME_SIZE);
    return topic_is_given(input, "ciphertext") ? add_ciphertext(input, key, out, diagnostic)
                                               : add_message(input, key, public, out, diagnostic);
}

static bool work_rsa_encrypt(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    return topic_with_key(input, out, diagnostic, work_encryption);
}

const Topic topic_rsa_encrypt = {
    .name = "rsa-encrypt",
    .summary = "RSA encryption with PKCS #1 v1.5 padding, and its removal byte by byte",
    .details = "As a TLS client sends the pre-master secret where RSA exchanges keys.",
    .options =
        (const TopicOption[]){
            {"message", "BYTES", "a secret", "what is encrypted"},
            TOPIC_LONG_KEY_OPTIONS,
            {"ciphertext", "BYTES", NULL, "instead of --message: only decrypted, also where its padding is wrong"},
            {.name = NULL},
        },
    .work = work_rsa_encrypt,
};
