#include "lesson/fill.h"

#include <string.h>

#include "base/text.h"

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

/* The value, its middle left out where it is longer than `limit`. Values are cut in ASCII only. */
static void append_value(Buffer *out, const TimelineFact *fact, size_t limit)
{
    Buffer value = BUFFER_EMPTY;
    timeline_append_value(&value, fact->ref, fact->value);
    buffer_append_number(out, 1, FILL_BEGIN);
    if (limit == 0 || value.size <= limit || fact_item(fact->ref.id)->kind == VALUE_TEXT) {
        buffer_append(out, buffer_bytes(&value));
    } else {
        size_t side = (limit - 1) / 2;
        buffer_append(out, bytes_slice(buffer_bytes(&value), 0, side));
        text_append(out, "…");
        buffer_append(out, bytes_slice(buffer_bytes(&value), value.size - side, side));
    }
    buffer_append_number(out, 1, FILL_END);
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
    if (fact)
        append_value(out, fact, limit);
    return fact != NULL;
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
        if (close == text.size) {
            buffer_append(out, bytes_slice(text, open, SIZE_MAX));
            return diagnostic_set(diagnostic, "a {{ is not closed by }}");
        }
        if (!fill_one(out, bytes_slice(text, open + 2, close - open - 2), timeline, step, limit, diagnostic)) {
            buffer_append(out, bytes_slice(text, open, close + 2 - open));
            ok = false;
        }
        at = close + 2;
    }
    return ok;
}
