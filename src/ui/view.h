/* A view: what fills the middle of the screen for the current step. */
#ifndef TLSTEPS_UI_VIEW_H
#define TLSTEPS_UI_VIEW_H

#include "ui/player.h"
#include "ui/taken.h"

typedef struct View {
    const char *name;
    /* Fills a page with what there is to see; the page scrolls. */
    void (*fill)(const Player *player, Page *page);
    /* Draws itself, where a page does not do; then `fill` is NULL. */
    void (*draw)(const Player *player, const Area *area);
    /* Takes an action before the player does; false for one that it has no use for. NULL: it takes none. `height` and
       `width` are those of its area. */
    bool (*act)(Player *player, Action action, int height, int width);
    /* The view is seen, and what it shows may have changed: prepares what is dear to draw. May be NULL. */
    void (*follow)(Player *player);
    /* The time that player->tick asks for has gone by; may be NULL. */
    void (*tick)(Player *player);
    /* A click on a line that page_mark has marked, or, of a view that draws itself, anywhere in its area of this size.
       NULL: clicks mean nothing. */
    void (*click_mark)(Player *player, int mark);
    void (*click)(Player *player, int row, int column, int height, int width);
    /* What is selected, for who wants to take it along; false where nothing is. NULL: nothing ever is. */
    bool (*take)(const Player *player, Taken *out);
    /* What the status line says in place of the keys; NULL, as a function or from it: they stand there. */
    const char *(*status)(const Player *player);
    /* The same as `fill` for who has no screen: lines that can be read out. NULL: those of `fill` can. */
    void (*tell)(const Player *player, Page *page);
} View;

extern const View view_ladder, view_bytes, view_maths, view_keys, view_lesson, view_secrets;
/* NULL for a view that this player has not (no lesson). */
const View *view_of(const Player *player, ViewId id);

/* Shared by views and columns. What they append to a buffer is returned as text, valid until the buffer changes: */
/* "client_key_exchange" as the RFC writes it: "ClientKeyExchange"; an alert with its description. */
const char *message_title(Buffer *buffer, const Step *step);
const char *value_text(Buffer *buffer, const TimelineFact *fact);
/* What an actor knows under a bare name of the current step's connection, at that step; NULL for nothing. */
const TimelineFact *known_here(const Player *player, Actor actor, const char *name);
/* What went into a fact's derivation, as its actor knew it then; NULL where the actor did not. */
const TimelineFact *fact_input(const Timeline *timeline, const TimelineFact *fact, int index);
/* True where the step's actor cannot read the message: it crossed encrypted, and she has no key. */
bool message_is_closed(const Step *step);
Style actor_style(Actor actor);

/* What the Bytes view has, for others that show bytes: */
/* Names the bytes of the records that carry a message, as they cross the wire, one behind the other, and returns them;
   they live in the tree. */
Bytes bytes_annotate_records(FieldTree *tree, const MessageView *view);
/* Appends the value of a field of the message, in words where it has a name. */
void bytes_append_value(Buffer *out, Bytes message, const Field *field);
/* Selects a byte, and with it the innermost field that it belongs to. */
void bytes_select(BytesState *state, size_t byte);
/* `columns` bytes in a line; such a line is 7 + 4 * columns wide. */
void bytes_draw_dump(const BytesState *state, const Area *area, int columns);

void knowledge_draw(const Player *player, const Area *area);
/* All of it, one of the three after the other. */
void knowledge_tell(const Player *player, Page *page);
/* Rows that the story of the current step takes in `width` columns; where it is given fewer it ends in a sign for it.
 */
int story_rows(const Player *player, int width);
void story_draw(const Player *player, const Area *area);

#endif
