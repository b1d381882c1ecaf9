/* What the replays of single derivations share: the fact's inputs, as operands and as numbers. */
#ifndef TLSTEPS_REPORT_REPLAY_PARTS_H
#define TLSTEPS_REPORT_REPLAY_PARTS_H

#include "explain/language/worked.h"
#include "math/curve.h"
#include "math/rsa.h"
#include "sim/timeline/timeline.h"

/* A fact being replayed. Worked examples copy what they are made of. */
typedef struct Replay {
    const Timeline *timeline;
    const TimelineFact *fact;
    const char *result; /* the fact's bare name: what comes out is called so */
    Curve own_curve;    /* one without a name, made of the inputs */
    bool has_own_curve;
    bool lacks; /* something was asked for that the fact's actor did not know */
} Replay;

/* Input `index` of the derivation under its bare name; text as bytes. Where it is not known an empty one, and `lacks`
   is set. */
Operand replay_input(Replay *replay, int index);
/* Another fact of the same handshake, alike. */
Operand replay_beside(Replay *replay, FactId id);
/* The value alone, as bytes and as a number. */
Bytes replay_bytes(Replay *replay, int index);
void replay_number(mpz_t out, Replay *replay, int index);
/* The same of the input that is a certain fact; empty where the derivation names none such. */
Bytes replay_named_bytes(Replay *replay, FactId id);
/* Whether the input that is a certain fact says that something is so. */
bool replay_named_flag(Replay *replay, FactId id);
/* The derivation's hash. */
HashId replay_hash(const Replay *replay);
/* The derivation's curve; NULL, and `lacks` is set, where neither a name nor numbers say which. */
const Curve *replay_curve(Replay *replay);
/* The private key that the side has, put together from what the fact's actor knows of it. `key` is initialised. */
void replay_rsa_private(RsaPrivate *key, Replay *replay, Actor side);

/* One derivation, replayed; NULL where that cannot be. */
typedef Worked *ReplayFact(Replay *replay);

/* replay_exchange.c */
ReplayFact replay_power, replay_logarithm, replay_strip, replay_parameters;
ReplayFact replay_point_public, replay_point_shared, replay_curve_logarithm, replay_x25519_public, replay_x25519_shared;
ReplayFact replay_rsa_pad, replay_rsa_encrypt, replay_rsa_decrypt, replay_sign;
/* replay_secrets.c */
ReplayFact replay_version_and_random, replay_zeros, replay_psk_pre_master, replay_joined, replay_xor;
ReplayFact replay_messages, replay_handshake_hash, replay_stream;
ReplayFact replay_master_secret, replay_extended_master_secret, replay_key_block, replay_cut, replay_verify_data;
/* replay_sessions.c */
ReplayFact replay_session_state, replay_ticket_seal, replay_ticket_open, replay_decrypted;

#endif
