/* The state of the view Bytes: a message taken apart into its fields, and what of it is selected. */
#ifndef TLSTEPS_UI_BYTES_H
#define TLSTEPS_UI_BYTES_H

#include "base/field.h"
#include "sim/timeline/timeline.h"
#include "ui/content/tampered.h"

typedef struct BytesState {
    const Step *step; /* whose message is shown: the current step's, or the one before it that had one; NULL for none */
    bool wire;        /* the records, instead of the plain message */
    Bytes bytes;      /* of the plain message or of the records */
    FieldTree tree;
    bool changed; /* the plain message was changed on its way, and `tampered` has both */
    Tampered tampered;
    int field;   /* selected; -1 for none */
    size_t byte; /* selected in the dump: lies in the field */
} BytesState;

/* The view follows the current step; forgets what it shows, and what it holds (it can be followed again). */
void bytes_follow(BytesState *state, const Timeline *timeline, int step);
void bytes_forget(BytesState *state);
/* Shows the records, or the plain message. */
void bytes_show_records(BytesState *state, bool wire);
/* Selects a field, by its index in the tree; where there is none of it, the nearest. */
void bytes_select_field(BytesState *state, int field);
/* Selects a byte, and with it the innermost field that it belongs to. */
void bytes_select(BytesState *state, size_t byte);

/* Where the bytes of a field arrived as others: the first field of `tampered` that lies in it; -1: they did not. */
int bytes_change_in(const BytesState *state, const Field *field);

/* Names the bytes of the records that carry a message, as they cross the wire, one behind the other, and returns them;
   they live in the tree. */
Bytes bytes_annotate_records(FieldTree *tree, const MessageView *view);

#endif
