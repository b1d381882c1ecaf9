/*
 * What a key, a click, a word and the clock do: each comes to one of these, and an action is done in one place,
 * whichever way it was asked for.
 */
#ifndef TLSTEPS_UI_ACT_H
#define TLSTEPS_UI_ACT_H

#include "ui/player/player.h"

/* In all of these `extent` is that of the view's area. */

/* An action of the list. The panel on top takes it as its first key; else the presenter or the view takes what it has a
   use for; and what is left is done here. */
void act_do(Player *player, Action action, Extent extent);
/* A key as curses reads it: the action that it stands for, or, in a panel, what is typed. */
void act_key(Player *player, unsigned key, int is_code, Extent extent);
/* The time of player_tick_time has gone by: panel, presenter or view goes on by itself. */
void act_tick(Player *player, Extent extent);
/* Something may have come for a player that waits. */
void act_look(Player *player);
/* Scrolls the view's page; false where it has none, or the action does not scroll. */
bool act_scroll(Player *player, Action action, Extent extent);

/* Leaves: closes what is open, and clears the player. */
void act_end(Player *player);

#endif
