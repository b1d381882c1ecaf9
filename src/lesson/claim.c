#include "lesson/claim.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lesson/fill.h"

/* The words of the forms in claim.h: `left WORD right`, in the order in which they are tried. */
static const struct {
    const char *word;
    ClaimKind kind;
} infixes[] = {
    {" knows ", CLAIM_KNOWS}, {" lacks ", CLAIM_LACKS},   {" = ", CLAIM_EQUAL},
    {" is ", CLAIM_IS},       {" has ", CLAIM_HAS_BYTES}, {" before ", CLAIM_BEFORE},
};

static bool actor_find(const char *name, Actor *out)
{
    for (int actor = 0; actor < ACTOR_COUNT; actor++)
        if (strcmp(actor_name((Actor)actor), name) == 0) {
            *out = (Actor)actor;
            return true;
        }
    return false;
}

/* Behind "c2." or "h1.", or the name itself where it does not begin so. */
static const char *skip_part(const char *name, char mark)
{
    size_t digits = name[0] == mark ? strspn(name + 1, "0123456789") : 0;
    return digits > 0 && name[1 + digits] == '.' ? name + digits + 2 : name;
}

static bool fact_name_known(const char *name)
{
    const char *colon = strchr(name, ':');
    FactRef ref;
    return fact_find(skip_part(skip_part(colon ? colon + 1 : name, 'c'), 'h'), &ref);
}

/* Whether a step of that name can come in any run: "finished", "client.send.finished", "c1.h1.client.send.finished#2".
 */
static bool step_name_known(const char *name)
{
    const char *dot = strrchr(name, '.');
    const char *what = dot ? dot + 1 : name;
    size_t size = strcspn(what, "#");
    for (int id = 0; id < EVENT_COUNT; id++) {
        const char *each = event_item((EventId)id)->what;
        if (strlen(each) == size && memcmp(each, what, size) == 0)
            return true;
    }
    return false;
}

static bool refuse(const Claim *claim, const char *path, const char *operand, const char *what, Diagnostic *diagnostic)
{
    return diagnostic_set(diagnostic, "%s:%d: '%s' is no %s", path, claim->line, operand, what);
}

static bool claim_operands_check(const Claim *claim, const char *path, Diagnostic *diagnostic)
{
    static const char actor[] = "actor: client, server, eavesdropper or attacker";
    static const char fact[] = "fact (see: tlsteps list facts)";
    static const char step[] = "step of any run (see: tlsteps run --steps all)";
    Actor found;
    switch (claim->kind) {
    case CLAIM_KNOWS:
    case CLAIM_LACKS:
        if (!actor_find(claim->left, &found))
            return refuse(claim, path, claim->left, actor, diagnostic);
        return fact_name_known(claim->right) || refuse(claim, path, claim->right, fact, diagnostic);
    case CLAIM_EQUAL:
        if (!fact_name_known(claim->right))
            return refuse(claim, path, claim->right, fact, diagnostic);
        return fact_name_known(claim->left) || refuse(claim, path, claim->left, fact, diagnostic);
    case CLAIM_IS:
    case CLAIM_HAS_BYTES:
        return fact_name_known(claim->left) || refuse(claim, path, claim->left, fact, diagnostic);
    case CLAIM_BEFORE:
        if (!step_name_known(claim->left))
            return refuse(claim, path, claim->left, step, diagnostic);
        return step_name_known(claim->right) || refuse(claim, path, claim->right, step, diagnostic);
    case CLAIM_NO_STEP:
        return step_name_known(claim->right) || refuse(claim, path, claim->right, step, diagnostic);
    case CLAIM_OUTCOME:
        break;
    }
    return true;
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
    if (!actor_find(claim->left, &actor))
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
        text_append(found, left ? claim->right : claim->left);
        text_append(found, " never comes");
        return false;
    }
    text_append(found, "steps ");
    text_append_decimal(found, (uint64_t)left->number);
    text_append(found, " and ");
    text_append_decimal(found, (uint64_t)right->number);
    return left->number < right->number;
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
    /* A connection that was used and closed in order was connected. */
    if (strcmp(claim->right, "connected") == 0)
        return (strcmp(outcome->client, "closed") == 0 || strcmp(outcome->client, "connected") == 0) &&
               (strcmp(outcome->server, "closed") == 0 || strcmp(outcome->server, "connected") == 0);
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
