#include "files.h"
#include "x509/pem.h"

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
    assert_false(pem_is(bytes_of_text("text -----BEGIN X-----\n")));
    assert_false(pem_is(bytes_of_text("0\202\n")));
    assert_false(pem_is(BYTES_EMPTY));
}

static Error decode_list(const char *text, Bytes der, size_t *count, unsigned *line)
{
    CertificateList list = {0};
    Error error = certificate_list_decode(&list, line, text ? bytes_of_text(text) : der);
    *count = list.count;
    certificate_list_clear(&list);
    return error;
}

static void a_file_of_certificates_says_which_line_is_wrong(void **state)
{
    Buffer text = BUFFER_EMPTY;
    size_t count;
    unsigned line;
    (void)state;
    assert_int_equal(decode_list("", BYTES_EMPTY, &count, &line), ERROR_BAD_PEM);
    assert_int_equal(decode_list("hello", BYTES_EMPTY, &count, &line), ERROR_BAD_DER);
    assert_int_equal(line, 0);
    assert_int_equal(decode_list("\n-----BEGIN X-----\nAQID\n-----END X-----\n", BYTES_EMPTY, &count, &line),
                     ERROR_BAD_PEM);
    read_pki(&text, "good", ".pem");
    text_append(&text, "-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n");
    assert_int_equal(decode_list(text_finish(&text), BYTES_EMPTY, &count, &line), ERROR_BAD_DER);
    assert_int_equal(count, 2);
    assert_int_equal(line, 43);
    buffer_clear(&text);
}

static void a_single_certificate_may_come_as_der(void **state)
{
    CertificateList list = read_chain("root");
    size_t count;
    unsigned line;
    (void)state;
    assert_int_equal(decode_list(NULL, list.items[0]->der, &count, &line), ERROR_NONE);
    assert_int_equal(count, 1);
    certificate_list_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_read_and_faults_found_in_their_line),
        cmocka_unit_test(blocks_come_one_after_the_other),
        cmocka_unit_test(pem_is_told_from_der),
        cmocka_unit_test(a_file_of_certificates_says_which_line_is_wrong),
        cmocka_unit_test(a_single_certificate_may_come_as_der),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
