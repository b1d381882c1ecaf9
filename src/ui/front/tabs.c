#include "ui/front/tabs.h"

#include <stdio.h>

#include "lesson/names.h"
#include "ui/content/words.h"
#include "ui/player/view.h"

/* The columns that the step's name has at the least. */
enum { TAB_SIZE = 32, STEP_NAME_LEAST = 12 };

/* At the right of the tabs the step's name, without its connection and handshake where the run has but one or there is
   no room for them; where there is none for it whole, the keys that give more room. */
static void draw_right(const Player *player, const Area *area, int column)
{
    static const char *const hints[] = {"Tab: columns · z: whole", "z: whole"};
    int room = area->width - column - 1;
    const Step *step = player_step(player);
    const char *text = step->name;
    if (run_is_single(player->timeline) || canvas_width(text) > room)
        text = names_without_place(text);
    for (size_t i = 0; i < COUNT_OF(hints) && canvas_width(text) > room; i++)
        text = hints[i];
    int width = canvas_width(text);
    if (width <= room)
        canvas_text(area, 0, area->width - width, width, STYLE_DIM, text);
}

/* "[2 Bytes]", or only "[2]"; false for a view that there is not. */
static bool print_tab(char text[TAB_SIZE], const Player *player, ViewId id, bool named)
{
    const View *view = view_of(player, id);
    if (view)
        snprintf(text, TAB_SIZE, named ? "[%d %s]" : "[%d]", (int)id + 1, view->name);
    return view != NULL;
}

/* Whether all tabs can have their names, so that there is room for the step's too; otherwise only the one that is
   shown has its name. */
static bool all_are_named(const Player *player, int width)
{
    char text[TAB_SIZE];
    for (int id = 0; id < VIEW_COUNT; id++)
        if (print_tab(text, player, (ViewId)id, true))
            width -= canvas_width(text) + 1;
    return width >= STEP_NAME_LEAST;
}

void tabs_draw(const Player *player, const Area *area)
{
    bool named = all_are_named(player, area->width);
    int column = 0;
    char text[TAB_SIZE];
    for (int id = 0; id < VIEW_COUNT; id++) {
        bool shown = id == (int)player->view;
        if (print_tab(text, player, (ViewId)id, named || shown))
            column += canvas_text(area, 0, column, TAB_SIZE, shown ? STYLE_SELECTED : STYLE_PLAIN, text) + 1;
    }
    draw_right(player, area, column);
}

ViewId tabs_view_at(const Player *player, int column, int width)
{
    bool named = all_are_named(player, width);
    int begin = 0;
    char text[TAB_SIZE];
    for (int id = 0; id < VIEW_COUNT; id++)
        if (print_tab(text, player, (ViewId)id, named || id == (int)player->view)) {
            int end = begin + canvas_width(text);
            if (column >= begin && column < end)
                return (ViewId)id;
            begin = end + 1;
        }
    return VIEW_COUNT;
}
