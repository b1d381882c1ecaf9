/* A step as one line: its number, who takes it, which way a message goes, and its title. */
#ifndef TLSTEPS_REPORT_TITLE_H
#define TLSTEPS_REPORT_TITLE_H

#include "report/tell/style.h"
#include "sim/timeline/timeline.h"

/* Behind the title stands what must not be overlooked: that a check failed, or that bytes were changed. Ends the line,
   which may be longer than the style is wide: a line is a step. */
void title_append(Buffer *out, const ReportStyle *style, const Step *step);

#endif
