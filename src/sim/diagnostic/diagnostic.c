#include "sim/diagnostic/diagnostic.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

#include "base/text.h"
#include "x509/certificate/refusal.h"

/* A cut must not leave the first bytes of a UTF-8 character behind. */
static void drop_partial_character(char *text)
{
    size_t end = strlen(text), start = end;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xc0) == 0x80)
        start--;
    if (start > 0 && (unsigned char)text[start - 1] >= 0xc0)
        text[start - 1] = '\0';
}

/* What acts on a terminal and what is no UTF-8 become ?, so that no name or file can act on the terminal that shows it.
 */
static void make_harmless(char *text)
{
    uint8_t *at = (uint8_t *)text;
    for (size_t left = strlen(text); left > 0;) {
        ucs4_t character;
        int found = u8_mbtoucr(&character, at, left);
        size_t size = found > 0 ? (size_t)found : 1;
        if (found < 0 || text_acts_on_terminal(character))
            memset(at, '?', size);
        at += size;
        left -= size;
    }
}

bool diagnostic_set(Diagnostic *diagnostic, const char *format, ...)
{
    if (!diagnostic || diagnostic->text[0])
        return false;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(diagnostic->text, sizeof diagnostic->text, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof diagnostic->text)
        drop_partial_character(diagnostic->text);
    make_harmless(diagnostic->text);
    return false;
}

bool diagnostic_set_refusal(Diagnostic *diagnostic, const char *path, const char *what, const Refusal *refusal,
                            const char *hint)
{
    Buffer why = BUFFER_EMPTY;
    char place[16] = "";
    if (refusal->line)
        snprintf(place, sizeof place, ":%u", refusal->line);
    refusal_append(&why, refusal);
    text_append(&why, hint);
    if (refusal->field.size > 0)
        diagnostic_set(diagnostic, "%s%s: the %s cannot be used: %s", path, place, what, text_finish(&why));
    else
        diagnostic_set(diagnostic, "%s%s: no %s can be read here: %s", path, place, what, text_finish(&why));
    buffer_clear(&why);
    return false;
}
