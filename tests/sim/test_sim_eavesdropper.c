/* The eavesdropper: what she comes to know, for each key exchange with each thing that she can steal. */
#include "run.h"

/* What she ends with: nothing of the secret for this reason (a step of hers), or the secret by this one. */
typedef struct Heard {
    const char *scenario;
    bool reads; /* down to the application data */
    const char *step;
} Heard;

static const Heard table[] = {
    {"suite: AES128-GCM-SHA256", false, "eavesdropper.state.lacks_private_key"},
    {"suite: AES128-GCM-SHA256\neavesdropper-has: server-key", true, "eavesdropper.compute.pre_master_secret"},
    {"suite: AES256-SHA256\neavesdropper-has: server-key", true, "eavesdropper.compute.pre_master_secret"},
    {"suite: AES128-SHA\neavesdropper-has: server-key\nno-encrypt-then-mac: yes", true,
     "eavesdropper.compute.pre_master_secret"},
    {"suite: AES128-SHA\neavesdropper-has: server-key\nno-extended-master-secret: yes", true,
     "eavesdropper.compute.master_secret"},
    {"suite: AES128-SHA\neavesdropper-has: server-key\nserver.no-extended-master-secret: yes", true,
     "eavesdropper.compute.master_secret"},
    {"suite: AES128-GCM-SHA256\neavesdropper-has: client-private,server-private", false,
     "eavesdropper.state.lacks_private_key"},

    {"suite: DHE-RSA-AES128-GCM-SHA256", false, "eavesdropper.state.search_too_long"},
    {"suite: DHE-RSA-AES128-GCM-SHA256\neavesdropper-has: server-key", false, "eavesdropper.state.key_only_signs"},
    {"suite: DHE-RSA-AES128-GCM-SHA256\neavesdropper-has: client-private", true,
     "eavesdropper.state.stolen_client_private"},
    {"suite: DHE-RSA-AES256-SHA\neavesdropper-has: server-private", true, "eavesdropper.state.stolen_server_private"},
    {"suite: DHE-RSA-AES128-SHA\ngroup: toy-dh-23", true, "eavesdropper.compute.discrete_logarithm"},
    {"suite: DHE-RSA-AES128-SHA\ngroup: toy-dh-23\neavesdropper-limit: 22", false,
     "eavesdropper.state.search_too_long"},
    {"suite: DHE-RSA-AES128-SHA\ngroup: toy-dh-23\neavesdropper-has: server-private", true,
     "eavesdropper.compute.dh_shared_secret"},

    {"suite: ECDHE-RSA-AES128-GCM-SHA256", false, "eavesdropper.state.search_too_long"},
    {"suite: ECDHE-RSA-AES128-GCM-SHA256\neavesdropper-has: server-key", false, "eavesdropper.state.key_only_signs"},
    {"suite: ECDHE-RSA-CHACHA20-POLY1305\neavesdropper-has: client-private", true,
     "eavesdropper.compute.ecdh_shared_secret"},
    {"suite: ECDHE-RSA-AES128-SHA\neavesdropper-has: server-private", true, "eavesdropper.compute.ecdh_shared_secret"},
    {"group: secp256r1\neavesdropper-has: client-private", true, "eavesdropper.compute.ecdh_shared_secret"},
    {"group: secp521r1\neavesdropper-has: server-private", true, "eavesdropper.compute.ecdh_shared_secret"},
    {"group: toy-curve-17", true, "eavesdropper.compute.curve_logarithm"},
    {"group: toy-curve-17\neavesdropper-limit: 18", false, "eavesdropper.state.search_too_long"},

    {"suite: ECDHE-ECDSA-AES256-GCM-SHA384", false, "eavesdropper.state.search_too_long"},
    {"suite: ECDHE-ECDSA-AES256-GCM-SHA384\neavesdropper-has: server-key", false, "eavesdropper.state.key_only_signs"},
    {"suite: ECDHE-ECDSA-AES256-SHA384\ngroup: x25519\neavesdropper-has: client-private", true,
     "eavesdropper.compute.keys"},
    {"suite: ECDHE-ECDSA-AES128-SHA256\ngroup: toy-curve-17", true, "eavesdropper.compute.curve_logarithm"},

    /* the old versions, where an IV may follow from the record before */
    {"version: 1.0\nsuite: AES128-SHA\neavesdropper-has: server-key\nrecord-size: 20", true,
     "eavesdropper.compute.pre_master_secret"},
    {"version: 1.0\nsuite: AES128-SHA\neavesdropper-has: server-key\nno-encrypt-then-mac: yes\n"
     "no-extended-master-secret: yes",
     true, "eavesdropper.compute.master_secret"},
    {"version: 1.1\nsuite: ECDHE-ECDSA-AES256-SHA\neavesdropper-has: client-private", true,
     "eavesdropper.compute.ecdh_shared_secret"},
    {"version: 1.0\nsuite: DHE-RSA-AES128-SHA\ngroup: toy-dh-23\nrequire-client-certificate: yes\n"
     "client-certificate: client",
     true, "eavesdropper.compute.discrete_logarithm"},
    {"version: 1.1\nsuite: AES128-SHA", false, "eavesdropper.state.lacks_private_key"},

    {"suite: PSK-AES128-GCM-SHA256", false, "eavesdropper.state.lacks_psk"},
    {"suite: PSK-AES128-GCM-SHA256\neavesdropper-has: psk", true, "eavesdropper.compute.stolen_psk"},
    {"suite: PSK-AES256-CBC-SHA384\neavesdropper-has: psk\nno-extended-master-secret: yes\npsk: a:01,b:02\n"
     "client.psk: b:02",
     true, "eavesdropper.compute.pre_master_secret"},
    {"suite: PSK-AES128-CBC-SHA\npsk-hint: try it\neavesdropper-has: server-key,client-private,server-private", false,
     "eavesdropper.receive.server_key_exchange"},

    {"suite: DHE-PSK-AES128-GCM-SHA256", false, "eavesdropper.state.lacks_psk"},
    {"suite: DHE-PSK-AES128-GCM-SHA256\neavesdropper-has: psk", false, "eavesdropper.state.psk_only_proves"},
    {"suite: DHE-PSK-AES128-GCM-SHA256\neavesdropper-has: client-private", false, "eavesdropper.state.lacks_psk"},
    {"suite: DHE-PSK-AES128-CBC-SHA\neavesdropper-has: psk,client-private", true,
     "eavesdropper.compute.dh_shared_secret"},
    {"suite: DHE-PSK-CHACHA20-POLY1305\ngroup: toy-dh-23", false, "eavesdropper.compute.discrete_logarithm"},
    {"suite: DHE-PSK-CHACHA20-POLY1305\ngroup: toy-dh-23\neavesdropper-has: psk", true,
     "eavesdropper.compute.discrete_logarithm"},

    {"suite: TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", false, "eavesdropper.state.lacks_psk"},
    {"suite: TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384\neavesdropper-has: psk,server-key", false,
     "eavesdropper.state.search_too_long"},
    {"suite: ECDHE-PSK-AES128-CBC-SHA256\neavesdropper-has: psk,server-private", true,
     "eavesdropper.compute.ecdh_shared_secret"},
    {"suite: ECDHE-PSK-AES128-CBC-SHA256\ngroup: toy-curve-17\neavesdropper-has: psk", true,
     "eavesdropper.compute.curve_logarithm"},

    {"suite: RSA-PSK-AES128-GCM-SHA256", false, "eavesdropper.state.lacks_private_key"},
    {"suite: RSA-PSK-AES128-GCM-SHA256\neavesdropper-has: psk", false, "eavesdropper.state.lacks_private_key"},
    {"suite: RSA-PSK-AES128-GCM-SHA256\neavesdropper-has: server-key", false, "eavesdropper.state.lacks_psk"},
    {"suite: RSA-PSK-AES256-CBC-SHA\neavesdropper-has: server-key,psk", true, "eavesdropper.compute.other_secret"},

    {"suite: ADH-AES128-GCM-SHA256", false, "eavesdropper.state.search_too_long"},
    {"suite: ADH-AES128-GCM-SHA256\neavesdropper-has: server-key,psk", false, "eavesdropper.state.search_too_long"},
    {"suite: ADH-AES256-SHA256\neavesdropper-has: client-private", true, "eavesdropper.compute.dh_shared_secret"},
    {"suite: ADH-AES256-SHA\ngroup: toy-dh-23", true, "eavesdropper.compute.discrete_logarithm"},
    {"suite: AECDH-AES128-SHA", false, "eavesdropper.state.search_too_long"},
    {"suite: AECDH-AES256-SHA\ngroup: toy-curve-17", true, "eavesdropper.compute.curve_logarithm"},
};

