/* Colours by meaning, in themes. Every meaning has an attribute or a word too, so that nothing is told by colour alone.
 */
#ifndef TLSTEPS_UI_THEME_H
#define TLSTEPS_UI_THEME_H

typedef enum Style {
    STYLE_PLAIN,
    STYLE_FRAME,
    STYLE_TITLE,
    STYLE_HEADING,
    STYLE_DIM,
    STYLE_CLIENT,
    STYLE_SERVER,
    STYLE_EAVESDROPPER,
    STYLE_NEW, /* learned in this very step */
    STYLE_VALUE,
    STYLE_SELECTED,
    STYLE_GOOD,
    STYLE_BAD,
    STYLE_CODE,
    STYLE_STRONG,
    STYLE_EMPHASIS,
    STYLE_TERM, /* a word that the glossary explains */
    STYLE_STRONG_TERM,
    STYLE_COUNT
} Style;

/* All but the last paint their background too, so that they can be read whatever the terminal's own colours are. */
typedef enum ThemeId { THEME_DARK, THEME_LIGHT, THEME_HIGH_CONTRAST, THEME_MONOCHROME, THEME_COUNT } ThemeId;

/* Their names in this order, as an option's choices. */
#define THEME_NAMES "dark|light|high-contrast|monochrome"

/* What a style is painted with on a terminal of 256 colours: indexes of xterm's palette. */
typedef struct ThemePair {
    short ink, ground;
} ThemePair;
ThemePair theme_pair(ThemeId theme, Style style);

/* Sets the colours up, after curses has started: of 256 or of 8, as the terminal has them; without any it is
   monochrome, whatever theme is asked for. */
void theme_start(ThemeId theme);
/* The curses attribute (attr_t) of a style. */
unsigned long theme_attribute(Style style);

#endif
