/* The lesson's text, filled in with this run's values, and its questions. */
#include <stdio.h>

#include "base/text.h"
#include "ui/view.h"

static void add_answers(const Player *player, Page *page, const Question *question, int given)
{
    for (int i = 0; i < question->answer_count; i++) {
        const Answer *answer = &question->answers[i];
        char text[512];
        snprintf(text, sizeof text, "%c) %s", 'a' + i, answer->text);
        Style style = STYLE_PLAIN;
        if (given)
            style = answer->right ? STYLE_GOOD : i + 1 == given ? STYLE_BAD : STYLE_DIM;
        else if (i == player->reader.answer)
            style = STYLE_SELECTED;
        page_paragraph(page, style, 2, text);
    }
}

static void add_verdict(Page *page, const Question *question, int given)
{
    const Answer *answer = &question->answers[given - 1];
    page_line(page);
    page_add(page, answer->right ? STYLE_GOOD : STYLE_BAD, answer->right ? "Right. " : "Not so. ");
    page_paragraph(page, STYLE_PLAIN, 2, answer->explanation);
    for (int i = 0; i < question->answer_count && !answer->right; i++)
        if (question->answers[i].right)
            page_paragraph(page, STYLE_PLAIN, 2, question->answers[i].explanation);
    page_line(page);
}

static void add_question(const Player *player, Page *page, const Question *question, int given)
{
    page_paragraph(page, STYLE_HEADING, 0, question->text);
    if (!given)
        page->focus = page->count + question->answer_count;
    add_answers(player, page, question, given);
    if (given)
        add_verdict(page, question, given);
}

static void add_text(const Player *player, Page *page, const LessonItem *item, int step)
{
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    Diagnostic problem = {""};
    text_layout_block(&layout, item->node, player->timeline, step, page->width - 2, &problem);
    page_layout(page, &layout);
    text_layout_clear(&layout);
}

/* Step that the text belongs to before item `index`. */
static int step_before(const Player *player, int index)
{
    int number = 1;
    for (int i = 0; i < index; i++) {
        const LessonItem *item = &player->reader.lesson->items[i];
        const Step *step = item->kind == LESSON_AT ? timeline_find_step(player->timeline, item->step) : NULL;
        if (step)
            number = step->number;
    }
    return number;
}

static void fill(const Player *player, Page *page)
{
    const ReaderState *reader = &player->reader;
    int step = step_before(player, reader->page);
    if (reader->page == 0) {
        page_line(page);
        page_add(page, STYLE_TITLE, reader->lesson->title);
        page_line(page);
    }
    for (int i = reader->page; i < reader->shown; i++) {
        const LessonItem *item = &reader->lesson->items[i];
        if (item->kind == LESSON_AT)
            step = step_before(player, i + 1);
        else if (item->kind == LESSON_TEXT)
            add_text(player, page, item, step);
        else if (item->kind == LESSON_PREDICT)
            add_question(player, page, item->question, reader->given[i]);
    }
}

const View view_lesson = {"Lesson", fill, NULL};
