/* The timeline: names, who knows what when, copies, flights, sentences. */
#include "check.h"

#include <string.h>

#include "base/text.h"
#include "sim/timeline/timeline.h"
#include "tls/wire/message.h"

static void record_state(Timeline *timeline, int connection, Actor actor, EventId id)
{
    Event event = {.id = id, .actor = actor, .handshake = 1};
    timeline_record(timeline, connection, &event);
}

static void record_fact(Timeline *timeline, int connection, Actor actor, EventId id, FactId fact, const char *value)
{
    Learned learned = {.fact = {fact, 0}, .value = bytes_of_text(value)};
    Event event = {.id = id, .actor = actor, .handshake = 1, .learned = &learned, .learned_count = 1};
    timeline_record(timeline, connection, &event);
}

static void steps_are_named_and_found(void **state)
{
    (void)state;
    Timeline *timeline = timeline_new();
    record_state(timeline, 1, ACTOR_CLIENT, EVENT_CLIENT_RANDOM);
    record_state(timeline, 1, ACTOR_CLIENT, EVENT_CLIENT_RANDOM);
    record_state(timeline, 2, ACTOR_CLIENT, EVENT_CLIENT_RANDOM);
    Event event = {.id = EVENT_CLOSED, .actor = ACTOR_SERVER};
    timeline_record(timeline, 2, &event);
    assert_int_equal(timeline_step_count(timeline), 4);
    assert_string_equal(timeline_step(timeline, 1)->name, "c1.h1.client.compute.client_random");
    assert_string_equal(timeline_step(timeline, 2)->name, "c1.h1.client.compute.client_random#2");
    assert_string_equal(timeline_step(timeline, 3)->name, "c2.h1.client.compute.client_random");
    assert_string_equal(timeline_step(timeline, 4)->name, "c2.server.state.closed");
    assert_null(timeline_step(timeline, 0));
    assert_null(timeline_step(timeline, 5));
    assert_int_equal(timeline_find_step(timeline, "client.compute.client_random")->number, 1);
    assert_int_equal(timeline_find_step(timeline, "c2.h1.client.compute.client_random")->number, 3);
    assert_int_equal(timeline_find_step(timeline, "client_random#2")->number, 2);
    assert_null(timeline_find_step(timeline, "random"));
    assert_null(timeline_find_step(timeline, ""));
    timeline_free(timeline);
}

static void many_steps_of_one_name_are_told_apart(void **state)
{
    enum { MANY = 3000 };
    (void)state;
    Timeline *timeline = timeline_new();
    for (int i = 0; i < MANY; i++)
        record_state(timeline, 1 + i % 300, ACTOR_CLIENT, EVENT_CLIENT_RANDOM);
    assert_string_equal(timeline_step(timeline, MANY)->name, "c300.h1.client.compute.client_random#10");
    assert_int_equal(timeline_connection_count(timeline), 300);
    timeline_free(timeline);
}

static void assert_knows(const Timeline *timeline, Actor actor, const char *name, int step, const char *value)
{
    const TimelineFact *fact = timeline_known(timeline, actor, name, step);
    if (!value) {
        assert_null(fact);
        return;
    }
    assert_non_null(fact);
    assert_true(bytes_equal(fact->value, bytes_of_text(value)));
}

static void an_actor_knows_what_it_learned_up_to_a_step(void **state)
{
    (void)state;
    Timeline *timeline = timeline_new();
    record_fact(timeline, 1, ACTOR_CLIENT, EVENT_CLIENT_RANDOM, FACT_CLIENT_RANDOM, "one");
    record_fact(timeline, 1, ACTOR_SERVER, EVENT_RECEIVE_CLIENT_HELLO, FACT_CLIENT_RANDOM, "one");
    record_fact(timeline, 2, ACTOR_CLIENT, EVENT_CLIENT_RANDOM, FACT_CLIENT_RANDOM, "two");
    assert_knows(timeline, ACTOR_CLIENT, "client_random", 0, "two");
    assert_knows(timeline, ACTOR_CLIENT, "client_random", 2, "one");
    assert_knows(timeline, ACTOR_CLIENT, "c1.h1.client_random", 0, "one");
    assert_knows(timeline, ACTOR_CLIENT, "c1.client_random", 0, "one");
    assert_knows(timeline, ACTOR_CLIENT, "c2.h1.client_random", 2, NULL);
    assert_knows(timeline, ACTOR_CLIENT, "c1.h2.client_random", 0, NULL);
    assert_knows(timeline, ACTOR_SERVER, "client_random", 1, NULL);
    assert_knows(timeline, ACTOR_SERVER, "client_random", 2, "one");
    assert_knows(timeline, ACTOR_EAVESDROPPER, "client_random", 0, NULL);
    assert_knows(timeline, ACTOR_CLIENT, "no_such_fact", 0, NULL);
    assert_knows(timeline, ACTOR_CLIENT, "c.client_random", 0, NULL);
    const TimelineFact *fact = timeline_fact_at(timeline, 2);
    assert_string_equal(fact->name, "c2.h1.client_random");
    assert_string_equal(fact->bare, "client_random");
    assert_int_equal(timeline_fact_count(timeline), 3);
    timeline_free(timeline);
}

