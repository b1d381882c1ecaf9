/*
 * A claim: what a lesson says of its run, in a form that `tlsteps check` verifies, as `client knows master_secret`. One
 * a line. The forms are the rows of the table in claim.c.
 *
 * A value without an actor is the client's. Names are those of timeline_known and timeline_find_step.
 */
#ifndef TLSTEPS_LESSON_CLAIM_H
#define TLSTEPS_LESSON_CLAIM_H

#include "base/arena.h"
#include "sim/diagnostic/diagnostic.h"
#include "sim/timeline/timeline.h"

typedef struct ClaimForm ClaimForm;

typedef struct Claim {
    const ClaimForm *form;
    int line;
    const char *text;         /* as it stands in the lesson */
    const char *left, *right; /* its operands; what they are depends on the form; NULL: it has none there */
} Claim;

/* Form `index` as one writes it, "ACTOR knows FACT"; NULL past the end. */
const char *claim_form_at(int index);
/* The form of a claim, as claim_form_at writes it. */
const char *claim_form(const Claim *claim);

/* Parses one claim. Everything lives in the arena. False and a diagnostic where the line is none. */
WARN_UNUSED bool claim_parse(Claim *out, Arena *arena, const char *line, const char *path, int line_number,
                             Diagnostic *diagnostic);

/* Verifies it against a finished run. False and a diagnostic that says what was found instead. */
WARN_UNUSED bool claim_holds(const Claim *claim, const Timeline *timeline, const char *path, Diagnostic *diagnostic);

/* Whether it is about how the run ended. */
bool claim_is_outcome(const Claim *claim);

#endif
