/*
 * Markdown laid out for a terminal: blocks of a lesson become lines of styled spans of a given width, broken as
 * base/wrap.h has it. The screen and the plain mode both paint these lines.
 */
#ifndef TLSTEPS_LESSON_LAYOUT_H
#define TLSTEPS_LESSON_LAYOUT_H

#include "base/glossary.h"
#include "lesson/lesson.h"
#include "sim/timeline/timeline.h"

typedef enum TextStyle {
    TEXT_PLAIN,
    TEXT_STRONG,
    TEXT_EMPHASIS,
    TEXT_CODE,
    TEXT_HEADING,
    TEXT_VALUE, /* filled in from the run */
    TEXT_TERM,  /* has an entry in the glossary */
    TEXT_STRONG_TERM,
} TextStyle;

typedef struct TextSpan {
    TextStyle style;
    const char *text; /* UTF-8, NUL-terminated, without control characters */
} TextSpan;

typedef struct TextLine {
    TextSpan *spans;
    int span_count;
} TextLine;

typedef struct TextLayout {
    TextLine *lines;
    int line_count, line_capacity;
    TermSet *terms; /* words of the glossary that are marked already; NULL: none is marked. Not the layout's own. */
    Arena arena;
} TextLayout;

#define TEXT_LAYOUT_EMPTY ((TextLayout){0})
void text_layout_clear(TextLayout *layout);

/* Appends a block of a lesson's document and an empty line, `width` columns wide, values of the run filled in as they
   are at `step` (0: the end). False and a diagnostic for a placeholder that nothing fills. */
bool text_layout_block(TextLayout *layout, cmark_node *block, const Timeline *timeline, int step, int width,
                       Diagnostic *diagnostic);
/* Appends a paragraph of plain text (with FILL_BEGIN … FILL_END values), `indent` columns in, at most 40. */
void text_layout_paragraph(TextLayout *layout, const char *text, int indent, int width);

#endif