static void facts_of_a_list_are_told_apart_by_their_place(void **state)
{
    (void)state;
    Timeline *timeline = timeline_new();
    Learned learned[2] = {{.fact = {FACT_SERVER_CERTIFICATE_SUBJECT, 0}, .value = bytes_of_text("leaf")},
                          {.fact = {FACT_SERVER_CERTIFICATE_SUBJECT, 1}, .value = bytes_of_text("issuer")}};
    Event event = {
        .id = EVENT_RECEIVE_CERTIFICATE, .actor = ACTOR_CLIENT, .handshake = 1, .learned = learned, .learned_count = 2};
    timeline_record(timeline, 1, &event);
    assert_knows(timeline, ACTOR_CLIENT, "server.certificate.0.subject", 0, "leaf");
    assert_knows(timeline, ACTOR_CLIENT, "c1.h1.server.certificate.1.subject", 0, "issuer");
    assert_knows(timeline, ACTOR_CLIENT, "server.certificate.2.subject", 0, NULL);
    timeline_free(timeline);
}

/* What an event points to is gone when the call is over. */
static void what_is_recorded_is_copied(void **state)
{
    (void)state;
    uint8_t wire[] = {22, 3, 3, 0, 4, 14, 0, 0, 0};
    RecordView record = {.offset = 7, .bytes = BYTES_OF_ARRAY(wire), .plaintext = bytes_of(wire + 5, 4)};
    MessageView view = {.content_type = 22, .bytes = bytes_of(wire + 5, 4), .records = &record, .record_count = 1};
    uint8_t expected[] = {1, 2};
    Check check = {.passed = true, .expected = BYTES_OF_ARRAY(expected), .index = -1};
    Event event = {
        .id = EVENT_SEND_SERVER_HELLO_DONE, .actor = ACTOR_SERVER, .handshake = 1, .message = &view, .check = &check};
    Timeline *timeline = timeline_new();
    timeline_record(timeline, 1, &event);
    memset(wire, 0, sizeof wire);
    memset(expected, 0, sizeof expected);
    memset(&record, 0, sizeof record);
    const StepMessage *message = timeline_step(timeline, 1)->message;
    assert_string_equal(message->type, "server_hello_done");
    assert_int_equal(message->from, ACTOR_SERVER);
    assert_int_equal(message->to, ACTOR_CLIENT);
    assert_hex(message->view.records[0].bytes, "16030300040e000000");
    assert_hex(message->view.records[0].plaintext, "0e000000");
    assert_hex(message->view.bytes, "0e000000");
    assert_int_equal(message->view.records[0].offset, 7);
    /* one copy serves all three */
    assert_ptr_equal(message->view.bytes.data, message->view.records[0].bytes.data + 5);
    assert_hex(timeline_step(timeline, 1)->check->expected, "0102");
    timeline_free(timeline);
}

static void record_in_transcript(Timeline *timeline, const char *bytes, TranscriptPlace place)
{
    MessageView view = {.content_type = 22, .bytes = bytes_of_text(bytes), .place = place};
    Event event = {.id = EVENT_SEND_OTHER, .actor = ACTOR_CLIENT, .handshake = 1, .message = &view};
    timeline_record(timeline, 1, &event);
}

static void append_message(void *context, Bytes message)
{
    buffer_append(context, message);
    buffer_append(context, bytes_of_text("|"));
}

