#include <string.h>

#include "files.h"
#include "x509/der/calendar.h"
#include "x509/path/validate.h"

/* What an observer saw: the last check, and whether all before it passed, but for ways that were left. */
typedef struct Seen {
    int count;
    EventId last;
    Check check;
    bool all_before_passed;
    int ways;
    bool anchor; /* something about the root did not count */
} Seen;

static void see(void *context, const Event *event)
{
    Seen *seen = context;
    if (event->id == EVENT_CHECK_CERTIFICATE_WAY) {
        assert_false(event->check->passed);
        assert_int_equal(seen->count, 0);
        seen->ways++;
    } else {
        seen->all_before_passed = seen->count == 0 || (seen->all_before_passed && seen->check.passed);
        seen->count++;
        seen->last = event->id;
        seen->check = *event->check;
        seen->anchor = seen->anchor || event->id == EVENT_CHECK_TRUST_ANCHOR;
    }
    assert_int_equal(event_item(event->id)->kind, KIND_CHECK);
    assert_int_equal(event->actor, ACTOR_CLIENT);
    assert_int_equal(event->handshake, 2);
    assert_true(event->check->found.size > 0);
    assert_int_equal(event->check->passed, event->check->error == ERROR_NONE);
}

/* Appends the certificates that "NAME", "NAME:INDEX" or "NAME:INDEX!" stands for. */
static void add_part(CertificateList *list, char *part)
{
    bool broken = part[strlen(part) - 1] == '!';
    char *colon = strchr(part, ':');
    if (colon)
        *colon = '\0';
    CertificateList file = read_chain(part);
    for (size_t i = 0; i < file.count; i++) {
        Certificate *copy;
        Buffer der = BUFFER_EMPTY;
        if (colon && i != strtoul(colon + 1, NULL, 10))
            continue;
        buffer_append(&der, file.items[i]->der);
        if (broken)
            der.data[der.size - 1] ^= 1;
        assert_int_equal(certificate_decode(&copy, buffer_bytes(&der), NULL), ERROR_NONE);
        certificate_list_add(list, copy);
        buffer_clear(&der);
    }
    certificate_list_clear(&file);
}

static CertificateList read_sent(char *text)
{
    CertificateList list = {0};
    for (char *part = strtok(text, "+"); part; part = strtok(NULL, "+"))
        add_part(&list, part);
    return list;
}

static X509Request request_of(const char *now, const char *host, const char *needs)
{
    X509Request request = {.host = strcmp(host, "-") == 0 ? NULL : host,
                           .purpose = strcmp(needs, "client") == 0 ? PURPOSE_CLIENT_AUTH : PURPOSE_SERVER_AUTH,
                           .key_usage = strcmp(needs, "encrypt") == 0 ? KEY_USAGE_KEY_ENCIPHERMENT
                                                                      : KEY_USAGE_DIGITAL_SIGNATURE};
    assert_true(calendar_parse(&request.now, now));
    return request;
}

/* A line of one of the tables: what is asked, and the verdict that is due. */
typedef struct Line {
    int number;
    char chain[200], roots[60], now[40], host[60], needs[20], crls[40];
    char check[40], error[40], alert[40]; /* check "passes": no error */
    int at;
} Line;

static void parse_chain(Line *line, const char *text)
{
    int words = sscanf(text, "%199s %59s %39s %59s %19s %39s %d %39s %39s", line->chain, line->roots, line->now,
                       line->host, line->needs, line->check, &line->at, line->error, line->alert);
    if (words != (strcmp(line->check, "passes") == 0 ? 6 : 9))
        fail_msg("line %d: %d words", line->number, words);
}

static void parse_revocation(Line *line, const char *text)
{
    int words = sscanf(text, "%199s %59s %39s %39s %39s %d %39s %39s", line->chain, line->roots, line->now, line->crls,
                       line->check, &line->at, line->error, line->alert);
    if (words != (strcmp(line->check, "passes") == 0 ? 5 : 8))
        fail_msg("line %d: %d words", line->number, words);
    bool client = strncmp(line->chain, "client", 6) == 0;
    strcpy(line->host, client ? "-" : "server.tlsteps.example");
    strcpy(line->needs, client ? "client" : "sign");
}

/* The lists of several files, joined by +, or none. */
static CrlList read_crl_files(char *text)
{
    CrlList list = {0};
    for (char *part = strtok(text, "+"); part; part = strtok(NULL, "+")) {
        Buffer file = BUFFER_EMPTY;
        read_pki(&file, part, ".crl");
        assert_int_equal(crl_list_decode(&list, NULL, buffer_bytes(&file)), ERROR_NONE);
        buffer_clear(&file);
    }
    return list;
}

