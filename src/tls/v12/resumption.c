/* What both sides do alike when they resume a session, and when they keep one. */
#include "tls/v12/resumption.h"

#include "tls/telling/key_telling.h"
#include "tls/v12/keys.h"
#include "tls/v12/v12_handshake.h"

void handshake_resume_keys(Handshake *handshake)
{
    Agreement *agreement = handshake->agreement;
    agreement->master_secret = handshake->session.master_secret;
    Telling telling;
    if (telling_begin(&telling, handshake->teller, EVENT_RESUME_MASTER_SECRET)) {
        Learned *secret =
            telling_bytes(&telling, FACT_MASTER_SECRET, DERIVATION_COPY, secret_bytes(&agreement->master_secret));
        learned_from(secret, FACT_SESSION_MASTER_SECRET);
        telling_end(&telling);
    }
    handshake_expand_keys(handshake);
}

/* Empty where the client did not prove who it is. */
static Bytes client_certificate(const Handshake *handshake)
{
    const CertificateList *chain = &handshake->chain;
    if (!handshake->agreement->client_signature_scheme)
        return BYTES_EMPTY;
    if (handshake->config->role == ACTOR_CLIENT)
        chain = handshake->credential->chain;
    return chain->items[0]->der;
}

void handshake_make_session(Handshake *handshake)
{
    const Agreement *agreement = handshake->agreement;
    Session *session = &handshake->session;
    if (handshake->v12->resuming)
        return;
    session->version = agreement->version;
    session->suite = agreement->suite;
    session->master_secret = agreement->master_secret;
    session->extended_master_secret = agreement->extended_master_secret;
    session->created = handshake->config->now;
    buffer_set(&session->client_certificate, client_certificate(handshake));
}

static void store_session(Handshake *handshake)
{
    SessionCache *cache = handshake->config->server.sessions;
    Telling telling;
    session_cache_add(cache, &handshake->session);
    if (!telling_begin(&telling, handshake->teller, EVENT_STORE_SESSION))
        return;
    telling_decimal(&telling, FACT_SESSION_CACHE_SESSION_BYTES, DERIVATION_COUNTED,
                    session_cache_size_of(cache, buffer_bytes(&handshake->session.id)));
    telling_decimal(&telling, FACT_SESSION_CACHE_SESSIONS, DERIVATION_COUNTED, (uint64_t)session_cache_count(cache));
    telling_decimal(&telling, FACT_SESSION_CACHE_BYTES, DERIVATION_COUNTED, session_cache_size(cache));
    telling_end(&telling);
}

void handshake_keep_session(Handshake *handshake)
{
    const Session *session = &handshake->session;
    bool server = handshake->config->role == ACTOR_SERVER, by_id = session->id.size > 0;
    handshake_make_session(handshake);
    if (server && by_id && !handshake->v12->resuming)
        store_session(handshake);
    else if (!server && handshake->v12->new_ticket && session->ticket.size > 0)
        telling_state(handshake->teller, EVENT_KEEP_TICKET);
    else if (!server && by_id && !handshake->v12->resuming)
        telling_state(handshake->teller, EVENT_KEEP_SESSION);
}