static void assert_hashes(Timeline *timeline, TranscriptPart part, const char *expected)
{
    Learned learned = {.fact = {FACT_SESSION_HASH, 0},
                       .value = bytes_of_text("hash"),
                       .how = {.id = DERIVATION_HANDSHAKE_HASH, .transcript = part}};
    Event event = {.id = EVENT_SESSION_HASH, .actor = ACTOR_CLIENT, .handshake = 1, .learned = &learned};
    Buffer taken = BUFFER_EMPTY;
    event.learned_count = 1;
    timeline_record(timeline, 1, &event);
    timeline_take_messages(timeline, timeline_fact_at(timeline, timeline_fact_count(timeline) - 1), append_message,
                           &taken);
    assert_string_equal(text_finish(&taken), expected);
    buffer_clear(&taken);
}

/* The second begins afresh, after one that was not gone along with. */
static void a_derivation_names_its_part_of_the_transcript(void **state)
{
    (void)state;
    Timeline *timeline = timeline_new();
    record_in_transcript(timeline, "refused", (TranscriptPlace){1, 0});
    record_in_transcript(timeline, "nowhere", (TranscriptPlace){0, 0});
    record_in_transcript(timeline, "xxhello", (TranscriptPlace){1, 2});
    record_in_transcript(timeline, "nowhere", (TranscriptPlace){0, 0});
    record_in_transcript(timeline, "certificate", (TranscriptPlace){2, 0});
    record_in_transcript(timeline, "finished", (TranscriptPlace){3, 0});
    assert_hashes(timeline, (TranscriptPart){1, 2, 0}, "hello|certificate|");
    assert_hashes(timeline, (TranscriptPart){1, 3, 5}, "hello|certificate|fin|");
    assert_hashes(timeline, (TranscriptPart){2, 3, 0}, "certificate|finished|");
    assert_hashes(timeline, (TranscriptPart){0, 0, 0}, "");
    timeline_free(timeline);
}

static void record_message(Timeline *timeline, Actor actor, EventId id, bool encrypted, Bytes plaintext, Bytes bytes)
{
    static const uint8_t wire[] = {23, 3, 3, 0, 3, 7, 8, 9};
    RecordView record = {.bytes = BYTES_OF_ARRAY(wire), .plaintext = plaintext, .encrypted = encrypted};
    MessageView view = {
        .content_type = 23, .bytes = bytes, .encrypted = encrypted, .records = &record, .record_count = 1};
    Event event = {.id = id, .actor = actor, .handshake = 1, .message = &view};
    timeline_record_overheard(timeline, 1, &event, ACTOR_SERVER);
}

static void what_stayed_closed_is_one_field(void **state)
{
    (void)state;
    static const uint8_t fragment[] = {7, 8, 9};
    Timeline *timeline = timeline_new();
    record_message(timeline, ACTOR_EAVESDROPPER, EVENT_EAVESDROPPER_ENCRYPTED_RECORD, true, BYTES_EMPTY,
                   BYTES_OF_ARRAY(fragment));
    const StepMessage *message = timeline_step(timeline, 1)->message;
    assert_string_equal(message->type, "encrypted_record");
    assert_int_equal(message->from, ACTOR_SERVER);
    FieldTree tree = FIELD_TREE_EMPTY;
    timeline_annotate(&tree, message);
    assert_int_equal(tree.count, 1);
    assert_string_equal(tree.fields[0].name, "fragment");
    assert_int_equal(tree.fields[0].length, 3);
    field_tree_clear(&tree);
    timeline_free(timeline);
}

static void an_empty_record_that_was_opened_is_application_data(void **state)
{
    (void)state;
    Timeline *timeline = timeline_new();
    record_message(timeline, ACTOR_CLIENT, EVENT_RECEIVE_APPLICATION_DATA, true, BYTES_EMPTY, BYTES_EMPTY);
    assert_string_equal(timeline_step(timeline, 1)->message->type, "application_data");
    timeline_free(timeline);
}

static void a_message_is_decoded_again(void **state)
{
    (void)state;
    static const uint8_t done[] = {14, 0, 0, 0};
    MessageView view = {.content_type = 22, .bytes = BYTES_OF_ARRAY(done)};
    Event event = {.id = EVENT_RECEIVE_SERVER_HELLO_DONE, .actor = ACTOR_CLIENT, .handshake = 1, .message = &view};
    Timeline *timeline = timeline_new();
    timeline_record(timeline, 1, &event);
    const StepMessage *message = timeline_step(timeline, 1)->message;
    assert_int_equal(message->from, ACTOR_SERVER);
    FieldTree tree = FIELD_TREE_EMPTY;
    timeline_annotate(&tree, message);
    assert_true(tree.count > 0);
    assert_int_equal(tree.error, ERROR_NONE);
    field_tree_clear(&tree);
    timeline_free(timeline);
}

