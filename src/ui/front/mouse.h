/* What the mouse does: tabs are chosen by a click, what stands in a view or a panel is selected, the wheel scrolls. */
#ifndef TLSTEPS_UI_MOUSE_H
#define TLSTEPS_UI_MOUSE_H

#include "ui/front/frame.h"
#include "ui/terminal/terminal.h"

void mouse_act(Player *player, const Frame *frame, const Mouse *mouse);

#endif
