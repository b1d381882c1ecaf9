#include "tls/message_telling.h"

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

static void add_sequence_number(Telling *telling, Actor sender, const Protection *protection)
{
    FactId fact = sender == ACTOR_CLIENT ? FACT_CLIENT_SEQUENCE_NUMBER : FACT_SERVER_SEQUENCE_NUMBER;
    uint8_t number[8];
    bytes_write_number(number, sizeof number, protection_sequence_number(protection));
    Bytes value = arena_copy(&telling->values, BYTES_OF_ARRAY(number));
    telling_bytes(telling, fact, DERIVATION_SEQUENCE, value);
}

bool telling_begin_sent(Telling *telling, const Teller *teller, EventId id, const MessageView *message,
                        const Connection *connection, const Agreement *agreement)
{
    if (!begin(telling, teller, id, message, agreement))
        return false;
    if (message->encrypted)
        add_sequence_number(telling, teller->actor, connection->writing);
    return true;
}

bool telling_begin_received(Telling *telling, const Teller *teller, EventId id, const MessageView *message,
                            const Connection *connection, const Agreement *agreement)
{
    if (!begin(telling, teller, id, message, agreement))
        return false;
    if (message->encrypted)
        add_sequence_number(telling, teller->actor == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT, connection->reading);
    return true;
}
