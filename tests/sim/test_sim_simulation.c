/* Runs: they end as they should, and the same scenario gives the same bytes. */
#include "run.h"

#include <malloc.h>
#include <stdlib.h>

static void assert_same_bytes(const Simulation *a, const Simulation *b, int connection, bool same)
{
    Buffer of_a = bytes_on_link(a, connection, 0), of_b = bytes_on_link(b, connection, 0);
    assert_true(of_a.size > 0);
    assert_true(bytes_equal(buffer_bytes(&of_a), buffer_bytes(&of_b)) == same);
    buffer_clear(&of_a);
    buffer_clear(&of_b);
}

static void a_run_ends_with_both_sides_closed(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1");
    const Timeline *timeline = simulation_timeline(run);
    assert_outcome(run, 1, "closed", "closed");
    const Outcome *outcome = timeline_outcome(timeline, 1);
    assert_null(outcome->caught_by);
    assert_int_equal(outcome->alert_count, 2); /* two close_notify, the server's first */
    assert_int_equal(outcome->alerts[0].from, ACTOR_SERVER);
    assert_int_equal(outcome->alerts[0].alert, ERROR_NONE);
    assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "master_secret");
    assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "client_application_data");
    assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "server_application_data");
    assert_false(simulation_step(run));
    simulation_free(run);
}

static void the_same_scenario_gives_the_same_bytes(void **state)
{
    static const char *const scenarios[] = {"seed: a", "seed: a\nsuite: AES256-SHA256",
                                            "seed: a\nsuite: DHE-RSA-CHACHA20-POLY1305",
                                            "seed: a\nsuite: ECDHE-ECDSA-AES256-GCM-SHA384\nrecord-size: 100"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(scenarios); i++) {
        Simulation *one = run_of(scenarios[i]), *two = run_of(scenarios[i]);
        assert_same_bytes(one, two, 0, true);
        assert_int_equal(timeline_step_count(simulation_timeline(one)), timeline_step_count(simulation_timeline(two)));
        simulation_free(one);
        simulation_free(two);
    }
}

static void another_seed_gives_other_bytes(void **state)
{
    (void)state;
    Simulation *one = run_of("seed: 1"), *two = run_of("seed: 2");
    assert_same_bytes(one, two, 0, false);
    simulation_free(one);
    simulation_free(two);
}

static void without_a_seed_one_is_drawn_and_told(void **state)
{
    (void)state;
    Simulation *one = run_of("suite: AES128-SHA");
    const char *seed = scenario_get(simulation_scenario(one), SCENARIO_SEED, ACTOR_CLIENT, 1, 1);
    Buffer again = BUFFER_EMPTY;
    text_append(&again, "suite: AES128-SHA\nseed: ");
    text_append(&again, seed);
    Simulation *two = run_of(text_finish(&again)), *other = run_of("suite: AES128-SHA");
    assert_same_bytes(one, two, 0, true);
    assert_same_bytes(one, other, 0, false);
    buffer_clear(&again);
    simulation_free(one);
    simulation_free(two);
    simulation_free(other);
}

static void looking_changes_nothing(void **state)
{
    (void)state;
    static const char text[] = "seed: 1\nconnections: 2\nc2.renegotiate: server";
    Simulation *seen = run_of(text);
    Scenario *scenario = scenario_of(text);
    Diagnostic diagnostic = {""};
    Simulation *unseen = simulation_new_unobserved(scenario, &diagnostic);
    assert_non_null(unseen);
    simulation_run(unseen);
    assert_same_bytes(seen, unseen, 0, true);
    assert_int_equal(timeline_step_count(simulation_timeline(unseen)), 0);
    assert_outcome(unseen, 2, "closed", "closed");
    Simulation *unheard = run_of("seed: 1\nconnections: 2\nc2.renegotiate: server\nno-eavesdropper: yes");
    assert_same_bytes(seen, unheard, 0, true);
    assert_false(knows(unheard, ACTOR_EAVESDROPPER, "client_random"));
    scenario_free(scenario);
    simulation_free(seen);
    simulation_free(unseen);
    simulation_free(unheard);
}

static void another_connection_changes_nothing_in_the_first(void **state)
{
    (void)state;
    Simulation *one = run_of("seed: 1"), *two = run_of("seed: 1\nconnections: 2\nc2.suite: AES128-SHA");
    assert_same_bytes(one, two, 1, true);
    assert_int_equal(timeline_connection_count(simulation_timeline(two)), 2);
    assert_outcome(two, 2, "closed", "closed");
    const TimelineFact *suite = timeline_known(simulation_timeline(two), ACTOR_SERVER, "c2.h1.cipher_suite", 0);
    assert_true(bytes_equal(suite->value, bytes_of_text("TLS_RSA_WITH_AES_128_CBC_SHA")));
    simulation_free(one);
    simulation_free(two);
}

