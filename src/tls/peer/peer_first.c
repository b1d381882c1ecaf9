/* What may come first on a connection and is no record: a hello in the format of SSL 2.0, or another protocol. */
#include "tls/handshake/hello_telling.h"
#include "tls/peer/peer_state.h"
#include "tls/registry/foreign.h"
#include "tls/telling/message_telling.h"

/* RFC 5246 §E.2 allows to take such a hello; to refuse it, with protocol_version, is our choice. */
void peer_refuse_ssl2_hello(Peer *peer, const MessageView *message)
{
    Ssl2Hello hello;
    Telling telling;
    if (telling_begin_received(&telling, &peer->teller, EVENT_RECEIVE_SSL2_HELLO, message, &peer->agreement)) {
        if (ssl2_hello_decode(&hello, message->bytes, NULL) == ERROR_NONE)
            hello_tell_ssl2(&telling, &hello);
        telling_end(&telling);
    }
    telling_check(&peer->teller, EVENT_CHECK_HELLO_FORMAT, ERROR_PROTOCOL_VERSION, compared_text("TLS", "SSL 2.0"));
    peer_fail(peer, ERROR_PROTOCOL_VERSION, ERROR_PROTOCOL_VERSION);
}

bool peer_refuse_foreign(Peer *peer)
{
    const char *name = foreign_name(connection_first_bytes(&peer->connection));
    if (!name)
        return false;
    telling_check(&peer->teller, EVENT_CHECK_PROTOCOL, ERROR_UNEXPECTED_MESSAGE, compared_text("TLS", name));
    peer_fail(peer, ERROR_UNEXPECTED_MESSAGE, ERROR_UNEXPECTED_MESSAGE);
    return true;
}
