/* Facts of an actor below each other: a sign for what is new or different, the value, and behind it what it is called.
 */
#ifndef TLSTEPS_UI_COLUMN_DRAW_H
#define TLSTEPS_UI_COLUMN_DRAW_H

#include "ui/player/columns.h"
#include "ui/terminal/canvas.h"

/* Columns that the values get, so that the names stand in line behind them: as many as the longest name leaves of
   `width`, and no more than the longest value takes. */
int column_values_width(const Player *player, const ColumnFact *facts, int count, int width);
void column_draw_fact(const Player *player, const Area *area, int row, int values, const ColumnFact *item,
                      bool selected);

#endif
