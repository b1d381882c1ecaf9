/*
 * The player: where somebody is in a timeline, and what they look at. Keys change it (player_act); drawing only reads
 * it.
 */
#ifndef TLSTEPS_UI_PLAYER_H
#define TLSTEPS_UI_PLAYER_H

#include "base/field.h"
#include "lesson/lesson.h"
#include "sim/timeline.h"
#include "ui/actions.h"
#include "ui/page.h"

typedef enum ViewId { VIEW_LADDER, VIEW_BYTES, VIEW_MATHS, VIEW_KEYS, VIEW_LESSON, VIEW_COUNT } ViewId;

/* The Bytes view's state: a message taken apart. */
typedef struct BytesState {
    const Step *step; /* whose message is shown: the current step's, or the one before it that had one; NULL for none */
    bool wire;        /* the records, instead of the plain message */
    Bytes bytes;      /* of the plain message or of `record` */
    FieldTree tree;
    int field;   /* selected; -1 for none */
    size_t byte; /* selected in the dump: lies in the field */
} BytesState;

/* Where the reader is in a lesson. Items up to `shown` have been revealed; the page in sight begins at `page`. */
typedef struct ReaderState {
    const Lesson *lesson; /* NULL: there is none */
    int page, shown;
    int answer; /* under the cursor, in a question that waits for one */
    int *given; /* for each item that is a question: the answer given, from 1; 0 for none */
} ReaderState;

typedef struct Player {
    const Timeline *timeline;
    int step; /* number of the current step */
    ViewId view;
    int scroll[VIEW_COUNT]; /* PAGE_FOLLOW or a line */
    bool full;              /* values are shown in full */
    Actor actor;            /* in the Keys view */
    BytesState bytes;
    ReaderState reader;
    bool help;
    int help_scroll;
    bool prompting; /* a step's number or name is being typed */
    char prompt[64];
    char notice[160]; /* said in the status line until the next key */
    bool quit;
} Player;

/* The timeline is finished and outlives the player; `lesson` may be NULL. */
void player_start(Player *player, const Timeline *timeline, const Lesson *lesson);
void player_clear(Player *player);

/* A key. `height` and `width` are those of the view's area. */
void player_key(Player *player, unsigned key, int is_code, int height, int width);

void player_go(Player *player, int step);
const Step *player_step(const Player *player);

/* In the lesson: true where a question waits for its answer. */
const Question *reader_pending(const ReaderState *reader);
void reader_start(Player *player, const Lesson *lesson);
void reader_advance(Player *player);
void reader_back(Player *player);
void reader_answer(Player *player);

/* The Bytes view: follows the current step; moves the selection. */
void bytes_follow(Player *player);
void bytes_act(Player *player, Action action, int height);

#endif
