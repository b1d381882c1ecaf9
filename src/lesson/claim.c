#include "lesson/claim.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lesson/fill.h"
#include "lesson/names.h"
#include "sim/timeline/outcome.h"

/* Whether an operand is what its place in a claim wants; otherwise a diagnostic, without where the claim stands. */
typedef bool OperandCheck(const char *operand, Diagnostic *problem);
/* Whether a claim is true of a finished run. Otherwise `found` is what is so instead, or `problem` why nothing is. */
typedef bool ClaimTest(const Claim *claim, const Timeline *timeline, Buffer *found, Diagnostic *problem);

struct ClaimForm {
    const char *form;           /* "ACTOR knows FACT" */
    const char *word;           /* between the operands; at the beginning where there is no left one */
    OperandCheck *left, *right; /* left NULL: there is none */
    ClaimTest *holds;
};

/* Whether the actor on the left knows the fact on the right. */
static bool is_known(const Claim *claim, const Timeline *timeline, Buffer *found)
{
    Actor actor;
    bool known = names_actor(claim->left, &actor) && timeline_known(timeline, actor, claim->right, 0) != NULL;
    text_append(found, claim->left);
    text_append(found, known ? " knows it" : " does not know it");
    return known;
}

static bool knows_holds(const Claim *claim, const Timeline *timeline, Buffer *found, Diagnostic *problem)
{
    (void)problem;
    return is_known(claim, timeline, found);
}

static bool lacks_holds(const Claim *claim, const Timeline *timeline, Buffer *found, Diagnostic *problem)
{
    (void)problem;
    return !is_known(claim, timeline, found);
}

static bool equal_holds(const Claim *claim, const Timeline *timeline, Buffer *found, Diagnostic *problem)
{
    const TimelineFact *left = fill_lookup(timeline, claim->left, 0, problem);
    const TimelineFact *right = left ? fill_lookup(timeline, claim->right, 0, problem) : NULL;
    if (!right)
        return false;
    timeline_append_value(found, left->ref, left->value);
    text_append(found, " and ");
    timeline_append_value(found, right->ref, right->value);
    return bytes_equal(left->value, right->value);
}

static bool is_holds(const Claim *claim, const Timeline *timeline, Buffer *found, Diagnostic *problem)
{
    const TimelineFact *fact = fill_lookup(timeline, claim->left, 0, problem);
    if (!fact)
        return false;
    timeline_append_value(found, fact->ref, fact->value);
    return strcmp(text_finish(found), claim->right) == 0;
}

static bool has_bytes_holds(const Claim *claim, const Timeline *timeline, Buffer *found, Diagnostic *problem)
{
    const TimelineFact *fact = fill_lookup(timeline, claim->left, 0, problem);
    char *end;
    long wanted = strtol(claim->right, &end, 10);
    if (!fact)
        return false;
    text_append_decimal(found, fact->value.size);
    text_append(found, " bytes");
    return end != claim->right && (strcmp(end, " bytes") == 0 || strcmp(end, " byte") == 0) &&
           wanted == (long)fact->value.size;
}

static bool before_holds(const Claim *claim, const Timeline *timeline, Buffer *found, Diagnostic *problem)
{
    (void)problem;
    const Step *left = timeline_find_step(timeline, claim->left);
    const Step *right = timeline_find_step(timeline, claim->right);
    if (!left || !right) {
        const char *missing = left ? claim->right : claim->left;
        const char *near = names_nearest_step(timeline, missing);
        if (near)
            text_print(found, "%s never comes; did you mean %s?", missing, near);
        else
            text_print(found, "%s never comes", missing);
        return false;
    }
    text_print(found, "steps %d and %d", left->place, right->place);
    return left->number < right->number;
}

static bool no_step_holds(const Claim *claim, const Timeline *timeline, Buffer *found, Diagnostic *problem)
{
    (void)problem;
    text_append(found, "it comes");
    return timeline_find_step(timeline, claim->right) == NULL;
}

static bool outcome_holds(const Claim *claim, const Timeline *timeline, Buffer *found, Diagnostic *problem)
{
    (void)problem;
    const Outcome *outcome = timeline_outcome(timeline, timeline_connection_count(timeline));
    if (!outcome)
        return false;
    text_print(found, "client %s, server %s", ending_name(outcome->client), ending_name(outcome->server));
    if (strcmp(claim->right, "connected") == 0)
        return outcome_is_well(outcome);
    for (int i = 0; i < outcome->alert_count; i++) {
        text_append(found, ", alert ");
        text_append(found, error_name(outcome->alerts[i].alert));
        if (outcome->alerts[i].fatal && strcmp(error_name(outcome->alerts[i].alert), claim->right) == 0)
            return true;
    }
    Ending ending;
    return ending_find(claim->right, &ending) && outcome->client == ending && outcome->server == ending;
}

