#include "ui/terminal/theme.h"

#include <curses.h>

/* A colour of 256, and of 8: of those some are left out that terminals show too dark, or too bright, to be read. */
typedef struct Colour {
    short of_256, of_8;
} Colour;

static const Colour grounds[THEME_MONOCHROME] = {{234, COLOR_BLACK}, {231, COLOR_WHITE}, {16, COLOR_BLACK}};

/* What each style is without colours and with them, and its ink in the themes, dark, light and high-contrast. */
static const struct {
    attr_t plain, coloured;
    Colour inks[THEME_MONOCHROME];
} styles[STYLE_COUNT] = {
    [STYLE_PLAIN] = {A_NORMAL, A_NORMAL, {{252, COLOR_WHITE}, {235, COLOR_BLACK}, {231, COLOR_WHITE}}},
    [STYLE_FRAME] = {A_NORMAL, A_NORMAL, {{245, COLOR_CYAN}, {242, COLOR_BLUE}, {231, COLOR_WHITE}}},
    [STYLE_TITLE] = {A_BOLD, A_BOLD, {{231, COLOR_WHITE}, {16, COLOR_BLACK}, {231, COLOR_WHITE}}},
    [STYLE_HEADING] = {A_BOLD, A_BOLD, {{81, COLOR_CYAN}, {25, COLOR_BLUE}, {51, COLOR_CYAN}}},
    [STYLE_DIM] = {A_NORMAL, A_NORMAL, {{246, COLOR_WHITE}, {241, COLOR_BLACK}, {252, COLOR_WHITE}}},
    [STYLE_CLIENT] = {A_BOLD, A_BOLD, {{114, COLOR_GREEN}, {22, COLOR_BLUE}, {119, COLOR_GREEN}}},
    [STYLE_SERVER] = {A_BOLD, A_BOLD, {{177, COLOR_MAGENTA}, {90, COLOR_MAGENTA}, {219, COLOR_CYAN}}},
    [STYLE_EAVESDROPPER] = {A_BOLD, A_BOLD, {{210, COLOR_RED}, {124, COLOR_RED}, {216, COLOR_YELLOW}}},
    [STYLE_NEW] = {A_BOLD, A_BOLD, {{221, COLOR_YELLOW}, {94, COLOR_RED}, {226, COLOR_YELLOW}}},
    [STYLE_VALUE] = {A_NORMAL, A_NORMAL, {{116, COLOR_CYAN}, {24, COLOR_BLUE}, {231, COLOR_WHITE}}},
    [STYLE_SELECTED] = {A_REVERSE, A_REVERSE, {{252, COLOR_WHITE}, {235, COLOR_BLACK}, {231, COLOR_WHITE}}},
    [STYLE_GOOD] = {A_BOLD, A_BOLD, {{114, COLOR_GREEN}, {22, COLOR_BLUE}, {119, COLOR_GREEN}}},
    [STYLE_BAD] = {A_BOLD | A_UNDERLINE, A_BOLD, {{210, COLOR_RED}, {124, COLOR_RED}, {216, COLOR_YELLOW}}},
    [STYLE_CODE] = {A_NORMAL, A_NORMAL, {{116, COLOR_CYAN}, {24, COLOR_BLUE}, {123, COLOR_CYAN}}},
    [STYLE_STRONG] = {A_BOLD, A_BOLD, {{231, COLOR_WHITE}, {16, COLOR_BLACK}, {231, COLOR_WHITE}}},
    [STYLE_EMPHASIS] = {A_BOLD, A_BOLD, {{252, COLOR_WHITE}, {235, COLOR_BLACK}, {231, COLOR_WHITE}}},
    [STYLE_TERM] = {A_UNDERLINE, A_UNDERLINE, {{252, COLOR_WHITE}, {235, COLOR_BLACK}, {231, COLOR_WHITE}}},
    [STYLE_STRONG_TERM] = {A_BOLD | A_UNDERLINE,
                           A_BOLD | A_UNDERLINE,
                           {{231, COLOR_WHITE}, {16, COLOR_BLACK}, {231, COLOR_WHITE}}},
};

static bool coloured;

ThemePair theme_pair(ThemeId theme, Style style)
{
    return (ThemePair){styles[style].inks[theme].of_256, grounds[theme].of_256};
}

static short colour_of(Colour colour)
{
    return COLORS >= 256 ? colour.of_256 : colour.of_8;
}

void theme_start(ThemeId theme)
{
    coloured = theme != THEME_MONOCHROME && has_colors() && start_color() == OK && COLOR_PAIRS > STYLE_COUNT;
    for (int style = 0; coloured && style < STYLE_COUNT; style++)
        init_pair((short)(style + 1), colour_of(styles[style].inks[theme]), colour_of(grounds[theme]));
    bkgdset(' ' | (chtype)theme_attribute(STYLE_PLAIN));
}

unsigned long theme_attribute(Style style)
{
    return coloured ? styles[style].coloured | (attr_t)COLOR_PAIR(style + 1) : styles[style].plain;
}
