#include "report/keylog.h"

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

static bool append_line(Buffer *out, const Timeline *timeline, Actor actor, int connection, int handshake)
{
    const TimelineFact *random = held(timeline, actor, FACT_CLIENT_RANDOM, connection, handshake);
    const TimelineFact *secret = held(timeline, actor, FACT_MASTER_SECRET, connection, handshake);
    if (!random || !secret)
        return false;
    text_append(out, "CLIENT_RANDOM ");
    text_append_hex(out, random->value);
    text_append(out, " ");
    text_append_hex(out, secret->value);
    text_append(out, "\n");
    return true;
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
            if (!append_line(out, timeline, ACTOR_CLIENT, connection, handshake))
                append_line(out, timeline, ACTOR_SERVER, connection, handshake);
}
