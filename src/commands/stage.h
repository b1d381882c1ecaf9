/* The screen as a command uses it: opened, played on, closed, and the status that follows from how it ended. */
#ifndef TLSTEPS_COMMANDS_STAGE_H
#define TLSTEPS_COMMANDS_STAGE_H

#include "commands/command.h"
#include "sim/simulation.h"
#include "ui/canvas.h"
#include "ui/linear.h"
#include "ui/screen.h"

/* For a table of Option. */
#define STAGE_OPTIONS                                                                                                  \
    {"theme", THEME_NAMES, "colours; where nothing is said, what NO_COLOR and COLORFGBG ask for, or dark"},            \
        {"ascii", NULL, "draw with ASCII characters only"},                                                            \
        {"no-mouse", NULL, "leave the mouse to the terminal, which selects text with it"},                             \
        {"presenter", NULL, "one thing at a time, in large, for a classroom"},                                         \
    {                                                                                                                  \
        "pause", "SECONDS", "go on by itself after so many seconds"                                                    \
    }

/* Of a command that can do without a screen; it takes this one itself. */
#define STAGE_OPTION_LINEAR                                                                                            \
    {                                                                                                                  \
        "linear", NULL, "plain lines, without screen control: for screen readers and pipes"                            \
    }

/* Takes one of these options; *known is false where it is none of them. */
WARN_UNUSED bool stage_take(TerminalOptions *options, bool *known, const char *name, const char *value,
                            Diagnostic *diagnostic);

/* False, after a line on standard error, where there is no terminal to play on. */
WARN_UNUSED bool stage_open(TerminalOptions options);
/* Whether it has to be plain lines: a terminal that cannot place its cursor, which standard error then says. */
bool stage_is_dumb(void);
/* Plain lines on standard output, from standard input: with questions where both are terminals; from a file or a pipe
   its lines are commands; without either everything is told. */
Linear stage_linear(TerminalOptions options);
/* Tells that a line of theirs was longer than any may be; returns the status for that. */
int stage_refuse_line(const Command *command);
/* Leaves screen mode. A signal that asked the program to end is obeyed here: the program dies of it, as its parent
   expects; otherwise the status. */
int stage_close(void);

#endif
