/* Sessions that are resumed, and each reason why one is not. */
#include <string.h>

#include "changes.h"
#include "comeback.h"

#include "tls/record/record.h"

enum { LATER = 100 };

/* Listens for the last check that failed. */
typedef struct Doubts {
    EventId failed;
    int failed_count;
    Actor actor;
} Doubts;

static void observe(void *context, const Event *event)
{
    Doubts *doubts = context;
    if (!event->check || event->check->passed)
        return;
    /* The client only sees that it is not resumed. */
    if (event->id == EVENT_CHECK_SESSION_ECHO && doubts->failed_count > 0)
        return;
    doubts->failed = event->id;
    doubts->actor = event->actor;
    doubts->failed_count++;
}

static void use_later_clock(Pair *pair)
{
    pair->client_config.now += LATER;
    pair->server_config.now += LATER;
}

static void every_suite_resumes(void **state)
{
    (void)state;
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)); i++) {
        Comeback comeback;
        Pair first, second;
        comeback_init(&comeback, NULL);
        pair_init(&first);
        pair_offer(&first, suite->name, suite->key_exchange == KEY_EXCHANGE_DHE ? "toy-dh-23" : NULL);
        first.server_config.server.sessions = comeback.cache;
        pair_start(&first);
        pair_run(&first);
        assert_not_resumed(&first);
        assert_true(peer_session(first.client, &comeback.session));

        pair_init(&second);
        comeback_lend(&comeback, &second);
        if (!suite_has_certificate(suite) || suite_uses_psk(suite)) /* not among the defaults */
            pair_offer(&second, suite->name, NULL);
        use_later_clock(&second);
        pair_start(&second);
        pair_run(&second);
        assert_resumed(&second);
        pair_exchange(&second, bytes_of_text("question"), bytes_of_text("answer"));
        PeerSummary old, new;
        peer_summary(first.client, &old);
        peer_summary(second.client, &new);
        assert_ptr_equal(old.suite, new.suite);
        assert_true(bytes_equal(old.master_secret, new.master_secret));
        assert_false(bytes_equal(old.client_random, new.client_random));
        assert_false(bytes_equal(old.server_random, new.server_random));
        pair_clear(&first);
        pair_clear(&second);
        comeback_clear(&comeback);
    }
}

static void a_session_can_be_resumed_again_and_again(void **state)
{
    (void)state;
    Comeback comeback;
    comeback_init(&comeback, NULL);
    for (int i = 0; i < 3; i++) {
        Pair pair;
        Session kept = {0};
        pair_init(&pair);
        comeback_lend(&comeback, &pair);
        pair_start(&pair);
        pair_run(&pair);
        assert_resumed(&pair);
        assert_true(peer_session(pair.client, &kept));
        assert_true(bytes_equal(buffer_bytes(&kept.id), buffer_bytes(&comeback.session.id)));
        assert_int_equal(session_cache_count(comeback.cache), 1);
        session_clear(&kept);
        pair_clear(&pair);
    }
    comeback_clear(&comeback);
}

/* What speaks against a session */

static void unbound(Pair *pair)
{
    pair->client_config.extensions.has_extended_master_secret =
        pair->server_config.extensions.has_extended_master_secret = false;
}

static void lose_session(Pair *pair)
{
    session_cache_empty(pair->server_config.server.sessions);
}

static void come_too_late(Pair *pair)
{
    use_later_clock(pair);
    pair->server_config.server.session_lifetime = LATER - 1;
}

static void come_before(Pair *pair)
{
    pair->server_config.now -= 1;
}

static void come_just_in_time(Pair *pair)
{
    use_later_clock(pair);
    pair->server_config.server.session_lifetime = LATER;
}

static void ask_for_another_name(Pair *pair)
{
    pair->client_config.server_name = "localhost";
}

static void ask_for_no_name(Pair *pair)
{
    pair->client_config.server_name = "127.0.0.1";
}

static void ask_in_capitals(Pair *pair)
{
    pair->client_config.server_name = "SERVER.tlsteps.example";
}

static void list_one(PeerConfig *config, const char *suite)
{
    config->suites[0] = suite_find(suite);
    config->suite_count = 1;
}

static void give_the_suite_up(Pair *pair)
{
    list_one(&pair->server_config, "AES128-SHA");
}

