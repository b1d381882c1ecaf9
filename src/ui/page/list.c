#include "ui/page/list.h"

/* Where a list is scrolled to follows from what is selected, and is kept nowhere: so it cannot be wrong after the
   terminal has another height or the list another length. */
int list_top(int selected, int count, int height)
{
    int top = selected - height / 2;
    if (top > count - height)
        top = count - height;
    return top > 0 ? top : 0;
}

bool list_move(int *selected, int count, int height, Action action)
{
    int page = height > 1 ? height - 1 : 1, to = *selected;
    switch (action) {
    case ACTION_UP:
        to--;
        break;
    case ACTION_DOWN:
        to++;
        break;
    case ACTION_PAGE_UP:
        to -= page;
        break;
    case ACTION_PAGE_DOWN:
        to += page;
        break;
    case ACTION_HOME:
        to = 0;
        break;
    case ACTION_END:
        to = count - 1;
        break;
    default:
        return false;
    }
    to = to < count ? to : count - 1;
    *selected = to > 0 ? to : 0;
    return true;
}
