/* Letters that are read from the last row of a room: capitals and digits made of blocks, three dots wide and five high.
 */
#ifndef TLSTEPS_UI_LETTERING_H
#define TLSTEPS_UI_LETTERING_H

#include "ui/terminal/canvas.h"

/* The largest letters in which a text takes no more than that room. It has no rows where even the smallest take more.
 */
typedef struct Lettering {
    int rows, columns;
    int dot; /* columns of a dot; where it is 1, half a row high as far as there is a glyph for that */
} Lettering;

Lettering lettering_of(const char *text, Extent room);
/* Draws a text that lettering_of has measured; what has no letter is left out. */
void lettering_draw(const Lettering *lettering, const Area *area, int row, int column, Style style, const char *text);

#endif
