#include "ui/view.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

const View *view_of(const Player *player, ViewId id)
{
    static const View *const views[VIEW_COUNT] = {
        [VIEW_LADDER] = &view_ladder, [VIEW_BYTES] = &view_bytes,   [VIEW_MATHS] = &view_maths,
        [VIEW_KEYS] = &view_keys,     [VIEW_LESSON] = &view_lesson,
    };
    return id == VIEW_LESSON && !player->reader.lesson ? NULL : views[id];
}

const char *message_title(const Step *step)
{
    static char title[96];
    size_t at = 0;
    bool upper = true;
    for (const char *c = step->message->type; *c && at + 1 < sizeof title; c++) {
        if (*c != '_')
            title[at++] = (char)(upper ? toupper((unsigned char)*c) : *c);
        upper = *c == '_';
    }
    title[at] = '\0';
    if (step->message->view.content_type == 21)
        snprintf(title + at, sizeof title - at, " %s", error_name(step->alert));
    return title;
}

Style actor_style(Actor actor)
{
    static const Style styles[ACTOR_COUNT] = {STYLE_CLIENT, STYLE_SERVER, STYLE_EAVESDROPPER, STYLE_EAVESDROPPER};
    return styles[actor];
}

const char *value_text(Buffer *buffer, const TimelineFact *fact)
{
    timeline_append_value(buffer, fact->ref, fact->value);
    return text_finish(buffer);
}
