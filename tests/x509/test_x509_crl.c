#include <string.h>

#include "files.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/der/calendar.h"

static const char *const names[] = {"current", "nothing", "old",      "future",
                                    "forged",  "delta",   "indirect", "no-crl-sign"};

static void every_octet_has_a_name_and_every_name_a_meaning(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        CrlList list = read_crls(names[i]);
        for (size_t j = 0; j < list.count; j++) {
            FieldTree tree = FIELD_TREE_EMPTY;
            Crl *crl;
            assert_int_equal(crl_decode(&crl, list.items[j]->der, &tree), ERROR_NONE);
            assert_tree_names_all(names[i], &tree, crl->der.size);
            crl_free(crl);
            field_tree_clear(&tree);
        }
        crl_list_clear(&list);
    }
}

static void assert_entry(Bytes *entries, const char *serial, const char *text)
{
    CrlEntry entry;
    Buffer found = BUFFER_EMPTY;
    assert_true(crl_entry_next(entries, &entry));
    assert_hex(entry.serial, serial);
    revocation_append(&found, &entry.revocation);
    assert_string_equal(text_finish(&found), text);
    buffer_clear(&found);
}

static void members_are_set(void **state)
{
    CrlList list = read_crls("current");
    Buffer text = BUFFER_EMPTY;
    (void)state;
    assert_int_equal(list.count, 2);
    const Crl *crl = list.items[1];
    distinguished_name_append(&text, crl->issuer);
    text_append(&text, ", ");
    calendar_append(&text, crl->this_update);
    text_append(&text, ", ");
    calendar_append(&text, crl->next_update);
    assert_string_equal(text_finish(&text),
                        "CN=TLSteps Intermediate,O=TLSteps, 2025-01-01 00:00:00 UTC, 2049-12-31 23:59:59 UTC");
    assert_int_equal(crl->version, 2);
    assert_true(crl->has_next_update);
    assert_hex(crl->number, "02");
    assert_int_equal(crl->authority_key_id.size, 20);
    assert_int_equal(crl->extensions, CRL_EXTENSION_AUTHORITY_KEY_IDENTIFIER | CRL_EXTENSION_NUMBER);
    assert_int_equal(crl->signature_algorithm.kind, SIGNATURE_RSA_PKCS1);
    assert_int_equal(crl->unknown_critical.size, 0);
    Bytes entries = crl->revoked;
    assert_entry(&entries, "3017", "revoked 2020-06-01 00:00:00 UTC, keyCompromise");
    assert_entry(&entries, "3019", "revoked 2020-06-01 00:00:00 UTC, affiliationChanged");
    assert_entry(&entries, "30ff", "revoked 2020-06-01 00:00:00 UTC, superseded");
    CrlEntry none;
    assert_false(crl_entry_next(&entries, &none));
    buffer_clear(&text);
    crl_list_clear(&list);
}

static void an_entry_is_found_by_its_serial_number(void **state)
{
    static const uint8_t revoked[] = {0x30, 0x17}, other[] = {0x30, 0x18};
    CrlList list = read_crls("current"), empty = read_crls("nothing");
    CrlEntry entry;
    (void)state;
    assert_true(crl_find(list.items[1], BYTES_OF_ARRAY(revoked), &entry));
    assert_int_equal(entry.revocation.reason, 1);
    assert_false(crl_find(list.items[1], BYTES_OF_ARRAY(other), &entry));
    assert_false(crl_find(empty.items[0], BYTES_OF_ARRAY(revoked), &entry));
    crl_list_clear(&list);
    crl_list_clear(&empty);
}

static void restricted_lists_are_known_as_such(void **state)
{
    CrlList delta = read_crls("delta"), indirect = read_crls("indirect");
    (void)state;
    assert_true(delta.items[0]->extensions & CRL_EXTENSION_DELTA);
    assert_hex(delta.items[0]->unknown_critical, "551d1b");
    assert_true(indirect.items[0]->extensions & CRL_EXTENSION_DISTRIBUTION_POINT);
    assert_hex(indirect.items[0]->unknown_critical, "551d1c");
    crl_list_clear(&delta);
    crl_list_clear(&indirect);
}

static Error decode(Bytes der)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Crl *plain, *annotated;
    Error error = crl_decode(&plain, der, NULL);
    assert_int_equal(crl_decode(&annotated, der, &tree), error);
    assert_int_equal(tree.error, error);
    assert_int_equal(plain == NULL, error != ERROR_NONE);
    crl_free(plain);
    crl_free(annotated);
    field_tree_clear(&tree);
    return error;
}

