#include <string.h>

#include "files.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/certificate/extensions.h"
#include "x509/certificate/pem.h"

static const char *const chains[] = {ALL_CHAINS};

/* Calls `use` for the DER of every certificate there is. */
static void for_each_certificate(void (*use)(const char *name, Bytes der))
{
    for (size_t i = 0; i < COUNT_OF(chains); i++) {
        Buffer text = BUFFER_EMPTY;
        PemReader reader;
        PemBlock block = {0};
        bool found = true;
        read_pki(&text, chains[i], ".pem");
        pem_reader_init(&reader, buffer_bytes(&text));
        while (found) {
            assert_int_equal(pem_next(&reader, &block, &found), ERROR_NONE);
            if (found)
                use(chains[i], buffer_bytes(&block.der));
        }
        pem_block_clear(&block);
        buffer_clear(&text);
    }
}

static void check_tree(const char *name, Bytes der)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Certificate *certificate;
    assert_int_equal(certificate_decode(&certificate, der, &tree), ERROR_NONE);
    assert_tree_names_all(name, &tree, der.size);
    certificate_free(certificate);
    field_tree_clear(&tree);
}

static void every_octet_has_a_name_and_every_name_a_meaning(void **state)
{
    (void)state;
    for_each_certificate(check_tree);
}

static void fields_have_their_places_and_notes(void **state)
{
    static const struct {
        const char *path, *note;
    } fields[] = {
        {"certificate.tbsCertificate.version.number.value", "v3"},
        {"certificate.tbsCertificate.signature.algorithm.value", "sha256WithRSAEncryption"},
        {"certificate.tbsCertificate.issuer", "CN=TLSteps Intermediate,O=TLSteps"},
        {"certificate.tbsCertificate.validity.notAfter.value", "2049-12-31 23:59:59 UTC"},
        {"certificate.tbsCertificate.subject.relativeDistinguishedName.attribute.type.value", "O"},
        {"certificate.tbsCertificate.subject.1.0.type.value", "CN"},
        {"certificate.tbsCertificate.extensions.Extensions.0", "basicConstraints"},
        {"certificate.tbsCertificate.extensions.Extensions.1.extnValue.keyUsage.value",
         "digitalSignature, keyEncipherment"},
        {"certificate.tbsCertificate.extensions.Extensions.2.extnValue.extKeyUsage.0.value", "serverAuth"},
        {"certificate.tbsCertificate.extensions.Extensions.3.extnValue.subjectAltName.3.value", "::1"},
        {"certificate.tbsCertificate.extensions.Extensions.3.critical.value", NULL},
        {"certificate.signatureAlgorithm.parameters.tag", "NULL"},
        {"certificate.tbsCertificate.length", "645"},
    };
    CertificateList list = read_chain("good");
    FieldTree tree = FIELD_TREE_EMPTY;
    Certificate *certificate;
    (void)state;
    assert_int_equal(certificate_decode(&certificate, list.items[0]->der, &tree), ERROR_NONE);
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        int found = field_tree_find(&tree, fields[i].path);
        if (!fields[i].note)
            assert_int_equal(found, -1);
        else if (found < 0 || !tree.fields[found].value_name ||
                 strcmp(tree.fields[found].value_name, fields[i].note) != 0)
            fail_msg("%s: %s", fields[i].path, found < 0 ? "is not there" : tree.fields[found].value_name);
    }
    certificate_free(certificate);
    field_tree_clear(&tree);
    certificate_list_clear(&list);
}

