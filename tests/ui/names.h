/* Names of keys and signals, as scripts use them. */
#ifndef TLSTEPS_TESTS_UI_NAMES_H
#define TLSTEPS_TESTS_UI_NAMES_H

#include "base/bytes.h"

/* What a terminal sends for a key (xterm, keypad keys in application mode): "space", "Up", "^C"; of any other name its
   characters. */
Bytes key_named(const char *name);
/* The number of a signal, without SIG: "TERM"; 0 for none. */
int signal_named(const char *name);

#endif
