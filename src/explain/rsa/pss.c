#include "explain/rsa/pss.h"

#include "explain/language/digest.h"
#include "explain/language/list.h"
#include "explain/language/row.h"
#include "explain/numbers/power.h"
#include "explain/rsa/rsa.h"

/* The bits of the block DB that n has room for: what is left of emBits. */
#define DB_BITS "8 · dbLen - 8 · emLen + emBits"

static bool has_room(const mpz_t n, HashId hash, size_t salt_size)
{
    size_t size = (mpz_sizeinbase(n, 2) - 1 + 7) / 8;
    return digest_name(hash) && size >= hash_size(hash) + 2 && salt_size <= size - hash_size(hash) - 2;
}

/* What both directions begin with. */
static void add_lengths(List *list, const mpz_t n, HashId hash)
{
    Arena arena = {0};
    list_given_number(list, "n", n);
    list_given_count(list, "k", rsa_size(n));
    list_given_count(list, "hLen", hash_size(hash));
    list_row(list, "emBits", "bits(n) - 1", "one bit fewer than n, so that it is below n");
    list_row(list, "emLen", "(emBits + 7) div 8", "in bytes");
    list_row(list, "dbLen", "emLen - hLen - 1", "what is left of it beside H and the last byte");
    list_row(list, "mHash", digest_formula(&arena, hash, "M"), "the digest");
    arena_clear(&arena);
}

/* MGF1 (RFC 8017 appendix B.2.1) of H: as many digests of H and a counter, one after the other, as the mask is long. */
static void add_mask(List *list, HashId hash, size_t size)
{
    Arena arena = {0};
    const char *name = digest_name(hash), *before = "";
    for (size_t i = 0; i * hash_size(hash) < size; i++) {
        const char *here = row_text(&arena, "T%zu", i);
        list_row(list, here, row_text(&arena, "%s%s%s(H ‖ bytes(%zu, 4))", before, i ? " ‖ " : "", name, i),
                 "MGF1: the mask, up to block %zu", i);
        before = here;
    }
    list_row(list, "dbMask", row_text(&arena, "%s[0..%zu]", before, size - 1), "cut to the length of DB");
    arena_clear(&arena);
}

static size_t db_size(const mpz_t n, HashId hash)
{
    return (mpz_sizeinbase(n, 2) - 1 + 7) / 8 - hash_size(hash) - 1;
}

Worked *explain_pss_sign(const RsaPrivate *key, HashId hash, Bytes message, Bytes salt)
{
    if (!has_room(key->n, hash, salt.size))
        return NULL;
    Arena arena = {0};
    List *list = list_new("RSA signature with PSS");
    list_given_bytes(list, "M", message);
    list_given_bytes(list, "salt", salt);
    rsa_given_private(list, key);
    add_lengths(list, key->n, hash);
    list_row(list, "M2", "zeros(8) ‖ mHash ‖ salt", "what RFC 8017 calls M'");
    list_row(list, "H", digest_formula(&arena, hash, "M2"), "another one for each salt");
    list_row(list, "DB", "zeros(dbLen - len(salt) - 1) ‖ bytes(1, 1) ‖ salt", "the data block");
    add_mask(list, hash, db_size(key->n, hash));
    list_row(list, "masked", "DB ⊕ dbMask", "so that no part of the block can be foreseen");
    list_row(list, "maskedDB", "bytes(number(masked) mod 2^(" DB_BITS "), dbLen)",
             "the bits in front that n has no room for, as zeros");
    list_row(list, "EM", "maskedDB ‖ H ‖ bytes(0xbc, 1)", "the encoded message");
    list_row(list, "m", "number(EM)", "the block read as a number");
    rsa_rows_private(list, "s", "m");
    list_row(list, "S", "bytes(s, k)", "the signature");
    arena_clear(&arena);
    return list_finish(list);
}

/* From the signature to the block EM; false where what comes out is too long for one, and the rows end. */
static bool add_opening(List *list)
{
    mpz_t fits;
    mpz_init(fits);
    list_row(list, "s", "number(S)", "the signature read as a number");
    list_row(list, "m", "s^e mod n", "anybody can: n and e are public");
    list_opens(list, explain_power_row);
    list_row(list, "fits", "m < 2^(8 · emLen)", "it has to be a block of emLen bytes");
    operand_to_number(fits, list_find(list, "fits"));
    bool good = mpz_sgn(fits) != 0;
    mpz_clear(fits);
    if (good)
        list_row(list, "EM", "bytes(m, emLen)", "the block that was signed");
    return good;
}

/* EMSA-PSS-VERIFY (RFC 8017 §9.1.2): each thing that has to be so is 1 or 0, and all of them are multiplied. */
static void add_verification(List *list, const RsaPublic *key, HashId hash, size_t salt_size)
{
    Arena arena = {0};
    list_given_count(list, "sLen", salt_size);
    list_row(list, "trailed", "EM[emLen - 1..emLen - 1] == bytes(0xbc, 1)", "the last byte has to be bc");
    list_row(list, "maskedDB", "EM[0..dbLen - 1]", "its first part");
    list_row(list, "H", "EM[dbLen..emLen - 2]", "and what follows");
    list_row(list, "short", "number(maskedDB) < 2^(" DB_BITS ")", "the bits that n has no room for are zeros");
    add_mask(list, hash, db_size(key->n, hash));
    list_row(list, "masked", "maskedDB ⊕ dbMask", "the mask taken off");
    list_row(list, "DB", "bytes(number(masked) mod 2^(" DB_BITS "), dbLen)", "the data block");
    list_row(list, "started", "number(DB[0..dbLen - sLen - 1]) == 1", "zeros and 01 in front of the salt");
    list_row(list, "salt", salt_size ? "DB[dbLen - sLen..dbLen - 1]" : "zeros(sLen)", "the rest");
    list_row(list, "M2", "zeros(8) ‖ mHash ‖ salt", "what RFC 8017 calls M'");
    list_row(list, "H2", digest_formula(&arena, hash, "M2"), "what H has to be");
    list_row(list, "equal", "H == H2", "the digest that was signed is that of M");
    list_row(list, "valid", "trailed · short · started · equal", "1: all of it is as it has to be");
    arena_clear(&arena);
}

Worked *explain_pss_verify(const RsaPublic *key, HashId hash, Bytes message, size_t salt_size, Bytes signature)
{
    mpz_t s;
    mpz_init(s);
    number_from_bytes(s, signature);
    bool possible = has_room(key->n, hash, salt_size) && signature.size == rsa_size(key->n) && mpz_cmp(s, key->n) < 0;
    mpz_clear(s);
    if (!possible)
        return NULL;
    List *list = list_new("RSA signature with PSS verified");
    list_given_bytes(list, "M", message);
    list_given_bytes(list, "S", signature);
    list_given_number(list, "e", key->e);
    add_lengths(list, key->n, hash);
    if (add_opening(list))
        add_verification(list, key, hash, salt_size);
    return list_finish(list);
}
