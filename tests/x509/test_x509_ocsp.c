#include <string.h>

#include "files.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/der/calendar.h"
#include "x509/path/ocsp_responder.h"
#include "x509/path/ocsp_validate.h"
#include "x509/path/validate.h"
#include "x509/revocation/ocsp.h"

/* Every response in assets/pki that can be read. */
static const char *const names[] = {"good",    "delegated", "revoked",           "unknown",  "old",
                                    "undated", "future",    "other-certificate", "own-word", "foreign",
                                    "forged",  "critical",  "try-later"};

static Buffer read_response(const char *name)
{
    Buffer der = BUFFER_EMPTY;
    read_pki(&der, name, ".ocsp");
    return der;
}

static OcspResponse *decode_file(const char *name)
{
    OcspResponse *response;
    Buffer der = read_response(name);
    assert_int_equal(ocsp_response_decode(&response, buffer_bytes(&der), NULL), ERROR_NONE);
    buffer_clear(&der);
    return response;
}

static void every_octet_has_a_name_and_every_name_a_meaning(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        FieldTree tree = FIELD_TREE_EMPTY;
        OcspResponse *response;
        Buffer der = read_response(names[i]);
        assert_int_equal(ocsp_response_decode(&response, buffer_bytes(&der), &tree), ERROR_NONE);
        assert_tree_names_all(names[i], &tree, der.size);
        ocsp_response_free(response);
        field_tree_clear(&tree);
        buffer_clear(&der);
    }
}

static void members_are_set(void **state)
{
    OcspResponse *response = decode_file("delegated");
    Buffer text = BUFFER_EMPTY;
    OcspSingle single;
    (void)state;
    assert_int_equal(response->response_status, OCSP_SUCCESSFUL);
    assert_int_equal(response->responder_name.size, 0);
    assert_int_equal(response->responder_key_hash.size, 20);
    assert_int_equal(response->certificates.count, 1);
    distinguished_name_append(&text, response->certificates.items[0]->subject);
    text_append(&text, ", ");
    calendar_append(&text, response->produced_at);
    assert_string_equal(text_finish(&text), "CN=TLSteps OCSP Responder,O=TLSteps, 2025-01-01 00:00:00 UTC");
    assert_int_equal(response->certificates.items[0]->purposes, PURPOSE_OCSP_SIGNING);
    Bytes responses = response->responses;
    assert_true(ocsp_single_next(&responses, &single));
    assert_hex(single.serial, "1001");
    assert_true(single.hash_known && single.hash == HASH_SHA1);
    assert_int_equal(single.name_hash.size, 20);
    assert_int_equal(single.key_hash.size, 20);
    assert_true(single.has_next_update);
    assert_true(ocsp_single_next(&responses, &single));
    assert_true(ocsp_single_next(&responses, &single));
    assert_hex(single.serial, "100f");
    assert_false(ocsp_single_next(&responses, &single));
    buffer_clear(&text);
    ocsp_response_free(response);
}

static void assert_status(const char *name, const char *text)
{
    OcspResponse *response = decode_file(name);
    OcspSingle single;
    Buffer found = BUFFER_EMPTY;
    Bytes responses = response->responses;
    assert_true(ocsp_single_next(&responses, &single));
    ocsp_single_append_status(&found, &single);
    assert_string_equal(text_finish(&found), text);
    buffer_clear(&found);
    ocsp_response_free(response);
}

static void each_status_has_its_text(void **state)
{
    (void)state;
    assert_status("good", "good");
    assert_status("unknown", "unknown");
    assert_status("revoked", "revoked 2020-06-01 00:00:00 UTC, keyCompromise");
}

static void a_refusal_is_a_response_without_an_answer(void **state)
{
    OcspResponse *response = decode_file("try-later");
    (void)state;
    assert_string_equal(ocsp_response_status_name(response->response_status), "tryLater");
    assert_int_equal(response->responses.size, 0);
    assert_null(ocsp_response_status_name(4)); /* not used (RFC 6960 §4.2.1) */
    assert_null(ocsp_response_status_name(-1));
    ocsp_response_free(response);
}

