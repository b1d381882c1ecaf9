/* What text and Markdown tell alike: headings, how a value came about, who knows what, how it ended. */
#ifndef TLSTEPS_REPORT_STORY_H
#define TLSTEPS_REPORT_STORY_H

#include "report/tell/report.h"
#include "sim/eavesdropper/lacking.h"

/* "client_hello" as the RFC writes it: "ClientHello". */
void story_append_message_name(Buffer *out, const char *type);
/* "TLS 1.2 · TLS_ECDHE_… · x25519 · seed 1": what a handshake agreed on; what it did not come to is left out. */
void story_append_agreement(Buffer *out, const Report *report, int connection, int handshake);
/* The seed in force; "" where the scenario names none. */
const char *story_seed(const Report *report);

/* "PRF(…)[0..47] with sha256, from a, b". Nothing for a fact of which no derivation is told. */
void story_append_derivation(Buffer *out, const Derivation *how);
/* "client, server": who knows this very value at a step. */
void story_append_knowers(Buffer *out, const Timeline *timeline, const TimelineFact *fact, int step);
/* "48 bytes", "2048 bits"; nothing for text. */
void story_append_size(Buffer *out, const TimelineFact *fact);
/* How a fact's value is best read: as its list says, but application data that is text as text. */
ValueKind story_value_kind(const TimelineFact *fact);
/* The value, cut in its middle where it is longer than `limit` characters (0: whole); text in quotes, its control
   characters as \n or \xHH. */
void story_append_value(Buffer *out, ValueKind kind, Bytes value, size_t limit);
/* "passed", or "failed: bad_record_mac. One sentence." */
void story_append_verdict(Buffer *out, const Check *check);

/* Who sends the flight that a step belongs to, and to whom: those of its first message. False for one without any. */
bool story_flight(const Timeline *timeline, const Step *step, Actor *from, Actor *to);

/* A line of the table at the end: a value and who knows it. */
typedef struct KnownRow {
    const TimelineFact *fact;
    Grasp grasp[ACTOR_COUNT];
} KnownRow;
/* Every value known at the end, in the order in which it was first learned; memory_free it. */
WARN_UNUSED KnownRow *story_known_rows(int *count, const Timeline *timeline);
/* "yes", "part", "could"; `none` for who has nothing of it. */
const char *story_grasp(Grasp grasp, const char *none);
/* What these words mean, of those that the table has; nothing where it has none of the second and third. */
void story_append_grasps(Buffer *out, const KnownRow *rows, int count);
/* How many actors, in the order of Actor, the table has: an attacker only where he knows something. */
int story_knower_count(const Timeline *timeline);

/* Whether a handshake begins with the step; `handshake` is the one at hand, in which what belongs to none stands too.
   `before` is the step before, or NULL. */
bool story_begins_handshake(const Step *before, int handshake, const Step *step);

/* "Connection 1: connected, then closed by both sides." or "… client failed, server failed. …" without a newline. What
   brought it about is the verdict's (verdict.h). */
void story_append_outcome(Buffer *out, const Timeline *timeline, int connection);

#endif