static void an_attacker_who_forwards_changes_nothing(void **state)
{
    (void)state;
    Simulation *direct = run_of("seed: 1\nconnections: 2");
    Simulation *through = run_of("seed: 1\nconnections: 2\nattacker: forward");
    for (int connection = 1; connection <= 2; connection++) {
        Buffer near = bytes_on_link(through, connection, 0), far = bytes_on_link(through, connection, 1);
        assert_true(far.size > 0);
        assert_true(bytes_equal(buffer_bytes(&near), buffer_bytes(&far)));
        assert_same_bytes(direct, through, connection, true);
        assert_outcome(through, connection, "closed", "closed");
        buffer_clear(&near);
        buffer_clear(&far);
    }
    assert_non_null(timeline_find_step(simulation_timeline(through), "c2.attacker.state.passes_to_client"));
    simulation_free(direct);
    simulation_free(through);
}

static void time_goes_forward_by_the_latency(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nattacker: forward\nnow: 2030-01-01");
    const Timeline *timeline = simulation_timeline(run);
    int64_t last = 0;
    for (int i = 0; i < timeline_segment_count(timeline); i++) {
        assert_true(timeline_segment_at(timeline, i)->time >= last);
        last = timeline_segment_at(timeline, i)->time;
    }
    /* the ClientHello leaves the client, and is at the server 20 ms later */
    int64_t first = timeline_segment_at(timeline, 0)->time;
    assert_true(first == INT64_C(1893456000040000));
    assert_int_equal(timeline_segment_at(timeline, 1)->link, 1);
    assert_true(timeline_segment_at(timeline, 1)->time == first + 20000);
    simulation_free(run);
}

static void a_flight_is_one_segment(void **state)
{
    static const Actor speakers[] = {ACTOR_CLIENT, ACTOR_SERVER, ACTOR_CLIENT, ACTOR_SERVER, /* handshake */
                                     ACTOR_CLIENT, ACTOR_SERVER, ACTOR_CLIENT};              /* data, closing */
    (void)state;
    Simulation *run = run_of("seed: 1");
    const Timeline *timeline = simulation_timeline(run);
    int flight = 0;
    for (int i = 0; i < timeline_segment_count(timeline); i++) {
        const Segment *segment = timeline_segment_at(timeline, i);
        if (segment->bytes.size == 0)
            continue;
        assert_int_equal(segment->from, speakers[flight]);
        assert_int_equal(timeline_step(timeline, segment->step)->flight, ++flight);
    }
    assert_int_equal(flight, COUNT_OF(speakers));
    simulation_free(run);
}

