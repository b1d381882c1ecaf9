#include "ui/page/page.h"

#include <stdarg.h>
#include <string.h>

#include "base/memory.h"
#include "base/rfc.h"
#include "base/text.h"

void page_start(Page *page, int width)
{
    *page = (Page){.width = width - PAGE_SIGNS};
}

void page_clear(Page *page)
{
    memory_free(page->lines);
    arena_clear(&page->arena);
    *page = (Page){0};
}

void page_line(Page *page)
{
    page->lines = memory_grown(page->lines, page->count, &page->capacity, sizeof *page->lines);
    page->lines[page->count++] = (PageLine){NULL, NULL, 0};
}

static void add_span(Page *page, Style style, const char *text)
{
    if (page->count == 0)
        page_line(page);
    PageLine *line = &page->lines[page->count - 1];
    PageSpan *span = arena_new(&page->arena, sizeof *span);
    *span = (PageSpan){style, text, NULL};
    if (line->last)
        line->last->next = span;
    else
        line->first = span;
    line->last = span;
}

void page_add(Page *page, Style style, const char *text)
{
    add_span(page, style, arena_copy_text(&page->arena, text));
}

void page_format(Page *page, Style style, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_print_list(&page->arena, format, arguments);
    va_end(arguments);
    if (*text)
        add_span(page, style, text);
}

void page_space(Page *page, int count)
{
    page_format(page, STYLE_PLAIN, "%*s", count > 0 ? count : 0, "");
}

static Style style_of_text(TextStyle style, Style plain)
{
    switch (style) {
    case TEXT_STRONG:
        return STYLE_STRONG;
    case TEXT_EMPHASIS:
        return STYLE_EMPHASIS;
    case TEXT_CODE:
        return STYLE_CODE;
    case TEXT_HEADING:
        return STYLE_HEADING;
    case TEXT_VALUE:
        return STYLE_VALUE;
    case TEXT_TERM:
        return STYLE_TERM;
    case TEXT_STRONG_TERM:
        return STYLE_STRONG_TERM;
    case TEXT_PLAIN:
        break;
    }
    return plain;
}

static void add_text_line(Page *page, const TextLine *line, Style plain)
{
    for (int i = 0; i < line->span_count; i++)
        page_add(page, style_of_text(line->spans[i].style, plain), line->spans[i].text);
}

void page_layout(Page *page, const TextLayout *layout)
{
    for (int i = 0; i < layout->line_count; i++) {
        page_line(page);
        add_text_line(page, &layout->lines[i], STYLE_PLAIN);
    }
}

TermSet *page_terms(Page *page)
{
    return page->marks_terms ? &page->terms : NULL;
}

void page_definition(Page *page, Style term_style, const char *term, int column, Style style, const char *text)
{
    TextLayout layout = {.terms = style == STYLE_PLAIN ? page_terms(page) : NULL};
    text_layout_paragraph(&layout, text, 0, page->width - column);
    for (int i = 0; i < layout.line_count; i++) {
        page_line(page);
        page_add(page, term_style, i == 0 ? term : "");
        page_space(page, column - (i == 0 ? canvas_width(term) : 0));
        add_text_line(page, &layout.lines[i], style);
    }
    text_layout_clear(&layout);
}

void page_paragraph(Page *page, Style style, int indent, const char *text)
{
    page_definition(page, STYLE_PLAIN, "", indent, style, text);
}

void page_source(Page *page, int indent, const char *source)
{
    Buffer marked = BUFFER_EMPTY;
    rfc_append_marked(&marked, source);
    page_paragraph(page, STYLE_DIM, indent, text_finish(&marked));
    buffer_clear(&marked);
}

static int line_width(const PageLine *line)
{
    int width = 0;
    for (const PageSpan *span = line->first; span; span = span->next)
        width += canvas_width(span->text);
    return width;
}

void page_pair(Page *page, Style style, const char *text, Style style_behind, const char *behind)
{
    enum { GAP = 2 };
    page_paragraph(page, style, 0, text);
    if (line_width(&page->lines[page->count - 1]) + GAP + canvas_width(behind) > page->width)
        page_paragraph(page, style_behind, 0, behind);
    else if (*behind)
        page_format(page, style_behind, "%*s%s", GAP, "", behind);
}

/* All of a long value, in lines of `room` columns. */
static void add_full(Page *page, int indent, const char *value, int room)
{
    while (*value) {
        size_t size = canvas_fit(value, room);
        page_line(page);
        page_space(page, indent);
        page_format(page, STYLE_VALUE, "%.*s", (int)size, value);
        value += size;
    }
}

