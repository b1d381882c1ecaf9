/* Topics of the finite field: dh, logarithm. */
#include "base/text.h"
#include "commands/topics/topic.h"
#include "explain/curves/dh.h"
#include "explain/numbers/logarithm.h"
#include "math/dh.h"
#include "sim/diagnostic/nearest.h"

typedef struct Field {
    mpz_t p, g;
} Field;

static void field_init(Field *field)
{
    mpz_inits(field->p, field->g, NULL);
}

static void field_clear(Field *field)
{
    mpz_clears(field->p, field->g, NULL);
}

/* 1 < g < p of a prime p, else nothing could be shared. */
static bool check_field(const Field *field, Diagnostic *diagnostic)
{
    if (!topic_check_prime("p", field->p, diagnostic))
        return false;
    if (mpz_cmp_ui(field->g, 2) >= 0 && mpz_cmp(field->g, field->p) < 0)
        return true;
    Arena arena = {0};
    diagnostic_set(diagnostic, "--g: %s is not accepted: a number from 2 up to p - 1 = %s - 1 is",
                   topic_show(&arena, field->g), topic_show(&arena, field->p));
    arena_clear(&arena);
    return false;
}

static bool take_field(Field *out, const TopicInput *input, Diagnostic *diagnostic)
{
    return topic_number(out->p, input, "p", diagnostic) && topic_number(out->g, input, "g", diagnostic) &&
           check_field(out, diagnostic);
}

static const char *group_name_at(int index)
{
    const DhGroup *group = dh_group_at(index);
    return group ? group->name : NULL;
}

static bool take_group(Field *out, const TopicInput *input, Diagnostic *diagnostic)
{
    const char *name = topic_text(input, "group");
    const DhGroup *group = dh_group_find(name);
    if (topic_is_given(input, "p") || topic_is_given(input, "g"))
        return diagnostic_set(diagnostic, "--group: not together with --p and --g, which it says");
    if (group) {
        mpz_set(out->p, group->p);
        mpz_set(out->g, group->g);
        return true;
    }
    Buffer names = BUFFER_EMPTY;
    nearest_append_names(&names, group_name_at);
    text_finish(&names);
    diagnostic_set(diagnostic, "--group: '%s' is not accepted: one of %s is", name, (const char *)names.data);
    buffer_clear(&names);
    return false;
}

static bool work_dh(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Field field;
    mpz_t a, b;
    field_init(&field);
    mpz_inits(a, b, NULL);
    bool good = (topic_text(input, "group") ? take_group : take_field)(&field, input, diagnostic) &&
                topic_number_from(a, input, "a", 1, diagnostic) && topic_number_from(b, input, "b", 1, diagnostic);
    if (good)
        workings_add(out, explain_dh(field.p, field.g, a, b));
    mpz_clears(a, b, NULL);
    field_clear(&field);
    return good;
}

const Topic topic_dh = {
    .name = "dh",
    .summary = "Diffie-Hellman: both public values and the secret that both sides come to",
    .options =
        (const TopicOption[]){
            {"p", "NUMBER", "23", "the modulus, a prime"},
            {"g", "NUMBER", "5", "the generator, from 2 up to p - 1"},
            {"group", "GROUP", NULL, "instead of --p and --g: toy-dh-23, ffdhe2048, modp2048, …"},
            {"a", "NUMBER", "6", "what the client keeps to itself, 1 or more"},
            {"b", "NUMBER", "15", "what the server keeps to itself, 1 or more"},
            {.name = NULL},
        },
    .work = work_dh,
};

/* More than can be waited for. */
static bool refuse_search(const TopicInput *input, const Field *field, Diagnostic *diagnostic)
{
    return diagnostic_set(diagnostic,
                          "--public: not found by %s tries; p has %zu bits, up to 40 are accepted for baby "
                          "steps and giant steps, and --tries for more of the first",
                          topic_text(input, "tries"), mpz_sizeinbase(field->p, 2));
}

static bool refuse_logarithm(const TopicInput *input, const Field *field, Diagnostic *diagnostic)
{
    Arena arena = {0};
    diagnostic_set(diagnostic, "--public: %s is no power of g = %s modulo p = %s: there is no such x",
                   topic_text(input, "public"), topic_show(&arena, field->g), topic_show(&arena, field->p));
    arena_clear(&arena);
    return false;
}

static bool add_logarithms(const TopicInput *input, const Field *field, const mpz_t y, size_t tries, Workings *out,
                           Diagnostic *diagnostic)
{
    enum { STEPS_BITS_MAX = 40 };
    bool is_long = mpz_sizeinbase(field->p, 2) > STEPS_BITS_MAX;
    Worked *by_steps = is_long ? NULL : explain_logarithm_by_steps(field->p, field->g, y);
    if (!is_long && !by_steps)
        return refuse_logarithm(input, field, diagnostic);
    Worked *by_trying = explain_logarithm(field->p, field->g, y, tries);
    if (by_trying)
        workings_add(out, by_trying);
    if (by_steps)
        workings_add(out, by_steps);
    return out->count > 0 || refuse_search(input, field, diagnostic);
}

static bool work_logarithm(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    enum { TRIES_MAX = 1 << 24 };
    Field field;
    mpz_t y, tries;
    field_init(&field);
    mpz_inits(y, tries, NULL);
    bool good = take_field(&field, input, diagnostic) && topic_number_from(y, input, "public", 0, diagnostic) &&
                topic_number_from(tries, input, "tries", 1, diagnostic);
    if (good && mpz_cmp_ui(tries, TRIES_MAX) > 0)
        good = diagnostic_set(diagnostic, "--tries: %s is too many; at most %d are accepted",
                              topic_text(input, "tries"), TRIES_MAX);
    good = good && add_logarithms(input, &field, y, mpz_get_ui(tries), out, diagnostic);
    mpz_clears(y, tries, NULL);
    field_clear(&field);
    return good;
}

const Topic topic_logarithm = {
    .name = "logarithm",
    .summary = "the secret behind a public value, found by trying and by baby steps and giant steps",
    .details = "What an eavesdropper can do where the numbers are small: the rows count the work.",
    .options =
        (const TopicOption[]){
            {"p", "NUMBER", "23", "the modulus, a prime"},
            {"g", "NUMBER", "5", "the generator, from 2 up to p - 1"},
            {"public", "NUMBER", "19", "the public value, g^x mod p"},
            {"tries", "NUMBER", "1000000", "how many x are tried at most"},
            {.name = NULL},
        },
    .work = work_logarithm,
};
