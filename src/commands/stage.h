/* The screen as a command uses it: opened, played on, closed, and the status that follows from how it ended. */
#ifndef TLSTEPS_COMMANDS_STAGE_H
#define TLSTEPS_COMMANDS_STAGE_H

#include "commands/command.h"
#include "sim/simulation.h"
#include "ui/canvas.h"
#include "ui/screen.h"

/* For a table of Option. */
#define STAGE_OPTIONS                                                                                                  \
    {"theme", THEME_NAMES, "colours; monochrome where NO_COLOR is set and nothing is said, dark otherwise"},           \
        {"ascii", NULL, "draw with ASCII characters only"},                                                            \
    {                                                                                                                  \
        "no-mouse", NULL, "leave the mouse to the terminal, which selects text with it"                                \
    }

/* Takes one of these options; *known is false where it is none of them. */
WARN_UNUSED bool stage_take(TerminalOptions *options, bool *known, const char *name, const char *value,
                            Diagnostic *diagnostic);

/* False, after a line on standard error, where there is no terminal to play on. */
WARN_UNUSED bool stage_open(TerminalOptions options);
/* Leaves screen mode. A signal that asked the program to end is obeyed here: the program dies of it, as its parent
   expects; otherwise the status. */
int stage_close(void);

#endif
