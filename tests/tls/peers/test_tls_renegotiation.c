/* Further handshakes on a connection: begun by either side, agreed to, declined, bound to the one before or not. */
#include <string.h>

#include "comeback.h"
#include "speaker.h"

static void allow(Pair *pair, Renegotiation renegotiation)
{
    pair->client_config.renegotiation = pair->server_config.renegotiation = renegotiation;
}

static void connect(Pair *pair, Renegotiation renegotiation)
{
    pair_init(pair);
    allow(pair, renegotiation);
    pair_start(pair);
    pair_run(pair);
    assert_connected(pair);
}

static Buffer master_secret(const Peer *peer)
{
    PeerSummary summary;
    Buffer copy = BUFFER_EMPTY;
    peer_summary(peer, &summary);
    buffer_append(&copy, summary.master_secret);
    return copy;
}

/* Runs a new handshake that `starter` wants, and holds it against the one before. */
static void renegotiate(Pair *pair, Actor starter)
{
    Buffer before = master_secret(pair->client);
    assert_true(peer_renegotiate(pair_peer(pair, starter)));
    pair_run(pair);
    assert_connected(pair);
    Buffer after = master_secret(pair->client);
    assert_false(bytes_equal(buffer_bytes(&before), buffer_bytes(&after)));
    buffer_clear(&before);
    buffer_clear(&after);
}

static void either_side_may_start(void **state)
{
    (void)state;
    for (Actor starter = ACTOR_CLIENT; starter <= ACTOR_SERVER; starter++) {
        Pair pair;
        connect(&pair, RENEGOTIATION_BOUND);
        pair_exchange(&pair, bytes_of_text("first question"), bytes_of_text("first answer"));
        renegotiate(&pair, starter);
        pair_exchange(&pair, bytes_of_text("second question"), bytes_of_text("second answer"));
        peer_close(pair.server);
        pair_run(&pair);
        assert_int_equal(peer_state(pair.client), PEER_CLOSED);
        assert_int_equal(peer_state(pair.server), PEER_CLOSED);
        pair_clear(&pair);
    }
}

/* Suite and group of the first handshake and of the second. */
static const char *const changes_of_suite[][4] = {
    {"TLS_RSA_WITH_AES_128_CBC_SHA", NULL, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "x25519"},
    {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "secp256r1", "TLS_RSA_WITH_AES_256_CBC_SHA256", NULL},
    {"TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "ffdhe2048", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "secp384r1"},
    {"TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "x25519", "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", "toy-dh-23"},
};

static void the_second_handshake_has_a_configuration_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(changes_of_suite); i++)
        for (Actor starter = ACTOR_CLIENT; starter <= ACTOR_SERVER; starter++) {
            Pair pair, next;
            PeerSummary summary;
            pair_init(&next);
            pair_offer(&next, changes_of_suite[i][2], changes_of_suite[i][3]);
            next.client_config.random = NULL; /* those of the first stay */
            next.client_config.role = ACTOR_SERVER;
            next.client_config.record_size = 50;
            pair_init(&pair);
            pair_offer(&pair, changes_of_suite[i][0], changes_of_suite[i][1]);
            allow(&pair, RENEGOTIATION_BOUND);
            pair.client_config.next = &next.client_config;
            pair.server_config.next = &next.server_config;
            pair_start(&pair);
            pair_run(&pair);
            assert_connected(&pair);
            renegotiate(&pair, starter);
            peer_summary(pair.client, &summary);
            assert_string_equal(summary.suite->name, changes_of_suite[i][2]);
            pair_exchange(&pair, bytes_of_text("question"), bytes_of_text("answer"));
            /* what comes after it does not allow a third */
            assert_false(peer_renegotiate(pair_peer(&pair, starter)));
            pair_clear(&pair);
            pair_clear(&next);
        }
}

