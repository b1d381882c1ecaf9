/* Trust files: what can be used of them, and what is said of the rest. */
#include <string.h>

#include "files.h"

/* What was left out, a line each. */
static void note(void *context, const Refusal *refusal)
{
    Buffer *out = context;
    text_append_decimal(out, refusal->line);
    text_append(out, " ");
    refusal_append(out, refusal);
    text_append(out, "\n");
}

static Error decode(CertificateList *list, Buffer *left_out, Bytes file)
{
    Refusal refusal = {0};
    *list = (CertificateList){0};
    *left_out = BUFFER_EMPTY;
    Error error = trust_anchors_decode(list, file, note, left_out, &refusal);
    if (error && left_out->size == 0)
        note(left_out, &refusal);
    refusal_clear(&refusal);
    return error;
}

static void what_cannot_be_used_is_named_and_the_rest_is_used(void **state)
{
    static const char expected[] =
        "2 CN=Path Curve In Numbers,O=TLSteps, subjectPublicKeyInfo.algorithm.namedCurve: found a curve written out in "
        "numbers, or none; accepted: a curve by its name (RFC 5480 §2.1.1)\n"
        "12 CN=Path Unknown Key,O=TLSteps, subjectPublicKeyInfo: found no such key; accepted: an RSA key, or one on "
        "secp256r1, secp384r1 or secp521r1 (our choice)\n"
        "21 certificate: found 380; accepted: a length of at most 84, which is all that is left (X.690 §8.1.3)\n"
        "25 found the label TRUSTED CERTIFICATE; accepted: the label CERTIFICATE, as 'openssl x509' writes it (RFC "
        "7468 "
        "§5.1)\n"
        "36 found a line that is none; accepted: base64 in whole groups of four characters (RFC 7468 §3)\n"
        "47 found -----BEGIN CERTIFICATE-----; accepted: -----END CERTIFICATE----- alone on a line (RFC 7468 §2)\n";
    CertificateList list;
    Buffer file = BUFFER_EMPTY, left_out;
    (void)state;
    read_pki(&file, "paths/unusable-roots", ".pem");
    assert_int_equal(decode(&list, &left_out, buffer_bytes(&file)), ERROR_NONE);
    assert_int_equal(list.count, 1);
    assert_string_equal(text_finish(&left_out), expected);
    certificate_list_clear(&list);
    buffer_clear(&left_out);
    buffer_clear(&file);
}

static void a_file_of_nothing_usable_gives_the_first_reason(void **state)
{
    CertificateList list;
    Buffer file = BUFFER_EMPTY, left_out;
    (void)state;
    read_pki(&file, "paths/unusable-roots", ".pem");
    const char *text = text_finish(&file), *end = strstr(text, "-----END CERTIFICATE-----\n");
    Bytes first = bytes_of(text, (size_t)(end - text) + strlen("-----END CERTIFICATE-----\n"));
    assert_int_equal(decode(&list, &left_out, first), ERROR_UNSUPPORTED_KEY);
    buffer_clear(&left_out);
    assert_int_equal(decode(&list, &left_out, bytes_of_text("no certificate")), ERROR_BAD_PEM);
    buffer_clear(&left_out);
    assert_int_equal(decode(&list, &left_out, BYTES_EMPTY), ERROR_BAD_PEM);
    assert_non_null(strstr(text_finish(&left_out), "accepted: a block BEGIN CERTIFICATE"));
    assert_int_equal(list.count, 0);
    buffer_clear(&left_out);
    buffer_clear(&file);
}

/* And the key identifier and name constraints, of a certificate that is no DER. */
static void name_and_key_are_enough(void **state)
{
    Certificate *certificate;
    CertificateList list = read_roots("paths/odd-constrained-root");
    const Certificate *root = list.items[0];
    (void)state;
    assert_int_equal(certificate_decode(&certificate, root->der, NULL), ERROR_BAD_DER);
    assert_true(bytes_equal(root->subject, root->issuer));
    assert_int_equal(root->key.kind, KEY_EC);
    assert_true(root->key_info.size > 0);
    assert_int_equal(root->subject_key_id.size, 20);
    assert_true(root->permitted_subtrees.size > 0);
    assert_true(root->not_after > root->not_before);
    certificate_list_clear(&list);
}

/* A certificate of which nothing but name and key is as it should be. */
static void a_front_that_cannot_be_read_is_passed_over(void **state)
{
    CertificateList list = read_chain("root");
    const Certificate *root = list.items[0];
    static const struct {
        const char *path;
        uint8_t octet;
    } cases[] = {{"version.number.value", 9}, {"validity.notAfter.value", 'x'}, {"signature.algorithm.value", 0x80}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        FieldTree tree = FIELD_TREE_EMPTY;
        Certificate *whole;
        Refusal refusal = {0};
        Buffer der = BUFFER_EMPTY, path = BUFFER_EMPTY;
        assert_int_equal(certificate_decode(&whole, root->der, &tree), ERROR_NONE);
        certificate_free(whole);
        text_append(&path, "certificate.tbsCertificate.");
        text_append(&path, cases[i].path);
        int at = field_tree_find(&tree, text_finish(&path));
        assert_true(at >= 0);
        buffer_append(&der, root->der);
        der.data[tree.fields[at].offset] = cases[i].octet;
        Certificate *read = certificate_decode_leniently(buffer_bytes(&der), &refusal);
        assert_int_not_equal(refusal.error, ERROR_NONE);
        assert_true(certificate_can_be_anchor(read));
        assert_true(bytes_equal(read->subject, root->subject) && bytes_equal(read->key_info, root->key_info));
        assert_int_equal(read->extensions, root->extensions);
        certificate_free(read);
        refusal_clear(&refusal);
        field_tree_clear(&tree);
        buffer_clear(&der);
        buffer_clear(&path);
    }
    certificate_list_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_used_is_named_and_the_rest_is_used),
        cmocka_unit_test(a_file_of_nothing_usable_gives_the_first_reason),
        cmocka_unit_test(name_and_key_are_enough),
        cmocka_unit_test(a_front_that_cannot_be_read_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
