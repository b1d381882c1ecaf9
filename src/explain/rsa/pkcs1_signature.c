#include "explain/language/digest.h"
#include "explain/language/list.h"
#include "explain/language/row.h"
#include "explain/numbers/power.h"
#include "explain/rsa/pkcs1.h"
#include "explain/rsa/rsa.h"

/* 00, the block type, at least eight bytes of padding, 00 and the DigestInfo (RFC 8017 §9.2 step 3). */
static bool has_room(const mpz_t n, HashId hash)
{
    return rsa_size(n) >= 3 + 8 + rsa_pkcs1_digest_info(hash).size + hash_size(hash);
}

/* EMSA-PKCS1-v1_5 (RFC 8017 §9.2): the block of a message, under `name`. */
static void add_encoding(List *list, HashId hash, const char *name)
{
    Arena arena = {0};
    Bytes info = rsa_pkcs1_digest_info(hash);
    list_row(list, "H", digest_formula(&arena, hash, "M"), "the digest");
    if (info.size) {
        list_given_bytes(list, "info", info);
        list_row(list, "T", "info ‖ H", "DigestInfo: DER that names the hash function, and the digest");
    } else {
        list_row(list, "T", "H", "both digests and no DigestInfo, as TLS 1.0 and 1.1 sign"); /* RFC 4346 §4.7 */
    }
    list_row(list, "PS", "repeat(bytes(0xff, 1), k - len(T) - 3)", "as many bytes ff as fill the block");
    list_row(list, name, "bytes(0, 1) ‖ bytes(1, 1) ‖ PS ‖ bytes(0, 1) ‖ T", "00, 01 for a signature, padding, 00");
    arena_clear(&arena);
}

Worked *explain_pkcs1_sign(const RsaPrivate *key, HashId hash, Bytes message)
{
    if (!has_room(key->n, hash))
        return NULL;
    List *list = list_new("RSA signature with PKCS #1 v1.5 padding");
    list_given_bytes(list, "M", message);
    rsa_given_private(list, key);
    list_given_count(list, "k", rsa_size(key->n));
    add_encoding(list, hash, "EM");
    list_row(list, "m", "number(EM)", "the block read as a number");
    rsa_rows_private(list, "s", "m");
    list_row(list, "S", "bytes(s, k)", "the signature");
    return list_finish(list);
}

Worked *explain_pkcs1_verify(const RsaPublic *key, HashId hash, Bytes message, Bytes signature)
{
    mpz_t s;
    mpz_init(s);
    number_from_bytes(s, signature);
    bool possible = has_room(key->n, hash) && signature.size == rsa_size(key->n) && mpz_cmp(s, key->n) < 0;
    mpz_clear(s);
    if (!possible)
        return NULL;
    List *list = list_new("RSA signature with PKCS #1 v1.5 padding verified");
    list_given_bytes(list, "M", message);
    list_given_bytes(list, "S", signature);
    list_given_number(list, "e", key->e);
    list_given_number(list, "n", key->n);
    list_given_count(list, "k", rsa_size(key->n));
    list_row(list, "s", "number(S)", "the signature read as a number");
    list_row(list, "m", "s^e mod n", "anybody can: n and e are public");
    list_opens(list, explain_power_row);
    list_row(list, "EM", "bytes(m, k)", "the block that was signed");
    add_encoding(list, hash, "expected");
    list_row(list, "valid", "EM == expected", "byte for byte; nothing is parsed");
    return list_finish(list);
}
