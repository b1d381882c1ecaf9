#include "lesson/claim.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lesson/fill.h"
#include "lesson/names.h"

/* The words of the forms in claim.h: `left WORD right`, in the order in which they are tried. */
static const struct {
    const char *word;
    ClaimKind kind;
} infixes[] = {
    {" knows ", CLAIM_KNOWS}, {" lacks ", CLAIM_LACKS},   {" = ", CLAIM_EQUAL},
    {" is ", CLAIM_IS},       {" has ", CLAIM_HAS_BYTES}, {" before ", CLAIM_BEFORE},
};

static bool actor_check(const char *name, Diagnostic *diagnostic)
{
    Actor found;
    return names_actor(name, &found) ||
           diagnostic_set(diagnostic, "'%s' is no actor: client, server, eavesdropper or attacker", name);
}

static bool operands_known(const Claim *claim, Diagnostic *problem)
{
    switch (claim->kind) {
    case CLAIM_KNOWS:
    case CLAIM_LACKS:
        return actor_check(claim->left, problem) && names_fact(claim->right, problem);
    case CLAIM_EQUAL:
        return names_fact(claim->right, problem) && names_fact(claim->left, problem);
    case CLAIM_IS:
    case CLAIM_HAS_BYTES:
        return names_fact(claim->left, problem);
    case CLAIM_BEFORE:
        return names_step(claim->left, problem) && names_step(claim->right, problem);
    case CLAIM_NO_STEP:
        return names_step(claim->right, problem);
    case CLAIM_OUTCOME:
        break;
    }
    return true;
}

static bool claim_operands_check(const Claim *claim, const char *path, Diagnostic *diagnostic)
{
    Diagnostic problem = {""};
    return operands_known(claim, &problem) || diagnostic_set(diagnostic, "%s:%d: %s", path, claim->line, problem.text);
}

bool claim_parse(Claim *out, Arena *arena, const char *line, const char *path, int line_number, Diagnostic *diagnostic)
{
    *out = (Claim){.line = line_number, .text = arena_copy_text(arena, line)};
    if (strncmp(line, "no ", 3) == 0) {
        out->kind = CLAIM_NO_STEP;
        out->right = out->text + 3;
        return claim_operands_check(out, path, diagnostic);
    }
    if (strncmp(line, "outcome ", 8) == 0) {
        out->kind = CLAIM_OUTCOME;
        out->right = out->text + 8;
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(infixes); i++) {
        const char *at = strstr(out->text, infixes[i].word);
        if (!at || at == out->text)
            continue;
        out->kind = infixes[i].kind;
        out->left = arena_copy_characters(arena, bytes_of(out->text, (size_t)(at - out->text)));
        out->right = at + strlen(infixes[i].word);
        return claim_operands_check(out, path, diagnostic);
    }
    return diagnostic_set(diagnostic,
                          "%s:%d: '%s' is no claim; one says: ACTOR knows FACT, ACTOR lacks FACT, FACT = FACT, FACT is "
                          "VALUE, FACT has N bytes, STEP before STEP, no STEP, outcome connected",
                          path, line_number, line);
}

static bool knows_holds(const Claim *claim, const Timeline *timeline, Buffer *found)
{
    Actor actor;
    if (!names_actor(claim->left, &actor))
        return false;
    bool known = timeline_known(timeline, actor, claim->right, 0) != NULL;
    text_append(found, claim->left);
    text_append(found, known ? " knows it" : " does not know it");
    return known == (claim->kind == CLAIM_KNOWS);
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

static bool before_holds(const Claim *claim, const Timeline *timeline, Buffer *found)
{
    const Step *left = timeline_find_step(timeline, claim->left);
    const Step *right = timeline_find_step(timeline, claim->right);
    if (!left || !right) {
        const char *missing = left ? claim->right : claim->left;
        const char *near = names_nearest_step(timeline, missing);
        text_append(found, missing);
        text_append(found, near ? " never comes; did you mean " : " never comes");
        text_append(found, near ? near : "");
        text_append(found, near ? "?" : "");
        return false;
    }
    text_append(found, "steps ");
    text_append_decimal(found, (uint64_t)left->number);
    text_append(found, " and ");
    text_append_decimal(found, (uint64_t)right->number);
    return left->number < right->number;
}

bool claim_connected(const Outcome *outcome)
{
    return outcome->connected &&
           (strcmp(outcome->client, "closed") == 0 || strcmp(outcome->client, "connected") == 0) &&
           (strcmp(outcome->server, "closed") == 0 || strcmp(outcome->server, "connected") == 0);
}

static bool outcome_holds(const Claim *claim, const Timeline *timeline, Buffer *found)
{
    const Outcome *outcome = timeline_outcome(timeline, timeline_connection_count(timeline));
    if (!outcome)
        return false;
    text_append(found, "client ");
    text_append(found, outcome->client);
    text_append(found, ", server ");
    text_append(found, outcome->server);
    if (strcmp(claim->right, "connected") == 0)
        return claim_connected(outcome);
    for (int i = 0; i < outcome->alert_count; i++) {
        text_append(found, ", alert ");
        text_append(found, error_name(outcome->alerts[i].alert));
        if (outcome->alerts[i].fatal && strcmp(error_name(outcome->alerts[i].alert), claim->right) == 0)
            return true;
    }
    return strcmp(outcome->client, claim->right) == 0 && strcmp(outcome->server, claim->right) == 0;
}

static bool kind_holds(const Claim *claim, const Timeline *timeline, Buffer *found, Diagnostic *problem)
{
    switch (claim->kind) {
    case CLAIM_KNOWS:
    case CLAIM_LACKS:
        return knows_holds(claim, timeline, found);
    case CLAIM_EQUAL:
        return equal_holds(claim, timeline, found, problem);
    case CLAIM_IS:
        return is_holds(claim, timeline, found, problem);
    case CLAIM_HAS_BYTES:
        return has_bytes_holds(claim, timeline, found, problem);
    case CLAIM_BEFORE:
        return before_holds(claim, timeline, found);
    case CLAIM_NO_STEP:
        text_append(found, "it comes");
        return timeline_find_step(timeline, claim->right) == NULL;
    case CLAIM_OUTCOME:
        return outcome_holds(claim, timeline, found);
    }
    return false;
}

bool claim_holds(const Claim *claim, const Timeline *timeline, const char *path, Diagnostic *diagnostic)
{
    Buffer found = BUFFER_EMPTY;
    Diagnostic problem = {""};
    bool holds = kind_holds(claim, timeline, &found, &problem);
    if (!holds)
        diagnostic_set(diagnostic, "%s:%d: '%s' is false: %s", path, claim->line, claim->text,
                       problem.text[0] ? problem.text : text_finish(&found));
    buffer_clear(&found);
    return holds;
}
