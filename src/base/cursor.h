/*
 * The annotating cursor: every byte from outside is read through it, and each read names its field. With a field tree
 * attached, name, offset and length land there; without one nothing is recorded and a read costs a comparison.
 *
 * Errors are sticky: the first failing read sets `error`, and every later one fails too, so that a decoder reads a
 * whole structure and looks once. A failed read leaves its output zero or empty. The Bytes that a cursor hands out
 * point into the input.
 */
#ifndef TLSTEPS_BASE_CURSOR_H
#define TLSTEPS_BASE_CURSOR_H

#include "base/bytes.h"
#include "base/error.h"
#include "base/field.h"

typedef struct Cursor {
    Bytes input;
    size_t position, limit; /* reading stops at limit: the end of the innermost open vector */
    size_t base;            /* added to offsets noted in the tree: where the input begins in what the tree describes */
    FieldTree *tree;        /* NULL: nothing is recorded */
    int parent, depth;      /* of the next field */
    int index;              /* of the next field in its vector, -1 for none; see cursor_element */
    Error error;
    Flaw flaw; /* which field failed, and by which rule */
} Cursor;

/* Starts at the front of `input`; `tree` may be NULL and is otherwise borrowed, and appended to. */
void cursor_init(Cursor *cursor, Bytes input, FieldTree *tree);

bool cursor_read_u8(Cursor *cursor, const char *name, uint8_t *out);
bool cursor_read_u16(Cursor *cursor, const char *name, uint16_t *out);
bool cursor_read_u24(Cursor *cursor, const char *name, uint32_t *out);
bool cursor_read_u32(Cursor *cursor, const char *name, uint32_t *out);
bool cursor_read_u64(Cursor *cursor, const char *name, uint64_t *out);
bool cursor_read_bytes(Cursor *cursor, const char *name, size_t size, Bytes *out);
/* A byte string noted as text. */
bool cursor_read_text(Cursor *cursor, const char *name, size_t size, Bytes *out);
/* All that is left up to the limit, possibly nothing. */
bool cursor_read_rest(Cursor *cursor, const char *name, Bytes *out);
/* opaque name<min..max> with a length of `length_size` bytes in front (RFC 5246 §4.3). The length is noted as
   "length", a child of the field. */
bool cursor_read_vector(Cursor *cursor, const char *name, unsigned length_size, size_t min, size_t max, Bytes *out);

/* What the field read last stands for (copied where a tree is attached). No effect without a tree. */
void cursor_note(Cursor *cursor, const char *value_name);

typedef struct CursorScope {
    size_t limit;
    int parent, depth, field;
    bool bounded; /* it has a length of its own, and has to be read to its end */
} CursorScope;

/* Enters a vector with its length in front: reads see only its content until cursor_leave. */
bool cursor_enter_vector(Cursor *cursor, const char *name, unsigned length_size, size_t min, size_t max,
                         CursorScope *scope);
/* Enters a structure of a length known otherwise (`size` bytes); false where less is left. */
bool cursor_enter_sized(Cursor *cursor, const char *name, size_t size, CursorScope *scope);
/* Enters a structure that ends where its fields end. */
bool cursor_enter_group(Cursor *cursor, const char *name, CursorScope *scope);
/* Leaves any of the three. A vector or sized structure that was not read to its end is a decode_error. To be called
   also after an error. Returns false where there is an error. */
bool cursor_leave(Cursor *cursor, const CursorScope *scope);

/* True as long as there is something left up to the limit and no error: `while (cursor_more(c))`. */
bool cursor_more(const Cursor *cursor);
/* The next field is element `index` of the vector. */
void cursor_element(Cursor *cursor, int index);
size_t cursor_remaining(const Cursor *cursor);

/* A decode_error named `name` unless everything up to the limit was read. */
bool cursor_expect_end(Cursor *cursor);

/* Sets the first error (later ones have no effect): the field `name` (static) breaks the rule. Always false. */
bool cursor_fail(Cursor *cursor, RuleId rule, const char *name);
/* The same with the numbers, or the words, that the rule is about. Static words, or bytes of the input. */
bool cursor_fail_numbers(Cursor *cursor, RuleId rule, const char *name, uint64_t least, uint64_t most, uint64_t number);
bool cursor_fail_words(Cursor *cursor, RuleId rule, const char *name, Bytes wanted, Bytes seen);
/* The same with another error than the rule's. */
bool cursor_fail_as(Cursor *cursor, Error error, RuleId rule, const char *name);

#endif
