/* ecdh_ecpoint_test, ecdsa_verify, ecdsa_p1363_verify and xdh_comp. */
#include <string.h>

#include "math/ecdsa.h"
#include "math/x25519.h"
#include "wycheproof.h"

static const char unknown_curve[] = "curve not supported";
static const char unknown_hash[] = "hash function not supported";
static const char unreadable[] = "unreadable";

Outcome wycheproof_ecdh_ecpoint(const Case *c)
{
    const Curve *curve = curve_find(wycheproof_text(c->group, "curve"));
    if (!curve)
        return outcome_skipped(unknown_curve);
    Buffer encoded = BUFFER_EMPTY, expected = BUFFER_EMPTY, shared = BUFFER_EMPTY;
    mpz_t private_value;
    Point public_value;
    mpz_init(private_value);
    point_init(&public_value);
    Outcome result = outcome_wrong(unreadable);
    if (wycheproof_bytes(&encoded, c->test, "public") && wycheproof_bytes(&expected, c->test, "shared") &&
        wycheproof_number(private_value, c->test, "private")) {
        Error error = curve_point_decode(&public_value, curve, buffer_bytes(&encoded));
        if (!error)
            error = ecdh_shared(&shared, curve, private_value, &public_value);
        if (error)
            result = outcome(VERDICT_REFUSED);
        else if (bytes_equal(buffer_bytes(&shared), buffer_bytes(&expected)))
            result = outcome(VERDICT_ACCEPTED);
        else
            result = outcome_wrong("another shared secret");
    }
    buffer_clear(&encoded);
    buffer_clear(&expected);
    buffer_clear(&shared);
    number_clear(private_value);
    point_clear(&public_value);
    return result;
}

typedef Error DecodeSignature(mpz_t r, mpz_t s, const Curve *curve, Bytes encoded);

static Error decode_der(mpz_t r, mpz_t s, const Curve *curve, Bytes encoded)
{
    (void)curve;
    return ecdsa_signature_decode(r, s, encoded);
}

/* r ‖ s, both as long as n (IEEE P1363) */
static Error decode_p1363(mpz_t r, mpz_t s, const Curve *curve, Bytes encoded)
{
    size_t size = number_size(curve->n);
    if (encoded.size != 2 * size)
        return ERROR_WRONG_LENGTH;
    number_from_bytes(r, bytes_slice(encoded, 0, size));
    number_from_bytes(s, bytes_slice(encoded, size, size));
    return ERROR_NONE;
}

static Error verify(const Curve *curve, HashId hash, Bytes key, Bytes message, Bytes signature, DecodeSignature *decode)
{
    uint8_t digest[HASH_SIZE_MAX];
    mpz_t r, s;
    Point public_key;
    mpz_inits(r, s, NULL);
    point_init(&public_key);
    hash_all(hash, message, digest);
    Error error = curve_point_decode(&public_key, curve, key);
    if (!error)
        error = decode(r, s, curve, signature);
    if (!error)
        error = ecdsa_verify(curve, &public_key, bytes_of(digest, hash_size(hash)), r, s);
    mpz_clears(r, s, NULL);
    point_clear(&public_key);
    return error;
}

static Outcome run_verify(const Case *c, DecodeSignature *decode)
{
    const json_t *public_key = json_object_get(c->group, "publicKey");
    const Curve *curve = curve_find(wycheproof_text(public_key, "curve"));
    HashId hash;
    if (!curve)
        return outcome_skipped(unknown_curve);
    if (!wycheproof_hash(&hash, wycheproof_text(c->group, "sha")))
        return outcome_skipped(unknown_hash);
    Buffer key = BUFFER_EMPTY, message = BUFFER_EMPTY, signature = BUFFER_EMPTY;
    Outcome result = outcome_wrong(unreadable);
    if (wycheproof_bytes(&key, public_key, "uncompressed") && wycheproof_bytes(&message, c->test, "msg") &&
        wycheproof_bytes(&signature, c->test, "sig")) {
        Error error = verify(curve, hash, buffer_bytes(&key), buffer_bytes(&message), buffer_bytes(&signature), decode);
        result = outcome(error ? VERDICT_REFUSED : VERDICT_ACCEPTED);
    }
    buffer_clear(&key);
    buffer_clear(&message);
    buffer_clear(&signature);
    return result;
}

Outcome wycheproof_ecdsa_verify(const Case *c)
{
    return run_verify(c, decode_der);
}

Outcome wycheproof_ecdsa_p1363_verify(const Case *c)
{
    return run_verify(c, decode_p1363);
}

/* The only shared secret that is refused is zero, and the cases have that one too. */
Outcome wycheproof_xdh(const Case *c)
{
    if (strcmp(wycheproof_text(c->group, "curve"), "curve25519") != 0)
        return outcome_skipped(unknown_curve);
    Buffer scalar = BUFFER_EMPTY, u = BUFFER_EMPTY, expected = BUFFER_EMPTY;
    uint8_t shared[X25519_SIZE];
    Outcome result = outcome_wrong(unreadable);
    if (wycheproof_bytes(&scalar, c->test, "private") && wycheproof_bytes(&u, c->test, "public") &&
        wycheproof_bytes(&expected, c->test, "shared") && scalar.size == X25519_SIZE && u.size == X25519_SIZE) {
        Error error = x25519(shared, scalar.data, u.data);
        if (bytes_equal(BYTES_OF_ARRAY(shared), buffer_bytes(&expected)))
            result = outcome(error ? VERDICT_REFUSED : VERDICT_ACCEPTED);
        else
            result = outcome_wrong("another shared secret");
    }
    buffer_clear(&scalar);
    buffer_clear(&u);
    buffer_clear(&expected);
    return result;
}
