/* Points in time in DER, as RFC 5280 §4.1.2.5 has them: UTC, to the second. ERROR_BAD_CERTIFICATE for any other form.
 */
#ifndef TLSTEPS_X509_DER_TIME_H
#define TLSTEPS_X509_DER_TIME_H

#include "x509/der/der.h"

/* Time ::= CHOICE { UTCTime, GeneralizedTime }, in seconds since 1970-01-01 00:00:00 UTC. */
bool der_read_time(Cursor *cursor, const char *name, int64_t *out);
/* A GeneralizedTime. */
bool der_read_generalized_time(Cursor *cursor, const char *name, int64_t *out);

#endif
