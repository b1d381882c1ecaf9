#include "tls/handshake/handshake.h"

#include <assert.h>

#include "base/memory.h"
#include "base/text.h"
#include "tls/handshake/sending.h"
#include "tls/telling/message_telling.h"

/* Begins with a table. */
static void enter(Handshake *handshake, const HandshakeVersion *version)
{
    handshake->version = version;
    handshake->state = version->first[handshake->config->role];
}

Handshake *handshake_new(const PeerConfig *config, const Teller *teller, Connection *connection, Agreement *agreement,
                         const Agreement *previous, const HandshakeVersion *const *versions)
{
    Handshake *handshake = memory_new(sizeof *handshake);
    handshake->config = config;
    handshake->teller = teller;
    handshake->connection = connection;
    handshake->agreement = agreement;
    handshake->previous = previous;
    handshake->versions = versions;
    enter(handshake, versions[0]);
    key_share_init(&handshake->share);
    for (const HandshakeVersion *const *version = versions; *version; version++)
        if ((*version)->begin)
            (*version)->begin(handshake);
    return handshake;
}

void handshake_free(Handshake *handshake)
{
    if (!handshake)
        return;
    for (const HandshakeVersion *const *version = handshake->versions; *version; version++)
        if ((*version)->end)
            (*version)->end(handshake);
    transcript_clear(&handshake->transcript);
    buffer_clear(&handshake->message);
    offer_clear(&handshake->offer);
    buffer_clear(&handshake->answered_protocol);
    certificate_list_clear(&handshake->chain);
    key_share_clear(&handshake->share);
    session_clear(&handshake->session);
    memory_wipe(handshake, sizeof *handshake);
    memory_free(handshake);
}

const HandshakeRow *handshake_row(const Handshake *handshake)
{
    return &handshake->version->rows[handshake->state];
}

bool handshake_sends(const Handshake *handshake)
{
    return handshake_row(handshake)->kind == ROW_SENDS;
}

bool handshake_is_done(const Handshake *handshake)
{
    return handshake_row(handshake)->kind == ROW_ENDS;
}

bool handshake_is_unanswered(const Handshake *handshake)
{
    return handshake->version == handshake->versions[0] && handshake->config->role == ACTOR_CLIENT &&
           !handshake_sends(handshake);
}

void handshake_finish(Handshake *handshake)
{
    if (handshake->version->finish)
        handshake->version->finish(handshake);
}

void handshake_become(Handshake *handshake, uint16_t version)
{
    const HandshakeVersion *const *found = handshake->versions + 1;
    while (*found && !(version >= (*found)->version_min && version <= (*found)->version_max))
        found++;
    assert(*found && "what is configured is there");
    enter(handshake, *found);
}

static bool is_due(const Handshake *handshake, HandshakeState state)
{
    return !handshake->version->is_due || handshake->version->is_due(handshake, state);
}

/* The first of the next states that is due in this handshake. */
static void move_on(Handshake *handshake)
{
    const HandshakeRow *row = handshake_row(handshake);
    for (int i = 0; i < HANDSHAKE_NEXT_MAX && row->next[i]; i++) {
        if (is_due(handshake, row->next[i])) {
            handshake->state = row->next[i];
            return;
        }
    }
    assert(false && "a row leads on in every handshake");
}

static bool is_expected(const Handshake *handshake, const MessageView *message)
{
    return message_id(message->content_type, message->bytes) == handshake_row(handshake)->message;
}

/* Rows whose message was left out make way for what came in its stead. */
static void pass_left_out(Handshake *handshake, const MessageView *message)
{
    while (handshake_row(handshake)->kind == ROW_MAY_COME && !is_expected(handshake, message))
        move_on(handshake);
}

/* RFC 5246 §7.4: handshake messages come in their order or not at all. */
static Error check_order(Handshake *handshake, const MessageView *message)
{
    if (is_expected(handshake, message))
        return ERROR_NONE;
    handshake_tell_received(handshake, EVENT_RECEIVE_UNEXPECTED, message);
    return handshake_check(handshake, EVENT_CHECK_ORDER, false, ERROR_UNEXPECTED_MESSAGE, ERROR_UNEXPECTED_MESSAGE,
                           compared_text(message_id_name(handshake_row(handshake)->message),
                                         message_name(message->content_type, message->bytes)));
}

/* The message by which a handshake becomes one of a version is handled by the opening and by that version. */
static Error handle(Handshake *handshake, const MessageView *message)
{
    const HandshakeVersion *before = handshake->version;
    Error error = handshake_row(handshake)->handler(handshake, message);
    if (!error && handshake->version != before)
        error = handshake_row(handshake)->handler(handshake, message);
    return error;
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
        error = handle(handshake, message);
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
    DecodeContext context = {.version = agreement->version, .suite = agreement->suite};
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
    text_print(out, "h%d.%s", handshake->teller->handshake, name);
    return text_finish(out);
}

void handshake_draw(Handshake *handshake, const char *name, void *out, size_t size)
{
    Buffer full_name = BUFFER_EMPTY;
    random_fill(handshake->config->random, handshake_draw_name(handshake, &full_name, name), out, size);
    buffer_clear(&full_name);
}
