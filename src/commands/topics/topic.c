#include "commands/topics/topic.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "math/modular.h"
#include "math/primality.h"
#include "report/write/rows.h"
#include "sim/diagnostic/nearest.h"

static const Topic *const topics[] = {
#define TOPIC(name) &topic_##name,
#include "commands/topics/topics.def"
#undef TOPIC
};

const Topic *topic_at(int index)
{
    return index >= 0 && index < (int)COUNT_OF(topics) ? topics[index] : NULL;
}

static const char *topic_name_at(int index)
{
    const Topic *topic = topic_at(index);
    return topic ? topic->name : NULL;
}

const Topic *topic_find(const char *name, Diagnostic *diagnostic)
{
    for (size_t i = 0; i < COUNT_OF(topics); i++)
        if (strcmp(topics[i]->name, name) == 0)
            return topics[i];
    Buffer names = BUFFER_EMPTY;
    const char *near = nearest_name(name, topic_name_at);
    nearest_append_names(&names, topic_name_at);
    diagnostic_set(diagnostic, "%s: no such topic%s%s%s; accepted: %s", name, near ? "; did you mean " : "",
                   near ? near : "", near ? "?" : "", text_finish(&names));
    buffer_clear(&names);
    return NULL;
}

/* Whether one of the first topics has an option of this name. */
static bool is_known_before(const char *name, int topic_count)
{
    for (int i = 0; i < topic_count; i++)
        for (const TopicOption *option = topics[i]->options; option->name; option++)
            if (strcmp(option->name, name) == 0)
                return true;
    return false;
}

const TopicOption *topic_option_at(int index)
{
    for (int i = 0; i < (int)COUNT_OF(topics); i++)
        for (const TopicOption *option = topics[i]->options; option->name; option++)
            if (!is_known_before(option->name, i) && index-- == 0)
                return option;
    return NULL;
}

void workings_add(Workings *workings, Worked *worked)
{
    assert(worked && workings->count < WORKINGS_MAX);
    workings->all[workings->count++] = worked;
}

void workings_clear(Workings *workings)
{
    for (int i = 0; i < workings->count; i++)
        worked_free(workings->all[i]);
    workings->count = 0;
}

/* The option's place in its topic's table. */
static int place_of(const TopicInput *input, const char *option)
{
    int place = 0;
    while (strcmp(input->topic->options[place].name, option) != 0)
        place++;
    return place;
}

bool topic_take_next(TopicInput *input, const char *value)
{
    int place = 0;
    while (input->given[place] && input->topic->options[place].name)
        place++;
    if (!input->topic->options[place].name)
        return false;
    input->given[place] = value;
    return true;
}

bool topic_is_given(const TopicInput *input, const char *option)
{
    return input->given[place_of(input, option)] != NULL;
}

const char *topic_text(const TopicInput *input, const char *option)
{
    int place = place_of(input, option);
    return input->given[place] ? input->given[place] : input->topic->options[place].preset;
}

bool topic_parse_number(mpz_t out, const char *option, const char *text, Diagnostic *diagnostic)
{
    enum { CHARACTERS_MAX = 5000 }; /* a decimal number of 16,384 bits has 4933 */
    const char *digits = *text == '-' ? text + 1 : text;
    bool hex = strncmp(digits, "0x", 2) == 0;
    digits += hex ? 2 : 0;
    if (strlen(digits) > CHARACTERS_MAX)
        return diagnostic_set(diagnostic, "--%s: a number of more than %d bits; at most so many are accepted", option,
                              TOPIC_BITS_MAX);
    if (!*digits || digits[strspn(digits, hex ? "0123456789abcdefABCDEF" : "0123456789")])
        return diagnostic_set(diagnostic,
                              "--%s: '%s' is no number: decimal digits, or 0x and hexadecimal ones, are "
                              "accepted",
                              option, text);
    mpz_set_str(out, digits, hex ? 16 : 10);
    if (mpz_sizeinbase(out, 2) > TOPIC_BITS_MAX)
        return diagnostic_set(diagnostic, "--%s: a number of %zu bits; at most %d are accepted", option,
                              mpz_sizeinbase(out, 2), TOPIC_BITS_MAX);
    if (*text == '-')
        mpz_neg(out, out);
    return true;
}