void page_value(Page *page, Style style, int indent, const char *label, const char *value, bool full)
{
    enum { FULL_INDENT = 2, FULL_ROOM_LEAST = 16 };
    Buffer cut = BUFFER_EMPTY;
    int used = indent + canvas_width(label) + 2, room = page->width - used;
    page_line(page);
    page_space(page, indent);
    page_add(page, style, label);
    page_add(page, STYLE_PLAIN, "  ");
    if (full && canvas_width(value) > room) {
        int left = page->width - indent - FULL_INDENT;
        add_full(page, indent + FULL_INDENT, value, left > FULL_ROOM_LEAST ? left : FULL_ROOM_LEAST);
    } else {
        canvas_cut(&cut, value, room);
        page_add(page, STYLE_VALUE, text_finish(&cut));
    }
    buffer_clear(&cut);
}

void page_mark(Page *page, int from, int mark)
{
    for (int line = from; line < page->count; line++)
        page->lines[line].mark = mark;
}

/* Size of as many words as fit into `width` columns, the first in any case. */
static size_t words_that_fit(const char *text, int width)
{
    size_t size = strcspn(text, " ");
    while (text[size]) {
        size_t next = size + 1 + strcspn(text + size + 1, " ");
        if (canvas_fit(text, width) < next)
            break;
        size = next;
    }
    return size;
}

void page_command(Page *page, Style style, const char *command)
{
    enum { INDENT = 4, SIGN = 2 };
    for (int indent = 0; *command; indent = INDENT) {
        int room = page->width - indent;
        bool last = canvas_width(command) <= room;
        size_t size = last ? strlen(command) : words_that_fit(command, room - SIGN);
        page_line(page);
        page_space(page, indent);
        page_format(page, style, "%.*s%s", (int)size, command, command[size] ? " \\" : "");
        command += size + (command[size] == ' ');
    }
}

int page_last(const Page *page, int height)
{
    return page->count > height ? page->count - height : 0;
}

int page_top(const Page *page, int scroll, int height)
{
    int wanted = scroll == PAGE_FOLLOW ? page->focus : scroll;
    return wanted < page_last(page, height) ? wanted : page_last(page, height);
}

int page_mark_at(const Page *page, int scroll, int height, int row)
{
    int line = page_top(page, scroll, height) + row;
    return row < height && line < page->count ? page->lines[line].mark : 0;
}

bool page_scroll(const Page *page, int *scroll, Action action, int height)
{
    int top = page_top(page, *scroll, height), last = page_last(page, height), wanted = top;
    int step = height > 1 ? height - 1 : 1;
    switch (action) {
    case ACTION_UP:
        wanted = top - 1;
        break;
    case ACTION_DOWN:
        wanted = top + 1;
        break;
    case ACTION_PAGE_UP:
        wanted = top - step;
        break;
    case ACTION_PAGE_DOWN:
        wanted = top + step;
        break;
    case ACTION_HOME:
        wanted = 0;
        break;
    case ACTION_END:
        wanted = last;
        break;
    default:
        return false;
    }
    *scroll = wanted < 0 ? 0 : wanted > last ? last : wanted;
    return true;
}

/* A line that is too long ends in a sign for that. */
static void draw_line(const PageLine *line, const Area *area, int row, int width)
{
    int column = 0;
    for (const PageSpan *span = line->first; span; span = span->next) {
        int room = width - column, used = canvas_text(area, row, column, room, span->style, span->text);
        if (canvas_width(span->text) > room)
            canvas_text(area, row, width - 1, 1, span->style, canvas_glyph(GLYPH_ELLIPSIS));
        column += used;
    }
}

static void draw_lines(const Page *page, const Area *area, int top)
{
    for (int row = 0; row < area->height && top + row < page->count; row++)
        draw_line(&page->lines[top + row], area, row, page->width);
}

void page_draw(const Page *page, const Area *area, int scroll)
{
    int top = page_top(page, scroll, area->height);
    draw_lines(page, area, top);
    if (top > 0)
        canvas_text(area, 0, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_UP));
    if (top + area->height < page->count)
        canvas_text(area, area->height - 1, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_DOWN));
}

void page_draw_front(const Page *page, const Area *area)
{
    draw_lines(page, area, 0);
    if (page->count > area->height)
        canvas_text(area, area->height - 1, area->width - 1, 1, STYLE_NEW, canvas_glyph(GLYPH_ELLIPSIS));
}
