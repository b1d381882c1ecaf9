/* What came of a run in which somebody may have changed something: which check caught it, and what followed. */
#ifndef TLSTEPS_REPORT_VERDICT_H
#define TLSTEPS_REPORT_VERDICT_H

#include "report/tell/report.h"

typedef struct Verdict {
    int connection;         /* the first that did not end well, or the last one; 0: none has ended */
    const Outcome *outcome; /* of that connection; NULL: none has ended */
    const Step *caught;     /* the check that failed, or the reading that went wrong, before a side gave up; or NULL */
    const Step *alert;      /* with which it gave up; or NULL */
} Verdict;

Verdict verdict_of(const Timeline *timeline);

/* Who noticed, where and by what; that nobody did, and how it ended then; or that no occasion came. Every reader of a
   run has it from here. */
void verdict_append_sentence(Buffer *out, const Verdict *verdict);

/* How a connection ended (story_append_outcome), and the verdict's sentence: that nobody noticed only where the
   scenario changes something, and of the connection that the verdict is about. */
void verdict_append_ending(Buffer *out, const Report *report, int connection);

#endif
