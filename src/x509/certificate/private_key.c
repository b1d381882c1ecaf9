#include "x509/certificate/private_key.h"

#include <string.h>

#include "x509/certificate/pem.h"
#include "x509/der/der.h"

void private_key_init(PrivateKey *key)
{
    key->kind = KEY_UNKNOWN;
    rsa_private_init(&key->rsa);
    key->curve = NULL;
    mpz_init(key->d);
    point_init(&key->point);
}

void private_key_clear(PrivateKey *key)
{
    rsa_private_clear(&key->rsa);
    number_clear(key->d);
    point_clear(&key->point);
    key->kind = KEY_UNKNOWN;
}

static void read_number(Cursor *cursor, const char *name, mpz_t out)
{
    Bytes magnitude;
    if (der_read_unsigned(cursor, name, &magnitude))
        number_from_bytes(out, magnitude);
}

/* RSAPrivateKey (RFC 8017 §A.1.2). Version 1 would have more than two primes. `kind` is the one that the algorithm
   says. */
static void read_rsa(Cursor *cursor, PrivateKey *key, KeyKind kind)
{
    CursorScope scope;
    int version;
    if (der_enter(cursor, "RSAPrivateKey", DER_SEQUENCE, &scope)) {
        if (der_read_small(cursor, "version", &version) && version != 0)
            cursor_fail(cursor, RULE_KEY_RSA_VERSION, "version");
        read_number(cursor, "modulus", key->rsa.n);
        read_number(cursor, "publicExponent", key->rsa.e);
        read_number(cursor, "privateExponent", key->rsa.d);
        read_number(cursor, "prime1", key->rsa.p);
        read_number(cursor, "prime2", key->rsa.q);
        read_number(cursor, "exponent1", key->rsa.dp);
        read_number(cursor, "exponent2", key->rsa.dq);
        read_number(cursor, "coefficient", key->rsa.qinv);
    }
    if (!der_leave(cursor, &scope))
        return;
    Error error = rsa_private_check(&key->rsa);
    if (error != ERROR_NONE)
        cursor_fail_as(cursor, error, RULE_KEY_RSA, "RSAPrivateKey");
    else
        key->kind = kind;
}

/* The curve by its identifier; it must be the one that is already known, where one is. */
static void read_curve(Cursor *cursor, PrivateKey *key)
{
    OidId oid;
    if (!der_next_is(cursor, DER_OBJECT_IDENTIFIER)) {
        cursor_fail(cursor, RULE_CURVE_NAMED, "namedCurve");
        return;
    }
    if (!der_read_oid(cursor, "namedCurve", &oid, NULL))
        return;
    const Curve *curve = curve_find(oid_name(oid));
    if (!curve)
        cursor_fail(cursor, RULE_KEY_CURVE, "namedCurve");
    else if (key->curve && key->curve != curve)
        cursor_fail(cursor, RULE_KEY_CURVES_EQUAL, "namedCurve");
    key->curve = curve;
}

/* The point d·G, which has to be the public key where the file has one. */
static void finish_ec(Cursor *cursor, PrivateKey *key, Bytes number, Bytes public_key)
{
    Buffer encoded = BUFFER_EMPTY;
    number_from_bytes(key->d, number);
    if (!key->curve)
        cursor_fail(cursor, RULE_KEY_CURVE_SAID, "parameters");
    else if (curve_private_check(key->curve, key->d) != ERROR_NONE)
        cursor_fail(cursor, RULE_KEY_RANGE, "privateKey");
    else {
        curve_multiply_base(&key->point, key->curve, key->d);
        curve_point_append(&encoded, key->curve, &key->point);
        if (public_key.size && !bytes_equal(public_key, buffer_bytes(&encoded)))
            cursor_fail(cursor, RULE_KEY_PUBLIC, "publicKey");
        else
            key->kind = KEY_EC;
    }
    buffer_clear(&encoded);
}

