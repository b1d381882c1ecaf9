/* A report that is handed on while it is made, because all of it can be more than fits in memory, or takes long. */
#ifndef TLSTEPS_REPORT_WRITING_H
#define TLSTEPS_REPORT_WRITING_H

#include "report/write/rows.h"

typedef struct Writing {
    ReportSink *sink;
    void *context;
    Buffer text; /* made and not yet handed on */
} Writing;

/* Between two pieces that are worth handing on, there is so much. */
enum { WRITING_PIECE = 1 << 16 };

/* Hands on what there is, and empties it, where it is `least` bytes or more. False where the sink wants nothing more.
 */
WARN_UNUSED bool writing_hand_on(Writing *writing, size_t least);

#endif