static void a_connection_can_have_many_handshakes_but_not_without_end(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_offer(&pair, "TLS_RSA_WITH_AES_128_CBC_SHA", NULL);
    allow(&pair, RENEGOTIATION_BOUND);
    pair_start(&pair);
    pair_run(&pair);
    for (int i = 0; i < PEER_RENEGOTIATIONS_MAX; i++) {
        renegotiate(&pair, i % 2 ? ACTOR_SERVER : ACTOR_CLIENT);
        pair_exchange(&pair, bytes_of_text("more"), bytes_of_text("and more"));
    }
    assert_false(peer_renegotiate(pair.client));
    assert_false(peer_renegotiate(pair.server));
    pair_exchange(&pair, bytes_of_text("still"), bytes_of_text("there"));
    pair_clear(&pair);
}

/* Declining */

static void who_does_not_allow_it_cannot_ask(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair, RENEGOTIATION_NONE);
    assert_false(peer_renegotiate(pair.client));
    assert_false(peer_renegotiate(pair.server));
    assert_false(peer_step(pair.client));
    assert_false(peer_step(pair.server));
    pair_clear(&pair);
}

static void a_declined_side_goes_on_with_the_keys_there_are(void **state)
{
    (void)state;
    for (Actor starter = ACTOR_CLIENT; starter <= ACTOR_SERVER; starter++) {
        Pair pair;
        pair_init(&pair);
        *(starter == ACTOR_CLIENT ? &pair.client_config.renegotiation : &pair.server_config.renegotiation) =
            RENEGOTIATION_BOUND;
        pair_start(&pair);
        pair_run(&pair);
        Buffer before = master_secret(pair.client);
        for (int i = 0; i < 3; i++) {
            assert_true(peer_renegotiate(pair_peer(&pair, starter)));
            peer_write(pair_peer(&pair, starter), bytes_of_text("before "));
            peer_step(pair_peer(&pair, starter));
            peer_write(pair_peer(&pair, starter), bytes_of_text("and after"));
            pair_run(&pair);
            assert_connected(&pair);
            assert_string_equal(peer_state_name(pair.client), "client_connected");
            assert_true(
                bytes_equal(peer_read(pair_peer(&pair, other_side(starter))), bytes_of_text("before and after")));
            peer_read_take(pair_peer(&pair, other_side(starter)), SIZE_MAX);
            pair_exchange(&pair, bytes_of_text("question"), bytes_of_text("answer"));
        }
        Buffer after = master_secret(pair.client);
        assert_true(bytes_equal(buffer_bytes(&before), buffer_bytes(&after)));
        buffer_clear(&before);
        buffer_clear(&after);
        pair_clear(&pair);
    }
}

static void without_extended_master_secret(Pair *pair)
{
    pair->client_config.extensions.has_extended_master_secret =
        pair->server_config.extensions.has_extended_master_secret = false;
}

/* Whether a connection is bound, and what is allowed on it without. */
static void without_rfc_5746_it_has_to_be_allowed_as_such(void **state)
{
    (void)state;
    for (int flags = 1; flags < 4; flags++)
        for (Actor starter = ACTOR_CLIENT; starter <= ACTOR_SERVER; starter++) {
            Pair pair;
            PeerSummary summary;
            for (Renegotiation allowed = RENEGOTIATION_BOUND; allowed <= RENEGOTIATION_ANY; allowed++) {
                pair_init(&pair);
                allow(&pair, allowed);
                pair.client_config.extensions.has_renegotiation_info = !(flags & 1);
                pair.server_config.extensions.has_renegotiation_info = !(flags & 2);
                pair_start(&pair);
                pair_run(&pair);
                assert_connected(&pair);
                peer_summary(pair.server, &summary);
                assert_false(summary.secure_renegotiation);
                assert_int_equal(peer_renegotiate(pair_peer(&pair, starter)), allowed == RENEGOTIATION_ANY);
                /* A client that has RFC 5746 says so again, which a server with it takes for another's client only
                   where that kept silent before (§4.4): here one of them is without. */
                pair_run(&pair);
                assert_connected(&pair);
                pair_exchange(&pair, bytes_of_text("question"), bytes_of_text("answer"));
                pair_clear(&pair);
            }
        }
}

