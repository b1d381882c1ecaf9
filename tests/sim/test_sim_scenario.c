/* Scenarios: what is accepted, which setting is in force, and what is said of mistakes. */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/scenario_value.h"
#include "tls/record/record.h"
#include "x509/path/validate.h"

/* Fails, showing both, unless the diagnostic has this part. */
static void assert_says(const Diagnostic *diagnostic, const char *part)
{
    if (!strstr(diagnostic->text, part))
        fail_msg("'%s' does not say '%s'", diagnostic->text, part);
}

#define LABEL_61 "a123456789b123456789c123456789d123456789e123456789f123456789g"
#define LABEL_63 LABEL_61 "12"

#define HEX_16 "00112233445566778899aabbccddeeff"
#define HEX_65 HEX_16 HEX_16 HEX_16 HEX_16 "00"

typedef struct Mistake {
    const char *key, *value, *says;
} Mistake;

static const Mistake mistakes[] = {
    /* the key */
    {"server-", "x", "server-: no such option; did you mean server-name?"},
    {"server", "x", "server: no such option; did you mean server-name?"},
    {"siute", "x", "siute: no such option; did you mean suite?; options are: version, suite, group,"},
    {"zzzzzzzzz", "x", "zzzzzzzzz: no such option; options are: version,"},
    {"", "x", ": no such option"},
    {"c0.suite", "AES128-SHA", "c0.suite: 'c0.' is no prefix here; prefixes are cN. (1 to 100), hN., client., server."},
    {"c101.suite", "AES128-SHA", "'c101.' is no prefix"},
    {"c1.c2.suite", "AES128-SHA", "'c2.' is no prefix"},
    {"client.server.suite", "AES128-SHA", "'server.' is no prefix"},
    {"eavesdropper.suite", "AES128-SHA", "'eavesdropper.' is no prefix"},
    {"c1.seed", "x", "c1.seed: holds for the whole run and takes no prefix: write seed"},
    {"client.connections", "2", "takes no prefix: write connections"},
    {"client.attacker", "forward", "holds for a connection: write attacker or c1.attacker"},
    {"server.request", "x", "server.request: only the client has a request: write request or client.request"},
    {"client.certificate", "rsa", "only the server has a certificate: write certificate or server.certificate"},
    {"attacker.suite", "AES128-SHA", "the attacker has no suite; client and server have"},
    /* names */
    {"suite", "TLS_RSA_WITH_AES_128_GCM_SHA265",
     "suite: 'TLS_RSA_WITH_AES_128_GCM_SHA265' is no cipher suite; did you mean TLS_RSA_WITH_AES_128_GCM_SHA256?"},
    {"suite", "ECDHE-RSA-AES128-GMC-SHA256", "did you mean ECDHE-RSA-AES128-GCM-SHA256?"},
    {"suite", "ECDHE-RSA-AES128-GCM", "did you mean ECDHE-RSA-AES128-GCM-SHA256?"},
    {"suite", "tls_ecdhe_rsa_with_chacha20", "did you mean TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256?"},
    {"suite", "TLS_", "suite: 'TLS_' is no cipher suite; accepted: names of"},
    {"suite", "AES128-SHA,,AES256-SHA",
     "suite: '' is no cipher suite; accepted: names of IANA or OpenSSL, with commas"},
    {"suite", "", "'' is no cipher suite"},
    {"suite", "ECDHE-RSA-AES128-SHA,TLS_AES_128_GCM_SHA256",
     "suite: 'TLS_AES_128_GCM_SHA256' is a cipher suite of TLS 1.3, and tlsteps speaks TLS 1.0 to 1.2; accepted: names "
     "of"},
    {"suite", "tls_chacha20_poly1305_sha256",
     "is a cipher suite of TLS 1.3, and tlsteps speaks TLS 1.0 to 1.2; accepted"},
    {"suite", "TLS_RSA_WITH_RC4_128_SHA",
     "suite: 'TLS_RSA_WITH_RC4_128_SHA' is a cipher suite that tlsteps does not speak; accepted: names of"},
    {"suite", "TLS_FALLBACK_SCSV", "'TLS_FALLBACK_SCSV' is no cipher suite"},
    {"group", "X25519MLKEM768",
     "'X25519MLKEM768' is a group of TLS 1.3, and tlsteps speaks TLS 1.0 to 1.2; accepted: x25519, secp256r1"},
    {"group", "x448", "group: 'x448' is a group that tlsteps does not speak; accepted: x25519, secp256r1"},
    {"signature-algorithms", "mldsa44",
     "'mldsa44' is a signature scheme of TLS 1.3, and tlsteps speaks TLS 1.0 to 1.2"},
    {"signature-algorithms", "ed25519",
     "'ed25519' is a signature scheme that tlsteps does not speak; accepted: ecdsa_"},
    {"suite", NULL, "suite: needs a value: NAME,…"},
    {"group", "ffdhe", "'ffdhe' is no group; did you mean ffdhe2048?"},
    {"group", "x25591", "'x25591' is no group; did you mean x25519?; accepted: x25519, secp256r1, secp384r1,"},
    {"signature-algorithms", "rsa_pkcs1_sha265", "did you mean rsa_pkcs1_sha256?"},
    {"staple", "god", "'god' is no OCSP response's name; did you mean good?"},
    {"crl", "curent", "'curent' is no revocation list's name; did you mean current?"},
    {"certificate", "exipred", "'exipred' is no certificate's name; did you mean expired?"},
    {"eavesdropper-has", "server-keys",
     "did you mean server-key?; accepted: server-key, client-private, server-private, psk"},
    {"psk", "0102", "psk: accepted are up to 64 of IDENTITY:HEX with commas between"},
    {"psk", ":0102", "the identity of 1 to 128 bytes"},
    {"psk", "alice:", "the key of 1 to 64 bytes as hex"},
    {"psk", "alice:012", "accepted are up to 64 of IDENTITY:HEX"},
    {"psk", "alice:0g", "accepted are up to 64 of IDENTITY:HEX"},
    {"psk", "alice:01,", "accepted are up to 64 of IDENTITY:HEX"},
    {"psk", "alice:" HEX_65, "the key of 1 to 64 bytes as hex"},
    {"psk", LABEL_63 LABEL_63 "abc:01", "the identity of 1 to 128 bytes"},
    {"attacker.psk", "alice:01", "the attacker has no psk; client and server have"},
    {"client.psk-hint", "a hint", "only the server has a psk-hint: write psk-hint or server.psk-hint"},
    {"psk-hint", "", "psk-hint: needs a value"},
    {"attacker", "drop", "'drop' is no attacker; accepted: forward, inject, none"},
    /* changes of messages */
    {"tamper", "", "tamper: '' cannot be read; accepted: MESSAGE[.FIELD]:OFFSET:XOR, drop:MESSAGE"},
    {"tamper", "finish:0:01", "'finish' is no message; did you mean finished?; accepted: hello_request, client_hello"},
    {"tamper", "finished:1", "'finished:1' cannot be read"},
    {"tamper", "finished:1:01:01", "'finished:1:01:01' cannot be read"},
    {"tamper", "finished:x:01", "'x' is no offset; accepted: a number from 0, or -1 for the last byte"},
    {"tamper", "finished:1:0", "'0' is not accepted: hex digits are, two for each byte"},
    {"tamper", "finished:1:", "'' is not accepted: hex digits are"},
    {"tamper", "finished#0:1:01", "accepted behind # is a number from 1"},
    {"tamper", "drop:finished.verify_data", "a message is accepted here, not a part of one"},
    {"tamper", "drop:", "'' is no message"},
    {"tamper", "client.server.finished:0:01", "'server' is no message"},
    {"tamper", "swap:finished", "'swap:finished' cannot be read"},
    {"tamper", "insert:finished", "'insert:finished' cannot be read"},
    {"tamper", "truncate,truncate:alert:1", "'truncate:alert:1' cannot be read"},
    {"tamper", "fatal:internal_error", "'fatal:internal_error' cannot be read"},
    {"tamper", "certificate.asn1_cert:5:01",
     "tamper: 'certificate.asn1_cert': certificate has no field 'asn1_cert'; did you mean "
     "certificate.certificate_list.0?; accepted: msg_type, length, certificate_list"},
    {"tamper", "client_hello.cipher_suite:0:01", "did you mean client_hello.cipher_suites?"},
    {"tamper", "client_hello.cipher_suites.x:0:01",
     "client_hello.cipher_suites has no field 'x'; accepted: length, 0, 1"},
    {"tamper", "client_hello.random.random_bytes.0:0:01", "client_hello.random.random_bytes has no fields inside"},
    {"tamper", "client_hello.extensions.server_nam:0:01", "did you mean client_hello.extensions.server_name?"},
    {"tamper", "server_hello.extensions.signature_algorithms.extension_data.supported_signature_algorithms:0:01",
     "server_hello.extensions.signature_algorithms"},
    {"tamper", "certificate.certificate_list.0.certificate.tbsCertificate.isuer:0:01",
     "tbsCertificate has no field 'isuer'; did you mean "
     "certificate.certificate_list.0.certificate.tbsCertificate.issuer?"},
    {"tamper", "client_hello.:0:01", "client_hello has no field ''"},
    {"tamper", "client_hello..random:0:01", "client_hello has no field ''"},
    {"tamper", "c2.server.finished#2.verify:0:01", "'finished.verify': finished has no field 'verify'"},
    {"tamper", "encrypted_handshake.msg_type:0:01", "nobody but its sender can tell the fields of encrypted_handshake"},
    {"tamper", "client_key_exchange.padded_pre_master_secret:0:01",
     "client_key_exchange has no field 'padded_pre_master_secret'"},
    {"fault", "finished.verify:0:01", "fault: 'finished.verify': finished has no field 'verify'"},
    {"client.tamper", "truncate", "holds for a connection: write tamper or c1.tamper"},
    {"fault", "fatal:nothing", "'nothing' is no alert; 'tlsteps list alerts' has them all"},
    {"fault", "fatal", "'fatal' cannot be read; accepted: MESSAGE[.FIELD]:OFFSET:XOR"},
    {"fault", "insert:finished:17", "'17' has no message behind its content type"},
    {"fault", "drop:encrypted_handshake", "'encrypted_handshake' is no message"},
    {"h2.fault", "truncate", "h2.fault: holds for a connection; a message may have a handshake: h2.finished"},
    {"attacker.fault", "truncate", "the attacker has no fault; client and server have"},
    /* numbers, dates, text */
    {"version", "1.3", "version: '1.3' is not spoken here, as tlsteps speaks TLS 1.0 to 1.2; accepted: 1.2, 1.1, 1.0"},
    {"version", "1.4", "version: '1.4' is not spoken here; accepted: 1.2, 1.1, 1.0"},
    {"client.version", "1.3,1.2", "as tlsteps speaks TLS 1.0 to 1.2; accepted: 1.2"},
    {"client.version", "1.2,3", "accepted: 1.2, 1.1, 1.0"},
    {"version", "", "accepted: 1.2, 1.1, 1.0"},
    {"server.version", "1.2, 1.0", "several that follow each other"},
    {"record-size", "0", "a number from 1 to 16384 is"},
    {"record-size", "16385", "a number from 1 to 16384 is"},
    {"record-size", "-1", "a number from 1 to 16384 is"},
    {"resume", "cookie", "session-id"},
    {"c2.resume", "session-id", "holds for the whole run"},
    {"session-lifetime", "604801", "a number from 0 to 604800 is"},
    {"client.session-lifetime", "1", "only the server has a session-lifetime"},
    {"eavesdropper-has", "client-private@after",
     "'client-private@after' is no loot; accepted: server-key, client-private,"},
    {"eavesdropper-has", "server-key@after@before", "is no loot"},
    {"eavesdropper-has", "ticket-key@", "did you mean ticket-key@after?"},
    {"rotate-ticket-key", "11", "a number from 0 to 10 is"},
    {"client.renew-ticket", "yes", "only the server has a renew-ticket"},
    {"session-cache-size", "0", "a number from 1 to 100000 is"},
    {"c2.server-forgets", "maybe", "neither yes nor no"},
    {"record-size", "18446744073709551617", "a number from 1 to 16384 is"},
    {"connections", "101", "a number from 1 to 100 is"},
    {"eavesdropper-limit", "2^41", "a number from 1 to 2^40 is, also written 2^N"},
    {"eavesdropper-limit", "2^", "a number from 1 to 2^40"},
    {"now", "2026-02-30",
     "'2026-02-30' is no date; accepted: 2026-01-01, '2026-01-01 12:30' or '2026-01-01 12:30:15', with"},
    {"now", "2026-01-01 12:30:60", "is no date"},
    {"server-name", "two words", "'two words' is no host name"},
    {"server-name", ".example", "is no host name"},
    {"server-name", "example.", "is no host name"},
    {"server-name", "a..example", "is no host name"},
    {"server-name", "", "is no host name"},
    {"server-name", "a/b", "is no host name"},
    {"server-name", LABEL_63 "a.example", "parts of up to 63"},
    {"server-name", LABEL_63 "." LABEL_63 "." LABEL_63 "." LABEL_61 "a", "253 characters in all"},
    {"alpn", "h2,", "up to 8 names of 1 to 255 bytes"},
    {"alpn", "1,2,3,4,5,6,7,8,9", "up to 8 names"},
    {"request", "a\\q", "a backslash stands before something else than r, n, t, \\ or xHH"},
    {"request", "a\\x4", "a backslash"},
    {"request", "a\nb", "request: has a control character (0x0a) in its value"},
    {"response", "\xff", "response: the value is not UTF-8"},
    {"no-encrypt-then-mac", "maybe", "'maybe' is neither yes nor no"},
    {"trust", "", "trust: needs a value"},
    {"seed", "", "seed: needs a value"},
};

