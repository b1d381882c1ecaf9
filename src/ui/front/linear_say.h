/* Plain lines: all of them are said in one place, which spells them as the terminal can show them. */
#ifndef TLSTEPS_UI_LINEAR_SAY_H
#define TLSTEPS_UI_LINEAR_SAY_H

#include <stdbool.h>
#include <stdio.h>

#include "base/attributes.h"
#include "base/bytes.h"
#include "ui/page/page.h"

typedef struct Linear {
    FILE *out;
    FILE *in;    /* lines of commands; NULL: nobody commands, and everything is told from start to end */
    bool prompt; /* somebody is there to be asked */
    bool ascii;
    int width; /* columns */
} Linear;

/* A line, without spaces at its end. */
void linear_say(const Linear *linear, const char *line);
PRINTF_LIKE(2, 3) void tell_line(const Linear *linear, const char *format, ...);
/* A text that is broken at the width. */
void tell_paragraph(const Linear *linear, const char *text);
/* All lines of a page. */
void tell_page(const Linear *linear, const Page *page);
/* A text in a line of its own, however long. */
void tell_text(const Linear *linear, Bytes text);

#endif
