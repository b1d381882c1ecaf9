/*
 * How secrets and keys came about, told alike by whoever derives them: the two peers, and an eavesdropper who can. The
 * caller says which event it is.
 */
#ifndef TLSTEPS_TLS_KEY_TELLING_H
#define TLSTEPS_TLS_KEY_TELLING_H

#include "tls/secrets/key_schedule.h"
#include "tls/secrets/key_share.h"
#include "tls/telling/telling.h"
#include "tls/wire/message.h"

/* Adds the share's private value as its fact is written: a number, or as many bytes as the curve's order has. */
Learned *key_tell_private(Telling *telling, const KeyShare *share, FactId fact, DerivationId how);

/* Whether the numbers of the share's curve are sent, and not a name for them (RFC 4492 §5.4). */
bool key_curve_is_explicit(const KeyShare *share);
/* Adds the numbers of such a curve as its sender has them, or as they stand in the message; nothing where the curve has
   a name to be sent. */
void key_tell_curve(Telling *telling, const KeyShare *share, DerivationId how);
void key_tell_curve_read(Telling *telling, const ServerKeyExchange *exchange);
/* Adds the curve, p, a and b, to what a value came out of, where it is explicit. */
void key_learned_from_curve(Learned *learned, const KeyShare *share);

/* The shared secret of an ephemeral key exchange; `of_client` says whose private value the share has. */
void key_tell_shared(const Teller *teller, EventId id, const KeyShare *share, bool of_client);
/* The pre-master secret that the share's secret is. */
void key_tell_pre_master(const Teller *teller, EventId id, const KeyShare *share);

/* The pre-master secret with a pre-shared key, and where the other secret in it comes from. The RSA part of an RSA_PSK
   key exchange was told before. */
void key_tell_psk_pre_master(const Teller *teller, EventId id, KeyExchange exchange, Bytes other_secret,
                             Bytes pre_master_secret);

/* Of the events for a ServerKeyExchange, the one that goes with the suite. */
typedef struct ExchangeEvents {
    EventId is_signed, with_psk, anonymous; /* ephemeral */
    EventId hint;                           /* an identity hint alone */
} ExchangeEvents;
EventId key_exchange_event(const Suite *suite, const ExchangeEvents *events);

/* `prf` is the suite's PRF hash; `hashed` what the session hash is the hash of. */
void key_tell_session_hash(const Teller *teller, EventId id, HashId prf, Bytes session_hash, TranscriptPart hashed);
void key_tell_master_secret(const Teller *teller, EventId id, HashId prf, bool extended, Bytes master_secret);
void key_tell_block(const Teller *teller, EventId id, HashId prf, const KeyBlock *block);
/* The keys that the block is cut into. */
void key_tell_keys(const Teller *teller, EventId id, const KeyBlock *block);

#endif
