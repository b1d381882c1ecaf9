/* The secrets of runs: who has each and since when, and what the eavesdropper would need. */
#include "run.h"

#include "sim/eavesdropper/lacking.h"

static int step_named(const Simulation *run, const char *name)
{
    const Step *step = timeline_find_step(simulation_timeline(run), name);
    if (!step)
        fail_msg("there is no step %s", name);
    return step->number;
}

static const Secret *secret_named(const Secrets *secrets, const char *name)
{
    for (int i = 0; i < secrets->count; i++)
        if (strcmp(secrets->items[i].fact->name, name) == 0)
            return &secrets->items[i];
    return NULL;
}

/* "a+b c": what she would need, one thing or another. "-": nothing leads there. "": she has all that it takes. */
static void append_needs(Buffer *out, const Secret *secret)
{
    for (int i = 0; i < secret->need_count; i++) {
        text_append(out, i ? " " : "");
        for (int j = 0; j < secret->needs[i].count; j++) {
            text_append(out, j ? "+" : "");
            text_append(out, secret->needs[i].facts[j]->bare);
        }
    }
    text_append(out, secret->need_count ? "" : "-");
}

typedef struct Row {
    const char *scenario;
    const char *secret; /* of the last connection's last handshake unless it says which */
    const char *needs;  /* NULL: she has it at the end */
    const char *cost;   /* of a search; NULL: there is none, or she says none */
} Row;

#define RSA   "suite: AES128-GCM-SHA256\n"
#define DHE   "suite: DHE-RSA-AES128-GCM-SHA256\ngroup: ffdhe2048\n"
#define TOY   "suite: DHE-RSA-AES128-GCM-SHA256\ngroup: toy-dh-23\n"
#define ECDHE "suite: ECDHE-RSA-AES128-GCM-SHA256\n"
/* Each of them gives the others, with the public key. */
#define RSA_NUMBERS "server.rsa.prime1 server.rsa.prime2 server.rsa.private_exponent"
#define KEY         "psk: bob:0102030405060708090a0b0c0d0e0f10\n"

