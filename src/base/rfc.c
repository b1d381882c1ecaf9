#include "base/rfc.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const Rfc rfcs[] = {
#define OBSOLETED_BY(...)                                                                                              \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define NOT_OBSOLETED                                                                                                  \
    {                                                                                                                  \
        0                                                                                                              \
    }
#define RFC(number, title, date, status, obsoleted_by, note, as_of)                                                    \
    {number, title, date, RFC_##status, obsoleted_by, note, as_of},
#include "base/rfcs.def"
#undef RFC
#undef NOT_OBSOLETED
#undef OBSOLETED_BY
};

const Rfc *rfc_at(int index)
{
    return index >= 0 && index < RFC_COUNT ? &rfcs[index] : NULL;
}

const Rfc *rfc_find(int number)
{
    for (int i = 0; i < RFC_COUNT; i++)
        if (rfcs[i].number == number)
            return &rfcs[i];
    return NULL;
}

const char *rfc_status_name(RfcStatus status)
{
    static const char *const names[] = {[RFC_PROPOSED_STANDARD] = "Proposed Standard",
                                        [RFC_DRAFT_STANDARD] = "Draft Standard",
                                        [RFC_INTERNET_STANDARD] = "Internet Standard",
                                        [RFC_BEST_CURRENT_PRACTICE] = "Best Current Practice",
                                        [RFC_INFORMATIONAL] = "Informational",
                                        [RFC_EXPERIMENTAL] = "Experimental",
                                        [RFC_HISTORIC] = "Historic"};
    return names[status];
}

bool rfc_is_marked(const Rfc *rfc)
{
    return rfc->obsoleted_by[0] != 0 || rfc->status == RFC_HISTORIC;
}

/* The next RFC of the list that the text cites, and where its number ends; NULL where there is none left. */
static const Rfc *next_cited(const char *text, const char **end)
{
    static const char word[] = "RFC ";
    for (const char *at = text; (at = strstr(at, word)); at++) {
        char *behind;
        long number = strtol(at + strlen(word), &behind, 10);
        const Rfc *rfc = number > 0 && number < 100000 ? rfc_find((int)number) : NULL;
        if (!rfc)
            continue;
        *end = behind;
        return rfc;
    }
    return NULL;
}

void rfc_append_marked(Buffer *out, const char *text)
{
    const char *end;
    for (const Rfc *rfc; (rfc = next_cited(text, &end)); text = end) {
        buffer_append(out, bytes_of(text, (size_t)(end - text)));
        text_append(out, rfc_is_marked(rfc) ? RFC_MARK : "");
    }
    text_append(out, text);
}

static void append_with_date(Buffer *out, int number)
{
    const Rfc *rfc = rfc_find(number);
    text_print(out, "RFC %d (%s)", number, rfc->date);
}

void rfc_append_standing(Buffer *out, const Rfc *rfc)
{
    bool historic = rfc->status == RFC_HISTORIC;
    if (!rfc_is_marked(rfc))
        text_append(out, "in force");
    text_append(out, historic ? "historic" : "");
    for (int i = 0; i < RFC_OBSOLETED_BY_MAX && rfc->obsoleted_by[i]; i++) {
        text_append(out, i ? " and " : historic ? ", obsoleted by " : "obsoleted by ");
        append_with_date(out, rfc->obsoleted_by[i]);
    }
}

void rfc_set_add(RfcSet *set, const char *text)
{
    const char *end;
    for (const Rfc *rfc; text && (rfc = next_cited(text, &end)); text = end)
        set->cited[rfc - rfcs] = true;
}
