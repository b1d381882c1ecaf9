/* Alerts, endings, and what comes on a connection that stands. */
#include "speaker.h"

static void connect(Pair *pair)
{
    pair_init(pair);
    pair_start(pair);
    pair_run(pair);
    assert_connected(pair);
}

static void close_notify_goes_both_ways(void **state)
{
    (void)state;
    for (Actor first = ACTOR_CLIENT; first <= ACTOR_SERVER; first++) {
        Pair pair;
        connect(&pair);
        peer_close(pair_peer(&pair, first));
        pair_run(&pair);
        assert_int_equal(peer_state(pair.client), PEER_CLOSED);
        assert_int_equal(peer_state(pair.server), PEER_CLOSED);
        assert_int_equal(peer_error(pair.client), ERROR_NONE);
        assert_false(peer_step(pair.client));
        pair_clear(&pair);
    }
}

static void data_written_before_closing_arrives(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair);
    peer_write(pair.server, bytes_of_text("the last words"));
    peer_close(pair.server);
    peer_write(pair.server, bytes_of_text("too late"));
    pair_run(&pair);
    assert_int_equal(peer_state(pair.client), PEER_CLOSED);
    assert_true(bytes_equal(peer_read(pair.client), bytes_of_text("the last words")));
    pair_clear(&pair);
}

static void what_waits_is_dropped_when_the_other_side_closes(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair);
    peer_close(pair.client);
    while (peer_step(pair.client))
        ;
    pair_deliver(&pair, ACTOR_CLIENT);
    assert_true(peer_step(pair.server)); /* reads close_notify */
    peer_write(pair.server, bytes_of_text("nobody wants this any more"));
    pair_run(&pair);
    assert_int_equal(peer_state(pair.server), PEER_CLOSED);
    assert_int_equal(peer_state(pair.client), PEER_CLOSED);
    pair_clear(&pair);
}

static void closing_during_the_handshake_waits_for_its_end(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_start(&pair);
    peer_write(pair.client, bytes_of_text("short"));
    peer_close(pair.client);
    pair_run(&pair);
    assert_int_equal(peer_state(pair.client), PEER_CLOSED);
    assert_true(bytes_equal(peer_read(pair.server), bytes_of_text("short")));
    pair_clear(&pair);
}

static void bytes_that_end_without_close_notify_are_truncated(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair);
    peer_end(pair.client);
    pair_run(&pair);
    assert_int_equal(peer_state(pair.client), PEER_TRUNCATED);
    assert_int_equal(peer_error(pair.client), ERROR_TRUNCATED);
    pair_clear(&pair);

    pair_init(&pair);
    pair_start(&pair);
    assert_true(peer_step(pair.client));
    peer_end(pair.client);
    assert_true(peer_step(pair.client));
    assert_int_equal(peer_state(pair.client), PEER_TRUNCATED);
    assert_string_equal(peer_state_name(pair.client), "client_wait_server_hello");
    pair_clear(&pair);
}

static void what_came_before_the_end_is_read_first(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair);
    peer_write(pair.server, bytes_of_text("half"));
    peer_close(pair.server);
    while (peer_step(pair.server))
        ;
    pair_deliver(&pair, ACTOR_SERVER);
    peer_end(pair.client);
    while (peer_step(pair.client))
        ;
    assert_int_equal(peer_state(pair.client), PEER_CLOSED);
    assert_true(bytes_equal(peer_read(pair.client), bytes_of_text("half")));
    pair_clear(&pair);
}

static void a_failed_peer_stays_failed(void **state)
{
    (void)state;
    Pair pair;
    bool sent;
    connect(&pair);
    Buffer bad = from_hex("ff");
    peer_receive(pair.server, buffer_bytes(&bad));
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_UNEXPECTED_MESSAGE);
    peer_receive(pair.server, buffer_bytes(&bad));
    peer_write(pair.server, bytes_of_text("no"));
    peer_close(pair.server);
    peer_end(pair.server);
    assert_false(peer_step(pair.server));
    assert_int_equal(peer_output(pair.server).size, 0);
    assert_int_equal(peer_state(pair.server), PEER_FAILED);
    assert_int_equal(peer_alert(pair.server, &sent), ERROR_UNEXPECTED_MESSAGE);
    buffer_clear(&bad);
    pair_clear(&pair);
}

/* Before keys are in force, anybody can say anything. */
static void give(Peer *peer, const char *hex)
{
    Buffer bytes = from_hex(hex);
    peer_receive(peer, buffer_bytes(&bytes));
    while (peer_step(peer))
        ;
    buffer_clear(&bytes);
}

