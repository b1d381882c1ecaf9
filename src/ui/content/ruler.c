#include "ui/content/ruler.h"

#include <stdio.h>

static size_t size_of(const RulerPiece *pieces, int count)
{
    size_t size = 0;
    for (int i = 0; i < count; i++)
        size += pieces[i].size;
    return size;
}

/* Columns of the pieces, each with the line before it: as the bytes are to each other. */
typedef struct Scale {
    size_t size;
    int columns;
} Scale;

static int column_of(const Scale *scale, size_t byte)
{
    return (int)((byte * (size_t)scale->columns + scale->size / 2) / scale->size);
}

/* The byte at which each begins, and behind the last how many they are. */
static void fill_bytes(Page *page, const Scale *scale, const RulerPiece *pieces, int count)
{
    size_t byte = 0;
    int column = 0;
    for (int i = 0; i <= count; i++) {
        char text[32];
        int at = column_of(scale, byte);
        snprintf(text, sizeof text, i < count ? "%zu" : "%zu bytes", byte);
        if (i == 0 || at > column) { /* or there is no room between this one and the one before */
            page_space(page, at - column);
            page_add(page, STYLE_DIM, text);
            column = at + canvas_width(text);
        }
        byte += i < count ? pieces[i].size : 0;
    }
}

/* "2 server write key, 16", or as much of that as there is room for. */
static const char *label_of(char *out, size_t size, const RulerPiece *piece, int number, int room)
{
    snprintf(out, size, "%d %s, %zu", number, piece->name, piece->size);
    if (canvas_width(out) > room)
        snprintf(out, size, "%d %s", number, piece->name);
    if (canvas_width(out) > room)
        snprintf(out, size, "%d, %zu", number, piece->size);
    if (canvas_width(out) > room)
        snprintf(out, size, "%d", number);
    return out;
}

static void fill_pieces(Page *page, const Scale *scale, const RulerPiece *pieces, int count)
{
    size_t byte = 0;
    for (int i = 0; i < count; i++) {
        char label[96];
        int room = column_of(scale, byte + pieces[i].size) - column_of(scale, byte) - 1;
        page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
        page_add(page, pieces[i].style, label_of(label, sizeof label, &pieces[i], i + 1, room));
        for (int column = canvas_width(label); column < room; column++)
            page_add(page, pieces[i].style, canvas_glyph(GLYPH_HORIZONTAL));
        byte += pieces[i].size;
    }
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
}

void ruler_fill(Page *page, int indent, const RulerPiece *pieces, int count)
{
    enum { BEHIND = 10, COLUMNS_MOST = 160 }; /* for how many bytes there are */
    int room = page->width - indent - BEHIND;
    Scale scale = {size_of(pieces, count), room < COLUMNS_MOST ? room : COLUMNS_MOST};
    page_line(page);
    page_space(page, indent);
    fill_bytes(page, &scale, pieces, count);
    page_line(page);
    page_space(page, indent);
    fill_pieces(page, &scale, pieces, count);
}
