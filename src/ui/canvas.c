#include "ui/canvas.h"

#include <curses.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

static const char *const glyphs[GLYPH_COUNT][2] = {
    [GLYPH_HORIZONTAL] = {"─", "-"}, [GLYPH_VERTICAL] = {"│", "|"},    [GLYPH_TOP_LEFT] = {"┌", "+"},
    [GLYPH_TOP_RIGHT] = {"┐", "+"},  [GLYPH_BOTTOM_LEFT] = {"└", "+"}, [GLYPH_BOTTOM_RIGHT] = {"┘", "+"},
    [GLYPH_TEE_LEFT] = {"├", "+"},   [GLYPH_TEE_RIGHT] = {"┤", "+"},   [GLYPH_TEE_DOWN] = {"┬", "+"},
    [GLYPH_TEE_UP] = {"┴", "+"},     [GLYPH_ARROW_LEFT] = {"◀", "<"},  [GLYPH_ARROW_RIGHT] = {"▶", ">"},
    [GLYPH_MARK] = {"●", "*"},       [GLYPH_DOT] = {"·", "-"},         [GLYPH_ELLIPSIS] = {"…", "~"},
    [GLYPH_SCROLL_UP] = {"▲", "^"},  [GLYPH_SCROLL_DOWN] = {"▼", "v"},
};

/* What texts hold besides ASCII, and what stands for it there. */
static const struct {
    ucs4_t character;
    const char *ascii;
} spellings[] = {
    {0x2026, "~"},  {0x2016, "||"}, {0xb7, "*"},    {0x2014, "-"},  {0x2013, "-"},  {0x2019, "'"},
    {0x201c, "\""}, {0x201d, "\""}, {0x2192, "->"}, {0x2190, "<-"}, {0x2264, "<="}, {0xa7, "section "},
    {0xb2, "^2"},   {0xb3, "^3"},   {0xd7, "x"},    {0x2260, "!="}, {0x2191, "Up"}, {0x2193, "Down"},
};

static bool use_ascii;

void canvas_start(bool ascii)
{
    use_ascii = ascii;
}

const char *canvas_glyph(Glyph glyph)
{
    return glyphs[glyph][use_ascii];
}

static const char *spelling(ucs4_t character)
{
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
        if (spellings[i].character == character)
            return spellings[i].ascii;
    return "?";
}

int canvas_width(const char *text)
{
    int width = 0;
    if (!use_ascii)
        return u8_strwidth((const uint8_t *)text, "UTF-8");
    for (const uint8_t *at = (const uint8_t *)text; *at;) {
        ucs4_t character;
        at += u8_strmbtouc(&character, at);
        width += character < 0x80 ? 1 : (int)strlen(spelling(character));
    }
    return width;
}

/* One character, or what is drawn for it; control characters as a dot. Returns its columns. */
static int put(ucs4_t character, const uint8_t *bytes, int size, int room)
{
    if (character < 0x20 || character == 0x7f) {
        if (room >= 1)
            addch('.');
        return 1;
    }
    if (use_ascii && character >= 0x80) {
        const char *text = spelling(character);
        if ((int)strlen(text) <= room)
            addstr(text);
        return (int)strlen(text);
    }
    int columns = uc_width(character, "UTF-8");
    if (columns < 0)
        columns = 0;
    if (columns <= room)
        addnstr((const char *)bytes, size);
    return columns;
}

int canvas_text(const Area *area, int row, int column, int width, Style style, const char *text)
{
    int room = area->width - column < width ? area->width - column : width;
    if (row < 0 || row >= area->height || column < 0 || room <= 0)
        return 0;
    attrset((int)theme_attribute(style));
    move(area->row + row, area->column + column);
    int used = 0;
    for (const uint8_t *at = (const uint8_t *)text; *at;) {
        ucs4_t character;
        int size = u8_strmbtouc(&character, at);
        if (size <= 0) {
            character = 0xfffd;
            size = 1;
        }
        int columns = put(character, at, size, room - used);
        if (used + columns > room)
            break;
        used += columns;
        at += size;
    }
    return used;
}

void canvas_fill(const Area *area, int row, int column, int width, Style style, const char *text)
{
    int used = canvas_text(area, row, column, width, style, text);
    int room = area->width - column < width ? area->width - column : width;
    if (row < 0 || row >= area->height)
        return;
    for (; used < room; used++)
        addch(' ');
}

void canvas_value(const Area *area, int row, int column, int width, Style style, const char *text)
{
    int size = (int)strlen(text);
    if (size <= width || width < 8) {
        canvas_text(area, row, column, width, style, text);
        return;
    }
    int front = width / 2, back = width - front - 1;
    canvas_text(area, row, column, front, style, text);
    canvas_text(area, row, column + front, 1, style, canvas_glyph(GLYPH_ELLIPSIS));
    canvas_text(area, row, column + front + 1, back, style, text + size - back);
}

void canvas_repeat(const Area *area, int row, int column, int count, Style style, Glyph glyph)
{
    for (int i = 0; i < count; i++)
        canvas_text(area, row, column + i, 1, style, canvas_glyph(glyph));
}
