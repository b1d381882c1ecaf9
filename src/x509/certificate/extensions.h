/* The extensions of a certificate (RFC 5280 §4.2). Private to the room: part of certificate_decode_fields. */
#ifndef TLSTEPS_X509_EXTENSIONS_H
#define TLSTEPS_X509_EXTENSIONS_H

#include "x509/certificate/certificate.h"

/* Reads Extensions, a SEQUENCE, into the extension members of `certificate`. */
bool extensions_decode_fields(Cursor *cursor, Certificate *certificate);

#endif
