#include "lesson/lines.h"

#include <string.h>

#include "base/text.h"

void lines_begin(Lines *lines, Bytes text, int number)
{
    *lines = (Lines){.rest = text, .next_number = number};
}

char *line_trim(char *text)
{
    static const char spaces[] = " \t\r";
    text += strspn(text, spaces);
    size_t size = strlen(text);
    while (size > 0 && strchr(spaces, text[size - 1]))
        size--;
    text[size] = '\0';
    return text;
}

bool lines_next(Lines *lines)
{
    while (lines->rest.size > 0) {
        const uint8_t *newline = memchr(lines->rest.data, '\n', lines->rest.size);
        size_t size = newline ? (size_t)(newline - lines->rest.data) : lines->rest.size;
        buffer_set(&lines->copy, bytes_slice(lines->rest, 0, size));
        lines->rest = bytes_slice(lines->rest, size + 1, SIZE_MAX);
        lines->number = lines->next_number++;
        text_finish(&lines->copy);
        lines->text = line_trim((char *)lines->copy.data);
        if (*lines->text)
            return true;
    }
    return false;
}

void lines_end(Lines *lines)
{
    buffer_clear(&lines->copy);
}
