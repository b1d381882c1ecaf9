#include "sim/diagnostic.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A cut must not leave the first bytes of a UTF-8 character behind. */
static void drop_partial_character(char *text)
{
    size_t end = strlen(text), start = end;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xc0) == 0x80)
        start--;
    if (start > 0 && (unsigned char)text[start - 1] >= 0xc0)
        text[start - 1] = '\0';
}

bool diagnostic_set(Diagnostic *diagnostic, const char *format, ...)
{
    if (diagnostic->text[0])
        return false;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(diagnostic->text, sizeof diagnostic->text, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof diagnostic->text)
        drop_partial_character(diagnostic->text);
    for (char *c = diagnostic->text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    return false;
}
