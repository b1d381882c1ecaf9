#include "report/tell/known.h"

#include "base/text.h"

static const TimelineFact *find(const Timeline *timeline, const Step *step, int handshake, FactId id)
{
    Buffer name = BUFFER_EMPTY;
    text_append(&name, "c");
    text_append_decimal(&name, (uint64_t)step->connection);
    text_append(&name, ".h");
    text_append_decimal(&name, (uint64_t)handshake);
    text_append(&name, ".");
    fact_append_name(&name, (FactRef){id, 0});
    const TimelineFact *fact = timeline_known(timeline, step->actor, text_finish(&name), step->number);
    buffer_clear(&name);
    return fact;
}

Bytes known_in(const Timeline *timeline, const Step *step, int handshake, FactId id)
{
    const TimelineFact *fact = find(timeline, step, handshake, id);
    return fact ? fact->value : BYTES_EMPTY;
}

bool known_flag(const Timeline *timeline, const Step *step, int handshake, FactId id)
{
    const TimelineFact *fact = find(timeline, step, handshake, id);
    return fact && fact->flag;
}

Bytes known_in_handshake(const Timeline *timeline, const Step *step, FactId id)
{
    return known_in(timeline, step, step->handshake, id);
}