static void compare(const Line *line, const Seen *seen, Error found, Error alert)
{
    if (strcmp(line->check, "passes") == 0) {
        if (found != ERROR_NONE || !seen->check.passed)
            fail_msg("line %d: %s in %s", line->number, error_name(found), event_item(seen->last)->what);
    } else if (strcmp(event_item(seen->last)->what, line->check) != 0 || seen->check.index != line->at ||
               seen->check.error != found || strcmp(error_name(found), line->error) != 0 ||
               strcmp(error_name(alert), line->alert) != 0)
        fail_msg("line %d: %s for certificate %d finds %s, alert %s", line->number, event_item(seen->last)->what,
                 seen->check.index, error_name(found), error_name(alert));
}

/* Validates with and without an observer, and compares with the line's last words. */
static void run_line(Line *line)
{
    CertificateList sent = read_sent(line->chain), trusted = read_roots(line->roots);
    CrlList crls = read_crl_files(line->crls);
    X509Request request = request_of(line->now, line->host, line->needs);
    request.chain = &sent;
    request.roots = &trusted;
    request.crls = crls.count ? &crls : NULL;
    Seen seen = {0};
    Observer observer = {see, &seen};
    Error alert = ERROR_NONE, silent_alert = ERROR_NONE;
    Error found = x509_validate(NULL, &request, &observer, ACTOR_CLIENT, 2, &alert);
    assert_int_equal(x509_validate(NULL, &request, NULL, ACTOR_CLIENT, 2, &silent_alert), found);
    assert_int_equal(silent_alert, alert);
    assert_true(seen.all_before_passed);
    bool odd =
        strstr(line->chain, "paths/below-odd") != NULL; /* of whose roots something does not count; dates may not */
    if (seen.anchor != odd && strcmp(line->now, "2026-01-01") == 0)
        fail_msg("line %d: the root's name and key alone count, which is %stold", line->number,
                 seen.anchor ? "" : "not ");
    compare(line, &seen, found, alert);
    certificate_list_clear(&sent);
    certificate_list_clear(&trusted);
    crl_list_clear(&crls);
}

/* Runs each line of a table; what stands behind a | is about other programs (verdicts.py). Returns how many. */
static int run_table(const char *path, void (*parse)(Line *line, const char *text))
{
    Buffer text = BUFFER_EMPTY;
    int number = 0, lines = 0;
    read_file(&text, path);
    text_finish(&text);
    char *rest = (char *)text.data, *start;
    while ((start = strsep(&rest, "\n"))) {
        Line line = {.number = ++number};
        start[strcspn(start, "|")] = '\0';
        if (start[0] == '\0' || start[0] == '#')
            continue;
        parse(&line, start);
        run_line(&line);
        lines++;
    }
    buffer_clear(&text);
    return lines;
}

static void each_chain_fails_the_check_that_it_should(void **state)
{
    (void)state;
    assert_true(run_table("tests/x509/chains.txt", parse_chain) > 60);
}

static void what_was_revoked_is_found_and_lists_are_judged(void **state)
{
    (void)state;
    assert_true(run_table("tests/x509/revocation.txt", parse_revocation) > 20);
}

static void limits_can_be_moved(void **state)
{
    CertificateList roots = read_chain("roots"), sha1 = read_chain("sha1"), tiny = read_chain("short-key");
    CertificateList good = read_chain("good");
    X509Request request = request_of("2026-01-01", "server.tlsteps.example", "sign");
    Error alert;
    (void)state;
    request.roots = &roots;
    request.allow_sha1 = true;
    request.chain = &sha1;
    assert_int_equal(x509_validate(NULL, &request, NULL, ACTOR_CLIENT, 1, &alert), ERROR_NONE);
    request.rsa_bits_min = 512;
    request.chain = &tiny;
    assert_int_equal(x509_validate(NULL, &request, NULL, ACTOR_CLIENT, 1, &alert), ERROR_NONE);
    request.rsa_bits_min = 3072; /* of the root already */
    request.chain = &good;
    assert_int_equal(x509_validate(NULL, &request, NULL, ACTOR_CLIENT, 1, &alert), ERROR_CERTIFICATE_SHORT_KEY);
    certificate_list_clear(&roots);
    certificate_list_clear(&sha1);
    certificate_list_clear(&tiny);
    certificate_list_clear(&good);
}

