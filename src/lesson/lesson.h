/*
 * A lesson: one Markdown file that a teacher writes without reading C. Its text is CommonMark; its fenced blocks are
 * what can be executed:
 *
 *     scenario  the run that the lesson talks about: `key: value` lines (once, before the first use of the run)
 *     at        the name of a step: from here on the text is about that step; a page may begin at an earlier one than
 *               the page before, but goes forward from there
 *     predict   a question, asked before what follows is shown (question.h)
 *     claim     what must be true of the run, one claim a line (claim.h)
 *
 * A fence without a word behind it, or with `text` or `console`, is shown as it is; any other word is a mistake. Values
 * of the run stand in double braces, {{master_secret}} or {{server:master_secret}}: fill.h. The first heading of level
 * 1 is the title; each heading of level 2 begins a page.
 */
#ifndef TLSTEPS_LESSON_LESSON_H
#define TLSTEPS_LESSON_LESSON_H

#include <cmark.h>

#include "base/arena.h"
#include "lesson/claim.h"
#include "lesson/question.h"
#include "sim/scenario/scenario.h"

typedef enum LessonItemKind { LESSON_TEXT, LESSON_AT, LESSON_PREDICT, LESSON_CLAIM } LessonItemKind;

typedef struct LessonItem {
    LessonItemKind kind;
    int line;                 /* in the file, from 1 */
    bool begins_page;         /* a level 2 heading */
    cmark_node *node;         /* LESSON_TEXT: one block of the document */
    const char *step;         /* LESSON_AT: name of a step */
    const Question *question; /* LESSON_PREDICT */
    const Claim *claims;      /* LESSON_CLAIM */
    int claim_count;
} LessonItem;

typedef struct Lesson {
    const char *path;  /* as given to lesson_load */
    const char *name;  /* file name without its folder and .md: "04-rsa" */
    const char *title; /* plain text of the level 1 heading */
    Scenario *scenario;
    int scenario_line; /* where its block begins; 1 without one */
    LessonItem *items;
    int item_count, item_capacity;
    cmark_node *document;
    Arena arena; /* everything above that is not the scenario's or cmark's */
} Lesson;

enum { LESSON_FILE_MAX = 1 << 20 };

/* NULL and a diagnostic (path:line: …) where the file cannot be read or is no lesson. */
WARN_UNUSED Lesson *lesson_load(const char *path, Diagnostic *diagnostic);
/* The same, with every mistake told by itself: of each block, and of each line of a scenario or of claims. */
typedef void LessonFault(void *context, const Diagnostic *fault);
WARN_UNUSED Lesson *lesson_load_telling(const char *path, LessonFault *tell, void *context);
/* The same of a text; `path` stands in diagnostics and gives the name. */
WARN_UNUSED Lesson *lesson_parse(Bytes text, const char *path, Diagnostic *diagnostic);
void lesson_free(Lesson *lesson); /* NULL allowed */

#endif
