/* The name that somebody probably meant. */
#ifndef TLSTEPS_SIM_NEAREST_H
#define TLSTEPS_SIM_NEAREST_H

#include "base/bytes.h"

/* Name number `index` of a list, or NULL past its end. */
typedef const char *NameAt(int index);

/* A search among names that are looked at one by one; begins as {.wanted = …}. A name that begins with what is wanted
   comes before every other, as somebody who stopped in the middle has written nothing wrong. ASCII case is ignored. */
typedef struct Nearest {
    const char *wanted;
    const char *name;  /* the one with the fewest letters to change, add or drop; NULL where none is near enough to be
                          what was meant: more than a third of its letters are wrong, or where it begins so more than
                          half are missing (many names begin alike) */
    unsigned distance; /* how many letters that are */
    bool begins;       /* the name begins with what is wanted */
} Nearest;
/* Looks at a name; whether it is the nearest so far. */
bool nearest_consider(Nearest *nearest, const char *name);

/* The nearest name of a list; NULL where none is near enough. */
const char *nearest_name(const char *wanted, NameAt *at);

/* Appends all names of the list, ", " between them. */
void nearest_append_names(Buffer *out, NameAt *at);

#endif
