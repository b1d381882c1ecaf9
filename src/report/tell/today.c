#include "report/tell/today.h"

#include <string.h>

#include "base/rfc.h"
#include "base/text.h"

static const Standing *of_version(const char *name)
{
    for (uint16_t version = VERSION_TLS_1_0; version <= VERSION_TLS_1_2; version++)
        if (strcmp(version_name(version), name) == 0)
            return standing_of_version(version);
    return NULL;
}

static const Standing *of_suite(const char *name)
{
    const Suite *suite = suite_find(name);
    return suite ? standing_of_suite(suite) : NULL;
}

static const Standing *of_group(FactId id, const char *name)
{
    const Group *group = group_find(name);
    if (group)
        return standing_of_group(group);
    return id == FACT_DH_GROUP ? standing_of_other_field() : NULL;
}

static const Standing *of_scheme(const char *name)
{
    const SignatureScheme *scheme = signature_scheme_find(name);
    return scheme ? standing_of_scheme(scheme) : NULL;
}

static const Standing *of_name(FactId id, const char *name)
{
    switch (id) {
    case FACT_VERSION:
        return of_version(name);
    case FACT_CIPHER_SUITE:
        return of_suite(name);
    case FACT_DH_GROUP:
    case FACT_ECDH_GROUP:
        return of_group(id, name);
    case FACT_SIGNATURE_SCHEME:
    case FACT_CLIENT_SIGNATURE_SCHEME:
        return of_scheme(name);
    default:
        return NULL;
    }
}

const Standing *today_of(const TimelineFact *fact)
{
    Buffer name = BUFFER_EMPTY;
    buffer_append(&name, fact->value);
    const Standing *standing = of_name(fact->ref.id, text_finish(&name));
    buffer_clear(&name);
    return standing;
}

const Standing *today_first_of(const Timeline *timeline, const Step *step, const TimelineFact *fact)
{
    for (int actor = 0; actor < ACTOR_COUNT && step->number > 1; actor++)
        if (timeline_known(timeline, (Actor)actor, fact->name, step->number - 1))
            return NULL;
    return today_of(fact);
}

void today_append(Buffer *out, const Timeline *timeline, const Step *step)
{
    for (int i = 0; i < step->fact_count; i++) {
        const Standing *standing = today_first_of(timeline, step, &step->facts[i]);
        if (!standing)
            continue;
        text_append(out, " ");
        buffer_append(out, bytes_of(standing->sentence, strlen(standing->sentence) - 1)); /* without its full stop */
        text_append(out, " (");
        rfc_append_marked(out, standing->source);
        text_append(out, ").");
    }
}
