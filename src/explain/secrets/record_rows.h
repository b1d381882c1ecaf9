/* The rows of records by kind of cipher, for this room alone. */
#ifndef TLSTEPS_EXPLAIN_RECORD_ROWS_H
#define TLSTEPS_EXPLAIN_RECORD_ROWS_H

#include "explain/language/list.h"
#include "explain/secrets/record.h"

/* A record's rows while they are being made. */
typedef struct RecordRows {
    List *list; /* has the keys, seq_num, type and version, and content or fragment */
    Arena *arena;
    const RecordCase *record;
    const Operand *input; /* the content, or the fragment */
    const char *result;
} RecordRows;

void record_rows_protect_cbc(const RecordRows *rows);
void record_rows_open_cbc(const RecordRows *rows);
void record_rows_protect_aead(const RecordRows *rows);
void record_rows_open_aead(const RecordRows *rows);

/* seq_num ‖ type ‖ version ‖ length, called `name`, for what is as long as the formula `length` says. */
void record_rows_header(const RecordRows *rows, const char *name, const char *length);
/* A row with a condition that has to hold; false where it does not. */
bool record_rows_require(const RecordRows *rows, const char *name, const char *condition, const char *note);

#endif
