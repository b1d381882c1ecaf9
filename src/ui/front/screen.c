#include "ui/front/screen.h"

#include <curses.h>

#include "ui/front/act.h"
#include "ui/front/frame.h"
#include "ui/front/mouse.h"

static struct {
    bool presents, every_step;
    int pause;
} beginning;

void screen_present(bool presents, bool every_step, int pause)
{
    beginning.every_step = every_step;
    beginning.presents = presents;
    beginning.pause = pause;
}

static void begin(Player *player)
{
    player->presenter.on = beginning.presents;
    player->presenter.every_step = beginning.every_step;
    player->presenter.pause = beginning.pause;
    presenter_run(&player->presenter, beginning.pause > 0);
}

static void draw(const Player *player, Frame *frame)
{
    frame_layout(frame, player, (Extent){LINES, COLS});
    erase();
    if (frame->large_enough)
        frame_draw(frame, player);
    else
        frame_draw_too_small((Extent){LINES, COLS});
    refresh();
}

static void use_mouse(Player *player, const Frame *frame)
{
    Mouse mouse;
    if (terminal_read_mouse(&mouse) && frame->large_enough)
        mouse_act(player, frame, &mouse);
}

/* Does what a key asked for; false where the program has to end. */
static bool grant(Player *player)
{
    bool alive = true;
    if (player->wish.kind == WISH_COPY)
        terminal_copy(buffer_bytes(&player->wish.text));
    else if (player->wish.kind == WISH_SHOW)
        alive = terminal_show(buffer_bytes(&player->wish.text));
    player_clear_wish(player);
    return alive;
}

static bool play(Player *player)
{
    Frame frame;
    bool alive = true;
    begin(player);
    while (!player->quit && alive) {
        unsigned key;
        int is_code;
        draw(player, &frame);
        terminal_watch(player->waiting ? player->feed->descriptor : -1);
        terminal_set_tick(player_tick_time(player));
        alive = terminal_read_key(&key, &is_code);
        if (!alive || (is_code && key == KEY_RESIZE))
            continue;
        if (is_code && key == TERMINAL_EVENT)
            act_look(player);
        else if (is_code && key == TERMINAL_TICK)
            act_tick(player, area_extent(&frame.view));
        else if (is_code && key == KEY_MOUSE)
            use_mouse(player, &frame);
        else if (action_of_key(key, is_code) == ACTION_REDRAW)
            clearok(curscr, TRUE);
        else if (frame.large_enough)
            act_key(player, key, is_code, area_extent(&frame.view));
        else
            player->quit = action_of_key(key, is_code) == ACTION_QUIT;
        alive = grant(player);
    }
    terminal_watch(-1);
    terminal_set_tick(0);
    return alive;
}

bool screen_play(const Simulation *simulation, const Lesson *lesson)
{
    Player player;
    player_start(&player, simulation_timeline(simulation), lesson, NULL);
    runs_start(&player.runs, simulation);
    bool alive = play(&player);
    act_end(&player);
    return alive;
}

bool screen_play_live(const Timeline *timeline, const Feed *feed)
{
    Player player;
    player_start(&player, timeline, NULL, feed);
    feed->reach(feed->context, player.step);
    bool alive = play(&player);
    act_end(&player);
    return alive;
}

static void draw_menu(const Menu *menu)
{
    erase();
    if (LINES < TERMINAL_HEIGHT_LEAST || COLS < TERMINAL_WIDTH_LEAST)
        frame_draw_too_small((Extent){LINES, COLS});
    else
        frame_draw_menu((Extent){LINES, COLS}, menu);
    refresh();
}

static void menu_move(Menu *menu, Action action)
{
    if (action == ACTION_UP && menu->chosen > 0)
        menu->chosen--;
    if (action == ACTION_DOWN && menu->chosen < menu->count - 1)
        menu->chosen++;
    if (action == ACTION_HOME)
        menu->chosen = 0;
    if (action == ACTION_END)
        menu->chosen = menu->count - 1;
    if (action == ACTION_REDRAW)
        clearok(curscr, TRUE);
}

/* A click selects an entry, and one on the selected entry opens it: then true. */
static bool menu_mouse(Menu *menu)
{
    Mouse mouse;
    if (!terminal_read_mouse(&mouse))
        return false;
    if (mouse.act != MOUSE_CLICK) {
        menu_move(menu, mouse.act == MOUSE_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
        return false;
    }
    int entry = frame_menu_at((Extent){LINES, COLS}, menu, mouse.row);
    if (entry >= 0 && entry == menu->chosen)
        return true;
    menu->chosen = entry >= 0 ? entry : menu->chosen;
    return false;
}

bool screen_menu(Menu *menu)
{
    for (;;) {
        unsigned key;
        int is_code;
        draw_menu(menu);
        if (!terminal_read_key(&key, &is_code))
            return false;
        Action action = action_of_key(key, is_code);
        bool clicked = is_code && key == KEY_MOUSE && menu_mouse(menu);
        if (action == ACTION_QUIT)
            return false;
        if (action == ACTION_OPEN || action == ACTION_NEXT || clicked)
            return true;
        menu_move(menu, action);
    }
}
