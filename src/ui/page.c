#include "ui/page.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

void page_start(Page *page, int width)
{
    *page = (Page){.width = width, .focus = -1};
}

void page_clear(Page *page)
{
    memory_free(page->lines);
    arena_clear(&page->arena);
    *page = (Page){0};
}

void page_line(Page *page)
{
    if (page->count == page->capacity) {
        page->capacity = page->capacity ? 2 * page->capacity : 32;
        page->lines = memory_resize(page->lines, (size_t)page->capacity * sizeof *page->lines);
    }
    page->lines[page->count++] = (PageLine){NULL, NULL};
}

void page_add(Page *page, Style style, const char *text)
{
    if (page->count == 0)
        page_line(page);
    PageLine *line = &page->lines[page->count - 1];
    PageSpan *span = arena_new(&page->arena, sizeof *span);
    *span = (PageSpan){style, arena_copy_text(&page->arena, text), NULL};
    if (line->last)
        line->last->next = span;
    else
        line->first = span;
    line->last = span;
}

void page_format(Page *page, Style style, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    page_add(page, style, text);
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
    case TEXT_PLAIN:
        break;
    }
    return plain;
}

static void append_layout(Page *page, const TextLayout *layout, Style plain)
{
    for (int i = 0; i < layout->line_count; i++) {
        page_line(page);
        for (int j = 0; j < layout->lines[i].span_count; j++)
            page_add(page, style_of_text(layout->lines[i].spans[j].style, plain), layout->lines[i].spans[j].text);
    }
}

void page_layout(Page *page, const TextLayout *layout)
{
    append_layout(page, layout, STYLE_PLAIN);
}

void page_paragraph(Page *page, Style style, int indent, const char *text)
{
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    text_layout_paragraph(&layout, text, TEXT_PLAIN, indent, page->width);
    append_layout(page, &layout, style);
    text_layout_clear(&layout);
}

/* A long value, all of it, `room` characters a line. Values are ASCII wherever they are long. */
static void append_full(Page *page, int indent, const char *value, int room)
{
    for (size_t at = 0, size = strlen(value); at < size; at += (size_t)room) {
        page_line(page);
        page_format(page, STYLE_VALUE, "%*s%.*s", indent, "", room, value + at);
    }
}

void page_value(Page *page, Style style, int indent, const char *label, const char *value, bool full)
{
    page_line(page);
    page_format(page, style, "%*s%s  ", indent, "", label);
    int room = page->width - indent - canvas_width(label) - 2;
    int size = (int)strlen(value);
    if (size <= room) {
        page_add(page, STYLE_VALUE, value);
    } else if (full) {
        append_full(page, indent + 4, value, page->width - indent - 4 > 16 ? page->width - indent - 4 : 16);
    } else if (room > 8) {
        page_format(page, STYLE_VALUE, "%.*s%s%s", room / 2, value, canvas_glyph(GLYPH_ELLIPSIS),
                    value + size - (room - room / 2 - 1));
    }
}

int page_top(const Page *page, int scroll, int height)
{
    int last = page->count > height ? page->count - height : 0;
    if (scroll == PAGE_FOLLOW) {
        /* One line below the focus stays in sight, so that one sees that it is the last, or not. */
        int wanted = page->focus < 0 ? 0 : page->focus + 2 - height;
        scroll = wanted > 0 ? wanted : 0;
    }
    return scroll > last ? last : scroll;
}

void page_draw(const Page *page, const Area *area, int scroll)
{
    int top = page_top(page, scroll, area->height);
    for (int row = 0; row < area->height && top + row < page->count; row++) {
        int column = 0;
        for (const PageSpan *span = page->lines[top + row].first; span; span = span->next)
            column += canvas_text(area, row, column, area->width - column, span->style, span->text);
    }
    if (top > 0)
        canvas_text(area, 0, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_UP));
    if (top + area->height < page->count)
        canvas_text(area, area->height - 1, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_DOWN));
}
