/*
 * random_keys PROGRAM SEED ARGUMENT…: presses some thousand random keys and changes the terminal's size at random. The
 * program survives all of it, and a last q ends it in order; a sanitizer's finding would end it otherwise.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "emulator.h"

enum { PRESSES = 4000, RESIZE_EACH = 50, SETTLE_EACH = 20 };

/* Keys that do something come more often than others. Without q, and without what the terminal itself acts on. */
static const char *const keys[] = {
    " ",      " ",      " ",       "n",       "b",    "N",    "B",    "<",    ">",        "g",
    "1",      "2",      "3",       "4",       "5",    "\t",   "\t",   "\r",   "\r",       "\x1bOA",
    "\x1bOB", "\x1bOB", "\x1bOC",  "\x1bOD",  "w",    "h",    "l",    "a",    "?",        "\x0c",
    "\x1bOH", "\x1bOF", "\x1b[5~", "\x1b[6~", "\x7f", "\x1b", "40\r", "send", "\xc3\xa9", "\xe4\xbd\xa0",
    "\xff",   "\x80",   "x",
};

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
    emulator_resize(emulator, small ? between(state, 1, 79) : between(state, 80, 200),
                    small ? between(state, 1, 23) : between(state, 24, 60));
}

static bool quit(Emulator *emulator)
{
    /* Out of what is being typed, out of the help, and out of the program. */
    static const char *const ways[] = {"\x1b", "x", "q"};
    for (size_t i = 0; i < COUNT_OF(ways) && !emulator->ended; i++) {
        emulator_send(emulator, bytes_of_text(ways[i]));
        if (!emulator_await(emulator))
            return false;
    }
    return emulator_wait(emulator);
}

int main(int argc, char **argv)
{
    Emulator emulator;
    if (argc < 3)
        return 2;
    uint32_t state = (uint32_t)strtoul(argv[2], NULL, 10) * 2654435761u + 1;
    static char term[] = "TERM=xterm-256color", locale[] = "LANG=C.UTF-8";
    static char *environment[] = {term, locale, NULL};
    argv[2] = argv[1];
    signal(SIGPIPE, SIG_IGN);
    emulator_start(&emulator, argv + 2, environment, 80, 24);
    bool alive = emulator_await(&emulator);
    for (int i = 1; i <= PRESSES && alive; i++) {
        emulator_send(&emulator, bytes_of_text(keys[between(&state, 0, (int)COUNT_OF(keys) - 1)]));
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
    return in_order && usable ? 0 : 1;
}
