#include "base/wrap.h"

#include <string.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/memory.h"

enum { COLUMNS_WIDE = 2 };

static size_t columns_of(ucs4_t character)
{
    int columns = uc_width(character, "UTF-8");
    return columns > 0 ? (size_t)columns : 0;
}

size_t wrap_fitting(Bytes text, size_t columns)
{
    size_t taken = 0;
    for (size_t at = 0; at < text.size;) {
        ucs4_t character;
        int size = u8_mbtouc(&character, text.data + at, text.size - at);
        taken += columns_of(character);
        if (taken > columns && at > 0)
            return at;
        at += (size_t)size;
    }
    return text.size;
}

static bool is_wide(ucs4_t character)
{
    return columns_of(character) >= COLUMNS_WIDE;
}

/* Whether a line may break at `at`, in front of a character that is no space. `breaks` are libunistring's. */
static bool may_break(Bytes text, size_t at, const char *breaks)
{
    ucs4_t before = 0, after;
    if (text.data[at - 1] == ' ')
        return true;
    u8_prev(&before, text.data + at, text.data);
    u8_mbtouc(&after, text.data + at, text.size - at);
    return (is_wide(before) || is_wide(after)) && breaks[at] == UC_BREAK_POSSIBLE;
}

static size_t spaces_at(Bytes text, size_t at)
{
    size_t end = at;
    while (end < text.size && text.data[end] == ' ')
        end++;
    return end - at;
}

static bool begins_character(uint8_t byte)
{
    return (byte & 0xc0) != 0x80;
}

/* Where a word is cut that is longer than a line: between the parts of a path or of a list, if it is one. */
static size_t cut(Bytes text, size_t first, size_t most)
{
    size_t at = most;
    while (at > first && !memchr(".:/,", text.data[at - 1], 4))
        at--;
    return at > first ? at : most;
}

/* The last place where a line may break, up to `most`, at which a character stands that does not fit any more and is no
   space. Behind spaces that begin the line is no such place: the line would be empty. */
static size_t last_break(Bytes text, size_t most)
{
    ucs4_t unfit;
    Bytes seen = bytes_slice(text, 0, most + (size_t)u8_mbtouc(&unfit, text.data + most, text.size - most));
    size_t first = spaces_at(text, 0), at = most;
    char *breaks = memory_new(seen.size);
    u8_possible_linebreaks(seen.data, seen.size, "UTF-8", breaks);
    while (at > first && (!begins_character(text.data[at]) || text.data[at] == ' ' || !may_break(text, at, breaks)))
        at--;
    memory_free(breaks);
    return at > first ? at : cut(text, first, most);
}

size_t wrap_line(Bytes text, size_t columns)
{
    const uint8_t *newline = text.size ? memchr(text.data, '\n', text.size) : NULL;
    size_t end = newline ? (size_t)(newline - text.data) : text.size;
    size_t most = wrap_fitting(bytes_slice(text, 0, end), columns);
    most += spaces_at(text, most);
    if (most == end)
        return newline ? end + 1 : end;
    return last_break(bytes_slice(text, 0, end), most);
}

Bytes wrap_shown(Bytes line)
{
    while (line.size && (line.data[line.size - 1] == ' ' || line.data[line.size - 1] == '\n'))
        line.size--;
    return line;
}
