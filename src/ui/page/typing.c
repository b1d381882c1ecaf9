#include "ui/page/typing.h"

#include <curses.h>
#include <string.h>
#include <unistr.h>

#include "base/text.h"

enum { KEY_ESCAPE = 27, KEY_DELETE = 127, KEY_CONTROL_H = 'H' & 31, KEY_CONTROL_U = 'U' & 31 };

static bool is_backspace(const Key *key)
{
    return key->is_code ? key->value == KEY_BACKSPACE : key->value == KEY_DELETE || key->value == KEY_CONTROL_H;
}

static bool is_enter(const Key *key)
{
    return key->is_code ? key->value == KEY_ENTER : key->value == '\r' || key->value == '\n';
}

/* With all the bytes of the last character. */
static void cut_last(char *text)
{
    size_t size = strlen(text);
    while (size > 0 && ((unsigned char)text[size - 1] & 0xc0) == 0x80)
        size--;
    text[size > 0 ? size - 1 : 0] = '\0';
}

static void append(Typing *typing, uint32_t character)
{
    size_t size = strlen(typing->text), room = sizeof typing->text - 1 - size;
    if (text_acts_on_terminal(character))
        return;
    int used = u8_uctomb((uint8_t *)typing->text + size, character, (ptrdiff_t)room);
    typing->text[size + (used > 0 ? (size_t)used : 0)] = '\0';
}

TypingState typing_key(Typing *typing, const Key *key)
{
    if (!key->is_code && key->value == KEY_ESCAPE)
        return TYPING_CANCELLED;
    if (is_enter(key))
        return TYPING_DONE;
    if (is_backspace(key))
        cut_last(typing->text);
    else if (!key->is_code && key->value == KEY_CONTROL_U)
        typing->text[0] = '\0';
    else if (!key->is_code)
        append(typing, key->value);
    return TYPING_GOES_ON;
}
