/* What keys do: one list gives the action, its keys, its help and its place in the status line. */
#ifndef TLSTEPS_UI_ACTIONS_H
#define TLSTEPS_UI_ACTIONS_H

typedef enum Action {
#define ACTION(ID, keys, help, brief) ACTION_##ID,
#include "ui/terminal/actions.def"
#undef ACTION
    ACTION_COUNT,
    ACTION_NONE = ACTION_COUNT,
    ACTION_VIEW_FIRST = ACTION_VIEW_1 /* one a view, in their order */
} Action;

typedef struct ActionItem {
    const char *name; /* as in the list */
    const char *keys; /* as shown to people, apart by spaces */
    const char *help;
    const char *brief; /* for the status line; empty: not there */
} ActionItem;

const ActionItem *action_item(Action action);

/* A line of the list as people read it: the heading of a section, or an action. */
typedef struct ActionLine {
    const char *heading; /* NULL for an action */
    Action action;       /* ACTION_NONE for a heading */
} ActionLine;

/* NULL past the end. */
const ActionLine *action_line_at(int index);

/* The action of a key as curses reads it (`is_code`: one of its KEY_ values, otherwise a character); ACTION_NONE for a
   key that does nothing. */
Action action_of_key(unsigned key, int is_code);

/* A key as curses reads it, and its action in the list (ACTION_NONE where it has none there). */
typedef struct Key {
    unsigned value;
    int is_code;
    Action action;
} Key;

/* By its name in the list, or by one of its keys as the list writes it; ACTION_NONE for another word. */
Action action_named(const char *word);
/* The first of an action's keys, as action_of_key takes it. */
void action_first_key(Action action, unsigned *key, int *is_code);

#endif
