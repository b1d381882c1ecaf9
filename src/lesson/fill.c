#include "lesson/fill.h"

#include <string.h>
#include <unistr.h>

#include "base/text.h"
#include "lesson/names.h"

static bool split_actor(const char *name, Actor *actor, const char **rest)
{
    const char *colon = strchr(name, ':');
    for (int i = 0; colon && i < ACTOR_COUNT; i++) {
        const char *actor_text = actor_name((Actor)i);
        size_t size = (size_t)(colon - name);
        if (strlen(actor_text) == size && memcmp(actor_text, name, size) == 0) {
            *actor = (Actor)i;
            *rest = colon + 1;
            return true;
        }
    }
    return false;
}

const TimelineFact *fill_lookup(const Timeline *timeline, const char *name, int step, Diagnostic *diagnostic)
{
    Actor actor;
    const char *rest;
    const TimelineFact *fact;
    if (!names_fact(name, diagnostic))
        return NULL;
    if (split_actor(name, &actor, &rest)) {
        fact = timeline_known(timeline, actor, rest, step);
        if (!fact)
            diagnostic_set(diagnostic, "the %s does not know %s here", actor_name(actor), rest);
        return fact;
    }
    fact = timeline_known(timeline, ACTOR_CLIENT, name, step);
    const TimelineFact *servers = timeline_known(timeline, ACTOR_SERVER, name, step);
    if (!fact && !servers)
        diagnostic_set(diagnostic, "neither client nor server knows '%s' here", name);
    if (fact && servers && !bytes_equal(fact->value, servers->value)) {
        diagnostic_set(diagnostic, "client and server disagree about %s: say client:%s or server:%s", name, name, name);
        return NULL;
    }
    return fact ? fact : servers;
}

/* Texts come from whoever wrote a certificate or a host's name: nothing in one may act on a terminal. */
static void append_safe(Buffer *out, Bytes text)
{
    for (size_t at = 0; at < text.size;) {
        ucs4_t character;
        int size = u8_mbtoucr(&character, text.data + at, text.size - at);
        bool plain = size > 0 && !text_acts_on_terminal(character);
        if (plain)
            buffer_append(out, bytes_slice(text, at, (size_t)size));
        else
            text_append(out, "?");
        at += size > 0 ? (size_t)size : 1;
    }
}

/* Small numbers are for computing along by hand. */
static void append_decimal(Buffer *out, Bytes number)
{
    enum { SAME_IN_BOTH = 10, BYTES_MOST = 4 };
    while (number.size > 0 && number.data[0] == 0)
        number = bytes_slice(number, 1, SIZE_MAX);
    uint64_t value = number.size <= BYTES_MOST ? bytes_read_number(number.data, number.size) : 0;
    if (value < SAME_IN_BOTH)
        return;
    text_append(out, " (");
    text_append_decimal(out, value);
    text_append(out, ")");
}

void fill_append_value(Buffer *out, const TimelineFact *fact, size_t limit)
{
    ValueKind kind = fact_item(fact->ref.id)->kind;
    Buffer value = BUFFER_EMPTY;
    timeline_append_value(&value, fact->ref, fact->value);
    if (kind == VALUE_TEXT) {
        append_safe(out, buffer_bytes(&value));
    } else if (limit == 0 || value.size <= limit) {
        buffer_append(out, buffer_bytes(&value));
    } else {
        size_t side = (limit - 1) / 2;
        buffer_append(out, bytes_slice(buffer_bytes(&value), 0, side));
        text_append(out, "…");
        buffer_append(out, bytes_slice(buffer_bytes(&value), value.size - side, side));
    }
    if (kind == VALUE_NUMBER)
        append_decimal(out, fact->value);
    buffer_clear(&value);
}

/* Position of a two-character mark, or the size where there is none. */
static size_t find_mark(Bytes text, size_t from, const char *mark)
{
    for (size_t i = from; i + 1 < text.size; i++)
        if (text.data[i] == (uint8_t)mark[0] && text.data[i + 1] == (uint8_t)mark[1])
            return i;
    return text.size;
}

static bool fill_one(Buffer *out, Bytes name, const Timeline *timeline, int step, size_t limit, Diagnostic *diagnostic)
{
    char copy[128];
    if (name.size >= sizeof copy)
        return diagnostic_set(diagnostic, "a placeholder is longer than any fact's name");
    memcpy(copy, name.data, name.size);
    copy[name.size] = '\0';
    const TimelineFact *fact = fill_lookup(timeline, copy, step, diagnostic);
    if (!fact)
        return false;
    buffer_append_number(out, 1, FILL_BEGIN);
    fill_append_value(out, fact, limit);
    buffer_append_number(out, 1, FILL_END);
    return true;
}

bool fill_text(Buffer *out, Bytes text, const Timeline *timeline, int step, size_t limit, Diagnostic *diagnostic)
{
    bool ok = true;
    size_t at = 0;
    while (at < text.size) {
        size_t open = find_mark(text, at, "{{");
        size_t close = find_mark(text, open, "}}");
        buffer_append(out, bytes_slice(text, at, open - at));
        if (open == text.size)
            break;
        size_t next = find_mark(text, open + 2, "{{");
        if (close == text.size || next < close) {
            ok = diagnostic_set(diagnostic, "a {{ is not closed by }}");
            buffer_append(out, bytes_slice(text, open, next - open));
            at = next;
            continue;
        }
        if (!fill_one(out, bytes_slice(text, open + 2, close - open - 2), timeline, step, limit, diagnostic)) {
            buffer_append(out, bytes_slice(text, open, close + 2 - open));
            ok = false;
        }
        at = close + 2;
    }
    return ok;
}