static void a_mistake_is_told_with_what_is_accepted(void **state)
{
    (void)state;
    Scenario *scenario = scenario_new();
    const char *key, *value;
    for (size_t i = 0; i < COUNT_OF(mistakes); i++) {
        Diagnostic diagnostic = {""};
        assert_false(scenario_set(scenario, mistakes[i].key, mistakes[i].value, &diagnostic));
        assert_says(&diagnostic, mistakes[i].says);
    }
    assert_false(scenario_setting_at(scenario, 0, &key, &value)); /* nothing of it was set */
    scenario_free(scenario);
}

static void set(Scenario *scenario, const char *key, const char *value)
{
    Diagnostic diagnostic = {""};
    if (!scenario_set(scenario, key, value, &diagnostic))
        fail_msg("%s", diagnostic.text);
}

static void good_values_are_accepted(void **state)
{
    static const char *const good[][2] = {
        {"version", "1.2"},
        {"client.version", "1.0"},
        {"suite", "TLS_RSA_WITH_AES_128_CBC_SHA, ecdhe-rsa-aes128-gcm-sha256"},
        {"group", "toy-dh-23,x25519"},
        {"signature-algorithms", "ecdsa_secp256r1_sha256"},
        {"server-name", "localhost"},
        {"server-name", "::1"},
        {"server-name", LABEL_63 "." LABEL_63 "." LABEL_63 "." LABEL_61},
        {"server.server-name", "a.example"},
        {"psk", "alice:00, bob at home:" HEX_16 HEX_16 HEX_16 HEX_16 ",urn:of:carol:FF"},
        {"client.psk", LABEL_63 LABEL_63 "ab:01"},
        {"psk-hint", "the key of this month"},
        {"alpn", "h2,http/1.1"},
        {"certificate", "expired"},
        {"certificate", "./chain.pem"},
        {"key", "key"},
        {"record-size", "1"},
        {"resume", "session-id"},
        {"resume", "ticket"},
        {"eavesdropper-has", "ticket-key@before,server-key@after, psk@after,client-private"},
        {"c3.rotate-ticket-key", "2"},
        {"c2.damaged-ticket", "yes"},
        {"server.renew-ticket", "yes"},
        {"c2.server.session-lifetime", "0"},
        {"session-cache-size", "1"},
        {"c2.server-forgets", "yes"},
        {"request", ""},
        {"request", "a\\r\\n\\t\\\\\\x00"},
        {"now", "2026-01-01 12:30"},
        {"now", "2026-01-01T12:30:15Z"},
        {"eavesdropper-has", "server-key,client-private"},
        {"eavesdropper-limit", "2^40"},
        {"c2.attacker", "forward"},
        {"c1.h1.client.group", "x25519"},
        {"seed", "Grüße"},
    };
    (void)state;
    Scenario *scenario = scenario_new();
    for (size_t i = 0; i < COUNT_OF(good); i++)
        set(scenario, good[i][0], good[i][1]);
    scenario_free(scenario);
}

