/* Text that is written over where it stands and keeps its length: a field of a message that is changed. */
#ifndef TLSTEPS_UI_OVERTYPE_H
#define TLSTEPS_UI_OVERTYPE_H

#include "base/bytes.h"
#include "ui/page/typing.h"
#include "ui/terminal/canvas.h"

enum { OVERTYPE_MOST = 256 };

/* Starts as all zero: then it is off. */
typedef struct Overtype {
    bool on;
    uint8_t bytes[OVERTYPE_MOST], before[OVERTYPE_MOST];
    bool is_text[OVERTYPE_MOST]; /* which bytes are characters that can be written over */
    size_t size, cursor;
} Overtype;

/* All of it is text; or, where it is `encoded`, the strings in its DER are. Off where it has no text in it, or too
   much. */
void overtype_start(Overtype *text, Bytes value, bool encoded);
/* Back to what it was, with the cursor at its beginning. */
void overtype_restore(Overtype *text);
/* A character takes the place of the one under the cursor; arrows, Home and End move, Backspace brings back the one
   before, ^U all. */
TypingState overtype_key(Overtype *text, const Key *key);
Bytes overtype_bytes(const Overtype *text);
/* The text with its cursor, strings that stand apart with a dot between. */
void overtype_draw(const Overtype *text, const Area *area, int row, int column);

#endif
