/* Parts of an OCSP response. Private to the room: read by ocsp_response_decode. */
#ifndef TLSTEPS_X509_OCSP_SINGLE_H
#define TLSTEPS_X509_OCSP_SINGLE_H

#include "x509/revocation/ocsp.h"

/* Reads a SingleResponse. *unknown_critical, where it is empty, gets the identifier of a critical extension. */
bool ocsp_single_decode_fields(Cursor *cursor, OcspSingle *out, Bytes *unknown_critical);
/* Reads [1] EXPLICIT Extensions OPTIONAL, as they stand at the end of a SingleResponse and of all. None of them is
   acted on here. */
bool ocsp_extensions_decode_fields(Cursor *cursor, const char *name, Bytes *unknown_critical);

#endif
