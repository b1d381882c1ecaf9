/*
 * A program on a terminal: a pseudo-terminal whose other end is libvterm, so that a real terminal emulator decides what
 * the screen shows. Nothing sleeps: a screen is settled when the program has read all its input and waits for more.
 */
#ifndef TLSTEPS_TESTS_UI_EMULATOR_H
#define TLSTEPS_TESTS_UI_EMULATOR_H

#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "base/bytes.h"

typedef struct Emulator {
    int master, slave; /* the slave is kept open, to look at the terminal's settings when the program is gone */
    pid_t pid;         /* 0: nothing has been started */
    bool ended;        /* then `status` is what waitpid said */
    int status;
    struct termios before; /* settings that the program found */
    VTerm *terminal;
    VTermScreen *screen;
    bool alternate; /* the second screen is shown */
    bool mouse;     /* its clicks are sent to the program */
    Buffer output;  /* everything that the program has written */
} Emulator;

/* Starts a program (argv[0] is its path) with this environment. */
void emulator_start(Emulator *emulator, char *const *argv, char *const *environment, int columns, int rows);
/* Ends what still runs and gives everything back. */
void emulator_clear(Emulator *emulator);

void emulator_send(Emulator *emulator, Bytes bytes);
/* Presses a button of the mouse and lets it go, as the terminal tells it where it is asked to: 1 is the left one, 4 and
   5 are the wheel's way up and down. What a click does may be nothing: so that there is an answer to wait for, it is
   followed by ^L, which draws the screen again. */
void emulator_click(Emulator *emulator, int button, int column, int row);
void emulator_resize(Emulator *emulator, int columns, int rows);

/* These wait half a minute at the most, and are false where what they wait for has not come by then. */
/* Waits until the program has written something, as it does on each key and resize, and then settles. */
WARN_UNUSED bool emulator_await(Emulator *emulator);
/* Waits until the program has read everything and waits for more, or has ended. */
WARN_UNUSED bool emulator_settle(Emulator *emulator);
/* Waits until it has ended. */
WARN_UNUSED bool emulator_wait(Emulator *emulator);

/* The settings are as they were, the first screen is back, its cursor can be seen, and the mouse is the terminal's. */
bool emulator_is_usable(const Emulator *emulator);

#endif
