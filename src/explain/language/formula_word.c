#include <string.h>

#include "explain/language/formula.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What goes on inside a word: a dot or dash does before a letter or digit. */
static bool goes_on(const char *text)
{
    bool joins = (*text == '.' || *text == '-') && (is_letter(text[1]) || is_digit(text[1]));
    return is_letter(*text) || is_digit(*text) || *text == '_' || joins;
}

bool formula_word(const char *text, FormulaWord *out)
{
    if (!is_letter(*text) && !is_digit(*text))
        return false;
    *out = (FormulaWord){.kind = is_digit(*text) ? WORD_NUMBER : WORD_NAME};
    /* A number has no dots: 0..5 are two. */
    while (out->kind == WORD_NUMBER ? is_digit(text[out->size]) || is_letter(text[out->size])
                                    : goes_on(text + out->size))
        out->size++;
    bool is_operator = out->size == 3 && (strncmp(text, "mod", 3) == 0 || strncmp(text, "div", 3) == 0);
    if (is_operator)
        out->kind = WORD_OPERATOR;
    else if (out->kind == WORD_NAME && text[out->size] == '(')
        out->kind = WORD_FUNCTION;
    return true;
}

const char *formula_find(const char *formula, const char *operator, bool inside)
{
    int depth = 0;
    for (const char *at = formula; *at && depth >= 0; at++) {
        FormulaWord word;
        if (*at == '"') {
            at = strchr(at + 1, '"');
        } else if (formula_word(at, &word)) {
            if ((inside || depth == 0) && word.kind == WORD_OPERATOR && strncmp(at, operator, word.size) == 0)
                return at;
            at += word.size - 1;
        } else if (*at == '(' || *at == '[') {
            depth++;
        } else if (*at == ')' || *at == ']' || (*at == ',' && depth == 0)) {
            depth--;
        }
    }
    return NULL;
}
