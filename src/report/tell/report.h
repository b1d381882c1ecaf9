/*
 * A timeline to be written down. Whoever writes reads the timeline alone, so that all of them tell the same run; the
 * scenario is named in what they write and decides nothing.
 */
#ifndef TLSTEPS_REPORT_REPORT_H
#define TLSTEPS_REPORT_REPORT_H

#include "sim/scenario/scenario.h"
#include "sim/timeline/timeline.h"

typedef struct Report {
    const Timeline *timeline;
    const Scenario *scenario;
    bool reproduces; /* text and Markdown give with each computed value the line that computes it again */
    int told_apart;  /* the connection of which a text leaves it to somebody else to say how it ended; 0: none */
} Report;

#endif
