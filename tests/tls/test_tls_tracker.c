/*
 * The tracker on connections between other people's programs: which messages it reports, that it reads them with the
 * keys and not without, and what it does with what is no TLS.
 */
#include "check.h"

#include <string.h>

#include "captured.h"
#include "tls/record/record.h"

/* What was seen, one line a message: "client 1/0 client_hello", and in brackets what could not be read. */
static void note_message(void *own, const TrackedMessage *message)
{
    Buffer *lines = own;
    text_append(lines, actor_name(message->sender));
    text_append(lines, " ");
    text_append_decimal(lines, (uint64_t)message->handshake);
    text_append(lines, "/");
    text_append_decimal(lines, (uint64_t)message->records[message->record_count - 1].keys.number);
    text_append(lines, message->readable ? " " : " [");
    text_append(lines, message->readable ? message_name(message->content_type, message->bytes)
                                         : content_type_name(message->content_type));
    text_append(lines, message->readable ? "\n" : "]\n");
}

static const char *follow(CapturedRun *run, Buffer *lines, int connection)
{
    run->connection = captured_at(connection);
    run->message = note_message;
    run->own = lines;
    captured_run(run);
    assert_int_equal(tracker_error(run->tracker, ACTOR_CLIENT), ERROR_NONE);
    assert_int_equal(tracker_error(run->tracker, ACTOR_SERVER), ERROR_NONE);
    tracker_free(run->tracker);
    return text_finish(lines);
}

static void a_keyed_tracker_reads_every_message(void **state)
{
    (void)state;
    Buffer lines = BUFFER_EMPTY;
    CapturedRun run = {.piece = 0};
    assert_string_equal(follow(&run, &lines, 0), "client 1/0 client_hello\n"
                                                 "server 1/0 server_hello\n"
                                                 "server 1/0 certificate\n"
                                                 "server 1/0 server_key_exchange\n"
                                                 "server 1/0 server_hello_done\n"
                                                 "client 1/0 client_key_exchange\n"
                                                 "client 1/0 change_cipher_spec\n"
                                                 "client 1/1 finished\n"
                                                 "server 1/0 new_session_ticket\n"
                                                 "server 1/0 change_cipher_spec\n"
                                                 "server 1/1 finished\n"
                                                 "client 1/1 application_data\n"
                                                 "server 1/1 application_data\n"
                                                 "client 1/1 alert\n"
                                                 "server 1/1 alert\n");
    buffer_clear(&lines);
}

static void an_onlooker_without_keys_sees_only_types(void **state)
{
    (void)state;
    Buffer lines = BUFFER_EMPTY;
    CapturedRun run = {.keyless = true};
    assert_non_null(strstr(follow(&run, &lines, 0), "client 1/0 change_cipher_spec\n"
                                                    "client 1/1 [handshake]\n"
                                                    "server 1/0 new_session_ticket\n"
                                                    "server 1/0 change_cipher_spec\n"
                                                    "server 1/1 [handshake]\n"
                                                    "client 1/1 [application_data]\n"));
    buffer_clear(&lines);
}

/* The server answers the lines "hello" and "again" reversed. */
static void note_data(void *own, const TrackedMessage *message)
{
    assert_true(message->readable);
    if (message->content_type == CONTENT_APPLICATION_DATA)
        buffer_append(own, message->bytes);
}

static void every_suite_and_program_is_decrypted(void **state)
{
    (void)state;
    for (int i = 0; captured_at(i); i++) {
        Buffer data = BUFFER_EMPTY;
        CapturedRun run = {.connection = captured_at(i), .message = note_data, .own = &data};
        captured_run(&run);
        const char *expected = strstr(run.connection->name, "renegotiated") ? "hello\nolleh\nagain\nniaga\n"
                               : strstr(run.connection->name, "gnutls")     ? "hello\nhello\n"
                                                                            : "hello\nolleh\n";
        assert_string_equal(text_finish(&data), expected);
        tracker_free(run.tracker);
        buffer_clear(&data);
    }
}

