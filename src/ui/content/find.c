#include "ui/content/find.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/tell/story.h"
#include "tls/wire/message.h"

static bool holds(const char *text, const char *wanted)
{
    size_t size = strlen(wanted);
    for (; *text; text++)
        if (strncasecmp(text, wanted, size) == 0)
            return true;
    return false;
}

static Hit *add(Finding *finding, HitKind kind, const Step *step)
{
    finding->hits = memory_grown(finding->hits, finding->count, &finding->capacity, sizeof *finding->hits);
    Hit *hit = &finding->hits[finding->count++];
    *hit = (Hit){.kind = kind, .step = step ? step->number : 0, .place = step ? step->place : 0};
    return hit;
}

/* The first handshake needs no saying. */
static const char *short_name(const char *name)
{
    static const char first[] = "c1.h1.";
    return strncmp(name, first, strlen(first)) == 0 ? name + strlen(first) : name;
}

static void find_steps(Finding *finding, const Timeline *timeline, const char *text)
{
    const Step *step;
    for (int i = 1; (step = timeline_step(timeline, i)); i++) {
        if (!holds(step->name, text) && !holds(step->item->title, text))
            continue;
        Hit *hit = add(finding, HIT_STEP, step);
        hit->name = short_name(step->name);
        hit->detail = step->item->title;
    }
}

/* Nobody had this very value under this name before. */
static bool is_first(const Timeline *timeline, int index)
{
    const TimelineFact *fact = timeline_fact_at(timeline, index);
    for (int actor = 0; actor < ACTOR_COUNT && fact->step > 1; actor++) {
        const TimelineFact *before = timeline_known(timeline, (Actor)actor, fact->name, fact->step - 1);
        if (before && bytes_equal(before->value, fact->value))
            return false;
    }
    return true;
}

static void find_values(Finding *finding, const Timeline *timeline, const char *text)
{
    Buffer value = BUFFER_EMPTY;
    for (int i = 0; i < timeline_fact_count(timeline); i++) {
        const TimelineFact *fact = timeline_fact_at(timeline, i);
        buffer_truncate(&value, 0);
        story_append_value(&value, story_value_kind(fact), fact->value, 0);
        if ((!holds(fact->name, text) && !holds(text_finish(&value), text)) || !is_first(timeline, i))
            continue;
        Hit *hit = add(finding, HIT_VALUE, timeline_step(timeline, fact->step));
        hit->fact = fact;
        hit->name = short_name(fact->name);
        hit->detail = arena_copy_text(&finding->arena, text_finish(&value));
    }
    buffer_clear(&value);
}

static void find_fields_of(Finding *finding, const Step *step, const char *text)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    timeline_annotate(&tree, step->message);
    for (int i = 0; i < tree.count; i++) {
        const Field *field = &tree.fields[i];
        const FieldInfo *info =
            tls_field_info(field->parent >= 0 ? tree.fields[field->parent].name : NULL, field->name);
        const char *meaning = info ? info->meaning : "", *value = field->value_name ? field->value_name : "";
        if (!holds(field->name, text) && !holds(meaning, text) && !holds(value, text))
            continue;
        Buffer name = BUFFER_EMPTY;
        Hit *hit = add(finding, HIT_FIELD, step);
        hit->field = i;
        text_append(&name, step->message->type);
        text_append(&name, ": ");
        text_append(&name, field->name);
        hit->name = arena_copy_text(&finding->arena, text_finish(&name));
        hit->detail = *value ? arena_copy_text(&finding->arena, value) : meaning;
        buffer_clear(&name);
    }
    field_tree_clear(&tree);
}

static void find_keys(Finding *finding, const char *text)
{
    for (int action = 0; action < ACTION_COUNT; action++) {
        const ActionItem *item = action_item((Action)action);
        if (!holds(item->help, text))
            continue;
        Hit *hit = add(finding, HIT_KEY, NULL);
        hit->name = item->keys;
        hit->detail = item->help;
    }
}

void find_all(Finding *finding, const Timeline *timeline, const char *text)
{
    const Step *step;
    find_clear(finding);
    if (!*text)
        return;
    find_steps(finding, timeline, text);
    find_values(finding, timeline, text);
    for (int i = 1; (step = timeline_step(timeline, i)); i++)
        if (step_sends(step))
            find_fields_of(finding, step, text);
    find_keys(finding, text);
}

void find_clear(Finding *finding)
{
    memory_free(finding->hits);
    arena_clear(&finding->arena);
    *finding = (Finding){0};
}
