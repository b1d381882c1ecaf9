/* Which messages a handshake has: what the suite, the extensions and the server's wishes call for. */
#include "tls/handshake.h"

bool handshake_is_due(const Handshake *handshake, HandshakeState state)
{
    switch (state) {
    case STATE_CLIENT_WAIT_SERVER_KEY_EXCHANGE:
    case STATE_SERVER_SEND_SERVER_KEY_EXCHANGE:
        return handshake->agreement->suite->key_exchange != KEY_EXCHANGE_RSA;
    default:
        return true;
    }
}