static void pieces_of_any_size_give_the_same_messages(void **state)
{
    (void)state;
    for (int i = 0; captured_at(i); i++) {
        Buffer whole = BUFFER_EMPTY, bytewise = BUFFER_EMPTY;
        CapturedRun run = {.piece = 0};
        follow(&run, &whole, i);
        run = (CapturedRun){.piece = 1};
        follow(&run, &bytewise, i);
        assert_string_equal((const char *)bytewise.data, (const char *)whole.data);
        buffer_clear(&whole);
        buffer_clear(&bytewise);
    }
}

static int find(const char *part)
{
    int i = 0;
    while (captured_at(i) && !strstr(captured_at(i)->name, part))
        i++;
    assert_non_null(captured_at(i));
    return i;
}

static void a_second_handshake_is_told_apart(void **state)
{
    (void)state;
    Buffer lines = BUFFER_EMPTY;
    CapturedRun run = {.piece = 0};
    const char *seen = follow(&run, &lines, find("renegotiated"));
    assert_non_null(strstr(seen, "client 2/1 client_hello\n"));
    assert_non_null(strstr(seen, "server 2/1 server_hello\n"));
    assert_non_null(strstr(seen, "client 2/2 finished\n"));
    assert_non_null(strstr(seen, "server 2/2 application_data\n"));
    buffer_clear(&lines);
    run = (CapturedRun){.keyless = true};
    seen = follow(&run, &lines, find("renegotiated"));
    /* She sees the second handshake only when keys change again. */
    assert_non_null(strstr(seen, "client 1/1 [handshake]\n"));
    assert_non_null(strstr(seen, "client 2/1 [change_cipher_spec]\n"));
    assert_non_null(strstr(seen, "server 2/2 [application_data]\n"));
    buffer_clear(&lines);
}

/* Records are told with their places in the sender's stream, and give the message when put together. */
typedef struct Streams {
    Buffer client, server;
    RecordView latest[2]; /* by sender; its bytes are gone */
    int fragmented;
} Streams;

/* A record is the next one under its sender's keys, or the first under the next ones. */
static void check_number(RecordView *latest, const RecordView *record)
{
    bool is_first = latest->bytes.size == 0, is_same = !is_first && record->offset == latest->offset;
    bool begins = is_first || record->keys.number != latest->keys.number;
    int keys = is_first ? 0 : latest->keys.number + (begins ? 1 : 0);
    assert_int_equal(record->keys.number, keys);
    assert_int_equal(record->sequence_number, begins ? 0 : latest->sequence_number + (is_same ? 0 : 1));
    assert_int_equal(record->encrypted, record->keys.number > 0);
    assert_int_equal(record->keys.handshake, record->keys.number);
    *latest = *record;
}

static void check_records(void *own, const TrackedMessage *message)
{
    Streams *streams = own;
    Bytes stream = buffer_bytes(message->sender == ACTOR_CLIENT ? &streams->client : &streams->server);
    Buffer joined = BUFFER_EMPTY;
    assert_true(message->record_count >= 1);
    for (int i = 0; i < message->record_count; i++) {
        const RecordView *record = &message->records[i];
        assert_true(bytes_equal(record->bytes, bytes_slice(stream, record->offset, record->bytes.size)));
        assert_int_equal(record->bytes.data[0], message->content_type);
        assert_int_equal(record->encrypted, message->encrypted);
        check_number(&streams->latest[message->sender], record);
        buffer_append(&joined, record->plaintext);
    }
    size_t at = 0;
    while (at + message->bytes.size < joined.size &&
           !bytes_equal(bytes_slice(buffer_bytes(&joined), at, message->bytes.size), message->bytes))
        at++;
    assert_true(bytes_equal(bytes_slice(buffer_bytes(&joined), at, message->bytes.size), message->bytes));
    streams->fragmented += message->record_count > 1;
    buffer_clear(&joined);
}

