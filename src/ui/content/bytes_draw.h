/* Bytes as they are shown: the dump. */
#ifndef TLSTEPS_UI_BYTES_DRAW_H
#define TLSTEPS_UI_BYTES_DRAW_H

#include "ui/content/bytes.h"
#include "ui/terminal/canvas.h"

/* Where the hex digits of a line of the dump begin; its characters are one column behind them. */
enum { DUMP_HEX_COLUMN = 6 };
/* `columns` bytes in a line; such a line is 7 + 4 * columns wide. */
void bytes_draw_dump(const BytesState *state, const Area *area, int columns);
/* The first line of the dump that is in sight, from 0. */
int bytes_dump_top(const BytesState *state, int height, int columns);

#endif
