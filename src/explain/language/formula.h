/*
 * Formulas of the row language (worked.h): taken apart into words, for whoever shows them, and computed.
 *
 * So a row is written down as its formula, and what it comes to is what the formula says. Whoever checks rows from
 * outside has an evaluator of his own.
 */
#ifndef TLSTEPS_EXPLAIN_FORMULA_H
#define TLSTEPS_EXPLAIN_FORMULA_H

#include "explain/language/worked.h"

/* The word at the beginning of `text`: a name, a number, an operator or a function. */
typedef struct FormulaWord {
    enum { WORD_NAME, WORD_NUMBER, WORD_OPERATOR, WORD_FUNCTION } kind;
    size_t size;
} FormulaWord;
/* False where it begins with something else: a sign, a space, a quotation mark, the end. */
bool formula_word(const char *text, FormulaWord *out);
/* Where an operator that is a word stands in the formula that begins at a text, up to the bracket or comma that ends
   it, also inside its brackets or not; NULL where it does not. */
const char *formula_find(const char *formula, const char *operator, bool inside);

/*
 * The formula's value as an operand of that name; both live in `arena`. The formula is one of this program's own, and
 * all that it names is among the operands: anything else ends the program.
 */
Operand formula_compute(Arena *arena, const char *name, const char *formula, const Operand *operands, int count);

#endif