static void offer_another_suite(Pair *pair)
{
    list_one(&pair->client_config, "AES128-SHA");
}

static void client_leaves_it_unbound(Pair *pair)
{
    pair->client_config.extensions.has_extended_master_secret = false;
}

static void server_binds_no_more(Pair *pair)
{
    pair->server_config.extensions.has_extended_master_secret = false;
}

static void server_keeps_no_sessions(Pair *pair)
{
    pair->server_config.server.sessions = NULL;
}

/* And what speaks against a ticket: cases change what the client keeps or the server has. */

static TicketKeys other_keys;

static void use_other_keys(Pair *pair, int rotations)
{
    other_keys = *pair->server_config.server.ticket_keys;
    for (int i = 0; i < rotations; i++) {
        TicketKey key = ticket_key_of((uint8_t)(2 + i));
        ticket_keys_rotate(&other_keys, &key);
    }
    pair->server_config.server.ticket_keys = &other_keys;
}

static void rotate_once(Pair *pair)
{
    use_other_keys(pair, 1);
}

static void rotate_twice(Pair *pair)
{
    use_other_keys(pair, 2);
}

/* Its client has the ticket in its hands, and may do with it what it likes. */
static Buffer *kept_ticket(Pair *pair)
{
    return &((Session *)(uintptr_t)pair->client_config.client.session)->ticket;
}

static void damage_key_name(Pair *pair)
{
    kept_ticket(pair)->data[0] ^= 1;
}

static void damage_state(Pair *pair)
{
    kept_ticket(pair)->data[TICKET_KEY_NAME_SIZE + TICKET_IV_SIZE + 2] ^= 1;
}

static void damage_length(Pair *pair)
{
    kept_ticket(pair)->data[TICKET_KEY_NAME_SIZE + TICKET_IV_SIZE + 1] ^= 1;
}

static void damage_mac(Pair *pair)
{
    Buffer *ticket = kept_ticket(pair);
    ticket->data[ticket->size - 1] ^= 1;
}

static void shorten_ticket(Pair *pair)
{
    buffer_truncate(kept_ticket(pair), 1);
}

/* A right seal on what is no session. */
static void seal_nonsense(Pair *pair)
{
    static const uint8_t iv[TICKET_IV_SIZE] = {0};
    Buffer *ticket = kept_ticket(pair);
    buffer_truncate(ticket, 0);
    ticket_seal(ticket, &pair->server_config.server.ticket_keys->keys[0], iv, bytes_of_text("no session"));
}

static void server_gives_no_tickets(Pair *pair)
{
    pair->server_config.server.ticket_keys = NULL;
}

static void client_takes_no_tickets(Pair *pair)
{
    pair->client_config.extensions.has_session_ticket = false;
}

/* And who the client is. */

static void ask_client(Pair *pair)
{
    pair_ask_client(pair, CLIENT_CERTIFICATE_REQUIRED, &pki()->clients[0]);
}

static void request_client(Pair *pair)
{
    pair_ask_client(pair, CLIENT_CERTIFICATE_REQUESTED, &pki()->clients[0]);
}

static void use_other_version(Pair *pair)
{
    pair_offer(pair, "TLS_RSA_WITH_AES_128_CBC_SHA", NULL);
    pair->client_config.version_min = pair->client_config.version_max = VERSION_TLS_1_1;
    pair->server_config.version_min = VERSION_TLS_1_1;
}

typedef struct Case {
    const char *what;
    void (*first)(Pair *pair);  /* how the session was made */
    void (*second)(Pair *pair); /* and how it is offered */
    bool resumed;
    EventId check; /* that failed, where it is not */
    Error alert;   /* of the server; ERROR_NONE: a full handshake follows */
} Case;

