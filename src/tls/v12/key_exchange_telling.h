/* What the two key exchange messages tell, and how their values came about. */
#ifndef TLSTEPS_TLS_KEY_EXCHANGE_TELLING_H
#define TLSTEPS_TLS_KEY_EXCHANGE_TELLING_H

#include "tls/handshake/handshake.h"

/* Adds the group of the handshake's share: its name where it has one, and a finite field's numbers. */
void key_exchange_tell_group(Telling *telling, const Handshake *handshake, DerivationId how);
/* Server: its signature over the parameters. */
void key_exchange_tell_signature(Handshake *handshake, Bytes params, Bytes signed_parameters, Bytes signature);
/* Either side, before TLS 1.2: how that signature is made. */
void key_exchange_tell_implied_scheme(const Handshake *handshake);
/* Client: a ServerKeyExchange came; its group is set where it is known. */
void key_exchange_tell_server(Handshake *handshake, const MessageView *message, const ServerKeyExchange *exchange,
                              Bytes signed_parameters);
/* Server: a ClientKeyExchange came. */
void key_exchange_tell_client(Handshake *handshake, const MessageView *message, const ClientKeyExchange *exchange);

/* Client: the secret of an RSA key exchange that it drew, and how it is encrypted. With a pre-shared key that secret is
   the other secret, without one the pre-master secret. */
void key_exchange_tell_random(Handshake *handshake);
/* `lies`: something else than `padded` is encrypted, and that was told before (FACT_TAMPERING_AFTER). */
void key_exchange_tell_encrypted(Handshake *handshake, Bytes padded, Bytes encrypted, bool lies);
/* Server: the substitute drawn beforehand, what the decryption gave, and that it goes on with the substitute. */
void key_exchange_tell_substitute(Handshake *handshake, Bytes random);
void key_exchange_tell_decrypted(Handshake *handshake, Bytes decrypted);
void key_exchange_tell_substituted(Handshake *handshake);

#endif
