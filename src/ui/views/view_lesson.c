/* The lesson's view: reading on, and answering. */
#include <stdio.h>

#include "ui/player/view.h"
#include "ui/views/lesson_page.h"

/* What there is of the lesson's page below the area; true where there was, and it has been scrolled to. */
static bool read_below(Player *player, Extent extent)
{
    int *scroll = &player->scroll[VIEW_LESSON];
    Page page;
    page_start(&page, extent.width);
    lesson_page_fill(player, &page);
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

/* What a text that is read everywhere cannot say: where things stand on this screen. */
static const char *first_hint(void)
{
    static char text[96];
    snprintf(text, sizeof text,
             "space reads on \u00b7 watch Eve's column \u00b7 1-%d other sides, %d back \u00b7 ? help", VIEW_COUNT,
             VIEW_LESSON + 1);
    return text;
}

static const char *status(const Player *player)
{
    bool first = player->reader.stop_count == 1 && !player->presenter.on && !player->whole;
    if (reader_pending(&player->reader))
        return "its letter answers \u00b7 \u2191 \u2193 Enter too \u00b7 p back \u00b7 q quit";
    return first ? first_hint() : NULL;
}

const View view_lesson = {
    .name = "Lesson", .fill = lesson_page_fill, .act = act, .type = type, .click_mark = click_mark, .status = status};
