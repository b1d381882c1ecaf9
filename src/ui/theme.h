/* Colours by meaning. Every meaning has an attribute too, so that nothing is told by colour alone. */
#ifndef TLSTEPS_UI_THEME_H
#define TLSTEPS_UI_THEME_H

#include <stdbool.h>

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
    STYLE_COUNT
} Style;

/* Sets the colours up, after curses has started; `colour` false: attributes only. */
void theme_start(bool colour);
/* The curses attribute (attr_t) of a style. */
unsigned long theme_attribute(Style style);

#endif
