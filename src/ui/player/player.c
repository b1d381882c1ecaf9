#include "ui/player/player.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/memory.h"
#include "base/text.h"

/* The first that matters: what the sides were set up with stands before it. */
static int first_step(const Timeline *timeline)
{
    int setup = timeline_setup_count(timeline);
    return setup < timeline_step_count(timeline) ? setup + 1 : 1;
}

void player_start(Player *player, const Timeline *timeline, const Lesson *lesson, const Feed *feed)
{
    *player = (Player){
        .timeline = timeline, .feed = feed, .step = feed ? feed->first : first_step(timeline), .bytes.field = -1};
    for (int view = 0; view < VIEW_COUNT; view++)
        player->scroll[view] = PAGE_FOLLOW;
    bytes_follow(&player->bytes, player->timeline, player->step);
    reader_start(player, lesson);
    if (lesson)
        player->view = VIEW_LESSON;
}

void player_clear(Player *player)
{
    bytes_forget(&player->bytes);
    maths_clear(&player->maths);
    secret_list_clear(&player->secrets);
    change_clear(&player->draft);
    runs_clear(&player->runs);
    find_clear(&player->find.finding);
    memory_free(player->reader.given);
    memory_free(player->reader.stops);
    player_clear_wish(player);
    *player = (Player){0};
}

void player_switch(Player *player, const Timeline *timeline, int step)
{
    change_clear(&player->draft);
    bytes_forget(&player->bytes);
    maths_clear(&player->maths);
    player->maths.step = 0;
    secret_list_clear(&player->secrets);
    find_clear(&player->find.finding);
    player->timeline = timeline;
    player_go(player, step);
    if (player->reader.lesson &&
        player_has_view(player, VIEW_LESSON)) { /* back in its own run it goes on where it was */
        player->view = VIEW_LESSON;
        reader_follow(player);
    } else if (!player_has_view(player, player->view)) {
        player->view = VIEW_LADDER;
    }
}

const Scenario *player_scenario(const Player *player)
{
    const Simulation *played = runs_played(&player->runs);
    return played ? simulation_scenario(played) : NULL;
}

void player_clear_wish(Player *player)
{
    buffer_clear(&player->wish.text);
    player->wish.kind = WISH_NONE;
}

void player_notice(Player *player, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(player->notice, sizeof player->notice, format, arguments);
    va_end(arguments);
}

void player_advise(Player *player, const char *by_key, const char *in_words)
{
    player_notice(player, "%s", player->in_words ? in_words : by_key);
}

const Step *player_step(const Player *player)
{
    return timeline_step(player->timeline, player->step);
}

int player_first_step(const Player *player)
{
    return first_step(player->timeline);
}

int player_place_count(const Player *player)
{
    return timeline_step_count(player->timeline) - timeline_setup_count(player->timeline);
}

const TimelineFact *player_known(const Player *player, Actor actor, const char *name)
{
    Buffer full = BUFFER_EMPTY;
    text_append(&full, "c");
    text_append_decimal(&full, (uint64_t)player_step(player)->connection);
    text_append(&full, ".");
    text_append(&full, name);
    const TimelineFact *fact = timeline_known(player->timeline, actor, text_finish(&full), player->step);
    buffer_clear(&full);
    return fact;
}

/* Whether a run that goes on has a step behind its last one now; where not, the status line says why. */
static bool grow(Player *player)
{
    FeedState state = player->feed ? player->feed->advance(player->feed->context) : FEED_ENDED;
    player->waiting = state == FEED_WAITS;
    if (state == FEED_WAITS)
        player_notice(player, "waiting for the other side");
    else if (state == FEED_ENDED)
        player_notice(player, "this is the last step");
    return state == FEED_GREW;
}

void player_go(Player *player, int step)
{
    if (step < 1) {
        player_notice(player, "this is the first step");
        return;
    }
    if (step > timeline_step_count(player->timeline) && !grow(player))
        return;
    int last = timeline_step_count(player->timeline);
    player->waiting = false;
    player->step = step < last ? step : last;
    for (int view = 0; view < VIEW_COUNT; view++)
        if (view != VIEW_LESSON)
            player->scroll[view] = PAGE_FOLLOW;
    bytes_follow(&player->bytes, player->timeline, player->step);
    if (player->feed)
        player->feed->reach(player->feed->context, player->step);
}

void player_go_message(Player *player, int direction)
{
    for (int number = player->step + direction;; number += direction) {
        const Step *step = timeline_step(player->timeline, number);
        if (!step && direction > 0 && player->feed) {
            player_go(player, number); /* of a run that goes on each step is looked at */
            return;
        }
        if (!step) {
            player_notice(player, "no more messages in this direction");
            return;
        }
        if (step_sends(step)) {
            player_go(player, number);
            return;
        }
    }
}

bool player_has_view(const Player *player, ViewId view)
{
    /* A lesson talks about the run that was opened, and no other. */
    return view != VIEW_LESSON || (player->reader.lesson && !player->runs.changed);
}

bool player_has_slide(const Player *player)
{
    return player->presenter.on && player->view == VIEW_LADDER;
}

void player_show_view(Player *player, ViewId view)
{
    if (!player_has_view(player, view)) {
        if (player->reader.lesson)
            player_advise(player, "the lesson is about its own run: t and Undo lead back to it",
                          "the lesson is about its own run: change, and Undo there, lead back to it");
        else
            player_notice(player, "there is no lesson here: tlsteps learn opens one");
        return;
    }
    player->view = view;
    if (view == VIEW_LESSON)
        reader_follow(player);
}

void player_show_next_view(Player *player)
{
    int view = (int)player->view;
    do
        view = (view + 1) % VIEW_COUNT;
    while (!player_has_view(player, (ViewId)view));
    player_show_view(player, (ViewId)view);
}

void player_go_deeper(Player *player, int direction)
{
    int depth = (int)player->depth + direction;
    if (depth < 0)
        player_advise(player, "this is why the step is there; d goes deeper: what happens, then bytes",
                      "this is why the step is there; deeper tells what happens, then its bytes");
    else if (depth == DEPTH_COUNT)
        player_advise(player, "these are the bytes: it goes no deeper; D goes back up",
                      "these are the bytes: it goes no deeper; less deep leads back");
    else
        player->depth = (Depth)depth;
}

int player_tick_time(const Player *player)
{
    enum { SECOND = 1000 };
    return !player->panel && player->presenter.left > 0 ? SECOND : player->tick;
}
