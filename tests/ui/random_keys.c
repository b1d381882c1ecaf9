/*
 * random_keys PROGRAM SEED PRESSES ARGUMENT…: presses random keys, among them every key of the list, clicks, and
 * changes the terminal's size at random. The program survives all of it, and a last q ends it in order; a sanitizer's
 * finding would end it otherwise.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/text.h"
#include "emulator.h"
#include "names.h"

enum { RESIZE_EACH = 50, SETTLE_EACH = 20, KEYS_MOST = 256, COLUMNS_MOST = 200, ROWS_MOST = 60 };

/* The list's keys, as it writes them, each line several times, so that they come more often than what follows. */
static const char *const listed[] = {
#define ACTION(ID, keys, help, brief) keys,
#include "ui/terminal/actions.def"
#undef ACTION
};

/* What else is pressed and typed: into prompts, and what no key means. */
static const char *const others[] = {
    "space", "Enter", "Enter", "Down", "Down",     "Down",         "Up",   "40",   "send", "secret", "client_hello",
    "0",     "ff",    "x",     "\x7f", "\xc3\xa9", "\xe4\xbd\xa0", "\xff", "\x80", "\x15", "\x1b",
};

/* Keys as they are sent. Without q, and without what the terminal itself acts on. */
typedef struct Keys {
    Bytes sent[KEYS_MOST];
    int count;
} Keys;

static void add_key(Keys *keys, const char *name)
{
    if (keys->count == KEYS_MOST)
        exit(2);
    if (strcmp(name, "q") != 0)
        keys->sent[keys->count++] = key_named(name);
}

/* Each word of the list's lines, which has to live as long as the keys. */
static void add_listed(Keys *keys, Buffer *words)
{
    char *place;
    for (size_t i = 0; i < COUNT_OF(listed); i++) {
        text_append(words, listed[i]);
        text_append(words, " ");
    }
    text_finish(words);
    for (char *word = strtok_r((char *)words->data, " ", &place); word; word = strtok_r(NULL, " ", &place))
        add_key(keys, word);
}

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static int between(uint32_t *state, int least, int most)
{
    return least + (int)(next_random(state) % (uint32_t)(most - least + 1));
}

static void resize(Emulator *emulator, uint32_t *state)
{
    /* Mostly sizes that the screen can work with. */
    bool small = between(state, 0, 3) == 0;
    emulator_resize(emulator, small ? between(state, 1, 79) : between(state, 80, COLUMNS_MOST),
                    small ? between(state, 1, 23) : between(state, 24, ROWS_MOST));
}

/* A key, or now and then a click or a turn of the wheel. */
static void press(Emulator *emulator, uint32_t *state, const Keys *keys)
{
    static const int buttons[] = {1, 1, 4, 5};
    int which = between(state, 0, keys->count + 3);
    if (which < keys->count)
        emulator_send(emulator, keys->sent[which]);
    else
        emulator_click(emulator, buttons[which - keys->count], between(state, 1, COLUMNS_MOST),
                       between(state, 1, ROWS_MOST));
}

/* Out of panels, whatever they take for an end, and out of the program. */
static bool quit(Emulator *emulator)
{
    for (int i = 0; i < 8 && !emulator->ended; i++) {
        emulator_send(emulator, bytes_of_text("\x1b"));
        if (!emulator_settle(emulator))
            return false;
    }
    emulator_send(emulator, bytes_of_text("q"));
    return emulator_wait(emulator);
}

int main(int argc, char **argv)
{
    Emulator emulator;
    if (argc < 5)
        return 2;
    uint32_t state = (uint32_t)strtoul(argv[2], NULL, 10) * 2654435761u + 1;
    int presses = atoi(argv[3]);
    static char term[] = "TERM=xterm-256color", locale[] = "LANG=C.UTF-8";
    static char *environment[] = {term, locale, NULL};
    Keys keys = {.count = 0};
    Buffer words = BUFFER_EMPTY;
    add_listed(&keys, &words);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        add_key(&keys, others[i]);
    argv[3] = argv[1];
    signal(SIGPIPE, SIG_IGN);
    emulator_start(&emulator, argv + 3, environment, 80, 24);
    bool alive = emulator_await(&emulator);
    for (int i = 1; i <= presses && alive; i++) {
        press(&emulator, &state, &keys);
        if (i % RESIZE_EACH == 0)
            resize(&emulator, &state);
        if (i % SETTLE_EACH == 0)
            alive = emulator_settle(&emulator) && !emulator.ended;
    }
    emulator_resize(&emulator, 80, 24);
    bool in_order = emulator_settle(&emulator) && !emulator.ended && quit(&emulator) && WIFEXITED(emulator.status) &&
                    WEXITSTATUS(emulator.status) == 0;
    if (!in_order)
        fprintf(stderr, "it ended with wait status %#x; its last output:\n%.*s\n", (unsigned)emulator.status,
                (int)emulator.output.size, (const char *)emulator.output.data);
    bool usable = emulator_is_usable(&emulator);
    emulator_clear(&emulator);
    buffer_clear(&words);
    return in_order && usable ? 0 : 1;
}
