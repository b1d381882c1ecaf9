/*
 * The RFCs that this program names (rfcs.def), and what has become of each.
 *
 * A text cites an RFC by "RFC 5246", with sections behind it where it means one: "RFC 5246 §7.4.2, §F.1.4". Where such
 * a text is shown, an RFC that is obsoleted or historic today carries a mark behind its number, "RFC 5246* §7.4.2", and
 * what the mark means stands at the end of the text, or one key away.
 */
#ifndef TLSTEPS_BASE_RFC_H
#define TLSTEPS_BASE_RFC_H

#include "base/bytes.h"

enum {
#define RFC(number, title, date, status, obsoleted_by, note, as_of) RFC_IN_LIST_##number,
#include "base/rfcs.def"
#undef RFC
    RFC_COUNT
};

#define RFC_MARK "*"

typedef enum RfcStatus {
    RFC_PROPOSED_STANDARD,
    RFC_DRAFT_STANDARD,
    RFC_INTERNET_STANDARD,
    RFC_BEST_CURRENT_PRACTICE,
    RFC_INFORMATIONAL,
    RFC_EXPERIMENTAL,
    RFC_HISTORIC
} RfcStatus;

enum { RFC_OBSOLETED_BY_MAX = 2 };

typedef struct Rfc {
    int number;
    const char *title;
    const char *date; /* of publication: "August 2008" */
    RfcStatus status;
    int obsoleted_by[RFC_OBSOLETED_BY_MAX]; /* in the order of publication; 0 where there are no more */
    const char *note;                       /* what that means for TLS 1.2 and this program; "" where nothing */
    const char *as_of;                      /* when status and obsoleted_by were so: "July 2026" */
} Rfc;

/* In the order of their numbers; NULL past the end. */
const Rfc *rfc_at(int index);
/* NULL where the list has none of that number. */
const Rfc *rfc_find(int number);
/* "Proposed Standard" */
const char *rfc_status_name(RfcStatus status);
/* True where another RFC has taken its place, or where it is historic. */
bool rfc_is_marked(const Rfc *rfc);

/* Appends a text with RFC_MARK behind the number of each RFC that is to be marked. */
void rfc_append_marked(Buffer *out, const char *text);
/* "obsoleted by RFC 8446 (August 2018) and RFC 9846 (July 2026)"; "historic"; otherwise "in force". */
void rfc_append_standing(Buffer *out, const Rfc *rfc);

/* Which RFCs are cited, by their place in the list. */
typedef struct RfcSet {
    bool cited[RFC_COUNT];
} RfcSet;
/* Adds all that a text cites; NULL cites none. */
void rfc_set_add(RfcSet *set, const char *text);

#endif
