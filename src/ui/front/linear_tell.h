/* What the player in plain lines tells of a run. */
#ifndef TLSTEPS_UI_LINEAR_TELL_H
#define TLSTEPS_UI_LINEAR_TELL_H

#include "ui/front/linear_say.h"
#include "ui/player/player.h"

/* The step that the player is at: title, text, values. */
void tell_step(const Linear *linear, const Player *player);
/* What the current view shows, all of it. */
void tell_view(const Linear *linear, const Player *player);
/* What a lesson's reader has not seen yet, below the step that they come to; before a question, who knows what. */
void tell_lesson(const Linear *linear, const Player *player, bool moved);
/* What came of the answer that was given last. */
void tell_outcome(const Linear *linear, const Player *player);
/* What a panel asks for, or shows. */
void tell_panel(const Linear *linear, const Player *player);
/* Everything that everybody knows at this step, by full names. */
void tell_knowledge(const Linear *linear, const Player *player);

#endif
