/* The lesson's text, filled in with this run's values, and its questions. */
#include <stdio.h>

#include "base/text.h"
#include "lesson/fill.h"
#include "ui/player/view.h"

/* Longer lines lead no eye back to the next one. */
enum { TEXT_WIDTH_MOST = 90 };
enum { ANSWER_COLUMN = 5, VERDICT_COLUMN = 10 };

typedef struct Telling {
    const Player *player;
    Page *page;
    int step; /* number of the one that the text has come to */
} Telling;

/* What cannot be filled in stands as it was written; `tlsteps check` tells the author. */
static const char *filled(Buffer *out, const Telling *telling, const char *text)
{
    Diagnostic problem = {""};
    fill_text(out, bytes_of_text(text), telling->player->timeline, telling->step, FILL_LIMIT, &problem);
    return text_finish(out);
}

/* An arrow shows the answer under the cursor; once one is given, signs show the right one and a wrong choice. */
static const char *answer_sign(const Answer *answer, bool chosen, bool given)
{
    if (!given)
        return chosen ? canvas_glyph(GLYPH_ARROW_RIGHT) : " ";
    if (answer->right)
        return canvas_glyph(GLYPH_GOOD);
    return chosen ? canvas_glyph(GLYPH_BAD) : " ";
}

static void add_answer(const Telling *telling, const Question *question, int index, int given)
{
    const Answer *answer = &question->answers[index];
    bool chosen = index == (given ? given - 1 : telling->player->reader.answer);
    char mark[16];
    snprintf(mark, sizeof mark, "%s %c) ", answer_sign(answer, chosen, given > 0), 'a' + index);
    Style style = STYLE_PLAIN;
    if (given)
        style = answer->right ? STYLE_GOOD : chosen ? STYLE_BAD : STYLE_DIM;
    else if (chosen)
        style = STYLE_SELECTED;
    Buffer text = BUFFER_EMPTY;
    int from = telling->page->count;
    page_definition(telling->page, style, mark, ANSWER_COLUMN, style, filled(&text, telling, answer->text));
    if (!given)
        page_mark(telling->page, from, index + 1);
    buffer_clear(&text);
}

static void add_explanation(const Telling *telling, const Question *question, int index)
{
    const Answer *answer = &question->answers[index];
    char verdict[16];
    snprintf(verdict, sizeof verdict, "%s: %c) ", answer->right ? "Right" : "Wrong", 'a' + index);
    Buffer text = BUFFER_EMPTY;
    page_definition(telling->page, answer->right ? STYLE_GOOD : STYLE_BAD, verdict, VERDICT_COLUMN, STYLE_PLAIN,
                    filled(&text, telling, answer->explanation));
    buffer_clear(&text);
}

/* `given`: from 1, or 0 where the question waits. */
static void add_question(const Telling *telling, const Question *question, int given)
{
    Buffer text = BUFFER_EMPTY;
    page_paragraph(telling->page, STYLE_HEADING, 0, filled(&text, telling, question->text));
    buffer_clear(&text);
    for (int i = 0; i < question->answer_count; i++)
        add_answer(telling, question, i, given);
    if (!given)
        return;
    page_line(telling->page);
    for (int i = 0; i < question->answer_count; i++)
        if (question->answers[i].right || i + 1 == given)
            add_explanation(telling, question, i);
    page_line(telling->page);
}

static void add_text(const Telling *telling, const LessonItem *item)
{
    TextLayout layout = {.terms = page_terms(telling->page)};
    Diagnostic problem = {""};
    text_layout_block(&layout, item->node, telling->player->timeline, telling->step, telling->page->width, &problem);
    page_layout(telling->page, &layout);
    text_layout_clear(&layout);
}

static void follow(Telling *telling, const LessonItem *item)
{
    const Step *step = timeline_find_step(telling->player->timeline, item->step);
    if (step)
        telling->step = step->number;
}

static void fill(const Player *player, Page *page)
{
    const ReaderState *reader = &player->reader;
    Telling telling = {player, page, 1};
    if (page->width > TEXT_WIDTH_MOST)
        page->width = TEXT_WIDTH_MOST;
    if (reader->page == 0) {
        page_line(page);
        page_add(page, STYLE_TITLE, reader->lesson->title);
        page_line(page);
    }
    for (int i = 0; i < reader->shown; i++) {
        const LessonItem *item = &reader->lesson->items[i];
        if (item->kind == LESSON_AT)
            follow(&telling, item);
        if (i < reader->page)
            continue;
        if (i == reader->focus && i > reader->page)
            page->focus = page->count;
        if (item->kind == LESSON_TEXT)
            add_text(&telling, item);
        else if (item->kind == LESSON_PREDICT)
            add_question(&telling, item->question, reader->given[i]);
    }
}

/* What there is of the lesson's page below the area; true where there was, and it has been scrolled to. */
static bool read_below(Player *player, Extent extent)
{
    int *scroll = &player->scroll[VIEW_LESSON];
    Page page;
    page_start(&page, extent.width);
    fill(player, &page);
    bool more = page_top(&page, *scroll, extent.height) < page_last(&page, extent.height);
    if (more)
        page_scroll(&page, scroll, ACTION_PAGE_DOWN, extent.height);
    page_clear(&page);
    return more;
}

/* Keys that a lesson takes for itself: space reads on, and the arrow keys choose an answer where a question waits for
   one. What is below the area is read first. */
static bool act(Player *player, Action action, Extent extent)
{
    const Question *question = reader_pending(&player->reader);
    bool choosing = action == ACTION_UP || action == ACTION_DOWN || action == ACTION_OPEN;
    if (action == ACTION_BACK) {
        reader_back(player);
        return true;
    }
    if (action != ACTION_NEXT && !(question && choosing))
        return false;
    if (action != ACTION_UP && read_below(player, extent))
        return true;
    if (action == ACTION_NEXT)
        reader_advance(player);
    else if (action == ACTION_OPEN)
        reader_answer(player);
    else
        player->reader.answer =
            (player->reader.answer + (action == ACTION_DOWN ? 1 : question->answer_count - 1)) % question->answer_count;
    return true;
}

/* The letter in front of an answer gives it. */
static bool type(Player *player, unsigned character)
{
    const Question *question = reader_pending(&player->reader);
    if (!question || character < 'a' || character >= 'a' + (unsigned)question->answer_count)
        return false;
    player->reader.answer = (int)(character - 'a');
    reader_answer(player);
    return true;
}

/* A click selects an answer; Enter gives it, so that a wrong one is not given by accident. */
static void click_mark(Player *player, int mark)
{
    if (reader_pending(&player->reader))
        player->reader.answer = mark - 1;
}

static const char *status(const Player *player)
{
    return reader_pending(&player->reader)
               ? "its letter answers \u00b7 \u2191 \u2193 Enter too \u00b7 p back \u00b7 q quit"
               : NULL;
}

const View view_lesson = {
    .name = "Lesson", .fill = fill, .act = act, .type = type, .click_mark = click_mark, .status = status};
