/* How messages are cut into records and put together again, and what is wrong with a record. */
#include "pair.h"

#include "tls/peer/peer_state.h"
#include "tls/record/record.h"

static const size_t sizes[] = {1, 2, 3, 100, 16384};

static void every_record_size_carries_a_handshake(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sizes); i++)
        for (size_t j = 0; j < COUNT_OF(sizes); j++) {
            Pair pair;
            pair_init(&pair);
            pair.client_config.record_size = sizes[i];
            pair.server_config.record_size = sizes[j];
            pair_start(&pair);
            pair_run(&pair);
            assert_connected(&pair);
            pair_exchange(&pair, bytes_of_text("a request"), bytes_of_text("and its response"));
            pair_clear(&pair);
        }
}

static void bytes_may_come_in_pieces_of_any_size(void **state)
{
    (void)state;
    static const char *const suites[] = {"TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"};
    for (size_t i = 0; i < 2 * COUNT_OF(sizes); i++) {
        Pair pair;
        pair_init(&pair);
        pair_offer(&pair, suites[i & 1], NULL);
        pair.piece = sizes[i / 2];
        pair_start(&pair);
        pair_run(&pair);
        assert_connected(&pair);
        pair_exchange(&pair, bytes_of_text("a request"), bytes_of_text("and its response"));
        pair_clear(&pair);
    }
}

static void no_record_is_longer_than_asked_for(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair.server_config.record_size = 100;
    pair_start(&pair);
    pair_run(&pair);
    Bytes rest = buffer_bytes(&pair.wire[ACTOR_SERVER]);
    int records = 0, full = 0;
    for (Record record; record_parse(&record, rest) == ERROR_NONE && record.bytes.size > 0; records++) {
        if (record.type == CONTENT_CHANGE_CIPHER_SPEC)
            break; /* what follows is protected, and longer by that */
        assert_true(record.fragment.size <= 100);
        full += record.fragment.size == 100;
        rest = bytes_slice(rest, record.bytes.size, rest.size);
    }
    assert_true(records > 10);
    assert_true(full > 10);
    pair_clear(&pair);
}

/* What the handshake agrees on of a side's records is obeyed under its keys, in each direction by itself: `known`, by
   who sends; and by who takes in, always. */
static void exchange_with_limit(Pair *pair, Actor limited, size_t limit, bool known)
{
    static const uint8_t data[1000];
    pair_init(pair);
    pair_offer(pair, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "x25519");
    pair_start(pair);
    pair_peer(pair, limited)->agreement.record_limit[limited] = limit;
    pair_peer(pair, other_side(limited))->agreement.record_limit[limited] = known ? limit : 0;
    pair_run(pair);
    assert_connected(pair);
    for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++) {
        buffer_truncate(&pair->wire[actor], 0);
        peer_write(pair_peer(pair, actor), BYTES_OF_ARRAY(data));
    }
    pair_run(pair);
}

static size_t longest_record(const Buffer *wire)
{
    size_t longest = 0;
    Bytes rest = buffer_bytes(wire);
    for (Record record; record_parse(&record, rest) == ERROR_NONE && record.bytes.size > 0;) {
        longest = record.fragment.size > longest ? record.fragment.size : longest;
        rest = bytes_slice(rest, record.bytes.size, rest.size);
    }
    return longest;
}

static void a_limit_that_was_agreed_on_is_obeyed(void **state)
{
    enum { LIMIT = 100, GCM_OVERHEAD = 8 + 16, ALL = 1000 };
    (void)state;
    for (Actor limited = ACTOR_CLIENT; limited <= ACTOR_SERVER; limited++) {
        Pair pair;
        exchange_with_limit(&pair, limited, LIMIT, true);
        assert_connected(&pair);
        assert_int_equal(longest_record(&pair.wire[other_side(limited)]), LIMIT + GCM_OVERHEAD);
        assert_int_equal(longest_record(&pair.wire[limited]), ALL + GCM_OVERHEAD);
        assert_int_equal(peer_read(pair_peer(&pair, limited)).size, ALL);
        pair_clear(&pair);
    }
}

static void a_record_above_the_limit_is_refused(void **state)
{
    (void)state;
    for (Actor limited = ACTOR_CLIENT; limited <= ACTOR_SERVER; limited++)
        for (size_t limit = 999; limit <= 1000; limit++) {
            Pair pair;
            exchange_with_limit(&pair, limited, limit, false);
            if (limit < 1000)
                assert_refused(&pair, limited, ERROR_RECORD_OVERFLOW);
            else
                assert_connected(&pair);
            pair_clear(&pair);
        }
}

