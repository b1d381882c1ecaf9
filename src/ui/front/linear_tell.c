#include "ui/front/linear_tell.h"

#include <string.h>

#include "base/text.h"
#include "report/write/writers.h"
#include "ui/content/words.h"
#include "ui/front/linear_who.h"
#include "ui/player/panel.h"
#include "ui/player/view.h"
#include "ui/views/knowledge.h"
#include "ui/views/lesson_page.h"

enum { NEW_INDENT = 5 };

/* Of a text with newlines. */
static void tell_lines(const Linear *linear, Buffer *text)
{
    text_finish(text); /* which may move it */
    char *line = (char *)text->data, *end;
    for (; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        linear_say(linear, line);
    }
}

static void tell_place(const Linear *linear, const Player *player)
{
    const Step *step = player_step(player);
    if (step->place < 1)
        tell_line(linear, "Set-up, %s: %s", actor_name(step->actor), step->item->title);
    else
        tell_line(linear, "Step %d of %d, %s: %s", step->place, player_place_count(player), actor_name(step->actor),
                  step->item->title);
}

/* As people call it; of what stands further up a chain its full name says which. */
static void append_name(Buffer *out, const TimelineFact *fact)
{
    text_append(out, fact->ref.index ? fact->bare : fact_item(fact->ref.id)->label);
}

/* What is new in the columns of the screen; the deeper the step is told, the more is said of it anyway. */
static void tell_new(const Linear *linear, const Player *player)
{
    const Step *step = player_step(player);
    Page page;
    page_start(&page, linear->width);
    for (int i = 0; i < step->fact_count; i++) {
        Buffer label = BUFFER_EMPTY, value = BUFFER_EMPTY;
        text_append(&label, actor_name(step->facts[i].actor));
        text_append(&label, " learns ");
        append_name(&label, &step->facts[i]);
        page_value(&page, STYLE_PLAIN, NEW_INDENT, text_finish(&label), value_text(&value, &step->facts[i]),
                   player->full);
        buffer_clear(&label);
        buffer_clear(&value);
    }
    tell_page(linear, &page);
    page_clear(&page);
}

void tell_step(const Linear *linear, const Player *player)
{
    Buffer text = BUFFER_EMPTY;
    Report report = {.timeline = player->timeline, .reproduces = player->depth == DEPTH_BYTES};
    ReportStyle style = {(size_t)linear->width, false};
    const Step *step = player_step(player);
    tell_place(linear, player);
    report_text_step(&text, &report, step, player->depth, &style);
    tell_lines(linear, &text);
    if (player->depth == DEPTH_WHY)
        tell_new(linear, player);
    linear_say(linear, "");
    buffer_clear(&text);
}

void tell_view(const Linear *linear, const Player *player)
{
    const View *view = view_of(player, player->view);
    Page page;
    page_start(&page, linear->width);
    int place = player_step(player)->place;
    if (place < 1)
        tell_line(linear, "%s, at the set-up:", view->name);
    else
        tell_line(linear, "%s, step %d:", view->name, place);
    if (view->tell)
        view->tell(player, &page);
    else if (view->fill)
        view->fill(player, &page);
    tell_page(linear, &page);
    linear_say(linear, "");
    page_clear(&page);
}

/* One part of a lesson's page. */
static void tell_part(const Linear *linear, const Player *player, void (*part)(const Player *player, Page *page))
{
    Page page;
    page_start(&page, linear->width);
    part(player, &page);
    tell_page(linear, &page);
    page_clear(&page);
}

void tell_lesson(const Linear *linear, const Player *player, bool moved)
{
    if (moved) {
        tell_place(linear, player);
        linear_say(linear, "");
    }
    tell_part(linear, player, lesson_page_tell);
    if (reader_pending(&player->reader)) { /* it is answered from what is known */
        linear_who_tell(linear, player);
        linear_say(linear, "");
    }
    tell_part(linear, player, lesson_page_tell_question);
    tell_part(linear, player, lesson_page_tell_outcome);
}

void tell_outcome(const Linear *linear, const Player *player)
{
    tell_part(linear, player, lesson_page_tell_outcome);
}

void tell_panel(const Linear *linear, const Player *player)
{
    const PanelKind *kind = player->panel->kind;
    Buffer status = BUFFER_EMPTY;
    Page page;
    page_start(&page, linear->width);
    if (kind->tell)
        kind->tell(player, player->panel, &page);
    else if (kind->fill)
        kind->fill(player, player->panel, &page);
    tell_page(linear, &page);
    page_clear(&page);
    if (kind->place == PANEL_STATUS) /* elsewhere it tells which keys there are */
        kind->status(player, player->panel, &status);
    if (status.size)
        linear_say(linear, text_finish(&status));
    linear_say(linear, "(a line is typed here; up, down and enter choose; close leaves it)");
    buffer_clear(&status);
}

void tell_knowledge(const Linear *linear, const Player *player)
{
    Page page;
    page_start(&page, linear->width);
    knowledge_tell(player, &page);
    tell_page(linear, &page);
    linear_say(linear, "");
    page_clear(&page);
}
