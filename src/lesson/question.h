/*
 * A prediction: a question with its answers, of which one is right, and an explanation for each, because a wrong answer
 * that somebody gives for a reason deserves one back. In a lesson:
 *
 *     question: Who can compute the pre-master secret now?
 *     wrong: the eavesdropper | She saw the ciphertext, but not the private key.
 *     right: client and server | The client chose it, the server can decrypt it.
 */
#ifndef TLSTEPS_LESSON_QUESTION_H
#define TLSTEPS_LESSON_QUESTION_H

#include "base/arena.h"
#include "sim/diagnostic/diagnostic.h"

enum { ANSWERS_MAX = 6 };

typedef struct Answer {
    const char *text, *explanation;
    bool right;
} Answer;

typedef struct Question {
    const char *text;
    Answer answers[ANSWERS_MAX]; /* in the order in which they stand in the file */
    int answer_count;            /* at least 2, exactly one of them right */
} Question;

/* Parses the lines of a `predict` block, the first of which is line `first_line` of `path`. The question lives in the
   arena; NULL and a diagnostic where it is malformed. */
const Question *question_parse(Arena *arena, Bytes text, const char *path, int first_line, Diagnostic *diagnostic);

#endif
