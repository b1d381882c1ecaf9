/* What stands behind the last message of a flight, in the same record. */
#include "speaker.h"

#include "tls/record/record.h"

/* A side that says more than it is asked for: behind its messages of one type, these bytes. */
typedef struct Excess {
    HandshakeType type;
    Buffer behind;
    Buffer waiting; /* the message to be sent next */
    uint8_t content_type;
} Excess;

static void add(void *context, const MessageView *message, int handshake)
{
    (void)handshake;
    Excess *excess = context;
    bool meant = message->content_type == CONTENT_HANDSHAKE && message->bytes.data[0] == excess->type;
    buffer_set(&excess->waiting, message->bytes);
    excess->content_type = message->content_type;
    if (meant)
        buffer_append(&excess->waiting, buffer_bytes(&excess->behind));
}

static bool take(void *context, uint8_t *content_type, Buffer *out)
{
    Excess *excess = context;
    bool found = excess->waiting.size > 0;
    buffer_append(out, buffer_bytes(&excess->waiting));
    buffer_truncate(&excess->waiting, 0);
    *content_type = excess->content_type;
    return found;
}

static bool no_alert(void *context, MessageId next, int handshake, Error *alert, bool *fatal)
{
    (void)context, (void)next, (void)handshake, (void)alert, (void)fatal;
    return false;
}

static bool no_change(void *context, uint8_t *block, size_t size, int handshake)
{
    (void)context, (void)block, (void)size, (void)handshake;
    return false;
}

/* Runs a handshake in which that side puts `hex` behind its message. */
static void run(Pair *pair, Actor sender, HandshakeType type, const char *hex)
{
    Excess excess = {.type = type, .behind = from_hex(hex)};
    const PeerFault fault = {add, take, no_alert, no_change, &excess};
    (sender == ACTOR_CLIENT ? &pair->client_config : &pair->server_config)->fault = &fault;
    pair_start(pair);
    pair_run(pair);
    buffer_clear(&excess.behind);
    buffer_clear(&excess.waiting);
}

typedef struct Case {
    const char *what;
    Actor sender;
    HandshakeType type;
    const char *hex;
} Case;

static const Case cases[] = {
    {"the beginning of a ClientKeyExchange", ACTOR_CLIENT, HANDSHAKE_CLIENT_HELLO, "10"},
    {"all of a ClientKeyExchange", ACTOR_CLIENT, HANDSHAKE_CLIENT_HELLO, "10000000"},
    {"the beginning of a NewSessionTicket", ACTOR_SERVER, HANDSHAKE_SERVER_HELLO_DONE, "04"},
    {"the beginning of a HelloRequest", ACTOR_SERVER, HANDSHAKE_SERVER_HELLO_DONE, "000000"},
    {"a HelloRequest and more", ACTOR_SERVER, HANDSHAKE_SERVER_HELLO_DONE, "0000000004"},
    {"the beginning of a message behind the client's last", ACTOR_CLIENT, HANDSHAKE_FINISHED, "01"},
    {"the beginning of a message behind the server's last", ACTOR_SERVER, HANDSHAKE_FINISHED, "00"},
    {"a HelloRequest behind the server's last", ACTOR_SERVER, HANDSHAKE_FINISHED, "00000000"},
};

static void nothing_stands_behind_a_flight(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Pair pair;
        pair_init(&pair);
        print_message("%s\n", cases[i].what);
        run(&pair, cases[i].sender, cases[i].type, cases[i].hex);
        assert_refused(&pair, other_side(cases[i].sender), ERROR_UNEXPECTED_MESSAGE);
        pair_clear(&pair);
    }
}

/* On the wire, behind the server's message of one type. */
static void add_hello_request(void *context, Actor sender, Buffer *record)
{
    const HandshakeType *type = context;
    if (sender != ACTOR_SERVER || record->data[0] != CONTENT_HANDSHAKE || record->data[RECORD_HEADER_SIZE] != *type)
        return;
    buffer_append_number(record, HANDSHAKE_HEADER_SIZE, 0);
    bytes_write_number(record->data + RECORD_HEADER_SIZE - 2, 2, record->size - RECORD_HEADER_SIZE);
}

/* RFC 5246 §7.4.1.1; it is in no transcript. */
static void a_hello_request_is_ignored_wherever_it_stands_in_a_handshake(void **state)
{
    (void)state;
    HandshakeType places[] = {HANDSHAKE_SERVER_HELLO, HANDSHAKE_CERTIFICATE, HANDSHAKE_SERVER_HELLO_DONE};
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        Pair pair;
        pair_init(&pair);
        pair.meddle = add_hello_request;
        pair.context = &places[i];
        pair_start(&pair);
        pair_run(&pair);
        assert_connected(&pair);
        pair_clear(&pair);
    }
}

/* RFC 8446 §5.1, which is our choice for versions before. An alert may come at any time. */
static void a_handshake_message_in_pieces_has_no_data_in_between(void **state)
{
    (void)state;
    Pair pair;
    Speaker speaker;
    pair_init(&pair);
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    speaker_init(&speaker, &pair, ACTOR_SERVER, 1);
    speaker_say_hex(&speaker, CONTENT_HANDSHAKE, "0000");
    speaker_say_hex(&speaker, CONTENT_ALERT, "015a");
    assert_int_equal(peer_state(pair.client), PEER_CONNECTED);
    speaker_say(&speaker, CONTENT_APPLICATION_DATA, bytes_of_text("in between"));
    pair_run(&pair);
    assert_refused(&pair, ACTOR_CLIENT, ERROR_UNEXPECTED_MESSAGE);
    speaker_clear(&speaker);
    pair_clear(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_stands_behind_a_flight),
        cmocka_unit_test(a_hello_request_is_ignored_wherever_it_stands_in_a_handshake),
        cmocka_unit_test(a_handshake_message_in_pieces_has_no_data_in_between),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
