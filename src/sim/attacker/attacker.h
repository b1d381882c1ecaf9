/*
 * Somebody in the middle of the path, who holds two pipes: what comes in on one goes out on the other as he likes. What
 * he likes is his kind; attacker_kind.h says what a kind consists of.
 */
#ifndef TLSTEPS_SIM_ATTACKER_H
#define TLSTEPS_SIM_ATTACKER_H

#include "base/event.h"
#include "sim/scenario/scenario.h"
#include "sim/timeline/timeline.h"
#include "tls/handshake/config.h"

/* Everything is borrowed for the attacker's life. */
typedef struct AttackerConfig {
    const Scenario *scenario;                                 /* has a seed */
    int connection;                                           /* from 1 */
    const PeerConfig *client;                                 /* as whom a client of his own would present itself */
    const Observer *observer;                                 /* NULL: nobody looks */
    void (*changed)(void *context, const WireChange *change); /* NULL: nobody wants to know */
    void *context;
} AttackerConfig;

/* What leaves his hands, by who gets it: ACTOR_CLIENT or ACTOR_SERVER. */
typedef struct AttackerOutput {
    Buffer bytes[2];
    bool ended[2]; /* that stream ends, behind the bytes */
} AttackerOutput;
void attacker_output_clear(AttackerOutput *output);

typedef struct Attacker Attacker;
/* The one that the scenario asks for; NULL where it asks for none. */
WARN_UNUSED Attacker *attacker_new(const AttackerConfig *config);
void attacker_free(Attacker *attacker); /* wipes; NULL is allowed */

/* Gives him what `from` (ACTOR_CLIENT or ACTOR_SERVER) sent, and appends to `out` what he sends on account of it, in
   either direction; no bytes are the end of that stream. What he ends stays ended. */
void attacker_hear(Attacker *attacker, AttackerOutput *out, Actor from, Bytes wire);

/* At the end of the connection: tells of what he was to do and found no occasion for, and appends it to `out`. */
void attacker_append_undone(Attacker *attacker, Buffer *out);

#endif
