/* Client authentication in whole runs: how each ends, which check says so, and what the eavesdropper learns. */
#include "run.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct Case {
    const char *scenario;
    const char *alert, *caught_by; /* NULL: the connection is made and closed */
    const char *client;            /* the subject that crosses; NULL: no certificate does */
} Case;

#define ALICE  "CN=Alice,O=TLSteps"
#define BOB    "CN=Bob,O=TLSteps"
#define SERVER "CN=server.tlsteps.example,O=TLSteps"

static const Case cases[] = {
    {"require-client-certificate: yes\nclient-certificate: client", NULL, NULL, ALICE},
    {"require-client-certificate: yes\nclient-certificate: client-ecdsa", NULL, NULL, BOB},
    {"request-client-certificate: yes\nclient-certificate: client", NULL, NULL, ALICE},
    {"request-client-certificate: yes", NULL, NULL, NULL},
    {"client-certificate: client", NULL, NULL, NULL},
    {"require-client-certificate: yes\nclient-certificate: client\nsuite: AES128-SHA", NULL, NULL, ALICE},
    {"require-client-certificate: yes\nclient-certificate: client\nsuite: DHE-RSA-AES256-GCM-SHA384", NULL, NULL,
     ALICE},
    {"require-client-certificate: yes\nclient-certificate: client-ecdsa\nsuite: ECDHE-ECDSA-AES128-GCM-SHA256", NULL,
     NULL, BOB},
    {"require-client-certificate: yes\nclient-certificate: client\nsignature-algorithms: rsa_pkcs1_sha256", NULL, NULL,
     ALICE},
    {"require-client-certificate: yes\nclient-certificate: client\nsignature-algorithms: "
     "rsa_pss_rsae_sha512,rsa_pkcs1_sha256",
     NULL, NULL, ALICE},
    {"require-client-certificate: yes\nclient-certificate: client\nno-extended-master-secret: yes", NULL, NULL, ALICE},
    {"require-client-certificate: yes\nclient-certificate: client\nversion: 1.0\nsuite: AES128-SHA", NULL, NULL, ALICE},
    {"require-client-certificate: yes\nclient-certificate: client-ecdsa\nversion: 1.1\nsuite: ECDHE-RSA-AES128-SHA",
     NULL, NULL, BOB},
    /* a certificate of an authority that the server does not name stays where it is */
    {"request-client-certificate: yes\nclient-certificate: unknown-root", NULL, NULL, NULL},
    {"request-client-certificate: yes\nclient-certificate: client\nserver.trust: assets/pki/ec-root.pem", NULL, NULL,
     NULL},

    {"require-client-certificate: yes", "handshake_failure", "client_certificate", NULL},
    {"require-client-certificate: yes\nclient-certificate: unknown-root", "handshake_failure", "client_certificate",
     NULL},
    {"require-client-certificate: yes\nclient-certificate: unknown-root\nno-certificate-authorities: yes", "unknown_ca",
     "certificate_path", SERVER},
    {"request-client-certificate: yes\nclient-certificate: self-signed\nno-certificate-authorities: yes", "unknown_ca",
     "certificate_path", SERVER},
    {"require-client-certificate: yes\nclient-certificate: client\nno-certificate-authorities: yes\n"
     "server.trust: assets/pki/ec-root.pem",
     "unknown_ca", "certificate_path", ALICE},
    {"require-client-certificate: yes\nclient-certificate: client-expired", "certificate_expired",
     "certificate_validity", ALICE},
    {"require-client-certificate: yes\nclient-certificate: client\nserver.now: 2050-01-01", "certificate_expired",
     "certificate_validity", ALICE},
    {"require-client-certificate: yes\nclient-certificate: good", "unsupported_certificate", "certificate_purpose",
     SERVER},
    {"require-client-certificate: yes\nclient-certificate: wrong-usage", "unsupported_certificate",
     "certificate_key_usage", SERVER},
    {"require-client-certificate: yes\nclient-certificate: short-key", "bad_certificate", "certificate_key_size",
     SERVER},
    {"require-client-certificate: yes\nclient-certificate: client-stolen", "decrypt_error", "client_signature", ALICE},
    {"request-client-certificate: yes\nclient-certificate: client-stolen", "decrypt_error", "client_signature", ALICE},
};

