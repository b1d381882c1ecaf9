/* Sessions that are resumed, and each reason why one is not. */
#include <string.h>

#include "changes.h"
#include "comeback.h"

#include "tls/record.h"

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
        first.server_config.sessions = comeback.cache;
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
    pair->client_config.extended_master_secret = pair->server_config.extended_master_secret = false;
}

static void lose_session(Pair *pair)
{
    session_cache_empty(pair->server_config.sessions);
}

static void come_too_late(Pair *pair)
{
    use_later_clock(pair);
    pair->server_config.session_lifetime = LATER - 1;
}

static void come_before(Pair *pair)
{
    pair->server_config.now -= 1;
}

static void come_just_in_time(Pair *pair)
{
    use_later_clock(pair);
    pair->server_config.session_lifetime = LATER;
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
    pair->client_config.extended_master_secret = false;
}

static void server_binds_no_more(Pair *pair)
{
    pair->server_config.extended_master_secret = false;
}

static void server_keeps_no_sessions(Pair *pair)
{
    pair->server_config.sessions = NULL;
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
    {"bound, at a server that binds no more", NULL, server_binds_no_more, true, 0, ERROR_NONE},
};

static void run_case(const Case *row)
{
    Comeback comeback;
    Pair pair;
    Doubts doubts = {.failed_count = 0};
    Observer observer = {observe, &doubts};
    comeback_init(&comeback, row->first);
    pair_init(&pair);
    comeback_lend(&comeback, &pair);
    if (row->second)
        row->second(&pair);
    pair.client_config.observer = pair.server_config.observer = &observer;
    pair_start(&pair);
    pair_run(&pair);
    print_message("%s\n", row->what);
    assert_int_equal(doubts.failed_count, !row->resumed);
    if (!row->resumed)
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
        run_case(&cases[i]);
}

/* A server that resumes and does not keep to the session */

static void change_answer(void *context, Actor sender, Buffer *record)
{
    Change *change = context;
    DecodeContext decode = {VERSION_TLS_1_2, NULL, sender};
    Message message;
    Buffer bytes = BUFFER_EMPTY;
    if (change->done || sender != ACTOR_SERVER)
        return;
    change->done = true;
    buffer_append(&bytes, bytes_slice(buffer_bytes(record), RECORD_HEADER_SIZE, record->size));
    assert_int_equal(message_decode(&message, buffer_bytes(&bytes), &decode, NULL), ERROR_NONE);
    change->apply(change, &message, &bytes);
    buffer_truncate(record, 0);
    record_header_append(record, CONTENT_HANDSHAKE, VERSION_TLS_1_2, bytes.size);
    buffer_append(record, buffer_bytes(&bytes));
    buffer_clear(&bytes);
}

static void assert_change_refused(ChangeMessage *apply, EventId check, Error alert)
{
    Comeback comeback;
    Pair pair;
    Doubts doubts = {.failed_count = 0};
    Observer observer = {observe, &doubts};
    Change change = {.pair = &pair, .apply = apply};
    comeback_init(&comeback, NULL);
    pair_init(&pair);
    comeback_lend(&comeback, &pair);
    pair.client_config.observer = &observer;
    pair.meddle = change_answer;
    pair.context = &change;
    pair_start(&pair);
    pair_run(&pair);
    assert_refused(&pair, ACTOR_CLIENT, alert);
    assert_string_equal(event_item(doubts.failed)->what, event_item(check)->what);
    pair_clear(&pair);
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
        cmocka_unit_test(a_server_has_to_keep_to_the_session),
        cmocka_unit_test(a_fatal_alert_ends_the_session_too),
        cmocka_unit_test(the_server_s_finished_comes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
