#include "sim/eavesdropper/eavesdropper_psk.h"

#include <string.h>

#include "tls/telling/key_telling.h"

bool eavesdropper_add_psk(const EavesdropperState *state, Buffer *secret, bool exchanged)
{
    KeyExchange exchange = state->heard.suite->key_exchange;
    Buffer other_secret = BUFFER_EMPTY;
    bool alone = exchange == KEY_EXCHANGE_PSK;
    if (!state->heard.psk) {
        telling_state(&state->teller, alone ? EVENT_EAVESDROPPER_LACKS_PSK : EVENT_EAVESDROPPER_LACKS_PSK_TOO);
        return false;
    }
    if (!exchanged)
        return false;
    Bytes key = state->heard.psk->key;
    buffer_append(&other_secret, buffer_bytes(secret));
    if (alone)
        memset(buffer_extend(&other_secret, key.size), 0, key.size);
    buffer_truncate(secret, 0);
    psk_pre_master_append(secret, buffer_bytes(&other_secret), key);
    key_tell_psk_pre_master(&state->teller, EVENT_EAVESDROPPER_PSK_PRE_MASTER, exchange, buffer_bytes(&other_secret),
                            buffer_bytes(secret));
    buffer_clear(&other_secret);
    return true;
}
