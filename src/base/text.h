/*
 * Text made in a Buffer. A Buffer used as text holds no NUL until text_finish.
 */
#ifndef TLSTEPS_BASE_TEXT_H
#define TLSTEPS_BASE_TEXT_H

#include "base/bytes.h"

void text_append(Buffer *out, const char *text);
/* Appends what printf would print. Its numbers do not depend on the locale, as long as no grouping is asked for. */
PRINTF_LIKE(2, 3) void text_print(Buffer *out, const char *format, ...);
void text_append_decimal(Buffer *out, uint64_t value);
/* Lower-case hex, two digits a byte. */
void text_append_hex(Buffer *out, Bytes bytes);
/* Bytes as ASCII characters: what is not printable, and a backslash, as a backslash and two hex digits. */
void text_append_printable(Buffer *out, Bytes bytes);
/* A number as lower-case hex with 0x in front and no leading zeros: 0x0 for zero or no bytes. */
void text_append_hex_number(Buffer *out, Bytes big_endian);

/* Appends a NUL that is not counted in the size and returns the text, valid until the buffer changes. */
const char *text_finish(Buffer *out);

/* Decodes hex digits, upper or lower case. False where the count is odd or a character is no digit: `out` then holds
   what came before. */
WARN_UNUSED bool text_decode_hex(Buffer *out, const char *hex);

/* Equal but for ASCII case. */
bool text_equal_ignoring_case(const char *a, const char *b);

/* Whether a terminal may obey the character: control characters, upper ones too (U+0080 to U+009F), and those that turn
   the direction of the text behind them (U+202A to U+202E, U+2066 to U+2069). */
bool text_acts_on_terminal(uint32_t character);

/* UTF-8 text without the byte order mark that some editors put in front of it. */
Bytes text_skip_mark(Bytes text);

#endif