static void members_are_set(void **state)
{
    CertificateList list = read_chain("good");
    const Certificate *leaf = list.items[0], *authority = list.items[1];
    GeneralName name;
    Bytes names = leaf->alternative_names;
    int count = 0;
    (void)state;
    assert_int_equal(list.count, 2);
    assert_int_equal(leaf->version, 3);
    assert_hex(leaf->serial, "1001");
    assert_int_equal(leaf->not_before, 1577836800);
    assert_int_equal(leaf->not_after, 2524607999);
    assert_int_equal(leaf->key.kind, KEY_RSA);
    assert_int_equal(public_key_bits(&leaf->key), 2048);
    assert_int_equal(leaf->signature_algorithm.kind, SIGNATURE_RSA_PKCS1);
    assert_int_equal(leaf->signature_algorithm.hash, HASH_SHA256);
    assert_int_equal(leaf->signature.size, 256);
    assert_false(leaf->is_authority);
    assert_int_equal(leaf->path_length, -1);
    assert_int_equal(leaf->key_usage, KEY_USAGE_DIGITAL_SIGNATURE | KEY_USAGE_KEY_ENCIPHERMENT);
    assert_int_equal(leaf->purposes, PURPOSE_SERVER_AUTH);
    assert_true(bytes_equal(leaf->authority_key_id, authority->subject_key_id));
    assert_true(bytes_equal(leaf->issuer, authority->subject));
    assert_int_equal(leaf->unknown_critical.size, 0);
    assert_true(authority->is_authority);
    assert_int_equal(authority->path_length, 0);
    assert_int_equal(authority->key_usage, KEY_USAGE_KEY_CERT_SIGN | KEY_USAGE_CRL_SIGN);
    while (general_name_next(&names, &name))
        count++;
    assert_int_equal(count, 4);
    certificate_list_clear(&list);
}

static void kinds_of_keys_and_signatures_are_told_apart(void **state)
{
    static const struct {
        const char *chain;
        KeyKind key;
        unsigned bits;
        SignatureKind signature;
        HashId hash;
    } kinds[] = {
        {"ecdsa", KEY_EC, 256, SIGNATURE_RSA_PKCS1, HASH_SHA256},
        {"ecdsa-p384", KEY_EC, 384, SIGNATURE_RSA_PKCS1, HASH_SHA256},
        {"ecdsa-p521", KEY_EC, 521, SIGNATURE_RSA_PKCS1, HASH_SHA256},
        {"ecdsa-all", KEY_EC, 256, SIGNATURE_ECDSA, HASH_SHA256},
        {"pss", KEY_RSA, 2048, SIGNATURE_RSA_PSS, HASH_SHA256},
        {"sha384", KEY_RSA, 2048, SIGNATURE_RSA_PKCS1, HASH_SHA384},
        {"sha1", KEY_RSA, 2048, SIGNATURE_RSA_PKCS1, HASH_SHA1},
        {"short-key", KEY_RSA, 768, SIGNATURE_RSA_PKCS1, HASH_SHA256},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        CertificateList list = read_chain(kinds[i].chain);
        assert_int_equal(list.items[0]->key.kind, kinds[i].key);
        assert_int_equal(public_key_bits(&list.items[0]->key), kinds[i].bits);
        assert_int_equal(list.items[0]->signature_algorithm.kind, kinds[i].signature);
        assert_int_equal(list.items[0]->signature_algorithm.hash, kinds[i].hash);
        certificate_list_clear(&list);
    }
}

/* Names the certificate's fields within the tree of the bytes around it. */
static void a_certificate_can_be_read_inside_of_a_message(void **state)
{
    CertificateList list = read_chain("good");
    Buffer message = BUFFER_EMPTY;
    FieldTree tree = FIELD_TREE_EMPTY;
    Cursor cursor;
    CursorScope scope;
    Certificate certificate;
    uint8_t marker;
    (void)state;
    buffer_append_number(&message, 1, 42);
    size_t place = buffer_open_vector(&message, 3);
    buffer_append(&message, list.items[0]->der);
    assert_true(buffer_close_vector(&message, place, 3));

    certificate_init(&certificate);
    cursor_init(&cursor, buffer_bytes(&message), &tree);
    assert_true(cursor_read_u8(&cursor, "marker", &marker));
    assert_true(cursor_enter_vector(&cursor, "ASN_1Cert", 3, 1, 0xffffff, &scope));
    assert_true(certificate_decode_fields(&cursor, &certificate));
    assert_true(cursor_leave(&cursor, &scope));
    assert_true(cursor_expect_end(&cursor));
    assert_true(bytes_equal(certificate.der, list.items[0]->der));
    int field = field_tree_find(&tree, "ASN_1Cert.certificate.tbsCertificate");
    assert_true(field > 0);
    assert_int_equal(tree.fields[field].offset, 1 + 3 + 4);
    assert_int_equal(tree.fields[field].depth, 2);

    certificate_clear(&certificate);
    field_tree_clear(&tree);
    buffer_clear(&message);
    certificate_list_clear(&list);
}

