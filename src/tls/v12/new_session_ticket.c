/* NewSessionTicket (RFC 5077 §3.3): the server seals the session and gives it to the client. */
#include "tls/telling/message_telling.h"
#include "tls/v12/handlers.h"
#include "tls/v12/resumption.h"
#include "tls/v12/ticket_telling.h"

static void tell_sealed(const Handshake *handshake, Bytes iv, Bytes state)
{
    Bytes ticket = buffer_bytes(&handshake->session.ticket);
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_SEAL_TICKET))
        return;
    telling_decimal(&telling, FACT_SESSION_CREATED, DERIVATION_CLOCK, (uint64_t)handshake->session.created);
    Learned *encoded = telling_bytes(&telling, FACT_TICKET_STATE, DERIVATION_SESSION_STATE, state);
    learned_from(encoded, FACT_VERSION);
    learned_from(encoded, FACT_CIPHER_SUITE);
    learned_from(encoded, FACT_MASTER_SECRET);
    learned_from(encoded, FACT_SESSION_CREATED);
    learned_from(encoded, FACT_EXTENDED_MASTER_SECRET);
    if (handshake->session.client_certificate.size > 0)
        learned_from(encoded, FACT_CLIENT_CERTIFICATE);
    if (handshake->session.server_name.size > 0)
        learned_from(encoded, FACT_SERVER_NAME);
    telling_bytes(&telling, FACT_TICKET_IV, DERIVATION_RANDOM, iv);
    Learned *sealed = telling_bytes(&telling, FACT_SESSION_TICKET, DERIVATION_TICKET_SEAL, ticket);
    learned_from(sealed, FACT_TICKET_KEY_NAME);
    learned_from(sealed, FACT_TICKET_IV);
    learned_from(sealed, FACT_TICKET_ENCRYPTION_KEY);
    learned_from(sealed, FACT_TICKET_STATE);
    learned_from(sealed, FACT_TICKET_MAC_KEY);
    telling_decimal(&telling, FACT_SESSION_TICKET_BYTES, DERIVATION_COUNTED, ticket.size);
    telling_end(&telling);
}

/* With the first of the server's keys. */
static void seal(Handshake *handshake)
{
    const TicketKey *key = &handshake->config->server.ticket_keys->keys[0];
    uint8_t iv[TICKET_IV_SIZE];
    Buffer state = BUFFER_EMPTY;
    handshake_draw(handshake, "ticket.iv", iv, sizeof iv);
    session_encode(&state, &handshake->session);
    buffer_clear(&handshake->session.ticket);
    ticket_seal(&handshake->session.ticket, key, iv, buffer_bytes(&state));
    ticket_tell_key(handshake->teller, EVENT_TICKET_KEY, DERIVATION_CONFIGURED, key);
    tell_sealed(handshake, BYTES_OF_ARRAY(iv), buffer_bytes(&state));
    buffer_clear(&state);
}

Error server_send_new_session_ticket(Handshake *handshake, const MessageView *message)
{
    (void)message;
    Session *session = &handshake->session;
    handshake_make_session(handshake);
    seal(handshake);
    /* A session that is resumed does not become younger. */
    int64_t age = handshake->config->now - session->created;
    session->ticket_lifetime = (uint32_t)(handshake->config->server.session_lifetime - age);
    new_session_ticket_encode(&handshake->message, session->ticket_lifetime, buffer_bytes(&session->ticket));
    handshake_send(handshake,
                   handshake->previous ? EVENT_SEND_NEW_SESSION_TICKET_AGAIN : EVENT_SEND_NEW_SESSION_TICKET);
    return ERROR_NONE;
}

Error client_receive_new_session_ticket(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const NewSessionTicket *ticket = &decoded.new_session_ticket;
    Telling telling;
    if (telling_begin_received(&telling, handshake->teller, EVENT_RECEIVE_NEW_SESSION_TICKET, message,
                               handshake->agreement)) {
        telling_bytes(&telling, FACT_SESSION_TICKET, DERIVATION_READ, ticket->ticket);
        telling_decimal(&telling, FACT_TICKET_LIFETIME, DERIVATION_READ, ticket->lifetime_hint);
        telling_end(&telling);
    }
    transcript_add(&handshake->transcript, message->bytes);
    /* An empty one takes the promise of a ticket back; one that is there already stays good (RFC 5077 §3.3). */
    if (ticket->ticket.size == 0)
        return ERROR_NONE;
    buffer_set(&handshake->session.ticket, ticket->ticket);
    handshake->session.ticket_lifetime = ticket->lifetime_hint;
    return ERROR_NONE;
}