static void assert_ending(const Simulation *run, const Case *expected)
{
    const Outcome *outcome = timeline_outcome(simulation_timeline(run), 1);
    const char *state = expected->alert ? "failed" : "closed";
    assert_outcome(run, 1, state, state);
    if (!expected->alert)
        return;
    assert_true(outcome->alert_count > 0);
    assert_int_equal(outcome->alerts[0].from, ACTOR_SERVER);
    assert_string_equal(error_name(outcome->alerts[0].alert), expected->alert);
    assert_string_equal(outcome_caught_by(outcome), expected->caught_by);
}

static void assert_subject(const Simulation *run, Actor actor, const char *subject)
{
    const TimelineFact *fact = timeline_known(simulation_timeline(run), actor, "client.certificate.0.subject", 0);
    if (!subject) {
        assert_null(fact);
        return;
    }
    assert_non_null(fact);
    assert_true(bytes_equal(fact->value, bytes_of_text(subject)));
}

static void every_case_ends_as_it_should(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buffer scenario = BUFFER_EMPTY;
        print_message("%s\n", cases[i].scenario);
        text_append(&scenario, "seed: who are you\n");
        text_append(&scenario, cases[i].scenario);
        Simulation *run = run_of(text_finish(&scenario));
        assert_ending(run, &cases[i]);
        /* The server learns who the client is, and so does everybody who listens. */
        assert_subject(run, ACTOR_SERVER, cases[i].client);
        assert_subject(run, ACTOR_EAVESDROPPER, cases[i].client);
        simulation_free(run);
        buffer_clear(&scenario);
    }
}

static void everybody_sees_the_signature_and_nobody_else_the_key(void **state)
{
    (void)state;
    static const char *const private_values[] = {"client.rsa.private_exponent", "client.rsa.prime1",
                                                 "client.rsa.prime2"};
    Simulation *run = run_of("seed: 1\nrequire-client-certificate: yes\nclient-certificate: client");
    assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "signed_messages");
    assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "client_signature");
    assert_same_value(run, ACTOR_CLIENT, ACTOR_EAVESDROPPER, "client_signature");
    assert_same_value(run, ACTOR_SERVER, ACTOR_EAVESDROPPER, "certificate_authorities");
    assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "client_signature_scheme");
    for (size_t i = 0; i < COUNT_OF(private_values); i++) {
        assert_true(knows(run, ACTOR_CLIENT, private_values[i]));
        assert_false(knows(run, ACTOR_SERVER, private_values[i]));
        assert_false(knows(run, ACTOR_EAVESDROPPER, private_values[i]));
    }
    simulation_free(run);
}

/* With the server's key she reads on behind a client's certificate too: her transcript has it. */
static void a_stolen_server_key_opens_it_all_the_same(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nsuite: AES128-GCM-SHA256\neavesdropper-has: server-key\n"
                             "require-client-certificate: yes\nclient-certificate: client");
    assert_same_value(run, ACTOR_CLIENT, ACTOR_EAVESDROPPER, "master_secret");
    assert_same_value(run, ACTOR_CLIENT, ACTOR_EAVESDROPPER, "client_application_data");
    simulation_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_ends_as_it_should),
        cmocka_unit_test(everybody_sees_the_signature_and_nobody_else_the_key),
        cmocka_unit_test(a_stolen_server_key_opens_it_all_the_same),
    };
    /* Files are named as they are from the root of the source. */
    const char *root = getenv("TLSTEPS_DATA");
    if (root && chdir(root) != 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