static void the_last_setting_that_applies_is_in_force(void **state)
{
    (void)state;
    Scenario *scenario = scenario_new();
    assert_null(scenario_get(scenario, SCENARIO_GROUP, ACTOR_CLIENT, 1, 1));
    set(scenario, "group", "x25519");
    set(scenario, "c2.server.group", "secp256r1");
    assert_string_equal(scenario_get(scenario, SCENARIO_GROUP, ACTOR_CLIENT, 2, 1), "x25519");
    assert_string_equal(scenario_get(scenario, SCENARIO_GROUP, ACTOR_SERVER, 1, 1), "x25519");
    assert_string_equal(scenario_get(scenario, SCENARIO_GROUP, ACTOR_SERVER, 2, 1), "secp256r1");
    set(scenario, "h2.group", "secp384r1");
    assert_string_equal(scenario_get(scenario, SCENARIO_GROUP, ACTOR_SERVER, 2, 2), "secp384r1");
    assert_string_equal(scenario_get(scenario, SCENARIO_GROUP, ACTOR_SERVER, 2, 1), "secp256r1");
    set(scenario, "group", "secp521r1"); /* later settings win, also over more particular ones */
    assert_string_equal(scenario_get(scenario, SCENARIO_GROUP, ACTOR_SERVER, 2, 1), "secp521r1");
    scenario_free(scenario);
}

