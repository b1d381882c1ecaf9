/*
 * Somebody in the middle of the path, who holds two pipes and no key: what comes in on one goes out on the other as he
 * likes.
 */
#ifndef TLSTEPS_SIM_ATTACKER_H
#define TLSTEPS_SIM_ATTACKER_H

#include "base/event.h"

typedef struct Attacker Attacker;
/* `observer` may be NULL. */
WARN_UNUSED Attacker *attacker_new(const Observer *observer);
void attacker_free(Attacker *attacker); /* NULL is allowed */

/* Takes what `from` (ACTOR_CLIENT or ACTOR_SERVER) sent and appends what goes on to the other side: the same bytes. */
void attacker_pass(Attacker *attacker, Buffer *out, Actor from, Bytes wire);

#endif
