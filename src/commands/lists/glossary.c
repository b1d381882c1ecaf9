/* The list of words: what each means, in plain language. */
#include "base/glossary.h"
#include "commands/lists/lists.h"

static json_t *new_forms(const Term *term)
{
    json_t *array = json_array();
    for (int i = 0; i < TERM_FORMS_MOST && term->forms[i]; i++)
        json_array_append_new(array, json_string(term->forms[i]));
    return array;
}

json_t *list_make_glossary(Diagnostic *diagnostic)
{
    (void)diagnostic;
    json_t *array = json_array();
    const Term *term;
    for (int i = 0; (term = term_at(i)); i++)
        json_array_append_new(array, json_pack("{ss so ss ss? sb}", "name", term->word, "forms", new_forms(term),
                                               "meaning", term->entry, "source", *term->source ? term->source : NULL,
                                               "marked", (int)!term->everywhere));
    return array;
}
