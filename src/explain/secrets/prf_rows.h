/* The PRF as a part of a longer computation, for this room alone. */
#ifndef TLSTEPS_EXPLAIN_PRF_ROWS_H
#define TLSTEPS_EXPLAIN_PRF_ROWS_H

#include "explain/language/list.h"
#include "explain/secrets/prf.h"

/* Adds its rows, of which the last is the result's. The size is above 0. */
void list_prf(List *list, const PrfCall *call);

#endif
