/* Reading a lesson: its items are revealed one after the other; a question stops until it has its answer. */
#include "base/memory.h"
#include "ui/content/words.h"
#include "ui/player/player.h"

static const LessonItem *item_at(const ReaderState *reader, int index)
{
    return index >= 0 && index < reader->lesson->item_count ? &reader->lesson->items[index] : NULL;
}

void reader_start(Player *player, const Lesson *lesson)
{
    ReaderState *reader = &player->reader;
    *reader = (ReaderState){.lesson = lesson};
    if (!lesson)
        return;
    reader->given = memory_new_array((size_t)lesson->item_count, sizeof *reader->given);
    reader->stops = memory_new_array((size_t)lesson->item_count, sizeof *reader->stops);
    reader_advance(player);
}

const Question *reader_pending(const ReaderState *reader)
{
    if (!reader->lesson || reader->shown == 0 || reader->given[reader->shown - 1])
        return NULL;
    const LessonItem *last = item_at(reader, reader->shown - 1);
    return last->kind == LESSON_PREDICT ? last->question : NULL;
}

static bool node_names(cmark_node *node, const char *name)
{
    bool found = false;
    cmark_iter *walk = cmark_iter_new(node);
    while (!found && cmark_iter_next(walk) != CMARK_EVENT_DONE)
        found = sentence_names(cmark_node_get_literal(cmark_iter_get_node(walk)), name);
    cmark_iter_free(walk);
    return found;
}

bool reader_names(const ReaderState *reader, const char *name)
{
    for (int i = reader->page; reader->lesson && i < reader->shown; i++) {
        const LessonItem *item = item_at(reader, i);
        if (item->kind == LESSON_TEXT && node_names(item->node, name))
            return true;
        if (item->kind == LESSON_PREDICT && sentence_names(item->question->text, name))
            return true;
    }
    return false;
}

/* The run is where the text is: at the last step that has been revealed, or before them all. */
void reader_follow(Player *player)
{
    const Step *step = NULL;
    for (int i = player->reader.shown - 1; i >= 0 && !step; i--) {
        const LessonItem *item = item_at(&player->reader, i);
        step = item->kind == LESSON_AT ? timeline_find_step(player->timeline, item->step) : NULL;
    }
    player_go(player, step ? step->number : player_first_step(player));
}

/* One press never passes a step: what leads to it is read first, and the next press goes there. A page's heading is
   read with what follows it. */
static bool stops_before(const LessonItem *next, bool revealed)
{
    return !next || next->begins_page || (next->kind == LESSON_AT && revealed);
}

void reader_advance(Player *player)
{
    ReaderState *reader = &player->reader;
    const LessonItem *next;
    if (reader_pending(reader)) {
        player_advise(player, "first your answer: its letter, or the arrow keys and Enter",
                      "first your answer: its letter");
        return;
    }
    /* Of claims there is nothing to see. */
    while ((next = item_at(reader, reader->shown)) && next->kind == LESSON_CLAIM)
        reader->shown++;
    if (!next) {
        player_advise(player, "this is the end of the lesson; q leaves it",
                      "this is the end of the lesson; quit leaves it");
        return;
    }
    if (next->begins_page)
        reader->page = reader->shown;
    reader->focus = reader->shown;
    reader->answer = 0;
    /* As far as the next step, page or question. */
    bool revealed = false;
    do {
        revealed = revealed || (!next->begins_page && next->kind != LESSON_CLAIM);
        reader->shown++;
        if (next->kind == LESSON_PREDICT)
            break;
        next = item_at(reader, reader->shown);
    } while (!stops_before(next, revealed));
    reader->stops[reader->stop_count++] = (ReaderStop){reader->page, reader->focus, reader->shown};
    player->scroll[VIEW_LESSON] = PAGE_FOLLOW;
    reader_follow(player);
}

void reader_back(Player *player)
{
    ReaderState *reader = &player->reader;
    if (reader->stop_count < 2) {
        player_notice(player, "this is the beginning of the lesson");
        return;
    }
    ReaderStop before = reader->stops[--reader->stop_count - 1];
    reader->page = before.page;
    reader->focus = before.focus;
    reader->shown = before.shown;
    player->scroll[VIEW_LESSON] = PAGE_FOLLOW;
    reader_follow(player);
}

void reader_answer(Player *player)
{
    ReaderState *reader = &player->reader;
    if (!reader_pending(reader))
        return;
    reader->focus = reader->shown - 1;
    reader->given[reader->focus] = reader->answer + 1;
    player->scroll[VIEW_LESSON] = PAGE_FOLLOW;
}
