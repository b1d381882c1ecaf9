#include <string.h>

#include "files.h"
#include "x509/certificate/pem.h"

/* The octets 01 02 03 in base64 are AQID. */
static const struct {
    const char *text;
    Error error;
    unsigned line; /* after the first block or the error */
    const char *hex, *why;
} cases[] = {
    {"-----BEGIN X-----\nAQID\n-----END X-----\n", ERROR_NONE, 3, "010203", "one block"},
    {"-----BEGIN X-----\r\nAQID\r\n-----END X-----\r\n", ERROR_NONE, 3, "010203", "lines end in CR LF"},
    {"-----BEGIN X-----\nAQID\n-----END X-----", ERROR_NONE, 3, "010203", "no end of the last line"},
    {"-----BEGIN X-----\rAQID\r-----END X-----\r", ERROR_NONE, 3, "010203", "lines end in CR"},
    {"\t-----BEGIN X-----\n\t AQID\n\t-----END X-----\n", ERROR_NONE, 3, "010203", "indented"},
    {"-----BEGIN X-----\nAQ\nID\n-----END X-----\n", ERROR_NONE, 4, "010203", "two lines"},
    {"-----BEGIN X-----\nAQ I D \n\n-----END X-----\n", ERROR_NONE, 4, "010203", "white space"},
    {"said about it\n-----BEGIN X-----\nAQI=\n-----END X-----\n", ERROR_NONE, 4, "0102", "padding; text in front"},
    {"-----BEGIN -----\nAQID\n-----END -----\n", ERROR_NONE, 3, "010203", "an empty label"},
    {"-----BEGIN X-----\n-----END X-----\n", ERROR_NONE, 2, "", "nothing in it"},
    {"-----BEGIN X-----\nAQID\n", ERROR_BAD_PEM, 2, NULL, "does not end"},
    {"-----BEGIN X-----\nAQID\n-----END Y-----\n", ERROR_BAD_PEM, 3, NULL, "ends as something else"},
    {"-----BEGIN X-----\nAQID\n-----END X----\n", ERROR_BAD_PEM, 3, NULL, "a dash is missing"},
    {"-----BEGIN X---\nAQID\n-----END X-----\n", ERROR_BAD_PEM, 1, NULL, "two dashes are missing"},
    {"-----BEGIN X-----\nAQID\n-----BEGIN X-----\n", ERROR_BAD_PEM, 3, NULL, "begins twice"},
    {"-----BEGIN X-----\nAQID\nA!ID\n-----END X-----\n", ERROR_BAD_PEM, 3, NULL, "no base64"},
    {"-----BEGIN X-----\nAQI\n-----END X-----\n", ERROR_BAD_PEM, 3, NULL, "padding is missing"},
    {"-----BEGIN X-----\nAQI=\nAQID\n-----END X-----\n", ERROR_BAD_PEM, 3, NULL, "goes on after the padding"},
    {"-----BEGIN X-----\nAQ=D\n-----END X-----\n", ERROR_BAD_PEM, 2, NULL, "padding in the middle"},
    {"-----BEGIN X-----\nAR==\n-----END X-----\n", ERROR_BAD_PEM, 2, NULL, "bits of the padding are set"},
    {"\xef\xbb\xbf-----BEGIN X-----\nAQID\n-----END X-----\n", ERROR_NONE, 3, "010203", "a byte order mark"},
    {"-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\n\nAQID\n-----END X-----\n", ERROR_ENCRYPTED_KEY, 2, NULL, "encrypted"},
    {"-----BEGIN X-----\nProc-Type: 4,CRL\n\nAQID\n-----END X-----\n", ERROR_BAD_PEM, 2, NULL, "headers"},
};

static void blocks_are_read_and_faults_found_in_their_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        PemReader reader;
        PemBlock block = {0};
        bool found;
        pem_reader_init(&reader, bytes_of_text(cases[i].text));
        Error error = pem_next(&reader, &block, &found);
        if (error != cases[i].error || reader.line != cases[i].line || !found)
            fail_msg("%s: %s in line %u", cases[i].why, error_name(error), reader.line);
        if (error == ERROR_NONE)
            assert_hex(buffer_bytes(&block.der), cases[i].hex);
        pem_block_clear(&block);
    }
}

static void blocks_come_one_after_the_other(void **state)
{
    static const char text[] = "-----BEGIN A-----\nAQID\n-----END A-----\n\nand\n"
                               "-----BEGIN B C-----\nBAUG\n-----END B C-----\nend\n";
    PemReader reader;
    PemBlock block = {0};
    bool found;
    (void)state;
    pem_reader_init(&reader, bytes_of_text(text));
    assert_int_equal(pem_next(&reader, &block, &found), ERROR_NONE);
    assert_true(found && pem_label_is(&block, "A"));
    assert_int_equal(block.line, 1);
    assert_int_equal(pem_next(&reader, &block, &found), ERROR_NONE);
    assert_true(found && pem_label_is(&block, "B C"));
    assert_int_equal(block.line, 6);
    assert_hex(buffer_bytes(&block.der), "040506");
    assert_int_equal(pem_next(&reader, &block, &found), ERROR_NONE);
    assert_false(found);
    pem_block_clear(&block);
}

static void pem_is_told_from_der(void **state)
{
    (void)state;
    assert_true(pem_is(bytes_of_text("text\n-----BEGIN X-----\n")));
    assert_true(pem_is(bytes_of_text("\xef\xbb\xbf-----BEGIN X-----\n")));
    assert_true(pem_is(bytes_of_text("  -----BEGIN X-----\n")));
    assert_false(pem_is(bytes_of_text("text -----BEGIN X-----\n")));
    assert_false(pem_is(bytes_of_text("0\202\n")));
    assert_false(pem_is(BYTES_EMPTY));
}

