/* A line that is being typed: in the status line, or in a field of a panel. */
#ifndef TLSTEPS_UI_TYPING_H
#define TLSTEPS_UI_TYPING_H

#include "ui/terminal/actions.h"

typedef struct Typing {
    char text[256]; /* UTF-8 */
} Typing;

typedef enum TypingState {
    TYPING_GOES_ON,
    TYPING_DONE,      /* Enter */
    TYPING_CANCELLED, /* Escape */
} TypingState;

/* Takes a key: a character at the end, Backspace, ^U (all away), Enter or Escape. What does not fit is dropped, as is a
   character that a terminal may obey. */
TypingState typing_key(Typing *typing, const Key *key);

#endif
