#include "ui/page/overtype.h"

#include <curses.h>
#include <string.h>

enum { KEY_ESCAPE = 27, KEY_DELETE = 127, KEY_CONTROL_H = 'H' & 31, KEY_CONTROL_U = 'U' & 31 };

static bool is_printable(uint8_t byte)
{
    return byte >= 0x20 && byte <= 0x7e;
}

static bool all_printable(Bytes bytes)
{
    for (size_t i = 0; i < bytes.size; i++)
        if (!is_printable(bytes.data[i]))
            return false;
    return bytes.size > 0;
}

/* UTF8String, PrintableString, IA5String. */
static bool is_string_tag(uint8_t tag)
{
    return tag == 0x0c || tag == 0x13 || tag == 0x16;
}

/* Marks the strings in a DER encoding: a tag, a length of one byte, and as many characters. */
static void mark_strings(Overtype *text)
{
    Bytes all = bytes_of(text->bytes, text->size);
    for (size_t i = 0; i + 2 < all.size; i++) {
        size_t length = all.data[i + 1];
        Bytes string = bytes_slice(all, i + 2, length);
        if (!is_string_tag(all.data[i]) || string.size < length || !all_printable(string))
            continue;
        memset(text->is_text + i + 2, true, length);
        i += 1 + length;
    }
}

/* The first character from a place on in a direction; where there is none, where it was. */
static size_t find_text(const Overtype *text, size_t from, int direction)
{
    for (size_t at = from; at < text->size; at += (size_t)direction)
        if (text->is_text[at])
            return at;
    return text->cursor;
}

static void to_beginning(Overtype *text)
{
    text->cursor = 0;
    text->cursor = find_text(text, 0, 1);
}

void overtype_start(Overtype *text, Bytes value, bool encoded)
{
    *text = (Overtype){.size = value.size};
    if (value.size == 0 || value.size > OVERTYPE_MOST)
        return;
    memcpy(text->bytes, value.data, value.size);
    memcpy(text->before, value.data, value.size);
    if (encoded)
        mark_strings(text);
    else
        memset(text->is_text, all_printable(value), value.size);
    to_beginning(text);
    text->on = text->is_text[text->cursor];
}

void overtype_restore(Overtype *text)
{
    memcpy(text->bytes, text->before, text->size);
    to_beginning(text);
}

Bytes overtype_bytes(const Overtype *text)
{
    return bytes_of(text->bytes, text->size);
}

/* Behind the last character the cursor does not go: there it brings back that one first. */
static void take_back(Overtype *text)
{
    if (text->bytes[text->cursor] == text->before[text->cursor])
        text->cursor = find_text(text, text->cursor - 1, -1); /* before the first byte there is none: SIZE_MAX */
    text->bytes[text->cursor] = text->before[text->cursor];
}

static void move_cursor(Overtype *text, Action action)
{
    if (action == ACTION_NEXT)
        text->cursor = find_text(text, text->cursor + 1, 1);
    else if (action == ACTION_BACK)
        text->cursor = find_text(text, text->cursor - 1, -1);
    else if (action == ACTION_HOME)
        to_beginning(text);
    else if (action == ACTION_END)
        text->cursor = find_text(text, text->size - 1, -1);
}

static void write_over(Overtype *text, uint8_t character)
{
    text->bytes[text->cursor] = character;
    text->cursor = find_text(text, text->cursor + 1, 1);
}

TypingState overtype_key(Overtype *text, const Key *key)
{
    bool backspace =
        key->is_code ? key->value == KEY_BACKSPACE : key->value == KEY_DELETE || key->value == KEY_CONTROL_H;
    bool enter = key->is_code ? key->value == KEY_ENTER : key->value == '\r' || key->value == '\n';
    if (!key->is_code && key->value == KEY_ESCAPE)
        return TYPING_CANCELLED;
    if (enter)
        return TYPING_DONE;
    if (backspace)
        take_back(text);
    else if (key->is_code)
        move_cursor(text, key->action);
    else if (key->value == KEY_CONTROL_U)
        overtype_restore(text);
    else if (key->value <= UINT8_MAX && is_printable((uint8_t)key->value))
        write_over(text, (uint8_t)key->value);
    return TYPING_GOES_ON;
}

/* Columns in front of a byte: of each string before it, and of what stands between two. */
static int column_of(const Overtype *text, size_t byte)
{
    enum { BETWEEN = 3 };
    int column = 0;
    for (size_t i = 0; i < byte; i++)
        column += text->is_text[i] ? 1 : column > 0 && i + 1 < text->size && text->is_text[i + 1] ? BETWEEN : 0;
    return column;
}

void overtype_draw(const Overtype *text, const Area *area, int row, int column)
{
    int room = area->width - column, at = column_of(text, text->cursor), skip = at < room ? 0 : at - room + 1;
    for (size_t i = 0; i < text->size; i++) {
        char one[2] = {(char)text->bytes[i], '\0'};
        int place = column_of(text, i) - skip;
        if (!text->is_text[i] || place < 0 || place >= room)
            continue;
        bool begins = i > 0 && !text->is_text[i - 1] && place > 2;
        if (begins)
            canvas_text(area, row, column + place - 2, 1, STYLE_DIM, canvas_glyph(GLYPH_DOT));
        canvas_text(area, row, column + place, 1,
                    i == text->cursor                   ? STYLE_SELECTED
                    : text->bytes[i] != text->before[i] ? STYLE_NEW
                                                        : STYLE_STRONG,
                    one);
    }
}
