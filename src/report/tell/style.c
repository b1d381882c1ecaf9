#include "report/tell/style.h"

#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/text.h"
#include "base/wrap.h"

enum { COLUMNS_MIN = 8 }; /* of a line, however deep the indent */

Ink ink_of_actor(Actor actor)
{
    static const Ink inks[] = {INK_CLIENT, INK_SERVER, INK_EAVESDROPPER, INK_ATTACKER};
    return inks[actor];
}

static const char *ink_sequence(Ink ink)
{
    static const char *const sequences[] = {
        [INK_PLAIN] = "",          [INK_HEADING] = "\033[1m",       [INK_CLIENT] = "\033[36m",
        [INK_SERVER] = "\033[33m", [INK_EAVESDROPPER] = "\033[35m", [INK_ATTACKER] = "\033[31m",
        [INK_FAINT] = "\033[2m",   [INK_GOOD] = "\033[32m",         [INK_BAD] = "\033[1;31m",
    };
    return sequences[ink];
}

/* "\n" is the report's own. */
static bool is_harmless(ucs4_t character, int size)
{
    return size > 0 && (character == '\n' || !text_acts_on_terminal(character));
}

void style_append_harmless(Buffer *out, Bytes text)
{
    while (text.size) {
        ucs4_t character;
        int found = u8_mbtoucr(&character, text.data, text.size);
        size_t size = found > 0 ? (size_t)found : 1;
        if (is_harmless(character, found))
            buffer_append(out, bytes_slice(text, 0, size));
        else
            text_append(out, "?");
        text = bytes_slice(text, size, text.size);
    }
}

static void append_inked(Buffer *out, const ReportStyle *style, Ink ink, Bytes text)
{
    bool coloured = style->colour && ink != INK_PLAIN;
    if (coloured)
        text_append(out, ink_sequence(ink));
    style_append_harmless(out, text);
    if (coloured)
        text_append(out, "\033[0m");
}

void style_append(Buffer *out, const ReportStyle *style, Ink ink, const char *text)
{
    append_inked(out, style, ink, bytes_of_text(text));
}

size_t style_columns(Bytes text)
{
    int columns = u8_width(text.data, text.size, "UTF-8");
    return columns < 0 ? 0 : (size_t)columns;
}

void style_repeat(Buffer *out, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_append(out, text);
}

void style_pad(Buffer *out, size_t from, size_t columns)
{
    size_t taken = style_columns(bytes_slice(buffer_bytes(out), from, out->size - from));
    style_repeat(out, " ", taken < columns ? columns - taken : 1);
}

static size_t columns_after(const ReportStyle *style, size_t indent)
{
    return style->width > indent + COLUMNS_MIN ? style->width - indent : COLUMNS_MIN;
}

static void append_line(Buffer *out, const ReportStyle *style, size_t indent, Ink ink, Bytes line)
{
    style_repeat(out, " ", indent);
    append_inked(out, style, ink, line);
    text_append(out, "\n");
}

void style_block(Buffer *out, const ReportStyle *style, size_t indent, Ink ink, const char *text)
{
    size_t columns = columns_after(style, indent) & ~(size_t)1;
    Bytes left = bytes_of_text(text);
    do {
        size_t size = wrap_fitting(left, columns);
        append_line(out, style, indent, ink, bytes_slice(left, 0, size));
        left = bytes_slice(left, size, left.size - size);
    } while (left.size);
}

void style_paragraph(Buffer *out, const ReportStyle *style, size_t indent, Ink ink, const char *text)
{
    Bytes left = bytes_of_text(text);
    while (left.size) {
        size_t size = wrap_line(left, columns_after(style, indent));
        append_line(out, style, indent, ink, wrap_shown(bytes_slice(left, 0, size)));
        left = bytes_slice(left, size, left.size - size);
    }
}
