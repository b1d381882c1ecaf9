/*
 * The Maths view's state: the sheet of the current step, and on top of it the sheets of rows that were opened, each of
 * which was made from one line of the sheet below it.
 */
#ifndef TLSTEPS_UI_MATHS_H
#define TLSTEPS_UI_MATHS_H

#include "ui/maths_sheet.h"
#include "ui/value.h"

/* People count rows from here. */
enum { MATHS_FIRST_ROW = 1 };

typedef struct MathsLevel {
    MathsSheet sheet;
    size_t selected, top; /* lines of the sheet; the first in sight is `top` or near it */
    const char *place;    /* where it was opened: "row 17"; lives in the sheet's arena */
    struct MathsLevel *below;
} MathsLevel;

typedef struct MathsState {
    const Timeline *timeline; /* whose step is shown */
    int step;                 /* 0: none yet */
    MathsLevel *level;        /* the one on top */
    NumberBase base;
} MathsState;

typedef struct Player Player;

/* The view follows the current step. */
void maths_follow(Player *player);
void maths_clear(MathsState *state);
/* Opens the row that is selected; false where it does not open. */
bool maths_open(MathsState *state);
/* Back to the sheet from which the one on top was opened; false where there is none. */
bool maths_close(MathsState *state);
/* Selects a line near the one that is selected, or row `row` (from 0) of its worked example; false where it has no such
   row. `height` is that of the view. */
void maths_select(MathsState *state, size_t line, int height);
bool maths_select_row(MathsState *state, size_t row, int height);
/* The next base that numbers are shown in. */
void maths_change_base(Player *player);
/* Rows of the view above the sheet's. */
int maths_head(const MathsState *state);

#endif
