/* The parts that the JSON of a run is put together from. Each returns a new value, owned by the caller. */
#ifndef TLSTEPS_REPORT_JSON_PARTS_H
#define TLSTEPS_REPORT_JSON_PARTS_H

#include <jansson.h>

#include "base/rfc.h"
#include "sim/timeline/timeline.h"
#include "tls/registry/standing.h"

/* Text that may not be UTF-8: its faulty bytes become U+FFFD. */
WARN_UNUSED json_t *json_new_text(Bytes text);
/* NULL becomes null. */
WARN_UNUSED json_t *json_new_name(const char *name);
WARN_UNUSED json_t *json_new_hex(Bytes bytes);
/* A value as its kind is written. */
WARN_UNUSED json_t *json_new_value(ValueKind kind, Bytes value);
/* A fact's: a number where it counts, else as its kind is written. */
WARN_UNUSED json_t *json_new_fact_value(const TimelineFact *fact);

/* Appends the value as text, and a newline. */
void json_append_dump(Buffer *out, const json_t *value);
/* The same on a single line, without the newline. */
void json_append_line(Buffer *out, const json_t *value);

WARN_UNUSED json_t *json_new_step(const Step *step, const Timeline *timeline);
/* For each secret that the eavesdropper has not at the end what she needs, what she has, and what a search would cost.
 */
WARN_UNUSED json_t *json_new_lacks(const Timeline *timeline);
/* What is thought today of a version, suite, group or scheme; NULL becomes null. */
WARN_UNUSED json_t *json_new_standing(const Standing *standing);
WARN_UNUSED json_t *json_new_rfc(const Rfc *rfc);
/* All RFCs that stand under a key "source" somewhere in the value, in the order of their numbers. */
WARN_UNUSED json_t *json_new_documents(const json_t *value);
WARN_UNUSED json_t *json_new_message(const StepMessage *message);

#endif
