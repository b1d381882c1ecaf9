/* What unit tests share: cmocka with the headers that it wants before it, and byte strings written as hex. */
#ifndef TLSTEPS_TESTS_CHECK_H
#define TLSTEPS_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

/* The bytes that a hex text stands for; the caller clears them. */
static inline Buffer from_hex(const char *hex)
{
    Buffer out = BUFFER_EMPTY;
    assert_true(text_decode_hex(&out, hex));
    return out;
}

/* Fails, showing both as hex, unless `found` is what `expected` stands for. */
static inline void assert_hex(Bytes found, const char *expected)
{
    Buffer text = BUFFER_EMPTY;
    if (found.size)
        text_append_hex(&text, found);
    assert_string_equal(text_finish(&text), expected);
    buffer_clear(&text);
}

#endif