static const Row rows[] = {
    {RSA, "c1.h1.pre_master_secret", RSA_NUMBERS " pre_master_random", NULL},
    {RSA, "c1.h1.pre_master_random", RSA_NUMBERS " pre_master_random", NULL},
    {RSA "eavesdropper-has: server-key", "c1.h1.pre_master_random", NULL, NULL},
    {KEY "suite: RSA-PSK-AES128-GCM-SHA256\neavesdropper-has: server-key", "c1.h1.pre_master_random", NULL, NULL},
    {RSA, "c1.h1.server_application_data", RSA_NUMBERS " pre_master_random", NULL},
    {RSA, "c1.h1.server.rsa.private_exponent", RSA_NUMBERS, NULL},
    {RSA "eavesdropper-has: server-key", "c1.h1.client_application_data", NULL, NULL},
    {RSA "eavesdropper-has: server-key@after", "c1.h1.client_application_data", NULL, NULL},
    {DHE, "c1.h1.dh.server_private", "dh.server_private", "2^128"},
    {DHE, "c1.h1.dh.shared_secret", "dh.server_private dh.client_private", "2^128"},
    {DHE, "c1.h1.key_block", "dh.server_private dh.client_private", "2^128"},
    {DHE "eavesdropper-has: server-key", "c1.h1.master_secret", "dh.server_private dh.client_private", "2^128"},
    {DHE "eavesdropper-has: client-private", "c1.h1.master_secret", NULL, NULL},
    {TOY, "c1.h1.master_secret", NULL, NULL},
    {TOY, "c1.h1.dh.server_private", NULL, NULL},
    {TOY, "c1.h1.dh.client_private", "dh.client_private", NULL},
    {TOY "eavesdropper-limit: 5", "c1.h1.master_secret", "dh.server_private dh.client_private", "2^2"},
    {ECDHE "group: x25519", "c1.h1.client_write_key", "ecdh.server_private ecdh.client_private", "2^126"},
    {ECDHE "group: secp384r1", "c1.h1.client_write_key", "ecdh.server_private ecdh.client_private", "2^192"},
    {"suite: ECDHE-ECDSA-AES128-GCM-SHA256\ncertificate: ecdsa", "c1.h1.server.ec.private",
     "server.ec.private signature_nonce", NULL},
    {"suite: ADH-AES128-GCM-SHA256\ngroup: ffdhe2048", "c1.h1.master_secret", "dh.server_private dh.client_private",
     "2^128"},
    {KEY "suite: PSK-AES128-GCM-SHA256", "c1.h1.master_secret", "psk.key", NULL},
    {KEY "suite: PSK-AES128-GCM-SHA256\neavesdropper-has: psk", "c1.h1.master_secret", NULL, NULL},
    {KEY "suite: DHE-PSK-AES128-GCM-SHA256\ngroup: ffdhe2048", "c1.h1.pre_master_secret",
     "dh.server_private+psk.key psk.key+dh.client_private", "2^128"},
    {KEY "suite: DHE-PSK-AES128-GCM-SHA256\ngroup: ffdhe2048\neavesdropper-has: psk", "c1.h1.pre_master_secret",
     "dh.server_private dh.client_private", "2^128"},
    {KEY "suite: DHE-PSK-AES128-GCM-SHA256\ngroup: toy-dh-23", "c1.h1.pre_master_secret", "psk.key", NULL},
    {KEY "suite: RSA-PSK-AES128-GCM-SHA256", "c1.h1.pre_master_secret",
     "server.rsa.prime1+psk.key server.rsa.prime2+psk.key server.rsa.private_exponent+psk.key "
     "psk.key+pre_master_random",
     NULL},
    {KEY "suite: RSA-PSK-AES128-GCM-SHA256\neavesdropper-has: server-key", "c1.h1.pre_master_secret", "psk.key", NULL},
    {ECDHE "resume: session-id", "c2.h1.master_secret", "ecdh.server_private ecdh.client_private", "2^126"},
    {RSA "resume: session-id", "c2.h1.client_write_key", RSA_NUMBERS " pre_master_random", NULL},
    {ECDHE "resume: ticket", "c2.h1.master_secret", "ecdh.server_private ecdh.client_private ticket_key.encryption",
     "2^126"},
    {ECDHE "resume: ticket", "c1.h1.master_secret", "ecdh.server_private ecdh.client_private ticket_key.encryption",
     "2^126"},
    {ECDHE "resume: ticket\neavesdropper-has: ticket-key", "c2.h1.master_secret", NULL, NULL},
    {ECDHE "resume: ticket\neavesdropper-has: ticket-key@after", "c1.h1.client_write_key", NULL, NULL},
    {ECDHE "resume: ticket\neavesdropper-has: ticket-key@after", "c1.h1.pre_master_secret",
     "ecdh.server_private ecdh.client_private", "2^126"},
    {ECDHE "client-certificate: client\nrequest-client-certificate: yes", "c1.h1.client.rsa.private_exponent",
     "client.rsa.prime1 client.rsa.prime2 client.rsa.private_exponent", NULL},
    {ECDHE "client-certificate: client-ecdsa\nrequest-client-certificate: yes", "c1.h1.client.ec.private",
     "client.ec.private client_signature_nonce", NULL},
    {RSA "renegotiate: client\nh2.suite: DHE-RSA-AES128-GCM-SHA256\nh2.group: ffdhe2048", "c1.h2.dh.client_public",
     RSA_NUMBERS " pre_master_random dh.client_private", NULL},
    {RSA "renegotiate: client\nh2.suite: DHE-RSA-AES128-GCM-SHA256\nh2.group: ffdhe2048\neavesdropper-has: server-key",
     "c1.h2.master_secret", "dh.server_private dh.client_private", "2^128"},
};

static void what_she_needs_follows_from_the_derivations(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const Row *row = &rows[i];
        Simulation *run = run_of(row->scenario);
        Buffer needs = BUFFER_EMPTY;
        Secrets secrets;
        secrets_init(&secrets, simulation_timeline(run), 0);
        const Secret *secret = secret_named(&secrets, row->secret);
        if (!secret)
            fail_msg("%s: no secret %s", row->scenario, row->secret);
        if (!row->needs != !!secret->known[ACTOR_EAVESDROPPER])
            fail_msg("%s: %s is%s hers", row->scenario, row->secret, row->needs ? "" : " not");
        append_needs(&needs, secret);
        if (row->needs)
            assert_string_equal(text_finish(&needs), row->needs);
        assert_int_equal(secret->search_cost != NULL, row->cost != NULL);
        if (row->cost)
            assert_true(bytes_equal(secret->search_cost->value, bytes_of_text(row->cost)));
        buffer_clear(&needs);
        secrets_clear(&secrets);
        simulation_free(run);
    }
}

