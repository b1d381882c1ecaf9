#include "ui/terminal/actions.h"

#include <curses.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

#include "base/attributes.h"

static const ActionItem items[] = {
#define ACTION(ID, keys, help, brief) [ACTION_##ID] = {#ID, keys, help, brief},
#include "ui/terminal/actions.def"
#undef ACTION
};

static const ActionLine lines[] = {
#define SECTION(heading)              {heading, ACTION_NONE},
#define ACTION(ID, keys, help, brief) {NULL, ACTION_##ID},
#include "ui/terminal/actions.def"
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

/* A word of the list as curses reads the key. */
static void key_of_word(const char *word, size_t size, unsigned *key, int *is_code)
{
    *key = (unsigned char)word[0];
    *is_code = false;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strlen(names[i].name) == size && memcmp(names[i].name, word, size) == 0) {
            *is_code = !names[i].plain;
            *key = names[i].plain ? names[i].plain : (unsigned)names[i].code;
        }
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

static bool lists_key(const char *keys, const char *word)
{
    size_t size = strlen(word);
    for (; *keys; keys += strcspn(keys, " "), keys += *keys == ' ')
        if (size && strcspn(keys, " ") == size && memcmp(keys, word, size) == 0)
            return true;
    return false;
}

Action action_named(const char *word)
{
    for (int action = 0; action < ACTION_COUNT; action++)
        if (strcasecmp(items[action].name, word) == 0 || lists_key(items[action].keys, word))
            return (Action)action;
    return ACTION_NONE;
}

void action_first_key(Action action, unsigned *key, int *is_code)
{
    key_of_word(items[action].keys, strcspn(items[action].keys, " "), key, is_code);
}
