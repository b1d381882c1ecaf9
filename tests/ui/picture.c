/* The screen as SVG: what a terminal shows on a dark background, in any viewer and with any monospaced font. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "dump.h"
#include "palette.h"

enum { CELL_WIDTH = 8, CELL_HEIGHT = 17, BASELINE = 13, MARGIN = 12 };

static const char background[] = "#16181d", foreground[] = "#d5d8de";

PRINTF_LIKE(2, 3) static void print(Buffer *out, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    text_append(out, text);
}

/* Frames are drawn as lines, which join whatever the font's line height: sides of the cell that a line goes to. */
enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };
static const struct {
    uint32_t character;
    unsigned sides;
} lines[] = {
    {0x2500, LEFT | RIGHT},        {0x2502, UP | DOWN},         {0x250c, DOWN | RIGHT},      {0x2510, DOWN | LEFT},
    {0x2514, UP | RIGHT},          {0x2518, UP | LEFT},         {0x251c, UP | DOWN | RIGHT}, {0x2524, UP | DOWN | LEFT},
    {0x252c, DOWN | LEFT | RIGHT}, {0x2534, UP | LEFT | RIGHT},
};

static unsigned sides_of(const VTermScreenCell *cell)
{
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        if (lines[i].character == cell->chars[0])
            return lines[i].sides;
    return 0;
}

static void append_colour(Buffer *out, VTermColor colour, const char *own)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(&colour) || VTERM_COLOR_IS_DEFAULT_BG(&colour) || colour.indexed.idx < 16) {
        text_append(out, own);
        return;
    }
    Rgb rgb = palette_colour(colour.indexed.idx);
    print(out, "#%02x%02x%02x", rgb.red, rgb.green, rgb.blue);
}

static void append_escaped(Buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == ' ')
            text_append(out, "&#160;"); /* several in a row remain several */
        else if (*text == '<')
            text_append(out, "&lt;");
        else if (*text == '&')
            text_append(out, "&amp;");
        else
            buffer_append(out, bytes_of(text, 1));
    }
}

/* The ground of cells that are reversed. */
static void append_ground(Buffer *out, const VTermScreenCell *style, int row, int from, int to)
{
    if (!style->attrs.reverse)
        return;
    print(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"", MARGIN + from * CELL_WIDTH,
          MARGIN + row * CELL_HEIGHT, (to - from) * CELL_WIDTH, CELL_HEIGHT);
    append_colour(out, style->fg, foreground);
    text_append(out, "\"/>\n");
}

static void append_ink(Buffer *out, const VTermScreenCell *style)
{
    if (style->attrs.reverse)
        append_colour(out, style->bg, background);
    else
        append_colour(out, style->fg, foreground);
}

/* One line, through several cells where it only crosses them. */
static void append_lines(Buffer *out, const VTermScreenCell *cell, int row, int from, int to)
{
    unsigned sides = sides_of(cell);
    int left = MARGIN + from * CELL_WIDTH, right = MARGIN + to * CELL_WIDTH, top = MARGIN + row * CELL_HEIGHT;
    int x = left + CELL_WIDTH / 2, y = top + CELL_HEIGHT / 2;
    text_append(out, "<path stroke=\"");
    append_ink(out, cell);
    text_append(out, "\" d=\"");
    if (sides & (UP | DOWN))
        print(out, "M%d %dV%d", x, sides & UP ? top : y, sides & DOWN ? top + CELL_HEIGHT : y);
    if (sides & (LEFT | RIGHT))
        print(out, "M%d %dH%d", sides & LEFT ? left : x, y, sides & RIGHT ? right : x);
    text_append(out, "\"/>\n");
}

static bool is_blank(const Emulator *emulator, int row, int column)
{
    char character[32];
    VTermScreenCell cell = dump_cell(emulator, row, column);
    dump_character(character, &cell);
    return strcmp(character, " ") == 0;
}

/* Text of exactly its width, without the spaces around it: viewers do not agree on what those are worth. */
static void append_text(Buffer *out, const Emulator *emulator, const VTermScreenCell *style, int row, int from, int to)
{
    while (from < to && is_blank(emulator, row, from))
        from++;
    while (to > from && is_blank(emulator, row, to - 1))
        to--;
    if (from == to)
        return;
    print(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\"%s%s fill=\"", MARGIN + from * CELL_WIDTH,
          MARGIN + row * CELL_HEIGHT + BASELINE, (to - from) * CELL_WIDTH,
          style->attrs.bold ? " font-weight=\"bold\"" : "",
          style->attrs.underline ? " text-decoration=\"underline\"" : "");
    append_ink(out, style);
    text_append(out, "\">");
    for (int column = from; column < to; column++) {
        char character[32];
        VTermScreenCell cell = dump_cell(emulator, row, column);
        dump_character(character, &cell);
        append_escaped(out, character);
    }
    text_append(out, "</text>\n");
}

/* Whether a cell goes on what the cell `first` began: text of its style, or its line. */
static bool goes_on(const VTermScreenCell *first, const VTermScreenCell *cell)
{
    unsigned sides = sides_of(first);
    bool crosses = sides == (LEFT | RIGHT) && sides_of(cell) == sides;
    return dump_same_style(first, cell) && (crosses || (sides == 0 && sides_of(cell) == 0));
}

static void append_row(Buffer *out, const Emulator *emulator, int row, int columns)
{
    for (int from = 0, to; from < columns; from = to) {
        VTermScreenCell first = dump_cell(emulator, row, from);
        for (to = from + 1; to < columns; to++) {
            VTermScreenCell cell = dump_cell(emulator, row, to);
            if (!goes_on(&first, &cell))
                break;
        }
        append_ground(out, &first, row, from, to);
        if (sides_of(&first))
            append_lines(out, &first, row, from, to);
        else
            append_text(out, emulator, &first, row, from, to);
    }
}

void dump_picture(Buffer *out, const Emulator *emulator)
{
    int rows, columns;
    vterm_get_size(emulator->terminal, &rows, &columns);
    int width = columns * CELL_WIDTH + 2 * MARGIN, height = rows * CELL_HEIGHT + 2 * MARGIN;
    print(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n", width,
          height, width, height);
    print(out, "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"", width, height);
    append_colour(out, dump_cell(emulator, 0, 0).bg, background);
    text_append(out, "\"/>\n");
    text_append(out, "<g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"13\" "
                     "fill=\"none\">\n");
    for (int row = 0; row < rows; row++)
        append_row(out, emulator, row, columns);
    text_append(out, "</g>\n</svg>\n");
}
