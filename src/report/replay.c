#include "report/replay.h"

#include "base/text.h"
#include "explain/power.h"

/* What went into a derivation, as a number under its own name. False where the fact's actor did not know it. */
static bool take_input(Operand *out, const Timeline *timeline, const TimelineFact *fact, int index)
{
    Buffer name = BUFFER_EMPTY;
    fact_append_name(&name, fact->how.from[index]);
    const TimelineFact *input = timeline_known(timeline, fact->actor, text_finish(&name), fact->step);
    buffer_clear(&name);
    if (!input)
        return false;
    *out = (Operand){.name = input->bare, .kind = VALUE_NUMBER, .value = input->value};
    while (out->value.size && out->value.data[0] == 0)
        out->value = bytes_slice(out->value, 1, SIZE_MAX);
    return true;
}

/* Base, exponent and modulus, in the order in which the formula names them. */
static Worked *replay_power(const Timeline *timeline, const TimelineFact *fact)
{
    Operand inputs[3];
    for (int i = 0; i < 3; i++)
        if (i >= fact->how.from_count || !take_input(&inputs[i], timeline, fact, i))
            return NULL;
    return explain_power(&inputs[0], &inputs[1], &inputs[2]);
}

Worked *replay_fact(const Timeline *timeline, const TimelineFact *fact)
{
    switch (fact->how.id) {
    case DERIVATION_MODEXP_PUBLIC:
    case DERIVATION_MODEXP_SHARED:
        return replay_power(timeline, fact);
    default:
        return NULL;
    }
}

Worked *replay_check(const Timeline *timeline, const Step *step)
{
    (void)timeline, (void)step;
    return NULL;
}
