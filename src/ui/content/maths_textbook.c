#include "ui/content/maths_textbook.h"

#include <assert.h>

#include "explain/curves/ecdsa.h"
#include "explain/rsa/rsa.h"

/* The key, and the number that is encrypted or signed. */
typedef struct Textbook {
    RsaPrivate key;
    mpz_t m;
} Textbook;

static void textbook_init(Textbook *textbook)
{
    enum { P = 61, Q = 53, E = 17, M = 65 };
    mpz_t p, q, e;
    mpz_init_set_ui(p, P);
    mpz_init_set_ui(q, Q);
    mpz_init_set_ui(e, E);
    mpz_init_set_ui(textbook->m, M);
    rsa_private_init(&textbook->key);
    Error error = rsa_private_from_primes(&textbook->key, p, q, e);
    assert(error == ERROR_NONE);
    (void)error;
    mpz_clear(p);
    mpz_clear(q);
    mpz_clear(e);
}

static void textbook_clear(Textbook *textbook)
{
    rsa_private_clear(&textbook->key);
    mpz_clear(textbook->m);
}

static void add_key(MathsSheet *sheet, const RsaPrivate *key)
{
    maths_sheet_add_worked(sheet, "key", "From two primes to both halves of a key.",
                           explain_rsa_key(key->p, key->q, key->e), true);
}

static void add_encryption(MathsSheet *sheet, const RsaPrivate *key, const mpz_t m)
{
    RsaPublic half;
    mpz_t c;
    rsa_public_init(&half);
    mpz_set(half.n, key->n);
    mpz_set(half.e, key->e);
    mpz_init(c);
    modular_power(c, m, half.e, half.n);
    maths_sheet_add_worked(sheet, "encrypt", "With the public key, which everybody has.", explain_rsa_encrypt(&half, m),
                           true);
    maths_sheet_add_worked(sheet, "decrypt", "With the private key.", explain_rsa_decrypt(key, c), true);
    maths_sheet_add_worked(sheet, "decrypt, quicker", "Modulo p and modulo q, and both put together.",
                           explain_rsa_decrypt_by_remainders(key, c), true);
    mpz_clear(c);
    rsa_public_clear(&half);
}

void maths_textbook_rsa_encryption(MathsSheet *sheet)
{
    enum { EXAMPLES = 4 };
    Textbook textbook;
    textbook_init(&textbook);
    maths_sheet_start(sheet, EXAMPLES);
    add_key(sheet, &textbook.key);
    add_encryption(sheet, &textbook.key, textbook.m);
    textbook_clear(&textbook);
}

void maths_textbook_rsa_signature(MathsSheet *sheet)
{
    enum { EXAMPLES = 2 };
    Textbook textbook;
    textbook_init(&textbook);
    maths_sheet_start(sheet, EXAMPLES);
    add_key(sheet, &textbook.key);
    maths_sheet_add_worked(sheet, "sign, verify", "With the private key, and back with the public one.",
                           explain_rsa_sign(&textbook.key, textbook.m), true);
    textbook_clear(&textbook);
}

/* The first nonce from `least` on with which there is a signature: on so few points some have none. */
static Worked *sign_ecdsa(const Curve *curve, const mpz_t d, const Operand *message, unsigned long least)
{
    Worked *worked = NULL;
    mpz_t k;
    mpz_init_set_ui(k, least);
    for (; !worked && mpz_cmp(k, curve->n) < 0; mpz_add_ui(k, k, 1))
        worked = explain_ecdsa_sign(curve, HASH_SHA256, d, message, k, "signature");
    mpz_clear(k);
    return worked;
}

/* Of the signature that signing came to. */
static Worked *verify_ecdsa(const Curve *curve, const mpz_t d, const Operand *message, const Worked *signing)
{
    Arena arena = {0};
    Buffer encoded = BUFFER_EMPTY;
    Operand signature;
    Point q;
    point_init(&q);
    curve_multiply_base(&q, curve, d);
    curve_point_append(&encoded, curve, &q);
    Operand public_key = operand_bytes("Q", buffer_bytes(&encoded));
    worked_result(signing, &arena, &signature);
    Worked *worked = explain_ecdsa_verify(curve, HASH_SHA256, &public_key, message, &signature);
    point_clear(&q);
    buffer_clear(&encoded);
    arena_clear(&arena);
    return worked;
}

void maths_textbook_ecdsa(MathsSheet *sheet)
{
    enum { D = 7, K_LEAST = 10, EXAMPLES = 2 };
    const Curve *curve = curve_find("toy-curve-17");
    Operand message = operand_bytes("message", bytes_of_text("hello"));
    mpz_t d;
    mpz_init_set_ui(d, D);
    Worked *signing = sign_ecdsa(curve, d, &message, K_LEAST);
    maths_sheet_start(sheet, EXAMPLES);
    maths_sheet_add_worked(sheet, "sign", "With the private number d and a nonce k for this signature alone.", signing,
                           false);
    maths_sheet_add_worked(sheet, "verify", "With the public point Q.",
                           signing ? verify_ecdsa(curve, d, &message, signing) : NULL, false);
    mpz_clear(d);
}
