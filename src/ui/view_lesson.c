/* The lesson's text, filled in with this run's values, and its questions. */
#include <stdio.h>

#include "ui/view.h"

enum { ANSWER_COLUMN = 5 };

/* The right answer and the one that was given are marked by a word; the one under the cursor by an arrow. */
static void add_answers(const Player *player, Page *page, const Question *question, int given)
{
    for (int i = 0; i < question->answer_count; i++) {
        const Answer *answer = &question->answers[i];
        bool chosen = given ? i + 1 == given : i == player->reader.answer;
        char mark[16];
        snprintf(mark, sizeof mark, "%s %c) ", chosen ? canvas_glyph(GLYPH_ARROW_RIGHT) : " ", 'a' + i);
        Style style = STYLE_PLAIN;
        if (given)
            style = answer->right ? STYLE_GOOD : chosen ? STYLE_BAD : STYLE_DIM;
        else if (chosen)
            style = STYLE_SELECTED;
        page_definition(page, style, mark, ANSWER_COLUMN, style, answer->text);
    }
}

static void add_explanations(Page *page, const Question *question, int given)
{
    for (int i = 0; i < question->answer_count; i++) {
        const Answer *answer = &question->answers[i];
        if (answer->right || i + 1 == given)
            page_definition(page, answer->right ? STYLE_GOOD : STYLE_BAD, answer->right ? "Right:" : "Wrong:", 7,
                            STYLE_PLAIN, answer->explanation);
    }
    page_line(page);
}

static void add_question(const Player *player, Page *page, const Question *question, int given)
{
    page_paragraph(page, STYLE_HEADING, 0, question->text);
    add_answers(player, page, question, given);
    if (given)
        add_explanations(page, question, given);
}

static void add_text(const Player *player, Page *page, const LessonItem *item, int step)
{
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    Diagnostic problem = {""};
    /* What cannot be filled in stands as it was written; `tlsteps check` tells the author. */
    text_layout_block(&layout, item->node, player->timeline, step, page->width, &problem);
    page_layout(page, &layout);
    text_layout_clear(&layout);
}

/* Number of the step that the text has come to behind an item. */
static int step_after(const Player *player, const LessonItem *item, int before)
{
    const Step *step = item->kind == LESSON_AT ? timeline_find_step(player->timeline, item->step) : NULL;
    return step ? step->number : before;
}

static void fill(const Player *player, Page *page)
{
    const ReaderState *reader = &player->reader;
    int step = 1;
    if (reader->page == 0) {
        page_line(page);
        page_add(page, STYLE_TITLE, reader->lesson->title);
        page_line(page);
    }
    for (int i = 0; i < reader->shown; i++) {
        const LessonItem *item = &reader->lesson->items[i];
        step = step_after(player, item, step);
        if (i < reader->page)
            continue;
        if (i == reader->focus && i > reader->page)
            page->focus = page->count;
        if (item->kind == LESSON_TEXT)
            add_text(player, page, item, step);
        else if (item->kind == LESSON_PREDICT)
            add_question(player, page, item->question, reader->given[i]);
    }
}

const View view_lesson = {"Lesson", fill, NULL};
