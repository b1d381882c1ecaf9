/* The name that somebody probably meant. */
#ifndef TLSTEPS_SIM_NEAREST_H
#define TLSTEPS_SIM_NEAREST_H

#include "base/bytes.h"

/* Name number `index` of a list, or NULL past its end. */
typedef const char *NameAt(int index);

/* A search among names that are looked at one by one; begins as {.wanted = …}. */
typedef struct Nearest {
    const char *wanted;
    const char *name;  /* the one with the fewest letters to change, add or drop, ASCII case ignored; NULL where none is
                          near enough (more than a third of its letters are wrong) to be what was meant */
    unsigned distance; /* how many letters that are */
} Nearest;
/* Looks at a name; whether it is the nearest so far. */
bool nearest_consider(Nearest *nearest, const char *name);

/* The nearest name of a list; NULL where none is near enough. */
const char *nearest_name(const char *wanted, NameAt *at);

/* Appends all names of the list, ", " between them. */
void nearest_append_names(Buffer *out, NameAt *at);

#endif
