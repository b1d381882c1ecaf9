#include <string.h>

#include "base/text.h"
#include "report/write/json_parts.h"

/* "Y", "N" or "D"; null for what stands in no registry with such a column. */
static json_t *new_recommended(char recommended)
{
    return recommended == '-' ? json_null() : json_stringn(&recommended, 1);
}

json_t *json_new_standing(const Standing *standing)
{
    if (!standing)
        return json_null();
    return json_pack("{ss so ss ss}", "today", standing_verdict_name(standing->verdict), "recommended",
                     new_recommended(standing->recommended), "why", standing->sentence, "source", standing->source);
}

static json_t *new_obsoleted_by(const Rfc *rfc)
{
    json_t *array = json_array();
    for (int i = 0; i < RFC_OBSOLETED_BY_MAX && rfc->obsoleted_by[i]; i++) {
        const Rfc *by = rfc_find(rfc->obsoleted_by[i]);
        json_array_append_new(array, json_pack("{si ss}", "rfc", by->number, "date", by->date));
    }
    return array;
}

json_t *json_new_rfc(const Rfc *rfc)
{
    json_t *name = json_sprintf("RFC %d", rfc->number);
    return json_pack("{so si ss ss ss so ss? ss}", "name", name, "rfc", rfc->number, "title", rfc->title, "date",
                     rfc->date, "status", rfc_status_name(rfc->status), "obsoleted_by", new_obsoleted_by(rfc), "note",
                     *rfc->note ? rfc->note : NULL, "as_of", rfc->as_of);
}

static void gather(RfcSet *set, const json_t *value)
{
    size_t index;
    const char *key;
    json_t *part;
    json_array_foreach(value, index, part) gather(set, part);
    json_object_foreach((json_t *)(uintptr_t)value, key, part)
    {
        if (strcmp(key, "source") == 0)
            rfc_set_add(set, json_string_value(part));
        gather(set, part);
    }
}

json_t *json_new_documents(const json_t *value)
{
    RfcSet set = {0};
    json_t *array = json_array();
    gather(&set, value);
    for (int i = 0; i < RFC_COUNT; i++)
        if (set.cited[i])
            json_array_append_new(array, json_new_rfc(rfc_at(i)));
    return array;
}