static void refuse(Bytes der)
{
    Certificate *certificate;
    assert_int_not_equal(certificate_decode(&certificate, der, NULL), ERROR_NONE);
    assert_null(certificate);
}

/* RFC 4055 §5: NULL, or left out. RFC 5758 §3.2: left out. */
static void signature_parameters_are_what_their_algorithm_asks_for(void **state)
{
    static const struct {
        const char *what, *hex;
        bool good;
    } rows[] = {
        {"sha256WithRSAEncryption, NULL", "300d06092a864886f70d01010b0500", true},
        {"sha256WithRSAEncryption, left out", "300b06092a864886f70d01010b", true},
        {"sha256WithRSAEncryption, something else", "300e06092a864886f70d01010b020105", false},
        {"ecdsa-with-SHA256, left out", "300a06082a8648ce3d040302", true},
        {"ecdsa-with-SHA256, NULL", "300c06082a8648ce3d0403020500", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        Buffer der = from_hex(rows[i].hex);
        Cursor cursor;
        SignatureAlgorithm algorithm;
        print_message("%s\n", rows[i].what);
        cursor_init(&cursor, buffer_bytes(&der), NULL);
        assert_int_equal(signature_algorithm_decode_fields(&cursor, "signatureAlgorithm", &algorithm), rows[i].good);
        assert_int_equal(algorithm.hash, HASH_SHA256);
        buffer_clear(&der);
    }
}

/* RFC 5280 §4.2: not more than one instance, also of an extension that nobody here knows. */
static void no_extension_comes_twice(void **state)
{
    static const struct {
        const char *hex;
        Error error;
    } rows[] = {
        {"3014"
         "300806032a0304040100"
         "300806032a0305040100",
         ERROR_NONE},
        {"3014"
         "300806032a0304040100"
         "300806032a0304040100",
         ERROR_BAD_CERTIFICATE},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        Buffer der = from_hex(rows[i].hex);
        Cursor cursor;
        Certificate certificate;
        certificate_init(&certificate);
        cursor_init(&cursor, buffer_bytes(&der), NULL);
        assert_int_equal(extensions_decode_fields(&cursor, &certificate), rows[i].error == ERROR_NONE);
        assert_int_equal(cursor.error, rows[i].error);
        certificate_clear(&certificate);
        buffer_clear(&der);
    }
}

static void a_certificate_that_is_cut_or_followed_is_refused(void **state)
{
    CertificateList list = read_chain("ecdsa-all");
    Buffer longer = BUFFER_EMPTY;
    Bytes der = list.items[0]->der;
    (void)state;
    for (size_t size = 0; size < der.size; size++)
        refuse(bytes_slice(der, 0, size));
    buffer_append(&longer, der);
    buffer_append_number(&longer, 1, 0);
    refuse(buffer_bytes(&longer));
    buffer_clear(&longer);
    certificate_list_clear(&list);
}

/* With and without a tree the verdict is the same, and what is read is in the tree. */
static void a_flipped_bit_is_refused_or_read_alike(void **state)
{
    CertificateList list = read_chain("ecdsa-all");
    Buffer der = BUFFER_EMPTY;
    (void)state;
    buffer_append(&der, list.items[0]->der);
    for (size_t bit = 0; bit < 8 * der.size; bit++) {
        FieldTree tree = FIELD_TREE_EMPTY;
        Certificate *plain, *annotated;
        der.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
        Error error = certificate_decode(&plain, buffer_bytes(&der), NULL);
        assert_int_equal(certificate_decode(&annotated, buffer_bytes(&der), &tree), error);
        assert_int_equal(tree.error, error);
        if (error == ERROR_NONE)
            assert_true(bytes_equal(plain->der, annotated->der));
        certificate_free(plain);
        certificate_free(annotated);
        field_tree_clear(&tree);
        der.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    buffer_clear(&der);
    certificate_list_clear(&list);
}

#define TBS "certificate.tbsCertificate."
#define EXT TBS "extensions.Extensions."
/* One octet of the field is replaced; the fault is found in the field named last. */
static const struct {
    const char *path;
    size_t offset;
    uint8_t octet;
    Error error;
    const char *fault, *why;
} faults[] = {
    {"certificate.tag", 0, 0x31, ERROR_BAD_DER, "certificate", "a SET is no certificate"},
    {TBS "version.number.value", 0, 3, ERROR_BAD_CERTIFICATE, "version", "version 4"},
    {TBS "version.number.value", 0, 0, ERROR_BAD_CERTIFICATE, "version", "the default is left out"},
    {TBS "version.number.value", 0, 1, ERROR_BAD_DER, "trailing_bytes", "version 2 has no extensions"},

    {TBS "serialNumber.value", 0, 0x00, ERROR_BAD_DER, "serialNumber", "padded with a zero"},
    {TBS "signature.algorithm.value", 8, 0x0c, ERROR_BAD_CERTIFICATE, "signatureAlgorithm", "not the one outside"},
    {TBS "validity.notBefore.value", 2, '9', ERROR_BAD_CERTIFICATE, "notBefore", "month 91"},
    {TBS "validity.notBefore.value", 12, '+', ERROR_BAD_CERTIFICATE, "notBefore", "not in UTC"},
    {TBS "validity.notAfter.tag", 0, 0x18, ERROR_BAD_CERTIFICATE, "notAfter", "a GeneralizedTime of two digits"},
    {TBS "validity.notAfter.tag", 0, 0x16, ERROR_BAD_DER, "notAfter", "neither of the two types"},
    {TBS "subjectPublicKeyInfo.subjectPublicKey.unused_bits", 0, 1, ERROR_BAD_DER, "subjectPublicKey", "no octets"},
    {TBS "subjectPublicKeyInfo.subjectPublicKey.RSAPublicKey.modulus.value", 256, 0, ERROR_BAD_KEY, "RSAPublicKey",
     "an even modulus"},
    {TBS "subjectPublicKeyInfo.subjectPublicKey.RSAPublicKey.publicExponent.value", 2, 0, ERROR_BAD_KEY, "RSAPublicKey",
     "an even exponent"},
    {TBS "subjectPublicKeyInfo.algorithm.parameters.tag", 0, 0x04, ERROR_BAD_DER, "parameters", "not NULL"},
    {EXT "0.critical.value", 0, 0x01, ERROR_BAD_DER, "critical", "TRUE is ff"},
    {EXT "0.critical.value", 0, 0x00, ERROR_BAD_DER, "critical", "the default is left out"},
    {EXT "1.extnID.value", 2, 0x13, ERROR_BAD_CERTIFICATE, "extnID", "basicConstraints for the second time"},
    {EXT "1.extnValue.keyUsage.value", 0, 0x00, ERROR_BAD_DER, "keyUsage", "zero bits at the end"},
    {EXT "3.extnValue.subjectAltName.2.tag", 0, 0x89, ERROR_BAD_DER, "generalName", "no kind of name has 9"},
    {EXT "3.extnValue.subjectAltName.0.tag", 0, 0x87, ERROR_BAD_CERTIFICATE, "iPAddress", "22 octets of address"},
    {EXT "3.extnValue.subjectAltName.0.value", 0, 0xe9, ERROR_BAD_CERTIFICATE, "dNSName", "not ASCII"},
    {EXT "2.extnValue.extKeyUsage.0.value", 7, 0x83, ERROR_BAD_DER, "keyPurposeId", "the number does not end"},
    {"certificate.signatureAlgorithm.parameters.length", 0, 1, ERROR_BAD_DER, "parameters", "NULL with contents"},
    {"certificate.signatureValue.length", 2, 0x00, ERROR_BAD_DER, "trailing_bytes", "shorter than what is there"},
};

static void a_fault_is_found_where_it_is(void **state)
{
    CertificateList list = read_chain("good");
    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        FieldTree tree = FIELD_TREE_EMPTY, faulty = FIELD_TREE_EMPTY;
        Certificate *certificate;
        Buffer der = BUFFER_EMPTY;
        assert_int_equal(certificate_decode(&certificate, list.items[0]->der, &tree), ERROR_NONE);
        int field = field_tree_find(&tree, faults[i].path);
        if (field < 0)
            fail_msg("there is no %s", faults[i].path);
        certificate_free(certificate);

        buffer_append(&der, list.items[0]->der);
        der.data[tree.fields[field].offset + faults[i].offset] = faults[i].octet;
        Error error = certificate_decode(&certificate, buffer_bytes(&der), &faulty);
        if (error != faults[i].error || strcmp(faulty.flaw.field, faults[i].fault) != 0)
            fail_msg("%s (%s): %s in %s", faults[i].path, faults[i].why, error_name(error), faulty.flaw.field);
        assert_null(certificate);
        field_tree_clear(&tree);
        field_tree_clear(&faulty);
        buffer_clear(&der);
    }
    certificate_list_clear(&list);
}

static void a_point_off_its_curve_is_refused(void **state)
{
    CertificateList list = read_chain("ecdsa");
    FieldTree tree = FIELD_TREE_EMPTY;
    Certificate *certificate;
    Buffer der = BUFFER_EMPTY;
    (void)state;
    assert_int_equal(certificate_decode(&certificate, list.items[0]->der, &tree), ERROR_NONE);
    certificate_free(certificate);
    int field = field_tree_find(&tree, TBS "subjectPublicKeyInfo.subjectPublicKey.y");
    assert_true(field > 0);
    buffer_append(&der, list.items[0]->der);
    der.data[tree.fields[field].offset + 31] ^= 1;
    assert_int_equal(certificate_decode(&certificate, buffer_bytes(&der), NULL), ERROR_POINT_NOT_ON_CURVE);
    buffer_clear(&der);
    field_tree_clear(&tree);
    certificate_list_clear(&list);
}

/* `octets` in hex takes the place of what stands at `offset` of a field; the result is the caller's. */
static Buffer replaced(Bytes der, const char *path, size_t offset, const char *octets)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Certificate *certificate;
    Buffer out = BUFFER_EMPTY, new = from_hex(octets);
    assert_int_equal(certificate_decode(&certificate, der, &tree), ERROR_NONE);
    certificate_free(certificate);
    int field = field_tree_find(&tree, path);
    if (field < 0)
        fail_msg("there is no %s", path);
    buffer_append(&out, der);
    memcpy(out.data + tree.fields[field].offset + offset, new.data, new.size);
    field_tree_clear(&tree);
    buffer_clear(&new);
    return out;
}

