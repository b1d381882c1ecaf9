#include "ui/view.h"

#include <string.h>

#include "base/text.h"
#include "lesson/fill.h"
#include "report/story.h"

const View *view_of(const Player *player, ViewId id)
{
    static const View *const views[VIEW_COUNT] = {
        [VIEW_LADDER] = &view_ladder, [VIEW_BYTES] = &view_bytes,   [VIEW_MATHS] = &view_maths,
        [VIEW_KEYS] = &view_keys,     [VIEW_LESSON] = &view_lesson, [VIEW_SECRETS] = &view_secrets,
    };
    /* A lesson talks about the run that was opened, and no other. */
    bool lesson = player->reader.lesson && !player->runs.changed;
    return id == VIEW_LESSON && !lesson ? NULL : views[id];
}

const char *message_title(Buffer *buffer, const Step *step)
{
    text_append(buffer, step->actor == ACTOR_ATTACKER ? "attacker: " : "");
    story_append_message_name(buffer, step->message->type);
    if (step->item->kind == KIND_ALERT) {
        text_append(buffer, " ");
        text_append(buffer, error_name(step->alert));
    }
    return text_finish(buffer);
}

const char *value_text(Buffer *buffer, const TimelineFact *fact)
{
    ValueKind kind = story_value_kind(fact);
    /* Quotes only for what somebody said, and for nothing at all. */
    if (fact->value.size == 0 || kind != fact_item(fact->ref.id)->kind)
        story_append_value(buffer, kind, fact->value, 0);
    else
        fill_append_value(buffer, fact, 0);
    return text_finish(buffer);
}

static void append_part(Buffer *out, const char *letter, int number)
{
    text_append(out, letter);
    text_append_decimal(out, (uint64_t)number);
    text_append(out, ".");
}

const TimelineFact *known_here(const Player *player, Actor actor, const char *name)
{
    Buffer full = BUFFER_EMPTY;
    append_part(&full, "c", player_step(player)->connection);
    text_append(&full, name);
    const TimelineFact *fact = timeline_known(player->timeline, actor, text_finish(&full), player->step);
    buffer_clear(&full);
    return fact;
}

const TimelineFact *fact_input(const Timeline *timeline, const TimelineFact *fact, int index)
{
    return timeline_input(timeline, fact, index);
}

bool message_is_closed(const Step *step)
{
    return strcmp(step->message->type, "encrypted_record") == 0;
}

Style actor_style(Actor actor)
{
    static const Style styles[ACTOR_COUNT] = {STYLE_CLIENT, STYLE_SERVER, STYLE_EAVESDROPPER, STYLE_EAVESDROPPER};
    return styles[actor];
}
