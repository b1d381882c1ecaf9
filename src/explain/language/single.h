/* A worked example of a single row, for what is done in one step: bytes joined, cut, hashed. */
#ifndef TLSTEPS_EXPLAIN_SINGLE_H
#define TLSTEPS_EXPLAIN_SINGLE_H

#include "explain/language/worked.h"

/* `formula`, in the row language, over the operands, which are all that it names; what it comes to is called `name`. */
WARN_UNUSED Worked *explain_single(const char *title, const char *name, const char *formula, const char *note,
                                   const Operand *operands, int count);

#endif