static void a_fatal_alert_ends_the_handshake(void **state)
{
    (void)state;
    Pair pair;
    bool sent;
    pair_init(&pair);
    pair_start(&pair);
    while (peer_step(pair.client))
        ;
    size_t before = peer_output(pair.client).size;
    give(pair.client, "15030300020228");
    assert_int_equal(peer_state(pair.client), PEER_FAILED);
    assert_int_equal(peer_alert(pair.client, &sent), ERROR_HANDSHAKE_FAILURE);
    assert_false(sent);
    assert_int_equal(peer_output(pair.client).size, before); /* it is not answered */
    pair_clear(&pair);
}

static void the_fifth_warning_in_a_row_ends_the_handshake(void **state)
{
    (void)state;
    Pair pair;
    bool sent;
    pair_init(&pair);
    pair_start(&pair);
    while (peer_step(pair.client))
        ;
    for (int i = 0; i < 4; i++) {
        give(pair.client, "1503030002015a");
        assert_int_equal(peer_state(pair.client), PEER_HANDSHAKING);
    }
    give(pair.client, "1503030002015a");
    assert_int_equal(peer_state(pair.client), PEER_FAILED);
    assert_int_equal(peer_alert(pair.client, &sent), ERROR_UNEXPECTED_MESSAGE);
    assert_true(sent);
    pair_clear(&pair);
}

static void warnings_are_counted_anew_behind_a_message(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair);
    Speaker speaker;
    speaker_init(&speaker, &pair, ACTOR_SERVER, 1);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 4; i++)
            speaker_say_hex(&speaker, CONTENT_ALERT, "015a");
        speaker_say_hex(&speaker, CONTENT_APPLICATION_DATA, "21");
    }
    assert_int_equal(peer_state(pair.client), PEER_CONNECTED);
    for (int i = 0; i < 5; i++)
        speaker_say_hex(&speaker, CONTENT_ALERT, "015a");
    assert_int_equal(peer_error(pair.client), ERROR_UNEXPECTED_MESSAGE);
    speaker_clear(&speaker);
    pair_clear(&pair);
}

static void close_notify_of_either_level_is_answered_during_the_handshake(void **state)
{
    static const char *const notices[] = {"15030300020100", "15030300020200"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(notices); i++) {
        Pair pair;
        pair_init(&pair);
        pair_start(&pair);
        while (peer_step(pair.client))
            ;
        peer_output_take(pair.client, peer_output(pair.client).size);
        give(pair.client, notices[i]);
        assert_int_equal(peer_state(pair.client), PEER_CLOSED);
        assert_hex(peer_output(pair.client), "15030300020100");
        pair_clear(&pair);
    }
}

/* Whatever its level, and whatever the application would still say. */
static void close_notify_is_answered_by_close_notify_alone(void **state)
{
    (void)state;
    for (int level = ALERT_LEVEL_WARNING; level <= ALERT_LEVEL_FATAL; level++) {
        const uint8_t notice[] = {(uint8_t)level, 0};
        Pair pair;
        connect(&pair);
        Speaker speaker;
        speaker_init(&speaker, &pair, ACTOR_CLIENT, 1);
        Buffer record = BUFFER_EMPTY;
        speaker_seal(&speaker, &record, CONTENT_ALERT, BYTES_OF_ARRAY(notice));
        peer_receive(pair.server, buffer_bytes(&record));
        assert_true(peer_step(pair.server)); /* reads it */
        peer_write(pair.server, bytes_of_text("nobody hears this any more"));
        while (peer_step(pair.server))
            ;
        Bytes answer = peer_output(pair.server);
        assert_int_equal(peer_state(pair.server), PEER_CLOSED);
        assert_int_equal(answer.size, record.size); /* one alert */
        assert_int_equal(answer.data[0], CONTENT_ALERT);
        buffer_clear(&record);
        speaker_clear(&speaker);
        pair_clear(&pair);
    }
}

/* Having said that it will say nothing more, a side does not say either what is wrong. */
static void after_close_notify_no_alert_follows(void **state)
{
    (void)state;
    Pair pair;
    bool sent;
    connect(&pair);
    peer_close(pair.server);
    while (peer_step(pair.server))
        ;
    peer_output_take(pair.server, peer_output(pair.server).size);
    give(pair.server, "ff");
    assert_int_equal(peer_state(pair.server), PEER_FAILED);
    assert_int_equal(peer_error(pair.server), ERROR_UNEXPECTED_MESSAGE);
    assert_int_equal(peer_alert(pair.server, &sent), ERROR_NONE);
    assert_int_equal(peer_output(pair.server).size, 0);
    pair_clear(&pair);
}

