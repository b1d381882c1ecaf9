#include "tls/handshake/handshake_random.h"

#include <string.h>

static void tell_random(const Handshake *handshake, EventId id, FactId fact, DerivationId how, const uint8_t *random)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, id))
        return;
    telling_bytes(&telling, fact, how, bytes_of(random, RANDOM_SIZE));
    telling_end(&telling);
}

void handshake_draw_client_random(Handshake *handshake)
{
    Agreement *agreement = handshake->agreement;
    handshake_draw(handshake, "client_random", agreement->client_random, RANDOM_SIZE);
    agreement->has_client_random = true;
    tell_random(handshake, handshake->previous ? EVENT_CLIENT_RANDOM_AGAIN : EVENT_CLIENT_RANDOM, FACT_CLIENT_RANDOM,
                DERIVATION_RANDOM, agreement->client_random);
}

/* RFC 8446 §4.1.3: by the mark a client that offered TLS 1.2 learns that the server speaks it too, so that somebody
   must have changed the offer. */
void handshake_draw_server_random(Handshake *handshake)
{
    const PeerConfig *config = handshake->config;
    Agreement *agreement = handshake->agreement;
    bool marked = config->downgrade_sentinel && version_is_downgrade(config->version_max, agreement->version);
    handshake_draw(handshake, "server_random", agreement->server_random, RANDOM_SIZE);
    if (marked)
        memcpy(agreement->server_random + RANDOM_SIZE - DOWNGRADE_SENTINEL_SIZE, version_downgrade_sentinel,
               DOWNGRADE_SENTINEL_SIZE);
    agreement->has_server_random = true;
    tell_random(handshake, marked ? EVENT_SERVER_RANDOM_MARKED : EVENT_SERVER_RANDOM, FACT_SERVER_RANDOM,
                marked ? DERIVATION_MARKED_RANDOM : DERIVATION_RANDOM, agreement->server_random);
}

Error handshake_check_same_version(Handshake *handshake, uint16_t version)
{
    if (!handshake->previous)
        return ERROR_NONE;
    uint16_t before = handshake->previous->version;
    return handshake_check(handshake, EVENT_CHECK_SAME_VERSION, version == before, ERROR_PROTOCOL_VERSION,
                           ERROR_PROTOCOL_VERSION, compared_text(version_name(before), version_name(version)));
}
