#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void text_append(Buffer *out, const char *text)
{
    buffer_append(out, bytes_of_text(text));
}

void text_print(Buffer *out, const char *format, ...)
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

void text_append_decimal(Buffer *out, uint64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    buffer_append(out, bytes_of(digits + at, sizeof digits - at));
}

static char hex_digit(unsigned value)
{
    return "0123456789abcdef"[value & 15];
}

void text_append_hex(Buffer *out, Bytes bytes)
{
    uint8_t *place = buffer_extend(out, 2 * bytes.size);
    for (size_t i = 0; i < bytes.size; i++) {
        place[2 * i] = (uint8_t)hex_digit(bytes.data[i] >> 4);
        place[2 * i + 1] = (uint8_t)hex_digit(bytes.data[i]);
    }
}

void text_append_printable(Buffer *out, Bytes bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        Bytes character = bytes_slice(bytes, i, 1);
        if (character.data[0] >= 0x20 && character.data[0] < 0x7f && character.data[0] != '\\') {
            buffer_append(out, character);
        } else {
            text_append(out, "\\");
            text_append_hex(out, character);
        }
    }
}

void text_append_hex_number(Buffer *out, Bytes big_endian)
{
    text_append(out, "0x");
    while (big_endian.size && big_endian.data[0] == 0)
        big_endian = bytes_of(big_endian.data + 1, big_endian.size - 1);
    if (big_endian.size == 0) {
        text_append(out, "0");
        return;
    }
    if (big_endian.data[0] < 16) {
        char digit[2] = {hex_digit(big_endian.data[0]), 0};
        text_append(out, digit);
        big_endian = bytes_of(big_endian.data + 1, big_endian.size - 1);
    }
    text_append_hex(out, big_endian);
}

const char *text_finish(Buffer *out)
{
    *buffer_extend(out, 1) = 0;
    out->size--;
    return (const char *)out->data;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool text_decode_hex(Buffer *out, const char *hex)
{
    for (; *hex; hex += 2) {
        int high = hex_value(hex[0]);
        int low = high < 0 ? -1 : hex_value(hex[1]);
        if (low < 0)
            return false;
        buffer_append_number(out, 1, (uint64_t)(high << 4 | low));
    }
    return true;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool text_equal_ignoring_case(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return lower(*a) == lower(*b);
}

bool text_acts_on_terminal(uint32_t character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0) ||
           (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

Bytes text_skip_mark(Bytes text)
{
    bool marked = text.size >= 3 && memcmp(text.data, "\xef\xbb\xbf", 3) == 0;
    return marked ? bytes_of(text.data + 3, text.size - 3) : text;
}
