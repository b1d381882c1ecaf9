/* What the eavesdropper has: a plain struct, which the files of this floor share, and what all of them ask of it. */
#ifndef TLSTEPS_SIM_EAVESDROPPER_STATE_H
#define TLSTEPS_SIM_EAVESDROPPER_STATE_H

#include "sim/eavesdropper/eavesdropper_config.h"
#include "tls/secrets/key_schedule.h"
#include "tls/secrets/key_share.h"
#include "tls/secrets/transcript.h"
#include "tls/telling/telling.h"

/* A private value that was drawn for one handshake alone. */
typedef struct StolenValue {
    struct StolenValue *next;
    Actor owner;
    int handshake;
    Buffer value;
} StolenValue;

typedef enum Listening {
    LISTENING_NOW,
    LISTENING_LATER, /* to a recording, with more loot: what she computes she tells, of messages what she reads anew */
    LISTENING_AGAIN, /* to what she has just heard, with its keys: she tells only what she reads anew */
} Listening;

/* The present handshake: what was read of it, and how far she came with that. */
typedef struct HeardHandshake {
    const Suite *suite; /* NULL before it is chosen */
    uint16_t version;
    bool offered_extended_master_secret, offered_encrypt_then_mac, extended_master_secret, encrypt_then_mac;
    uint8_t client_random[RANDOM_SIZE], server_random[RANDOM_SIZE];
    Buffer offered_session_id, offered_ticket, session_id;
    Transcript transcript;
    size_t server_modulus_bits;   /* of the RSA key in the certificate that was seen; 0: there is none */
    const PrivateKey *server_key; /* stolen, and of the certificate that was seen; or NULL */
    const Psk *psk;               /* stolen, and of the identity that the client named; or NULL */
    Buffer encrypted_pre_master;
    KeyShare share; /* the group, and later a private value of one side with the public value of the other */
    bool has_share; /* a group that can be computed in was seen */
    Curve curve;    /* of explicit parameters */
    Buffer server_public, client_public;

    bool has_keys;
    SecretValue master_secret; /* where she has keys */
    KeyBlock keys;
} HeardHandshake;

typedef struct EavesdropperState {
    EavesdropperConfig config;
    EavesdropperMemory *memory;
    Teller teller; /* its observer is NULL while she has nothing new to tell */
    Listening listening;
    bool hushed;           /* the message at hand was told before */
    TranscriptPlace place; /* of the message at hand */
    StolenValue *stolen;   /* private values, of whatever handshake; the latest first */
    HeardHandshake heard;
} EavesdropperState;

/* A handshake of which nothing was heard. */
void heard_handshake_init(HeardHandshake *heard);
void heard_handshake_clear(HeardHandshake *heard); /* wipes */
void heard_handshake_begin(HeardHandshake *heard); /* forgets one, and is ready for the next */

/* The event of the connection's first handshake, or that of a further one, which crosses under the keys of the one
   before. */
EventId eavesdropper_event(const EavesdropperState *state, EventId of_first, EventId of_further);
/* The name of the group in use; NULL where its numbers have none. */
const char *eavesdropper_group_name(const EavesdropperState *state);

#endif