static void a_key_is_set_once_and_written_in_one_order(void **state)
{
    (void)state;
    Scenario *scenario = scenario_new();
    const char *key, *value;
    set(scenario, "server.c2.group", "x25519");
    set(scenario, "no-renegotiation-info", NULL);
    set(scenario, "c2.server.group", "secp256r1");
    assert_true(scenario_setting_at(scenario, 0, &key, &value));
    assert_string_equal(key, "no-renegotiation-info");
    assert_string_equal(value, "yes");
    assert_true(scenario_setting_at(scenario, 1, &key, &value));
    assert_string_equal(key, "c2.server.group");
    assert_string_equal(value, "secp256r1");
    assert_false(scenario_setting_at(scenario, 2, &key, &value));
    Scenario *copy = scenario_copy(scenario);
    scenario_free(scenario);
    assert_string_equal(scenario_get(copy, SCENARIO_GROUP, ACTOR_SERVER, 2, 1), "secp256r1");
    scenario_free(copy);
}

static void a_setting_keeps_the_place_where_it_was_given(void **state)
{
    static const char text[] = "seed: 1\nserver.c1.group: x25519\n";
    (void)state;
    Scenario *scenario = scenario_new();
    Diagnostic diagnostic = {""};
    const char *key;
    assert_true(scenario_parse(scenario, bytes_of_text(text), "a.scenario", 1, &diagnostic));
    assert_true(scenario_set_from(scenario, "--", "client.suite", "AES128-SHA", &diagnostic));
    Scenario *copy = scenario_copy(scenario);
    scenario_free(scenario);
    assert_string_equal(scenario_origin(copy, SCENARIO_GROUP, ACTOR_SERVER, 1, 1, &key), "a.scenario:2: ");
    assert_string_equal(key, "server.c1.group");
    assert_string_equal(scenario_origin(copy, SCENARIO_SUITE, ACTOR_CLIENT, 1, 1, &key), "--");
    assert_string_equal(key, "client.suite");
    assert_string_equal(scenario_origin(copy, SCENARIO_SUITE, ACTOR_SERVER, 1, 1, &key), "");
    assert_string_equal(key, "suite");
    assert_false(scenario_set_from(copy, "--", "siute", "x", &diagnostic));
    assert_says(&diagnostic, "--siute: no such option");
    scenario_free(copy);
}

