/* What the eavesdropper has, for the files that make up her mind: eavesdropper.c listens, eavesdropper_read.c tells
   what she reads, eavesdropper_break.c comes from what she has to the secret of the key exchange, eavesdropper_psk.c
   adds a pre-shared key, eavesdropper_keys.c goes on to the keys, eavesdropper_session.c finds sessions again. */
#ifndef TLSTEPS_SIM_EAVESDROPPER_STATE_H
#define TLSTEPS_SIM_EAVESDROPPER_STATE_H

#include "sim/eavesdropper/eavesdropper.h"
#include "tls/record/tracker.h"
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

struct Eavesdropper {
    EavesdropperConfig config;
    EavesdropperMemory *memory, *own_memory; /* the latter where the configuration has none */
    Teller teller;                           /* its observer is NULL while she has nothing new to tell */
    Tracker *tracker;
    Actor speaker;
    Listening listening;
    bool hushed;    /* the message at hand was told before */
    bool goes_back; /* there is something in the recording that opens now */

    /* read in the present handshake: */
    const Suite *suite; /* NULL before it is chosen */
    uint16_t version;
    bool offered_extended_master_secret, offered_encrypt_then_mac, extended_master_secret, encrypt_then_mac;
    uint8_t client_random[RANDOM_SIZE], server_random[RANDOM_SIZE];
    Buffer offered_session_id, offered_ticket, session_id;
    Transcript transcript;
    TranscriptPlace place;        /* of the message at hand */
    size_t server_modulus_bits;   /* of the RSA key in the certificate that was seen; 0: there is none */
    const PrivateKey *server_key; /* stolen, and of the certificate that was seen; or NULL */
    const Psk *psk;               /* stolen, and of the identity that the client named; or NULL */
    Buffer encrypted_pre_master;
    KeyShare share; /* the group, and later a private value of one side with the public value of the other */
    bool has_share; /* a group that can be computed in was seen */
    Curve curve;    /* of explicit parameters */
    Buffer server_public, client_public;

    StolenValue *stolen; /* private values, of whatever handshake; the latest first */

    bool has_keys;
    SecretValue master_secret; /* where she has keys */
    KeyBlock keys;
};

/* The event of the connection's first handshake, or that of a further one, which crosses under the keys of the one
 * before.
 */
EventId eavesdropper_event(const Eavesdropper *eavesdropper, EventId of_first, EventId of_further);

/* Forgets the last handshake. */
void eavesdropper_begin(Eavesdropper *eavesdropper);
/* The private value that a side drew for the present handshake; empty where she does not have it. */
Bytes eavesdropper_stolen(const Eavesdropper *eavesdropper, Actor owner);
/* Takes in a message that can be read, and tells of it. */
void eavesdropper_read(Eavesdropper *eavesdropper, const TrackedMessage *message);
/* Takes over the group and the server's public value from a ServerKeyExchange. */
void eavesdropper_use_exchange(Eavesdropper *eavesdropper, const ServerKeyExchange *exchange);
/* The client named a pre-shared key: tells where she stole that. */
void eavesdropper_find_psk(Eavesdropper *eavesdropper, Bytes identity);
/* After the ClientKeyExchange: from what she has to the keys, as far as it goes. */
void eavesdropper_break(Eavesdropper *eavesdropper);
/* Puts the pre-master secret in place of what the key exchange gave, which she has if `exchanged`. False where that or
   the pre-shared key is missing; of the key she says so. */
bool eavesdropper_add_psk(Eavesdropper *eavesdropper, Buffer *secret, bool exchanged);
void eavesdropper_derive_keys(Eavesdropper *eavesdropper, Bytes pre_master_secret);
/* The same from the master secret, which she also remembers. */
void eavesdropper_use_master_secret(Eavesdropper *eavesdropper, const SecretValue *master_secret);
/* After the ServerHello: whether it resumes a session, and then from what she has to the keys. */
void eavesdropper_find_session(Eavesdropper *eavesdropper);
/* The server gives a ticket. */
void eavesdropper_see_ticket(Eavesdropper *eavesdropper, Bytes ticket);
/* Of the connection that she listens to. */
Recording *eavesdropper_recording(const Eavesdropper *eavesdropper);

/* The name of the group in use; NULL where its numbers have none. */
const char *eavesdropper_group_name(const Eavesdropper *eavesdropper);

#endif
