#include "report/tell/title.h"

#include "base/text.h"

enum { ACTOR_COLUMNS = 13 }; /* "eavesdropper " and "attacker ──▶ " */

static const char *arrow(const Step *step)
{
    bool encrypted = step->message->view.encrypted;
    if (step->message->from == ACTOR_CLIENT)
        return encrypted ? "══▶" : "──▶";
    return encrypted ? "◀══" : "◀──";
}

static void append_actor(Buffer *out, const ReportStyle *style, const Step *step)
{
    Buffer text = BUFFER_EMPTY;
    text_append(&text, actor_name(step->actor));
    if (step_sends(step))
        text_print(&text, " %s", arrow(step));
    style_pad(&text, 0, ACTOR_COLUMNS);
    style_append(out, style, ink_of_actor(step->actor), text_finish(&text));
    buffer_clear(&text);
}

void title_append(Buffer *out, const ReportStyle *style, const Step *step)
{
    text_print(out, "%3d  ", step->place);
    append_actor(out, style, step);
    text_append(out, step->item->title);
    if (step->check && !step->check->passed) {
        text_append(out, " · ");
        style_append(out, style, INK_BAD, "failed: ");
        style_append(out, style, INK_BAD, error_name(step->check->error));
    }
    if (step->message && step->message->differs)
        text_append(out, " · altered on the way");
    text_append(out, "\n");
}
