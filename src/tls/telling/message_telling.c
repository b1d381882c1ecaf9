#include "tls/telling/message_telling.h"

#include "base/text.h"

static bool begin(Telling *telling, const Teller *teller, EventId id, const MessageView *message,
                  const Agreement *agreement)
{
    if (!telling_begin(telling, teller, id))
        return false;
    telling->message = *message;
    telling->message.version = agreement->version;
    telling->message.cipher_suite = agreement->suite ? agreement->suite->id : 0;
    telling->event.message = &telling->message;
    return true;
}

void telling_add_sequence_number(Telling *telling, Actor sender, uint64_t number)
{
    FactId fact = sender == ACTOR_CLIENT ? FACT_CLIENT_SEQUENCE_NUMBER : FACT_SERVER_SEQUENCE_NUMBER;
    uint8_t bytes[8];
    bytes_write_number(bytes, sizeof bytes, number);
    Bytes value = arena_copy(&telling->values, BYTES_OF_ARRAY(bytes));
    telling_bytes(telling, fact, DERIVATION_SEQUENCE, value);
}

/* Of several records the last one's. */
static void add_number(Telling *telling, Actor sender, const MessageView *message)
{
    if (message->encrypted && message->record_count > 0)
        telling_add_sequence_number(telling, sender, message->records[message->record_count - 1].sequence_number);
}

bool telling_begin_sent(Telling *telling, const Teller *teller, EventId id, const MessageView *message,
                        const Agreement *agreement)
{
    if (!begin(telling, teller, id, message, agreement))
        return false;
    add_number(telling, teller->actor, message);
    return true;
}

bool telling_begin_received(Telling *telling, const Teller *teller, EventId id, const MessageView *message,
                            const Agreement *agreement)
{
    if (!begin(telling, teller, id, message, agreement))
        return false;
    add_number(telling, teller->actor == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT, message);
    return true;
}

void message_tell_malformed(const Teller *teller, const MessageView *message, const DecodeContext *context, Error error)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Buffer accepted = BUFFER_EMPTY, found = BUFFER_EMPTY;
    Message ignored;
    if (!teller->observer)
        return;
    error = message_decode(&ignored, message->bytes, context, &tree); /* once more, for the names of its fields */
    field_tree_append_accepted(&accepted, &tree, message->bytes);
    field_tree_append_fault(&found, &tree);
    text_append(&found, ": ");
    field_tree_append_found(&found, &tree, message->bytes);
    telling_check(teller, EVENT_CHECK_FORM, error, compared_text(text_finish(&accepted), text_finish(&found)));
    buffer_clear(&accepted);
    buffer_clear(&found);
    field_tree_clear(&tree);
}

EventId telling_event_of_sent_alert(bool closing, bool encrypted)
{
    if (!closing)
        return EVENT_SEND_ALERT;
    return encrypted ? EVENT_SEND_CLOSE_NOTIFY : EVENT_SEND_CLOSE_NOTIFY_IN_CLEAR;
}

EventId telling_event_of_received_alert(bool closing, bool encrypted)
{
    if (closing)
        return encrypted ? EVENT_RECEIVE_CLOSE_NOTIFY : EVENT_RECEIVE_CLOSE_NOTIFY_IN_CLEAR;
    return encrypted ? EVENT_RECEIVE_ALERT : EVENT_RECEIVE_ALERT_IN_CLEAR;
}
