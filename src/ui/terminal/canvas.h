/* Drawing: text clipped to a width in columns, lines and arrows, in glyphs or in ASCII. Wraps curses, so that views
   never move the cursor themselves. Texts are UTF-8; control characters and what is no UTF-8 are drawn as a sign for
   it, never sent to the terminal. */
#ifndef TLSTEPS_UI_CANVAS_H
#define TLSTEPS_UI_CANVAS_H

#include "base/bytes.h"
#include "ui/terminal/theme.h"

/* How large something is, in rows and columns. */
typedef struct Extent {
    int height, width;
} Extent;

/* A rectangle of the screen. One of no or negative height or width shows nothing. */
typedef struct Area {
    int row, column, height, width;
} Area;

static inline Extent area_extent(const Area *area)
{
    return (Extent){area->height, area->width};
}

typedef enum Glyph {
    GLYPH_HORIZONTAL,
    GLYPH_VERTICAL,
    GLYPH_TOP_LEFT,
    GLYPH_TOP_RIGHT,
    GLYPH_BOTTOM_LEFT,
    GLYPH_BOTTOM_RIGHT,
    GLYPH_TEE_LEFT, /* a frame's left side with a line to its right */
    GLYPH_TEE_RIGHT,
    GLYPH_TEE_UP,
    GLYPH_TEE_DOWN,
    GLYPH_CROSS, /* a line that crosses another */
    GLYPH_ARROW_LEFT,
    GLYPH_ARROW_RIGHT,
    GLYPH_MARK,    /* what is new */
    GLYPH_UNEQUAL, /* what two sides hold differently */
    GLYPH_GOOD,    /* the right answer */
    GLYPH_BAD,
    GLYPH_DOT,       /* between two things in a line */
    GLYPH_BAR,       /* of a bar chart */
    GLYPH_BAR_UPPER, /* half of it; in ASCII there is only the whole */
    GLYPH_BAR_LOWER,
    GLYPH_ELLIPSIS,
    GLYPH_SCROLL_UP,
    GLYPH_SCROLL_DOWN,
    GLYPH_COUNT
} Glyph;

/* What stands for glyphs: `spoken`: words, or nothing, where lines are read out and no screen is drawn. */
typedef enum GlyphSet { GLYPHS_DRAWN, GLYPHS_ASCII, GLYPHS_SPOKEN } GlyphSet;

/* `ascii`: whatever else is drawn is spelled in ASCII too. */
void canvas_start(GlyphSet set, bool ascii);
const char *canvas_glyph(Glyph glyph);

int canvas_width(const char *text); /* columns */
/* Size in bytes of as much of the text's front as fits into `width` columns. */
size_t canvas_fit(const char *text, int width);
/* Appends the text as it is drawn. */
void canvas_append(Buffer *out, const char *text);
/* Appends the text, its middle left out where it is wider than `width`. */
void canvas_cut(Buffer *out, const char *text, int width);

/* Draws `text` at a place of the area, from its top left corner, clipped to `width` columns and to the area. Returns
   the columns used. Rows outside of the area draw nothing. */
int canvas_text(const Area *area, int row, int column, int width, Style style, const char *text);
/* The same, filled with spaces up to `width`. */
void canvas_fill(const Area *area, int row, int column, int width, Style style, const char *text);
/* The text, its middle left out where it is wider than `width`. Returns the columns used. */
int canvas_value(const Area *area, int row, int column, int width, Style style, const char *text);
void canvas_repeat(const Area *area, int row, int column, int count, Style style, Glyph glyph);

#endif
