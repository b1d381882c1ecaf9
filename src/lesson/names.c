#include "lesson/names.h"

#include <string.h>

#include "base/text.h"
#include "sim/diagnostic/nearest.h"

bool names_actor(const char *name, Actor *out)
{
    for (int actor = 0; actor < ACTOR_COUNT; actor++)
        if (strcmp(actor_name((Actor)actor), name) == 0) {
            *out = (Actor)actor;
            return true;
        }
    return false;
}

/* Behind "c2." or "h1.", or the name itself where it does not begin so. */
static const char *skip_part(const char *name, char mark)
{
    size_t digits = name[0] == mark ? strspn(name + 1, "0123456789") : 0;
    return digits > 0 && name[1 + digits] == '.' ? name + digits + 2 : name;
}

const char *names_without_place(const char *name)
{
    return skip_part(skip_part(name, 'c'), 'h');
}

static const char *fact_name_at(int index)
{
    return index < FACT_COUNT ? fact_item((FactId)index)->name : NULL;
}

/* "; did you mean NAME?", with the first position where the list's name has any. */
static void append_meant(Buffer *out, const char *near)
{
    if (!near)
        return;
    text_append(out, "; did you mean ");
    for (; *near; near++)
        buffer_append(out, *near == '%' ? bytes_of("0", 1) : bytes_of(near, 1));
    text_append(out, "?");
}

static bool check_actor(const char *name, size_t size, Diagnostic *diagnostic)
{
    Buffer prefix = BUFFER_EMPTY;
    Actor actor;
    buffer_append(&prefix, bytes_of(name, size));
    bool found = names_actor(text_finish(&prefix), &actor);
    if (!found)
        diagnostic_set(diagnostic, "nobody is called '%s'; actors: client, server, eavesdropper or attacker",
                       text_finish(&prefix));
    buffer_clear(&prefix);
    return found;
}

bool names_fact(const char *name, Diagnostic *diagnostic)
{
    const char *colon = strchr(name, ':');
    const char *bare = names_without_place(colon ? colon + 1 : name);
    FactRef ref;
    if (colon && !check_actor(name, (size_t)(colon - name), diagnostic))
        return false;
    if (fact_find(bare, &ref))
        return true;
    Buffer meant = BUFFER_EMPTY;
    append_meant(&meant, nearest_name(bare, fact_name_at));
    diagnostic_set(diagnostic, "no fact is called '%s'%s (tlsteps list facts)", bare, text_finish(&meant));
    buffer_clear(&meant);
    return false;
}

static const char *event_name_at(int index)
{
    return index < EVENT_COUNT ? event_item((EventId)index)->what : NULL;
}

bool names_step(const char *name, Diagnostic *diagnostic)
{
    const char *dot = strrchr(name, '.');
    const char *last = dot ? dot + 1 : name;
    Buffer what = BUFFER_EMPTY, meant = BUFFER_EMPTY;
    bool known = false;
    buffer_append(&what, bytes_of(last, strcspn(last, "#")));
    for (int id = 0; id < EVENT_COUNT && !known; id++)
        known = strcmp(event_item((EventId)id)->what, text_finish(&what)) == 0;
    if (!known) {
        const char *near = nearest_name(text_finish(&what), event_name_at);
        if (near)
            buffer_append(&meant, bytes_of(name, (size_t)(last - name)));
        text_append(&meant, near ? near : "");
        diagnostic_set(diagnostic, "'%s' is no step of any run%s%s%s (tlsteps run tells the names)", name,
                       near ? "; did you mean " : "", text_finish(&meant), near ? "?" : "");
    }
    buffer_clear(&what);
    buffer_clear(&meant);
    return known;
}

static int count_dots(const char *name)
{
    int dots = 0;
    for (; *name; name++)
        dots += *name == '.';
    return dots;
}

/* Of a step's name as many parts, from its end, as have so many dots. */
static const char *last_parts(const char *name, int dots)
{
    for (int more = count_dots(name) - dots; more > 0; more--)
        name = strchr(name, '.') + 1;
    return name;
}

const char *names_nearest_step(const Timeline *timeline, const char *name)
{
    Nearest nearest = {.wanted = name};
    int dots = count_dots(name);
    const Step *step;
    for (int i = 1; (step = timeline_step(timeline, i)); i++)
        nearest_consider(&nearest, last_parts(step->name, dots));
    return nearest.name;
}