/* RFC 3766 §2.2 and §4.2; RFC 7919 §A.1 and §A.2 come to the same 103 and 125. */
static void what_long_computing_would_take_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *scenario, *secret;
        unsigned factoring, prime, curve;
    } costs[] = {
        {RSA, "c1.h1.pre_master_secret", 103, 0, 0},
        {RSA, "c1.h1.server.rsa.prime1", 103, 0, 0},
        {RSA "resume: session-id", "c2.h1.client_write_key", 103, 0, 0},
        {ECDHE, "c1.h1.server.rsa.private_exponent", 103, 0, 0},
        {ECDHE, "c1.h1.master_secret", 0, 0, 0},
        {KEY "suite: RSA-PSK-AES128-GCM-SHA256", "c1.h1.pre_master_secret", 103, 0, 0},
        {DHE, "c1.h1.master_secret", 0, 103, 0},
        {"suite: DHE-RSA-AES128-GCM-SHA256\ngroup: ffdhe3072", "c1.h1.master_secret", 0, 125, 0},
        {TOY "eavesdropper-limit: 5", "c1.h1.master_secret", 0, 0, 0},
        {"suite: ECDHE-ECDSA-AES128-GCM-SHA256\ncertificate: ecdsa", "c1.h1.server.ec.private", 0, 0, 128},
        {"suite: ECDHE-ECDSA-AES128-GCM-SHA256\ncertificate: ecdsa-p384", "c1.h1.server.ec.private", 0, 0, 192},
        {ECDHE "client-certificate: client\nrequest-client-certificate: yes", "c1.h1.client.rsa.prime2", 103, 0, 0},
        {ECDHE "client-certificate: client", "c1.h1.client.rsa.prime2", 0, 0, 0}, /* it is never shown */
    };
    for (size_t i = 0; i < COUNT_OF(costs); i++) {
        Simulation *run = run_of(costs[i].scenario);
        Secrets secrets;
        secrets_init(&secrets, simulation_timeline(run), 0);
        const Secret *secret = secret_named(&secrets, costs[i].secret);
        if (!secret)
            fail_msg("%s: no secret %s", costs[i].scenario, costs[i].secret);
        if (secret->factoring_cost != costs[i].factoring || secret->prime_cost != costs[i].prime ||
            secret->curve_cost != costs[i].curve)
            fail_msg("%s, %s: %u, %u, %u", costs[i].scenario, costs[i].secret, secret->factoring_cost,
                     secret->prime_cost, secret->curve_cost);
        secrets_clear(&secrets);
        simulation_free(run);
    }
}

static void what_crosses_in_the_clear_is_no_secret(void **state)
{
    (void)state;
    static const char *const open[] = {
        "client_random",    "server_random",        "server.certificate.0",  "session_id",   "dh.p",
        "dh.server_public", "dh.client_public",     "session_hash",          "cipher_suite", "signature_salt",
        "server_signature", "client_finished_hash", "server_sequence_number"};
    Simulation *run = run_of(DHE "signature-algorithms: rsa_pss_rsae_sha256");
    for (int at = 0; at < 2; at++) { /* at the end, and before anything was sent */
        Secrets secrets;
        secrets_init(&secrets, simulation_timeline(run), at);
        for (int i = 0; i < secrets.count; i++)
            for (size_t j = 0; j < COUNT_OF(open); j++)
                assert_string_not_equal(secrets.items[i].fact->bare, open[j]);
        secrets_clear(&secrets);
    }
    simulation_free(run);
}

static const TimelineFact *holder(const Simulation *run, int step, const char *name, Actor actor)
{
    Secrets secrets;
    secrets_init(&secrets, simulation_timeline(run), step);
    const Secret *secret = secret_named(&secrets, name);
    const TimelineFact *fact = secret ? secret->known[actor] : NULL;
    secrets_clear(&secrets);
    return fact;
}

