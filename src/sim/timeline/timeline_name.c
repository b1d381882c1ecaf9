/* Names of steps and facts: "c1.h1.client.send.finished", "c1.h1.master_secret". */
#include <string.h>

#include "base/memory.h"
#include "sim/timeline/timeline_data.h"

/* A name being put together. Names are short and there are hundreds in a run, so this takes no memory of its own. */
typedef struct Name {
    char text[200];
    size_t size;
} Name;

/* What does not fit is left out: no name is so long. */
static void put_characters(Name *name, const char *text, size_t size)
{
    if (size > sizeof name->text - name->size)
        size = sizeof name->text - name->size;
    memcpy(name->text + name->size, text, size);
    name->size += size;
}

static void put_text(Name *name, const char *text)
{
    put_characters(name, text, strlen(text));
}

static void put_number(Name *name, unsigned number)
{
    char digit = (char)('0' + number % 10);
    if (number >= 10)
        put_number(name, number / 10);
    put_characters(name, &digit, 1);
}

/* `index` stands for the % in the name, where it has one. */
static void put_fact_name(Name *name, const char *text, int index)
{
    const char *percent = strchr(text, '%');
    if (!percent) {
        put_text(name, text);
        return;
    }
    put_characters(name, text, (size_t)(percent - text));
    put_number(name, (unsigned)index);
    put_text(name, percent + 1);
}

/* "c1.h1." of what belongs to a handshake, "c1." of what belongs to none. */
static void put_prefix(Name *name, int connection, int handshake)
{
    put_text(name, "c");
    put_number(name, (unsigned)connection);
    if (handshake) {
        put_text(name, ".h");
        put_number(name, (unsigned)handshake);
    }
    put_text(name, ".");
}

static Bytes name_bytes(const Name *name)
{
    return bytes_of(name->text, name->size);
}

/* Eight bytes at a time, mixed by a multiplication with 2^64 divided by the golden ratio. */
static uint64_t hash_of_name(Bytes name)
{
    uint64_t hash = name.size;
    for (size_t i = 0; i < name.size; i += sizeof hash) {
        uint64_t part = 0;
        size_t left = name.size - i;
        memcpy(&part, name.data + i, left < sizeof part ? left : sizeof part);
        hash = (hash ^ part) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return hash;
}

static NameSlot *find_slot(NameSlot *slots, int capacity, Bytes name)
{
    size_t mask = (size_t)capacity - 1;
    size_t i = (size_t)hash_of_name(name) & mask;
    while (slots[i].first && !bytes_equal(bytes_of_text(slots[i].first->name), name))
        i = (i + 1) & mask;
    return &slots[i];
}

static void grow_names(Timeline *timeline)
{
    int capacity = timeline->name_capacity ? 2 * timeline->name_capacity : 256;
    NameSlot *slots = memory_new_array((size_t)capacity, sizeof *slots);
    for (int i = 0; i < timeline->name_capacity; i++)
        if (timeline->names[i].first)
            *find_slot(slots, capacity, bytes_of_text(timeline->names[i].first->name)) = timeline->names[i];
    memory_free(timeline->names);
    timeline->names = slots;
    timeline->name_capacity = capacity;
}

/* A second step of the name "c1.h1.client.send.x" becomes "c1.h1.client.send.x#2". */
void timeline_name_step(Timeline *timeline, Step *step)
{
    Name name;
    name.size = 0;
    put_prefix(&name, step->connection, step->handshake);
    put_text(&name, actor_name(step->actor));
    put_text(&name, ".");
    put_text(&name, event_kind_name(step->item->kind));
    put_text(&name, ".");
    put_text(&name, step->item->what);
    if (2 * timeline->name_count >= timeline->name_capacity)
        grow_names(timeline);
    NameSlot *slot = find_slot(timeline->names, timeline->name_capacity, name_bytes(&name));
    slot->count++;
    if (slot->first) {
        put_text(&name, "#");
        put_number(&name, (unsigned)slot->count);
    } else {
        slot->first = step;
        timeline->name_count++;
    }
    step->name = arena_copy_characters(&timeline->arena, name_bytes(&name));
}

void timeline_name_fact(Timeline *timeline, TimelineFact *fact)
{
    Name name;
    name.size = 0;
    put_prefix(&name, fact->connection, fact->handshake);
    size_t prefix = name.size;
    put_fact_name(&name, fact_item(fact->ref.id)->name, fact->ref.index);
    fact->name = arena_copy_characters(&timeline->arena, name_bytes(&name));
    fact->bare = fact->name + prefix;
}
