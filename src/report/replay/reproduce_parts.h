/* What the lines of reproduce.def are filled in with. */
#ifndef TLSTEPS_REPORT_REPRODUCE_PARTS_H
#define TLSTEPS_REPORT_REPRODUCE_PARTS_H

#include "report/tell/sealed.h"

/* The fact at hand. */
typedef struct Reproduction {
    const Timeline *timeline;
    const TimelineFact *fact;
    SealedRecord record; /* that the value, or a part of it, was read from */
    bool has_record;
    size_t skip; /* bytes at the beginning of the record's content that are no part of the value */
    bool lacks;  /* something that its line needs is not known */
} Reproduction;

/* Appends what stands for a name in braces ("0", "size", …), which is one of those that reproduce.def tells of. Sets
   `lacks` where that is not known. */
void reproduce_append_variable(Buffer *out, Reproduction *it, Bytes name);

#endif
