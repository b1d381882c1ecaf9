/* Sessions that are resumed: the eavesdropper knows one again, or opens the ticket that it crosses in. */
#include <string.h>

#include "base/memory.h"
#include "sim/eavesdropper/eavesdropper_state.h"
#include "tls/v12/ticket_telling.h"

/* What she lacks she says when it crosses, and not again. */
static void tell_lack(const Eavesdropper *eavesdropper, EventId id)
{
    if (!eavesdropper->hushed)
        telling_state(&eavesdropper->teller, id);
}

/* Reads the session in a ticket, which `sealed` is; false where she has no key for it. The MAC only protects the server
   from others. */
static bool open_ticket(Eavesdropper *eavesdropper, Session *out, FactId sealed, Bytes bytes)
{
    Ticket ticket;
    Buffer state = BUFFER_EMPTY;
    if (ticket_parse(&ticket, bytes))
        return false;
    const TicketKey *key = eavesdropper_memory_ticket_key(eavesdropper->memory, ticket.key_name);
    bool opened = key && !ticket_open(&state, key, &ticket) && !session_decode(out, buffer_bytes(&state));
    if (opened) {
        ticket_tell_key(&eavesdropper->teller, EVENT_EAVESDROPPER_TICKET_KEY, DERIVATION_STOLEN, key);
        ticket_tell_state(&eavesdropper->teller, EVENT_EAVESDROPPER_OPENS_TICKET, sealed, buffer_bytes(&state), out);
    }
    buffer_clear(&state);
    return opened;
}

/* The session's master secret is this handshake's. */
static void use_session(Eavesdropper *eavesdropper, const SecretValue *master_secret)
{
    Telling telling;
    if (telling_begin(&telling, &eavesdropper->teller, EVENT_EAVESDROPPER_SESSION_SECRET)) {
        Learned *secret = telling_bytes(&telling, FACT_MASTER_SECRET, DERIVATION_COPY, secret_bytes(master_secret));
        learned_from(secret, FACT_SESSION_MASTER_SECRET);
        telling_end(&telling);
    }
    eavesdropper_use_master_secret(eavesdropper, master_secret);
}

static void tell_known(const Eavesdropper *eavesdropper, const KnownSession *session)
{
    Telling telling;
    if (!telling_begin(&telling, &eavesdropper->teller, EVENT_EAVESDROPPER_KNOWS_SESSION))
        return;
    telling_bytes(&telling, FACT_SESSION_MASTER_SECRET, DERIVATION_REMEMBERED, secret_bytes(&session->master_secret));
    telling_end(&telling);
}

static void use_known(Eavesdropper *eavesdropper, const KnownSession *known)
{
    SecretValue secret = known->master_secret; /* what is remembered may move */
    tell_known(eavesdropper, known);
    use_session(eavesdropper, &secret);
    secret_wipe(&secret);
}

static void resume_by_ticket(Eavesdropper *eavesdropper, Bytes ticket)
{
    const KnownSession *known = eavesdropper_memory_by_ticket(eavesdropper->memory, ticket);
    Session session = {0};
    if (known)
        use_known(eavesdropper, known);
    else if (open_ticket(eavesdropper, &session, FACT_OFFERED_TICKET, ticket))
        use_session(eavesdropper, &session.master_secret);
    else
        tell_lack(eavesdropper, EVENT_EAVESDROPPER_LACKS_TICKET_KEY);
    session_clear(&session);
}

static void resume_by_id(Eavesdropper *eavesdropper, Bytes id)
{
    const KnownSession *known = eavesdropper_memory_by_id(eavesdropper->memory, id);
    if (known) {
        use_known(eavesdropper, known);
        return;
    }
    buffer_set(&eavesdropper_recording(eavesdropper)->wanted_id, id);
    tell_lack(eavesdropper, EVENT_EAVESDROPPER_LACKS_SESSION);
}

void eavesdropper_find_session(Eavesdropper *eavesdropper)
{
    Bytes offered = buffer_bytes(&eavesdropper->offered_session_id),
          ticket = buffer_bytes(&eavesdropper->offered_ticket);
    const KnownSession *known = eavesdropper_memory_by_random(eavesdropper->memory, eavesdropper->client_random);
    if (eavesdropper->listening == LISTENING_AGAIN && known)
        eavesdropper_use_master_secret(eavesdropper, &known->master_secret);
    else if (offered.size == 0 || !bytes_equal(offered, buffer_bytes(&eavesdropper->session_id)))
        return;
    else if (ticket.size > 0)
        resume_by_ticket(eavesdropper, ticket);
    else
        resume_by_id(eavesdropper, offered);
}

/* What she knows now, she will know again by this ticket. */
static void remember_ticket(const Eavesdropper *eavesdropper, Bytes ticket)
{
    KnownSession *known = eavesdropper_memory_add_session(eavesdropper->memory);
    memcpy(known->client_random, eavesdropper->client_random, RANDOM_SIZE);
    known->master_secret = eavesdropper->master_secret;
    buffer_set(&known->ticket, ticket);
}

void eavesdropper_see_ticket(Eavesdropper *eavesdropper, Bytes ticket)
{
    Session session = {0};
    bool again = eavesdropper->listening == LISTENING_AGAIN && eavesdropper->hushed;
    if (ticket.size == 0 || !eavesdropper->suite || again)
        return;
    if (eavesdropper->has_keys) {
        remember_ticket(eavesdropper, ticket);
    } else if (open_ticket(eavesdropper, &session, FACT_SESSION_TICKET, ticket)) {
        use_session(eavesdropper, &session.master_secret);
        remember_ticket(eavesdropper, ticket);
        eavesdropper->goes_back = eavesdropper_recording(eavesdropper)->unread_count > 0;
    } else {
        tell_lack(eavesdropper, EVENT_EAVESDROPPER_LACKS_TICKET_KEY);
    }
    session_clear(&session);
}
