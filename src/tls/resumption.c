/* What both sides do alike when they resume a session, and when they keep one. */
#include "tls/resumption.h"

#include <string.h>

#include "base/text.h"
#include "tls/key_telling.h"

void handshake_resume_keys(Handshake *handshake)
{
    Agreement *agreement = handshake->agreement;
    memcpy(agreement->master_secret, handshake->session.master_secret, MASTER_SECRET_SIZE);
    agreement->has_master_secret = true;
    Telling telling;
    if (telling_begin(&telling, handshake->teller, EVENT_RESUME_MASTER_SECRET)) {
        Learned *secret =
            telling_bytes(&telling, FACT_MASTER_SECRET, DERIVATION_COPY, BYTES_OF_ARRAY(agreement->master_secret));
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

/* Fills in what a full handshake has made; name and ID are set already. */
static void make_session(Handshake *handshake)
{
    const Agreement *agreement = handshake->agreement;
    Session *session = &handshake->session;
    session->version = agreement->version;
    session->suite = agreement->suite;
    memcpy(session->master_secret, agreement->master_secret, MASTER_SECRET_SIZE);
    session->extended_master_secret = agreement->extended_master_secret;
    session->created = handshake->config->now;
    buffer_set(&session->client_certificate, client_certificate(handshake));
}

static void tell_decimal(Telling *telling, FactId fact, uint64_t number)
{
    Buffer text = BUFFER_EMPTY;
    text_append_decimal(&text, number);
    telling_buffer(telling, fact, DERIVATION_COUNTED, &text);
}

static void store_session(Handshake *handshake)
{
    SessionCache *cache = handshake->config->sessions;
    Telling telling;
    session_cache_add(cache, &handshake->session);
    if (!telling_begin(&telling, handshake->teller, EVENT_STORE_SESSION))
        return;
    tell_decimal(&telling, FACT_SESSION_CACHE_SESSION_BYTES,
                 session_cache_size_of(cache, buffer_bytes(&handshake->session.id)));
    tell_decimal(&telling, FACT_SESSION_CACHE_SESSIONS, (uint64_t)session_cache_count(cache));
    tell_decimal(&telling, FACT_SESSION_CACHE_BYTES, session_cache_size(cache));
    telling_end(&telling);
}

void handshake_keep_session(Handshake *handshake)
{
    bool server = handshake->config->role == ACTOR_SERVER, by_id = handshake->session.id.size > 0;
    if (handshake->resuming)
        return;
    make_session(handshake);
    if (server && by_id)
        store_session(handshake);
    else if (by_id)
        telling_state(handshake->teller, EVENT_KEEP_SESSION);
}
