#include "tls/handshake/handshake.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "tls/handshake/sending.h"
#include "tls/telling/message_telling.h"

static HandshakeHandler *const handlers[] = {
#define STATE(ID, name, role, kind, message, handler, source, ...) handler,
#include "tls/handshake/handshake_states.def"
#undef STATE
};

Handshake *handshake_new(const PeerConfig *config, const Teller *teller, Connection *connection, Agreement *agreement,
                         const Agreement *previous)
{
    Handshake *handshake = memory_new(sizeof *handshake);
    handshake->config = config;
    handshake->teller = teller;
    handshake->connection = connection;
    handshake->agreement = agreement;
    handshake->previous = previous;
    handshake->state = config->role == ACTOR_CLIENT ? STATE_CLIENT_SEND_CLIENT_HELLO : STATE_SERVER_WAIT_CLIENT_HELLO;
    key_share_init(&handshake->share);
    return handshake;
}

void handshake_free(Handshake *handshake)
{
    if (!handshake)
        return;
    transcript_clear(&handshake->transcript);
    buffer_clear(&handshake->message);
    offer_clear(&handshake->offer);
    certificate_list_clear(&handshake->chain);
    key_share_clear(&handshake->share);
    session_clear(&handshake->session);
    buffer_clear(&handshake->session_id);
    buffer_clear(&handshake->pre_master_secret);
    memory_wipe(handshake, sizeof *handshake);
    memory_free(handshake);
}

static const HandshakeRow *row_of(const Handshake *handshake)
{
    return handshake_row_at((int)handshake->state);
}

bool handshake_sends(const Handshake *handshake)
{
    return row_of(handshake)->kind == ROW_SENDS;
}

bool handshake_is_done(const Handshake *handshake)
{
    return row_of(handshake)->kind == ROW_ENDS;
}

/* The first of the next states that is due in this handshake. */
static void move_on(Handshake *handshake)
{
    const HandshakeRow *row = row_of(handshake);
    for (int i = 0; i < HANDSHAKE_NEXT_MAX && row->next[i]; i++) {
        HandshakeState next = handshake_state_find(row->next[i]);
        if (handshake_is_due(handshake, next)) {
            handshake->state = next;
            return;
        }
    }
    assert(false && "a row leads on in every handshake");
}

static bool is_expected(const Handshake *handshake, const MessageView *message)
{
    return strcmp(row_of(handshake)->message, message_name(message->content_type, message->bytes)) == 0;
}

/* Rows whose message was left out make way for what came in its stead. */
static void pass_left_out(Handshake *handshake, const MessageView *message)
{
    while (row_of(handshake)->kind == ROW_MAY_COME && !is_expected(handshake, message))
        move_on(handshake);
}

/* RFC 5246 §7.4: handshake messages come in their order or not at all. */
static Error check_order(Handshake *handshake, const MessageView *message)
{
    const char *expected = row_of(handshake)->message, *found = message_name(message->content_type, message->bytes);
    if (is_expected(handshake, message))
        return ERROR_NONE;
    handshake_tell_received(handshake, EVENT_RECEIVE_UNEXPECTED, message);
    return handshake_check(handshake, EVENT_CHECK_ORDER, false, ERROR_UNEXPECTED_MESSAGE, ERROR_UNEXPECTED_MESSAGE,
                           compared_text(expected, found));
}

/* With its place in the transcript, which its handler adds it to. A HelloRequest, which has none, is not for the
   handshake (RFC 5246 §7.4.1.1). */
static const MessageView *place_message(const Handshake *handshake, MessageView *placed, const MessageView *message)
{
    *placed = *message;
    if (message->content_type == CONTENT_HANDSHAKE)
        placed->place = transcript_next(&handshake->transcript);
    return placed;
}

Error handshake_run(Handshake *handshake, const MessageView *message)
{
    Error error = ERROR_NONE;
    MessageView placed;
    if (message) {
        message = place_message(handshake, &placed, message);
        pass_left_out(handshake, message);
        error = check_order(handshake, message);
    }
    if (!error)
        error = handlers[handshake->state](handshake, message);
    if (!error)
        move_on(handshake);
    return error;
}

Error handshake_refuse(Handshake *handshake, Error cause, Error alert)
{
    handshake->cause = cause;
    return alert;
}

Error handshake_check(Handshake *handshake, EventId id, bool passed, Error cause, Error alert, Compared compared)
{
    telling_check(handshake->teller, id, passed ? ERROR_NONE : cause, compared);
    return passed ? ERROR_NONE : handshake_refuse(handshake, cause, alert);
}

Error handshake_decode(Handshake *handshake, Message *out, const MessageView *message)
{
    const Agreement *agreement = handshake->agreement;
    DecodeContext context = {.version = agreement->version,
                             .suite = agreement->suite,
                             .sender = handshake->config->role == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT};
    Error error = message_decode(out, message->bytes, &context, NULL);
    if (!error)
        return ERROR_NONE;
    handshake_tell_received(handshake, EVENT_RECEIVE_MALFORMED, message);
    message_tell_malformed(handshake->teller, message, &context, error);
    return handshake_refuse(handshake, error, error);
}

void handshake_send_content(Handshake *handshake, EventId id, ContentType type, Bytes content)
{
    Sending sending = {handshake->config->fault, handshake->teller, handshake->connection, handshake->agreement,
                       &handshake->transcript};
    sending_send(&sending, id, type, content);
}

void handshake_send(Handshake *handshake, EventId id)
{
    handshake_send_content(handshake, id, CONTENT_HANDSHAKE, buffer_bytes(&handshake->message));
    buffer_truncate(&handshake->message, 0);
}

void handshake_tell_received(Handshake *handshake, EventId id, const MessageView *message)
{
    Telling telling;
    if (telling_begin_received(&telling, handshake->teller, id, message, handshake->agreement))
        telling_end(&telling);
}

const char *handshake_draw_name(const Handshake *handshake, Buffer *out, const char *name)
{
    text_append(out, "h");
    text_append_decimal(out, (uint64_t)handshake->teller->handshake);
    text_append(out, ".");
    text_append(out, name);
    return text_finish(out);
}

void handshake_draw(Handshake *handshake, const char *name, void *out, size_t size)
{
    Buffer full_name = BUFFER_EMPTY;
    random_fill(handshake->config->random, handshake_draw_name(handshake, &full_name, name), out, size);
    buffer_clear(&full_name);
}
