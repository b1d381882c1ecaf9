/* The three columns at the top: what client, eavesdropper and server know. */
#ifndef TLSTEPS_UI_KNOWLEDGE_H
#define TLSTEPS_UI_KNOWLEDGE_H

#include "ui/page/page.h"
#include "ui/player/player.h"

void knowledge_draw(const Player *player, const Area *area);
/* All of it, one of the three after the other. */
void knowledge_tell(const Player *player, Page *page);

#endif
