/* Reading a lesson: its items are revealed one after the other; a question stops until it has its answer. */
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "ui/player.h"

void reader_start(Player *player, const Lesson *lesson)
{
    ReaderState *reader = &player->reader;
    *reader = (ReaderState){.lesson = lesson};
    if (!lesson)
        return;
    reader->given = memory_new_array((size_t)lesson->item_count + 1, sizeof *reader->given);
    reader_advance(player);
}

static const LessonItem *item_at(const ReaderState *reader, int index)
{
    return index >= 0 && index < reader->lesson->item_count ? &reader->lesson->items[index] : NULL;
}

const Question *reader_pending(const ReaderState *reader)
{
    if (!reader->lesson || reader->shown == 0)
        return NULL;
    const LessonItem *item = item_at(reader, reader->shown - 1);
    return item->kind == LESSON_PREDICT && !reader->given[reader->shown - 1] ? item->question : NULL;
}

/* The step that a lesson's item belongs to. */
static void follow(Player *player, const LessonItem *item)
{
    const Step *step = timeline_find_step(player->timeline, item->step);
    if (step)
        player_go(player, step->number);
}

void reader_advance(Player *player)
{
    ReaderState *reader = &player->reader;
    if (reader_pending(reader)) {
        snprintf(player->notice, sizeof player->notice, "first your answer: arrow keys up and down, then Enter");
        return;
    }
    const LessonItem *next = item_at(reader, reader->shown);
    if (!next) {
        snprintf(player->notice, sizeof player->notice, "this is the end of the lesson; q leaves it");
        return;
    }
    if (next->begins_page)
        reader->page = reader->shown;
    player->scroll[VIEW_LESSON] = PAGE_FOLLOW;
    do {
        if (next->kind == LESSON_AT)
            follow(player, next);
        reader->shown++;
        reader->answer = 0;
        if (next->kind == LESSON_PREDICT)
            break;
        next = item_at(reader, reader->shown);
    } while (next && !next->begins_page);
}

/* The state of the run belongs to where the text is: the last `at` that has been revealed. */
static void follow_shown(Player *player)
{
    for (int i = player->reader.shown - 1; i >= 0; i--)
        if (player->reader.lesson->items[i].kind == LESSON_AT) {
            follow(player, &player->reader.lesson->items[i]);
            return;
        }
    player_go(player, 1);
}

void reader_back(Player *player)
{
    ReaderState *reader = &player->reader;
    if (reader->page == 0) {
        snprintf(player->notice, sizeof player->notice, "this is the beginning of the lesson");
        return;
    }
    /* A page back, shown as far as its first question that has no answer, if there is one. */
    int end = reader->page;
    do
        reader->page--;
    while (reader->page > 0 && !reader->lesson->items[reader->page].begins_page);
    reader->shown = end;
    player->scroll[VIEW_LESSON] = PAGE_FOLLOW;
    follow_shown(player);
}

void reader_answer(Player *player)
{
    ReaderState *reader = &player->reader;
    if (!reader_pending(reader))
        return;
    reader->given[reader->shown - 1] = reader->answer + 1;
    player->scroll[VIEW_LESSON] = PAGE_FOLLOW;
}
