#include "base/flaw.h"

#include <string.h>

#include "base/text.h"

typedef struct Rule {
    Error error;
    const char *accepted, *found, *source;
} Rule;

static const Rule rules[] = {
    [RULE_NONE] = {ERROR_NONE, "", "", ""},
#define RULE(NAME, error, accepted, found, source) [RULE_##NAME] = {ERROR_##error, accepted, found, source},
#include "base/rules.def"
#undef RULE
};

Error rule_error(RuleId rule)
{
    return rules[rule].error;
}

/* A line or a value may be long, and nobody has to be able to read all of it to find it. A value is text already. */
static void append_words(Buffer *out, Bytes words, bool is_text)
{
    enum { MOST = 60 };
    bool fits = words.size <= MOST;
    Bytes shown = bytes_slice(words, 0, fits ? words.size : MOST);
    if (is_text)
        buffer_append(out, shown);
    else
        text_append_printable(out, shown);
    if (!fits)
        text_append(out, "...");
}

/* Appends what a placeholder stands for; `name` is what is between its braces. */
static void append_placeholder(Buffer *out, Bytes name, const Flaw *flaw, Bytes value)
{
    const struct {
        const char *name;
        uint64_t number;
    } numbers[] = {{"least", flaw->least}, {"most", flaw->most}, {"number", flaw->number}};
    const struct {
        const char *name;
        Bytes words;
        bool is_text;
    } words[] = {{"wanted", flaw->wanted, false}, {"seen", flaw->seen, false}, {"value", value, true}};
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        if (bytes_equal(name, bytes_of_text(numbers[i].name)))
            text_append_decimal(out, numbers[i].number);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (bytes_equal(name, bytes_of_text(words[i].name)))
            append_words(out, words[i].words, words[i].is_text);
}

static void append_filled(Buffer *out, const char *text, const Flaw *flaw, Bytes value)
{
    while (*text) {
        size_t plain = strcspn(text, "{");
        buffer_append(out, bytes_of(text, plain));
        text += plain;
        if (*text) {
            size_t size = strcspn(++text, "}");
            append_placeholder(out, bytes_of(text, size), flaw, value);
            text += size + 1;
        }
    }
}

void flaw_append_accepted(Buffer *out, const Flaw *flaw, Bytes value)
{
    append_filled(out, rules[flaw->rule].accepted, flaw, value);
    text_append(out, " (");
    text_append(out, rules[flaw->rule].source);
    text_append(out, ")");
}

void flaw_append_found(Buffer *out, const Flaw *flaw, Bytes value)
{
    append_filled(out, rules[flaw->rule].found, flaw, value);
}
