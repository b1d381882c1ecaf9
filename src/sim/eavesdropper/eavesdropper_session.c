#include "sim/eavesdropper/eavesdropper_session.h"

#include "tls/v12/ticket_telling.h"

/* Reads the session in a ticket, which `sealed` is; false where she has no key for it. The MAC only protects the server
   from others. */
static bool open_ticket(const EavesdropperState *state, Session *out, FactId sealed, Bytes bytes)
{
    Ticket ticket;
    Buffer plain = BUFFER_EMPTY;
    if (ticket_parse(&ticket, bytes))
        return false;
    const TicketKey *key = eavesdropper_memory_ticket_key(state->memory, ticket.key_name);
    bool opened = key && !ticket_open(&plain, key, &ticket) && !session_decode(out, buffer_bytes(&plain));
    if (opened) {
        ticket_tell_key(&state->teller, EVENT_EAVESDROPPER_TICKET_KEY, DERIVATION_STOLEN, key);
        ticket_tell_state(&state->teller, EVENT_EAVESDROPPER_OPENS_TICKET, sealed, buffer_bytes(&plain), out);
    }
    buffer_clear(&plain);
    return opened;
}

/* The session's master secret is this handshake's. */
static void use_session(const EavesdropperState *state, SecretValue *out, const SecretValue *master_secret)
{
    Telling telling;
    *out = *master_secret;
    if (!telling_begin(&telling, &state->teller, EVENT_EAVESDROPPER_SESSION_SECRET))
        return;
    Learned *secret = telling_bytes(&telling, FACT_MASTER_SECRET, DERIVATION_COPY, secret_bytes(out));
    learned_from(secret, FACT_SESSION_MASTER_SECRET);
    telling_end(&telling);
}

static void tell_known(const EavesdropperState *state, const KnownSession *session)
{
    Telling telling;
    if (!telling_begin(&telling, &state->teller, EVENT_EAVESDROPPER_KNOWS_SESSION))
        return;
    telling_bytes(&telling, FACT_SESSION_MASTER_SECRET, DERIVATION_REMEMBERED, secret_bytes(&session->master_secret));
    telling_end(&telling);
}

static SessionFound use_known(const EavesdropperState *state, SecretValue *out, const KnownSession *known)
{
    tell_known(state, known);
    use_session(state, out, &known->master_secret);
    return SESSION_FOUND;
}

static SessionFound use_ticket(const EavesdropperState *state, SecretValue *out, FactId sealed, Bytes ticket)
{
    Session session = {0};
    bool opened = open_ticket(state, &session, sealed, ticket);
    if (opened)
        use_session(state, out, &session.master_secret);
    session_clear(&session);
    return opened ? SESSION_FOUND : SESSION_LACKS_TICKET_KEY;
}

SessionFound eavesdropper_open_given(const EavesdropperState *state, SecretValue *master_secret, Bytes ticket)
{
    return use_ticket(state, master_secret, FACT_SESSION_TICKET, ticket);
}

static SessionFound resume_by_ticket(const EavesdropperState *state, SecretValue *out, Bytes ticket)
{
    const KnownSession *known = eavesdropper_memory_by_ticket(state->memory, ticket);
    return known ? use_known(state, out, known) : use_ticket(state, out, FACT_OFFERED_TICKET, ticket);
}

static SessionFound resume_by_id(const EavesdropperState *state, SecretValue *out, Bytes id)
{
    const KnownSession *known = eavesdropper_memory_by_id(state->memory, id);
    return known ? use_known(state, out, known) : SESSION_LACKS_SESSION;
}

SessionFound eavesdropper_find_session(const EavesdropperState *state, SecretValue *master_secret)
{
    const HeardHandshake *heard = &state->heard;
    Bytes offered = buffer_bytes(&heard->offered_session_id), ticket = buffer_bytes(&heard->offered_ticket);
    const KnownSession *known = eavesdropper_memory_by_random(state->memory, heard->client_random);
    if (state->listening == LISTENING_AGAIN && known) {
        *master_secret = known->master_secret;
        return SESSION_FOUND;
    }
    if (offered.size == 0 || !bytes_equal(offered, buffer_bytes(&heard->session_id)))
        return SESSION_NONE;
    return ticket.size > 0 ? resume_by_ticket(state, master_secret, ticket)
                           : resume_by_id(state, master_secret, offered);
}