static void assert_secrets(const Simulation *run, const Heard *heard)
{
    static const char *const secrets[] = {"pre_master_secret",       "master_secret",      "key_block",
                                          "client_application_data", "client_verify_data", "server_application_data"};
    for (size_t i = 0; i < COUNT_OF(secrets); i++) {
        if (knows(run, ACTOR_EAVESDROPPER, secrets[i]) != heard->reads)
            fail_msg("%s: %s is %sknown to the eavesdropper", heard->scenario, secrets[i], heard->reads ? "not " : "");
        if (heard->reads)
            assert_same_value(run, ACTOR_CLIENT, ACTOR_EAVESDROPPER, secrets[i]);
    }
}

static void she_knows_what_her_loot_opens_and_no_more(void **state)
{
    static const char *const public_values[] = {
        "client_random", "server_random", "cipher_suite", "server_name", "server.certificate.0.subject",
        "psk.identity"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        Buffer scenario = BUFFER_EMPTY;
        text_append(&scenario, "seed: eve\n");
        text_append(&scenario, table[i].scenario);
        Simulation *run = run_of(text_finish(&scenario));
        assert_outcome(run, 1, "closed", "closed");
        if (!timeline_find_step(simulation_timeline(run), table[i].step))
            fail_msg("%s: no step %s", table[i].scenario, table[i].step);
        for (size_t j = 0; j < COUNT_OF(public_values); j++)
            if (knows(run, ACTOR_CLIENT, public_values[j]))
                assert_same_value(run, ACTOR_CLIENT, ACTOR_EAVESDROPPER, public_values[j]);
        bool stolen = strstr(table[i].scenario, "psk") && strstr(table[i].scenario, "eavesdropper-has");
        if (!stolen)
            assert_false(knows(run, ACTOR_EAVESDROPPER, "psk.key"));
        assert_secrets(run, &table[i]);
        simulation_free(run);
        buffer_clear(&scenario);
    }
}

