#include "ui/front/linear_who.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/player/columns.h"

static const char *name_of(const Player *player, const TimelineFact *fact)
{
    return player->depth == DEPTH_BYTES ? fact->bare : fact_item(fact->ref.id)->label;
}

/* Names behind each other; what is called as something before it is named once. */
typedef struct Names {
    const char **names;
    int count;
} Names;

static void add_name(Names *names, const char *name)
{
    for (int i = 0; i < names->count; i++)
        if (strcmp(names->names[i], name) == 0)
            return;
    names->names[names->count++] = name;
}

/* "client random, server random." */
static void append_names(Buffer *out, Names *names)
{
    for (int i = 0; i < names->count; i++)
        text_print(out, "%s%s", i ? ", " : " ", names->names[i]);
    text_append(out, ".");
    memory_free(names->names);
}

static void tell_sentence(const Linear *linear, Buffer *text)
{
    tell_paragraph(linear, text_finish(text));
    buffer_clear(text);
}

static void tell_known(const Linear *linear, const Player *player, Actor actor, const char *called)
{
    Buffer text = BUFFER_EMPTY;
    int count;
    ColumnFact *facts = columns_facts(&count, player, actor);
    Names names = {memory_new_array((size_t)count + 1, sizeof *names.names), 0};
    columns_sort_by_time(facts, count);
    for (int i = 0; i < count; i++)
        add_name(&names, name_of(player, facts[i].fact));
    text_append(&text, called);
    text_append(&text, count ? " knows:" : " knows nothing yet");
    append_names(&text, &names);
    tell_sentence(linear, &text);
    memory_free(facts);
}

static void tell_lacking(const Linear *linear, const Player *player)
{
    Buffer text = BUFFER_EMPTY;
    int count;
    const TimelineFact **facts = columns_lacking(&count, player);
    Names names = {memory_new_array((size_t)count + 1, sizeof *names.names), 0};
    for (int i = count - 1; i >= 0; i--)
        add_name(&names, name_of(player, facts[i]));
    text_append(&text, "Eve lacks:");
    append_names(&text, &names);
    if (count)
        tell_sentence(linear, &text);
    buffer_clear(&text);
    memory_free(facts);
}

static void tell_stolen(const Linear *linear, const Player *player)
{
    const char *loot = columns_stolen(player);
    if (loot)
        tell_line(linear, "Eve stole: %s.", loot);
}

/* Whoever is asked a question about it wants to hear the eavesdropper first. */
void linear_who_tell(const Linear *linear, const Player *player)
{
    if (timeline_connection_count(player->timeline) > 1)
        tell_line(linear, "Of connection %d:", player_step(player)->connection);
    tell_known(linear, player, ACTOR_EAVESDROPPER, "Eve");
    tell_stolen(linear, player);
    tell_lacking(linear, player);
    tell_known(linear, player, ACTOR_CLIENT, "The client");
    tell_known(linear, player, ACTOR_SERVER, "The server");
}