/* RFC 7627 §5.4: what stands in the Finished of such a connection may stand in another's too. */
static void a_resumed_connection_is_bound_only_with_an_extended_master_secret(void **state)
{
    (void)state;
    for (int extended = 0; extended < 2; extended++)
        for (Renegotiation allowed = RENEGOTIATION_BOUND; allowed <= RENEGOTIATION_ANY; allowed++) {
            Comeback comeback;
            Pair pair;
            comeback_init(&comeback, extended ? NULL : without_extended_master_secret);
            pair_init(&pair);
            allow(&pair, allowed);
            if (!extended)
                without_extended_master_secret(&pair);
            comeback_lend(&comeback, &pair);
            pair_start(&pair);
            pair_run(&pair);
            assert_resumed(&pair);
            assert_int_equal(peer_renegotiate(pair.client), extended || allowed == RENEGOTIATION_ANY);
            pair_clear(&pair);
            comeback_clear(&comeback);
        }
}

/* The binding */

typedef struct Binding {
    const char *what;
    bool bound; /* the first handshake was with RFC 5746 */
    bool signalled, said;
    size_t size;    /* of the right binding, cut or filled up to so many bytes */
    int wrong;      /* which byte of it is changed; -1: none */
    bool connected; /* how it goes on */
    bool legacy;    /* without extended master secret, which the first handshake has */
} Binding;

static const Binding offered[] = {
    {"the client's verify_data", true, false, true, 12, -1, true, false},
    {"its first byte changed", true, false, true, 12, 0, false, false},
    {"its last byte changed", true, false, true, 12, 11, false, false},
    {"one byte too few", true, false, true, 11, -1, false, false},
    {"one byte too many", true, false, true, 13, -1, false, false},
    {"both sides' verify_data", true, false, true, 24, -1, false, false},
    {"empty, as of a first handshake", true, false, true, 0, -1, false, false},
    {"left out", true, false, false, 0, -1, false, false},
    {"the signal of a first handshake alone", true, true, false, 0, -1, false, false},
    {"the signal besides the right bytes", true, true, true, 12, -1, false, false},
    {"nothing, as before", false, false, false, 0, -1, true, false},
    {"empty where nothing was said before", false, false, true, 0, -1, false, false},
    {"the right bytes where nothing was said before", false, false, true, 12, -1, false, false},
    {"the signal where nothing was said before", false, true, false, 0, -1, false, false},
    {"the right bytes without extended master secret", true, false, true, 12, -1, false, true},
};

static const Binding answered[] = {
    {"verify_data of both sides", true, false, true, 24, -1, true, false},
    {"the client's part changed", true, false, true, 24, 3, false, false},
    {"the server's part changed", true, false, true, 24, 20, false, false},
    {"the client's part alone", true, false, true, 12, -1, false, false},
    {"empty, as of a first handshake", true, false, true, 0, -1, false, false},
    {"left out", true, false, false, 0, -1, false, false},
    {"nothing, as before", false, false, false, 0, -1, true, false},
    {"empty where nothing was said before", false, false, true, 0, -1, false, false},
    {"the right bytes without extended master secret", true, false, true, 24, -1, false, true},
};

/* What both Finished messages of the connection held, as somebody sees who has its keys. */
typedef struct Finished {
    uint8_t bytes[24]; /* the client's first */
} Finished;

static void note_finished(void *context, const Event *event)
{
    Finished *finished = context;
    for (int i = 0; i < event->learned_count; i++) {
        FactId id = event->learned[i].fact.id;
        if (event->handshake == 1 && (id == FACT_CLIENT_VERIFY_DATA || id == FACT_SERVER_VERIFY_DATA))
            memcpy(finished->bytes + (id == FACT_CLIENT_VERIFY_DATA ? 0 : 12), event->learned[i].value.data, 12);
    }
}

static void set_binding(Extensions *extensions, const Binding *row, const Finished *finished, uint8_t bytes[25])
{
    memcpy(bytes, finished->bytes, 24);
    bytes[24] = 0;
    if (row->wrong >= 0)
        bytes[row->wrong] ^= 0x10;
    extensions->present = true;
    extensions->has_extended_master_secret = !row->legacy;
    extensions->has_renegotiation_info = row->said;
    extensions->renegotiated_connection = bytes_of(bytes, row->size);
}