/* RFC 4055 §3.3: hash and mask as the key says, and at least its salt. */
static void a_key_for_pss_alone_verifies_what_it_is_limited_to(void **state)
{
    CertificateList free_list = read_chain("rsa-pss"), limited = read_chain("rsa-pss-sha384"),
                    good = read_chain("good");
    const PublicKey *any = &free_list.items[0]->key, *sha384 = &limited.items[0]->key, *rsa = &good.items[0]->key;
    SignatureAlgorithm pkcs1 = {.kind = SIGNATURE_RSA_PKCS1, .hash = HASH_SHA256};
    (void)state;
    assert_int_equal(any->kind, KEY_RSA_PSS);
    assert_false(any->pss_is_limited);
    assert_true(public_key_allows_pss(any, HASH_SHA1, 0));
    assert_int_equal(sha384->kind, KEY_RSA_PSS);
    assert_true(sha384->pss_is_limited && sha384->pss.hash == HASH_SHA384 && sha384->pss.salt_size == 48);
    assert_true(public_key_allows_pss(sha384, HASH_SHA384, 48));
    assert_true(public_key_allows_pss(sha384, HASH_SHA384, 49));
    assert_false(public_key_allows_pss(sha384, HASH_SHA384, 47));
    assert_false(public_key_allows_pss(sha384, HASH_SHA256, 48));
    assert_true(public_key_allows_pss(rsa, HASH_SHA256, 32));
    assert_int_equal(signature_verify(any, &pkcs1, BYTES_EMPTY, BYTES_EMPTY), ERROR_UNSUPPORTED_ALGORITHM);
    certificate_list_clear(&free_list);
    certificate_list_clear(&limited);
    certificate_list_clear(&good);
}

