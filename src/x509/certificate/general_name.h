/* GeneralNames (RFC 5280 §4.2.1.6): the names in subjectAltName, and those that name constraints are about. */
#ifndef TLSTEPS_X509_GENERAL_NAME_H
#define TLSTEPS_X509_GENERAL_NAME_H

#include "base/cursor.h"

typedef enum GeneralNameKind {
    GENERAL_NAME_OTHER,
    GENERAL_NAME_EMAIL,
    GENERAL_NAME_DNS,
    GENERAL_NAME_URI,
    GENERAL_NAME_IP_ADDRESS,
    GENERAL_NAME_DIRECTORY
} GeneralNameKind;

typedef struct GeneralName {
    GeneralNameKind kind;
    Bytes value; /* ASCII characters, a Name, or the octets of an address (4 or 16; of a range 8 or 32) */
    uint8_t tag; /* its identifier octet, which tells the nine forms apart */
} GeneralName;
/* The identifier octets of those forms that stand elsewhere too. */
enum { GENERAL_NAME_TAG_EMAIL = 0x81, GENERAL_NAME_TAG_DIRECTORY = 0xa4 };

/* What an iPAddress is: one address, or in name constraints a range of them (ip_range_is_valid). */
typedef enum GeneralNameUse { GENERAL_NAME_OF_SUBJECT, GENERAL_NAME_OF_SUBTREE } GeneralNameUse;
bool general_name_decode_fields(Cursor *cursor, GeneralName *out, GeneralNameUse use);

/* Reads GeneralNames, a SEQUENCE of at least one. `names` gets its contents, for general_name_next. */
bool general_names_decode_fields(Cursor *cursor, const char *name, Bytes *names);
/* Takes the next name off the front of `names`; false at the end. */
bool general_name_next(Bytes *names, GeneralName *out);
/* Appends "DNS:server.example", "IP:127.0.0.1", "IP:10.0.0.0/8", "email:", "URI:", "DirName:O=Example" or "other name";
   control characters become \xx. */
void general_name_append(Buffer *out, const GeneralName *name);

#endif