static void flights_change_with_the_speaker(void **state)
{
    static const struct {
        Actor actor;
        EventId id;
        int flight;
    } steps[] = {
        {ACTOR_CLIENT, EVENT_CLIENT_RANDOM, 1},
        {ACTOR_CLIENT, EVENT_SEND_CLIENT_HELLO, 1},
        {ACTOR_SERVER, EVENT_RECEIVE_CLIENT_HELLO, 1},
        {ACTOR_SERVER, EVENT_CHECK_COMMON_SUITE, 1},
        {ACTOR_SERVER, EVENT_SERVER_RANDOM, 2}, /* for the flight that it begins */
        {ACTOR_SERVER, EVENT_SEND_SERVER_HELLO, 2},
        {ACTOR_SERVER, EVENT_SEND_CERTIFICATE, 2},
        {ACTOR_EAVESDROPPER, EVENT_EAVESDROPPER_SERVER_HELLO, 2},
        {ACTOR_CLIENT, EVENT_RECEIVE_SERVER_HELLO_DONE, 2},
        {ACTOR_CLIENT, EVENT_ECDH_KEY_PAIR, 3},
        {ACTOR_EAVESDROPPER, EVENT_EAVESDROPPER_CLIENT_PRIVATE, 3},
        {ACTOR_CLIENT, EVENT_CHECK_SHARED_SECRET, 3},
        {ACTOR_CLIENT, EVENT_ECDH_SHARED, 3},
        {ACTOR_CLIENT, EVENT_SEND_CLIENT_KEY_EXCHANGE, 3},
        {ACTOR_CLIENT, EVENT_SEND_FINISHED, 3},
        {ACTOR_SERVER, EVENT_RECEIVE_FINISHED, 3},
        {ACTOR_SERVER, EVENT_CLIENT_VERIFY_DATA, 3},
        {ACTOR_SERVER, EVENT_CHECK_FINISHED, 3}, /* of what came */
        {ACTOR_SERVER, EVENT_SEND_CHANGE_CIPHER_SPEC, 4},
        {ACTOR_CLIENT, EVENT_SEND_ALERT, 5},
        {ACTOR_SERVER, EVENT_RECEIVE_ALERT, 5},
    };
    (void)state;
    Timeline *timeline = timeline_new();
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        record_state(timeline, 1, steps[i].actor, steps[i].id);
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        assert_int_equal(timeline_step(timeline, (int)i + 1)->flight, steps[i].flight);
    record_state(timeline, 2, ACTOR_CLIENT, EVENT_SEND_CLIENT_HELLO);
    assert_int_equal(timeline_step(timeline, (int)COUNT_OF(steps) + 1)->flight, 1);
    timeline_free(timeline);
}

static void assert_sentence(const Timeline *timeline, int step, const char *sentence, size_t limit,
                            const char *expected)
{
    Buffer out = BUFFER_EMPTY;
    timeline_append_sentence(&out, timeline, timeline_step(timeline, step), sentence, limit);
    assert_string_equal(text_finish(&out), expected);
    buffer_clear(&out);
}

static void sentences_are_filled_in_with_what_is_known(void **state)
{
    (void)state;
    Timeline *timeline = timeline_new();
    record_fact(timeline, 1, ACTOR_CLIENT, EVENT_CLIENT_RANDOM, FACT_CLIENT_RANDOM, "abcdef");
    record_fact(timeline, 1, ACTOR_SERVER, EVENT_RECEIVE_CLIENT_HELLO, FACT_SERVER_NAME, "Grüße");
    record_fact(timeline, 1, ACTOR_SERVER, EVENT_DH_KEY_PAIR, FACT_DH_SERVER_PRIVATE, "");
    assert_sentence(timeline, 1, "It is {client_random}.", 0, "It is 616263646566.");
    assert_sentence(timeline, 1, "{client_random}", 5, "61…66");
    assert_sentence(timeline, 2, "{server_name}", 4, "Gr…e");
    assert_sentence(timeline, 2, "{client_random}", 0, "(unknown)");
    assert_sentence(timeline, 2, "{client:client_random} {server_name}", 12, "616263646566 Grüße");
    assert_sentence(timeline, 3, "{dh.server_private}", 0, "0x0");
    assert_sentence(timeline, 1, "{server:server_name}", 0, "(unknown)"); /* not yet */
    record_fact(timeline, 1, ACTOR_CLIENT, EVENT_RECEIVE_CERTIFICATE, FACT_SESSION_ID, "");
    assert_sentence(timeline, 4, "It is {session_id}.", 3, "It is (empty).");
    assert_sentence(timeline, 1, "an open {brace", 0, "an open {brace");
    assert_sentence(timeline, 1, "", 0, "");
    timeline_free(timeline);
}

