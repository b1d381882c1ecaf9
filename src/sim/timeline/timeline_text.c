#include <string.h>

#include "base/text.h"
#include "sim/timeline/timeline.h"

void timeline_append_value(Buffer *out, FactRef ref, Bytes value)
{
    switch (fact_item(ref.id)->kind) {
    case VALUE_BYTES:
        text_append_hex(out, value);
        break;
    case VALUE_NUMBER:
        text_append_hex_number(out, value);
        break;
    case VALUE_TEXT:
        buffer_append(out, value);
        break;
    }
}

static bool begins_character(uint8_t c)
{
    return (c & 0xc0) != 0x80; /* UTF-8 */
}

static size_t count_characters(Bytes text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += begins_character(text.data[i]);
    return count;
}

/* Where character `index` begins. */
static size_t character_offset(Bytes text, size_t index)
{
    size_t i = 0;
    for (; i < text.size; i++)
        if (begins_character(text.data[i]) && index-- == 0)
            break;
    return i;
}

/* Appends the text with its middle left out, `limit` characters in all. */
static void append_cut(Buffer *out, Bytes text, size_t limit)
{
    size_t count = count_characters(text);
    if (limit == 0 || count <= limit) {
        buffer_append(out, text);
        return;
    }
    size_t front = limit / 2, back = limit - front - 1;
    size_t back_offset = character_offset(text, count - back);
    buffer_append(out, bytes_slice(text, 0, character_offset(text, front)));
    text_append(out, "…");
    buffer_append(out, bytes_slice(text, back_offset, text.size));
}

/* Splits "client:master_secret"; a bare name is about `fallback`. */
static Actor take_actor(const char **name, Actor fallback)
{
    for (int actor = 0; actor < ACTOR_COUNT; actor++) {
        const char *prefix = actor_name((Actor)actor);
        size_t length = strlen(prefix);
        if (strncmp(*name, prefix, length) == 0 && (*name)[length] == ':') {
            *name += length + 1;
            return (Actor)actor;
        }
    }
    return fallback;
}

/* The placeholder's name, its % replaced by the number of the certificate that the step's check is about. */
static void write_name(Buffer *out, Bytes placeholder, const Step *step)
{
    for (size_t i = 0; i < placeholder.size; i++)
        if (placeholder.data[i] == '%')
            text_append_decimal(out, step->check && step->check->index > 0 ? (uint64_t)step->check->index : 0);
        else
            buffer_append(out, bytes_slice(placeholder, i, 1));
}

static void append_placeholder(Buffer *out, const Timeline *timeline, const Step *step, Bytes placeholder, size_t limit)
{
    Buffer written = BUFFER_EMPTY, value = BUFFER_EMPTY;
    write_name(&written, placeholder, step);
    const char *name = text_finish(&written);
    Actor actor = take_actor(&name, step->actor);
    const TimelineFact *fact = timeline_known(timeline, actor, name, step->number);
    if (fact) {
        timeline_append_value(&value, fact->ref, fact->value);
        if (value.size == 0)
            text_append(out, "(empty)"); /* a sentence with a gap in it would be none */
        append_cut(out, buffer_bytes(&value), limit);
    } else {
        text_append(out, "(unknown)");
    }
    buffer_clear(&written);
    buffer_clear(&value);
}

/* An attacker who shakes hands himself goes the way of a client, and is told of in the words for one. */
static const char *append_role(Buffer *out, const Step *step, const char *sentence)
{
    static const char client[] = "The client ";
    if (step->actor != ACTOR_ATTACKER || strncmp(sentence, client, strlen(client)) != 0)
        return sentence;
    text_append(out, "The attacker, as a client himself, ");
    return sentence + strlen(client);
}

void timeline_append_sentence(Buffer *out, const Timeline *timeline, const Step *step, const char *sentence,
                              size_t limit)
{
    sentence = append_role(out, step, sentence);
    while (*sentence) {
        size_t plain = strcspn(sentence, "{");
        buffer_append(out, bytes_of(sentence, plain));
        sentence += plain;
        const char *end = *sentence ? strchr(sentence, '}') : NULL;
        if (!end) {
            text_append(out, sentence);
            return;
        }
        append_placeholder(out, timeline, step, bytes_of(sentence + 1, (size_t)(end - sentence) - 1), limit);
        sentence = end + 1;
    }
}
