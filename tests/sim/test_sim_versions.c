/* Versions as scenarios name them: which one a run comes to, what is different in it, and how a downgrade shows. */
#include "run.h"

static void assert_text(Bytes found, const char *expected)
{
    assert_true(bytes_equal(found, bytes_of_text(expected)));
}

static const TimelineFact *known_to_client(const Simulation *run, const char *name)
{
    const TimelineFact *fact = timeline_known(simulation_timeline(run), ACTOR_CLIENT, name, 0);
    assert_non_null(fact);
    return fact;
}

static void a_run_comes_to_the_highest_version_that_both_sides_name(void **state)
{
    (void)state;
    static const struct {
        const char *scenario, *version, *hash;
    } runs[] = {
        {"seed: 1", "1.2", "sha256"},
        {"version: 1.0", "1.0", "md5+sha1"},
        {"version: 1.0, 1.1, 1.2", "1.2", "sha256"},
        {"version: 1.1,1.2\nserver.version: 1.0,1.1", "1.1", "md5+sha1"},
        {"version: 1.2,1.1,1.0\nclient.version: 1.0", "1.0", "md5+sha1"},
    };
    for (size_t i = 0; i < COUNT_OF(runs); i++) {
        Simulation *run = run_of(runs[i].scenario);
        assert_outcome(run, 1, "closed", "closed");
        assert_text(known_to_client(run, "version")->value, runs[i].version);
        assert_string_equal(known_to_client(run, "master_secret")->how.hash, runs[i].hash);
        assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "master_secret");
        simulation_free(run);
    }
}

/* Six values are cut from the key block in TLS 1.0 with CBC, four later (RFC 2246 §6.3, RFC 4346 §6.3). */
static void only_tls_1_0_takes_ivs_from_the_key_block(void **state)
{
    (void)state;
    for (int minor = 0; minor <= 2; minor++) {
        char scenario[] = "version: 1.0\nsuite: AES128-SHA";
        scenario[11] = (char)('0' + minor);
        Simulation *run = run_of(scenario);
        for (int side = ACTOR_CLIENT; side <= ACTOR_SERVER; side++) {
            assert_int_equal(knows(run, (Actor)side, "client_write_iv"), minor == 0);
            assert_int_equal(knows(run, (Actor)side, "server_write_iv"), minor == 0);
        }
        size_t keys = 2 * (20 + 16);
        assert_int_equal(known_to_client(run, "key_block")->value.size, keys + (minor == 0 ? 32 : 0));
        simulation_free(run);
    }
}

/* An attacker lowers the version in the hello; the client has put the one that it offered into the pre-master secret,
   where the attacker cannot reach it. The server finds the difference and says nothing (RFC 5246 §7.4.7.1). */
static void the_pre_master_secret_shows_a_downgrade_to_the_server_alone(void **state)
{
    (void)state;
    Simulation *run = run_of("version: 1.2,1.1\nsuite: AES128-SHA\nno-extended-master-secret\nno-downgrade-sentinel\n"
                             "tamper: client_hello.client_version:1:01");
    const Timeline *timeline = simulation_timeline(run);
    const Step *step = timeline_find_step(timeline, "server.check.pre_master_secret");
    assert_non_null(step);
    assert_false(step->check->passed);
    assert_int_equal(step->check->error, ERROR_PROTOCOL_VERSION);
    assert_text(step->check->expected, "1.1");
    assert_text(step->check->found, "1.2");
    assert_outcome(run, 1, "failed", "failed");
    assert_int_equal(timeline_outcome(timeline, 1)->alerts[0].alert, ERROR_BAD_RECORD_MAC);
    simulation_free(run);
}

/* A scheme that goes without saying is told with what it follows from. */
static void an_implied_signature_scheme_is_told(void **state)
{
    (void)state;
    static const char *const runs[][2] = {
        {"version: 1.1\nsuite: ECDHE-RSA-AES128-SHA", "rsa_pkcs1_md5_sha1"},
        {"version: 1.0\nsuite: ECDHE-ECDSA-AES128-SHA", "ecdsa_sha1"},
    };
    for (size_t i = 0; i < COUNT_OF(runs); i++) {
        Simulation *run = run_of(runs[i][0]);
        const TimelineFact *scheme = known_to_client(run, "signature_scheme");
        assert_text(scheme->value, runs[i][1]);
        assert_int_equal(scheme->how.id, DERIVATION_IMPLIED);
        assert_int_equal(scheme->how.from_count, 2);
        assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "signature_scheme");
        simulation_free(run);
    }
}

/* Without signature_algorithms SHA-1 is implied, which a server takes unless its scenario names others (RFC 5246
   §7.4.1.4.1). */
static void a_server_takes_sha1_unless_it_names_its_schemes(void **state)
{
    (void)state;
    static const char sha1[] = "suite: ECDHE-RSA-AES128-GCM-SHA256\nclient.signature-algorithms: rsa_pkcs1_sha1\n"
                               "signature-algorithms-cert: rsa_pkcs1_sha256\n";
    Buffer refused = BUFFER_EMPTY;
    Simulation *run = run_of(sha1);
    assert_outcome(run, 1, "closed", "closed");
    simulation_free(run);

    buffer_append(&refused, bytes_of_text(sha1));
    buffer_append(&refused, bytes_of_text("server.signature-algorithms: rsa_pkcs1_sha256"));
    buffer_append_number(&refused, 1, 0);
    run = run_of((const char *)refused.data);
    assert_outcome(run, 1, "failed", "failed");
    assert_int_equal(timeline_outcome(simulation_timeline(run), 1)->alerts[0].alert, ERROR_HANDSHAKE_FAILURE);
    simulation_free(run);
    buffer_clear(&refused);
}

static void a_client_has_to_be_left_with_a_suite(void **state)
{
    (void)state;
    Scenario *scenario = scenario_of("version: 1.1\nsuite: AES128-GCM-SHA256");
    Diagnostic diagnostic = {""};
    assert_null(simulation_new(scenario, &diagnostic));
    assert_non_null(strstr(diagnostic.text, "none of these suites may be offered for version 1.1"));
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_comes_to_the_highest_version_that_both_sides_name),
        cmocka_unit_test(only_tls_1_0_takes_ivs_from_the_key_block),
        cmocka_unit_test(the_pre_master_secret_shows_a_downgrade_to_the_server_alone),
        cmocka_unit_test(an_implied_signature_scheme_is_told),
        cmocka_unit_test(a_server_takes_sha1_unless_it_names_its_schemes),
        cmocka_unit_test(a_client_has_to_be_left_with_a_suite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