static void a_percent_sign_is_the_certificate_that_is_checked(void **state)
{
    (void)state;
    Learned learned = {.fact = {FACT_SERVER_CERTIFICATE_SUBJECT, 1}, .value = bytes_of_text("issuer")};
    Check check = {.passed = true, .index = 1};
    Event event = {.id = EVENT_CHECK_CERTIFICATE_VALIDITY,
                   .actor = ACTOR_CLIENT,
                   .handshake = 1,
                   .learned = &learned,
                   .learned_count = 1,
                   .check = &check};
    Timeline *timeline = timeline_new();
    timeline_record(timeline, 1, &event);
    assert_sentence(timeline, 1, "{server.certificate.%.subject}", 0, "issuer");
    timeline_free(timeline);
}

static void segments_and_outcomes_are_kept(void **state)
{
    (void)state;
    Timeline *timeline = timeline_new();
    Segment segment = {.connection = 1, .from = ACTOR_CLIENT, .bytes = bytes_of_text("abc"), .time = 5};
    Outcome outcome = {.client = ENDING_CLOSED, .server = ENDING_TRUNCATED};
    record_state(timeline, 1, ACTOR_CLIENT, EVENT_CLIENT_RANDOM);
    timeline_record_segment(timeline, &segment);
    assert_int_equal(timeline_segment_count(timeline), 1);
    assert_int_equal(timeline_segment_at(timeline, 0)->step, 1);
    assert_null(timeline_segment_at(timeline, 1));
    assert_null(timeline_outcome(timeline, 1));
    timeline_set_outcome(timeline, 1, &outcome);
    assert_int_equal(timeline_outcome(timeline, 1)->server, ENDING_TRUNCATED);
    assert_null(timeline_outcome(timeline, 2));
    timeline_free(timeline);
}

/* Every sentence in the list names facts that there are. */
static void every_placeholder_is_a_fact(void **state)
{
    (void)state;
    for (int id = 0; id < EVENT_COUNT; id++) {
        const char *place = event_item((EventId)id)->text;
        while ((place = strchr(place, '{'))) {
            const char *end = strchr(place, '}');
            assert_non_null(end);
            Buffer name = BUFFER_EMPTY;
            const char *colon = memchr(place, ':', (size_t)(end - place));
            const char *start = colon ? colon + 1 : place + 1;
            for (; start < end; start++)
                text_append(&name, *start == '%' ? "0" : (char[]){*start, '\0'});
            FactRef ref;
            if (!fact_find(text_finish(&name), &ref))
                fail_msg("%s: no fact is called %s", event_item((EventId)id)->what, text_finish(&name));
            buffer_clear(&name);
            place = end;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_named_and_found),
        cmocka_unit_test(many_steps_of_one_name_are_told_apart),
        cmocka_unit_test(an_actor_knows_what_it_learned_up_to_a_step),
        cmocka_unit_test(facts_of_a_list_are_told_apart_by_their_place),
        cmocka_unit_test(what_is_recorded_is_copied),
        cmocka_unit_test(a_derivation_names_its_part_of_the_transcript),
        cmocka_unit_test(what_stayed_closed_is_one_field),
        cmocka_unit_test(an_empty_record_that_was_opened_is_application_data),
        cmocka_unit_test(a_message_is_decoded_again),
        cmocka_unit_test(flights_change_with_the_speaker),
        cmocka_unit_test(sentences_are_filled_in_with_what_is_known),
        cmocka_unit_test(a_percent_sign_is_the_certificate_that_is_checked),
        cmocka_unit_test(segments_and_outcomes_are_kept),
        cmocka_unit_test(every_placeholder_is_a_fact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
