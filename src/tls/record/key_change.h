/*
 * Which message changes which keys. A peer knows it, who sends that message or takes it in, and has the new keys by
 * then; those who follow a connection from outside (tracker.h, and who lets records through until he lacks their keys)
 * ask here, so that none of them guesses for himself.
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
