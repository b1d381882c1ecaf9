/*
 * Which message changes which keys: the one place that knows, for peers' records are followed from outside too, and
 * what follows a message has to be read with the right keys by everybody. A peer changes its own where it sends or
 * takes in that message.
 */
#ifndef TLSTEPS_TLS_KEY_CHANGE_H
#define TLSTEPS_TLS_KEY_CHANGE_H

#include "base/event.h"

/* By ACTOR_CLIENT and ACTOR_SERVER: what that side sends from now on goes under its next keys. */
typedef struct KeyChange {
    bool side[2];
} KeyChange;

/* What a message of this type changes, sent by `sender` in a connection of that version (0: not agreed on yet); as far
   as is seen from outside, where its content may be closed. */
KeyChange key_change_of(uint16_t version, Actor sender, uint8_t content_type);

#endif
