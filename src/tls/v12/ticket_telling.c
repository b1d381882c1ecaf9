#include "tls/v12/ticket_telling.h"

void ticket_tell_key(const Teller *teller, EventId id, DerivationId how, const TicketKey *key)
{
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    telling_bytes(&telling, FACT_TICKET_KEY_NAME, how, BYTES_OF_ARRAY(key->name));
    telling_bytes(&telling, FACT_TICKET_ENCRYPTION_KEY, how, BYTES_OF_ARRAY(key->encryption_key));
    telling_bytes(&telling, FACT_TICKET_MAC_KEY, how, BYTES_OF_ARRAY(key->mac_key));
    telling_end(&telling);
}

static void tell_part(Telling *telling, FactId fact, Bytes value, size_t offset)
{
    Learned *part = telling_bytes(telling, fact, DERIVATION_STATE_PART, value);
    part->how.offset = offset;
    learned_from(part, FACT_TICKET_STATE);
}

void ticket_tell_state(const Teller *teller, EventId id, FactId sealed, Bytes state, const Session *session)
{
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    Learned *opened = telling_bytes(&telling, FACT_TICKET_STATE, DERIVATION_TICKET_OPEN, state);
    learned_from(opened, FACT_TICKET_ENCRYPTION_KEY);
    learned_from(opened, sealed);
    tell_part(&telling, FACT_SESSION_MASTER_SECRET, secret_bytes(&session->master_secret),
              SESSION_MASTER_SECRET_OFFSET);
    if (session->client_certificate.size > 0)
        tell_part(&telling, FACT_CLIENT_CERTIFICATE, buffer_bytes(&session->client_certificate),
                  SESSION_CLIENT_CERTIFICATE_OFFSET);
    telling_end(&telling);
}
