/* What the panel of two compared runs shows. */
#ifndef TLSTEPS_UI_COMPARE_DRAW_H
#define TLSTEPS_UI_COMPARE_DRAW_H

#include "report/compare/compare.h"
#include "sim/run/simulation.h"
#include "ui/page/page.h"
#include "ui/panels/compare_rows.h"

enum { COMPARE_FIRST_DIFFERENCE = -1 };

typedef struct ComparePanel {
    Simulation *other;        /* the run on the left, the panel's own */
    const Simulation *played; /* the one on the right */
    Comparison comparison;
    CompareRows rows;
    int chosen; /* row */
    bool steps; /* both runs' steps are listed, instead of the differences */
    int line; /* of the chosen one's bytes, first in sight; COMPARE_FIRST_DIFFERENCE: that of the first that differs */
} ComparePanel;

/* The difference that is chosen; NULL where the row is none. */
const Difference *compare_chosen(const ComparePanel *panel);
/* Rows of the list in an area of that height. */
int compare_list_height(int height);
/* Goes so many lines on in the bytes of the chosen difference. */
void compare_turn_lines(ComparePanel *panel, int by, int width);
void compare_draw(const ComparePanel *panel, const Area *area);
/* The same in plain lines. */
void compare_tell(const ComparePanel *panel, Page *page);

#endif
