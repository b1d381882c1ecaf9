#include <string.h>

#include "base/text.h"
#include "sim/assets/assets.h"
#include "sim/scenario/scenario.h"

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
static bool parse_setting(Scenario *scenario, const char *origin, Bytes line, Diagnostic *diagnostic)
{
    const uint8_t *colon = memchr(line.data, ':', line.size);
    size_t key_size = colon ? (size_t)(colon - line.data) : line.size;
    Bytes key = trim(bytes_slice(line, 0, key_size));
    Bytes value = colon ? trim(bytes_slice(line, key_size + 1, line.size)) : BYTES_EMPTY;
    Buffer key_text = BUFFER_EMPTY, value_text = BUFFER_EMPTY;
    buffer_append(&key_text, key);
    buffer_append(&value_text, value);
    bool good = scenario_set_from(scenario, origin, text_finish(&key_text), colon ? text_finish(&value_text) : NULL,
                                  diagnostic);
    buffer_clear(&key_text);
    buffer_clear(&value_text);
    return good;
}

static bool parse_line(Scenario *scenario, const char *origin, Bytes line, Diagnostic *diagnostic)
{
    if (has_control_byte(line))
        return diagnostic_set(diagnostic, "%sa control character stands in this line; accepted is text in UTF-8",
                              origin);
    line = trim(line);
    if (line.size == 0 || line.data[0] == '#')
        return true;
    return parse_setting(scenario, origin, line, diagnostic);
}

/* "a.scenario:17: " */
static const char *origin_of_line(Buffer *out, const char *name, int line)
{
    buffer_truncate(out, 0);
    text_print(out, "%s:%d: ", name, line);
    return text_finish(out);
}

bool scenario_parse(Scenario *scenario, Bytes text, const char *name, int first_line, Diagnostic *diagnostic)
{
    Buffer buffer = BUFFER_EMPTY;
    bool good = true;
    for (int line = first_line; good && text.size > 0; line++) {
        const char *origin = origin_of_line(&buffer, name, line);
        if (line - first_line >= LINES_MAX)
            good = diagnostic_set(diagnostic, "%smore than %d lines", origin, LINES_MAX);
        else
            good = parse_line(scenario, origin, take_line(&text), diagnostic);
    }
    buffer_clear(&buffer);
    return good;
}

bool scenario_load(Scenario *scenario, const char *path, Diagnostic *diagnostic)
{
    Buffer text = BUFFER_EMPTY;
    bool good = assets_read_file(&text, path, FILE_SIZE_MAX, diagnostic) &&
                scenario_parse(scenario, text_skip_mark(buffer_bytes(&text)), path, 1, diagnostic);
    buffer_clear(&text);
    return good;
}