static void much_data_crosses_in_both_directions(void **state)
{
    (void)state;
    static const char *const suites[] = {"TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                                         "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"};
    Buffer data = BUFFER_EMPTY;
    for (uint64_t i = 0; i < 25000; i++)
        buffer_append_number(&data, 4, i);
    for (size_t i = 0; i < COUNT_OF(suites); i++) {
        Pair pair;
        pair_init(&pair);
        pair_offer(&pair, suites[i], "x25519");
        pair_start(&pair);
        pair_run(&pair);
        assert_connected(&pair);
        pair_exchange(&pair, buffer_bytes(&data), bytes_slice(buffer_bytes(&data), 0, 16385));
        pair_exchange(&pair, bytes_of_text("x"), buffer_bytes(&data));
        pair_clear(&pair);
    }
    buffer_clear(&data);
}

static void data_written_during_the_handshake_follows_it(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_start(&pair);
    peer_write(pair.client, bytes_of_text("early"));
    pair_run(&pair);
    assert_connected(&pair);
    assert_true(bytes_equal(peer_read(pair.server), bytes_of_text("early")));
    pair_clear(&pair);
}

/* Joins all handshake records of a flight: several messages in one record, as other programs send them. */
typedef struct Joiner {
    Buffer waiting;
    bool done;
} Joiner;

static void join_flight(void *context, Actor sender, Buffer *record)
{
    Joiner *joiner = context;
    enum { SERVER_HELLO_DONE = 14 };
    if (sender != ACTOR_SERVER || record->data[0] != CONTENT_HANDSHAKE || joiner->done)
        return;
    bool last = record->data[RECORD_HEADER_SIZE] == SERVER_HELLO_DONE;
    buffer_append(&joiner->waiting, bytes_slice(buffer_bytes(record), RECORD_HEADER_SIZE, record->size));
    buffer_truncate(record, 0);
    joiner->done = last;
    if (!last)
        return;
    record_header_append(record, CONTENT_HANDSHAKE, VERSION_TLS_1_2, joiner->waiting.size);
    buffer_append(record, buffer_bytes(&joiner->waiting));
    buffer_clear(&joiner->waiting);
}

static void several_messages_in_one_record_are_understood(void **state)
{
    (void)state;
    Joiner joiner = {BUFFER_EMPTY, false};
    Pair pair;
    pair_init(&pair);
    pair.meddle = join_flight;
    pair.context = &joiner;
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    assert_true(joiner.done);
    pair_clear(&pair);
}

/* Bytes that a peer gets first of all, or after its handshake, and the alert that it sends. */
typedef struct BadRecord {
    const char *what, *hex;
    Error alert;
} BadRecord;

static const BadRecord first_records[] = {
    {"no TLS at all: GET /", "474554202f", ERROR_UNEXPECTED_MESSAGE},
    {"a message of SSL 2.0 that is no hello", "802b0400020012", ERROR_UNEXPECTED_MESSAGE},
    {"an unknown content type", "1803010001", ERROR_UNEXPECTED_MESSAGE},
    {"a version of another kind", "1602000001", ERROR_PROTOCOL_VERSION},
    {"a length above all limits", "160301ffff", ERROR_RECORD_OVERFLOW},
    {"2^14 + 2048 + 1 bytes announced", "1603014801", ERROR_RECORD_OVERFLOW},
    {"an empty handshake record", "1603010000", ERROR_UNEXPECTED_MESSAGE},
    {"an empty alert", "1503010000", ERROR_UNEXPECTED_MESSAGE},
    {"an alert of one byte", "150301000102", ERROR_DECODE_ERROR},
    {"two alerts in one record", "15030100040100015a", ERROR_DECODE_ERROR},
    {"an alert of no level", "15030100020328", ERROR_ILLEGAL_PARAMETER},
    {"change_cipher_spec too early", "140301000101", ERROR_UNEXPECTED_MESSAGE},
    {"change_cipher_spec of two bytes", "14030100020101", ERROR_UNEXPECTED_MESSAGE},
    {"change_cipher_spec of value 2", "140301000102", ERROR_UNEXPECTED_MESSAGE},
    {"application data before any key", "170301000141", ERROR_UNEXPECTED_MESSAGE},
    {"empty application data before any key", "1703010000", ERROR_UNEXPECTED_MESSAGE},
    {"change_cipher_spec within a handshake message", "160301000101140301000101", ERROR_UNEXPECTED_MESSAGE},
    {"a handshake message without end", "160301000401ffffff", ERROR_DECODE_ERROR},
    {"a handshake message of no type", "160301000463000000", ERROR_UNEXPECTED_MESSAGE},
    {"a Finished first", "16030100101400000c000000000000000000000000", ERROR_UNEXPECTED_MESSAGE},
};

static void a_bad_first_record_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(first_records); i++)
        for (size_t piece = 1; piece <= 64; piece += 63) {
            Pair pair;
            pair_init(&pair);
            pair_start(&pair);
            Buffer bytes = from_hex(first_records[i].hex);
            for (size_t at = 0; at < bytes.size; at += piece) {
                peer_receive(pair.server, bytes_slice(buffer_bytes(&bytes), at, piece));
                while (peer_step(pair.server))
                    ;
            }
            bool sent;
            print_message("%s\n", first_records[i].what);
            assert_int_equal(peer_state(pair.server), PEER_FAILED);
            assert_string_equal(error_name(peer_alert(pair.server, &sent)), error_name(first_records[i].alert));
            assert_true(sent);
            buffer_clear(&bytes);
            pair_clear(&pair);
        }
}