static const Case cases[] = {
    {"forgotten", NULL, lose_session, false, EVENT_CHECK_SESSION_KNOWN, ERROR_NONE},
    {"no cache", NULL, server_keeps_no_sessions, false, EVENT_CHECK_SESSION_ECHO, ERROR_NONE},
    {"expired", NULL, come_too_late, false, EVENT_CHECK_SESSION_AGE, ERROR_NONE},
    {"from the future", NULL, come_before, false, EVENT_CHECK_SESSION_AGE, ERROR_NONE},
    {"just in time", NULL, come_just_in_time, true, 0, ERROR_NONE},
    {"another name", NULL, ask_for_another_name, false, EVENT_CHECK_SESSION_NAME, ERROR_NONE},
    {"no name", NULL, ask_for_no_name, false, EVENT_CHECK_SESSION_NAME, ERROR_NONE},
    {"name in capitals", NULL, ask_in_capitals, true, 0, ERROR_NONE},
    {"suite given up", NULL, give_the_suite_up, false, EVENT_CHECK_SESSION_SUITE_ACCEPTED, ERROR_NONE},
    {"suite not offered", NULL, offer_another_suite, false, EVENT_CHECK_SESSION_SUITE_OFFERED, ERROR_ILLEGAL_PARAMETER},
    {"unbound, offered bound", unbound, NULL, false, EVENT_CHECK_SESSION_BINDING, ERROR_NONE},
    {"unbound, as before", unbound, unbound, true, 0, ERROR_NONE},
    {"bound, offered unbound", NULL, client_leaves_it_unbound, false, EVENT_CHECK_SESSION_BINDING_OFFERED,
     ERROR_HANDSHAKE_FAILURE},
    {"another version", use_other_version, NULL, false, EVENT_CHECK_SESSION_VERSION, ERROR_NONE},
    {"the same old version", use_other_version, use_other_version, true, 0, ERROR_NONE},
    {"client unknown", NULL, ask_client, false, EVENT_CHECK_SESSION_CLIENT, ERROR_NONE},
    {"client unknown, not required", NULL, request_client, true, 0, ERROR_NONE},
    {"client known", ask_client, ask_client, true, 0, ERROR_NONE},
    {"bound, at a server that binds no more", NULL, server_binds_no_more, true, 0, ERROR_NONE},
};

static const Case ticket_cases[] = {
    {"key rotated once", NULL, rotate_once, true, 0, ERROR_NONE},
    {"key rotated twice", NULL, rotate_twice, false, EVENT_CHECK_TICKET_KEY, ERROR_NONE},
    {"key name damaged", NULL, damage_key_name, false, EVENT_CHECK_TICKET_KEY, ERROR_NONE},
    {"one byte left", NULL, shorten_ticket, false, EVENT_CHECK_TICKET_KEY, ERROR_NONE},
    {"state damaged", NULL, damage_state, false, EVENT_CHECK_TICKET_MAC, ERROR_NONE},
    {"length damaged", NULL, damage_length, false, EVENT_CHECK_TICKET_MAC, ERROR_NONE},
    {"MAC damaged", NULL, damage_mac, false, EVENT_CHECK_TICKET_MAC, ERROR_NONE},
    {"no session inside", NULL, seal_nonsense, false, EVENT_CHECK_TICKET_STATE, ERROR_NONE},
    {"no tickets here", NULL, server_gives_no_tickets, false, EVENT_CHECK_SESSION_KNOWN, ERROR_NONE},
    {"no tickets wanted", NULL, client_takes_no_tickets, false, 0, ERROR_NONE},
    {"expired", NULL, come_too_late, false, EVENT_CHECK_SESSION_AGE, ERROR_NONE},
    {"just in time", NULL, come_just_in_time, true, 0, ERROR_NONE},
    {"another version", use_other_version, NULL, false, EVENT_CHECK_SESSION_VERSION, ERROR_NONE},
    {"client unknown", NULL, ask_client, false, EVENT_CHECK_SESSION_CLIENT, ERROR_NONE},
    {"client known", ask_client, ask_client, true, 0, ERROR_NONE},
    {"another name", NULL, ask_for_another_name, false, EVENT_CHECK_SESSION_NAME, ERROR_NONE},
    {"suite given up", NULL, give_the_suite_up, false, EVENT_CHECK_SESSION_SUITE_ACCEPTED, ERROR_NONE},
    {"suite not offered", NULL, offer_another_suite, false, EVENT_CHECK_SESSION_SUITE_OFFERED, ERROR_ILLEGAL_PARAMETER},
    {"unbound, offered bound", unbound, NULL, false, EVENT_CHECK_SESSION_BINDING, ERROR_NONE},
    {"unbound, as before", unbound, unbound, true, 0, ERROR_NONE},
    {"bound, offered unbound", NULL, client_leaves_it_unbound, false, EVENT_CHECK_SESSION_BINDING_OFFERED,
     ERROR_HANDSHAKE_FAILURE},
};

