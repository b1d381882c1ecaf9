/*
 * A timeline written down. Each writer reads the timeline alone, so that all of them tell the same run; the scenario is
 * named in what they write and decides nothing. All append to a buffer.
 */
#ifndef TLSTEPS_REPORT_REPORT_H
#define TLSTEPS_REPORT_REPORT_H

#include "report/depth.h"
#include "report/rows.h"
#include "report/style.h"
#include "sim/scenario.h"
#include "sim/timeline.h"

typedef struct Report {
    const Timeline *timeline;
    const Scenario *scenario;
    bool reproduces; /* text and Markdown give with each computed value the line that computes it again */
} Report;

/* Which steps are told: only those that put a message on the wire (in a text as a ladder), or all of them in full. */
typedef enum ReportSteps { REPORT_STEPS_MESSAGES, REPORT_STEPS_ALL } ReportSteps;

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

/* Connected, said what it had to say, and closed in good order by both sides. */
bool report_ended_well(const Outcome *outcome);

#endif