/* ECPrivateKey (RFC 5915 §3) */
static void read_ec(Cursor *cursor, PrivateKey *key)
{
    CursorScope scope, member;
    Bytes number = BYTES_EMPTY, public_key = BYTES_EMPTY;
    int version;
    if (der_enter(cursor, "ECPrivateKey", DER_SEQUENCE, &scope)) {
        if (der_read_small(cursor, "version", &version) && version != 1)
            cursor_fail(cursor, RULE_KEY_EC_VERSION, "version");
        der_read(cursor, "privateKey", DER_OCTET_STRING, FIELD_NUMBER, &number);
        if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(0))) {
            if (der_enter(cursor, "parameters", DER_CONTEXT_CONSTRUCTED(0), &member))
                read_curve(cursor, key);
            der_leave(cursor, &member);
        }
        if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(1))) {
            if (der_enter(cursor, "publicKey", DER_CONTEXT_CONSTRUCTED(1), &member))
                der_read_bit_string(cursor, "point", &public_key);
            der_leave(cursor, &member);
        }
    }
    if (der_leave(cursor, &scope))
        finish_ec(cursor, key, number, public_key);
}

/* privateKeyAlgorithm: as in a certificate's SubjectPublicKeyInfo. What an RSA-PSS key is limited to its certificate
   says as well, which everybody else goes by. */
static void read_algorithm(Cursor *cursor, PrivateKey *key, OidId *algorithm)
{
    CursorScope scope;
    PssParameters ignored;
    if (der_enter(cursor, "privateKeyAlgorithm", DER_SEQUENCE, &scope)) {
        der_read_oid(cursor, "algorithm", algorithm, NULL);
        if (*algorithm == OID_RSA_ENCRYPTION)
            der_read_null(cursor, "parameters");
        else if (*algorithm == OID_RSASSA_PSS && cursor_more(cursor))
            pss_parameters_decode_fields(cursor, &ignored);
        else if (*algorithm == OID_EC_PUBLIC_KEY)
            read_curve(cursor, key);
        else if (*algorithm != OID_RSASSA_PSS)
            cursor_fail(cursor, RULE_KEY_ALGORITHM, "algorithm");
    }
    der_leave(cursor, &scope);
}

/* OneAsymmetricKey, formerly PrivateKeyInfo (RFC 5958 §2): the key itself stands in an OCTET STRING. */
static void read_pkcs8(Cursor *cursor, PrivateKey *key)
{
    CursorScope scope, inner;
    OidId algorithm = OID_UNKNOWN;
    Bytes ignored;
    int version;
    if (der_enter(cursor, "OneAsymmetricKey", DER_SEQUENCE, &scope)) {
        if (der_read_small(cursor, "version", &version) && version > 1)
            cursor_fail(cursor, RULE_KEY_PKCS8_VERSION, "version");
        read_algorithm(cursor, key, &algorithm);
        if (der_enter(cursor, "privateKey", DER_OCTET_STRING, &inner)) {
            if (algorithm == OID_RSA_ENCRYPTION || algorithm == OID_RSASSA_PSS)
                read_rsa(cursor, key, algorithm == OID_RSASSA_PSS ? KEY_RSA_PSS : KEY_RSA);
            else
                read_ec(cursor, key);
        }
        der_leave(cursor, &inner);
        if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(0)))
            der_read(cursor, "attributes", DER_CONTEXT_CONSTRUCTED(0), FIELD_BYTES, &ignored);
        if (der_next_is(cursor, DER_CONTEXT(1)))
            der_read(cursor, "publicKey", DER_CONTEXT(1), FIELD_BYTES, &ignored);
    }
    der_leave(cursor, &scope);
}

/* What stands after the version tells the three structures apart. */
static uint8_t tag_after_version(Bytes der)
{
    Cursor cursor;
    CursorScope scope;
    int version;
    cursor_init(&cursor, der, NULL);
    if (der_enter(&cursor, "key", DER_SEQUENCE, &scope))
        der_read_small(&cursor, "version", &version);
    return der_next_tag(&cursor);
}

Error private_key_decode(PrivateKey *out, Bytes der, FieldTree *tree)
{
    Cursor cursor;
    cursor_init(&cursor, der, tree);
    out->kind = KEY_UNKNOWN;
    out->curve = NULL;
    switch (tag_after_version(der)) {
    case DER_SEQUENCE:
        read_pkcs8(&cursor, out);
        break;
    case DER_INTEGER:
        read_rsa(&cursor, out, KEY_RSA);
        break;
    case DER_OCTET_STRING:
        read_ec(&cursor, out);
        break;
    default:
        cursor_fail(&cursor, RULE_KEY_FORM, "privateKey");
    }
    der_expect_end(&cursor);
    if (cursor.error != ERROR_NONE)
        out->kind = KEY_UNKNOWN;
    return cursor.error;
}

