/* RFC 6979 §3.2: a nonce from key and message, by the generator HMAC_DRBG, a key K and a value V. */
#include "explain/curves/ecdsa_rows.h"
#include "explain/language/digest.h"
#include "explain/language/hmac.h"
#include "explain/language/row.h"
#include "math/modular.h"

typedef struct Nonce {
    List *list;
    Arena *arena;
    const Curve *curve;
    HashId hash;
    const char *result;
} Nonce;

/* K = HMAC_K(V ‖ more), or V = HMAC_K(V) */
static void add_hmac(const Nonce *nonce, const char *name, const char *message, const char *note)
{
    list_row(nonce->list, name, row_text(nonce->arena, "HMAC-%s(K, %s)", digest_name(nonce->hash), message), "%s",
             note);
    list_opens(nonce->list, explain_hmac_row);
}

/* Steps b to g. */
static void add_start(const Nonce *nonce)
{
    size_t digest = hash_size(nonce->hash), size = number_size(nonce->curve->n);
    list_row(nonce->list, "key_octets", row_text(nonce->arena, "bytes(d, %zu)", size), "as many bytes as n has");
    list_row(nonce->list, "z_n", "z mod n", "below n, to fit in as many bytes");
    list_row(nonce->list, "hash_octets", row_text(nonce->arena, "bytes(z_n, %zu)", size), "bits2octets");
    list_row(nonce->list, "V", row_text(nonce->arena, "repeat(bytes(1, 1), %zu)", digest), "step b");
    list_row(nonce->list, "K", row_text(nonce->arena, "zeros(%zu)", digest), "step c");
    add_hmac(nonce, "K", "V ‖ bytes(0, 1) ‖ key_octets ‖ hash_octets", "step d");
    add_hmac(nonce, "V", "V", "step e");
    add_hmac(nonce, "K", "V ‖ bytes(1, 1) ‖ key_octets ‖ hash_octets", "step f");
    add_hmac(nonce, "V", "V", "step g");
}

/* Step h: values until there are as many bits as n has, and their number. */
static void add_candidate(const Nonce *nonce)
{
    size_t wanted = mpz_sizeinbase(nonce->curve->n, 2), size = hash_size(nonce->hash);
    add_hmac(nonce, "V", "V", "step h");
    list_row(nonce->list, "T", "V", "%zu bits, where %zu are wanted", 8 * size, wanted);
    for (; 8 * size < wanted; size += hash_size(nonce->hash)) {
        add_hmac(nonce, "V", "V", "more of them");
        list_row(nonce->list, "T", "T ‖ V", "%zu bits", 8 * (size + hash_size(nonce->hash)));
    }
    list_row(nonce->list, nonce->result, ecdsa_bits_formula(nonce->arena, nonce->curve, "T", size),
             "the leftmost %zu bits, if they are a number from 1 to n-1", wanted);
}

static bool is_in_range(const Nonce *nonce)
{
    mpz_t k;
    mpz_init(k);
    operand_to_number(k, list_find(nonce->list, nonce->result));
    bool good = curve_private_check(nonce->curve, k) == ERROR_NONE;
    number_clear(k);
    return good;
}

static void add_next(const Nonce *nonce, const char *why)
{
    add_hmac(nonce, "K", "V ‖ bytes(0, 1)", why);
    add_hmac(nonce, "V", "V", "and once more from step h");
}

void ecdsa_rows_nonce(List *list, const Curve *curve, HashId hash, unsigned attempt, const char *result)
{
    Arena arena = {0};
    Nonce nonce = {list, &arena, curve, hash, result};
    add_start(&nonce);
    add_candidate(&nonce);
    for (bool good; !(good = is_in_range(&nonce)) || attempt > 0; add_candidate(&nonce)) {
        attempt -= good;
        add_next(&nonce, good ? "r or s would be 0 with it: the next" : "it is not from 1 to n-1: the next");
    }
    arena_clear(&arena);
}
