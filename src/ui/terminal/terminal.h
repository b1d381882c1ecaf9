/*
 * The terminal: entering and leaving screen mode. However the program ends (a key, Ctrl-C, SIGTERM, a crash), the
 * terminal is usable afterwards.
 */
#ifndef TLSTEPS_UI_TERMINAL_H
#define TLSTEPS_UI_TERMINAL_H

#include <stdbool.h>

#include "base/bytes.h"
#include "ui/terminal/theme.h"

enum { TERMINAL_WIDTH_LEAST = 80, TERMINAL_HEIGHT_LEAST = 20 };

typedef struct TerminalOptions {
    ThemeId theme;
    bool mouse;
    bool ascii;      /* no box glyphs and arrows; also where the locale is not UTF-8 */
    bool presenter;  /* players begin with a presentation */
    bool every_step; /* has a slide in it */
    int pause;       /* seconds after which they go on by themselves; 0: they do not */
} TerminalOptions;

/* With the mouse. Monochrome where NO_COLOR is set; light where the terminal says in COLORFGBG that its background is;
 * dark otherwise.
 */
void terminal_options_default(TerminalOptions *options);

/* Takes the user's locale: one that is not UTF-8 has ASCII only. terminal_start does so too. */
void terminal_set_locale(TerminalOptions *options);
/* Whether this kind of terminal, TERM, can place its cursor. */
bool terminal_is_known(void);

/* Enters screen mode. False, with a sentence on standard error, where standard input or output is no terminal or its
   TERM is unknown. */
WARN_UNUSED bool terminal_start(TerminalOptions *options);
void terminal_stop(void);

/* Waits for a key: *is_code as action_of_key has it. False where the program has to end: a signal, or the terminal is
   gone. A resize comes as KEY_RESIZE. */
WARN_UNUSED bool terminal_read_key(unsigned *key, int *is_code);

typedef struct Mouse {
    enum { MOUSE_CLICK, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN } act;
    int row, column;
} Mouse;

/* What the mouse did, where the key that was read last is KEY_MOUSE. False for what nobody here wants to know. */
WARN_UNUSED bool terminal_read_mouse(Mouse *out);

/* Also waits for this descriptor (-1: for none any more): terminal_read_key then returns with the code TERMINAL_EVENT
   where it can be read. */
enum { TERMINAL_EVENT = 0x100000 /* beyond curses' own codes */, TERMINAL_TICK };
void terminal_watch(int descriptor);
/* Waits no longer than so many milliseconds (0: as long as it takes): terminal_read_key then returns with the code
   TERMINAL_TICK. */
void terminal_set_tick(int milliseconds);

/* Gives a text to the terminal's clipboard (clipboard.h). */
void terminal_copy(Bytes text);
/* Leaves screen mode, writes the text on the bare terminal, and comes back at a key. False where the program
   has to end. */
WARN_UNUSED bool terminal_show(Bytes text);

/* The signal that asked the program to end, or 0. */
int terminal_signal(void);

#endif