static void each_side_has_it_from_its_own_step_on(void **state)
{
    (void)state;
    static const char name[] = "c1.h1.pre_master_secret";
    Simulation *run = run_of(TOY);
    int client = step_named(run, "client.compute.pre_master_secret");
    int server = step_named(run, "server.compute.pre_master_secret");
    int eve = step_named(run, "eavesdropper.compute.pre_master_secret");
    assert_null(holder(run, client - 1, name, ACTOR_CLIENT));
    assert_int_equal(holder(run, client, name, ACTOR_CLIENT)->step, client);
    assert_null(holder(run, client, name, ACTOR_SERVER));
    assert_int_equal(holder(run, server, name, ACTOR_SERVER)->step, server);
    assert_int_equal(holder(run, eve, name, ACTOR_EAVESDROPPER)->step <= eve, true);
    assert_null(holder(run, client, name, ACTOR_EAVESDROPPER));
    simulation_free(run);
}

/* The server never draws those 46 bytes, but reads them as the end of what it decrypts. */
static void who_has_the_whole_has_its_parts(void **state)
{
    (void)state;
    Simulation *run = run_of(RSA "eavesdropper-has: server-key");
    const char *part = "c1.h1.pre_master_random", *whole = "c1.h1.pre_master_secret";
    static const Actor readers[] = {ACTOR_SERVER, ACTOR_EAVESDROPPER};
    for (size_t i = 0; i < COUNT_OF(readers); i++) {
        const TimelineFact *known = holder(run, 0, part, readers[i]);
        assert_non_null(known);
        assert_string_equal(known->name, whole);
        assert_null(holder(run, known->step - 1, part, readers[i]));
    }
    simulation_free(run);
}

/* A client asks for the same thing twice. */
static void what_sounds_alike_in_two_connections_is_read_in_each(void **state)
{
    (void)state;
    Simulation *run = run_of("resume: ticket\neavesdropper-has: ticket-key");
    for (int connection = 1; connection <= 2; connection++) {
        const char *name = connection == 1 ? "c1.h1.client_application_data" : "c2.h1.client_application_data";
        const TimelineFact *known = holder(run, 0, name, ACTOR_EAVESDROPPER);
        assert_non_null(known);
        assert_int_equal(known->connection, connection);
    }
    simulation_free(run);
}

static void stolen_afterwards_is_had_afterwards(void **state)
{
    (void)state;
    Simulation *run = run_of(RSA "eavesdropper-has: server-key@after");
    int closed = step_named(run, "server.state.closed");
    assert_null(holder(run, closed, "c1.h1.master_secret", ACTOR_EAVESDROPPER));
    assert_non_null(holder(run, 0, "c1.h1.master_secret", ACTOR_EAVESDROPPER));
    simulation_free(run);
}

/* A value that an attacker changed is another one for whom it reached. */
static void sides_that_disagree_have_a_secret_each(void **state)
{
    (void)state;
    Simulation *run = run_of(RSA "tamper: client_hello.random:4:01\nno-extended-master-secret: yes");
    Secrets secrets;
    secrets_init(&secrets, simulation_timeline(run), 0);
    int count = 0;
    for (int i = 0; i < secrets.count; i++)
        if (strcmp(secrets.items[i].fact->bare, "master_secret") == 0) {
            assert_true(!secrets.items[i].known[ACTOR_CLIENT] != !secrets.items[i].known[ACTOR_SERVER]);
            count++;
        }
    assert_int_equal(count, 2);
    secrets_clear(&secrets);
    simulation_free(run);
}

static void where_nobody_listens_nobody_lacks_anything(void **state)
{
    (void)state;
    Simulation *run = run_of(ECDHE "no-eavesdropper: yes");
    Secrets secrets;
    secrets_init(&secrets, simulation_timeline(run), 0);
    assert_false(secrets.overheard);
    assert_true(secrets.count > 0);
    secrets_clear(&secrets);
    simulation_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_she_needs_follows_from_the_derivations),
        cmocka_unit_test(what_long_computing_would_take_is_said),
        cmocka_unit_test(what_crosses_in_the_clear_is_no_secret),
        cmocka_unit_test(each_side_has_it_from_its_own_step_on),
        cmocka_unit_test(who_has_the_whole_has_its_parts),
        cmocka_unit_test(what_sounds_alike_in_two_connections_is_read_in_each),
        cmocka_unit_test(stolen_afterwards_is_had_afterwards),
        cmocka_unit_test(sides_that_disagree_have_a_secret_each),
        cmocka_unit_test(where_nobody_listens_nobody_lacks_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
