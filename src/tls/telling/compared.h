/*
 * What a check compared: two sides, for whoever reads of it. There is no comparison without both. Where no one value is
 * expected the side says in words what would do; where nothing came, it says so.
 */
#ifndef TLSTEPS_TLS_COMPARED_H
#define TLSTEPS_TLS_COMPARED_H

#include "base/event.h"

/* Appends what bytes mean: the names of a list of codes, say (wire/naming.h). */
typedef void AppendMeaning(Buffer *out, Bytes bytes);

typedef struct ComparedSide {
    ValueKind kind;
    Bytes value;
    const char *lead;       /* stands in front of the meaning, or NULL */
    AppendMeaning *meaning; /* NULL: the value stands for itself */
    bool is_code;           /* the value is `code`, a number of two bytes */
    uint16_t code;
} ComparedSide;

/* A value; borrowed until the check is told, as are all of these. */
ComparedSide side_bytes(Bytes value);
ComparedSide side_number(Bytes value);
/* Text as it came. An empty one is told as "nothing". */
ComparedSide side_words(Bytes text);
/* In words; NULL stands for nothing. */
ComparedSide side_text(const char *text);
/* What bytes mean, behind `lead`: "one of: ", say. */
ComparedSide side_meaning(const char *lead, AppendMeaning *meaning, Bytes value);
/* The name of a number of a registry. */
ComparedSide side_code(AppendMeaning *names, uint16_t code);

typedef struct Compared {
    ComparedSide expected, found;
    int index; /* which certificate of a chain it is about, or -1 */
} Compared;
Compared compared_sides(ComparedSide expected, ComparedSide found);

Compared compared_bytes(Bytes expected, Bytes found);
Compared compared_words(Bytes expected, Bytes found);
/* `expected` is not NULL. */
Compared compared_text(const char *expected, const char *found);
Compared compared_codes(AppendMeaning *names, uint16_t expected, uint16_t found);
/* Whether something should be so, and is. */
Compared compared_flags(bool expected, bool found);
const char *compared_flag_word(bool flag);

/* Kind and sides of a check: both are values of one kind, or both are text, which is never empty. The buffers hold what
   had to be written for that. */
void compared_write(const Compared *compared, Check *check, Buffer *expected, Buffer *found);

#endif
