/* A value that the reader takes along: into the terminal's clipboard, or into a file. */
#ifndef TLSTEPS_UI_TAKEN_H
#define TLSTEPS_UI_TAKEN_H

#include "explain/language/worked.h"
#include "sim/timeline/timeline.h"

typedef struct Taken {
    Buffer name; /* "master_secret" */
    Buffer text; /* as reports write it: lower-case hex, a number with 0x in front, text as it is */
    Buffer raw;  /* its bytes; of a number big-endian */
} Taken;

/* Fill one in that is all zero. */
void taken_of_bytes(Taken *out, const char *name, ValueKind kind, Bytes value);
void taken_of_fact(Taken *out, const TimelineFact *fact);
void taken_of_operand(Taken *out, const char *name, const Operand *value);
/* A command line, say. */
void taken_of_text(Taken *out, const char *name, const char *text);
/* Wiped: it may be a secret. */
void taken_clear(Taken *taken);

#endif