static void a_setting_that_holds_nowhere_is_told(void **state)
{
    static const struct {
        const char *text;
        int connections;
        const char *says; /* NULL: nothing */
    } cases[] = {
        {"c5.suite: AES128-SHA", 1, "f:1: c5.suite: the run has 1 connection; see --connections"},
        {"c5.suite: AES128-SHA", 4, "f:1: c5.suite: the run has 4 connections; see --connections"},
        {"c5.suite: AES128-SHA", 5, NULL},
        {"seed: 1\nclient.h2.group: x25519", 1,
         "f:2: client.h2.group: the connection has 1 handshake; see --renegotiate"},
        {"h1.group: x25519\neavesdropper-has: server-key", 1, NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Scenario *scenario = scenario_new();
        Diagnostic diagnostic = {""};
        assert_true(scenario_parse(scenario, bytes_of_text(cases[i].text), "f", 1, &diagnostic));
        assert_int_equal(scenario_applies(scenario, cases[i].connections, &diagnostic), cases[i].says == NULL);
        assert_string_equal(diagnostic.text, cases[i].says ? cases[i].says : "");
        scenario_free(scenario);
    }
}

static void options_say_whether_they_take_an_argument(void **state)
{
    (void)state;
    bool takes;
    assert_true(scenario_knows("c2.server.suite", &takes));
    assert_true(takes);
    assert_true(scenario_knows("no-eavesdropper", &takes));
    assert_false(takes);
    assert_false(scenario_knows("format", &takes));
    assert_false(scenario_knows("server.client-key", &takes));
}

static bool parse(Scenario *scenario, const char *text, size_t size, Diagnostic *diagnostic)
{
    return scenario_parse(scenario, bytes_of(text, size), "a.scenario", 10, diagnostic);
}

static void a_file_is_lines_of_keys_and_values(void **state)
{
    static const char text[] =
        "# a comment\r\n\n  suite :  AES128-SHA  \r\n\tno-encrypt-then-mac\nno-eavesdropper: no\n"
        "request: a: b # c";
    (void)state;
    Scenario *scenario = scenario_new();
    Diagnostic diagnostic = {""};
    assert_true(parse(scenario, text, sizeof text - 1, &diagnostic));
    assert_string_equal(scenario_get(scenario, SCENARIO_SUITE, ACTOR_CLIENT, 1, 1), "AES128-SHA");
    assert_string_equal(scenario_get(scenario, SCENARIO_NO_ENCRYPT_THEN_MAC, ACTOR_CLIENT, 1, 1), "yes");
    assert_string_equal(scenario_get(scenario, SCENARIO_NO_EAVESDROPPER, ACTOR_CLIENT, 1, 1), "no");
    assert_string_equal(scenario_get(scenario, SCENARIO_REQUEST, ACTOR_CLIENT, 1, 1), "a: b # c");
    scenario_free(scenario);
}

static void a_mistake_in_a_file_is_told_with_its_line(void **state)
{
    static const struct {
        const char *text;
        size_t size;
        const char *says;
    } files[] = {
        {"seed: 1\nsiute: x", 16, "a.scenario:11: siute: no such option; did you mean suite?"},
        {"\n\nsuite", 7, "a.scenario:12: suite: needs a value"},
        {"seed: a\0b", 9, "a.scenario:10: a control character stands in this line"},
        {"seed: a\x1b[1m", 11, "a.scenario:10: a control character"},
        {"seed: \xc3", 7, "a.scenario:10: seed: the value is not UTF-8"},
        {"--suite: AES128-SHA", 19, "a.scenario:10: --suite: no such option; did you mean suite?"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        Scenario *scenario = scenario_new();
        Diagnostic diagnostic = {""};
        assert_false(parse(scenario, files[i].text, files[i].size, &diagnostic));
        assert_says(&diagnostic, files[i].says);
        scenario_free(scenario);
    }
}

static void a_file_that_is_too_long_is_refused(void **state)
{
    enum { LONG = 3000 };
    (void)state;
    Scenario *scenario = scenario_new();
    Diagnostic diagnostic = {""};
    char *lines = memory_new(LONG);
    memset(lines, '\n', LONG);
    assert_false(parse(scenario, lines, LONG, &diagnostic));
    assert_says(&diagnostic, "a.scenario:2010: more than 2000 lines");
    diagnostic = (Diagnostic){""};
    assert_false(scenario_load(scenario, "/no/such/file", &diagnostic));
    assert_says(&diagnostic, "/no/such/file: No such file or directory");
    diagnostic = (Diagnostic){""};
    assert_false(scenario_load(scenario, "/dev/zero", &diagnostic));
    assert_says(&diagnostic, "/dev/zero: not a regular file");
    memory_free(lines);
    scenario_free(scenario);
}

static void a_diagnostic_is_one_line_and_cut_between_characters(void **state)
{
    (void)state;
    Diagnostic diagnostic = {""};
    char text[601];
    memset(text, 'a', 598);
    strcpy(text + 598, "é");
    assert_false(diagnostic_set(&diagnostic, "%s", text));
    assert_int_equal(strlen(diagnostic.text), 598);
    assert_false(diagnostic_set(&diagnostic, "another"));
    assert_int_equal(strlen(diagnostic.text), 598); /* the first one stays */
    diagnostic = (Diagnostic){""};
    diagnostic_set(&diagnostic, "a\nb\x1b c\xc2\x9b d\xe2\x80\xae");
    assert_string_equal(diagnostic.text, "a?b? c?? d???");
}

static void escapes_stand_for_bytes(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    assert_true(value_unescape(&out, "a\\r\\n\\t\\\\\\x00\\xfFz"));
    assert_hex(buffer_bytes(&out), "610d0a095c00ff7a");
    buffer_clear(&out);
}

static void list_items_lose_the_blanks_around_them(void **state)
{
    (void)state;
    Buffer item = BUFFER_EMPTY;
    assert_string_equal(value_item(&item, " a , b", 0), "a");
    assert_string_equal(value_item(&item, " a , b", 1), "b");
    assert_null(value_item(&item, " a , b", 2));
    assert_string_equal(value_item(&item, "", 0), "");
    buffer_clear(&item);
}

/* Whether the option takes a number, and then means that. */
static bool takes_number(ScenarioId option, uint64_t number)
{
    Scenario *scenario = scenario_new();
    char text[24];
    snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    bool taken = scenario_set(scenario, scenario_option_at((int)option)->name, text, NULL);
    assert_true(scenario_number(scenario, option, ACTOR_SERVER, 1, 1, UINT64_MAX) == (taken ? number : UINT64_MAX));
    scenario_free(scenario);
    return taken;
}

static void numbers_keep_to_their_limits(void **state)
{
    static const struct {
        ScenarioId option;
        uint64_t least, most;
    } limits[] = {
#define LIMIT(id, least, most) {SCENARIO_##id, least, most},
#include "sim/scenario/scenario_limits.def"
#undef LIMIT
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        assert_true(takes_number(limits[i].option, limits[i].least));
        assert_true(takes_number(limits[i].option, limits[i].most));
        assert_false(limits[i].least > 0 && takes_number(limits[i].option, limits[i].least - 1));
        assert_false(takes_number(limits[i].option, limits[i].most + 1));
    }
}

/* Settings share what was read; a copy keeps it when the other goes, and takes another without changing it. */
static void a_copy_keeps_what_was_read(void **state)
{
    (void)state;
    Diagnostic diagnostic = {""};
    Scenario *scenario = scenario_new();
    assert_true(scenario_set(scenario, "tamper", "drop:finished,replay:alert", &diagnostic));
    Scenario *copy = scenario_copy(scenario);
    assert_true(scenario_replace(scenario, "tamper", "truncate", &diagnostic));
    const SettingValue *kept = scenario_value(copy, SCENARIO_TAMPER, SETTING_CHANGES, ACTOR_ATTACKER, 1, 1);
    assert_int_equal(kept->changes->count, 2);
    scenario_free(scenario);
    assert_string_equal(kept->changes->rules[1].text, "replay:alert");
    scenario_free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mistake_is_told_with_what_is_accepted),
        cmocka_unit_test(good_values_are_accepted),
        cmocka_unit_test(the_last_setting_that_applies_is_in_force),
        cmocka_unit_test(a_key_is_set_once_and_written_in_one_order),
        cmocka_unit_test(a_setting_keeps_the_place_where_it_was_given),
        cmocka_unit_test(a_setting_that_holds_nowhere_is_told),
        cmocka_unit_test(options_say_whether_they_take_an_argument),
        cmocka_unit_test(a_file_is_lines_of_keys_and_values),
        cmocka_unit_test(a_mistake_in_a_file_is_told_with_its_line),
        cmocka_unit_test(a_file_that_is_too_long_is_refused),
        cmocka_unit_test(a_diagnostic_is_one_line_and_cut_between_characters),
        cmocka_unit_test(escapes_stand_for_bytes),
        cmocka_unit_test(list_items_lose_the_blanks_around_them),
        cmocka_unit_test(numbers_keep_to_their_limits),
        cmocka_unit_test(a_copy_keeps_what_was_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
