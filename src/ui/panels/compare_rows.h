/*
 * The rows of a comparison's list. They are the differences in the order in which they come up; but where only one of
 * the runs has an attacker, what the messages carried and the checks decided comes first, and that somebody hands on
 * everything is folded into a row. The last row is what each run came to.
 */
#ifndef TLSTEPS_UI_COMPARE_ROWS_H
#define TLSTEPS_UI_COMPARE_ROWS_H

#include "report/compare/compare.h"

/* A row that is no difference. */
enum { COMPARE_ROW_FOLD = -1, COMPARE_ROW_END = -2 };

typedef struct CompareRows {
    int *items; /* indexes of differences, or one of those above */
    int count;
    int folded; /* differences that are nothing but having an attacker at all */
    bool open;  /* these are listed behind their row */
} CompareRows;

/* Made anew from `open`. Starts as all zero. */
void compare_rows_make(CompareRows *rows, const Comparison *comparison);
void compare_rows_clear(CompareRows *rows);
/* The row of a difference; opens the fold where it lies in there. */
int compare_rows_find(CompareRows *rows, const Comparison *comparison, int difference);
/* Appends what a run came to: "connected", or who gave up, and with which alert. */
void compare_append_end(Buffer *out, const Timeline *timeline);
/* "3 further differences of having an attacker at all" */
void compare_append_fold(Buffer *out, const CompareRows *rows);

#endif
