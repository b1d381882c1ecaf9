/*
 * The player: where somebody is in a timeline, and what they look at. Keys change it (player_key); drawing only reads
 * it.
 */
#ifndef TLSTEPS_UI_PLAYER_H
#define TLSTEPS_UI_PLAYER_H

#include "base/field.h"
#include "lesson/lesson.h"
#include "report/depth.h"
#include "sim/scenario.h"
#include "sim/timeline.h"
#include "ui/actions.h"
#include "ui/change.h"
#include "ui/feed.h"
#include "ui/find.h"
#include "ui/maths.h"
#include "ui/page.h"
#include "ui/panel.h"
#include "ui/presenter.h"
#include "ui/runs.h"
#include "ui/secret_list.h"

typedef enum ViewId { VIEW_LADDER, VIEW_BYTES, VIEW_MATHS, VIEW_KEYS, VIEW_LESSON, VIEW_SECRETS, VIEW_COUNT } ViewId;

/* The Bytes view's state: a message taken apart. */
typedef struct BytesState {
    const Step *step; /* whose message is shown: the current step's, or the one before it that had one; NULL for none */
    bool wire;        /* the records, instead of the plain message */
    Bytes bytes;      /* of the plain message or of the records */
    FieldTree tree;
    int field;   /* selected; -1 for none */
    size_t byte; /* selected in the dump: lies in the field */
} BytesState;

/* Where the reader is in a lesson, as indexes of its items: the page begins at `page`, what was revealed last at
   `focus`, and what is still hidden at `shown`. */
typedef struct ReaderState {
    const Lesson *lesson; /* NULL: there is none */
    int page, focus, shown;
    int answer; /* under the cursor, in a question that waits for one */
    int *given; /* for each item that is a question: the answer given, from 1; 0 for none */
} ReaderState;

/* What a key asks for that the player cannot do itself; who passes the keys does it. */
typedef enum WishKind {
    WISH_NONE,
    WISH_COPY, /* the text into the terminal's clipboard */
    WISH_SHOW, /* the text alone on a bare screen */
} WishKind;
typedef struct Wish {
    WishKind kind;
    Buffer text;
} Wish;

struct Player {
    const Timeline *timeline;
    const Feed *feed; /* of a run that goes on; NULL: the timeline is finished */
    bool waiting;     /* for the next step of such a run */
    int step;         /* number of the current step */
    ViewId view;
    int scroll[VIEW_COUNT]; /* PAGE_FOLLOW or a line */
    bool full;              /* values are shown in full */
    Depth depth;            /* at which the step is told */
    Actor actor;            /* in the Keys view */
    BytesState bytes;
    MathsState maths;
    SecretList secrets;
    FindState find;
    ReaderState reader;
    Presenter presenter;
    Runs runs;
    ChangeDraft draft; /* what is about to be changed */
    Panel *panel;      /* the one on top, or NULL */
    int tick;          /* milliseconds after which the panel on top, or the view, wants to go on by itself; 0: never */
    char notice[160];  /* said in the status line until the next key */
    Wish wish;
    bool quit;
};

/* The timeline has steps and outlives the player; it is finished, but for one with a `feed`. `lesson` and `feed` may be
   NULL. */
void player_start(Player *player, const Timeline *timeline, const Lesson *lesson, const Feed *feed);
/* Plays another run from a step of it on. Whatever was kept of the one before is forgotten here. */
void player_switch(Player *player, const Timeline *timeline, int step);
void player_clear(Player *player);

/* A key. `height` and `width` are those of the view's area. */
void player_key(Player *player, unsigned key, int is_code, int height, int width);
/* Milliseconds without a key after which player_tick is to be called; 0: never. */
int player_tick_time(const Player *player);
/* They have gone by: panel, presenter or view goes on by itself. */
void player_tick(Player *player, int height, int width);

/* Scrolls the view's page; false where it has none, or the action does not scroll. */
bool player_scroll(Player *player, Action action, int height, int width);

/* Goes to a step by its number; out of range it stays, and says so. Behind the last step of a run that goes on comes
   its next one: where that takes time, the player waits. */
void player_go(Player *player, int step);
/* Something may have come for a player that waits. */
void player_look(Player *player);
const Step *player_step(const Player *player);
/* Of the run that is played; NULL for a live connection. */
const Scenario *player_scenario(const Player *player);
/* Forgets what was wished for: it is done. */
void player_clear_wish(Player *player);
/* Says something in the status line. */
PRINTF_LIKE(2, 3) void player_notice(Player *player, const char *format, ...);

/* Reading a lesson: */
void reader_start(Player *player, const Lesson *lesson);
/* The question that waits for its answer, or NULL. */
const Question *reader_pending(const ReaderState *reader);
/* Reveals what comes next; back to the page before; answers the question that waits. */
void reader_advance(Player *player);
void reader_back(Player *player);
void reader_answer(Player *player);
/* Goes to the step that the text has come to. */
void reader_follow(Player *player);

/* The Bytes view follows the current step; forgets what it shows. */
void bytes_follow(Player *player);
void bytes_forget(Player *player);
/* Selects a field of its message. */
void bytes_select_field(Player *player, int field);

#endif