static bool is_actor(const char *operand, Diagnostic *problem)
{
    Actor found;
    return names_actor(operand, &found) ||
           diagnostic_set(problem, "'%s' is no actor: client, server, eavesdropper or attacker", operand);
}

/* A text that a value is compared with. */
static bool is_anything(const char *operand, Diagnostic *problem)
{
    (void)operand, (void)problem;
    return true;
}

static const ClaimForm forms[] = {
    {.form = "ACTOR knows FACT", .word = " knows ", .left = is_actor, .right = names_fact, .holds = knows_holds},
    {.form = "ACTOR lacks FACT", .word = " lacks ", .left = is_actor, .right = names_fact, .holds = lacks_holds},
    /* Two values are the same. */
    {.form = "FACT = FACT", .word = " = ", .left = names_fact, .right = names_fact, .holds = equal_holds},
    /* A value as it is written in a report: text, hex, 0x-number. */
    {.form = "FACT is VALUE", .word = " is ", .left = names_fact, .right = is_anything, .holds = is_holds},
    {.form = "FACT has N bytes", .word = " has ", .left = names_fact, .right = is_anything, .holds = has_bytes_holds},
    /* Both steps come, in this order. */
    {.form = "STEP before STEP", .word = " before ", .left = names_step, .right = names_step, .holds = before_holds},
    /* A step never comes. */
    {.form = "no STEP", .word = "no ", .right = names_step, .holds = no_step_holds},
    /* Of both sides of the last connection; or an alert's name. */
    {.form = "outcome connected", .word = "outcome ", .right = is_anything, .holds = outcome_holds},
};

const char *claim_form_at(int index)
{
    return index < (int)COUNT_OF(forms) ? forms[index].form : NULL;
}

const char *claim_form(const Claim *claim)
{
    return claim->form->form;
}

bool claim_is_outcome(const Claim *claim)
{
    return claim->form->holds == outcome_holds;
}

/* Where a form's word stands in a line; NULL for nowhere that it may. */
static const char *find_word(const ClaimForm *form, const char *line)
{
    if (!form->left)
        return strncmp(line, form->word, strlen(form->word)) == 0 ? line : NULL;
    const char *at = strstr(line, form->word);
    return at == line ? NULL : at;
}

/* The form whose word stands first in the line, for what is behind it may be any text; NULL for none. */
static const ClaimForm *find_form(const char **word, const char *line)
{
    const ClaimForm *first = NULL;
    *word = NULL;
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        const char *at = find_word(&forms[i], line);
        if (!at || (first && at >= *word))
            continue;
        first = &forms[i];
        *word = at;
    }
    return first;
}

static bool refuse(const char *line, const char *path, int line_number, Diagnostic *diagnostic)
{
    Buffer accepted = BUFFER_EMPTY;
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        text_append(&accepted, i > 0 ? ", " : "");
        text_append(&accepted, forms[i].form);
    }
    diagnostic_set(diagnostic, "%s:%d: '%s' is no claim; one says: %s", path, line_number, line,
                   text_finish(&accepted));
    buffer_clear(&accepted);
    return false;
}

bool claim_parse(Claim *out, Arena *arena, const char *line, const char *path, int line_number, Diagnostic *diagnostic)
{
    Diagnostic problem = {""};
    const char *word;
    *out = (Claim){.line = line_number, .text = arena_copy_text(arena, line)};
    out->form = find_form(&word, out->text);
    if (!out->form)
        return refuse(line, path, line_number, diagnostic);
    out->right = word + strlen(out->form->word);
    if (out->form->left)
        out->left = arena_copy_characters(arena, bytes_of(out->text, (size_t)(word - out->text)));
    return ((!out->left || out->form->left(out->left, &problem)) && out->form->right(out->right, &problem)) ||
           diagnostic_set(diagnostic, "%s:%d: %s", path, line_number, problem.text);
}

bool claim_holds(const Claim *claim, const Timeline *timeline, const char *path, Diagnostic *diagnostic)
{
    Buffer found = BUFFER_EMPTY;
    Diagnostic problem = {""};
    bool holds = claim->form->holds(claim, timeline, &found, &problem);
    if (!holds)
        diagnostic_set(diagnostic, "%s:%d: '%s' is false: %s", path, claim->line, claim->text,
                       problem.text[0] ? problem.text : text_finish(&found));
    buffer_clear(&found);
    return holds;
}