static void a_list_that_is_cut_or_followed_is_refused(void **state)
{
    CrlList list = read_crls("current");
    Buffer der = BUFFER_EMPTY;
    (void)state;
    buffer_append(&der, list.items[1]->der);
    for (size_t size = 0; size < der.size; size++)
        assert_int_not_equal(decode(bytes_of(der.data, size)), ERROR_NONE);
    buffer_append_number(&der, 1, 0);
    assert_int_equal(decode(buffer_bytes(&der)), ERROR_BAD_DER);
    buffer_clear(&der);
    crl_list_clear(&list);
}

/* Replaces the first place where `old` stands by `new`, which is as long. */
static void replace(Buffer *der, const char *old, const char *new)
{
    Buffer from = from_hex(old), to = from_hex(new);
    assert_int_equal(from.size, to.size);
    size_t at = 0;
    while (at + from.size <= der->size && memcmp(der->data + at, from.data, from.size) != 0)
        at++;
    assert_true(at + from.size <= der->size);
    memcpy(der->data + at, to.data, to.size);
    buffer_clear(&from);
    buffer_clear(&to);
}

static const struct {
    const char *old, *new;
    Error error;
    const char *field;
} faults[] = {
    {"020101300d", "020100300d", ERROR_BAD_CERTIFICATE, "version"},
    {"170d3235303130313030303030305a", "170d3235313330313030303030305a", ERROR_BAD_CERTIFICATE, "thisUpdate"},
    {"170d3230303630313030303030305a", "170d3230303630323430303030305a", ERROR_BAD_CERTIFICATE, "revocationDate"},
    {"04030a0101", "04030a0107", ERROR_BAD_CERTIFICATE, "reasonCode"},
    {"04030a0101", "0403020101", ERROR_BAD_DER, "reasonCode"},
    {"02023017", "02020017", ERROR_BAD_DER, "userCertificate"},
};

static void a_fault_is_found_where_it_is(void **state)
{
    CrlList list = read_crls("current");
    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        Buffer der = BUFFER_EMPTY;
        FieldTree tree = FIELD_TREE_EMPTY;
        Crl *crl;
        buffer_append(&der, list.items[1]->der);
        replace(&der, faults[i].old, faults[i].new);
        Error error = crl_decode(&crl, buffer_bytes(&der), &tree);
        if (error != faults[i].error || strcmp(tree.flaw.field, faults[i].field) != 0)
            fail_msg("%s: %s in %s", faults[i].new, error_name(error), tree.flaw.field);
        buffer_clear(&der);
        field_tree_clear(&tree);
    }
    crl_list_clear(&list);
}

/* A critical extension of a single entry can change what all entries behind it mean. */
static void a_critical_extension_of_an_entry_counts_for_the_list(void **state)
{
    CrlList list = read_crls("current");
    Buffer der = BUFFER_EMPTY;
    Crl *crl;
    (void)state;
    buffer_append(&der, list.items[1]->der);
    /* reasonCode, not critical, becomes a critical extension that nobody knows: as long, with an empty value */
    replace(&der, "300a0603551d1504030a0101", "300a0603551d7f0101ff0400");
    assert_int_equal(crl_decode(&crl, buffer_bytes(&der), NULL), ERROR_NONE);
    assert_hex(crl->unknown_critical, "551d7f");
    crl_free(crl);
    buffer_clear(&der);
    crl_list_clear(&list);
}

static void a_file_without_a_list_is_refused(void **state)
{
    CrlList list = {0};
    Buffer text = BUFFER_EMPTY;
    Refusal refusal = {0};
    (void)state;
    read_pki(&text, "good", ".pem");
    assert_int_equal(crl_list_decode(&list, &refusal, buffer_bytes(&text)), ERROR_BAD_PEM);
    assert_int_equal(refusal.rule, RULE_PEM_OTHER);
    assert_int_equal(crl_list_decode(&list, &refusal, BYTES_EMPTY), ERROR_BAD_PEM);
    assert_int_equal(refusal.rule, RULE_PEM_SOME);
    refusal_clear(&refusal);
    assert_int_equal(list.count, 0);
    buffer_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_octet_has_a_name_and_every_name_a_meaning),
        cmocka_unit_test(members_are_set),
        cmocka_unit_test(an_entry_is_found_by_its_serial_number),
        cmocka_unit_test(restricted_lists_are_known_as_such),
        cmocka_unit_test(a_list_that_is_cut_or_followed_is_refused),
        cmocka_unit_test(a_fault_is_found_where_it_is),
        cmocka_unit_test(a_critical_extension_of_an_entry_counts_for_the_list),
        cmocka_unit_test(a_file_without_a_list_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
