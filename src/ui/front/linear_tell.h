/* What the player in plain lines says: everything goes through one place, which spells it as the terminal can show it.
 */
#ifndef TLSTEPS_UI_LINEAR_TELL_H
#define TLSTEPS_UI_LINEAR_TELL_H

#include "ui/front/linear.h"
#include "ui/player/player.h"

PRINTF_LIKE(2, 3) void tell_line(const Linear *linear, const char *format, ...);
/* A text that is broken at the width. */
void tell_paragraph(const Linear *linear, const char *text);
/* A text in a line of its own, however long. */
void tell_text(const Linear *linear, Bytes text);
/* The step that the player is at: title, text, values. */
void tell_step(const Linear *linear, const Player *player);
/* What the current view shows, all of it. */
void tell_view(const Linear *linear, const Player *player);
/* What a lesson's reader has not seen yet, or what followed from their answer; below the step that they come to. */
void tell_lesson(const Linear *linear, const Player *player, bool moved);
/* What a panel asks for, or shows. */
void tell_panel(const Linear *linear, const Player *player);
/* What everybody knows at this step. */
void tell_knowledge(const Linear *linear, const Player *player);
/* What can be asked for. */
void tell_help(const Linear *linear, const Player *player);

#endif