static Error decode(Bytes der)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    OcspResponse *plain, *annotated;
    Error error = ocsp_response_decode(&plain, der, NULL);
    assert_int_equal(ocsp_response_decode(&annotated, der, &tree), error);
    assert_int_equal(tree.error, error);
    assert_int_equal(plain == NULL, error != ERROR_NONE);
    ocsp_response_free(plain);
    ocsp_response_free(annotated);
    field_tree_clear(&tree);
    return error;
}

static void a_response_that_is_cut_or_followed_is_refused(void **state)
{
    Buffer der = read_response("delegated");
    (void)state;
    for (size_t size = 0; size < der.size; size++)
        assert_int_not_equal(decode(bytes_of(der.data, size)), ERROR_NONE);
    buffer_append_number(&der, 1, 0);
    assert_int_equal(decode(buffer_bytes(&der)), ERROR_BAD_DER);
    buffer_clear(&der);
}

static void a_flipped_bit_is_found(void **state)
{
    CertificateList chain = read_chain("good");
    Buffer der = read_response("good");
    OcspRequest request = {.certificate = chain.items[0], .issuer = chain.items[1]};
    (void)state;
    assert_true(calendar_parse(&request.now, "2026-01-01"));
    for (size_t i = 0; i < 8 * der.size; i += 7) {
        Error alert = ERROR_NONE;
        der.data[i / 8] ^= (uint8_t)(1 << i % 8);
        request.response = buffer_bytes(&der);
        if (ocsp_validate(&request, NULL, ACTOR_CLIENT, 1, &alert) == ERROR_NONE)
            fail_msg("bit %zu makes no difference", i);
        assert_int_equal(alert, ERROR_BAD_CERTIFICATE_STATUS_RESPONSE);
        der.data[i / 8] ^= (uint8_t)(1 << i % 8);
    }
    buffer_clear(&der);
    certificate_list_clear(&chain);
}

static const struct {
    const char *hex;
    Error error;
    const char *field;
} malformed[] = {
    {"30030a0104", ERROR_BAD_CERTIFICATE, "responseStatus"}, /* a number that is not used */
    {"30030a0100", ERROR_BAD_DER, "responseBytes"},          /* successful, and nothing said */
    {"3003020100", ERROR_BAD_DER, "responseStatus"},         /* an INTEGER */
    {"30140a0100a00f300d06082b06010505073001040"
     "2"
     "0102",
     ERROR_BAD_CERTIFICATE, "responseType"},
};

static void a_fault_is_found_where_it_is(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(malformed); i++) {
        Buffer der = from_hex(malformed[i].hex);
        FieldTree tree = FIELD_TREE_EMPTY;
        OcspResponse *response;
        Error error = ocsp_response_decode(&response, buffer_bytes(&der), &tree);
        assert_null(response);
        if (error != malformed[i].error || strcmp(tree.flaw.field, malformed[i].field) != 0)
            fail_msg("%s: %s in %s", malformed[i].hex, error_name(error), tree.flaw.field);
        field_tree_clear(&tree);
        buffer_clear(&der);
    }
}

/* The table */

typedef struct Seen {
    EventId last;
    Check check;
    bool all_before_passed;
    int count;
} Seen;

static void see(void *context, const Event *event)
{
    Seen *seen = context;
    seen->all_before_passed = seen->count == 0 || (seen->all_before_passed && seen->check.passed);
    seen->count++;
    seen->last = event->id;
    seen->check = *event->check;
    assert_int_equal(event_item(event->id)->kind, KIND_CHECK);
    assert_int_equal(event->check->index, 0);
    assert_true(event->check->found.size > 0);
    assert_int_equal(event->check->passed, event->check->error == ERROR_NONE);
}

