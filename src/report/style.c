#include "report/style.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/memory.h"
#include "base/text.h"

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

void style_print(Buffer *out, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size > 0) {
        char *place = (char *)buffer_extend(out, (size_t)size + 1);
        vsnprintf(place, (size_t)size + 1, format, again);
        out->size--;
    }
    va_end(again);
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

/* The longest beginning of `text` that takes at most `columns`, but at least one character. */
static size_t fitting(Bytes text, size_t columns)
{
    size_t size = 0, taken = 0;
    while (size < text.size) {
        ucs4_t character;
        int length = u8_mbtouc(&character, text.data + size, text.size - size);
        int width = uc_width(character, "UTF-8");
        taken += width > 0 ? (size_t)width : 0;
        if (taken > columns && size > 0)
            break;
        size += (size_t)length;
    }
    return size;
}

static size_t columns_after(const ReportStyle *style, size_t indent)
{
    return style->width > indent + COLUMNS_MIN ? style->width - indent : COLUMNS_MIN;
}

static void append_block(Buffer *out, const ReportStyle *style, size_t indent, size_t columns, Ink ink, Bytes text)
{
    do {
        size_t size = fitting(text, columns);
        style_repeat(out, " ", indent);
        append_inked(out, style, ink, bytes_slice(text, 0, size));
        text_append(out, "\n");
        text = bytes_slice(text, size, text.size - size);
    } while (text.size);
}

void style_block(Buffer *out, const ReportStyle *style, size_t indent, Ink ink, const char *text)
{
    append_block(out, style, indent, columns_after(style, indent) & ~(size_t)1, ink, bytes_of_text(text));
}

static void append_line(Buffer *out, const ReportStyle *style, size_t indent, Ink ink, Bytes line)
{
    while (line.size && (line.data[line.size - 1] == ' ' || line.data[line.size - 1] == '\n'))
        line.size--;
    append_block(out, style, indent, columns_after(style, indent), ink, line);
}

void style_paragraph(Buffer *out, const ReportStyle *style, size_t indent, Ink ink, const char *text)
{
    Bytes all = bytes_of_text(text);
    if (all.size == 0)
        return;
    char *breaks = memory_new(all.size);
    int columns = (int)columns_after(style, indent);
    u8_width_linebreaks(all.data, all.size, columns, 0, 0, NULL, "UTF-8", breaks);
    size_t start = 0;
    for (size_t i = 1; i < all.size; i++)
        if (breaks[i] == UC_BREAK_POSSIBLE || breaks[i] == UC_BREAK_MANDATORY) {
            append_line(out, style, indent, ink, bytes_slice(all, start, i - start));
            start = i;
        }
    append_line(out, style, indent, ink, bytes_slice(all, start, all.size - start));
    memory_free(breaks);
}