/* "PRIVATE KEY", or a label that ends so. */
static bool is_private_key(const PemBlock *block)
{
    static const char words[] = "PRIVATE KEY";
    size_t size = sizeof words - 1;
    return block->label.size >= size && memcmp(block->label.data + block->label.size - size, words, size) == 0;
}

static Error decode_der(PrivateKey *out, Bytes der, Refusal *refusal)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Error error = private_key_decode(out, der, NULL);
    if (!error)
        return ERROR_NONE;
    error = private_key_decode(out, der, &tree); /* once more, for the names of its fields */
    refusal_set(refusal, &tree, der);
    field_tree_clear(&tree);
    return error;
}

static Error refuse_block(const PemBlock *block, RuleId rule, Refusal *refusal)
{
    Flaw flaw = {.rule = rule, .seen = block->label};
    refusal_set_line(refusal, &flaw, block->line);
    return refusal->error;
}

static Error decode_block(PrivateKey *out, const PemBlock *block, Refusal *refusal)
{
    if (pem_label_is(block, "ENCRYPTED PRIVATE KEY"))
        return refuse_block(block, RULE_PEM_ENCRYPTED, refusal);
    if (!pem_label_is(block, "PRIVATE KEY") && !pem_label_is(block, "RSA PRIVATE KEY") &&
        !pem_label_is(block, "EC PRIVATE KEY"))
        return refuse_block(block, RULE_PEM_KEY_LABEL, refusal); /* DSA, OPENSSH, … */
    Error error = decode_der(out, buffer_bytes(&block->der), refusal);
    if (error)
        refusal->line = block->line;
    return error;
}

static Error refuse_file(Bytes other, Refusal *refusal)
{
    Flaw flaw = {
        .rule = other.size ? RULE_PEM_OTHER : RULE_PEM_SOME, .wanted = bytes_of_text("PRIVATE KEY"), .seen = other};
    refusal_set_line(refusal, &flaw, 0);
    return refusal->error;
}

/* The first block that is a key; the others are passed over. */
static Error decode_pem(PrivateKey *out, Bytes text, Refusal *refusal)
{
    PemReader reader;
    PemBlock block = {0};
    Bytes other = BYTES_EMPTY;
    bool found = false;
    Error error;
    pem_reader_init(&reader, text);
    while ((error = pem_next(&reader, &block, &found)) == ERROR_NONE && found && !is_private_key(&block))
        if (other.size == 0)
            other = block.label;
    if (error)
        refusal_set_line(refusal, &reader.flaw, reader.line);
    else
        error = found ? decode_block(out, &block, refusal) : refuse_file(other, refusal);
    pem_block_clear(&block);
    return error;
}

Error private_key_decode_file(PrivateKey *out, Refusal *refusal, Bytes file)
{
    Refusal ignored = {0};
    Refusal *why = refusal ? refusal : &ignored;
    refusal_clear(why);
    bool is_der;
    out->kind = KEY_UNKNOWN;
    Error error = pem_check_form(&is_der, file, why);
    if (!error)
        error = is_der ? decode_der(out, file, why) : decode_pem(out, file, why);
    refusal_clear(&ignored);
    return error;
}

void private_key_to_public(PublicKey *out, const PrivateKey *key)
{
    out->kind = key->kind;
    out->curve = key->curve;
    out->pss_is_limited = false;
    mpz_set(out->rsa.n, key->rsa.n);
    mpz_set(out->rsa.e, key->rsa.e);
    point_set(&out->point, &key->point);
}

bool private_key_matches(const PrivateKey *key, const PublicKey *public_key)
{
    if (key->kind != public_key->kind)
        return false;
    if (key_kind_is_rsa(key->kind))
        return mpz_cmp(key->rsa.n, public_key->rsa.n) == 0 && mpz_cmp(key->rsa.e, public_key->rsa.e) == 0;
    return key->kind == KEY_EC && key->curve == public_key->curve && point_equal(&key->point, &public_key->point);
}
