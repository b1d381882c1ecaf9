/* Draws a sheet of maths: the lines in sight, and below them the values of the row that is selected. */
#ifndef TLSTEPS_UI_MATHS_DRAW_H
#define TLSTEPS_UI_MATHS_DRAW_H

#include "ui/content/maths_sheet.h"
#include "ui/page/value.h"
#include "ui/terminal/canvas.h"

/* Rows that the lines have in an area of that height, where line `selected` is. */
int maths_list_height(const MathsSheet *sheet, size_t selected, int height);
/* The first line in sight of an area: `top`, moved as far as it takes to have the selected line in sight. */
size_t maths_top(const MathsSheet *sheet, size_t selected, size_t top, int height, int width);
/* The line that stands in row `row` of an area, below `top`; behind the last one the number of lines. */
size_t maths_line_at(const MathsSheet *sheet, size_t top, int row, int width);
void maths_draw(const Area *area, const MathsSheet *sheet, size_t selected, size_t top, NumberBase base);

#endif