static void a_serial_number_that_is_not_positive_is_accepted_with_a_remark(void **state)
{
    CertificateList list = read_chain("good");
    static const struct {
        const char *octets, *remark;
    } serials[] = {
        {"9001", "serialNumber: found -6fff, where the profile has a positive number (RFC 5280 §4.1.2.2)"},
        {"ff7f", "serialNumber: found -81, where the profile has a positive number (RFC 5280 §4.1.2.2)"},
        {"1001", ""},
        {"00ff", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(serials); i++) {
        Certificate *certificate;
        Buffer der = replaced(list.items[0]->der, TBS "serialNumber.value", 0, serials[i].octets);
        Buffer remarks = BUFFER_EMPTY;
        assert_int_equal(certificate_decode(&certificate, buffer_bytes(&der), NULL), ERROR_NONE);
        certificate_append_remarks(&remarks, certificate);
        assert_string_equal(text_finish(&remarks), serials[i].remark);
        certificate_free(certificate);
        buffer_clear(&remarks);
        buffer_clear(&der);
    }
    certificate_list_clear(&list);
}

/* Name and key stand in front of what is damaged; name constraints are never given up. */
static void what_can_be_read_of_a_damaged_certificate_is_read(void **state)
{
    static const struct {
        const char *chain;
        size_t index;
        const char *path;
        size_t offset;
        const char *octets, *refusal;
        bool can_be_anchor;
    } cases[] = {
        {"good", 1, EXT "1.extnValue.keyUsage.value", 0, "00", "extension keyUsage", true},
        {"good", 1, "certificate.signatureValue.unused_bits", 0, "01", "signatureValue", true},
        {"good", 1, EXT "1.extnID.value", 2, "13", "extension basicConstraints, extnID", false},
        {"good", 1, TBS "validity.notAfter.value", 2, "3939", "validity.notAfter", true},
        {"name-constraints", 1, EXT "1.extnValue.keyUsage.value", 0, "00", "extension keyUsage", true},
        {"name-constraints", 1, EXT "2.extnValue.nameConstraints.permittedSubtrees.0.dNSName.value", 0, "ff",
         "extension nameConstraints, permittedSubtrees.generalSubtree.dNSName", false},
        {"good", 1, "certificate.tag", 0, "31", "certificate", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CertificateList list = read_chain(cases[i].chain);
        const Certificate *whole = list.items[cases[i].index];
        Buffer der = replaced(whole->der, cases[i].path, cases[i].offset, cases[i].octets);
        Refusal refusal = {0};
        Certificate *read = certificate_decode_leniently(buffer_bytes(&der), &refusal);
        assert_string_equal(text_finish(&refusal.field), cases[i].refusal);
        assert_true(bytes_equal(read->der, buffer_bytes(&der)));
        if (cases[i].can_be_anchor)
            assert_true(bytes_equal(read->subject, whole->subject) && bytes_equal(read->key_info, whole->key_info));
        assert_int_equal(certificate_can_be_anchor(read), cases[i].can_be_anchor);
        certificate_free(read);
        refusal_clear(&refusal);
        buffer_clear(&der);
        certificate_list_clear(&list);
    }
}

static void a_good_certificate_is_read_leniently_too(void **state)
{
    CertificateList list = read_chain("name-constraints");
    Refusal refusal = {0};
    (void)state;
    Certificate *read = certificate_decode_leniently(list.items[1]->der, &refusal);
    assert_int_equal(refusal.error, ERROR_NONE);
    assert_false(read->is_partial);
    assert_true(certificate_can_be_anchor(read));
    certificate_free(read);
    certificate_list_clear(&list);
}

static void names_are_written_as_in_rfc_4514(void **state)
{
    static const struct {
        const char *der, *text;
    } names[] = {
        {"3000", ""},
        {"300e310c300a06035504030c0361620a", "CN=ab\\0a"},
        {"300f310d300b06035504030c04c3a9c285", "CN=\xc3\xa9\\c2\\85"},
        {"300d310b300906035504030c02ff41", "CN=\\ffA"},
        {"30133111300f06035504030c0861e280ae62e281a6", "CN=a\\e2\\80\\aeb\\e2\\81\\a6"},
        {"300f310d300b06035504031e040061202e", "CN=a\\e2\\80\\ae"},
        {"30123110300e06035504030c07e280aff09f9880", "CN=\xe2\x80\xaf\xf0\x9f\x98\x80"},
        {"3011310f300d06035504030c06c0afeda08020", "CN=\\c0\\af\\ed\\a0\\80\\ "},
        {"300f310d300b06035504031e0400e94e2d", "CN=\xc3\xa9\xe4\xb8\xad"},
        {"300c310a300806032a03040c0161", "1.2.3.4=a"},
        {"300c310a30080603550403020105", "CN=#05"},
        {"301831163008060355040a0c0161300a060355040b0c03622c63", "O=a+OU=b\\,c"},
        {"301a310b3009060355040613024445310b300906035504030c022361", "CN=\\#a,C=DE"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Buffer der = from_hex(names[i].der), text = BUFFER_EMPTY;
        Cursor cursor;
        Bytes whole;
        cursor_init(&cursor, buffer_bytes(&der), NULL);
        if (!distinguished_name_decode_fields(&cursor, "name", &whole))
            fail_msg("%s is refused", names[i].der);
        distinguished_name_append(&text, whole);
        assert_string_equal(text_finish(&text), names[i].text);
        buffer_clear(&text);
        buffer_clear(&der);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_octet_has_a_name_and_every_name_a_meaning),
        cmocka_unit_test(fields_have_their_places_and_notes),
        cmocka_unit_test(members_are_set),
        cmocka_unit_test(kinds_of_keys_and_signatures_are_told_apart),
        cmocka_unit_test(a_certificate_can_be_read_inside_of_a_message),
        cmocka_unit_test(signature_parameters_are_what_their_algorithm_asks_for),
        cmocka_unit_test(no_extension_comes_twice),
        cmocka_unit_test(a_certificate_that_is_cut_or_followed_is_refused),
        cmocka_unit_test(a_flipped_bit_is_refused_or_read_alike),
        cmocka_unit_test(a_fault_is_found_where_it_is),
        cmocka_unit_test(a_point_off_its_curve_is_refused),
        cmocka_unit_test(a_key_for_pss_alone_verifies_what_it_is_limited_to),
        cmocka_unit_test(a_serial_number_that_is_not_positive_is_accepted_with_a_remark),
        cmocka_unit_test(what_can_be_read_of_a_damaged_certificate_is_read),
        cmocka_unit_test(a_good_certificate_is_read_leniently_too),
        cmocka_unit_test(names_are_written_as_in_rfc_4514),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