static void run_case(const Case *row, bool by_ticket)
{
    Comeback comeback;
    Pair pair;
    Doubts doubts = {.failed_count = 0};
    Observer observer = {observe, &doubts};
    (by_ticket ? comeback_init_ticket : comeback_init)(&comeback, row->first);
    pair_init(&pair);
    comeback_lend(&comeback, &pair);
    if (row->second)
        row->second(&pair);
    pair.client_config.observer = pair.server_config.observer = &observer;
    pair_start(&pair);
    pair_run(&pair);
    print_message("%s\n", row->what);
    assert_int_equal(doubts.failed_count, row->check != 0);
    if (row->check)
        assert_string_equal(event_item(doubts.failed)->what, event_item(row->check)->what);
    if (row->resumed)
        assert_resumed(&pair);
    else if (row->alert)
        assert_refused(&pair, ACTOR_SERVER, row->alert);
    else
        assert_not_resumed(&pair);
    pair_clear(&pair);
    comeback_clear(&comeback);
}

static void each_reason_against_a_session_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        run_case(&cases[i], false);
}

static void each_reason_against_a_ticket_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ticket_cases); i++)
        run_case(&ticket_cases[i], true);
}

static void a_ticket_costs_the_server_no_memory(void **state)
{
    (void)state;
    Comeback comeback;
    Pair pair;
    Session kept = {0};
    comeback_init_ticket(&comeback, NULL);
    assert_int_equal(session_cache_count(comeback.cache), 0);
    assert_int_equal(comeback.session.id.size, 0);
    assert_int_equal(comeback.session.ticket_lifetime, 7200);
    pair_init(&pair);
    comeback_lend(&comeback, &pair);
    use_later_clock(&pair);
    pair_start(&pair);
    pair_run(&pair);
    assert_resumed(&pair);
    pair_exchange(&pair, bytes_of_text("question"), bytes_of_text("answer"));
    /* none was given in its place */
    assert_true(peer_session(pair.client, &kept));
    assert_true(bytes_equal(buffer_bytes(&kept.ticket), buffer_bytes(&comeback.session.ticket)));
    assert_int_equal(kept.ticket_lifetime, 7200);
    assert_int_equal(session_cache_count(comeback.cache), 0);
    session_clear(&kept);
    pair_clear(&pair);
    comeback_clear(&comeback);
}

static void a_ticket_can_be_renewed(void **state)
{
    (void)state;
    Comeback comeback;
    Pair pair;
    Session kept = {0};
    comeback_init_ticket(&comeback, NULL);
    pair_init(&pair);
    comeback_lend(&comeback, &pair);
    use_later_clock(&pair);
    rotate_once(&pair);
    pair.server_config.server.renew_tickets = true;
    pair_start(&pair);
    pair_run(&pair);
    assert_resumed(&pair);
    assert_true(peer_session(pair.client, &kept));
    assert_false(bytes_equal(buffer_bytes(&kept.ticket), buffer_bytes(&comeback.session.ticket)));
    assert_int_equal(kept.ticket_lifetime, 7200 - LATER);
    assert_int_equal(kept.ticket.data[0], other_keys.keys[0].name[0]);
    session_clear(&kept);
    pair_clear(&pair);
    comeback_clear(&comeback);
}

/* RFC 5077 §3.4: what some old client does, who then has to tell by what comes next. */
static void a_ticket_without_a_session_id_is_taken_too(void **state)
{
    (void)state;
    Comeback comeback;
    Pair pair;
    Change change = {
        .pair = &pair, .sender = ACTOR_CLIENT, .type = HANDSHAKE_CLIENT_HELLO, .apply = hello_no_session_id};
    comeback_init_ticket(&comeback, NULL);
    pair_init(&pair);
    comeback_lend(&comeback, &pair);
    pair.meddle = change_record;
    pair.context = &change;
    pair_start(&pair);
    while (peer_step(pair.client))
        ;
    pair_deliver(&pair, ACTOR_CLIENT);
    while (peer_step(pair.server))
        ;
    assert_string_equal(peer_state_name(pair.server), "server_wait_change_cipher_spec");
    PeerSummary summary;
    peer_summary(pair.server, &summary);
    assert_true(summary.resumed);
    pair_clear(&pair);
    arena_clear(&change.made);
    comeback_clear(&comeback);
}

