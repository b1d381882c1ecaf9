#include "ui/theme.h"

#include <curses.h>

/* The terminal's own colour. */
enum { OWN = -1 };

/* Of 256 colours those are taken that can be read on black as well as on white. */
static const struct {
    short of_8, of_256;
    attr_t coloured, plain;
} styles[STYLE_COUNT] = {
    [STYLE_PLAIN] = {OWN, OWN, A_NORMAL, A_NORMAL},
    [STYLE_FRAME] = {COLOR_BLUE, 244, A_NORMAL, A_NORMAL},
    [STYLE_TITLE] = {OWN, OWN, A_BOLD, A_BOLD},
    [STYLE_HEADING] = {COLOR_CYAN, 31, A_BOLD, A_BOLD},
    [STYLE_DIM] = {OWN, 244, A_NORMAL, A_NORMAL},
    [STYLE_CLIENT] = {COLOR_GREEN, 35, A_BOLD, A_BOLD},
    [STYLE_SERVER] = {COLOR_MAGENTA, 134, A_BOLD, A_BOLD},
    [STYLE_EAVESDROPPER] = {COLOR_RED, 167, A_BOLD, A_BOLD},
    [STYLE_NEW] = {COLOR_YELLOW, 172, A_BOLD, A_BOLD},
    [STYLE_VALUE] = {COLOR_CYAN, 73, A_NORMAL, A_NORMAL},
    [STYLE_SELECTED] = {OWN, OWN, A_REVERSE, A_REVERSE},
    [STYLE_GOOD] = {COLOR_GREEN, 35, A_BOLD, A_BOLD},
    [STYLE_BAD] = {COLOR_RED, 167, A_BOLD, A_BOLD | A_UNDERLINE},
    [STYLE_CODE] = {COLOR_CYAN, 73, A_NORMAL, A_NORMAL},
    [STYLE_STRONG] = {OWN, OWN, A_BOLD, A_BOLD},
    [STYLE_EMPHASIS] = {OWN, OWN, A_UNDERLINE, A_UNDERLINE},
};

static bool coloured;

static short colour_of(Style style)
{
    return COLORS >= 256 ? styles[style].of_256 : styles[style].of_8;
}

void theme_start(bool colour)
{
    coloured = colour && has_colors() && start_color() == OK;
    if (!coloured)
        return;
    short background = use_default_colors() == OK ? -1 : COLOR_BLACK;
    for (int style = 0; style < STYLE_COUNT; style++)
        if (colour_of((Style)style) != OWN)
            init_pair((short)(style + 1), colour_of((Style)style), background);
}

unsigned long theme_attribute(Style style)
{
    if (!coloured)
        return styles[style].plain;
    attr_t pair = colour_of(style) != OWN ? (attr_t)COLOR_PAIR(style + 1) : 0;
    return pair | styles[style].coloured;
}
