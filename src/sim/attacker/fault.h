/*
 * Peers that lie: what the option `fault` tells the sides of a connection to do to their own messages, before these are
 * hashed and protected. An offset that no field is named for counts from the message's first byte.
 *
 * Rules that neither side alone was given hold for both together: the first message of a name is the first that either
 * sends.
 */
#ifndef TLSTEPS_SIM_FAULT_H
#define TLSTEPS_SIM_FAULT_H

#include "sim/scenario/scenario.h"
#include "tls/wire/peer_fault.h"

/* Everything is borrowed for the fault's life. */
typedef struct FaultConfig {
    const Scenario *scenario;
    int connection;               /* from 1 */
    const Observer *observers[2]; /* of ACTOR_CLIENT and ACTOR_SERVER; NULL: nobody looks */
} FaultConfig;

typedef struct Fault Fault;
/* NULL where the scenario tells nobody to lie on this connection. */
WARN_UNUSED Fault *fault_new(const FaultConfig *config);
void fault_free(Fault *fault); /* wipes; NULL is allowed */

/* For the configuration of a side's peer; valid until fault_free. NULL where the side does not lie. */
const PeerFault *fault_of(const Fault *fault, Actor role);
/* Whether the side was told to end its stream, and has come to that. */
bool fault_ends_stream(const Fault *fault, Actor role);
/* At the end of the connection: tells of what the sides were to do and found no occasion for, and appends it. */
void fault_append_undone(Fault *fault, Buffer *out);

#endif
