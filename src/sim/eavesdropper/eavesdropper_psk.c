/* What a pre-shared key adds to what the eavesdropper has, or lacks. */
#include <string.h>

#include "sim/eavesdropper/eavesdropper_state.h"
#include "tls/telling/key_telling.h"

void eavesdropper_find_psk(Eavesdropper *eavesdropper, Bytes identity)
{
    const EavesdropperConfig *config = &eavesdropper->config;
    Telling telling;
    eavesdropper->psk = NULL;
    for (int i = 0; i < config->psk_count && !eavesdropper->psk; i++)
        if (bytes_equal(config->psks[i].identity, identity))
            eavesdropper->psk = &config->psks[i];
    if (!eavesdropper->psk || !telling_begin(&telling, &eavesdropper->teller, EVENT_EAVESDROPPER_PSK))
        return;
    telling_bytes(&telling, FACT_PSK_KEY, DERIVATION_STOLEN, eavesdropper->psk->key);
    telling_end(&telling);
}

bool eavesdropper_add_psk(Eavesdropper *eavesdropper, Buffer *secret, bool exchanged)
{
    KeyExchange exchange = eavesdropper->suite->key_exchange;
    Buffer other_secret = BUFFER_EMPTY;
    bool alone = exchange == KEY_EXCHANGE_PSK;
    if (!eavesdropper->psk) {
        telling_state(&eavesdropper->teller, alone ? EVENT_EAVESDROPPER_LACKS_PSK : EVENT_EAVESDROPPER_LACKS_PSK_TOO);
        return false;
    }
    if (!exchanged)
        return false;
    Bytes key = eavesdropper->psk->key;
    buffer_append(&other_secret, buffer_bytes(secret));
    if (alone)
        memset(buffer_extend(&other_secret, key.size), 0, key.size);
    buffer_truncate(secret, 0);
    psk_pre_master_append(secret, buffer_bytes(&other_secret), key);
    key_tell_psk_pre_master(&eavesdropper->teller, EVENT_EAVESDROPPER_PSK_PRE_MASTER, exchange,
                            buffer_bytes(&other_secret), buffer_bytes(secret));
    buffer_clear(&other_secret);
    return true;
}
