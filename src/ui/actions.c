#include "ui/actions.h"

#include <curses.h>
#include <string.h>
#include <wchar.h>

#include "base/attributes.h"

static const ActionItem items[] = {
#define ACTION(ID, keys, help, brief) [ACTION_##ID] = {#ID, keys, help, brief},
#include "ui/actions.def"
#undef ACTION
};

static const ActionLine lines[] = {
#define SECTION(heading)              {heading, ACTION_NONE},
#define ACTION(ID, keys, help, brief) {NULL, ACTION_##ID},
#include "ui/actions.def"
#undef ACTION
};

/* The names that the list uses for keys that are no single character. */
static const struct {
    const char *name;
    int code;       /* of curses, 0 where it sends a character */
    unsigned plain; /* the character */
} names[] = {
    {"space", 0, ' '},
    {"Tab", 0, '\t'},
    {"Enter", KEY_ENTER, '\r'},
    {"^L", 0, 'L' & 31},
    {"→", KEY_RIGHT, 0},
    {"←", KEY_LEFT, 0},
    {"↑", KEY_UP, 0},
    {"↓", KEY_DOWN, 0},
    {"PgUp", KEY_PPAGE, 0},
    {"PgDn", KEY_NPAGE, 0},
    {"Home", KEY_HOME, 0},
    {"End", KEY_END, 0},
    {"F1", KEY_F(1), 0},
    {"Backspace", KEY_BACKSPACE, 127},
    {"Esc", 0, 27},
};

const ActionItem *action_item(Action action)
{
    return &items[action];
}

const ActionLine *action_line_at(int index)
{
    return index >= 0 && index < (int)COUNT_OF(lines) ? &lines[index] : NULL;
}

static int word_matches(const char *word, size_t size, unsigned key, int is_code)
{
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strlen(names[i].name) == size && memcmp(names[i].name, word, size) == 0)
            return is_code ? key == (unsigned)names[i].code : names[i].plain && key == names[i].plain;
    return !is_code && size == 1 && key == (unsigned char)word[0];
}

Action action_of_key(unsigned key, int is_code)
{
    if (!is_code && key == '\n')
        key = '\r';
    for (int action = 0; action < ACTION_COUNT; action++)
        for (const char *word = items[action].keys; *word;) {
            size_t size = strcspn(word, " ");
            if (word_matches(word, size, key, is_code))
                return (Action)action;
            word += size + (word[size] == ' ');
        }
    return ACTION_NONE;
}
