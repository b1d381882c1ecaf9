/* A row of a worked example as a line: its equation, and the same with the values in place of the names. */
#ifndef TLSTEPS_UI_MATHS_ROW_H
#define TLSTEPS_UI_MATHS_ROW_H

#include "ui/page/value.h"
#include "ui/terminal/canvas.h"

/* "r2 = r1 · r1 mod p" */
const char *row_equation(Buffer *out, const Row *row);
/* "8 = 13 · 13 mod 23". False, and nothing is appended, where a value is no number for paper. */
WARN_UNUSED bool row_in_numbers(Buffer *out, const Row *row, NumberBase base);

/* "r1  0x5f…a1  2047 bits": a name in so many columns, its value, with the middle left out where there is no room for
   it, and its size. */
void row_draw_value(const Area *area, int row, int column, int name_columns, Style style, const Operand *value,
                    NumberBase base);

/* All values of a row, below a rule with its equation, in an area of any height; `note` where there is room for it. */
void row_draw_values(const Area *area, const Row *row, NumberBase base);

#endif
