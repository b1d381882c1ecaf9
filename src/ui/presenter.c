#include "ui/presenter.h"

#include "ui/player.h"

bool presenter_has_card(const Player *player)
{
    return player->presenter.on && player->view == VIEW_LADDER;
}

static bool is_configured(const Step *step, int value)
{
    return step->facts[value].how.id == DERIVATION_CONFIGURED;
}

/* One value more, or one less (`by` -1); what was configured beforehand comes and goes all at once. */
static void show_values(Presenter *presenter, const Step *step, int by)
{
    do
        presenter->shown += by;
    while (presenter->shown > 0 && presenter->shown < step->fact_count && is_configured(step, presenter->shown - 1) &&
           is_configured(step, presenter->shown));
}

static void toggle(Player *player)
{
    player->presenter.on = !player->presenter.on;
    player->presenter.step = 0;
    presenter_follow(player);
}

void presenter_run(Player *player, bool runs)
{
    Presenter *presenter = &player->presenter;
    if (presenter->pause == 0)
        presenter->pause = PRESENTER_PAUSE;
    presenter->left = runs ? presenter->pause : 0;
}

bool presenter_act(Player *player, Action action)
{
    Presenter *presenter = &player->presenter;
    int values = player_step(player)->fact_count;
    if (action == ACTION_PRESENT)
        toggle(player);
    else if (action == ACTION_ADVANCE)
        presenter_run(player, presenter->left == 0);
    else if (presenter_has_card(player) && action == ACTION_NEXT && presenter->shown < values)
        show_values(presenter, player_step(player), 1);
    else if (presenter_has_card(player) && action == ACTION_BACK && presenter->shown > 0)
        show_values(presenter, player_step(player), -1);
    else
        return false;
    return true;
}

/* Whoever comes back to a step has seen it. */
void presenter_follow(Player *player)
{
    Presenter *presenter = &player->presenter;
    if (presenter->step == player->step)
        return;
    presenter->shown = player->step < presenter->step ? player_step(player)->fact_count : 0;
    presenter->step = player->step;
}

void presenter_rest(Player *player)
{
    if (player->presenter.left > 0)
        player->presenter.left = player->presenter.pause;
}

bool presenter_tick(Presenter *presenter)
{
    if (presenter->left == 0 || --presenter->left > 0)
        return false;
    presenter->left = presenter->pause;
    return true;
}
