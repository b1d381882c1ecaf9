/* That an authority has taken back a certificate: when and why, as revocation lists and OCSP responses say it. */
#ifndef TLSTEPS_X509_REVOCATION_H
#define TLSTEPS_X509_REVOCATION_H

#include "base/cursor.h"

enum { REVOCATION_REASON_NONE = -1 };

typedef struct Revocation {
    int64_t time; /* seconds since 1970-01-01 00:00:00 UTC */
    int reason;   /* CRLReason, or REVOCATION_REASON_NONE */
} Revocation;

/* Reads a CRLReason, an ENUMERATED (RFC 5280 §5.3.1). */
bool revocation_reason_decode_fields(Cursor *cursor, const char *name, int *reason);
/* Appends "revoked 2020-06-01 00:00:00 UTC, keyCompromise". */
void revocation_append(Buffer *out, const Revocation *revocation);

#endif
