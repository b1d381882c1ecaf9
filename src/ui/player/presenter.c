#include "ui/player/presenter.h"

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

static void toggle(Presenter *presenter, const Step *step)
{
    presenter->on = !presenter->on;
    presenter->step = 0;
    presenter_follow(presenter, step);
}

void presenter_run(Presenter *presenter, bool runs)
{
    if (presenter->pause == 0)
        presenter->pause = PRESENTER_PAUSE;
    presenter->left = runs ? presenter->pause : 0;
}

bool presenter_act(Presenter *presenter, const Step *step, bool has_card, Action action)
{
    if (action == ACTION_PRESENT)
        toggle(presenter, step);
    else if (action == ACTION_ADVANCE)
        presenter_run(presenter, presenter->left == 0);
    else if (has_card && action == ACTION_NEXT && presenter->shown < step->fact_count)
        show_values(presenter, step, 1);
    else if (has_card && action == ACTION_BACK && presenter->shown > 0)
        show_values(presenter, step, -1);
    else
        return false;
    return true;
}

/* Whoever comes back to a step has seen it. */
void presenter_follow(Presenter *presenter, const Step *step)
{
    if (presenter->step == step->number)
        return;
    presenter->shown = step->number < presenter->step ? step->fact_count : 0;
    presenter->step = step->number;
}

void presenter_rest(Presenter *presenter)
{
    if (presenter->left > 0)
        presenter->left = presenter->pause;
}

bool presenter_tick(Presenter *presenter)
{
    if (presenter->left == 0 || --presenter->left > 0)
        return false;
    presenter->left = presenter->pause;
    return true;
}
