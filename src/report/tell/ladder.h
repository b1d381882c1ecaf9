/* A run as a ladder: a line for each message, an arrow from who sends it to who is meant to get it. */
#ifndef TLSTEPS_REPORT_LADDER_H
#define TLSTEPS_REPORT_LADDER_H

#include "report/tell/report.h"
#include "report/tell/style.h"

/* True for a step that puts a message on the wire. */
bool ladder_has(const Step *step);
/* The names of the two ends, above the ladder. */
void ladder_append_heading(Buffer *out, const ReportStyle *style);
/* The step's number and arrow: "  7 ════ Finished · 16 bytes, encrypted ═══▶". */
void ladder_append(Buffer *out, const ReportStyle *style, const Step *step);

#endif
