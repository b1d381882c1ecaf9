/*
 * A worked example of few rows, all written down when it is begun. For this room alone.
 *
 * What the rows start from is given by name; then every row is added as an equation whose operands are looked up, by
 * the names that its formula speaks of, among what was given and what earlier rows gave. Of two values of one name the
 * later counts.
 */
#ifndef TLSTEPS_EXPLAIN_LIST_H
#define TLSTEPS_EXPLAIN_LIST_H

#include "explain/language/worked.h"

typedef struct List List;

/* The title is copied, as is everything that the list is given. */
WARN_UNUSED List *list_new(const char *title);
/* The worked example; the list is its own from here on. */
WARN_UNUSED Worked *list_finish(List *list);

/* What the rows start from. */
void list_given(List *list, const Operand *operand);
void list_given_number(List *list, const char *name, const mpz_t value);
void list_given_count(List *list, const char *name, size_t value);
void list_given_bytes(List *list, const char *name, Bytes value);

/* One more row: its result's name, its formula, whose value is computed, and the note (as by printf). */
void list_row(List *list, const char *name, const char *formula, const char *note, ...) PRINTF_LIKE(4, 5);
/* What the rows so far can speak of under a name, NULL for nothing; valid until one more is added. */
const Operand *list_find(const List *list, const char *name);
/* The row added last; NULL where there is none. Valid as above. */
const Row *list_last(const List *list);
/* Appends to its note. */
void list_note(List *list, const char *text);
/* What the row added last opens to. */
void list_opens(List *list, RowOpener *opener);

#endif
