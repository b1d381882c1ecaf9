/* The words that the player in plain lines takes, and what they do. */
#ifndef TLSTEPS_UI_LINEAR_WORDS_H
#define TLSTEPS_UI_LINEAR_WORDS_H

#include "ui/front/linear_say.h"
#include "ui/player/player.h"

/* An action by its name ("next message", as on the command line "next_message"), or by one of its keys; ACTION_NONE for
   other words. */
Action linear_word_action(const char *word);
/* Whether an action arranges what stands on a screen, so that there is nothing to be told of it. */
bool linear_word_is_of_screen(Action action);
/* The words that it takes to go through a run, in eight lines at the most. */
void linear_words_tell_few(const Linear *linear, const Player *player);
/* All of them. */
void linear_words_tell_all(const Linear *linear, const Player *player);

#endif
