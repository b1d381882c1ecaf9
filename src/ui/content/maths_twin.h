/*
 * The twin of a step: the same derivation in numbers for paper. Of a key exchange it is the same step of another run,
 * with toy-dh-23 or toy-curve-17; RSA and ECDSA have no toy on the wire, so that theirs is the textbook's arithmetic.
 */
#ifndef TLSTEPS_UI_MATHS_TWIN_H
#define TLSTEPS_UI_MATHS_TWIN_H

#include "sim/run/simulation.h"
#include "ui/content/maths_sheet.h"

/* Runs that twins come from, made when the first is wanted. Starts as all zero. */
typedef struct MathsTwins {
    Simulation *field, *curve;
} MathsTwins;

void maths_twins_clear(MathsTwins *twins);

/* Fills in the sheet and what its numbers are (static). Returns NULL, or why there is no twin (static): then the sheet
   stays empty. */
const char *maths_twin_of_step(MathsTwins *twins, const Timeline *timeline, const Step *step, MathsSheet *sheet,
                               const char **title);

#endif
