/* Which facts stand in the three columns at the top: of all that an actor knows, what is worth the reader's eye at this
   step. */
#ifndef TLSTEPS_UI_COLUMNS_H
#define TLSTEPS_UI_COLUMNS_H

#include "ui/player/player.h"

typedef struct ColumnFact {
    const TimelineFact *fact;
    int number;   /* in the timeline: later ones have higher numbers */
    bool fresh;   /* learned in this step */
    bool named;   /* the step's sentence, or the lesson's page or question, speaks of it */
    bool differs; /* client and server hold different values under its name */
} ColumnFact;

/* All that an actor knows of the step's connection, each name once, what is worth most first: what two sides hold
   differently, what is new, what is named, then by rank, the latest first. What stands in certificates is left out but
   for whom the first of a chain is about; before depth *bytes* details are left out too, unless the step brings them or
   they differ. memory_free it. */
WARN_UNUSED ColumnFact *columns_facts(int *count, const Player *player, Actor actor);
/* What of the step's connection the eavesdropper lacks: secrets that client or server has, each value once, the latest
   first. None where nobody listens, and none that she has stolen, though she may find out later what it is good for.
   memory_free it. */
WARN_UNUSED const TimelineFact **columns_lacking(int *count, const Player *player);
/* What the scenario says that she has stolen before the step's connection, as it is written there; NULL: nothing. */
const char *columns_stolen(const Player *player);
/* All that an actor knows of all connections, in the order in which it was learned. memory_free it. */
WARN_UNUSED ColumnFact *columns_everything(int *count, const Player *player, Actor actor);
/* Puts the first `count` of them back into the order in which they were learned. */
void columns_sort_by_time(ColumnFact *facts, int count);

#endif
