/*
 * The player: where somebody is in a timeline, and what they look at. Actions change it (act.h); drawing only reads it.
 */
#ifndef TLSTEPS_UI_PLAYER_H
#define TLSTEPS_UI_PLAYER_H

#include "lesson/lesson.h"
#include "report/tell/depth.h"
#include "sim/scenario/scenario.h"
#include "sim/timeline/timeline.h"
#include "ui/content/bytes.h"
#include "ui/content/change.h"
#include "ui/content/feed.h"
#include "ui/content/find.h"
#include "ui/content/maths.h"
#include "ui/content/runs.h"
#include "ui/content/secret_list.h"
#include "ui/page/page.h"
#include "ui/player/presenter.h"
#include "ui/terminal/actions.h"

typedef enum ViewId {
#define VIEW(ID, symbol, action, key, help) VIEW_##ID,
#include "ui/terminal/views.def"
#undef VIEW
    VIEW_COUNT
} ViewId;

/* A place in a lesson, as indexes of its items: the page begins at `page`, what was revealed last at `focus`, and what
   is still hidden at `shown`. */
typedef struct ReaderStop {
    int page, focus, shown;
} ReaderStop;

/* Where the reader is in a lesson. */
typedef struct ReaderState {
    const Lesson *lesson;   /* NULL: there is none */
    int page, focus, shown; /* as in ReaderStop */
    ReaderStop *stops;      /* the places on the way here, this one too: each reveals one item at least */
    int stop_count;
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

typedef struct Player {
    const Timeline *timeline;
    const Feed *feed; /* of a run that goes on; NULL: the timeline is finished */
    bool waiting;     /* for the next step of such a run */
    int step;         /* number of the current step */
    ViewId view;
    int scroll[VIEW_COUNT]; /* PAGE_FOLLOW or a line */
    bool in_words;          /* asked in words, told in lines: there are no keys, columns or tabs */
    bool full;              /* values are shown in full */
    bool whole;             /* the view has the whole screen */
    Depth depth;            /* at which the step is told */
    Actor actor;            /* in the Keys view */
    BytesState bytes;
    MathsState maths;
    SecretList secrets;
    FindState find;
    ReaderState reader;
    Presenter presenter;
    Runs runs;
    ChangeDraft draft;   /* what is about to be changed */
    struct Panel *panel; /* the one on top, or NULL (panel.h) */
    int tick;         /* milliseconds after which the panel on top, or the view, wants to go on by itself; 0: never */
    char notice[400]; /* said in the status line until the next key */
    Wish wish;
    bool quit;
} Player;

/* The timeline has steps and outlives the player; it is finished, but for one with a `feed`. `lesson` and `feed` may be
   NULL. */
void player_start(Player *player, const Timeline *timeline, const Lesson *lesson, const Feed *feed);
/* Plays another run from a step of it on. Whatever was kept of the one before is forgotten here. */
void player_switch(Player *player, const Timeline *timeline, int step);
/* Panels are closed before. */
void player_clear(Player *player);

/* Whether there is such a view here: the lesson's needs a lesson, and the run that it is about. */
bool player_has_view(const Player *player, ViewId view);
/* Whether a slide is shown: there is nothing on it to select or to scroll. */
bool player_has_slide(const Player *player);
/* Shows a view; where there is none, the status line says why. */
void player_show_view(Player *player, ViewId view);
void player_show_next_view(Player *player);
/* One depth further (`direction` 1) into the step, or back (-1). */
void player_go_deeper(Player *player, int direction);
/* Milliseconds without a key after which something goes on by itself; 0: never. */
int player_tick_time(const Player *player);

/* Goes to a step by its number; out of range it stays, and says so. Behind the last step of a run that goes on comes
   its next one: where that takes time, the player waits. */
void player_go(Player *player, int step);
/* The next step in a direction (1 or -1) at which its sender puts a message on the wire. */
void player_go_message(Player *player, int direction);
const Step *player_step(const Player *player);
/* The first step that matters, by its number, and how many there are from it on (Step.place). */
int player_first_step(const Player *player);
int player_place_count(const Player *player);
/* What an actor knows under a bare name of the current step's connection, at that step; NULL for nothing. */
const TimelineFact *player_known(const Player *player, Actor actor, const char *name);
/* Of the run that is played; NULL for a live connection. */
const Scenario *player_scenario(const Player *player);
/* Forgets what was wished for: it is done. */
void player_clear_wish(Player *player);
/* Says something in the status line. */
PRINTF_LIKE(2, 3) void player_notice(Player *player, const char *format, ...);
/* The same where it names what to do next: a key, or the word that stands for it in plain lines. */
void player_advise(Player *player, const char *by_key, const char *in_words);

/* Reading a lesson: */
void reader_start(Player *player, const Lesson *lesson);
/* The question that waits for its answer, or NULL. */
const Question *reader_pending(const ReaderState *reader);
/* Whether what can be read of the page speaks of a fact of that name (as {{name}} or {{server:name}}). */
bool reader_names(const ReaderState *reader, const char *name);
/* Reveals what comes next; goes back exactly the way that led here; answers the question that waits. */
void reader_advance(Player *player);
void reader_back(Player *player);
void reader_answer(Player *player);
/* Goes to the step that the text has come to. */
void reader_follow(Player *player);

#endif
