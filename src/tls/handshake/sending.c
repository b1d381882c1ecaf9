#include "tls/handshake/sending.h"

#include "tls/telling/message_telling.h"
#include "tls/wire/ssl2_hello.h"

/* Application data is known to who sent it, and an alert says which it is. */
static void tell(const Sending *sending, EventId id, const MessageView *sent)
{
    Telling telling;
    if (!telling_begin_sent(&telling, sending->teller, id, sent, sending->agreement))
        return;
    if (sent->content_type == CONTENT_APPLICATION_DATA) {
        bool client = sending->teller->actor == ACTOR_CLIENT;
        telling_bytes(&telling, client ? FACT_CLIENT_APPLICATION_DATA : FACT_SERVER_APPLICATION_DATA,
                      DERIVATION_APPLICATION, sent->bytes);
    }
    if (sent->content_type == CONTENT_ALERT && sent->bytes.size == ALERT_SIZE) {
        telling.event.fatal = sent->bytes.data[0] == ALERT_LEVEL_FATAL;
        telling.event.alert = (Error)sent->bytes.data[1];
    }
    telling_end(&telling);
}

/* What of a message is part of the handshake: not a HelloRequest (RFC 5246 §7.4.1.1), and a hello of SSL 2.0 without
   its length, as if that were the record's. */
static Bytes transcribed(uint8_t type, Bytes message)
{
    if (type == CONTENT_SSL2_HELLO)
        return bytes_slice(message, SSL2_HEADER_SIZE, message.size);
    bool counts = type == CONTENT_HANDSHAKE && message.size > 0 && message.data[0] != HANDSHAKE_HELLO_REQUEST;
    return counts ? message : BYTES_EMPTY;
}

static TranscriptPlace add_to_transcript(Transcript *transcript, uint8_t type, Bytes message)
{
    Bytes counting = transcribed(type, message);
    if (!transcript || counting.size == 0)
        return (TranscriptPlace){.number = 0};
    TranscriptPlace place = transcript_next(transcript);
    place.skipped = message.size - counting.size;
    transcript_add(transcript, counting);
    return place;
}

static void send_one(const Sending *sending, EventId id, uint8_t type, Bytes message)
{
    MessageView sent;
    TranscriptPlace place = add_to_transcript(sending->transcript, type, message);
    connection_send(sending->connection, (ContentType)type, message, &sent);
    sent.place = place;
    tell(sending, id, &sent);
}

/* What the sending of a message is told as that nobody is due to send. */
static EventId event_of_message(MessageId id)
{
    static const EventId events[MESSAGE_ID_COUNT] = {
        [MESSAGE_HELLO_REQUEST] = EVENT_SEND_HELLO_REQUEST,
        [MESSAGE_CLIENT_HELLO] = EVENT_SEND_CLIENT_HELLO,
        [MESSAGE_SERVER_HELLO] = EVENT_SEND_SERVER_HELLO,
        [MESSAGE_NEW_SESSION_TICKET] = EVENT_SEND_NEW_SESSION_TICKET,
        [MESSAGE_CERTIFICATE] = EVENT_SEND_CERTIFICATE,
        [MESSAGE_SERVER_KEY_EXCHANGE] = EVENT_SEND_SERVER_KEY_EXCHANGE,
        [MESSAGE_CERTIFICATE_REQUEST] = EVENT_SEND_CERTIFICATE_REQUEST,
        [MESSAGE_SERVER_HELLO_DONE] = EVENT_SEND_SERVER_HELLO_DONE,
        [MESSAGE_CERTIFICATE_VERIFY] = EVENT_SEND_CERTIFICATE_VERIFY,
        [MESSAGE_CLIENT_KEY_EXCHANGE] = EVENT_SEND_CLIENT_KEY_EXCHANGE,
        [MESSAGE_FINISHED] = EVENT_SEND_FINISHED,
        [MESSAGE_CERTIFICATE_STATUS] = EVENT_SEND_CERTIFICATE_STATUSES,
        [MESSAGE_CHANGE_CIPHER_SPEC] = EVENT_SEND_CHANGE_CIPHER_SPEC,
        [MESSAGE_ALERT] = EVENT_SEND_OTHER, /* one that is none: not of two bytes */
        [MESSAGE_APPLICATION_DATA] = EVENT_SEND_APPLICATION_DATA,
        [MESSAGE_SSL2_CLIENT_HELLO] = EVENT_SEND_SSL2_HELLO,
        [MESSAGE_UNKNOWN] = EVENT_SEND_OTHER,
        /* which nobody sends as such */
        [MESSAGE_ENCRYPTED_HANDSHAKE] = EVENT_SEND_OTHER,
        [MESSAGE_ENCRYPTED_RECORD] = EVENT_SEND_OTHER,
    };
    return events[id];
}

/* What the sending of something else than was due is told as. */
static EventId event_of(const Sending *sending, uint8_t type, Bytes message, const MessageView *due, EventId id)
{
    MessageId sent = message_id(type, message);
    if (type == CONTENT_ALERT && message.size == ALERT_SIZE)
        return telling_event_of_sent_alert(message.data[1] == ERROR_NONE,
                                           epoch_is_encrypted(&sending->connection->writing));
    return sent == message_id(due->content_type, due->bytes) ? id : event_of_message(sent);
}

void sending_send(const Sending *sending, EventId id, ContentType type, Bytes message)
{
    const PeerFault *fault = sending->fault;
    if (!fault) {
        send_one(sending, id, (uint8_t)type, message);
        return;
    }
    const Agreement *agreement = sending->agreement;
    MessageView due = {.content_type = (uint8_t)type,
                       .bytes = message,
                       .version = agreement->version,
                       .cipher_suite = agreement->suite ? agreement->suite->id : 0};
    Buffer other = BUFFER_EMPTY;
    uint8_t other_type;
    fault->offer(fault->context, &due, sending->teller->handshake);
    while (fault->take(fault->context, &other_type, &other)) {
        Bytes bytes = buffer_bytes(&other);
        send_one(sending, event_of(sending, other_type, bytes, &due, id), other_type, bytes);
        buffer_truncate(&other, 0);
    }
    buffer_clear(&other);
}
