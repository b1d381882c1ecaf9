#include "dump.h"

#include <stdio.h>
#include <string.h>
#include <unistr.h>

#include "base/text.h"

enum { STYLES_MOST = 27 /* letters, and the plain one */ };

VTermScreenCell dump_cell(const Emulator *emulator, int row, int column)
{
    VTermScreenCell cell;
    vterm_screen_get_cell(emulator->screen, (VTermPos){row, column}, &cell);
    return cell;
}

void dump_character(char *out, const VTermScreenCell *cell)
{
    size_t size = 0;
    if (cell->chars[0] == (uint32_t)-1) {
        out[0] = '\0';
        return;
    }
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
        size += (size_t)u8_uctomb((uint8_t *)out + size, cell->chars[i], 6);
    if (size == 0)
        out[size++] = ' ';
    out[size] = '\0';
}

static bool same_colour(VTermColor a, VTermColor b)
{
    bool own_a = VTERM_COLOR_IS_DEFAULT_FG(&a) || VTERM_COLOR_IS_DEFAULT_BG(&a);
    bool own_b = VTERM_COLOR_IS_DEFAULT_FG(&b) || VTERM_COLOR_IS_DEFAULT_BG(&b);
    if (own_a || own_b)
        return own_a == own_b;
    return a.indexed.idx == b.indexed.idx;
}

bool dump_same_style(const VTermScreenCell *a, const VTermScreenCell *b)
{
    return a->attrs.bold == b->attrs.bold && a->attrs.underline == b->attrs.underline &&
           a->attrs.reverse == b->attrs.reverse && same_colour(a->fg, b->fg) && same_colour(a->bg, b->bg);
}

static void size_of(const Emulator *emulator, int *rows, int *columns)
{
    vterm_get_size(emulator->terminal, rows, columns);
}

/* Ends a line, without the spaces at its end. */
static void end_line(Buffer *out, size_t from)
{
    while (out->size > from && out->data[out->size - 1] == ' ')
        buffer_truncate(out, out->size - 1);
    text_append(out, "\n");
}

void dump_text(Buffer *out, const Emulator *emulator)
{
    int rows, columns;
    size_of(emulator, &rows, &columns);
    for (int row = 0; row < rows; row++) {
        size_t from = out->size;
        for (int column = 0; column < columns; column++) {
            char character[32];
            VTermScreenCell cell = dump_cell(emulator, row, column);
            dump_character(character, &cell);
            text_append(out, character);
        }
        end_line(out, from);
    }
}

/* A style, and how many cells have it. */
typedef struct Used {
    VTermScreenCell style;
    int cells;
} Used;

static int style_index(Used *used, int *count, const VTermScreenCell *cell)
{
    int at = 0;
    while (at < *count && !dump_same_style(&used[at].style, cell))
        at++;
    if (at == *count && *count < STYLES_MOST)
        used[(*count)++] = (Used){*cell, 0};
    return at;
}

/* The style that most of the screen has is what others stand out from. */
static int plain_style(Used *used, int *count, const Emulator *emulator)
{
    int rows, columns, most = 0;
    size_of(emulator, &rows, &columns);
    for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++) {
            VTermScreenCell cell = dump_cell(emulator, row, column);
            int style = style_index(used, count, &cell);
            if (style < STYLES_MOST && ++used[style].cells > used[most].cells)
                most = style;
        }
    return most;
}

static void append_legend(Buffer *out, char letter, const VTermScreenCell *cell)
{
    char text[128], colour[48] = "";
    if (!VTERM_COLOR_IS_DEFAULT_FG(&cell->fg))
        snprintf(colour, sizeof colour, " colour %d on %d", cell->fg.indexed.idx, cell->bg.indexed.idx);
    snprintf(text, sizeof text, "%c =%s%s%s%s\n", letter, colour, cell->attrs.bold ? " bold" : "",
             cell->attrs.underline ? " underlined" : "", cell->attrs.reverse ? " reversed" : "");
    text_append(out, text);
}

/* Letters by the order in which the styles come, none for what is plain. */
static char letter_of(int style, int plain)
{
    return style == plain ? ' ' : (char)('a' + style - (style > plain));
}

void dump_styles(Buffer *out, const Emulator *emulator)
{
    Used used[STYLES_MOST];
    int rows, columns, count = 0, plain = plain_style(used, &count, emulator);
    size_of(emulator, &rows, &columns);
    for (int row = 0; row < rows; row++) {
        size_t from = out->size;
        for (int column = 0; column < columns; column++) {
            VTermScreenCell cell = dump_cell(emulator, row, column);
            char letter = letter_of(style_index(used, &count, &cell), plain);
            buffer_append(out, bytes_of(&letter, 1));
        }
        end_line(out, from);
    }
    for (int i = 0; i < count; i++)
        if (i != plain || !VTERM_COLOR_IS_DEFAULT_FG(&used[i].style.fg))
            append_legend(out, letter_of(i, plain), &used[i].style);
}
