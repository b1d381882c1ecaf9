/* Resumption as the client sees it. */
#include "tls/v12/resumption.h"
#include "tls/v12/v12_handshake.h"

static void tell_offer(const Handshake *handshake)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_OFFER_SESSION))
        return;
    telling_bytes(&telling, FACT_OFFERED_SESSION_ID, DERIVATION_REMEMBERED, buffer_bytes(&handshake->v12->session_id));
    telling_bytes(&telling, FACT_SESSION_MASTER_SECRET, DERIVATION_REMEMBERED,
                  secret_bytes(&handshake->session.master_secret));
    telling_end(&telling);
}

static void tell_ticket(const Handshake *handshake)
{
    const Session *session = &handshake->session;
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_OFFER_TICKET))
        return;
    telling_bytes(&telling, FACT_OFFERED_SESSION_ID, DERIVATION_RANDOM, buffer_bytes(&handshake->v12->session_id));
    telling_bytes(&telling, FACT_OFFERED_TICKET, DERIVATION_REMEMBERED, buffer_bytes(&session->ticket));
    telling_bytes(&telling, FACT_SESSION_MASTER_SECRET, DERIVATION_REMEMBERED, secret_bytes(&session->master_secret));
    telling_end(&telling);
}

/* RFC 5077 §3.4: by the echo of an ID of its own the client will know that the ticket was taken. */
static void offer_ticket(Handshake *handshake)
{
    uint8_t id[SESSION_ID_MAX];
    handshake_draw(handshake, "session_id", id, sizeof id);
    buffer_set(&handshake->v12->session_id, BYTES_OF_ARRAY(id));
    handshake->offer.hello.extensions.session_ticket = buffer_bytes(&handshake->session.ticket);
    tell_ticket(handshake);
}

void client_offer_session(Handshake *handshake)
{
    const PeerConfig *config = handshake->config;
    if (!config->client.session || handshake->previous)
        return;
    session_copy(&handshake->session, config->client.session);
    if (config->extensions.has_session_ticket && config->client.session->ticket.size > 0) {
        offer_ticket(handshake);
    } else if (config->client.session->id.size > 0) {
        buffer_set(&handshake->v12->session_id, buffer_bytes(&config->client.session->id));
        tell_offer(handshake);
    }
    handshake->offer.hello.session_id = buffer_bytes(&handshake->v12->session_id);
}

/* RFC 5246 §7.4.1.3: a session is resumed with the suite that it was made with. */
static Error check_suite(Handshake *handshake, const ServerHello *hello)
{
    const Suite *suite = handshake->session.suite;
    return handshake_check(handshake, EVENT_CHECK_RESUMED_SUITE, hello->cipher_suite == suite->id,
                           ERROR_ILLEGAL_PARAMETER, ERROR_ILLEGAL_PARAMETER,
                           compared_text(suite->name, suite_name_of_id(hello->cipher_suite)));
}

/* That it is protocol_version is our choice: the RFC only says that the version stays. */
static Error check_version(Handshake *handshake, const ServerHello *hello)
{
    uint16_t version = handshake->session.version;
    return handshake_check(handshake, EVENT_CHECK_RESUMED_VERSION, hello->version == version, ERROR_PROTOCOL_VERSION,
                           ERROR_PROTOCOL_VERSION, compared_text(version_name(version), version_name(hello->version)));
}

/* RFC 7627 §5.3 */
static Error check_extended_master_secret(Handshake *handshake, const ServerHello *hello)
{
    bool of_session = handshake->session.extended_master_secret;
    bool answered = hello->extensions.has_extended_master_secret;
    return handshake_check(handshake, EVENT_CHECK_RESUMED_MASTER_SECRET, of_session == answered,
                           ERROR_HANDSHAKE_FAILURE, ERROR_HANDSHAKE_FAILURE, compared_flags(of_session, answered));
}

static Error check_session(Handshake *handshake, const ServerHello *hello)
{
    Error error = check_version(handshake, hello);
    if (!error)
        error = check_suite(handshake, hello);
    if (!error)
        error = check_extended_master_secret(handshake, hello);
    return error;
}

Error client_recognise_session(Handshake *handshake, const ServerHello *hello)
{
    Session *session = &handshake->session;
    Bytes offered = buffer_bytes(&handshake->v12->session_id);
    handshake->v12->new_ticket = hello->extensions.has_session_ticket;
    if (offered.size > 0) {
        handshake->v12->resuming = bytes_equal(offered, hello->session_id);
        telling_check(handshake->teller, EVENT_CHECK_SESSION_ECHO,
                      handshake->v12->resuming ? ERROR_NONE : ERROR_SESSION_NOT_RESUMED,
                      compared_bytes(offered, hello->session_id));
    }
    if (handshake->v12->resuming)
        return check_session(handshake, hello);
    session_clear(session);
    buffer_set(&session->id, hello->session_id);
    buffer_set(&session->server_name, handshake->offer.hello.extensions.server_name);
    return ERROR_NONE;
}
