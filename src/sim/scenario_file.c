#include <string.h>

#include "base/text.h"
#include "sim/assets.h"
#include "sim/scenario.h"

enum { FILE_SIZE_MAX = 256 * 1024, LINES_MAX = 2000 };

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t';
}

static Bytes trim(Bytes text)
{
    while (text.size && is_blank(text.data[0]))
        text = bytes_of(text.data + 1, text.size - 1);
    while (text.size && is_blank(text.data[text.size - 1]))
        text.size--;
    return text;
}

/* Takes the first line off the front of `text`, without its end (LF or CR LF). */
static Bytes take_line(Bytes *text)
{
    const uint8_t *end = memchr(text->data, '\n', text->size);
    Bytes line = *text;
    if (end)
        line.size = (size_t)(end - text->data);
    size_t taken = line.size + (end != NULL);
    *text = bytes_of(text->data + taken, text->size - taken);
    if (line.size && line.data[line.size - 1] == '\r')
        line.size--;
    return line;
}

static bool has_control_byte(Bytes line)
{
    for (size_t i = 0; i < line.size; i++)
        if ((line.data[i] < 0x20 && line.data[i] != '\t') || line.data[i] == 0x7f)
            return true;
    return false;
}

/* `key: value`; a flag may stand alone. */
static bool parse_setting(Scenario *scenario, Bytes line, Diagnostic *diagnostic)
{
    const uint8_t *colon = memchr(line.data, ':', line.size);
    size_t key_size = colon ? (size_t)(colon - line.data) : line.size;
    Bytes key = trim(bytes_slice(line, 0, key_size));
    Bytes value = colon ? trim(bytes_slice(line, key_size + 1, line.size)) : BYTES_EMPTY;
    Buffer key_text = BUFFER_EMPTY, value_text = BUFFER_EMPTY;
    buffer_append(&key_text, key);
    buffer_append(&value_text, value);
    bool good = scenario_set(scenario, text_finish(&key_text), colon ? text_finish(&value_text) : NULL, diagnostic);
    buffer_clear(&key_text);
    buffer_clear(&value_text);
    return good;
}

static bool parse_line(Scenario *scenario, Bytes line, Diagnostic *diagnostic)
{
    if (has_control_byte(line))
        return diagnostic_set(diagnostic, "a control character stands in this line; accepted is text in UTF-8");
    line = trim(line);
    if (line.size == 0 || line.data[0] == '#')
        return true;
    return parse_setting(scenario, line, diagnostic);
}

bool scenario_parse(Scenario *scenario, Bytes text, const char *name, int first_line, Diagnostic *diagnostic)
{
    for (int line = first_line; text.size > 0; line++) {
        Diagnostic found = {""};
        if (line - first_line >= LINES_MAX)
            return diagnostic_set(diagnostic, "%s:%d: more than %d lines", name, line, LINES_MAX);
        if (!parse_line(scenario, take_line(&text), &found))
            return diagnostic_set(diagnostic, "%s:%d: %s", name, line, found.text);
    }
    return true;
}

/* Some editors put a byte order mark in front of a file. */
static Bytes skip_mark(Bytes text)
{
    bool marked = text.size >= 3 && memcmp(text.data, "\xef\xbb\xbf", 3) == 0;
    return marked ? bytes_of(text.data + 3, text.size - 3) : text;
}

bool scenario_load(Scenario *scenario, const char *path, Diagnostic *diagnostic)
{
    Buffer text = BUFFER_EMPTY;
    bool good = assets_read_file(&text, path, FILE_SIZE_MAX, diagnostic) &&
                scenario_parse(scenario, skip_mark(buffer_bytes(&text)), path, 1, diagnostic);
    buffer_clear(&text);
    return good;
}
