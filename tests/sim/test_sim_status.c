/* Scenarios with revocation lists and stapled OCSP responses. */
#include <stdio.h>

#include "run.h"
#include "tls/wire/message.h"

static bool has_step(const Simulation *run, const char *name)
{
    return timeline_find_step(simulation_timeline(run), name) != NULL;
}

static void what_is_good_connects(void **state)
{
    static const char *const scenarios[] = {
        "crl: current",
        "crl: nothing\ncertificate: revoked",
        "crl: current\nrequire-client-certificate: yes\nclient-certificate: client",
        "status-request: yes",
        "status-request: yes\nstaple: good",
        "require-status: yes\nstaple: delegated",
        "require-status: yes\nstaple: good\nsuite: ECDHE-ECDSA-AES128-GCM-SHA256",
        "require-status: yes\nstaple: good\ncertificate: must-staple",
        "require-status: yes\nstaple: old\nclient.now: 2020-10-01",
        "require-status: yes\nstatus-request-v2: yes\nstaple: good,intermediate-good",
        "status-request-v2: yes\nstaple: none,intermediate-good",
        "staple: revoked",                                                            /* nobody asks */
        "require-status: yes\nsuite: TLS_PSK_WITH_AES_128_GCM_SHA256\npsk: bob:0102", /* no certificate to ask about */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(scenarios); i++) {
        Simulation *run = run_of(scenarios[i]);
        print_message("%s\n", scenarios[i]);
        assert_outcome(run, 1, "closed", "closed");
        simulation_free(run);
    }
}

static void what_is_bad_is_told_with_its_alert_and_the_check(void **state)
{
    static const struct {
        const char *scenario;
        Error alert;
        const char *caught_by;
    } failures[] = {
        {"status-request: yes\nstaple: revoked", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_verdict"},
        {"status-request: yes\nstaple: revoked\ncertificate: revoked", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE,
         "status_verdict"},
        {"status-request: yes\nstaple: unknown", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_verdict"},
        {"status-request: yes\nstaple: old", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_validity"},
        {"status-request: yes\nstaple: undated", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_validity"},
        {"status-request: yes\nstaple: future", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_validity"},
        {"status-request: yes\nstaple: other-certificate", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_certificate"},
        {"status-request: yes\nstaple: good\ncertificate: wildcard", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE,
         "status_certificate"},
        {"status-request: yes\nstaple: own-word", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_signer"},
        {"status-request: yes\nstaple: foreign", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_signer"},
        {"status-request: yes\nstaple: forged", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_signature"},
        {"status-request: yes\nstaple: critical", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_extensions"},
        {"status-request: yes\nstaple: try-later", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_response"},
        {"status-request: yes\nstaple: malformed", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_form"},
        {"require-status: yes", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_presence"},
        {"status-request: yes\ncertificate: must-staple", ERROR_BAD_CERTIFICATE_STATUS_RESPONSE, "status_presence"},
        {"crl: delta", ERROR_CERTIFICATE_UNKNOWN, "crl_extensions"},
        {"crl: future", ERROR_CERTIFICATE_UNKNOWN, "crl_validity"},
        {"certificate: no-crl-sign\ncrl: no-crl-sign", ERROR_CERTIFICATE_UNKNOWN, "crl_signer"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(failures); i++) {
        Simulation *run = run_of(failures[i].scenario);
        const Outcome *outcome = timeline_outcome(simulation_timeline(run), 1);
        print_message("%s\n", failures[i].scenario);
        assert_outcome(run, 1, "failed", "failed");
        assert_int_equal(outcome->alert_count, 1);
        assert_int_equal(outcome->alerts[0].from, ACTOR_CLIENT);
        assert_int_equal(outcome->alerts[0].alert, failures[i].alert);
        assert_string_equal(outcome_caught_by(outcome), failures[i].caught_by);
        simulation_free(run);
    }
}

/* What the server says, and the kind of statement that it then makes: of both extensions the newer one, and a single
   response where there is no other choice. */
static void the_kind_of_statement_goes_by_the_wishes(void **state)
{
    static const struct {
        const char *wishes;
        uint8_t type;
    } cases[] = {
        {"status-request: yes", STATUS_TYPE_OCSP},
        {"status-request-v2: yes", STATUS_TYPE_OCSP_MULTI},
        {"status-request: yes\nstatus-request-v2: yes", STATUS_TYPE_OCSP_MULTI},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char scenario[128];
        snprintf(scenario, sizeof scenario, "staple: good,intermediate-good\n%s", cases[i].wishes);
        Simulation *run = run_of(scenario);
        const Step *sent = timeline_find_step(simulation_timeline(run), "c1.h1.server.send.certificate_status");
        assert_non_null(sent);
        assert_int_equal(sent->message->view.bytes.data[HANDSHAKE_HEADER_SIZE], cases[i].type);
        assert_outcome(run, 1, "closed", "closed");
        simulation_free(run);
    }
}

/* In the clear, like the certificate itself. */
static void the_eavesdropper_reads_the_response(void **state)
{
    (void)state;
    Simulation *stapled = run_of("status-request: yes\nstaple: good"), *none = run_of("status-request: yes");
    for (int actor = ACTOR_CLIENT; actor <= ACTOR_EAVESDROPPER; actor++) {
        assert_true(knows(stapled, (Actor)actor, "ocsp_response"));
        assert_false(knows(none, (Actor)actor, "ocsp_response"));
    }
    assert_true(has_step(stapled, "c1.h1.eavesdropper.receive.certificate_status"));
    simulation_free(stapled);
    simulation_free(none);
}

/* An abbreviated handshake shows no certificate, and so nothing is stapled to it. */
static void a_resumed_session_has_nothing_stapled(void **state)
{
    Simulation *run = run_of("resume: session-id\nstatus-request: yes\nstaple: good");
    (void)state;
    assert_outcome(run, 2, "closed", "closed");
    assert_true(has_step(run, "c1.h1.server.send.certificate_status"));
    assert_false(has_step(run, "c2.h1.server.send.certificate"));
    assert_false(has_step(run, "c2.h1.server.send.certificate_status"));
    simulation_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_good_connects),
        cmocka_unit_test(what_is_bad_is_told_with_its_alert_and_the_check),
        cmocka_unit_test(the_kind_of_statement_goes_by_the_wishes),
        cmocka_unit_test(the_eavesdropper_reads_the_response),
        cmocka_unit_test(a_resumed_session_has_nothing_stapled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
