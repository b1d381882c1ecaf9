/* What can be written into a file from the screen; the end of the file's name says which. */
#ifndef TLSTEPS_UI_SAVE_H
#define TLSTEPS_UI_SAVE_H

#include "report/tell/report.h"
#include "ui/content/taken.h"

typedef enum SaveNeed {
    SAVE_NEEDS_RUN,
    SAVE_NEEDS_SCENARIO, /* of the run: a live connection has none */
    SAVE_NEEDS_VALUE,    /* that was selected */
} SaveNeed;

typedef struct SaveKind {
    const char *ending; /* ".json" */
    const char *what;
    SaveNeed need;
    void (*append)(Buffer *out, const Report *report, const Taken *taken);
} SaveKind;

/* NULL past the end of the list. */
const SaveKind *save_kind_at(int index);
/* By a file's name; NULL where it ends otherwise. */
const SaveKind *save_kind_of(const char *name);

#endif
