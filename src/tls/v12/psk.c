#include "tls/v12/psk.h"

#include <string.h>

#include "base/text.h"
#include "tls/telling/key_telling.h"
#include "tls/v12/v12_handshake.h"

void handshake_tell_psk_hint(Handshake *handshake)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_PSK_HINT))
        return;
    telling_text(&telling, FACT_PSK_HINT, DERIVATION_CONFIGURED, handshake->config->server.psk_hint);
    telling_end(&telling);
}

/* The key in use; who reads its identity in a message learns that there. */
static void tell_psk(const Handshake *handshake, EventId id, bool with_identity)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, id))
        return;
    if (with_identity)
        telling_bytes(&telling, FACT_PSK_IDENTITY, DERIVATION_CONFIGURED, handshake->psk->identity);
    telling_bytes(&telling, FACT_PSK_KEY, DERIVATION_CONFIGURED, handshake->psk->key);
    telling_end(&telling);
}

/* Whatever the hint says: without an agreement on its form a client must not go by it (RFC 4279 §5.2). */
void handshake_choose_psk(Handshake *handshake)
{
    handshake->psk = &handshake->config->psks[0];
    tell_psk(handshake, EVENT_CHOOSE_PSK, true);
}

static const Psk *find_psk(const PeerConfig *config, Bytes identity)
{
    for (int i = 0; i < config->psk_count; i++)
        if (bytes_equal(config->psks[i].identity, identity))
            return &config->psks[i];
    return NULL;
}

/* The identities that the server knows, for whoever looks. */
static Compared compared_identities(const Handshake *handshake, Buffer *known, Bytes identity)
{
    const PeerConfig *config = handshake->config;
    if (!handshake->teller->observer)
        return compared_words(BYTES_EMPTY, identity);
    for (int i = 0; i < config->psk_count; i++) {
        if (i > 0)
            text_append(known, ", ");
        buffer_append(known, config->psks[i].identity);
    }
    return compared_words(buffer_bytes(known), identity);
}

/* RFC 4279 §2: the server may say that it does not know the identity, or go on with a key that will fail. This one says
   it. */
Error handshake_find_psk(Handshake *handshake, Bytes identity)
{
    Buffer known = BUFFER_EMPTY;
    handshake->psk = find_psk(handshake->config, identity);
    Error error =
        handshake_check(handshake, EVENT_CHECK_PSK_IDENTITY, handshake->psk != NULL, ERROR_UNKNOWN_PSK_IDENTITY,
                        ERROR_UNKNOWN_PSK_IDENTITY, compared_identities(handshake, &known, identity));
    buffer_clear(&known);
    if (!error)
        tell_psk(handshake, EVENT_FIND_PSK, false);
    return error;
}

void handshake_add_psk(Handshake *handshake)
{
    KeyExchange exchange = agreement_key_exchange(handshake->agreement);
    Bytes key = handshake->psk->key;
    Buffer other_secret = handshake->v12->pre_master_secret;
    handshake->v12->pre_master_secret = BUFFER_EMPTY;
    if (exchange == KEY_EXCHANGE_PSK)
        memset(buffer_extend(&other_secret, key.size), 0, key.size);
    psk_pre_master_append(&handshake->v12->pre_master_secret, buffer_bytes(&other_secret), key);
    key_tell_psk_pre_master(handshake->teller,
                            exchange == KEY_EXCHANGE_PSK ? EVENT_PRE_MASTER_FROM_PSK : EVENT_PRE_MASTER_WITH_PSK,
                            exchange, buffer_bytes(&other_secret), buffer_bytes(&handshake->v12->pre_master_secret));
    buffer_clear(&other_secret);
}
