/* "Did you mean …": the known word that a mistyped one is nearest to. */
#ifndef TLSTEPS_COMMANDS_NEAREST_H
#define TLSTEPS_COMMANDS_NEAREST_H

#include <stddef.h>

/* Starts with the mistyped word and best NULL. */
typedef struct Nearest {
    const char *word;
    const char *best; /* NULL where none is near enough: more than a third of the letters would change */
    size_t distance;
} Nearest;

void nearest_init(Nearest *nearest, const char *word);
void nearest_offer(Nearest *nearest, const char *candidate);

#endif