static void say_client_hello(Speaker *speaker, const Binding *row, const Finished *finished)
{
    static const uint8_t random[RANDOM_SIZE], null_compression = 0;
    uint8_t binding[25];
    Buffer suites = BUFFER_EMPTY, message = BUFFER_EMPTY;
    buffer_append_number(&suites, 2, 0x009c); /* TLS_RSA_WITH_AES_128_GCM_SHA256 */
    if (row->signalled)
        buffer_append_number(&suites, 2, SUITE_EMPTY_RENEGOTIATION_INFO_SCSV);
    ClientHello hello = {.version = VERSION_TLS_1_2,
                         .random = BYTES_OF_ARRAY(random),
                         .cipher_suites = buffer_bytes(&suites),
                         .compression_methods = bytes_of(&null_compression, 1)};
    set_binding(&hello.extensions, row, finished, binding);
    client_hello_encode(&message, &hello);
    speaker_say(speaker, CONTENT_HANDSHAKE, buffer_bytes(&message));
    buffer_clear(&message);
    buffer_clear(&suites);
}

static void say_server_hello(Speaker *speaker, const Binding *row, const Finished *finished)
{
    static const uint8_t random[RANDOM_SIZE];
    uint8_t binding[25];
    Buffer message = BUFFER_EMPTY;
    ServerHello hello = {.version = VERSION_TLS_1_2, .random = BYTES_OF_ARRAY(random), .cipher_suite = 0x009c};
    set_binding(&hello.extensions, row, finished, binding);
    server_hello_encode(&message, &hello);
    speaker_say(speaker, CONTENT_HANDSHAKE, buffer_bytes(&message));
    buffer_clear(&message);
}

static void assert_row(const Binding *row, const Peer *listener, const char *state)
{
    bool sent;
    print_message("%s\n", row->what);
    if (row->connected) {
        assert_int_equal(peer_state(listener), PEER_HANDSHAKING);
        assert_string_equal(peer_state_name(listener), state);
        return;
    }
    assert_int_equal(peer_state(listener), PEER_FAILED);
    assert_string_equal(error_name(peer_alert(listener, &sent)), "handshake_failure");
    assert_true(sent);
}

/* A connection whose Finished messages are known; the other side of `listener` is without RFC 5746 where the row wants
   it unbound. */
static void connect_noting(Pair *pair, Actor listener, const Observer *observer, bool bound)
{
    pair_init(pair);
    pair_offer(pair, "TLS_RSA_WITH_AES_128_GCM_SHA256", NULL);
    allow(pair, RENEGOTIATION_ANY);
    (listener == ACTOR_CLIENT ? &pair->server_config : &pair->client_config)->extensions.has_renegotiation_info = bound;
    pair->server_config.observer = observer;
    pair_start(pair);
    pair_run(pair);
    assert_connected(pair);
}

static void an_offer_has_to_repeat_the_client_s_verify_data(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(offered); i++) {
        Pair pair;
        Speaker speaker;
        Finished finished = {{0}};
        Observer observer = {note_finished, &finished};
        connect_noting(&pair, ACTOR_SERVER, &observer, offered[i].bound);
        speaker_init(&speaker, &pair, ACTOR_CLIENT, 1);
        say_client_hello(&speaker, &offered[i], &finished);
        assert_row(&offered[i], pair.server, "server_wait_client_key_exchange");
        speaker_clear(&speaker);
        pair_clear(&pair);
    }
}

static void an_answer_has_to_repeat_the_verify_data_of_both(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(answered); i++) {
        Pair pair;
        Speaker speaker;
        Finished finished = {{0}};
        Observer observer = {note_finished, &finished};
        connect_noting(&pair, ACTOR_CLIENT, &observer, answered[i].bound);
        speaker_init(&speaker, &pair, ACTOR_SERVER, 1);
        assert_true(peer_renegotiate(pair.client));
        while (peer_step(pair.client))
            ;
        say_server_hello(&speaker, &answered[i], &finished);
        assert_row(&answered[i], pair.client, "client_wait_certificate");
        speaker_clear(&speaker);
        pair_clear(&pair);
    }
}

/* Application data in between */

