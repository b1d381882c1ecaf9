#include "explain/curves/ecdsa.h"

#include <assert.h>

#include "explain/curves/ecdsa_rows.h"
#include "explain/curves/multiple.h"
#include "explain/curves/point.h"
#include "explain/curves/point_bytes.h"
#include "explain/language/digest.h"
#include "explain/language/row.h"
#include "explain/numbers/euclid.h"

const char *ecdsa_bits_formula(Arena *arena, const Curve *curve, const char *name, size_t size)
{
    size_t wanted = mpz_sizeinbase(curve->n, 2);
    if (8 * size <= wanted)
        return row_text(arena, "number(%s)", name);
    return row_text(arena, "number(%s) div 2^%zu", name, 8 * size - wanted);
}

void ecdsa_rows_digest(List *list, const Curve *curve, HashId hash, const Operand *message)
{
    Arena arena = {0};
    Operand base = operand_point(&arena, "G", curve, &curve->g);
    list_given_number(list, "a", curve->a);
    list_given_number(list, "p", curve->p);
    list_given_number(list, "n", curve->n);
    list_given(list, &base);
    list_given(list, message);
    list_row(list, "h", digest_formula(&arena, hash, message->name), "what is signed, hashed");
    list_row(list, "z", ecdsa_bits_formula(&arena, curve, "h", hash_size(hash)),
             "the hash's leftmost bits, at most as many as the %zu of n", mpz_sizeinbase(curve->n, 2));
    arena_clear(&arena);
}

/* s and r of the nonce "k", which the list has. */
static void add_signature_numbers(List *list, Arena *arena, const Curve *curve)
{
    list_row(list, "R", "point-multiple(k, G, a, p)", "k's point");
    list_note_point(list, curve);
    list_opens(list, explain_multiple_row);
    list_row(list, "r", row_text(arena, "number(R[1..%zu]) mod n", curve_field_size(curve)), "its x coordinate");
    list_row(list, "w", "k^-1 mod n", "to divide by k is to multiply by its inverse");
    list_opens(list, explain_inverse_row);
    list_row(list, "s", "w · (z + r · d) mod n", "only who has d can compute this");
}

/* An INTEGER's bytes have a zero in front where the first bit would be taken for a sign. */
static size_t integer_size(const List *list, const char *name)
{
    Bytes value = list_find(list, name)->value;
    return value.size + (value.size == 0 || value.data[0] & 0x80);
}

/* A length is one byte below 128, and else 0x81 and one byte: more than 255 no named curve's signature needs. */
static const char *length_formula(Arena *arena, size_t size)
{
    assert(size < 256);
    return size < 128 ? row_text(arena, "bytes(%zu, 1)", size)
                      : row_text(arena, "bytes(0x81, 1) ‖ bytes(%zu, 1)", size);
}

/* SEQUENCE { r INTEGER, s INTEGER } */
static void add_encoding(List *list, Arena *arena, const char *result)
{
    static const char *const names[][2] = {{"r", "r_der"}, {"s", "s_der"}};
    size_t content = 0;
    for (int i = 0; i < 2; i++) {
        size_t size = integer_size(list, names[i][0]);
        list_row(
            list, names[i][1],
            row_text(arena, "bytes(0x02, 1) ‖ %s ‖ bytes(%s, %zu)", length_formula(arena, size), names[i][0], size),
            "an INTEGER of %zu bytes", size);
        content += list_find(list, names[i][1])->value.size;
    }
    list_row(list, result, row_text(arena, "bytes(0x30, 1) ‖ %s ‖ r_der ‖ s_der", length_formula(arena, content)),
             "a SEQUENCE of both, in DER");
}

static void add_signing(List *list, const Curve *curve, const char *result)
{
    Arena arena = {0};
    add_signature_numbers(list, &arena, curve);
    add_encoding(list, &arena, result);
    arena_clear(&arena);
}

static List *begin_signing(const char *title, const Curve *curve, HashId hash, const mpz_t d, const Operand *message)
{
    List *list = list_new(title);
    list_given_number(list, "d", d);
    ecdsa_rows_digest(list, curve, hash, message);
    return list;
}

/* The same arithmetic in src/math, for its verdict alone. */
static Error try_nonce(const Curve *curve, HashId hash, const mpz_t d, const Operand *message, const mpz_t k)
{
    uint8_t digest[HASH_SIZE_MAX];
    mpz_t r, s;
    mpz_inits(r, s, NULL);
    hash_all(hash, message->value, digest);
    Error error = ecdsa_sign_with_nonce(r, s, curve, d, bytes_of(digest, hash_size(hash)), k);
    mpz_clears(r, s, NULL);
    return error;
}

Worked *explain_ecdsa_sign(const Curve *curve, HashId hash, const mpz_t d, const Operand *message, const mpz_t k,
                           const char *result)
{
    if (try_nonce(curve, hash, d, message, k))
        return NULL;
    List *list = begin_signing("ECDSA signature", curve, hash, d, message);
    list_given_number(list, "k", k);
    add_signing(list, curve, result);
    return list_finish(list);
}

/* The number of the first candidate that gives a signature; false where none of a hundred does, or d is none. */
static bool find_attempt(const Curve *curve, HashId hash, const mpz_t d, const Operand *message, unsigned *attempt)
{
    enum { ATTEMPTS_MAX = 100 };
    if (curve_private_check(curve, d))
        return false;
    uint8_t digest[HASH_SIZE_MAX];
    mpz_t k;
    mpz_init(k);
    hash_all(hash, message->value, digest);
    bool found = false;
    for (*attempt = 0; *attempt < ATTEMPTS_MAX; ++*attempt) {
        ecdsa_nonce(k, curve, d, hash, bytes_of(digest, hash_size(hash)), *attempt);
        found = try_nonce(curve, hash, d, message, k) == ERROR_NONE;
        if (found)
            break;
    }
    number_clear(k);
    return found;
}

Worked *explain_ecdsa_sign_deterministically(const Curve *curve, HashId hash, const mpz_t d, const Operand *message,
                                             const char *result)
{
    unsigned attempt;
    if (!find_attempt(curve, hash, d, message, &attempt))
        return NULL;
    List *list = begin_signing("ECDSA signature with RFC 6979's nonce", curve, hash, d, message);
    ecdsa_rows_nonce(list, curve, hash, attempt, "k");
    add_signing(list, curve, result);
    return list_finish(list);
}
