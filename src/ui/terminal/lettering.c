#include "ui/terminal/lettering.h"

#include <ctype.h>
#include <string.h>

enum { DOT_ROWS = 5, DOT_COLUMNS = 3, SPACE_DOTS = 1, HALVED_ROWS = (DOT_ROWS + 1) / 2, WIDE_DOT = 2 };

/* Rows from the top, its dots from the left as bits 4, 2, 1. */
typedef struct Letter {
    char character;
    unsigned char rows[DOT_ROWS];
} Letter;

static const Letter letters[] = {
    {'A', {2, 5, 7, 5, 5}}, {'B', {6, 5, 6, 5, 6}}, {'C', {3, 4, 4, 4, 3}}, {'D', {6, 5, 5, 5, 6}},
    {'E', {7, 4, 6, 4, 7}}, {'F', {7, 4, 6, 4, 4}}, {'G', {3, 4, 5, 5, 3}}, {'H', {5, 5, 7, 5, 5}},
    {'I', {7, 2, 2, 2, 7}}, {'J', {1, 1, 1, 5, 2}}, {'K', {5, 5, 6, 5, 5}}, {'L', {4, 4, 4, 4, 7}},
    {'M', {5, 7, 7, 5, 5}}, {'N', {6, 5, 5, 5, 5}}, {'O', {2, 5, 5, 5, 2}}, {'P', {6, 5, 6, 4, 4}},
    {'Q', {2, 5, 5, 6, 3}}, {'R', {6, 5, 6, 5, 5}}, {'S', {3, 4, 2, 1, 6}}, {'T', {7, 2, 2, 2, 2}},
    {'U', {5, 5, 5, 5, 7}}, {'V', {5, 5, 5, 5, 2}}, {'W', {5, 5, 7, 7, 5}}, {'X', {5, 5, 2, 5, 5}},
    {'Y', {5, 5, 2, 2, 2}}, {'Z', {7, 1, 2, 4, 7}}, {'0', {7, 5, 5, 5, 7}}, {'1', {2, 6, 2, 2, 7}},
    {'2', {7, 1, 7, 4, 7}}, {'3', {7, 1, 7, 1, 7}}, {'4', {5, 5, 7, 1, 1}}, {'5', {7, 4, 7, 1, 7}},
    {'6', {7, 4, 7, 5, 7}}, {'7', {7, 1, 1, 2, 2}}, {'8', {7, 5, 7, 5, 7}}, {'9', {7, 5, 7, 1, 7}},
};

static const Letter *letter_of(char character)
{
    char capital = (char)toupper((unsigned char)character);
    for (size_t i = 0; i < COUNT_OF(letters); i++)
        if (letters[i].character == capital)
            return &letters[i];
    return NULL;
}

/* Dots with the free one behind it. */
static int dots_of(char character)
{
    return (letter_of(character) ? DOT_COLUMNS : SPACE_DOTS) + 1;
}

static int dots_of_text(const char *text)
{
    int dots = -1; /* behind the last letter nothing is free */
    for (; *text; text++)
        dots += dots_of(*text);
    return dots;
}

static bool has_halves(void)
{
    return strcmp(canvas_glyph(GLYPH_BAR_UPPER), canvas_glyph(GLYPH_BAR)) != 0;
}

Lettering lettering_of(const char *text, Extent room)
{
    int dots = dots_of_text(text);
    Lettering wide = {DOT_ROWS, WIDE_DOT * dots, WIDE_DOT}, small = {has_halves() ? HALVED_ROWS : DOT_ROWS, dots, 1};
    if (wide.rows <= room.height && wide.columns <= room.width)
        return wide;
    return small.rows <= room.height && small.columns <= room.width ? small : (Lettering){0};
}

static bool is_set(const Letter *letter, int row, int column)
{
    return row < DOT_ROWS && letter->rows[row] & (4 >> column);
}

/* Two dots in the place of a character. */
static void draw_halves(const Area *area, int row, int column, Style style, bool upper, bool lower)
{
    Glyph glyph = upper && lower ? GLYPH_BAR : upper ? GLYPH_BAR_UPPER : GLYPH_BAR_LOWER;
    if (upper || lower)
        canvas_repeat(area, row, column, 1, style, glyph);
}

static void draw_letter(const Lettering *lettering, const Area *area, int row, int column, Style style,
                        const Letter *letter)
{
    for (int y = 0; y < lettering->rows; y++)
        for (int x = 0; x < DOT_COLUMNS; x++) {
            int at = column + x * lettering->dot;
            if (lettering->rows == HALVED_ROWS)
                draw_halves(area, row + y, at, style, is_set(letter, 2 * y, x), is_set(letter, 2 * y + 1, x));
            else if (is_set(letter, y, x))
                canvas_repeat(area, row + y, at, lettering->dot, style, GLYPH_BAR);
        }
}

void lettering_draw(const Lettering *lettering, const Area *area, int row, int column, Style style, const char *text)
{
    for (; *text; text++) {
        const Letter *letter = letter_of(*text);
        if (letter)
            draw_letter(lettering, area, row, column, style, letter);
        column += dots_of(*text) * lettering->dot;
    }
}
