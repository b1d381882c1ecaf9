/* The lines of a block, one after another, empty ones left out. */
#ifndef TLSTEPS_LESSON_LINES_H
#define TLSTEPS_LESSON_LINES_H

#include "base/bytes.h"

typedef struct Lines {
    Bytes rest;
    int next_number;
    Buffer copy;
    char *text; /* of the current line, trimmed, NUL-terminated; the reader may cut it up */
    int number;
} Lines;

/* `number`: of the first line. */
void lines_begin(Lines *lines, Bytes text, int number);
/* Moves to the next line that is not empty; false at the end. */
bool lines_next(Lines *lines);
void lines_end(Lines *lines);

/* Cuts spaces off both ends, in place. */
char *line_trim(char *text);

#endif
