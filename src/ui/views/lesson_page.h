/* A page of a lesson: its text, filled in with this run's values, and its questions. */
#ifndef TLSTEPS_UI_LESSON_PAGE_H
#define TLSTEPS_UI_LESSON_PAGE_H

#include "ui/page/page.h"
#include "ui/player/player.h"

/* All that is revealed of it; its focus is what was revealed last. */
void lesson_page_fill(const Player *player, Page *page);

/* For whoever hears it, what was revealed last, each thing by itself: the text; then the question, as it is asked; and
   what came of the answer, if one was given. Where there is no question the page stays empty. */
void lesson_page_tell(const Player *player, Page *page);
void lesson_page_tell_question(const Player *player, Page *page);
void lesson_page_tell_outcome(const Player *player, Page *page);

#endif
