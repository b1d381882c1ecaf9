#include "x509/revocation/revocation.h"

#include "base/text.h"
#include "x509/der/calendar.h"
#include "x509/der/der.h"

/* NULL for a number that is not used. */
static const char *reason_name(int reason)
{
    static const char *const names[] = {
        "unspecified",   "keyCompromise",        "cACompromise",    "affiliationChanged",
        "superseded",    "cessationOfOperation", "certificateHold", NULL,
        "removeFromCRL", "privilegeWithdrawn",   "aACompromise"};
    return reason >= 0 && (size_t)reason < COUNT_OF(names) ? names[reason] : NULL;
}

bool revocation_reason_decode_fields(Cursor *cursor, const char *name, int *reason)
{
    if (!der_read_enumerated(cursor, name, reason))
        return false;
    if (!reason_name(*reason))
        return cursor_fail(cursor, RULE_REVOCATION_REASON, name);
    cursor_note(cursor, reason_name(*reason));
    return true;
}

void revocation_append(Buffer *out, const Revocation *revocation)
{
    text_append(out, "revoked ");
    calendar_append(out, revocation->time);
    if (reason_name(revocation->reason)) {
        text_append(out, ", ");
        text_append(out, reason_name(revocation->reason));
    }
}