static void records_stand_where_they_were_sent(void **state)
{
    (void)state;
    int fragmented = 0;
    for (int i = 0; captured_at(i); i++) {
        Streams streams = {.fragmented = 0};
        for (const CapturedFlight *flight = captured_at(i)->flights; flight->hex; flight++)
            assert_true(
                text_decode_hex(flight->sender == ACTOR_CLIENT ? &streams.client : &streams.server, flight->hex));
        CapturedRun run = {.connection = captured_at(i), .message = check_records, .own = &streams};
        captured_run(&run);
        tracker_free(run.tracker);
        fragmented += streams.fragmented;
        buffer_clear(&streams.client);
        buffer_clear(&streams.server);
    }
    assert_true(fragmented > 0);
}

static void count_message(void *own, const TrackedMessage *message)
{
    (void)message;
    ++*(int *)own;
}

static void garbage_stops_one_direction(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        Error error;
        int messages;
    } cases[] = {
        {"47455420", ERROR_UNEXPECTED_MESSAGE, 0}, /* HTTP */
        {"16020000", ERROR_PROTOCOL_VERSION, 0},   /* major version 2 */
        {"1603034801", ERROR_RECORD_OVERFLOW, 0},  /* longer than any record */
        {"1603030004"
         "01ffffff",
         ERROR_DECODE_ERROR, 0},                     /* a message longer than any */
        {"1603030000", ERROR_UNEXPECTED_MESSAGE, 0}, /* an empty handshake record */
        {"160303000400000000"
         "18",
         ERROR_UNEXPECTED_MESSAGE, 1}, /* a message, then a heartbeat */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int count = 0;
        const TrackerEvents events = {count_message, NULL, &count};
        Tracker *tracker = tracker_new(&events);
        Buffer bytes = from_hex(cases[i].hex), alert = from_hex("15030300020100");
        tracker_feed(tracker, ACTOR_CLIENT, buffer_bytes(&bytes));
        assert_int_equal(tracker_error(tracker, ACTOR_CLIENT), cases[i].error);
        assert_int_equal(count, cases[i].messages);
        tracker_feed(tracker, ACTOR_CLIENT, buffer_bytes(&alert));
        assert_int_equal(count, cases[i].messages);
        assert_int_equal(tracker_error(tracker, ACTOR_SERVER), ERROR_NONE);
        tracker_feed(tracker, ACTOR_SERVER, buffer_bytes(&alert));
        assert_int_equal(count, cases[i].messages + 1);
        tracker_free(tracker);
        buffer_clear(&bytes);
        buffer_clear(&alert);
    }
}

static void joined_messages_and_alerts_are_taken_apart(void **state)
{
    (void)state;
    int count = 0;
    const TrackerEvents events = {count_message, NULL, &count};
    Tracker *tracker = tracker_new(&events);
    Buffer bytes = from_hex("160303000a00000000000000000e00" /* two and a half messages */
                            "16030300020000"                 /* the rest */
                            "15030300040100"
                            "0228"); /* two alerts */
    tracker_feed(tracker, ACTOR_SERVER, buffer_bytes(&bytes));
    assert_int_equal(count, 5);
    tracker_free(tracker);
    buffer_clear(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_keyed_tracker_reads_every_message),
        cmocka_unit_test(an_onlooker_without_keys_sees_only_types),
        cmocka_unit_test(every_suite_and_program_is_decrypted),
        cmocka_unit_test(pieces_of_any_size_give_the_same_messages),
        cmocka_unit_test(a_second_handshake_is_told_apart),
        cmocka_unit_test(records_stand_where_they_were_sent),
        cmocka_unit_test(garbage_stops_one_direction),
        cmocka_unit_test(joined_messages_and_alerts_are_taken_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
