#include "ui/player/presenter.h"

void presenter_run(Presenter *presenter, bool runs)
{
    if (presenter->pause == 0)
        presenter->pause = PRESENTER_PAUSE;
    presenter->left = runs ? presenter->pause : 0;
}

bool presenter_act(Presenter *presenter, Action action)
{
    if (action == ACTION_PRESENT)
        presenter->on = !presenter->on;
    else if (action == ACTION_ADVANCE)
        presenter_run(presenter, presenter->left == 0);
    else if (action == ACTION_SLIDES && presenter->on)
        presenter->every_step = !presenter->every_step;
    else
        return false;
    return true;
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
