#include "ui/screen.h"

#include <curses.h>

#include "ui/frame.h"

static void draw(const Player *player, Frame *frame)
{
    frame_layout(frame, LINES, COLS);
    erase();
    if (frame->large_enough)
        frame_draw(frame, player);
    else
        frame_draw_too_small(LINES, COLS);
    refresh();
}

bool screen_play(const Timeline *timeline, const Lesson *lesson)
{
    Player player;
    Frame frame;
    bool alive = true;
    player_start(&player, timeline, lesson);
    while (!player.quit && alive) {
        unsigned key;
        int is_code;
        draw(&player, &frame);
        alive = terminal_read_key(&key, &is_code);
        if (!alive || (is_code && key == KEY_RESIZE))
            continue;
        if (action_of_key(key, is_code) == ACTION_REDRAW)
            clearok(curscr, TRUE);
        else
            player_key(&player, key, is_code, frame.view.height, frame.view.width);
    }
    player_clear(&player);
    return alive;
}

static void draw_menu(const char *heading, const char *const *titles, int count, int chosen)
{
    erase();
    if (LINES < TERMINAL_HEIGHT_LEAST || COLS < TERMINAL_WIDTH_LEAST) {
        frame_draw_too_small(LINES, COLS);
    } else {
        Area list = {3, 4, LINES - 5, COLS - 8};
        int top = chosen >= list.height ? chosen - list.height + 1 : 0;
        frame_draw_box(LINES, COLS, heading, " \xe2\x86\x91 \xe2\x86\x93 choose \xc2\xb7 Enter open \xc2\xb7 q quit ");
        for (int row = 0; row < list.height && top + row < count; row++)
            canvas_fill(&list, row, 0, list.width, top + row == chosen ? STYLE_SELECTED : STYLE_PLAIN,
                        titles[top + row]);
    }
    refresh();
}

bool screen_menu(const char *heading, const char *const *titles, int count, int *chosen)
{
    for (;;) {
        unsigned key;
        int is_code;
        draw_menu(heading, titles, count, *chosen);
        if (!terminal_read_key(&key, &is_code))
            return false;
        Action action = action_of_key(key, is_code);
        if (action == ACTION_QUIT)
            return false;
        if (action == ACTION_OPEN || action == ACTION_NEXT)
            return true;
        if (action == ACTION_UP && *chosen > 0)
            --*chosen;
        if (action == ACTION_DOWN && *chosen < count - 1)
            ++*chosen;
        if (action == ACTION_HOME)
            *chosen = 0;
        if (action == ACTION_END)
            *chosen = count - 1;
        if (action == ACTION_REDRAW)
            clearok(curscr, TRUE);
    }
}
