/*
 * The words of the trade (glossary.def): what each means, and where a text mentions it.
 *
 * Texts carry no marks for them: whoever shows a text looks in it for words of the glossary. So a sentence stays whole
 * in its list, in any language, and what is true of one text is true of all: fields, facts, events, lessons. A word of
 * the list whose first letter is small is also found with a capital, as at the beginning of a sentence; all else is
 * found as it is written. The longest word wins ("pre-master secret" is no mention of "secret"), and what is a part of
 * a name
 * ("client_random", "server.certificate.0") is no mention.
 */
#ifndef TLSTEPS_BASE_GLOSSARY_H
#define TLSTEPS_BASE_GLOSSARY_H

#include "base/bytes.h"

enum {
#define TERM(word, forms, entry, source) +1
#define WORD(word, forms, entry, source) +1
    GLOSSARY_COUNT =
#include "base/glossary.def"
#undef TERM
#undef WORD
};

enum { TERM_FORMS_MOST = 8 };

typedef struct Term {
    const char *word;
    const char *forms[TERM_FORMS_MOST]; /* others in which texts have it; NULL behind the last */
    const char *entry;                  /* one to three sentences */
    const char *source;                 /* "RFC 5246 §5"; "" where no document defines it */
    bool everywhere;                    /* stands on nearly every page, so that texts do not mark it */
} Term;

/* In the order of the alphabet; NULL out of range. */
const Term *term_at(int index);
/* By its word or one of its forms, in capitals or not; -1 for another word. */
int term_find(const char *word);

/* Where a text mentions a term. */
typedef struct Mention {
    int term; /* its index */
    size_t at, size;
} Mention;

/* The first mention that begins at `from` or behind it; false where there is none. */
bool term_next(const char *text, size_t from, Mention *out);

/* Terms, by their index. */
typedef struct TermSet {
    bool has[GLOSSARY_COUNT];
} TermSet;

#endif
