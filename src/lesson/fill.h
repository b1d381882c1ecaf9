/* Values of the run in a lesson's text: {{master_secret}}, {{server:master_secret}}. */
#ifndef TLSTEPS_LESSON_FILL_H
#define TLSTEPS_LESSON_FILL_H

#include "sim/diagnostic/diagnostic.h"
#include "sim/timeline/timeline.h"

/* Between these two bytes stands a filled-in value, so that a reader can show it as one. They are no valid text. */
enum { FILL_BEGIN = 0x01, FILL_END = 0x02 };

/* The fact that a name ("master_secret", "server:master_secret", "c1.h1.dh.p") stands for at a step. A name without
   actor is the client's, or where the client does not know it the server's; a lesson says whose where they disagree:
   such a name is refused. NULL and a diagnostic (without a path) where nobody knows it. `step` 0: at the end. */
const TimelineFact *fill_lookup(const Timeline *timeline, const char *name, int step, Diagnostic *diagnostic);

/* Characters of a value that a lesson shows in its sentences; of a longer one the middle is left out. */
enum { FILL_LIMIT = 37 };

/* Appends a value as people read it: a small number in decimal too, "0x17 (23)"; what acts on a terminal and what is
   no UTF-8 as ?; of one of more than `limit` characters (0: no limit) the middle left out, unless it is text. */
void fill_append_value(Buffer *out, const TimelineFact *fact, size_t limit);

/* Appends `text` with its placeholders filled in, values cut at `limit`. False and a diagnostic for a placeholder that
   nothing fills (it then stands as it was). */
bool fill_text(Buffer *out, Bytes text, const Timeline *timeline, int step, size_t limit, Diagnostic *diagnostic);

#endif
