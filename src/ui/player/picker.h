/*
 * A list from which somebody takes something: a panel over everything between title and status line. What is typed
 * narrows the list; where the panel takes typed text, it is also a value of its own.
 */
#ifndef TLSTEPS_UI_PICKER_H
#define TLSTEPS_UI_PICKER_H

#include "base/arena.h"
#include "sim/diagnostic/diagnostic.h"
#include "ui/page/overtype.h"
#include "ui/page/typing.h"
#include "ui/player/panel.h"

typedef struct PickerItem {
    const char *name;
    const char *value; /* beside it; NULL: nothing */
    bool heading;      /* cannot be chosen */
    int id;            /* the panel's own */
} PickerItem;

typedef struct Picker Picker;
typedef struct PickerKind {
    /* Adds title, introduction and items (picker_add), as they are now. */
    void (*fill)(const Player *player, Picker *picker);
    /* Enter: `item` is the chosen one (NULL where none matches), `typed` what has been typed. May close the panel. */
    void (*take)(Player *player, Picker *picker, const PickerItem *item, const char *typed);
    /* Lines at the foot about the chosen item or what is typed; may be NULL. */
    void (*foot)(const Player *player, const Picker *picker, const PickerItem *item, Page *page);
    bool takes_typed;   /* what is typed may be a value by itself */
    const char *prompt; /* in front of what is typed: "Type to narrow the list" */
    const char *enter;  /* what Enter does, for the status line: "take" */
} PickerKind;

struct Picker {
    const PickerKind *kind;
    void *context; /* of the kind; memory_free'd with the panel */
    Arena arena;   /* the texts of title and items */
    const char *title, *introduction;
    PickerItem *items;
    int count, capacity;
    int chosen; /* index of an item */
    bool moved; /* chosen by an arrow since something was typed last */
    Typing typing;
    Overtype text;      /* where it is on, a text that is written over, in place of what is typed */
    Diagnostic problem; /* why the last thing that was taken would not do */
};

/* Opens the panel with item `chosen` (by its id) under the cursor. The context, from memory_new or NULL, is the panel's
   from now on. The picker lives as long as the panel is open. */
Picker *picker_open(Player *player, const PickerKind *kind, void *context, int chosen);
/* Fills it anew, after something has changed. */
void picker_refresh(const Player *player, Picker *picker);

/* For fill: the texts are copied; value NULL: none. */
void picker_add(Picker *picker, int id, const char *name, const char *value);
void picker_add_heading(Picker *picker, const char *name);

#endif
