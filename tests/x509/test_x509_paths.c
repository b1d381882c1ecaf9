/* The search for a path among many certificates, and what is told of it. */
#include <string.h>

#include "files.h"
#include "x509/der/calendar.h"
#include "x509/path/validate.h"

/* What an observer saw of the search, as text. */
typedef struct Told {
    int ways;
    Check first_way; /* its texts are in `way` */
    Error path;
    Buffer way, expected, found, anchor;
} Told;

static void hear(void *context, const Event *event)
{
    Told *told = context;
    const Check *check = event->check;
    if (event->id == EVENT_CHECK_CERTIFICATE_WAY && told->ways++ == 0) {
        told->first_way = *check;
        buffer_append(&told->way, check->expected);
        text_append(&told->way, " / ");
        buffer_append(&told->way, check->found);
    } else if (event->id == EVENT_CHECK_CERTIFICATE_PATH) {
        told->path = check->error;
        buffer_append(&told->expected, check->expected);
        buffer_append(&told->found, check->found);
    } else if (event->id == EVENT_CHECK_TRUST_ANCHOR) {
        buffer_append(&told->anchor, check->found);
    }
}

static void told_clear(Told *told)
{
    buffer_clear(&told->way);
    buffer_clear(&told->expected);
    buffer_clear(&told->found);
    buffer_clear(&told->anchor);
}

static Error validate(Told *told, const CertificateList *chain, const CertificateList *roots)
{
    X509Request request = {
        .chain = chain, .roots = roots, .host = "server.tlsteps.example", .purpose = PURPOSE_SERVER_AUTH};
    Observer observer = {hear, told};
    Error alert;
    assert_true(calendar_parse(&request.now, "2026-01-01"));
    *told = (Told){0};
    return x509_validate(NULL, &request, &observer, ACTOR_CLIENT, 1, &alert);
}

static void add_copy(CertificateList *list, const Certificate *certificate)
{
    Certificate *copy;
    assert_int_equal(certificate_decode(&copy, certificate->der, NULL), ERROR_NONE);
    certificate_list_add(list, copy);
}

/* Adds certificates that differ from the model in the end of their signature, and in that of their names where `named`.
 */
static void add_copies(CertificateList *list, const Certificate *model, int count, bool named)
{
    for (int i = 0; i < count; i++) {
        Certificate *copy;
        Buffer der = BUFFER_EMPTY;
        buffer_append(&der, model->der);
        size_t name = (size_t)(model->subject.data - model->der.data) + model->subject.size;
        bytes_write_number(der.data + der.size - 8, 8, list->count);
        if (named)
            bytes_write_number(der.data + name - 2, 2, 0x6161u + (unsigned)(i / 24) * 256 + (unsigned)(i % 24));
        assert_int_equal(certificate_decode(&copy, buffer_bytes(&der), NULL), ERROR_NONE);
        certificate_list_add(list, copy);
        buffer_clear(&der);
    }
}

static void assert_text(Buffer *found, const char *expected)
{
    assert_string_equal(text_finish(found), expected);
}

static void a_way_that_is_left_is_told_with_its_reason(void **state)
{
    CertificateList chain = read_chain("paths/expired-twin"), roots = read_roots("paths/root");
    Told told;
    (void)state;
    assert_int_equal(validate(&told, &chain, &roots), ERROR_NONE);
    assert_int_equal(told.ways, 1);
    assert_int_equal(told.first_way.error, ERROR_CERTIFICATE_EXPIRED);
    assert_int_equal(told.first_way.index, 1);
    assert_text(&told.way, "certificate 1: 2020-01-01 00:00:00 UTC - 2020-12-31 23:59:59 UTC / "
                           "server.tlsteps.example (0) <- Path Authority (1) <- Path Root: 2026-01-01 00:00:00 UTC");
    assert_text(&told.found, "server.tlsteps.example <- Path Authority <- Path Root");
    told_clear(&told);
    certificate_list_clear(&chain);
    certificate_list_clear(&roots);
}

/* Where there is one way only, the checks themselves say what is wrong with it. */
static void the_only_way_is_not_told_twice(void **state)
{
    CertificateList chain = read_chain("round"), roots = read_roots("roots");
    Told told;
    (void)state;
    assert_int_equal(validate(&told, &chain, &roots), ERROR_CERTIFICATE_NO_PATH);
    assert_int_equal(told.ways, 0);
    told_clear(&told);
    certificate_list_clear(&chain);
    chain = read_chain("expired");
    assert_int_equal(validate(&told, &chain, &roots), ERROR_CERTIFICATE_EXPIRED);
    assert_int_equal(told.ways, 0);
    told_clear(&told);
    certificate_list_clear(&chain);
    certificate_list_clear(&roots);
}