static void run_line(const char *line, int number)
{
    char chain_name[40], name[40], now[40], check[40], error[40] = "", alert_name[40] = "";
    int words = sscanf(line, "%39s %39s %39s %39s %39s %39s", chain_name, name, now, check, error, alert_name);
    bool passes = strcmp(check, "passes") == 0;
    if (words != (passes ? 4 : 6))
        fail_msg("line %d: %d words", number, words);
    CertificateList chain = read_chain(chain_name);
    Buffer der = read_response(name);
    OcspRequest request = {.response = buffer_bytes(&der), .certificate = chain.items[0], .issuer = chain.items[1]};
    assert_true(calendar_parse(&request.now, now));
    Seen seen = {0};
    Observer observer = {see, &seen};
    Error alert = ERROR_NONE, silent_alert = ERROR_NONE;
    Error found = ocsp_validate(&request, &observer, ACTOR_CLIENT, 1, &alert);
    assert_int_equal(ocsp_validate(&request, NULL, ACTOR_CLIENT, 1, &silent_alert), found);
    assert_int_equal(silent_alert, alert);
    assert_true(seen.all_before_passed);
    bool as_expected = passes ? found == ERROR_NONE && seen.check.passed && seen.last == EVENT_CHECK_STATUS_VERDICT
                              : strcmp(event_item(seen.last)->what, check) == 0 && seen.check.error == found &&
                                    strcmp(error_name(found), error) == 0 && strcmp(error_name(alert), alert_name) == 0;
    if (!as_expected)
        fail_msg("line %d: %s finds %s, alert %s", number, event_item(seen.last)->what, error_name(found),
                 error_name(alert));
    buffer_clear(&der);
    certificate_list_clear(&chain);
}

static void each_response_fails_the_check_that_it_should(void **state)
{
    Buffer text = BUFFER_EMPTY;
    int number = 0, lines = 0;
    (void)state;
    read_file(&text, "tests/x509/responses.txt");
    text_finish(&text);
    char *rest = (char *)text.data, *line;
    while ((line = strsep(&rest, "\n"))) {
        number++;
        line[strcspn(line, "|")] = '\0';
        if (line[0] == '\0' || line[0] == '#')
            continue;
        run_line(line, number);
        lines++;
    }
    assert_true(lines > 20);
    buffer_clear(&text);
}

/* The right one stands behind `count` that somebody else has issued for the same responder. */
static bool is_found_behind(bool *given_up, int count)
{
    OcspResponse *response = decode_file("foreign"), *right = decode_file("delegated");
    CertificateList chain = read_chain("good");
    int64_t now;
    assert_true(calendar_parse(&now, "2026-01-01"));
    response->responder_name = right->responder_name;
    response->responder_key_hash = right->responder_key_hash;
    for (int i = 1; i < count; i++) { /* one is there */
        Certificate *copy;
        assert_int_equal(certificate_decode(&copy, response->certificates.items[0]->der, NULL), ERROR_NONE);
        certificate_list_add(&response->certificates, copy);
    }
    Certificate *last;
    assert_int_equal(certificate_decode(&last, right->certificates.items[0]->der, NULL), ERROR_NONE);
    certificate_list_add(&response->certificates, last);
    bool found = ocsp_find_signer(response, chain.items[1], now, given_up) == last;
    ocsp_response_free(response);
    ocsp_response_free(right);
    certificate_list_clear(&chain);
    return found;
}

static void the_search_for_a_responder_counts_signatures_and_says_where_it_gives_up(void **state)
{
    bool given_up;
    (void)state;
    assert_true(is_found_behind(&given_up, X509_SIGNATURES_MAX - 1));
    assert_false(given_up);
    assert_false(is_found_behind(&given_up, X509_SIGNATURES_MAX));
    assert_true(given_up);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_octet_has_a_name_and_every_name_a_meaning),
        cmocka_unit_test(members_are_set),
        cmocka_unit_test(each_status_has_its_text),
        cmocka_unit_test(a_refusal_is_a_response_without_an_answer),
        cmocka_unit_test(a_response_that_is_cut_or_followed_is_refused),
        cmocka_unit_test(a_flipped_bit_is_found),
        cmocka_unit_test(a_fault_is_found_where_it_is),
        cmocka_unit_test(each_response_fails_the_check_that_it_should),
        cmocka_unit_test(the_search_for_a_responder_counts_signatures_and_says_where_it_gives_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