static void what_was_said_before_the_request_arrives(void **state)
{
    (void)state;
    for (Actor starter = ACTOR_CLIENT; starter <= ACTOR_SERVER; starter++) {
        Pair pair;
        connect(&pair, RENEGOTIATION_BOUND);
        for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++)
            peer_write(pair_peer(&pair, actor), bytes_of_text("before"));
        assert_true(peer_renegotiate(pair_peer(&pair, starter)));
        for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++)
            peer_write(pair_peer(&pair, actor), bytes_of_text(", at once"));
        pair_run(&pair);
        assert_connected(&pair);
        for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++)
            assert_true(bytes_equal(peer_read(pair_peer(&pair, actor)), bytes_of_text("before, at once")));
        pair_clear(&pair);
    }
}

/* The client's hello and the server's words pass each other on the way. */
static void what_crosses_the_hello_arrives(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair, RENEGOTIATION_BOUND);
    assert_true(peer_renegotiate(pair.client));
    while (peer_step(pair.client))
        ;
    assert_string_equal(peer_state_name(pair.client), "client_wait_server_hello");
    peer_write(pair.server, bytes_of_text("on its way"));
    while (peer_step(pair.server))
        ;
    pair_deliver(&pair, ACTOR_SERVER);
    peer_write(pair.client, bytes_of_text("held back"));
    while (peer_step(pair.client))
        ;
    assert_true(bytes_equal(peer_read(pair.client), bytes_of_text("on its way")));
    assert_int_equal(peer_state(pair.client), PEER_HANDSHAKING);
    pair_run(&pair);
    assert_connected(&pair);
    assert_true(bytes_equal(peer_read(pair.server), bytes_of_text("held back")));
    pair_clear(&pair);
}

/* A client that goes on talking while the server's flight is under way, up to the limit. */
static void a_talkative_client_is_heard_up_to_a_limit(void **state)
{
    (void)state;
    static const Binding right = {"", true, false, true, 12, -1, true, false};
    Pair pair;
    Speaker speaker;
    Finished finished = {{0}};
    Observer observer = {note_finished, &finished};
    Buffer much = BUFFER_EMPTY;
    buffer_extend(&much, 16384);
    connect_noting(&pair, ACTOR_SERVER, &observer, true);
    speaker_init(&speaker, &pair, ACTOR_CLIENT, 1);
    say_client_hello(&speaker, &right, &finished);
    for (size_t said = 0; said < PEER_INTERLEAVED_MAX; said += much.size) {
        speaker_say(&speaker, CONTENT_APPLICATION_DATA, buffer_bytes(&much));
        assert_int_equal(peer_state(pair.server), PEER_HANDSHAKING);
        assert_int_equal(peer_read(pair.server).size, much.size);
        peer_read_take(pair.server, much.size);
    }
    speaker_say(&speaker, CONTENT_APPLICATION_DATA, bytes_of_text("!"));
    assert_int_equal(peer_state(pair.server), PEER_FAILED);
    assert_int_equal(peer_error(pair.server), ERROR_UNEXPECTED_MESSAGE);
    buffer_clear(&much);
    speaker_clear(&speaker);
    pair_clear(&pair);
}

static void closing_waits_for_the_end_of_the_new_handshake(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair, RENEGOTIATION_BOUND);
    assert_true(peer_renegotiate(pair.client));
    peer_close(pair.client);
    assert_false(peer_renegotiate(pair.client)); /* not again on a connection that closes */
    pair_clear(&pair);

    connect(&pair, RENEGOTIATION_BOUND);
    assert_true(peer_renegotiate(pair.client));
    assert_true(peer_step(pair.client));
    peer_write(pair.client, bytes_of_text("the last words"));
    peer_close(pair.client);
    pair_run(&pair);
    assert_int_equal(peer_state(pair.client), PEER_CLOSED);
    assert_true(bytes_equal(peer_read(pair.server), bytes_of_text("the last words")));
    pair_clear(&pair);
}

/* Other ways for it to go wrong */

