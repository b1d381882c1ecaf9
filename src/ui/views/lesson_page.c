#include "ui/views/lesson_page.h"

#include <stdio.h>

#include "base/text.h"
#include "lesson/fill.h"

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
}

static void add_outcome(const Telling *telling, const Question *question, int given)
{
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

static void add_title(const Player *player, Page *page)
{
    page_line(page);
    page_add(page, STYLE_TITLE, player->reader.lesson->title);
    page_line(page);
}

static void add_predict(const Telling *telling, int index)
{
    const ReaderState *reader = &telling->player->reader;
    const Question *question = reader->lesson->items[index].question;
    add_question(telling, question, reader->given[index]);
    if (reader->given[index])
        add_outcome(telling, question, reader->given[index]);
}

/* Of what has been revealed the items from `from` on; where not `asks`, the text alone. */
static void add_items(const Player *player, Page *page, int from, bool asks)
{
    const ReaderState *reader = &player->reader;
    Telling telling = {player, page, 1};
    if (page->width > TEXT_WIDTH_MOST)
        page->width = TEXT_WIDTH_MOST;
    if (from == 0)
        add_title(player, page);
    for (int i = 0; i < reader->shown; i++) {
        const LessonItem *item = &reader->lesson->items[i];
        if (item->kind == LESSON_AT)
            follow(&telling, item);
        if (i < from)
            continue;
        if (i == reader->focus && i > from)
            page->focus = page->count;
        if (item->kind == LESSON_TEXT)
            add_text(&telling, item);
        else if (item->kind == LESSON_PREDICT && asks)
            add_predict(&telling, i);
    }
}

void lesson_page_fill(const Player *player, Page *page)
{
    add_items(player, page, player->reader.page, true);
}

void lesson_page_tell(const Player *player, Page *page)
{
    add_items(player, page, player->reader.focus, false);
}

/* The question that was revealed last: false where there is none. */
static bool last_question(Telling *telling, const Question **question, int *given)
{
    const ReaderState *reader = &telling->player->reader;
    for (int i = 0; i < reader->shown; i++)
        if (reader->lesson->items[i].kind == LESSON_AT)
            follow(telling, &reader->lesson->items[i]);
    const LessonItem *last = &reader->lesson->items[reader->shown - 1];
    *question = last->question;
    *given = reader->given[reader->shown - 1];
    return last->kind == LESSON_PREDICT;
}

void lesson_page_tell_question(const Player *player, Page *page)
{
    Telling telling = {player, page, 1};
    const Question *question;
    int given;
    if (last_question(&telling, &question, &given))
        add_question(&telling, question, 0);
}

void lesson_page_tell_outcome(const Player *player, Page *page)
{
    Telling telling = {player, page, 1};
    const Question *question;
    int given;
    if (last_question(&telling, &question, &given) && given)
        add_outcome(&telling, question, given);
}