static void she_reads_a_hello_in_the_format_of_ssl_2_0(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: eve\nssl2-hello: yes");
    assert_outcome(run, 1, "failed", "failed");
    assert_non_null(timeline_find_step(simulation_timeline(run), "eavesdropper.receive.ssl2_client_hello"));
    assert_same_value(run, ACTOR_SERVER, ACTOR_EAVESDROPPER, "cipher_suites");
    assert_same_value(run, ACTOR_CLIENT, ACTOR_EAVESDROPPER, "offered_version");
    simulation_free(run);
}

/* Nothing that only a peer can know is among her facts, unless she stole or computed it. */
static void without_loot_she_knows_no_secret_at_all(void **state)
{
    static const char *const secrets[] = {"ecdh.client_private",         "ecdh.server_private", "ecdh.shared_secret",
                                          "server.rsa.private_exponent", "client_write_key",    "server_write_key"};
    (void)state;
    Simulation *run = run_of("seed: 1");
    for (size_t i = 0; i < COUNT_OF(secrets); i++) {
        assert_true(knows(run, ACTOR_CLIENT, secrets[i]) || knows(run, ACTOR_SERVER, secrets[i]));
        assert_false(knows(run, ACTOR_EAVESDROPPER, secrets[i]));
    }
    assert_string_equal(
        timeline_find_step(simulation_timeline(run), "eavesdropper.receive.encrypted_record")->message->type,
        "encrypted_record");
    simulation_free(run);
}

static void assert_says(const Simulation *run, const char *step_name, const char *part)
{
    const Timeline *timeline = simulation_timeline(run);
    const Step *step = timeline_find_step(timeline, step_name);
    Buffer text = BUFFER_EMPTY;
    assert_non_null(step);
    timeline_append_sentence(&text, timeline, step, step->item->text, 0);
    if (!strstr(text_finish(&text), part))
        fail_msg("'%s' does not say '%s'", text_finish(&text), part);
    buffer_clear(&text);
}

