/* The key block as a ruler: its pieces one after the other, as long as they are. */
#ifndef TLSTEPS_UI_RULER_H
#define TLSTEPS_UI_RULER_H

#include "ui/page/page.h"

enum { RULER_PIECES_MOST = 6 };

typedef struct RulerPiece {
    const char *name;
    size_t size; /* bytes, not 0 */
    Style style;
} RulerPiece;

/* Two lines, `indent` columns in: at which byte each piece begins, and the pieces, numbered from 1, each with its name
   and size where there is room for them. */
void ruler_fill(Page *page, int indent, const RulerPiece *pieces, int count);

#endif
