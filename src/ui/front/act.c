#include "ui/front/act.h"

#include "ui/panels/panel_change.h"
#include "ui/panels/panel_columns.h"
#include "ui/panels/panel_compare.h"
#include "ui/panels/panel_documents.h"
#include "ui/panels/panel_export.h"
#include "ui/panels/panel_find.h"
#include "ui/panels/panel_go_to.h"
#include "ui/panels/panel_help.h"
#include "ui/panels/panel_scenario.h"
#include "ui/panels/panel_step.h"
#include "ui/panels/panel_take.h"
#include "ui/player/view.h"

/* Lets the view catch up with whatever has changed. */
static void follow(Player *player)
{
    const View *view = view_of(player, player->view);
    if (view->follow)
        view->follow(player);
}

bool act_scroll(Player *player, Action action, Extent extent)
{
    const View *view = view_of(player, player->view);
    Page page;
    if (!view->fill)
        return false;
    page_start(&page, extent.width);
    view->fill(player, &page);
    bool scrolled = page_scroll(&page, &player->scroll[player->view], action, extent.height);
    page_clear(&page);
    return scrolled;
}

/* What is selected in the view is taken along, or, where nothing is, one of all values of the step. */
static void take(Player *player, Action action)
{
    const View *view = view_of(player, player->view);
    Taken taken = {0};
    bool selected = view->take && view->take(player, &taken);
    if (action == ACTION_EXPORT)
        export_open(player, selected ? &taken : NULL);
    else if (!selected)
        take_open(player);
    else if (action == ACTION_COPY)
        take_copy(player, &taken);
    else
        take_show(player, &taken);
    taken_clear(&taken);
}

/* What leads through the run, and to other sides of a step. */
static bool walk(Player *player, Action action)
{
    switch (action) {
    case ACTION_NEXT:
        player_go(player, player->step + 1);
        return true;
    case ACTION_BACK:
        player_go(player, player->step - 1);
        return true;
    case ACTION_NEXT_MESSAGE:
        player_go_message(player, 1);
        return true;
    case ACTION_BACK_MESSAGE:
        player_go_message(player, -1);
        return true;
    case ACTION_FIRST:
        player_go(player, player_first_step(player));
        return true;
    case ACTION_LAST:
        player_go(player, timeline_step_count(player->timeline));
        return true;
    case ACTION_DEEPER:
        player_go_deeper(player, 1);
        return true;
    case ACTION_LESS_DEEP:
        player_go_deeper(player, -1);
        return true;
    case ACTION_NEXT_VIEW:
        player_show_next_view(player);
        return true;
    case ACTION_WHOLE:
        player->whole = !player->whole;
        return true;
    default:
        return false;
    }
}

/* What opens a panel. */
static bool open(Player *player, Action action)
{
    static void (*const openers[ACTION_COUNT])(Player * player) = {
        [ACTION_GO_TO] = go_to_open,         [ACTION_FIND] = find_open,       [ACTION_CHANGE] = change_open,
        [ACTION_SCENARIO] = scenario_open,   [ACTION_COMPARE] = compare_open, [ACTION_HELP] = help_open,
        [ACTION_DOCUMENTS] = documents_open, [ACTION_COLUMNS] = columns_open, [ACTION_EVERYTHING] = step_open,
    };
    if (openers[action])
        openers[action](player);
    return openers[action];
}

/* Slides go by messages, unless every step has one. */
static bool turn_slide(Player *player, Action action)
{
    bool turns = action == ACTION_NEXT || action == ACTION_BACK;
    if (action == ACTION_SLIDES)
        player_notice(player, "slides come one after the other in a presentation: P begins one");
    else if (player_has_slide(player) && !player->presenter.every_step && turns)
        player_go_message(player, action == ACTION_NEXT ? 1 : -1);
    else
        return false;
    return true;
}

static void act(Player *player, Action action, Extent extent)
{
    const View *view = view_of(player, player->view);
    bool done = presenter_act(&player->presenter, action) || turn_slide(player, action) ||
                (view->act && view->act(player, action, extent)) || walk(player, action) || open(player, action);
    if (done)
        return;
    int view_number = (int)action - ACTION_VIEW_FIRST;
    if (view_number >= 0 && view_number < VIEW_COUNT)
        player_show_view(player, (ViewId)view_number);
    else if (action == ACTION_FIND_NEXT || action == ACTION_FIND_BEFORE)
        find_next(player, action == ACTION_FIND_NEXT ? 1 : -1, extent);
    else if (action == ACTION_COPY || action == ACTION_SHOW || action == ACTION_EXPORT)
        take(player, action);
    else if (action == ACTION_OPEN)
        player->full = !player->full;
    else if (action == ACTION_QUIT)
        player->quit = true;
    else if (!act_scroll(player, action, extent))
        player_advise(player, "this key does nothing in this view; ? shows where it does",
                      "there is nothing here that this could be done to; help all tells what each word is for");
}

static void take_key(Player *player, const Key *key, Extent extent)
{
    player->notice[0] = '\0';
    player->waiting = false;
    presenter_rest(&player->presenter);
    if (player->panel)
        panel_key(player, key, extent);
    else if (key->action != ACTION_NONE)
        act(player, key->action, extent);
    else if (!key->is_code && key->value >= 0x20)
        player_notice(player, "this key does nothing; ? shows those that do");
    follow(player);
}

void act_do(Player *player, Action action, Extent extent)
{
    Key key = {.action = action};
    action_first_key(action, &key.value, &key.is_code);
    take_key(player, &key, extent);
}

void act_key(Player *player, unsigned value, int is_code, Extent extent)
{
    const View *view = view_of(player, player->view);
    Key key = {value, is_code, action_of_key(value, is_code)};
    if (!player->panel && !is_code && view->type && view->type(player, value)) {
        player->notice[0] = '\0';
        presenter_rest(&player->presenter);
        follow(player);
        return;
    }
    take_key(player, &key, extent);
}

/* At the end of the run, and before a question, the presenter stops; the other side of a live connection may still
   come. */
static void present_next(Player *player, Extent extent)
{
    Presenter *presenter = &player->presenter;
    int step = player->step, read = player->reader.shown;
    act_do(player, ACTION_NEXT, extent);
    bool stands = step == player->step && read == player->reader.shown;
    if (stands && !player->waiting)
        presenter->left = 0;
}

void act_tick(Player *player, Extent extent)
{
    if (player->panel && player->panel->kind->tick)
        player->panel->kind->tick(player, player->panel);
    else if (!player->panel && presenter_tick(&player->presenter))
        present_next(player, extent);
    follow(player);
}

void act_look(Player *player)
{
    player->notice[0] = '\0';
    player_go(player, timeline_step_count(player->timeline) + 1);
    follow(player);
}

void act_end(Player *player)
{
    panel_close_all(player);
    player_clear(player);
}