static void she_says_what_a_search_would_cost(void **state)
{
    static const char *const cases[][2] = {
        {"group: x25519", "about 2^126 steps; she is ready for 2^20"},
        {"group: secp256r1", "about 2^128 steps; she is ready for 2^20"},
        {"group: secp384r1\neavesdropper-limit: 1000", "about 2^192 steps; she is ready for 1000"},
        {"group: secp521r1\neavesdropper-limit: 2^10", "about 2^260 steps; she is ready for 2^10"},
        {"group: ffdhe2048\neavesdropper-limit: 1500", "about 2^128 steps; she is ready for 1500"},
        {"group: ffdhe3072", "as much work as to try about 2^125 keys of a cipher"},
        {"group: toy-dh-23\neavesdropper-limit: 5", "more than the 5 tries that she is ready for"},
        {"group: toy-curve-17\neavesdropper-limit: 5", "more than the 5 tries that she is ready for"},
        {"group: modp2048", "as much work as to try about 2^103 keys of a cipher"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Simulation *run = run_of(cases[i][0]);
        assert_says(run, "eavesdropper.state.search_too_long", cases[i][1]);
        simulation_free(run);
    }
}

static void a_search_counts_its_tries(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\ngroup: toy-dh-23");
    const TimelineFact *found = timeline_known(simulation_timeline(run), ACTOR_EAVESDROPPER, "dh.server_private", 0);
    assert_same_value(run, ACTOR_SERVER, ACTOR_EAVESDROPPER, "dh.server_private");
    assert_int_equal(found->how.id, DERIVATION_DISCRETE_LOGARITHM);
    assert_int_equal(found->how.offset, found->value.data[0]); /* as many tries as the exponent says */
    assert_string_equal(found->how.group, "toy-dh-23");
    simulation_free(run);
}

static void a_private_value_found_on_the_curve_is_written_like_the_servers(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\ngroup: toy-curve-17");
    assert_same_value(run, ACTOR_SERVER, ACTOR_EAVESDROPPER, "ecdh.server_private");
    assert_same_value(run, ACTOR_SERVER, ACTOR_EAVESDROPPER, "ecdh.shared_secret");
    simulation_free(run);
}

/* All that she needs for the search crossed in the clear, and what she found names it. */
static void the_numbers_of_the_curve_are_hers_too(void **state)
{
    static const char *const numbers[] = {"ecdh.p", "ecdh.a", "ecdh.b", "ecdh.base", "ecdh.order"};
    (void)state;
    Simulation *run = run_of("seed: 1\ngroup: toy-curve-17");
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        for (int actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++)
            assert_same_value(run, (Actor)actor, ACTOR_EAVESDROPPER, numbers[i]);
    const Timeline *timeline = simulation_timeline(run);
    const TimelineFact *found = timeline_known(timeline, ACTOR_EAVESDROPPER, "ecdh.server_private", 0);
    assert_int_equal(found->how.from_count, 5);
    for (int i = 0; i < found->how.from_count; i++)
        assert_true(knows(run, ACTOR_EAVESDROPPER, fact_item(found->how.from[i].id)->name));
    simulation_free(run);

    run = run_of("seed: 1\ngroup: secp256r1");
    assert_false(knows(run, ACTOR_EAVESDROPPER, "ecdh.p"));
    simulation_free(run);
}

static void loot_can_be_for_one_connection_alone(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nconnections: 2\nsuite: AES128-SHA\nc2.eavesdropper-has: server-key");
    assert_false(knows(run, ACTOR_EAVESDROPPER, "c1.master_secret"));
    assert_true(knows(run, ACTOR_EAVESDROPPER, "c2.master_secret"));
    simulation_free(run);
}

/* Two certificates at the server: the stolen key that counts is the one of the certificate that was shown. */
static void she_uses_the_key_of_the_certificate_that_she_sees(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nsuite: ECDHE-ECDSA-AES128-SHA,AES128-SHA\neavesdropper-has: server-key");
    assert_true(knows(run, ACTOR_EAVESDROPPER, "server.ec.private"));
    assert_false(knows(run, ACTOR_EAVESDROPPER, "server.rsa.private_exponent"));
    simulation_free(run);
}

static void a_handshake_that_fails_leaves_her_with_what_crossed(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\ncertificate: expired\neavesdropper-has: server-key");
    assert_true(knows(run, ACTOR_EAVESDROPPER, "server.certificate.0.subject"));
    assert_false(knows(run, ACTOR_EAVESDROPPER, "master_secret"));
    assert_non_null(timeline_find_step(simulation_timeline(run), "eavesdropper.receive.alert"));
    simulation_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(she_knows_what_her_loot_opens_and_no_more),
        cmocka_unit_test(she_reads_a_hello_in_the_format_of_ssl_2_0),
        cmocka_unit_test(without_loot_she_knows_no_secret_at_all),
        cmocka_unit_test(she_says_what_a_search_would_cost),
        cmocka_unit_test(a_search_counts_its_tries),
        cmocka_unit_test(a_private_value_found_on_the_curve_is_written_like_the_servers),
        cmocka_unit_test(the_numbers_of_the_curve_are_hers_too),
        cmocka_unit_test(loot_can_be_for_one_connection_alone),
        cmocka_unit_test(she_uses_the_key_of_the_certificate_that_she_sees),
        cmocka_unit_test(a_handshake_that_fails_leaves_her_with_what_crossed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
