/* Which messages a handshake has: what the suite, the extensions and the server's wishes call for. */
#include "tls/v12/states.h"
#include "tls/v12/v12_handshake.h"

/* A full handshake ends with the server's ChangeCipherSpec and Finished, an abbreviated one with the client's (RFC 5246
   §7.3). */
static bool servers_turn_to_finish(const Handshake *handshake)
{
    return handshake->v12->resuming || handshake->v12->client_finished;
}

bool route_is_due(const Handshake *handshake, HandshakeState state)
{
    const Agreement *agreement = handshake->agreement;
    switch ((V12State)state) {
    case STATE_CLIENT_WAIT_CERTIFICATE:
    case STATE_SERVER_SEND_CERTIFICATE:
        return agreement_has_certificate(agreement);
    case STATE_CLIENT_WAIT_CERTIFICATE_STATUS:
    case STATE_SERVER_SEND_CERTIFICATE_STATUS:
        return handshake->v12->status_answered != STATUS_NOT_ANSWERED;
    case STATE_CLIENT_WAIT_SERVER_KEY_EXCHANGE:
        return agreement_is_ephemeral(agreement);
    case STATE_CLIENT_WAIT_PSK_IDENTITY_HINT:
        return agreement_uses_psk(agreement);
    case STATE_SERVER_SEND_SERVER_KEY_EXCHANGE:
        return agreement_is_ephemeral(agreement) ||
               (agreement_uses_psk(agreement) && handshake->config->server.psk_hint);
    case STATE_SERVER_SEND_CERTIFICATE_REQUEST:
        return handshake->config->server.client_certificate != CLIENT_CERTIFICATE_NONE &&
               agreement_may_ask_client(agreement);
    case STATE_CLIENT_WAIT_CERTIFICATE_REQUEST:
        return !agreement_uses_psk(agreement);
    case STATE_SERVER_WAIT_CERTIFICATE:
    case STATE_CLIENT_SEND_CERTIFICATE:
        return handshake->certificate_requested;
    case STATE_CLIENT_SEND_CERTIFICATE_VERIFY:
        return handshake->certificate_requested && handshake->credential;
    case STATE_SERVER_WAIT_CERTIFICATE_VERIFY:
        return handshake->chain.count > 0; /* every key that we accept can sign (RFC 5246 §7.4.8) */
    case STATE_CLIENT_WAIT_CHANGE_CIPHER_SPEC:
    case STATE_SERVER_SEND_CHANGE_CIPHER_SPEC:
        return servers_turn_to_finish(handshake);
    case STATE_CLIENT_WAIT_NEW_SESSION_TICKET:
    case STATE_SERVER_SEND_NEW_SESSION_TICKET:
        return handshake->v12->new_ticket && servers_turn_to_finish(handshake);
    case STATE_CLIENT_CONNECTED:
    case STATE_SERVER_CONNECTED:
        return handshake->v12->client_finished && handshake->v12->server_finished;
    default:
        return true;
    }
}
