#include "ui/front/linear_say.h"

#include <stdarg.h>

#include "base/text.h"

/* Ends the line, without spaces at its end. */
void linear_say(const Linear *linear, const char *line)
{
    Buffer text = BUFFER_EMPTY;
    canvas_append(&text, line);
    while (text.size && text.data[text.size - 1] == ' ')
        buffer_truncate(&text, text.size - 1);
    fprintf(linear->out, "%s\n", text_finish(&text));
    buffer_clear(&text);
}

void tell_line(const Linear *linear, const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    linear_say(linear, line);
}

void tell_text(const Linear *linear, Bytes text)
{
    Buffer line = BUFFER_EMPTY;
    buffer_append(&line, text);
    linear_say(linear, text_finish(&line));
    buffer_clear(&line);
}

void tell_page(const Linear *linear, const Page *page)
{
    for (int i = 0; i < page->count; i++) {
        Buffer line = BUFFER_EMPTY;
        for (const PageSpan *span = page->lines[i].first; span; span = span->next)
            text_append(&line, span->text);
        linear_say(linear, text_finish(&line));
        buffer_clear(&line);
    }
}

void tell_paragraph(const Linear *linear, const char *text)
{
    Page page;
    page_start(&page, linear->width);
    page_paragraph(&page, STYLE_PLAIN, 0, text);
    tell_page(linear, &page);
    page_clear(&page);
}