static void hello_requests_during_the_handshake_are_ignored(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_start(&pair);
    while (peer_step(pair.client))
        ;
    give(pair.client, "160303000400000000160303000400000000");
    assert_int_equal(peer_state(pair.client), PEER_HANDSHAKING);
    pair_run(&pair);
    assert_connected(&pair);
    pair_clear(&pair);
}

static void a_hello_request_with_a_body_is_refused(void **state)
{
    (void)state;
    Pair pair;
    bool sent;
    pair_init(&pair);
    pair_start(&pair);
    while (peer_step(pair.client))
        ;
    give(pair.client, "16030300050000000100");
    assert_int_equal(peer_state(pair.client), PEER_FAILED);
    assert_int_equal(peer_alert(pair.client, &sent), ERROR_DECODE_ERROR);
    pair_clear(&pair);
}

typedef struct Spoken {
    const char *what;
    Actor speaker;
    ContentType type;
    const char *hex;
    Error alert; /* ERROR_NONE: the connection goes on */
} Spoken;

/* A ClientHello as short as can be. */
#define CLIENT_HELLO                                                                                                   \
    "010000290303"                                                                                                     \
    "0000000000000000000000000000000000000000000000000000000000000000"                                                 \
    "000002c02b0100"

static const Spoken spoken[] = {
    {"HelloRequest", ACTOR_SERVER, CONTENT_HANDSHAKE, "00000000", ERROR_NONE},
    {"HelloRequest with a body", ACTOR_SERVER, CONTENT_HANDSHAKE, "0000000100", ERROR_DECODE_ERROR},
    {"ClientHello to renegotiate", ACTOR_CLIENT, CONTENT_HANDSHAKE, CLIENT_HELLO, ERROR_NONE},
    {"ClientHello cut short", ACTOR_CLIENT, CONTENT_HANDSHAKE, "010000020303", ERROR_DECODE_ERROR},
    {"HelloRequest from the client", ACTOR_CLIENT, CONTENT_HANDSHAKE, "00000000", ERROR_UNEXPECTED_MESSAGE},
    {"ClientHello from the server", ACTOR_SERVER, CONTENT_HANDSHAKE, CLIENT_HELLO, ERROR_UNEXPECTED_MESSAGE},
    {"Finished once more", ACTOR_CLIENT, CONTENT_HANDSHAKE, "1400000c000000000000000000000000",
     ERROR_UNEXPECTED_MESSAGE},
    {"NewSessionTicket that nobody asked for", ACTOR_SERVER, CONTENT_HANDSHAKE, "04000006000000000000",
     ERROR_UNEXPECTED_MESSAGE},
    {"change_cipher_spec once more", ACTOR_CLIENT, CONTENT_CHANGE_CIPHER_SPEC, "01", ERROR_UNEXPECTED_MESSAGE},
    {"empty application data", ACTOR_CLIENT, CONTENT_APPLICATION_DATA, "", ERROR_NONE},
    {"an empty handshake record", ACTOR_CLIENT, CONTENT_HANDSHAKE, "", ERROR_UNEXPECTED_MESSAGE},
    {"user_canceled", ACTOR_SERVER, CONTENT_ALERT, "015a", ERROR_NONE},
    {"no_renegotiation", ACTOR_CLIENT, CONTENT_ALERT, "0164", ERROR_NONE},
    {"an alert without a level", ACTOR_CLIENT, CONTENT_ALERT, "005a", ERROR_ILLEGAL_PARAMETER},
};

static void a_connection_bears_what_it_has_to(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(spoken); i++) {
        const Spoken *row = &spoken[i];
        Pair pair;
        bool sent;
        print_message("%s\n", row->what);
        connect(&pair);
        Speaker speaker;
        speaker_init(&speaker, &pair, row->speaker, 1);
        Peer *listener = pair_peer(&pair, other_side(row->speaker));
        speaker_say_hex(&speaker, row->type, row->hex);
        if (row->alert == ERROR_NONE) {
            assert_int_equal(peer_state(listener), PEER_CONNECTED);
            speaker_say_hex(&speaker, CONTENT_APPLICATION_DATA, "6f6b");
            assert_true(bytes_equal(peer_read(listener), bytes_of_text("ok")));
        } else {
            assert_int_equal(peer_state(listener), PEER_FAILED);
            assert_string_equal(error_name(peer_alert(listener, &sent)), error_name(row->alert));
            assert_true(sent);
        }
        speaker_clear(&speaker);
        pair_clear(&pair);
    }
}