static void failures_are_told_with_their_alert_and_who_caught_them(void **state)
{
    static const struct {
        const char *scenario;
        Actor from;
        Error alert;
        const char *caught_by;
    } failures[] = {
        {"certificate: expired", ACTOR_CLIENT, ERROR_CERTIFICATE_EXPIRED, "certificate_validity"},
        {"client.now: 2015-01-01", ACTOR_CLIENT, ERROR_CERTIFICATE_EXPIRED, "certificate_validity"},
        {"certificate: wrong-name", ACTOR_CLIENT, ERROR_CERTIFICATE_UNKNOWN, "certificate_name"},
        {"certificate: not-permitted", ACTOR_CLIENT, ERROR_CERTIFICATE_UNKNOWN, "certificate_name_constraints"},
        {"certificate: excluded", ACTOR_CLIENT, ERROR_CERTIFICATE_UNKNOWN, "certificate_name_constraints"},
        {"certificate: round", ACTOR_CLIENT, ERROR_UNKNOWN_CA, "certificate_path"},
        {"certificate: revoked\ncrl: current", ACTOR_CLIENT, ERROR_CERTIFICATE_REVOKED, "certificate_revocation"},
        {"certificate: revoked-authority\ncrl: current", ACTOR_CLIENT, ERROR_CERTIFICATE_REVOKED,
         "certificate_revocation"},
        {"crl: old", ACTOR_CLIENT, ERROR_CERTIFICATE_UNKNOWN, "crl_validity"},
        {"crl: forged", ACTOR_CLIENT, ERROR_CERTIFICATE_UNKNOWN, "crl_signature"},
        {"crl: indirect", ACTOR_CLIENT, ERROR_CERTIFICATE_UNKNOWN, "crl_extensions"},
        {"require-client-certificate: yes\nclient-certificate: client-revoked\nserver.crl: current", ACTOR_SERVER,
         ERROR_CERTIFICATE_REVOKED, "certificate_revocation"},
        {"certificate: unknown-root", ACTOR_CLIENT, ERROR_UNKNOWN_CA, "certificate_path"},
        {"client.version: 1.1", ACTOR_SERVER, ERROR_PROTOCOL_VERSION, "client_version"},
        {"client.suite: AES128-SHA\nserver.suite: AES256-SHA", ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE,
         "common_cipher_suite"},
        {"client.group: x25519\nserver.group: secp256r1\nsuite: ECDHE-RSA-AES128-SHA", ACTOR_SERVER,
         ERROR_HANDSHAKE_FAILURE, "common_cipher_suite"},
        {"server.server-name: other.example", ACTOR_SERVER, ERROR_UNRECOGNIZED_NAME, "server_name"},
        {"client.alpn: h2\nserver.alpn: http/1.1", ACTOR_SERVER, ERROR_NO_APPLICATION_PROTOCOL, "common_protocol"},
        {"suite: DHE-RSA-AES128-SHA\nclient.group: modp2048\nserver.group: toy-dh-23", ACTOR_CLIENT,
         ERROR_INSUFFICIENT_SECURITY, "dh_prime_size"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(failures); i++) {
        Simulation *run = run_of(failures[i].scenario);
        const Outcome *outcome = timeline_outcome(simulation_timeline(run), 1);
        assert_outcome(run, 1, "failed", "failed");
        assert_int_equal(outcome->alert_count, 1);
        assert_int_equal(outcome->alerts[0].from, failures[i].from);
        assert_int_equal(outcome->alerts[0].alert, failures[i].alert);
        assert_true(outcome->alerts[0].fatal);
        assert_string_equal(outcome_caught_by(outcome), failures[i].caught_by);
        simulation_free(run);
    }
}

static void defaults_follow_what_is_named(void **state)
{
    static const struct {
        const char *scenario, *suite, *fact, *value;
    } cases[] = {
        {"seed: 1", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ecdh.group", "x25519"},
        {"suite: ECDHE-ECDSA-AES128-SHA", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "server.certificate.0.ec.group",
         "secp256r1"},
        {"suite: ECDHE-ECDSA-AES128-SHA\ngroup: secp384r1", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "supported_groups",
         "secp384r1, secp256r1"}, /* the certificate's curve besides, after the one named */
        {"certificate: ecdsa", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ecdh.group", "x25519"},
        {"suite: ECDHE-ECDSA-AES128-SHA,AES128-SHA\nclient.suite: AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA",
         "cipher_suites", "TLS_RSA_WITH_AES_128_CBC_SHA"},
        {"group: ffdhe3072", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "dh.group", "ffdhe3072"},
        {"group: toy-dh-23", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "dh.group", "toy-dh-23"},
        {"group: toy-curve-17", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ecdh.group", "toy-curve-17"},
        {"suite: AES128-SHA\ngroup: x25519", "TLS_RSA_WITH_AES_128_CBC_SHA", "version", "1.2"},
        {"alpn: h2,http/1.1\nserver.alpn: http/1.1", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "protocol", "http/1.1"},
        {"signature-algorithms: rsa_pkcs1_sha512\nsignature-algorithms-cert: rsa_pkcs1_sha256",
         "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "signature_scheme", "rsa_pkcs1_sha512"},
        {"no-extended-master-secret: yes", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "extended_master_secret", "no"},
        {"request: \nresponse: a\\x00b", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "version", "1.2"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Simulation *run = run_of(cases[i].scenario);
        const Timeline *timeline = simulation_timeline(run);
        assert_outcome(run, 1, "closed", "closed");
        Bytes suite = timeline_known(timeline, ACTOR_CLIENT, "cipher_suite", 0)->value;
        assert_true(bytes_equal(suite, bytes_of_text(cases[i].suite)));
        Bytes value = timeline_known(timeline, ACTOR_CLIENT, cases[i].fact, 0)->value;
        if (!bytes_equal(value, bytes_of_text(cases[i].value)))
            fail_msg("%s: %s is %.*s", cases[i].scenario, cases[i].fact, (int)value.size, (const char *)value.data);
        simulation_free(run);
    }
}

static void a_scenario_that_cannot_be_met_is_refused(void **state)
{
    static const char *const cases[][2] = {
        {"suite: ECDHE-RSA-AES128-SHA\ngroup: ffdhe2048",
         "group: ffdhe2048 goes with no suite of ECDHE-RSA-AES128-SHA"},
        {"suite: DHE-RSA-AES128-SHA\ngroup: x25519,secp256r1", "group: x25519,secp256r1 goes with no suite of DHE-RSA"},
        {"certificate: ./no-such.pem", "./no-such.pem: No such file or directory"},
        {"crl: ./no-such.crl", "./no-such.crl: No such file or directory"},
        {"certificate: /dev/zero", "/dev/zero: not a regular file"},
        {"certificate: rsa\nkey: /no/such.key", "/no/such.key: No such file"},
        {"key: /no/such.key", "key: stands alone"},
        {"trust: /no/such.pem", "/no/such.pem: No such file"},
        {"seed: 1\nc2.suite: AES128-SHA", "c2.suite: the run has 1 connection; see --connections"},
        {"h2.suite: AES128-SHA", "h2.suite: the connection has 1 handshake"},
        {"connections: 2\nc2.certificate: ./no-such.pem", "./no-such.pem: No such file or directory"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Scenario *scenario = scenario_of(cases[i][0]);
        Diagnostic diagnostic = {""};
        assert_null(simulation_new(scenario, &diagnostic));
        if (!strstr(diagnostic.text, cases[i][1]))
            fail_msg("'%s' does not say '%s'", diagnostic.text, cases[i][1]);
        scenario_free(scenario);
    }
}

static void records_are_cut_to_their_size(void **state)
{
    (void)state;
    Simulation *run = run_of("record-size: 16\nseed: 1");
    assert_outcome(run, 1, "closed", "closed");
    const Step *hello = timeline_find_step(simulation_timeline(run), "client.send.client_hello");
    assert_true(hello->message->view.record_count > 5);
    simulation_free(run);
}

static void a_recorded_handshake_takes_at_most_512_kib(void **state)
{
    static const char *const scenarios[] = {"seed: 1", "group: ffdhe3072\nattacker: forward", "record-size: 64"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(scenarios); i++) {
        Simulation *run = run_of(scenarios[i]);
        assert_true(timeline_memory(simulation_timeline(run)) <= 512 * 1024);
        simulation_free(run);
    }
}

/* What is made on first use and kept is there after the first round; then nothing more stays behind. The C library's
   own cache of freed blocks would look like a leak; the test is run with it turned off. */
static void runs_leave_no_memory_behind(void **state)
{
    static const char *const scenarios[] = {"seed: 1",
                                            "suite: AES128-SHA\neavesdropper-has: server-key",
                                            "group: toy-curve-17",
                                            "certificate: expired",
                                            "suite: AES128-SHA\nrenegotiate: server\neavesdropper-has: server-key",
                                            "renegotiate: client\nserver.allow-renegotiation: no",
                                            "attacker: inject"};
    enum { ROUNDS = 25 };
    (void)state;
    size_t after_first = 0;
    if (!getenv("GLIBC_TUNABLES"))
        skip();
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < COUNT_OF(scenarios); i++)
            simulation_free(run_of(scenarios[i]));
        if (round == 0)
            after_first = mallinfo2().uordblks;
    }
    assert_true(mallinfo2().uordblks <= after_first + 8192); /* room for an output buffer of the test's own */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_ends_with_both_sides_closed),
        cmocka_unit_test(the_same_scenario_gives_the_same_bytes),
        cmocka_unit_test(another_seed_gives_other_bytes),
        cmocka_unit_test(without_a_seed_one_is_drawn_and_told),
        cmocka_unit_test(looking_changes_nothing),
        cmocka_unit_test(another_connection_changes_nothing_in_the_first),
        cmocka_unit_test(an_attacker_who_forwards_changes_nothing),
        cmocka_unit_test(time_goes_forward_by_the_latency),
        cmocka_unit_test(a_flight_is_one_segment),
        cmocka_unit_test(failures_are_told_with_their_alert_and_who_caught_them),
        cmocka_unit_test(defaults_follow_what_is_named),
        cmocka_unit_test(a_scenario_that_cannot_be_met_is_refused),
        cmocka_unit_test(records_are_cut_to_their_size),
        cmocka_unit_test(a_recorded_handshake_takes_at_most_512_kib),
        cmocka_unit_test(runs_leave_no_memory_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
