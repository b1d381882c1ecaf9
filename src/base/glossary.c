#include "base/glossary.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

static const Term terms[] = {
#define FORMS(...)                                                                                                     \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define NO_FORMS                                                                                                       \
    {                                                                                                                  \
        NULL                                                                                                           \
    }
#define TERM(word, forms, entry, source) {word, forms, entry, source, false},
#define WORD(word, forms, entry, source) {word, forms, entry, source, true},
#include "base/glossary.def"
#undef TERM
#undef WORD
#undef NO_FORMS
#undef FORMS
};

const Term *term_at(int index)
{
    return index >= 0 && index < GLOSSARY_COUNT ? &terms[index] : NULL;
}

/* The word itself, then its forms; NULL behind the last. */
static const char *form_at(const Term *term, int index)
{
    return index == 0 ? term->word : index <= TERM_FORMS_MOST ? term->forms[index - 1] : NULL;
}

int term_find(const char *word)
{
    const char *form;
    for (int i = 0; i < GLOSSARY_COUNT; i++)
        for (int k = 0; (form = form_at(&terms[i], k)); k++)
            if (text_equal_ignoring_case(form, word))
                return i;
    return -1;
}

static bool is_letter(char character)
{
    return isalnum((unsigned char)character) || character == '_';
}

static bool begins_word(const char *text, size_t at)
{
    return at == 0 || !(is_letter(text[at - 1]) || text[at - 1] == '.');
}

static bool ends_word(const char *end)
{
    return !is_letter(*end) && !(*end == '.' && is_letter(end[1]));
}

/* Size of the form where the text begins with it, as a word; 0 where it does not. */
static size_t match(const char *text, const char *form)
{
    bool same = text[0] == form[0] || (islower((unsigned char)form[0]) && text[0] == toupper((unsigned char)form[0]));
    if (!same)
        return 0;
    size_t size = strlen(form);
    return strncmp(text + 1, form + 1, size - 1) == 0 && ends_word(text + size) ? size : 0;
}

/* The longest term that the text begins with; its size is 0 where there is none. */
static Mention longest(const char *text)
{
    Mention best = {0};
    const char *form;
    for (int i = 0; i < GLOSSARY_COUNT; i++)
        for (int k = 0; (form = form_at(&terms[i], k)); k++) {
            size_t size = match(text, form);
            if (size > best.size)
                best = (Mention){.term = i, .size = size};
        }
    return best;
}

bool term_next(const char *text, size_t from, Mention *out)
{
    for (size_t at = from; text[at]; at++) {
        if (!begins_word(text, at) || !is_letter(text[at]))
            continue;
        *out = longest(text + at);
        out->at = at;
        if (out->size)
            return true;
    }
    return false;
}
