#include "ui/front/mouse.h"

#include "ui/front/act.h"
#include "ui/front/tabs.h"
#include "ui/player/panel.h"
#include "ui/player/view.h"

enum { WHEEL_LINES = 3 };

static bool is_in(const Area *area, const Mouse *mouse)
{
    return mouse->row >= area->row && mouse->row < area->row + area->height && mouse->column >= area->column &&
           mouse->column < area->column + area->width;
}

/* A page is scrolled even where its view has another use for the arrow keys. */
static void turn_wheel(Player *player, const Area *area, bool up)
{
    Action action = up ? ACTION_UP : ACTION_DOWN;
    const View *view = view_of(player, player->view);
    for (int i = 0; i < WHEEL_LINES; i++)
        if (player->panel || !view->fill)
            act_do(player, action, area_extent(area));
        else
            act_scroll(player, action, area_extent(area));
}

static void click_view(Player *player, int row, int column, const Area *area)
{
    const View *view = view_of(player, player->view);
    if (view->click) {
        view->click(player, row, column, area_extent(area));
        return;
    }
    if (!view->click_mark || !view->fill)
        return;
    Page page;
    page_start(&page, area->width);
    view->fill(player, &page);
    int mark = page_mark_at(&page, player->scroll[player->view], area->height, row);
    page_clear(&page);
    if (mark)
        view->click_mark(player, mark);
}

static void click(Player *player, const Frame *frame, const Mouse *mouse)
{
    const Area *area = &frame->view;
    int row = mouse->row - area->row, column = mouse->column - area->column;
    if (player->panel && player->panel->kind->place != PANEL_STATUS) {
        if (is_in(area, mouse))
            panel_click(player, row, column, area_extent(area));
        return;
    }
    if (is_in(area, mouse))
        click_view(player, row, column, area);
    if (is_in(&frame->knowledge, mouse))
        act_do(player, ACTION_COLUMNS, area_extent(area));
    ViewId tab = is_in(&frame->tabs, mouse)
                     ? tabs_view_at(player, mouse->column - frame->tabs.column, frame->tabs.width)
                     : VIEW_COUNT;
    if (tab != VIEW_COUNT && !player->panel)
        act_do(player, (Action)(ACTION_VIEW_FIRST + (int)tab), area_extent(area));
}

void mouse_act(Player *player, const Frame *frame, const Mouse *mouse)
{
    player->notice[0] = '\0';
    if (!player->panel && player_has_slide(player))
        return;
    if (mouse->act == MOUSE_CLICK)
        click(player, frame, mouse);
    else
        turn_wheel(player, &frame->view, mouse->act == MOUSE_WHEEL_UP);
}