/* RFC 5246 §7.4.2: every certificate but the one that is trusted. */
static void what_signs_a_certificate_has_to_be_named(void **state)
{
    (void)state;
    X509Scheme schemes[] = {{"pkcs1-sha256", SIGNATURE_RSA_PKCS1, KEY_RSA, HASH_SHA256, true},
                            {"pkcs1-sha384", SIGNATURE_RSA_PKCS1, KEY_RSA, HASH_SHA384, true},
                            {"pss-sha256", SIGNATURE_RSA_PSS, KEY_RSA, HASH_SHA256, true}};
    static const struct {
        const char *chain, *roots;
        bool accepted[3];
        Error error;
    } cases[] = {
        {"good", "roots", {true, false, false}, ERROR_NONE},
        {"good", "roots", {false, true, true}, ERROR_CERTIFICATE_SCHEME},
        {"good", "roots", {false, false, false}, ERROR_CERTIFICATE_SCHEME},
        {"sha384", "roots", {true, true, false}, ERROR_NONE},
        {"sha384", "roots", {true, false, false}, ERROR_CERTIFICATE_SCHEME}, /* the leaf */
        {"sha384", "roots", {false, true, false}, ERROR_CERTIFICATE_SCHEME}, /* the intermediate */
        {"sha384", "sha384", {false, true, false}, ERROR_NONE},              /* which is trusted here, as is the leaf */
        {"sha384", "sha384:1", {false, true, false}, ERROR_NONE},
        {"sha384", "sha384:1", {true, false, true}, ERROR_CERTIFICATE_SCHEME},
        {"good", "good:0", {false, false, true}, ERROR_NONE},
        {"pss", "roots", {true, false, true}, ERROR_NONE},
        {"pss", "roots", {true, true, false}, ERROR_CERTIFICATE_SCHEME},
        {"sha1", "roots", {true, true, true}, ERROR_CERTIFICATE_SCHEME}, /* has no name here */
        {"ecdsa-all", "roots", {true, true, true}, ERROR_CERTIFICATE_SCHEME},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char chain[32], roots[32];
        assert_true(snprintf(chain, sizeof chain, "%s", cases[i].chain) > 0);
        assert_true(snprintf(roots, sizeof roots, "%s", cases[i].roots) > 0);
        CertificateList sent = read_sent(chain), trusted = read_sent(roots);
        X509Request request = request_of("2026-01-01", "server.tlsteps.example", "sign");
        Error alert = ERROR_NONE;
        request.chain = &sent;
        request.roots = &trusted;
        request.schemes = schemes;
        request.scheme_count = COUNT_OF(schemes);
        for (size_t j = 0; j < COUNT_OF(schemes); j++)
            schemes[j].accepted = cases[i].accepted[j];
        Error error = x509_validate(NULL, &request, NULL, ACTOR_CLIENT, 1, &alert);
        if (error != cases[i].error)
            fail_msg("%s below %s: %s", chain, roots, error_name(error));
        assert_int_equal(alert, error ? ERROR_UNSUPPORTED_CERTIFICATE : ERROR_NONE);
        certificate_list_clear(&sent);
        certificate_list_clear(&trusted);
    }
}

static void the_path_says_where_it_leads(void **state)
{
    char text[] = "good:0+root+good:1";
    CertificateList sent = read_sent(text), roots = read_chain("roots"), none = {0};
    X509Request request = {.chain = &sent, .roots = &roots};
    X509Path path;
    Error alert;
    (void)state;
    assert_true(calendar_parse(&request.now, "2026-01-01"));
    assert_int_equal(x509_validate(&path, &request, NULL, ACTOR_CLIENT, 1, &alert), ERROR_NONE);
    assert_int_equal(path.count, 3);
    assert_int_equal(path.sent_as[0], 0);
    assert_int_equal(path.sent_as[1], 2);
    assert_int_equal(path.sent_as[2], -1);
    assert_ptr_equal(path.certificates[2], roots.items[0]);
    request.chain = &none;
    assert_int_equal(x509_validate(&path, &request, NULL, ACTOR_CLIENT, 1, &alert), ERROR_CERTIFICATE_NO_PATH);
    assert_int_equal(path.count, 0);
    certificate_list_clear(&sent);
    certificate_list_clear(&roots);
}

static void an_empty_chain_is_refused(void **state)
{
    CertificateList none = {0};
    X509Request request = {.chain = &none, .roots = &none};
    Error alert = ERROR_NONE;
    (void)state;
    assert_int_equal(x509_validate(NULL, &request, NULL, ACTOR_CLIENT, 1, &alert), ERROR_CERTIFICATE_NO_PATH);
    assert_int_equal(alert, ERROR_UNKNOWN_CA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_chain_fails_the_check_that_it_should),
        cmocka_unit_test(what_was_revoked_is_found_and_lists_are_judged),
        cmocka_unit_test(limits_can_be_moved),
        cmocka_unit_test(what_signs_a_certificate_has_to_be_named),
        cmocka_unit_test(the_path_says_where_it_leads),
        cmocka_unit_test(an_empty_chain_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
