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

typedef enum PictureKind { PICTURE_NONE, PICTURE_CLOCK, PICTURE_CURVE } PictureKind;

/* The picture of what a step computes: powers are places on a clock, multiples of a point are points of a curve. */
PictureKind maths_picture_of_step(const Timeline *timeline, const Step *step);
/* Whether there is a twin, and whether that is the same step of another run, value by value. */
bool maths_step_has_twin(const Timeline *timeline, const Step *step);
bool maths_twin_is_the_same_step(const Timeline *timeline, const Step *step);

/* Fills in the sheet and what its numbers are (static). Returns NULL, or why there is no twin (static): then the sheet
   stays empty. */
const char *maths_twin_of_step(MathsTwins *twins, const Timeline *timeline, const Step *step, MathsSheet *sheet,
                               const char **title);

#endif