/* Each brings nothing; too many in a row are an attack on the listener's patience. */
static void what_brings_nothing_is_borne_sixteen_times_in_a_row(void **state)
{
    (void)state;
    static const Spoken idle[] = {
        {"empty records", ACTOR_CLIENT, CONTENT_APPLICATION_DATA, "", ERROR_NONE},
        {"HelloRequests", ACTOR_SERVER, CONTENT_HANDSHAKE, "00000000", ERROR_NONE},
        {"ClientHellos", ACTOR_CLIENT, CONTENT_HANDSHAKE, CLIENT_HELLO, ERROR_NONE},
    };
    for (size_t i = 0; i < COUNT_OF(idle); i++) {
        Pair pair;
        connect(&pair);
        Speaker speaker;
        speaker_init(&speaker, &pair, idle[i].speaker, 1);
        Peer *listener = pair_peer(&pair, other_side(idle[i].speaker));
        for (int round = 0; round < 2; round++) {
            for (int j = 0; j < 16; j++)
                speaker_say_hex(&speaker, idle[i].type, idle[i].hex);
            assert_int_equal(peer_state(listener), PEER_CONNECTED);
            if (round == 0)
                speaker_say_hex(&speaker, CONTENT_APPLICATION_DATA, "21");
        }
        speaker_say_hex(&speaker, idle[i].type, idle[i].hex);
        assert_int_equal(peer_error(listener), ERROR_UNEXPECTED_MESSAGE);
        speaker_clear(&speaker);
        pair_clear(&pair);
    }
}

static void a_request_to_renegotiate_is_declined_with_a_warning(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair);
    Speaker speaker;
    speaker_init(&speaker, &pair, ACTOR_SERVER, 1);
    speaker_say_hex(&speaker, CONTENT_HANDSHAKE, "00000000");
    assert_true(peer_output(pair.client).size > 0);
    pair_deliver(&pair, ACTOR_CLIENT);
    while (peer_step(pair.server))
        ;
    assert_int_equal(peer_state(pair.server), PEER_CONNECTED);
    speaker_clear(&speaker);
    pair_clear(&pair);
}

/* close_notify says that nothing more follows from this side, warnings included. */
static void a_request_to_renegotiate_after_closing_gets_no_answer(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair);
    Speaker speaker;
    speaker_init(&speaker, &pair, ACTOR_SERVER, 1);
    peer_close(pair.client);
    while (peer_step(pair.client))
        ;
    size_t before = peer_output(pair.client).size;
    speaker_say_hex(&speaker, CONTENT_HANDSHAKE, "00000000");
    assert_int_equal(peer_state(pair.client), PEER_CONNECTED);
    assert_int_equal(peer_output(pair.client).size, before);
    speaker_clear(&speaker);
    pair_clear(&pair);
}

static void a_failed_connection_s_secrets_are_forgotten(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair);
    Buffer bad = from_hex("ff");
    peer_receive(pair.server, buffer_bytes(&bad));
    pair_run(&pair);
    for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++) {
        PeerSummary summary;
        assert_int_equal(peer_state(pair_peer(&pair, actor)), PEER_FAILED);
        peer_summary(pair_peer(&pair, actor), &summary);
        assert_int_equal(summary.master_secret.size, 0);
        assert_int_equal(summary.client_random.size, RANDOM_SIZE); /* it was never secret */
    }
    buffer_clear(&bad);
    pair_clear(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(close_notify_goes_both_ways),
        cmocka_unit_test(data_written_before_closing_arrives),
        cmocka_unit_test(what_waits_is_dropped_when_the_other_side_closes),
        cmocka_unit_test(closing_during_the_handshake_waits_for_its_end),
        cmocka_unit_test(bytes_that_end_without_close_notify_are_truncated),
        cmocka_unit_test(what_came_before_the_end_is_read_first),
        cmocka_unit_test(a_failed_peer_stays_failed),
        cmocka_unit_test(a_fatal_alert_ends_the_handshake),
        cmocka_unit_test(the_fifth_warning_in_a_row_ends_the_handshake),
        cmocka_unit_test(warnings_are_counted_anew_behind_a_message),
        cmocka_unit_test(close_notify_of_either_level_is_answered_during_the_handshake),
        cmocka_unit_test(close_notify_is_answered_by_close_notify_alone),
        cmocka_unit_test(after_close_notify_no_alert_follows),
        cmocka_unit_test(hello_requests_during_the_handshake_are_ignored),
        cmocka_unit_test(a_hello_request_with_a_body_is_refused),
        cmocka_unit_test(a_connection_bears_what_it_has_to),
        cmocka_unit_test(what_brings_nothing_is_borne_sixteen_times_in_a_row),
        cmocka_unit_test(a_request_to_renegotiate_is_declined_with_a_warning),
        cmocka_unit_test(a_request_to_renegotiate_after_closing_gets_no_answer),
        cmocka_unit_test(a_failed_connection_s_secrets_are_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
