/* A run written down: as a text, as Markdown, as JSON. All append to a buffer, or hand on piece by piece. */
#ifndef TLSTEPS_REPORT_WRITERS_H
#define TLSTEPS_REPORT_WRITERS_H

#include "report/tell/depth.h"
#include "report/tell/report.h"
#include "report/tell/style.h"
#include "report/write/rows.h"

/* Which steps are told: only those that put a message on the wire (in a text as a ladder), all of them with a line each
   (in a text alone), or all of them in full. */
typedef enum ReportSteps { REPORT_STEPS_MESSAGES, REPORT_STEPS_TITLES, REPORT_STEPS_ALL } ReportSteps;

/* How deep: for DEPTH_WHY only what each step is there for, for DEPTH_WHAT also all values, for DEPTH_BYTES also how
   each message begins. The other two writers always tell all of it. */
void report_text(Buffer *out, const Report *report, ReportSteps steps, Depth depth, const ReportStyle *style);
/* Every step with its heading, and nothing around them: of a timeline that is no whole run. */
void report_text_steps(Buffer *out, const Report *report, Depth depth, const ReportStyle *style);
/* One step of it, below its heading. */
void report_text_step(Buffer *out, const Report *report, const Step *step, Depth depth, const ReportStyle *style);
void report_markdown(Buffer *out, const Report *report, ReportSteps steps);
/* One JSON object and a newline; the manual page tells its keys. `version`: the program's. */
void report_json(Buffer *out, const Report *report, ReportSteps steps, const char *version);
/*
 * The same, and in it under "workings" the worked examples of every derivation, protected record and computing check of
 * the steps that are told, as rows_write_json has them; each also with "step" and "name" of its step, "fact" or
 * "record" (its index in the message; both null: the check), and whether what comes out "agrees" with what was
 * recorded. They are many: each is written as soon as it is made. False where the sink returned false.
 */
WARN_UNUSED bool report_json_with_rows(ReportSink *sink, void *context, const Report *report, ReportSteps steps,
                                       const char *version, const RowsShown *shown);

#endif
