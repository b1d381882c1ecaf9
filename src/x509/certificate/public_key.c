#include "x509/certificate/public_key.h"

#include "x509/der/der.h"

const char *key_kind_name(KeyKind kind)
{
    static const char *const names[] = {"unknown", "RSA", "RSA-PSS", "EC"};
    return names[kind];
}

bool key_kind_is_rsa(KeyKind kind)
{
    return kind == KEY_RSA || kind == KEY_RSA_PSS;
}

void public_key_init(PublicKey *key)
{
    key->kind = KEY_UNKNOWN;
    rsa_public_init(&key->rsa);
    key->pss_is_limited = false;
    key->curve = NULL;
    point_init(&key->point);
}

void public_key_clear(PublicKey *key)
{
    rsa_public_clear(&key->rsa);
    point_clear(&key->point);
    key->kind = KEY_UNKNOWN;
}

unsigned public_key_bits(const PublicKey *key)
{
    switch (key->kind) {
    case KEY_RSA:
    case KEY_RSA_PSS:
        return (unsigned)mpz_sizeinbase(key->rsa.n, 2);
    case KEY_EC:
        return (unsigned)mpz_sizeinbase(key->curve->n, 2);
    case KEY_UNKNOWN:
        break;
    }
    return 0;
}

/* RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER } (RFC 8017 §A.1.1). `kind` is the one that the
   algorithm says. */
static void read_rsa(Cursor *cursor, PublicKey *key, KeyKind kind)
{
    CursorScope scope;
    Bytes modulus, exponent;
    if (der_enter(cursor, "RSAPublicKey", DER_SEQUENCE, &scope)) {
        der_read_unsigned(cursor, "modulus", &modulus);
        der_read_unsigned(cursor, "publicExponent", &exponent);
    }
    if (!der_leave(cursor, &scope))
        return;
    number_from_bytes(key->rsa.n, modulus);
    number_from_bytes(key->rsa.e, exponent);
    Error error = rsa_public_check(&key->rsa);
    if (error != ERROR_NONE)
        cursor_fail_as(cursor, error, RULE_RSA_PUBLIC, "RSAPublicKey");
    else
        key->kind = kind;
}

static void refuse_point(Cursor *cursor, const Curve *curve, Error error, size_t size)
{
    static const char name[] = "subjectPublicKey";
    if (error == ERROR_WRONG_LENGTH)
        cursor_fail_numbers(cursor, RULE_POINT_LENGTH, name, 1 + 2 * curve_field_size(curve), 0, size);
    else if (error == ERROR_POINT_NOT_ON_CURVE)
        cursor_fail_words(cursor, RULE_POINT_ON_CURVE, name, bytes_of_text(curve->name), BYTES_EMPTY);
    else
        cursor_fail_as(cursor, error, RULE_POINT_FORM, name);
}

/* ECPoint ::= 04 ‖ x ‖ y (RFC 5480 §2.2) */
static void read_point(Cursor *cursor, PublicKey *key)
{
    size_t size = curve_field_size(key->curve);
    Bytes encoded = bytes_of(cursor->input.data + cursor->position, cursor_remaining(cursor)), part;
    Error error = curve_point_decode(&key->point, key->curve, encoded);
    if (error != ERROR_NONE) {
        refuse_point(cursor, key->curve, error, encoded.size);
        return;
    }
    cursor_read_bytes(cursor, "form", 1, &part);
    cursor_note(cursor, "uncompressed");
    cursor_read_bytes(cursor, "x", size, &part);
    cursor_read_bytes(cursor, "y", size, &part);
    key->kind = KEY_EC;
}

/* The algorithm's parameters: NULL for RSA (RFC 3279 §2.3.1), what its signatures are limited to or nothing for RSA
   with PSS (RFC 4055 §3.1), a named curve for EC (RFC 5480 §2.1.1). One that is not known here leaves key->curve NULL;
   one that is written out in numbers must not be used. */
static void read_parameters(Cursor *cursor, OidId algorithm, PublicKey *key)
{
    OidId curve;
    Bytes any;
    if (algorithm == OID_RSA_ENCRYPTION) {
        der_read_null(cursor, "parameters");
    } else if (algorithm == OID_RSASSA_PSS) {
        key->pss_is_limited = cursor_more(cursor);
        if (key->pss_is_limited)
            pss_parameters_decode_fields(cursor, &key->pss);
    } else if (algorithm == OID_EC_PUBLIC_KEY) {
        if (!der_next_is(cursor, DER_OBJECT_IDENTIFIER))
            cursor_fail(cursor, RULE_CURVE_NAMED, "namedCurve");
        else if (der_read_oid(cursor, "namedCurve", &curve, NULL))
            key->curve = curve_find(oid_name(curve));
    } else if (cursor_more(cursor)) {
        der_read_any(cursor, "parameters", &any);
    }
}

bool public_key_decode_fields(Cursor *cursor, const char *name, PublicKey *key)
{
    CursorScope scope, algorithm_scope, key_scope;
    OidId algorithm = OID_UNKNOWN;
    Bytes opaque;
    key->kind = KEY_UNKNOWN;
    key->pss_is_limited = false;
    key->curve = NULL;
    if (der_enter(cursor, name, DER_SEQUENCE, &scope)) {
        if (der_enter(cursor, "algorithm", DER_SEQUENCE, &algorithm_scope)) {
            der_read_oid(cursor, "algorithm", &algorithm, NULL);
            read_parameters(cursor, algorithm, key);
        }
        der_leave(cursor, &algorithm_scope);
        if (der_enter_bit_string(cursor, "subjectPublicKey", &key_scope)) {
            if (algorithm == OID_RSA_ENCRYPTION)
                read_rsa(cursor, key, KEY_RSA);
            else if (algorithm == OID_RSASSA_PSS)
                read_rsa(cursor, key, key->pss_is_limited && !key->pss.known ? KEY_UNKNOWN : KEY_RSA_PSS);
            else if (key->curve)
                read_point(cursor, key);
            else if (cursor_more(cursor))
                cursor_read_rest(cursor, "value", &opaque);
        }
        der_leave(cursor, &key_scope);
    }
    return der_leave(cursor, &scope);
}
