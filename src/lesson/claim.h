/*
 * A claim: what a lesson says of its run, in a form that `tlsteps check` verifies. One a line:
 *
 *     client knows master_secret
 *     eavesdropper lacks pre_master_secret
 *     client:master_secret = server:master_secret       two values are the same
 *     cipher_suite is TLS_RSA_WITH_AES_128_GCM_SHA256   a value as it is written: text, hex, 0x-number
 *     master_secret has 48 bytes
 *     client.send.finished before server.send.finished  steps, and that both come
 *     no server.send.server_key_exchange                a step never comes
 *     outcome connected                                 of both sides of the last connection; or an alert's name
 *
 * A value without an actor is the client's. Names are those of timeline_known and timeline_find_step.
 */
#ifndef TLSTEPS_LESSON_CLAIM_H
#define TLSTEPS_LESSON_CLAIM_H

#include "base/arena.h"
#include "sim/diagnostic.h"
#include "sim/timeline.h"

typedef enum ClaimKind {
    CLAIM_KNOWS,
    CLAIM_LACKS,
    CLAIM_EQUAL,
    CLAIM_IS,
    CLAIM_HAS_BYTES,
    CLAIM_BEFORE,
    CLAIM_NO_STEP,
    CLAIM_OUTCOME,
} ClaimKind;

typedef struct Claim {
    ClaimKind kind;
    int line;
    const char *text;         /* as it stands in the lesson */
    const char *left, *right; /* its two operands; what they are depends on the kind */
} Claim;

/* Parses one claim. Everything lives in the arena. False and a diagnostic where the line is none. */
WARN_UNUSED bool claim_parse(Claim *out, Arena *arena, const char *line, const char *path, int line_number,
                             Diagnostic *diagnostic);

/* Verifies it against a finished run. False and a diagnostic that says what was found instead. */
WARN_UNUSED bool claim_holds(const Claim *claim, const Timeline *timeline, const char *path, Diagnostic *diagnostic);

/* Whether both sides got as far as being connected: one that was used and closed in order was. */
bool claim_connected(const Outcome *outcome);

#endif
