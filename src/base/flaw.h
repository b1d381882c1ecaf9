/*
 * What is wrong with the form of something that was read: which field broke which rule of the list (rules.def), and the
 * numbers and words that the rule's texts name. Bytes point to static text or into what was read.
 */
#ifndef TLSTEPS_BASE_FLAW_H
#define TLSTEPS_BASE_FLAW_H

#include "base/bytes.h"
#include "base/error.h"

typedef enum RuleId {
    RULE_NONE,
#define RULE(NAME, error, accepted, found, source) RULE_##NAME,
#include "base/rules.def"
#undef RULE
    RULE_COUNT
} RuleId;

/* What breaking the rule is. */
Error rule_error(RuleId rule);

typedef struct Flaw {
    RuleId rule;       /* RULE_NONE: nothing is wrong */
    const char *field; /* the name of the field at fault; static */
    size_t offset;     /* where reading stopped */
    int parent, last;  /* of a field tree: in which field it stands, and which was read last; -1 for none */
    uint64_t least, most, number;
    Bytes wanted, seen;
} Flaw;

/* Appends what would have been accepted and which document says so, "at least one bit that is set (RFC 5280
   §4.2.1.3)"; and what was found. `value` is that of the field read last, as text; it may be empty. */
void flaw_append_accepted(Buffer *out, const Flaw *flaw, Bytes value);
void flaw_append_found(Buffer *out, const Flaw *flaw, Bytes value);

#endif