/* What is said of a file of certificates: "LINE: why". Empty where it is good. */
static void append_refusal(Buffer *out, Bytes file, size_t *count)
{
    CertificateList list = {0};
    Refusal refusal = {0};
    if (certificate_list_decode(&list, &refusal, file)) {
        text_append_decimal(out, refusal.line);
        text_append(out, ": ");
        refusal_append(out, &refusal);
    }
    *count = list.count;
    refusal_clear(&refusal);
    certificate_list_clear(&list);
}

#define BLOCK          "-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n"
#define ACCEPTED_BEGIN "; accepted: a block BEGIN CERTIFICATE (RFC 7468 §2)"
#define ACCEPTED_LABEL "; accepted: the label CERTIFICATE, as 'openssl x509' writes it (RFC 7468 §5.1)"
static const struct {
    const char *file, *refusal;
} refused_files[] = {
    {"", "0: found none" ACCEPTED_BEGIN},
    {"hello", "0: found neither of them; accepted: PEM, or DER and nothing else (our choice)"},
    {"-----BEGIN PKCS7-----\nAQID\n-----END PKCS7-----\n", "0: found none, but a block BEGIN PKCS7" ACCEPTED_BEGIN},
    {"\n\n-----BEGIN TRUSTED CERTIFICATE-----\nAQID\n-----END TRUSTED CERTIFICATE-----\n",
     "3: found the label TRUSTED CERTIFICATE" ACCEPTED_LABEL},
    {"-----BEGIN X509 CERTIFICATE-----\nAQID\n-----END X509 CERTIFICATE-----\n",
     "1: found the label X509 CERTIFICATE" ACCEPTED_LABEL},
    {BLOCK, "1: certificate: found BOOLEAN; accepted: SEQUENCE (X.690 §8.1.2)"},
    {"    -----BEGIN CERTIFICATE-----\n    AQID\n    -----END CERTIFICATE-----\n",
     "1: certificate: found BOOLEAN; accepted: SEQUENCE (X.690 §8.1.2)"},
    {"-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE----------BEGIN CERTIFICATE-----\nAQID\n",
     "3: found -----END CERTIFICATE----------BEGIN CERTIFICATE-----; accepted: -----END CERTIFICATE----- alone on a "
     "line "
     "(RFC 7468 §2)"},
    {"-----BEGIN CERTIFICATE-----AQID\n-----END CERTIFICATE-----\n",
     "1: found -----BEGIN CERTIFICATE-----AQID; accepted: -----BEGIN, a label and -----, alone on a line (RFC 7468 "
     "§2)"},
    {"-----BEGIN CERTIFICATE-----\nAQID\n",
     "2: found the end of the file; accepted: -----END CERTIFICATE----- alone on a line (RFC 7468 §2)"},
    {"-----BEGIN CERTIFICATE-----\nAQI\n-----END CERTIFICATE-----\n",
     "3: found a cut group; accepted: base64 in whole groups of four characters (RFC 7468 §3)"},
    {"-----BEGIN CERTIFICATE-----\nA!ID\n-----END CERTIFICATE-----\n",
     "2: found a line that is none; accepted: base64 in whole groups of four characters (RFC 7468 §3)"},
    {"-----BEGIN CERTIFICATE-----\nComment: mine\n\nAQID\n-----END CERTIFICATE-----\n",
     "2: found Comment: mine; accepted: base64 without headers in front (RFC 7468 §2)"},
    {"-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\n\nAQID\n-----END X-----\n",
     "2: found an encrypted key; accepted: a key without a passphrase, as 'openssl pkey' writes it (our choice)"},
    {"\x30\x05\x02\x01\x01",
     "0: certificate: found 5; accepted: a length of at most 3, which is all that is left (X.690 §8.1.3)"},
};

static void a_file_of_certificates_says_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refused_files); i++) {
        Buffer found = BUFFER_EMPTY;
        size_t count;
        append_refusal(&found, bytes_of_text(refused_files[i].file), &count);
        assert_string_equal(text_finish(&found), refused_files[i].refusal);
        buffer_clear(&found);
    }
}

static void the_line_at_fault_is_counted_over_all_blocks(void **state)
{
    Buffer text = BUFFER_EMPTY, found = BUFFER_EMPTY;
    size_t count;
    (void)state;
    read_pki(&text, "good", ".pem");
    text_append(&text, BLOCK);
    append_refusal(&found, buffer_bytes(&text), &count);
    assert_int_equal(count, 2);
    assert_int_equal(memcmp(found.data, "43: ", 4), 0);
    buffer_clear(&text);
    buffer_clear(&found);
}

static void a_single_certificate_may_come_as_der(void **state)
{
    CertificateList list = read_chain("root");
    Buffer found = BUFFER_EMPTY;
    size_t count;
    (void)state;
    append_refusal(&found, list.items[0]->der, &count);
    assert_int_equal(found.size, 0);
    assert_int_equal(count, 1);
    certificate_list_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_read_and_faults_found_in_their_line),
        cmocka_unit_test(blocks_come_one_after_the_other),
        cmocka_unit_test(pem_is_told_from_der),
        cmocka_unit_test(a_file_of_certificates_says_what_is_wrong),
        cmocka_unit_test(the_line_at_fault_is_counted_over_all_blocks),
        cmocka_unit_test(a_single_certificate_may_come_as_der),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
