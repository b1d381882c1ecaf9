/* Sessions that are resumed: the eavesdropper knows one again, or opens the ticket that it crosses in. */
#ifndef TLSTEPS_SIM_EAVESDROPPER_SESSION_H
#define TLSTEPS_SIM_EAVESDROPPER_SESSION_H

#include "sim/eavesdropper/eavesdropper_state.h"

typedef enum SessionFound {
    SESSION_NONE,             /* none is resumed */
    SESSION_FOUND,            /* and she has its master secret */
    SESSION_LACKS_SESSION,    /* resumed by an ID that she does not know */
    SESSION_LACKS_TICKET_KEY, /* a ticket that she neither knows nor can open */
} SessionFound;

/* After the ServerHello: whether it resumes a session. Where she has its master secret, tells how she came to it. */
SessionFound eavesdropper_find_session(const EavesdropperState *state, SecretValue *master_secret);
/* The same for a ticket that the server gives in a handshake whose keys she has not. */
SessionFound eavesdropper_open_given(const EavesdropperState *state, SecretValue *master_secret, Bytes ticket);

#endif
