#include "ui/player.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/memory.h"
#include "ui/panel_change.h"
#include "ui/panel_compare.h"
#include "ui/panel_scenario.h"
#include "ui/taken.h"
#include "ui/view.h"

void player_start(Player *player, const Timeline *timeline, const Lesson *lesson, const Feed *feed)
{
    *player = (Player){.timeline = timeline, .feed = feed, .step = feed ? feed->first : 1, .bytes.field = -1};
    for (int view = 0; view < VIEW_COUNT; view++)
        player->scroll[view] = PAGE_FOLLOW;
    bytes_follow(player);
    reader_start(player, lesson);
    if (lesson)
        player->view = VIEW_LESSON;
}

void player_clear(Player *player)
{
    panel_close_all(player);
    field_tree_clear(&player->bytes.tree);
    maths_clear(&player->maths);
    secret_list_clear(&player->secrets);
    change_clear(&player->draft);
    runs_clear(&player->runs);
    find_clear(&player->find.finding);
    memory_free(player->reader.given);
    player_clear_wish(player);
    *player = (Player){0};
}

void player_switch(Player *player, const Timeline *timeline, int step)
{
    change_clear(&player->draft);
    bytes_forget(player);
    maths_clear(&player->maths);
    player->maths.step = 0;
    secret_list_clear(&player->secrets);
    find_clear(&player->find.finding);
    player->timeline = timeline;
    player_go(player, step);
    if (player->reader.lesson && view_of(player, VIEW_LESSON)) { /* back in its own run it goes on where it was */
        player->view = VIEW_LESSON;
        reader_follow(player);
    } else if (!view_of(player, player->view)) {
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

const Step *player_step(const Player *player)
{
    return timeline_step(player->timeline, player->step);
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
    bytes_follow(player);
    if (player->feed)
        player->feed->reach(player->feed->context, player->step);
}

/* Lets the view catch up with whatever has changed. */
static void follow(Player *player)
{
    const View *view = view_of(player, player->view);
    presenter_follow(player);
    if (view->follow)
        view->follow(player);
}

void player_look(Player *player)
{
    player->notice[0] = '\0';
    player_go(player, timeline_step_count(player->timeline) + 1);
    follow(player);
}

/* The next step in a direction at which its sender puts a message on the wire. */
static void go_message(Player *player, int direction)
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

bool player_scroll(Player *player, Action action, int height, int width)
{
    const View *view = view_of(player, player->view);
    Page page;
    if (!view->fill)
        return false;
    page_start(&page, width);
    view->fill(player, &page);
    bool scrolled = page_scroll(&page, &player->scroll[player->view], action, height);
    page_clear(&page);
    return scrolled;
}

static void choose_view(Player *player, int view)
{
    if (!view_of(player, (ViewId)view)) {
        player_notice(player, player->reader.lesson ? "the lesson is about its own run: t and Undo lead back to it"
                                                    : "there is no lesson here: tlsteps learn opens one");
        return;
    }
    player->view = (ViewId)view;
    if (view == VIEW_LESSON)
        reader_follow(player);
}

static void next_view(Player *player)
{
    int view = (int)player->view;
    do
        view = (view + 1) % VIEW_COUNT;
    while (!view_of(player, (ViewId)view));
    choose_view(player, view);
}

static void go_deeper(Player *player, int direction)
{
    int depth = (int)player->depth + direction;
    if (depth < 0)
        player_notice(player, "this is why the step is there; d goes deeper: what happens, then its bytes");
    else if (depth == DEPTH_COUNT)
        player_notice(player, "these are the bytes: it goes no deeper; D goes back up");
    else
        player->depth = (Depth)depth;
}

static void act(Player *player, Action action, int height, int width)
{
    const View *view = view_of(player, player->view);
    if (presenter_act(player, action) || (view->act && view->act(player, action, height, width)))
        return;
    switch (action) {
    case ACTION_NEXT:
        player_go(player, player->step + 1);
        break;
    case ACTION_BACK:
        player_go(player, player->step - 1);
        break;
    case ACTION_NEXT_MESSAGE:
        go_message(player, 1);
        break;
    case ACTION_BACK_MESSAGE:
        go_message(player, -1);
        break;
    case ACTION_FIRST:
        player_go(player, 1);
        break;
    case ACTION_LAST:
        player_go(player, timeline_step_count(player->timeline));
        break;
    case ACTION_GO_TO:
        go_to_open(player);
        break;
    case ACTION_FIND:
        find_open(player);
        break;
    case ACTION_FIND_NEXT:
        find_next(player, 1, height, width);
        break;
    case ACTION_FIND_BEFORE:
        find_next(player, -1, height, width);
        break;
    case ACTION_COPY:
        taken_copy(player);
        break;
    case ACTION_EXPORT:
        export_open(player, NULL);
        break;
    case ACTION_SHOW:
        taken_show(player);
        break;
    case ACTION_VIEW_1:
    case ACTION_VIEW_2:
    case ACTION_VIEW_3:
    case ACTION_VIEW_4:
    case ACTION_VIEW_5:
    case ACTION_VIEW_6:
        choose_view(player, (int)(action - ACTION_VIEW_1));
        break;
    case ACTION_NEXT_VIEW:
        next_view(player);
        break;
    case ACTION_DEEPER:
        go_deeper(player, 1);
        break;
    case ACTION_LESS_DEEP:
        go_deeper(player, -1);
        break;
    case ACTION_OPEN:
        player->full = !player->full;
        break;
    case ACTION_CHANGE:
        change_open(player);
        break;
    case ACTION_SCENARIO:
        scenario_open(player);
        break;
    case ACTION_COMPARE:
        compare_open(player);
        break;
    case ACTION_HELP:
        help_open(player);
        break;
    case ACTION_QUIT:
        player->quit = true;
        break;
    default:
        if (!player_scroll(player, action, height, width))
            player_notice(player, "this key does nothing in this view; ? shows where it does");
    }
}

void player_key(Player *player, unsigned value, int is_code, int height, int width)
{
    Key key = {value, is_code, action_of_key(value, is_code)};
    player->notice[0] = '\0';
    player->waiting = false;
    presenter_rest(player);
    if (player->panel)
        panel_key(player, &key, height, width);
    else if (key.action != ACTION_NONE)
        act(player, key.action, height, width);
    else if (!is_code && value >= 0x20)
        player_notice(player, "this key does nothing; ? shows those that do");
    follow(player);
}

int player_tick_time(const Player *player)
{
    enum { SECOND = 1000 };
    return !player->panel && player->presenter.left > 0 ? SECOND : player->tick;
}

void player_tick(Player *player, int height, int width)
{
    const View *view = view_of(player, player->view);
    if (player->panel && player->panel->kind->tick)
        player->panel->kind->tick(player, player->panel);
    else if (!player->panel && player->presenter.left > 0)
        presenter_tick(player, height, width);
    else if (!player->panel && view->tick)
        view->tick(player);
    follow(player);
}
