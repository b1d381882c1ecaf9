/*
 * The Maths view's state: the sheet of the current step, and on top of it the sheets of rows that were opened, each of
 * which was made from one line of the sheet below it. Beside each, where it is asked for, its twin in small numbers.
 */
#ifndef TLSTEPS_UI_MATHS_H
#define TLSTEPS_UI_MATHS_H

#include "ui/content/maths_sheet.h"
#include "ui/content/maths_twin.h"
#include "ui/page/value.h"
#include "ui/terminal/canvas.h"

/* From this width of the view on, the twin is seen beside; below it, in place of the run's own sheet. */
enum { MATHS_WIDTH_BESIDE = 116, MATHS_GAP = 3 };

typedef struct MathsSide {
    MathsSheet sheet;
    size_t selected, top; /* lines; the first in sight is `top` or near it */
} MathsSide;

typedef struct MathsLevel {
    MathsSide run, twin; /* a twin without blocks: there is none */
    const char *place;   /* where it was opened: "row 17"; lives in its sheet's arena */
    struct MathsLevel *below;
} MathsLevel;

typedef struct MathsState {
    const Timeline *timeline; /* whose step is shown */
    int step;                 /* 0: none yet */
    const Step *elsewhere;    /* of a step that computes nothing the nearest that does; NULL: none, or not needed */
    MathsLevel *level;        /* the one on top */
    NumberBase base;
    bool twin_wanted;
    const char *twin_title; /* what the twin's numbers are; static */
    MathsTwins twins;
} MathsState;

/* The view follows the current step. */
void maths_follow(MathsState *state, const Timeline *timeline, int step);
void maths_clear(MathsState *state);
/* The next base that numbers are shown in; returns how they are (static). */
const char *maths_change_base(MathsState *state);
/* Shows the twin, or not any more. Returns NULL, or why there is none (static). */
const char *maths_turn_twin(MathsState *state);

/* Whether a twin is seen. */
bool maths_has_twin(const MathsState *state);
/* The side that keys move in a view of that width. */
MathsSide *maths_side(const MathsState *state, int width);
/* Columns of each sheet in a view of that width. */
int maths_side_width(const MathsState *state, int width);
/* Whether the step that is shown computes or compares nothing. */
bool maths_is_idle(const MathsState *state);
/* Rows of the view above its sheets. */
int maths_head(const MathsState *state);

/* These are for a view of that size. */
/* Opens the row that is selected; false where it does not open. */
bool maths_open(MathsState *state, int width);
/* Back to the sheet from which the one on top was opened; false where there is none. */
bool maths_close(MathsState *state);
void maths_select(MathsState *state, size_t line, Extent extent);
/* Selects row `row` (from 0) of the worked example that is selected or follows; false where it has no such row. */
bool maths_select_row(MathsState *state, size_t row, Extent extent);
/* Selects a value of the step that is shown. */
void maths_select_value(MathsState *state, const TimelineFact *fact, Extent extent);

#endif