/* 2^14 bytes are a record's most; one more in the clear is too much. */
static void a_plain_record_may_hold_16384_bytes(void **state)
{
    (void)state;
    for (size_t extra = 0; extra < 2; extra++) {
        Pair pair;
        pair_init(&pair);
        pair_start(&pair);
        Buffer record = BUFFER_EMPTY;
        record_header_append(&record, CONTENT_HANDSHAKE, VERSION_TLS_1_0, RECORD_PLAINTEXT_MAX + extra);
        /* the beginning of a ClientHello that is longer still */
        buffer_append_number(&record, 4, 0x01008000);
        buffer_extend(&record, RECORD_PLAINTEXT_MAX + extra - 4);
        peer_receive(pair.server, buffer_bytes(&record));
        while (peer_step(pair.server))
            ;
        bool sent;
        assert_int_equal(peer_state(pair.server), extra ? PEER_FAILED : PEER_HANDSHAKING);
        assert_int_equal(peer_alert(pair.server, &sent), extra ? ERROR_RECORD_OVERFLOW : ERROR_NONE);
        buffer_clear(&record);
        pair_clear(&pair);
    }
}

static void connect(Pair *pair)
{
    pair_init(pair);
    pair_start(pair);
    pair_run(pair);
    assert_connected(pair);
}

static void a_record_of_another_version_is_refused_once_it_is_agreed(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair);
    Buffer bytes = from_hex("170301000141");
    peer_receive(pair.server, buffer_bytes(&bytes));
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_PROTOCOL_VERSION);
    buffer_clear(&bytes);
    pair_clear(&pair);
}

static void change_a_byte(void *context, Actor sender, Buffer *record)
{
    size_t *place = context;
    if (sender == ACTOR_CLIENT && record->data[0] == CONTENT_APPLICATION_DATA)
        record->data[*place % record->size] ^= 0x40;
}

static void a_changed_protected_record_does_not_open(void **state)
{
    (void)state;
    static const char *const suites[] = {"TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_128_GCM_SHA256",
                                         "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"};
    for (size_t i = 0; i < COUNT_OF(suites); i++)
        for (size_t place = RECORD_HEADER_SIZE; place < RECORD_HEADER_SIZE + 20; place += 7) {
            Pair pair;
            pair_init(&pair);
            pair_offer(&pair, suites[i], NULL);
            pair_start(&pair);
            pair_run(&pair);
            assert_connected(&pair);
            pair.meddle = change_a_byte;
            pair.context = &place;
            peer_write(pair.client, bytes_of_text("transfer 100 to Bob"));
            pair_run(&pair);
            assert_refused(&pair, ACTOR_SERVER, ERROR_BAD_RECORD_MAC);
            assert_int_equal(peer_read(pair.server).size, 0);
            pair_clear(&pair);
        }
}

static void a_record_that_comes_twice_does_not_open(void **state)
{
    (void)state;
    Pair pair;
    connect(&pair);
    size_t before = pair.wire[ACTOR_CLIENT].size;
    pair_exchange(&pair, bytes_of_text("once"), bytes_of_text(""));
    Buffer again = BUFFER_EMPTY;
    buffer_append(&again, bytes_slice(buffer_bytes(&pair.wire[ACTOR_CLIENT]), before, SIZE_MAX));
    peer_receive(pair.server, buffer_bytes(&again));
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_BAD_RECORD_MAC);
    buffer_clear(&again);
    pair_clear(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_record_size_carries_a_handshake),
        cmocka_unit_test(bytes_may_come_in_pieces_of_any_size),
        cmocka_unit_test(no_record_is_longer_than_asked_for),
        cmocka_unit_test(a_limit_that_was_agreed_on_is_obeyed),
        cmocka_unit_test(a_record_above_the_limit_is_refused),
        cmocka_unit_test(much_data_crosses_in_both_directions),
        cmocka_unit_test(data_written_during_the_handshake_follows_it),
        cmocka_unit_test(several_messages_in_one_record_are_understood),
        cmocka_unit_test(a_bad_first_record_is_refused),
        cmocka_unit_test(a_plain_record_may_hold_16384_bytes),
        cmocka_unit_test(a_record_of_another_version_is_refused_once_it_is_agreed),
        cmocka_unit_test(a_changed_protected_record_does_not_open),
        cmocka_unit_test(a_record_that_comes_twice_does_not_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
