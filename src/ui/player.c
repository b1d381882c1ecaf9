#include "ui/player.h"

#include <curses.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ui/view.h"

void player_start(Player *player, const Timeline *timeline, const Lesson *lesson, const Feed *feed)
{
    *player = (Player){.timeline = timeline, .feed = feed, .step = 1, .bytes.field = -1};
    for (int view = 0; view < VIEW_COUNT; view++)
        player->scroll[view] = PAGE_FOLLOW;
    bytes_follow(player);
    reader_start(player, lesson);
    if (lesson)
        player->view = VIEW_LESSON;
}

void player_clear(Player *player)
{
    field_tree_clear(&player->bytes.tree);
    memory_free(player->reader.given);
    *player = (Player){0};
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
    for (int view = 0; view < VIEW_LESSON; view++)
        player->scroll[view] = PAGE_FOLLOW;
    bytes_follow(player);
    if (player->feed)
        player->feed->reach(player->feed->context, player->step);
}

void player_look(Player *player)
{
    player->notice[0] = '\0';
    player_go(player, timeline_step_count(player->timeline) + 1);
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

/* By number, by name, or by a part of one. */
static int find_step(const Player *player, const char *text)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (*text && *end == '\0')
        return number >= 1 && number <= timeline_step_count(player->timeline) ? (int)number : 0;
    const Step *step = timeline_find_step(player->timeline, text);
    if (step)
        return step->number;
    for (int i = 1; i <= timeline_step_count(player->timeline); i++)
        if (strstr(timeline_step(player->timeline, i)->name, text))
            return i;
    return 0;
}

static void prompt_key(Player *player, unsigned key, int is_code)
{
    size_t size = strlen(player->prompt);
    if (!is_code && key == 27) {
        player->prompting = false;
    } else if ((is_code && key == KEY_BACKSPACE) || (!is_code && (key == 127 || key == 8))) {
        if (size > 0)
            player->prompt[size - 1] = '\0';
    } else if ((is_code && key == KEY_ENTER) || (!is_code && (key == '\r' || key == '\n'))) {
        player->prompting = false;
        int step = *player->prompt ? find_step(player, player->prompt) : player->step;
        if (step)
            player_go(player, step);
        else
            player_notice(player, "no step is numbered or called '%s' (1 to %d)", player->prompt,
                          timeline_step_count(player->timeline));
    } else if (!is_code && key >= 0x20 && key < 0x7f && size + 1 < sizeof player->prompt) {
        player->prompt[size] = (char)key;
        player->prompt[size + 1] = '\0';
    }
}

static void scroll_page(int *scroll, Action action, int height, const Page *page)
{
    int top = page_top(page, *scroll, height), last = page_last(page, height), wanted = top;
    int step = height > 1 ? height - 1 : 1;
    switch (action) {
    case ACTION_UP:
        wanted = top - 1;
        break;
    case ACTION_DOWN:
        wanted = top + 1;
        break;
    case ACTION_PAGE_UP:
        wanted = top - step;
        break;
    case ACTION_PAGE_DOWN:
        wanted = top + step;
        break;
    case ACTION_HOME:
        wanted = 0;
        break;
    case ACTION_END:
        wanted = last;
        break;
    default:
        return;
    }
    *scroll = wanted < 0 ? 0 : wanted > last ? last : wanted;
}

static void view_act(Player *player, Action action, int height, int width)
{
    const View *view = view_of(player, player->view);
    if (!view->fill) {
        bytes_act(player, action, height);
        return;
    }
    Page page;
    page_start(&page, width);
    view->fill(player, &page);
    scroll_page(&player->scroll[player->view], action, height, &page);
    page_clear(&page);
}

/* What there is of the lesson's page below the area; true where there was, and it has been scrolled to. */
static bool read_below(Player *player, int height, int width)
{
    int *scroll = &player->scroll[VIEW_LESSON];
    Page page;
    page_start(&page, width);
    view_lesson.fill(player, &page);
    bool more = page_top(&page, *scroll, height) < page_last(&page, height);
    if (more)
        scroll_page(scroll, ACTION_PAGE_DOWN, height, &page);
    page_clear(&page);
    return more;
}

/* Keys that a lesson takes for itself: space reads on, and the arrow keys choose an answer where a question waits for
   one. What is below the area is read first. */
static bool lesson_act(Player *player, Action action, int height, int width)
{
    const Question *question = reader_pending(&player->reader);
    bool choosing = action == ACTION_UP || action == ACTION_DOWN || action == ACTION_OPEN;
    if (action == ACTION_BACK) {
        reader_back(player);
        return true;
    }
    if (action != ACTION_NEXT && !(question && choosing))
        return false;
    if (action != ACTION_UP && read_below(player, height, width))
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

static void choose_view(Player *player, int view)
{
    if (!view_of(player, (ViewId)view)) {
        player_notice(player, "there is no lesson here: tlsteps learn opens one");
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

static void act(Player *player, Action action, int height, int width)
{
    if (player->view == VIEW_LESSON && lesson_act(player, action, height, width))
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
        player->prompting = true;
        player->prompt[0] = '\0';
        break;
    case ACTION_VIEW_1:
    case ACTION_VIEW_2:
    case ACTION_VIEW_3:
    case ACTION_VIEW_4:
    case ACTION_VIEW_5:
        choose_view(player, (int)(action - ACTION_VIEW_1));
        break;
    case ACTION_NEXT_VIEW:
        next_view(player);
        break;
    case ACTION_OPEN:
        player->full = !player->full;
        break;
    case ACTION_ACTOR:
        player->actor = (Actor)((player->actor + 1) % ACTOR_ATTACKER);
        player->scroll[VIEW_KEYS] = PAGE_FOLLOW;
        break;
    case ACTION_HELP:
        player->help = true;
        player->help_scroll = 0;
        break;
    case ACTION_QUIT:
        player->quit = true;
        break;
    default:
        view_act(player, action, height, width);
    }
}

static void help_key(Player *player, Action action, int height, int width)
{
    bool scrolls = action >= ACTION_UP && action <= ACTION_END;
    Page page;
    page_start(&page, width);
    help_fill(&page);
    scroll_page(&player->help_scroll, action, height, &page);
    page_clear(&page);
    player->help = scrolls;
}

void player_key(Player *player, unsigned key, int is_code, int height, int width)
{
    player->notice[0] = '\0';
    player->waiting = false;
    if (player->prompting) {
        prompt_key(player, key, is_code);
        return;
    }
    Action action = action_of_key(key, is_code);
    if (player->help)
        help_key(player, action, height, width);
    else if (action != ACTION_NONE)
        act(player, action, height, width);
    else if (!is_code && key >= 0x20)
        player_notice(player, "this key does nothing; ? shows those that do");
}
