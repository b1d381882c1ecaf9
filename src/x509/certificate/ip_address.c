#include "x509/certificate/ip_address.h"

#include <string.h>

#include "base/text.h"

/* Four decimal numbers without leading zeros, to the end of the text. */
static bool parse_v4(uint8_t *out, const char *text)
{
    for (int i = 0; i < 4; i++) {
        int value = 0, digits = 0;
        if (i > 0 && *text++ != '.')
            return false;
        for (; *text >= '0' && *text <= '9'; text++, digits++) {
            value = 10 * value + (*text - '0');
            if (value > 255 || (digits == 1 && text[-1] == '0'))
                return false;
        }
        if (digits == 0)
            return false;
        out[i] = (uint8_t)value;
    }
    return *text == '\0';
}

static int hex_value(char c)
{
    const char *digits = "0123456789abcdefABCDEF", *found = c ? strchr(digits, c) : NULL;
    long at = found ? found - digits : -1;
    return (int)(at < 16 ? at : at - 6);
}

/* One to four hex digits as two octets; moves `text` behind them. */
static bool take_group(uint8_t *out, const char **text)
{
    unsigned value = 0;
    int digits = 0;
    for (; hex_value(**text) >= 0; ++*text) {
        value = value << 4 | (unsigned)hex_value(**text);
        if (++digits > 4)
            return false;
    }
    out[0] = (uint8_t)(value >> 8);
    out[1] = (uint8_t)value;
    return digits > 0;
}

/* Up to eight groups, of which the last two may be written as version 4; :: once stands for the missing zeros. */
static bool parse_v6(uint8_t *out, const char *text)
{
    size_t at = 0, gap = SIZE_MAX;
    memset(out, 0, 16);
    if (text[0] == ':' && text[1] != ':')
        return false;
    while (*text) {
        if (text[0] == ':' && text[1] == ':') {
            if (gap != SIZE_MAX)
                return false;
            gap = at;
            text += 2;
            continue;
        }
        if (at > 0 && gap != at && *text++ != ':')
            return false;
        if (at <= 12 && parse_v4(out + at, text)) {
            at += 4;
            break;
        }
        if (at == 16 || !take_group(out + at, &text))
            return false;
        at += 2;
    }
    if (gap == SIZE_MAX)
        return at == 16;
    if (at == 16)
        return false;
    memmove(out + 16 - (at - gap), out + gap, at - gap);
    memset(out + gap, 0, 16 - at);
    return true;
}

size_t ip_address_parse(uint8_t out[IP_ADDRESS_SIZE_MAX], const char *text)
{
    if (parse_v4(out, text))
        return 4;
    return parse_v6(out, text) ? 16 : 0;
}

static unsigned group_at(Bytes address, int index)
{
    return (unsigned)address.data[2 * index] << 8 | address.data[2 * index + 1];
}

/* The first of the longest runs of zero groups, if two or longer (RFC 5952 §4.2). */
static int longest_zeros(Bytes address, int *length)
{
    int best = -1;
    *length = 1;
    for (int start = 0; start < 8; start++) {
        int end = start;
        while (end < 8 && group_at(address, end) == 0)
            end++;
        if (end - start > *length) {
            best = start;
            *length = end - start;
        }
    }
    return best;
}

static void append_group(Buffer *out, unsigned group)
{
    static const char digits[] = "0123456789abcdef";
    for (int shift = 12; shift >= 0; shift -= 4)
        if (group >> shift || shift == 0)
            buffer_append(out, bytes_of(digits + (group >> shift & 15), 1));
}

static void append_v6(Buffer *out, Bytes address)
{
    int length, gap = longest_zeros(address, &length);
    for (int i = 0; i < 8; i++) {
        if (i == gap) {
            text_append(out, "::");
            i += length - 1;
            continue;
        }
        if (i > 0 && i != gap + length)
            text_append(out, ":");
        append_group(out, group_at(address, i));
    }
}

void ip_address_append(Buffer *out, Bytes address)
{
    if (address.size == 16) {
        append_v6(out, address);
        return;
    }
    for (size_t i = 0; i < address.size; i++) {
        if (i)
            text_append(out, ".");
        text_append_decimal(out, address.data[i]);
    }
}

/* The ones in front of a mask. */
static unsigned prefix_length(Bytes mask)
{
    unsigned bits = 0;
    while (bits < 8 * mask.size && mask.data[bits / 8] & 0x80 >> bits % 8)
        bits++;
    return bits;
}

bool ip_range_is_valid(Bytes range)
{
    if (range.size != 8 && range.size != 32)
        return false;
    Bytes mask = bytes_slice(range, range.size / 2, range.size / 2);
    for (unsigned bit = prefix_length(mask); bit < 8 * mask.size; bit++)
        if (mask.data[bit / 8] & 0x80 >> bit % 8)
            return false;
    return true;
}

bool ip_range_contains(Bytes range, Bytes address)
{
    if (range.size != 2 * address.size)
        return false;
    for (size_t i = 0; i < address.size; i++)
        if ((range.data[i] ^ address.data[i]) & range.data[address.size + i])
            return false;
    return true;
}

void ip_range_append(Buffer *out, Bytes range)
{
    ip_address_append(out, bytes_slice(range, 0, range.size / 2));
    text_append(out, "/");
    text_append_decimal(out, prefix_length(bytes_slice(range, range.size / 2, range.size / 2)));
}
