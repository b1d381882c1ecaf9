/* The name that somebody probably meant. */
#ifndef TLSTEPS_SIM_NEAREST_H
#define TLSTEPS_SIM_NEAREST_H

#include "base/bytes.h"

/* Name number `index` of a list, or NULL past its end. */
typedef const char *NameAt(int index);

/* The name of the list with the fewest letters to change, add or drop, ASCII case ignored; NULL where none is near
   enough (more than a third of its letters are wrong) to be what was meant. */
const char *nearest_name(const char *wanted, NameAt *at);
/* The same among `count` names; -1 where none is near enough. */
int nearest_index(const char *wanted, const char *const *names, int count);

/* Appends all names of the list, ", " between them. */
void nearest_append_names(Buffer *out, NameAt *at);

#endif
