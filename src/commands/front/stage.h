/* The screen as a command uses it: opened, played on, closed, and the status that follows from how it ended. */
#ifndef TLSTEPS_COMMANDS_STAGE_H
#define TLSTEPS_COMMANDS_STAGE_H

#include "commands/front/command.h"
#include "sim/run/simulation.h"
#include "ui/front/linear.h"
#include "ui/front/screen.h"
#include "ui/player/presenter.h"
#include "ui/terminal/canvas.h"

/* Rows for a table of Option, of a struct whose `member` are TerminalOptions. */
#define OPTIONS_STAGE(Struct, member)                                                                                  \
    OPTION(Struct, member.theme, "theme", THEME_NAMES, OPTION_READER(Struct, member.theme, ThemeId, stage_take_theme), \
           "colours; where nothing is said, what NO_COLOR and COLORFGBG ask for, or dark"),                            \
        OPTION_FLAG(Struct, member.ascii, "ascii", "draw with ASCII characters only"),                                 \
        OPTION_FLAG_OFF(Struct, member.mouse, "no-mouse",                                                              \
                        "leave the mouse to the terminal, which selects text with it"),                                \
        OPTION_FLAG(Struct, member.presenter, "presenter", "slides for a classroom: a message at a time, in large"),   \
        OPTION_FLAG(Struct, member.every_step, "every-step", "with --presenter: a slide for each step"),               \
        OPTION_NUMBER(Struct, member.pause, "pause", "SECONDS", 1, PRESENTER_PAUSE_MOST,                               \
                      "go on by itself after so many seconds")
/* Of a command that can do without a screen, to a bool. */
#define OPTION_LINEAR(Struct, member)                                                                                  \
    OPTION_FLAG(Struct, member, "linear", "plain lines, without screen control: for screen readers and pipes")

OptionReader stage_take_theme;

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
