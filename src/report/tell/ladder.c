#include "report/tell/ladder.h"

#include "base/text.h"
#include "report/tell/story.h"

enum { NUMBER_COLUMNS = 5, ARROW_COLUMNS_MIN = 40, ARROW_COLUMNS_MAX = 80 };

bool ladder_has(const Step *step)
{
    return step_sends(step);
}

static size_t arrow_columns(const ReportStyle *style)
{
    size_t columns = style->width > NUMBER_COLUMNS + ARROW_COLUMNS_MIN ? style->width - NUMBER_COLUMNS : 0;
    if (columns < ARROW_COLUMNS_MIN)
        return ARROW_COLUMNS_MIN;
    return columns < ARROW_COLUMNS_MAX ? columns : ARROW_COLUMNS_MAX;
}

void ladder_append_heading(Buffer *out, const ReportStyle *style)
{
    size_t columns = arrow_columns(style);
    style_repeat(out, " ", NUMBER_COLUMNS);
    style_append(out, style, INK_CLIENT, "client");
    style_repeat(out, " ", columns - 2 * 6);
    style_append(out, style, INK_SERVER, "server");
    text_append(out, "\n");
}

static void append_label(Buffer *out, const Step *step)
{
    const StepMessage *message = step->message;
    text_append(out, step->actor == ACTOR_ATTACKER ? " attacker: " : " ");
    story_append_message_name(out, message->type);
    text_print(out, " · %zu byte%s", message->view.bytes.size, message->view.bytes.size == 1 ? "" : "s");
    if (message->view.record_count > 1)
        text_print(out, " in %d records", message->view.record_count);
    if (message->view.encrypted)
        text_append(out, ", encrypted");
    if (message->differs)
        text_append(out, ", altered on the way");
    text_append(out, " ");
}

void ladder_append(Buffer *out, const ReportStyle *style, const Step *step)
{
    Buffer label = BUFFER_EMPTY, arrow = BUFFER_EMPTY;
    append_label(&label, step);
    bool to_server = step->message->from == ACTOR_CLIENT;
    const char *line = step->message->view.encrypted ? "═" : "─";
    size_t columns = arrow_columns(style), taken = style_columns(buffer_bytes(&label)) + 1;
    size_t rest = taken < columns ? columns - taken : 0;

    text_append(&arrow, to_server ? "" : "◀");
    style_repeat(&arrow, line, rest / 2);
    buffer_append(&arrow, buffer_bytes(&label));
    style_repeat(&arrow, line, rest - rest / 2);
    text_append(&arrow, to_server ? "▶" : "");

    text_print(out, "%3d  ", step->place);
    style_append(out, style, ink_of_actor(step->actor), text_finish(&arrow));
    text_append(out, "\n");
    buffer_clear(&label);
    buffer_clear(&arrow);
}
