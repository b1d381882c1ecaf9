/* A worked example written down: its rows as JSON and as text. */
#ifndef TLSTEPS_REPORT_ROWS_H
#define TLSTEPS_REPORT_ROWS_H

#include <jansson.h>

#include "explain/language/worked.h"
#include "report/tell/style.h"

/* How much is shown. All zero: every row, none opened. */
typedef struct RowsShown {
    size_t first, last; /* only these rows, counted from 1, both included; last 0: no such limits */
    size_t edge;        /* else, of more than three times as many rows, so many from either end; 0: all */
    int open;           /* how deep rows that open are opened */
    bool full;          /* in a text: long values to their full length */
} RowsShown;

/* The first row at or behind `index` (from 0) that is shown; `count` where none is. */
size_t rows_next(const RowsShown *shown, size_t count, size_t index);

/* Takes a report piece by piece, as it is made. False: nothing more is wanted. */
typedef bool ReportSink(void *context, Bytes piece);

/*
 * On a single line {"title", "count", "rows": [{"row" (from 1), "name", "formula", "operands": [{"name", "kind",
 * "value"}], "result":
 * {"kind", "value"}, "note", "opens", "opened"}]}. "kind" is number, bytes or text; numbers are
 * written 0x7b, those below zero -0x7b. "opens" says whether a row is a computation of its own, "opened" is that
 * computation, where it is shown, in the same form. Of opened ones, first and last do not limit the rows. Handed on
 * while it is made: the rows behind rows can be more than fit in memory. `head` holds members to stand before these; it
 * is the function's own. False where the sink returned false.
 */
WARN_UNUSED bool rows_write_json(ReportSink *sink, void *context, const Worked *worked, const RowsShown *shown,
                                 json_t *head);

/* The title, and a paragraph for each row: the equation, the same with values where they are short, else the values
   below it but for those that the row before had, and the note; opened ones are set in. Handed on while it is made,
   too. False where the sink returned false. */
WARN_UNUSED bool rows_write_text(ReportSink *sink, void *context, const ReportStyle *style, const Worked *worked,
                                 const RowsShown *shown);

/* A value as the text shows it: numbers of up to 64 bits in decimal, longer ones and bytes in hexadecimal, and in the
   middle of long ones … unless they are wanted in full. */
void rows_append_value(Buffer *out, const Operand *value, bool full);

#endif
