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
        if (*text == '<')
            text_append(out, "&lt;");
        else if (*text == '&')
            text_append(out, "&amp;");
        else
            buffer_append(out, bytes_of(text, 1));
    }
}

static void append_lines(Buffer *out, const VTermScreenCell *cell, int row, int column)
{
    unsigned sides = sides_of(cell);
    int left = MARGIN + column * CELL_WIDTH, top = MARGIN + row * CELL_HEIGHT;
    int x = left + CELL_WIDTH / 2, y = top + CELL_HEIGHT / 2;
    text_append(out, "<path stroke=\"");
    append_colour(out, cell->fg, foreground);
    text_append(out, "\" d=\"");
    if (sides & (UP | DOWN))
        print(out, "M%d %dV%d", x, sides & UP ? top : y, sides & DOWN ? top + CELL_HEIGHT : y);
    if (sides & (LEFT | RIGHT))
        print(out, "M%d %dH%d", sides & LEFT ? left : x, y, sides & RIGHT ? left + CELL_WIDTH : x);
    text_append(out, "\"/>\n");
}

/* Neighbours of one style, as text of exactly their width. */
static void append_run(Buffer *out, const Emulator *emulator, int row, int from, int to)
{
    VTermScreenCell style = dump_cell(emulator, row, from);
    int x = MARGIN + from * CELL_WIDTH, y = MARGIN + row * CELL_HEIGHT, width = (to - from) * CELL_WIDTH;
    Buffer text = BUFFER_EMPTY;
    for (int column = from; column < to; column++) {
        char character[32];
        VTermScreenCell cell = dump_cell(emulator, row, column);
        dump_character(character, &cell);
        append_escaped(&text, character);
    }
    VTermColor ink = style.attrs.reverse ? style.bg : style.fg, ground = style.attrs.reverse ? style.fg : style.bg;
    if (style.attrs.reverse) {
        print(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"", x, y, width, CELL_HEIGHT);
        append_colour(out, ground, foreground);
        text_append(out, "\"/>\n");
    }
    if (strspn(text_finish(&text), " ") < text.size) {
        print(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\"%s fill=\"", x, y + BASELINE, width,
              style.attrs.bold ? " font-weight=\"bold\"" : "");
        append_colour(out, ink, style.attrs.reverse ? background : foreground);
        text_append(out, "\">");
        buffer_append(out, buffer_bytes(&text));
        text_append(out, "</text>\n");
    }
    buffer_clear(&text);
}

static void append_row(Buffer *out, const Emulator *emulator, int row, int columns)
{
    int from = 0;
    while (from < columns) {
        VTermScreenCell first = dump_cell(emulator, row, from);
        int to = from + 1;
        if (sides_of(&first)) {
            append_lines(out, &first, row, from);
            from = to;
            continue;
        }
        for (; to < columns; to++) {
            VTermScreenCell cell = dump_cell(emulator, row, to);
            if (sides_of(&cell) || !dump_same_style(&first, &cell))
                break;
        }
        append_run(out, emulator, row, from, to);
        from = to;
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
                     "xml:space=\"preserve\" fill=\"none\">\n");
    for (int row = 0; row < rows; row++)
        append_row(out, emulator, row, columns);
    text_append(out, "</g>\n</svg>\n");
}
