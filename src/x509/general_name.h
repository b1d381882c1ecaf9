/* GeneralNames (RFC 5280 §4.2.1.6): the names in subjectAltName. */
#ifndef TLSTEPS_X509_GENERAL_NAME_H
#define TLSTEPS_X509_GENERAL_NAME_H

#include "base/cursor.h"

typedef enum GeneralNameKind {
    GENERAL_NAME_OTHER,
    GENERAL_NAME_EMAIL,
    GENERAL_NAME_DNS,
    GENERAL_NAME_URI,
    GENERAL_NAME_IP_ADDRESS
} GeneralNameKind;

typedef struct GeneralName {
    GeneralNameKind kind;
    Bytes value; /* ASCII characters, or the octets of an address (4 or 16) */
} GeneralName;

/* Reads GeneralNames, a SEQUENCE of at least one. `names` gets its contents, for general_name_next. */
bool general_names_decode_fields(Cursor *cursor, const char *name, Bytes *names);
/* Takes the next name off the front of `names`; false at the end. */
bool general_name_next(Bytes *names, GeneralName *out);
/* Appends "DNS:server.example", "IP:127.0.0.1", "email:", "URI:" or "other name"; control characters become \xx. */
void general_name_append(Buffer *out, const GeneralName *name);

#endif
