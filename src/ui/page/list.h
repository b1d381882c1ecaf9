/* Lists of which one entry is selected: which part of them is in sight, and where a key moves to. */
#ifndef TLSTEPS_UI_LIST_H
#define TLSTEPS_UI_LIST_H

#include <stdbool.h>

#include "ui/terminal/actions.h"

/* The first of `count` entries in sight, in `height` rows: the one selected stands in their middle where it can. */
int list_top(int selected, int count, int height);
/* Moves the selection by an action; false for one that does not move. An empty list has 0 selected. */
bool list_move(int *selected, int count, int height, Action action);

#endif
