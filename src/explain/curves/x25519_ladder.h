/*
 * The ladder of X25519, for this room alone. It climbs with two points P and P + Q, as the fractions x_2/z_2 and
 * x_3/z_3 of their u coordinates; in formulas they are bytes, x_2 ‖ z_2 ‖ x_3 ‖ z_3 of 32 each.
 */
#ifndef TLSTEPS_EXPLAIN_X25519_LADDER_H
#define TLSTEPS_EXPLAIN_X25519_LADDER_H

#include "explain/language/worked.h"

/* Opens a row whose operands are k and x_1: "x25519-ladder(k, x_1)", all steps. */
Worked *explain_x25519_ladder_row(const Row *row);
/* Opens a row whose operands are the points before, k, t and x_1: "x25519-step(L3, k, t, x_1)", the step of bit t. */
Worked *explain_x25519_step_row(const Row *row);

#endif