/* A server that resumes and does not keep to the session */

static void assert_change_refused(ChangeMessage *apply, EventId check, Error alert)
{
    Comeback comeback;
    Pair pair;
    Doubts doubts = {.failed_count = 0};
    Observer observer = {observe, &doubts};
    Change change = {.pair = &pair, .sender = ACTOR_SERVER, .type = HANDSHAKE_SERVER_HELLO, .apply = apply};
    comeback_init(&comeback, NULL);
    pair_init(&pair);
    comeback_lend(&comeback, &pair);
    pair.client_config.observer = &observer;
    pair.meddle = change_record;
    pair.context = &change;
    pair_start(&pair);
    pair_run(&pair);
    assert_refused(&pair, ACTOR_CLIENT, alert);
    assert_string_equal(event_item(doubts.failed)->what, event_item(check)->what);
    pair_clear(&pair);
    arena_clear(&change.made);
    comeback_clear(&comeback);
}

static void a_server_has_to_keep_to_the_session(void **state)
{
    (void)state;
    assert_change_refused(answer_other_suite, EVENT_CHECK_RESUMED_SUITE, ERROR_ILLEGAL_PARAMETER);
    assert_change_refused(answer_unbound, EVENT_CHECK_RESUMED_MASTER_SECRET, ERROR_HANDSHAKE_FAILURE);
}

/* RFC 5246 §7.2.2 */
static void a_fatal_alert_ends_the_session_too(void **state)
{
    (void)state;
    static const uint8_t garbage[] = {CONTENT_APPLICATION_DATA, 3, 3, 0, 4, 1, 2, 3, 4};
    Comeback comeback;
    Pair pair;
    Session kept = {0};
    comeback_init(&comeback, NULL);
    pair_init(&pair);
    comeback_lend(&comeback, &pair);
    pair_start(&pair);
    pair_run(&pair);
    assert_resumed(&pair);
    assert_int_equal(session_cache_count(comeback.cache), 1);
    peer_receive(pair.server, BYTES_OF_ARRAY(garbage));
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_BAD_RECORD_MAC);
    assert_int_equal(session_cache_count(comeback.cache), 0);
    assert_false(peer_session(pair.client, &kept));
    pair_clear(&pair);
    comeback_clear(&comeback);
}

/* The Finished of both sides as they stand in the transcript of an abbreviated handshake: the server's first. */
static void the_server_s_finished_comes_first(void **state)
{
    (void)state;
    Comeback comeback;
    Pair pair;
    comeback_init(&comeback, NULL);
    pair_init(&pair);
    comeback_lend(&comeback, &pair);
    pair_start(&pair);
    while (peer_step(pair.client))
        ;
    pair_deliver(&pair, ACTOR_CLIENT);
    while (peer_step(pair.server))
        ;
    pair_deliver(&pair, ACTOR_SERVER);
    /* ServerHello, ChangeCipherSpec, Finished, and nothing else */
    static const uint8_t types[] = {CONTENT_HANDSHAKE, CONTENT_CHANGE_CIPHER_SPEC, CONTENT_HANDSHAKE};
    Bytes rest = buffer_bytes(&pair.wire[ACTOR_SERVER]);
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        Record record;
        assert_int_equal(record_parse(&record, rest), ERROR_NONE);
        assert_int_equal(record.type, types[i]);
        rest = bytes_slice(rest, record.bytes.size, rest.size);
    }
    assert_int_equal(rest.size, 0);
    pair_run(&pair);
    assert_resumed(&pair);
    pair_clear(&pair);
    comeback_clear(&comeback);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_suite_resumes),
        cmocka_unit_test(a_session_can_be_resumed_again_and_again),
        cmocka_unit_test(each_reason_against_a_session_is_told),
        cmocka_unit_test(each_reason_against_a_ticket_is_told),
        cmocka_unit_test(a_ticket_costs_the_server_no_memory),
        cmocka_unit_test(a_ticket_can_be_renewed),
        cmocka_unit_test(a_ticket_without_a_session_id_is_taken_too),
        cmocka_unit_test(a_server_has_to_keep_to_the_session),
        cmocka_unit_test(a_fatal_alert_ends_the_session_too),
        cmocka_unit_test(the_server_s_finished_comes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
