#include "report/write/keylog.h"

#include <string.h>

#include "base/text.h"

/* What an actor holds of a fact in one handshake; NULL where nothing. */
static const TimelineFact *held(const Timeline *timeline, Actor actor, FactId id, int connection, int handshake)
{
    const TimelineFact *latest = NULL;
    for (int i = 0; i < timeline_fact_count(timeline); i++) {
        const TimelineFact *fact = timeline_fact_at(timeline, i);
        if (fact->actor == actor && fact->ref.id == id && fact->connection == connection &&
            fact->handshake == handshake)
            latest = fact;
    }
    return latest;
}

/* A random has one line: of sides that disagree about its secret the first that was asked. */
/* Where both sides hold a random, they hold one secret for it, and one line tells that. */
static bool has_line(const Buffer *out, const Buffer *start)
{
    Bytes rest = buffer_bytes(out);
    while (rest.size >= start->size) {
        if (memcmp(rest.data, start->data, start->size) == 0)
            return true;
        const uint8_t *end = memchr(rest.data, '\n', rest.size);
        size_t next = end ? (size_t)(end - rest.data) + 1 : rest.size;
        rest = bytes_slice(rest, next, rest.size - next);
    }
    return false;
}

static void append_line(Buffer *out, const Timeline *timeline, Actor actor, int connection, int handshake)
{
    const TimelineFact *random = held(timeline, actor, FACT_CLIENT_RANDOM, connection, handshake);
    const TimelineFact *secret = held(timeline, actor, FACT_MASTER_SECRET, connection, handshake);
    Buffer start = BUFFER_EMPTY;
    if (!random || !secret)
        return;
    text_append(&start, "CLIENT_RANDOM ");
    text_append_hex(&start, random->value);
    text_append(&start, " ");
    if (!has_line(out, &start)) {
        buffer_append(out, buffer_bytes(&start));
        text_append_hex(out, secret->value);
        text_append(out, "\n");
    }
    buffer_clear(&start);
}

static int handshake_count(const Timeline *timeline, int connection)
{
    int count = 0;
    for (int i = 0; i < timeline_fact_count(timeline); i++) {
        const TimelineFact *fact = timeline_fact_at(timeline, i);
        if (fact->connection == connection && fact->handshake > count)
            count = fact->handshake;
    }
    return count;
}

void report_keylog(Buffer *out, const Timeline *timeline)
{
    for (int connection = 1; connection <= timeline_connection_count(timeline); connection++)
        for (int handshake = 1; handshake <= handshake_count(timeline, connection); handshake++)
            for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++)
                append_line(out, timeline, actor, connection, handshake);
}