static void names_cost_nothing(void **state)
{
    CertificateList chain = read_chain("rsa-direct"), right = read_roots("roots"), roots = {0};
    Told told;
    (void)state;
    add_copies(&roots, right.items[1], 500, true);
    add_copy(&roots, right.items[0]);
    assert_int_equal(validate(&told, &chain, &roots), ERROR_NONE);
    assert_int_equal(told.ways, 0);
    assert_non_null(strstr(text_finish(&told.expected), ", and 493 more"));
    told_clear(&told);
    certificate_list_clear(&chain);
    certificate_list_clear(&right);
    certificate_list_clear(&roots);
}

/* The right root stands behind `count` others of its name with another key. */
static Error validate_behind(Told *told, int count)
{
    CertificateList chain = read_chain("paths/below-odd"), right = read_roots("paths/expired-root"), roots = {0};
    CertificateList other = read_roots("paths/other-key-root");
    add_copies(&roots, other.items[0], count, false);
    add_copy(&roots, right.items[0]);
    Error error = validate(told, &chain, &roots);
    certificate_list_clear(&chain);
    certificate_list_clear(&right);
    certificate_list_clear(&other);
    certificate_list_clear(&roots);
    return error;
}

/* Of the signatures that may be tried the last goes into judging the way that was found. */
static void signatures_are_counted_and_the_check_says_where_it_gives_up(void **state)
{
    Told told;
    (void)state;
    assert_int_equal(validate_behind(&told, X509_SIGNATURES_MAX - 2), ERROR_NONE);
    assert_int_equal(told.ways, X509_SIGNATURES_MAX - 2);
    assert_null(strstr(text_finish(&told.found), "given up"));
    told_clear(&told);
    assert_int_equal(validate_behind(&told, X509_SIGNATURES_MAX - 1), ERROR_CERTIFICATE_NO_PATH);
    assert_text(&told.found, "server.tlsteps.example <- Path Odd Root; given up after 64 signatures");
    told_clear(&told);
}

/* Many certificates of the same names and no root make very many ways. */
static void the_search_for_a_path_is_bounded(void **state)
{
    CertificateList sent = {0}, file = read_chain("path-length"), none = {0};
    Told told;
    (void)state;
    add_copy(&sent, file.items[0]);
    for (int i = 0; i < 3000; i++)
        add_copies(&sent, file.items[1 + i % 2], 1, false);
    assert_int_equal(validate(&told, &sent, &none), ERROR_CERTIFICATE_NO_PATH);
    assert_non_null(strstr(text_finish(&told.found), "; given up after 64 signatures"));
    told_clear(&told);
    certificate_list_clear(&sent);
    certificate_list_clear(&file);
}

static void what_of_a_root_does_not_count_is_told(void **state)
{
    static const char *const cases[][2] = {
        {"paths/odd-usage-root", "extension keyUsage: found 0600, of which the last are not; accepted: "},
        {"paths/negative-root", "serialNumber: found -"},
        {"paths/expired-root", "notAfter 2020-12-31 23:59:59 UTC"},
        {"paths/critical-root", "critical and not known here: 1.3.6.1.4.1.99999.1"},
        {"paths/not-ca-root", "no basicConstraints"},
        {"paths/not-signing-root", "keyUsage without keyCertSign"},
        {"paths/other-purpose-root", "extKeyUsage without serverAuth"},
    };
    CertificateList chain = read_chain("paths/below-odd");
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CertificateList roots = read_roots(cases[i][0]);
        Told told;
        assert_int_equal(validate(&told, &chain, &roots), ERROR_NONE);
        if (!strstr(text_finish(&told.anchor), cases[i][1]))
            fail_msg("%s: %s", cases[i][0], text_finish(&told.anchor));
        told_clear(&told);
        certificate_list_clear(&roots);
    }
    certificate_list_clear(&chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_way_that_is_left_is_told_with_its_reason),
        cmocka_unit_test(the_only_way_is_not_told_twice),
        cmocka_unit_test(names_cost_nothing),
        cmocka_unit_test(signatures_are_counted_and_the_check_says_where_it_gives_up),
        cmocka_unit_test(the_search_for_a_path_is_bounded),
        cmocka_unit_test(what_of_a_root_does_not_count_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
