/* What a peer refuses, and with which alert: the table of refusals.def, run row by row. */
#include "changes.h"

#include "tls/record.h"

/* Changes of any message */

static void set_length(Buffer *bytes)
{
    bytes_write_number(bytes->data + 1, 3, bytes->size - HANDSHAKE_HEADER_SIZE);
}

static void append_byte(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_append_number(bytes, 1, 0);
    set_length(bytes);
}

static void cut_byte(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_truncate(bytes, bytes->size - 1);
    set_length(bytes);
}

static void change_last_byte(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    bytes->data[bytes->size - 1] ^= 1;
}

static void drop(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_truncate(bytes, 0);
}

static void become_client_key_exchange(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    bytes->data[0] = HANDSHAKE_CLIENT_KEY_EXCHANGE;
}

static void become_server_hello_done(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_truncate(bytes, 0);
    server_hello_done_encode(bytes);
}

/* The runner */

typedef struct Refusal {
    const char *what, *suite, *group;
    HandshakeType type;
    ChangeMessage *apply;
    Actor victim;
    Error alert;
} Refusal;

static const Refusal refusals[] = {
#define REFUSAL(what, suite, group, message, change, victim, alert, source)                                            \
    {what, suite, group, HANDSHAKE_##message, change, ACTOR_##victim, ERROR_##alert},
#include "refusals.def"
#undef REFUSAL
};

static void change_record(void *context, Actor sender, Buffer *record)
{
    Change *change = context;
    if (change->done || record->data[0] != CONTENT_HANDSHAKE || record->data[RECORD_HEADER_SIZE] != change->type)
        return;
    change->done = true;
    PeerSummary summary;
    peer_summary(pair_peer(change->pair, sender), &summary);
    DecodeContext decode = {summary.version, summary.suite, sender};
    Buffer bytes = BUFFER_EMPTY;
    Message message;
    buffer_append(&bytes, bytes_slice(buffer_bytes(record), RECORD_HEADER_SIZE, record->size));
    assert_int_equal(message_decode(&message, buffer_bytes(&bytes), &decode, NULL), ERROR_NONE);
    change->apply(change, &message, &bytes);
    buffer_truncate(record, 0);
    if (bytes.size > 0) {
        record_header_append(record, CONTENT_HANDSHAKE, VERSION_TLS_1_2, bytes.size);
        buffer_append(record, buffer_bytes(&bytes));
    }
    buffer_clear(&bytes);
}

static void every_row_is_refused_with_its_alert(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        const Refusal *row = &refusals[i];
        Pair pair;
        Change change = {.pair = &pair, .type = row->type, .apply = row->apply};
        print_message("%s: %s\n", handshake_type_name((uint8_t)row->type), row->what);
        pair_init(&pair);
        if (row->suite)
            pair_offer(&pair, row->suite, row->group);
        pair.client_config.protocols[0] = "h2";
        pair.client_config.protocol_count = 1;
        pair.server_config.protocols[0] = "h2";
        pair.server_config.protocol_count = 1;
        pair.server_config.server_name = "server.tlsteps.example";
        pair.meddle = change_record;
        pair.context = &change;
        pair_start(&pair);
        pair_run(&pair);
        assert_true(change.done);
        assert_refused(&pair, row->victim, row->alert);
        arena_clear(&change.made);
        pair_clear(&pair);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_refused_with_its_alert),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
