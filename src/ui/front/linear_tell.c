#include "ui/front/linear_tell.h"

#include <stdarg.h>
#include <string.h>

#include "base/text.h"
#include "report/write/writers.h"
#include "ui/content/words.h"
#include "ui/player/panel.h"
#include "ui/player/view.h"
#include "ui/views/knowledge.h"

enum { HELP_COLUMN = 16, NEW_INDENT = 5 };

/* Ends the line, without spaces at its end. */
static void say(const Linear *linear, const char *line)
{
    Buffer text = BUFFER_EMPTY;
    canvas_append(&text, line);
    while (text.size && text.data[text.size - 1] == ' ')
        buffer_truncate(&text, text.size - 1);
    fprintf(linear->out, "%s\n", text_finish(&text));
    buffer_clear(&text);
}

void tell_line(const Linear *linear, const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    say(linear, line);
}

void tell_text(const Linear *linear, Bytes text)
{
    Buffer line = BUFFER_EMPTY;
    buffer_append(&line, text);
    say(linear, text_finish(&line));
    buffer_clear(&line);
}

static void tell_page(const Linear *linear, const Page *page, int from)
{
    for (int i = from; i < page->count; i++) {
        Buffer line = BUFFER_EMPTY;
        for (const PageSpan *span = page->lines[i].first; span; span = span->next)
            text_append(&line, span->text);
        say(linear, text_finish(&line));
        buffer_clear(&line);
    }
}

void tell_paragraph(const Linear *linear, const char *text)
{
    Page page;
    page_start(&page, linear->width);
    page_paragraph(&page, STYLE_PLAIN, 0, text);
    tell_page(linear, &page, 0);
    page_clear(&page);
}

/* Of a text with newlines. */
static void tell_lines(const Linear *linear, Buffer *text)
{
    text_finish(text); /* which may move it */
    char *line = (char *)text->data, *end;
    for (; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        say(linear, line);
    }
}

static void tell_place(const Linear *linear, const Player *player)
{
    const Step *step = player_step(player);
    tell_line(linear, "Step %d of %d, %s: %s", step->number, timeline_step_count(player->timeline),
              actor_name(step->actor), step->item->title);
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
        text_append(&label, step->facts[i].bare);
        page_value(&page, STYLE_PLAIN, NEW_INDENT, text_finish(&label), value_text(&value, &step->facts[i]),
                   player->full);
        buffer_clear(&label);
        buffer_clear(&value);
    }
    tell_page(linear, &page, 0);
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
    say(linear, "");
    buffer_clear(&text);
}

void tell_view(const Linear *linear, const Player *player)
{
    const View *view = view_of(player, player->view);
    Page page;
    page_start(&page, linear->width);
    tell_line(linear, "%s, step %d:", view->name, player->step);
    if (view->tell)
        view->tell(player, &page);
    else if (view->fill)
        view->fill(player, &page);
    tell_page(linear, &page, 0);
    say(linear, "");
    page_clear(&page);
}

void tell_lesson(const Linear *linear, const Player *player, bool moved)
{
    Page page;
    page_start(&page, linear->width);
    view_lesson.fill(player, &page);
    if (moved) {
        tell_place(linear, player);
        say(linear, "");
    }
    tell_page(linear, &page, page.focus);
    page_clear(&page);
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
    tell_page(linear, &page, 0);
    page_clear(&page);
    if (kind->status)
        kind->status(player, player->panel, &status);
    if (status.size)
        say(linear, text_finish(&status));
    say(linear, "(a line is typed here; up, down and enter choose; close leaves it)");
    buffer_clear(&status);
}

void tell_knowledge(const Linear *linear, const Player *player)
{
    Page page;
    page_start(&page, linear->width);
    knowledge_tell(player, &page);
    tell_page(linear, &page, 0);
    say(linear, "");
    page_clear(&page);
}

static void add_views(const Player *player, Page *page)
{
    page_line(page);
    page_add(page, STYLE_PLAIN, "Views, by name:");
    for (int id = 0; id < VIEW_COUNT; id++)
        if (view_of(player, (ViewId)id))
            page_format(page, STYLE_PLAIN, " %s", view_of(player, (ViewId)id)->name);
    page_line(page);
}

void tell_help(const Linear *linear, const Player *player)
{
    static const struct {
        const char *word, *help;
    } words[] = {
        {"an empty line", "Next step; in a lesson, read on"},
        {"a number", "Go to this step"},
        {"a name", "Go to a step by (part of) its name"},
        {"who", "Who knows what at this step"},
        {"again", "The step once more"},
        {"help", "This help"},
    };
    Page page;
    page_start(&page, linear->width);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        page_definition(&page, STYLE_PLAIN, words[i].word, HELP_COLUMN, STYLE_PLAIN, words[i].help);
    add_views(player, &page);
    page_line(&page);
    page_add(&page, STYLE_PLAIN,
             "Everything that a key does on the screen, by the key or by its name in 'tlsteps list keys':");
    const ActionLine *line;
    for (int i = 0; (line = action_line_at(i)); i++)
        if (!line->heading)
            page_definition(&page, STYLE_PLAIN, action_item(line->action)->keys, HELP_COLUMN, STYLE_PLAIN,
                            action_item(line->action)->help);
    tell_page(linear, &page, 0);
    say(linear, "");
    page_clear(&page);
}
