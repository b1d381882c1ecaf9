/* A page: styled lines, made anew from the state whenever they are drawn, of which a part is seen. */
#ifndef TLSTEPS_UI_PAGE_H
#define TLSTEPS_UI_PAGE_H

#include "base/arena.h"
#include "lesson/layout.h"
#include "ui/terminal/actions.h"
#include "ui/terminal/canvas.h"

typedef struct PageSpan {
    Style style;
    const char *text;
    struct PageSpan *next;
} PageSpan;

typedef struct PageLine {
    PageSpan *first, *last;
    int mark; /* what a click on it means; 0: nothing */
} PageLine;

typedef struct Page {
    PageLine *lines;
    int count, capacity;
    int width;        /* columns to be filled */
    bool marks_terms; /* the first mention of each word of the glossary in plain paragraphs looks as if one could open
                         it */
    TermSet terms;    /* those that are marked */
    int focus;        /* first line of what the reader wants to see, where they have not scrolled */
    Arena arena;
} Page;

/* Scroll position of a page that shows its focus: at its top, or, near the end, below it. */
enum { PAGE_FOLLOW = -1 };

/* Columns at the right that a page leaves to the signs that there is more. */
enum { PAGE_SIGNS = 2 };

/* For an area of `width` columns. */
void page_start(Page *page, int width);
void page_clear(Page *page);

/* A new line, which page_add goes on with. */
void page_line(Page *page);
/* Text without newlines; copied. */
void page_add(Page *page, Style style, const char *text);
PRINTF_LIKE(3, 4) void page_format(Page *page, Style style, const char *format, ...);
/* `count` spaces; none where it is negative. */
void page_space(Page *page, int count);
/* Lines of a text that is broken at the page's width (values between FILL_BEGIN and FILL_END are shown as values). */
void page_paragraph(Page *page, Style style, int indent, const char *text);
/* The same, `column` columns in, with a term standing in front of its first line. */
void page_definition(Page *page, Style term_style, const char *term, int column, Style style, const char *text);
/* A source, "RFC 5246 §7.4.2", as a paragraph, the RFCs that have been replaced with their mark (base/rfc.h). */
void page_source(Page *page, int indent, const char *source);
/* A text that is not empty, and another behind it in its last line; where there is no room for that, below it. */
void page_pair(Page *page, Style style, const char *text, Style style_behind, const char *behind);
/* A value behind a label: in one line, its middle left out where it is too long, or, where `full`, in as many as it
 * takes. */
void page_value(Page *page, Style style, int indent, const char *label, const char *value, bool full);
/* Says of the lines from `from` on what a click on them means to whoever fills the page: a number other than 0. */
void page_mark(Page *page, int from, int mark);
/* A shell's command, broken only between its words; as a shell has it, each line but the last ends in a \. */
void page_command(Page *page, Style style, const char *command);
/* The lines of a laid-out lesson text, and the words that a page has marked, for the layout; NULL where it marks none.
 */
void page_layout(Page *page, const TextLayout *layout);
TermSet *page_terms(Page *page);

/* The last scroll position at which an area of that height is filled. */
int page_last(const Page *page, int height);
/* First line in sight for a scroll position. */
int page_top(const Page *page, int scroll, int height);
/* Moves a scroll position by an action; false for one that does not scroll. */
bool page_scroll(const Page *page, int *scroll, Action action, int height);
/* What a click on a row of an area of that height means; 0: nothing. */
int page_mark_at(const Page *page, int scroll, int height, int row);
void page_draw(const Page *page, const Area *area, int scroll);
/* The page's front, where nobody can scroll: where it does not fit it ends in a sign for that. */
void page_draw_front(const Page *page, const Area *area);

#endif
