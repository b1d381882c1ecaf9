/* Why a change was noticed where it was, and not earlier. */
#ifndef TLSTEPS_REPORT_VERDICT_REASON_H
#define TLSTEPS_REPORT_VERDICT_REASON_H

#include "report/tell/verdict.h"

/* Appends a sentence or two: where the change arrived, and which checks the side that noticed it made between that and
   the one that failed. Nothing where it was not caught, or where nobody changed anything on the way. */
void verdict_append_reason(Buffer *out, const Timeline *timeline, const Verdict *verdict);

#endif
