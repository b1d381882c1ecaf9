#include "tests/shim/watch.h"

#include "base/text.h"
#include "tls/wire/message.h"

enum { CERTIFICATE_LIST_HEADER_SIZE = 3, CERTIFICATE_HEADER_SIZE = 3 };

/* Of a message; an alert's event is of one kind for both. */
static bool is_sent(const Event *event)
{
    return event_item(event->id)->kind == KIND_SEND || event->id == EVENT_SEND_ALERT ||
           event->id == EVENT_SEND_CLOSE_NOTIFY;
}

static void watch_fact(ShimWatch *watch, const Learned *learned)
{
    if (learned->fact.id == FACT_SESSION_ID)
        buffer_set(&watch->session_id, learned->value);
    else if (learned->fact.id == FACT_OFFERED_PROTOCOLS)
        buffer_set(&watch->offered_protocols, learned->value);
    else if (learned->fact.id == FACT_SERVER_NAME)
        buffer_set(&watch->server_name, learned->value);
}

/* The first certificate of a chain: empty for an empty chain. */
static void watch_certificate(Buffer *out, Bytes body)
{
    Bytes chain = bytes_slice(body, CERTIFICATE_LIST_HEADER_SIZE, body.size);
    if (chain.size < CERTIFICATE_HEADER_SIZE)
        return;
    size_t size = bytes_read_number(chain.data, CERTIFICATE_HEADER_SIZE);
    buffer_set(out, bytes_slice(chain, CERTIFICATE_HEADER_SIZE, size));
}

/* Application data is left out. */
static void note_message(Buffer *out, const char *verb, const MessageView *message)
{
    if (message->content_type == CONTENT_APPLICATION_DATA)
        return;
    text_append(out, verb);
    if (message->content_type == CONTENT_CHANGE_CIPHER_SPEC) {
        text_append(out, " ccs");
    } else if (message->content_type == CONTENT_SSL2_HELLO) {
        text_append(out, " v2clienthello");
    } else {
        text_append(out, message->content_type == CONTENT_ALERT ? " alert " : " hs ");
        text_append_decimal(out, message->bytes.data[0]);
    }
    if (message->content_type == CONTENT_ALERT) {
        text_append(out, " ");
        text_append_decimal(out, message->bytes.data[1]);
    }
    text_append(out, "\n");
}

static void watch_message(ShimWatch *watch, const Event *event)
{
    Bytes message = event->message->bytes;
    Bytes body = bytes_slice(message, HANDSHAKE_HEADER_SIZE, message.size);
    if (event->message->content_type != CONTENT_HANDSHAKE || message.size < HANDSHAKE_HEADER_SIZE)
        return;
    switch (message.data[0]) {
    case HANDSHAKE_CERTIFICATE:
        watch_certificate(is_sent(event) ? &watch->own_certificate : &watch->other_certificate, body);
        break;
    case HANDSHAKE_NEW_SESSION_TICKET:
        watch->got_ticket = watch->got_ticket || !is_sent(event);
        break;
    case HANDSHAKE_FINISHED:
        if (watch->finished_in != event->handshake)
            buffer_set(&watch->first_finished, body);
        watch->finished_in = event->handshake;
        break;
    default:
        break;
    }
}

void shim_watch(void *context, const Event *event)
{
    ShimWatch *watch = context;
    for (int i = 0; i < event->learned_count; i++)
        watch_fact(watch, &event->learned[i]);
    if (event->message) {
        note_message(&watch->messages, is_sent(event) ? "write" : "read", event->message);
        watch_message(watch, event);
    }
    if (event->check && !event->check->passed)
        watch->failed_check = event_item(event->id)->what;
    if (event->id == EVENT_CONNECTED)
        watch->handshakes++;
    if (event->id == EVENT_RECEIVE_HELLO_REQUEST || event->id == EVENT_RECEIVE_RENEGOTIATION)
        watch->declined = watch->declined || event->handshake <= watch->handshakes;
}

void shim_watch_clear(ShimWatch *watch)
{
    buffer_clear(&watch->first_finished);
    buffer_clear(&watch->session_id);
    buffer_clear(&watch->offered_protocols);
    buffer_clear(&watch->server_name);
    buffer_clear(&watch->messages);
    buffer_clear(&watch->own_certificate);
    buffer_clear(&watch->other_certificate);
}
