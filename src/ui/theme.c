#include "ui/theme.h"

#include <curses.h>

static const struct {
    short colour; /* -1: the terminal's own */
    attr_t with_colour, without;
} styles[STYLE_COUNT] = {
    [STYLE_PLAIN] = {-1, A_NORMAL, A_NORMAL},
    [STYLE_FRAME] = {COLOR_BLUE, A_NORMAL, A_NORMAL},
    [STYLE_TITLE] = {-1, A_BOLD, A_BOLD},
    [STYLE_HEADING] = {COLOR_CYAN, A_BOLD, A_BOLD},
    [STYLE_DIM] = {-1, A_DIM, A_NORMAL},
    [STYLE_CLIENT] = {COLOR_GREEN, A_BOLD, A_BOLD},
    [STYLE_SERVER] = {COLOR_MAGENTA, A_BOLD, A_BOLD},
    [STYLE_EAVESDROPPER] = {COLOR_RED, A_BOLD, A_BOLD},
    [STYLE_NEW] = {COLOR_YELLOW, A_BOLD, A_BOLD},
    [STYLE_VALUE] = {COLOR_YELLOW, A_NORMAL, A_NORMAL},
    [STYLE_SELECTED] = {-1, A_REVERSE, A_REVERSE},
    [STYLE_GOOD] = {COLOR_GREEN, A_BOLD, A_BOLD},
    [STYLE_BAD] = {COLOR_RED, A_BOLD, A_BOLD | A_UNDERLINE},
    [STYLE_CODE] = {COLOR_CYAN, A_NORMAL, A_NORMAL},
    [STYLE_STRONG] = {-1, A_BOLD, A_BOLD},
    [STYLE_EMPHASIS] = {-1, A_UNDERLINE, A_UNDERLINE},
};

static bool coloured;

void theme_start(int colour)
{
    coloured = colour && has_colors();
    if (!coloured)
        return;
    start_color();
    short background = use_default_colors() == OK ? -1 : COLOR_BLACK;
    for (short i = 0; i < STYLE_COUNT; i++)
        if (styles[i].colour >= 0)
            init_pair((short)(i + 1), styles[i].colour, background);
}

unsigned long theme_attribute(Style style)
{
    if (!coloured)
        return styles[style].without;
    attr_t pair = styles[style].colour >= 0 ? (attr_t)COLOR_PAIR(style + 1) : 0;
    return pair | styles[style].with_colour;
}
