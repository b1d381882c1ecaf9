#include "ui/player.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ui/view.h"

void player_start(Player *player, const Timeline *timeline, const Lesson *lesson)
{
    *player = (Player){.timeline = timeline, .step = 1, .bytes.field = -1};
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

const Step *player_step(const Player *player)
{
    return timeline_step(player->timeline, player->step);
}

void player_go(Player *player, int step)
{
    int last = timeline_step_count(player->timeline);
    if (step < 1 || step > last) {
        snprintf(player->notice, sizeof player->notice, step < 1 ? "this is the first step" : "this is the last step");
        return;
    }
    player->step = step;
    for (int view = 0; view < VIEW_LESSON; view++)
        player->scroll[view] = PAGE_FOLLOW;
    bytes_follow(player);
}

/* The next step in a direction at which its sender puts a message on the wire. */
static void go_message(Player *player, int direction)
{
    for (int number = player->step + direction;; number += direction) {
        const Step *step = timeline_step(player->timeline, number);
        if (!step) {
            snprintf(player->notice, sizeof player->notice, "no more messages in this direction");
            return;
        }
        if (step->message && step->actor == step->message->from) {
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
    for (int i = 1; !step && i <= timeline_step_count(player->timeline); i++)
        if (strstr(timeline_step(player->timeline, i)->name, text))
            step = timeline_step(player->timeline, i);
    return step ? step->number : 0;
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
            snprintf(player->notice, sizeof player->notice, "no step is numbered or called '%s' (1 to %d)",
                     player->prompt, timeline_step_count(player->timeline));
    } else if (!is_code && key >= 0x20 && key < 0x7f && size + 1 < sizeof player->prompt) {
        player->prompt[size] = (char)key;
        player->prompt[size + 1] = '\0';
    }
}

static void scroll_page(int *scroll, Action action, int height, int count, int top)
{
    int last = count > height ? count - height : 0;
    int wanted = top;
    switch (action) {
    case ACTION_UP:
        wanted = top - 1;
        break;
    case ACTION_DOWN:
        wanted = top + 1;
        break;
    case ACTION_PAGE_UP:
        wanted = top - (height - 1);
        break;
    case ACTION_PAGE_DOWN:
        wanted = top + (height - 1);
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
    int *scroll = &player->scroll[player->view];
    scroll_page(scroll, action, height, page.count, page_top(&page, *scroll, height));
    page_clear(&page);
}

/* In a lesson the arrow keys choose an answer, as long as a question waits for one. */
static bool question_act(Player *player, Action action)
{
    const Question *question = player->view == VIEW_LESSON ? reader_pending(&player->reader) : NULL;
    if (!question)
        return false;
    if (action == ACTION_UP || action == ACTION_DOWN) {
        int moved = player->reader.answer + (action == ACTION_DOWN ? 1 : -1);
        player->reader.answer = (moved + question->answer_count) % question->answer_count;
        player->scroll[VIEW_LESSON] = PAGE_FOLLOW;
        return true;
    }
    if (action == ACTION_OPEN) {
        reader_answer(player);
        return true;
    }
    return false;
}

static void choose_view(Player *player, int view)
{
    if (view_of(player, (ViewId)view))
        player->view = (ViewId)view;
    else
        snprintf(player->notice, sizeof player->notice, "there is no lesson here: tlsteps learn opens one");
}

static void next_view(Player *player)
{
    int view = player->view;
    do
        view = (view + 1) % VIEW_COUNT;
    while (!view_of(player, (ViewId)view));
    player->view = (ViewId)view;
}

static void act(Player *player, Action action, int height, int width)
{
    bool reading = player->view == VIEW_LESSON;
    if (question_act(player, action))
        return;
    switch (action) {
    case ACTION_NEXT:
        if (reading)
            reader_advance(player);
        else
            player_go(player, player->step + 1);
        break;
    case ACTION_BACK:
        if (reading)
            reader_back(player);
        else
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
    Page page;
    page_start(&page, width);
    help_fill(&page);
    int before = player->help_scroll;
    bool scrolls = action == ACTION_UP || action == ACTION_DOWN || action == ACTION_PAGE_UP ||
                   action == ACTION_PAGE_DOWN || action == ACTION_HOME || action == ACTION_END;
    if (scrolls)
        scroll_page(&player->help_scroll, action, height, page.count, page_top(&page, before, height));
    else
        player->help = false;
    page_clear(&page);
}

void player_key(Player *player, unsigned key, int is_code, int height, int width)
{
    player->notice[0] = '\0';
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
        snprintf(player->notice, sizeof player->notice, "this key does nothing; ? shows those that do");
}