bool topic_number(mpz_t out, const TopicInput *input, const char *option, Diagnostic *diagnostic)
{
    return topic_parse_number(out, option, topic_text(input, option), diagnostic);
}

bool topic_number_from(mpz_t out, const TopicInput *input, const char *option, long least, Diagnostic *diagnostic)
{
    if (!topic_number(out, input, option, diagnostic))
        return false;
    return mpz_cmp_si(out, least) >= 0 ||
           diagnostic_set(diagnostic, "--%s: %s is too small: a number from %ld on is accepted", option,
                          topic_text(input, option), least);
}

bool topic_bytes(Buffer *out, const TopicInput *input, const char *option, Diagnostic *diagnostic)
{
    const char *text = topic_text(input, option);
    if (strncmp(text, "0x", 2) != 0) {
        text_append(out, text);
        return true;
    }
    return text_decode_hex(out, text + 2) ||
           diagnostic_set(diagnostic, "--%s: '%s': behind 0x an even number of hexadecimal digits is accepted", option,
                          text);
}

bool topic_choice(int *out, const TopicInput *input, const char *option, Diagnostic *diagnostic)
{
    const char *choices = input->topic->options[place_of(input, option)].argument;
    return option_parse_choice(out, option, choices, topic_text(input, option), diagnostic);
}

const char *topic_show(Arena *arena, const mpz_t number)
{
    Buffer text = BUFFER_EMPTY;
    Operand operand = operand_number(arena, "", number);
    rows_append_value(&text, &operand, false);
    const char *copy = arena_copy_text(arena, text_finish(&text));
    buffer_clear(&text);
    return copy;
}

/* 2^(number - 1), which is 1 modulo a prime (Fermat). */
static void fermat_power(mpz_t out, const mpz_t number)
{
    mpz_t two, less;
    mpz_init_set_ui(two, 2);
    mpz_init(less);
    mpz_sub_ui(less, number, 1);
    modular_power(out, two, less, number);
    mpz_clear(less);
    mpz_clear(two);
}

static void refuse_composite(const char *option, const mpz_t number, Diagnostic *diagnostic)
{
    Arena arena = {0};
    mpz_t found;
    mpz_init(found);
    const char *shown = topic_show(&arena, number);
    if (mpz_cmp_ui(number, 2) < 0) {
        diagnostic_set(diagnostic, "--%s: %s is not prime: a prime is 2 or more", option, shown);
    } else if (prime_find_factor(found, number)) {
        diagnostic_set(diagnostic, "--%s: %s is not prime: %s divides it", option, shown, topic_show(&arena, found));
    } else {
        fermat_power(found, number);
        bool tells = mpz_cmp_ui(found, 1) != 0;
        diagnostic_set(diagnostic, "--%s: %s is not prime: %s%s", option, shown,
                       tells ? "2 to the power of it less 1 is not 1 modulo it but " : "the Miller-Rabin test tells",
                       tells ? topic_show(&arena, found) : "");
    }
    mpz_clear(found);
    arena_clear(&arena);
}

bool topic_check_prime(const char *option, const mpz_t number, Diagnostic *diagnostic)
{
    if (mpz_sizeinbase(number, 2) > TOPIC_PRIME_BITS_MAX)
        return diagnostic_set(diagnostic, "--%s: a number of %zu bits; primes of at most %d are accepted", option,
                              mpz_sizeinbase(number, 2), TOPIC_PRIME_BITS_MAX);
    if (prime_check(number))
        return true;
    refuse_composite(option, number, diagnostic);
    return false;
}