static void hello_requests_during_it_are_ignored(void **state)
{
    (void)state;
    Pair pair;
    Speaker speaker;
    connect(&pair, RENEGOTIATION_BOUND);
    speaker_init(&speaker, &pair, ACTOR_SERVER, 1);
    assert_true(peer_renegotiate(pair.client));
    while (peer_step(pair.client))
        ;
    speaker_say_hex(&speaker, CONTENT_HANDSHAKE, "00000000");
    speaker_say_hex(&speaker, CONTENT_HANDSHAKE, "00000000");
    assert_string_equal(peer_state_name(pair.client), "client_wait_server_hello");
    speaker_clear(&speaker);
    pair_clear(&pair);
}

static void a_connection_keeps_its_version(void **state)
{
    (void)state;
    static const char other_version[] = "020000260302"
                                        "0000000000000000000000000000000000000000000000000000000000000000"
                                        "00009c00";
    Pair pair;
    Speaker speaker;
    bool sent;
    connect(&pair, RENEGOTIATION_BOUND);
    speaker_init(&speaker, &pair, ACTOR_SERVER, 1);
    assert_true(peer_renegotiate(pair.client));
    while (peer_step(pair.client))
        ;
    speaker_say_hex(&speaker, CONTENT_HANDSHAKE, other_version);
    assert_string_equal(error_name(peer_alert(pair.client, &sent)), "protocol_version");
    assert_true(sent);
    speaker_clear(&speaker);
    pair_clear(&pair);
}

static void a_failed_renegotiation_ends_the_connection(void **state)
{
    (void)state;
    Pair pair, next;
    PeerSummary summary;
    pair_init(&next);
    pair_offer(&next, "TLS_RSA_WITH_AES_128_GCM_SHA256", NULL);
    pair_init(&pair);
    allow(&pair, RENEGOTIATION_BOUND);
    pair.client_config.suites[0] = pair.server_config.suites[0] = suite_find("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    pair.client_config.suite_count = pair.server_config.suite_count = 1;
    pair.client_config.next = &next.client_config;
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    assert_true(peer_renegotiate(pair.client));
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE);
    peer_summary(pair.client, &summary);
    assert_int_equal(summary.master_secret.size, 0);
    pair_clear(&pair);
    pair_clear(&next);
}

/* no_renegotiation once the server has agreed is one warning more. */
static void a_late_no_renegotiation_changes_nothing(void **state)
{
    (void)state;
    static const Binding right = {"", true, false, true, 24, -1, true, false};
    Pair pair;
    Speaker speaker;
    Finished finished = {{0}};
    Observer observer = {note_finished, &finished};
    connect_noting(&pair, ACTOR_CLIENT, &observer, true);
    speaker_init(&speaker, &pair, ACTOR_SERVER, 1);
    assert_true(peer_renegotiate(pair.client));
    while (peer_step(pair.client))
        ;
    say_server_hello(&speaker, &right, &finished);
    speaker_say_hex(&speaker, CONTENT_ALERT, "0164");
    assert_string_equal(peer_state_name(pair.client), "client_wait_certificate");
    speaker_clear(&speaker);
    pair_clear(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(either_side_may_start),
        cmocka_unit_test(the_second_handshake_has_a_configuration_of_its_own),
        cmocka_unit_test(a_connection_can_have_many_handshakes_but_not_without_end),
        cmocka_unit_test(who_does_not_allow_it_cannot_ask),
        cmocka_unit_test(a_declined_side_goes_on_with_the_keys_there_are),
        cmocka_unit_test(without_rfc_5746_it_has_to_be_allowed_as_such),
        cmocka_unit_test(a_resumed_connection_is_bound_only_with_an_extended_master_secret),
        cmocka_unit_test(an_offer_has_to_repeat_the_client_s_verify_data),
        cmocka_unit_test(an_answer_has_to_repeat_the_verify_data_of_both),
        cmocka_unit_test(what_was_said_before_the_request_arrives),
        cmocka_unit_test(what_crosses_the_hello_arrives),
        cmocka_unit_test(a_talkative_client_is_heard_up_to_a_limit),
        cmocka_unit_test(closing_waits_for_the_end_of_the_new_handshake),
        cmocka_unit_test(hello_requests_during_it_are_ignored),
        cmocka_unit_test(a_connection_keeps_its_version),
        cmocka_unit_test(a_failed_renegotiation_ends_the_connection),
        cmocka_unit_test(a_late_no_renegotiation_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
