#include "ui/content/words.h"

#include <string.h>

#include "base/text.h"
#include "lesson/fill.h"
#include "report/tell/story.h"

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

const TimelineFact *fact_input(const Timeline *timeline, const TimelineFact *fact, int index)
{
    return timeline_input(timeline, fact, index);
}

bool run_is_single(const Timeline *timeline)
{
    if (timeline_connection_count(timeline) > 1)
        return false;
    for (int number = 1; number <= timeline_step_count(timeline); number++)
        if (timeline_step(timeline, number)->handshake > 1)
            return false;
    return true;
}

bool sentence_names(const char *sentence, const char *bare)
{
    size_t size = strlen(bare);
    for (const char *at = sentence ? strstr(sentence, bare) : NULL; at; at = strstr(at + 1, bare))
        if (at > sentence && (at[-1] == '{' || at[-1] == ':') && at[size] == '}')
            return true;
    return false;
}

bool message_is_closed(const Step *step)
{
    return step->message->id == MESSAGE_ENCRYPTED_RECORD;
}

Style actor_style(Actor actor)
{
    static const Style styles[ACTOR_COUNT] = {STYLE_CLIENT, STYLE_SERVER, STYLE_EAVESDROPPER, STYLE_EAVESDROPPER};
    return styles[actor];
}
