/*
 * The eavesdropper: a third actor, who sees only what crosses the wire. She follows it with the same tracker and the
 * same decoder as everybody, and computes what she can from what she has; she holds no pointer to a peer. What she
 * stole is given to her as data.
 *
 * What she can do when the ClientKeyExchange has passed:
 *
 *   RSA           with the server's private key: decrypts the pre-master secret; without: nothing
 *   DHE, ECDHE    with either side's private value: computes the shared secret; in a group that she can go through
 *                 within her limit: finds the server's private value by trying; otherwise she says what it would take
 *   PSK           with the pre-shared key: has the whole secret; DHE_PSK, ECDHE_PSK and RSA_PSK: needs both the key and
 *                 what she needs without one
 *   DH_anon, ECDH_anon  as DHE and ECDHE: she only listens, so that the missing certificate does not help her
 *
 * With the pre-master secret she derives the keys and reads on; without it she sees encrypted records.
 *
 * A session that is resumed she reads where she came to its master secret before, or opens the ticket with a stolen
 * ticket key. That key opens the ticket of a full handshake too, when one side's records have passed already: then she
 * goes back to what she recorded and tells what of it she can read now and could not before.
 *
 * Of what crosses, eavesdropper_read makes a value (Overheard) and knows nothing else. What becomes of it is decided in
 * eavesdropper.c alone: it is remembered, told, and gone on from to a secret and to keys. The other files of this floor
 * do one of these each, on a plain struct that they share (eavesdropper_state.h), and none of them knows this one.
 */
#ifndef TLSTEPS_SIM_EAVESDROPPER_H
#define TLSTEPS_SIM_EAVESDROPPER_H

#include "sim/eavesdropper/eavesdropper_config.h"

typedef struct Eavesdropper Eavesdropper;
WARN_UNUSED Eavesdropper *
eavesdropper_new(const EavesdropperConfig *config); /* copied; what it points to is borrowed */
void eavesdropper_free(Eavesdropper *eavesdropper); /* wipes; NULL is allowed */

/* Bytes that `from` (ACTOR_CLIENT or ACTOR_SERVER) put on the wire, in order. */
void eavesdropper_hear(Eavesdropper *eavesdropper, Actor from, Bytes wire);
/* Goes through the recording of the connection instead: as if she heard it again, with the loot that she has by now.
   What she could read then she does not tell again. */
void eavesdropper_review(Eavesdropper *eavesdropper);
/* Loot: the value of FACT_DH_CLIENT_PRIVATE, FACT_DH_SERVER_PRIVATE, or the same of ECDH, of a handshake; at any time
   before its ClientKeyExchange passes. */
void eavesdropper_take(Eavesdropper *eavesdropper, FactId what, Bytes value, int handshake);

/* During an event with a message: who sent that. */
Actor eavesdropper_speaker(const Eavesdropper *eavesdropper);

#endif
