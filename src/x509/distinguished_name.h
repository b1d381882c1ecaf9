/* Names of subjects and issuers (RFC 5280 §4.1.2.4) as text. */
#ifndef TLSTEPS_X509_DISTINGUISHED_NAME_H
#define TLSTEPS_X509_DISTINGUISHED_NAME_H

#include "base/cursor.h"

/* Reads a Name; `der` is all of it. */
bool distinguished_name_decode_fields(Cursor *cursor, const char *name, Bytes *der);

/* Appends a Name (DER, as a Certificate holds it) by RFC 4514: "CN=server.example,O=Example". UTF-8; what
   acts on a terminal (text_acts_on_terminal) and octets that are no UTF-8 become \xx. */
void distinguished_name_append(Buffer *out, Bytes der);
/* Appends the common name alone where there is one, else the whole: for narrow places. */
void distinguished_name_append_short(Buffer *out, Bytes der);

#endif
