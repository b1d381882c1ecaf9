/* Names of subjects and issuers (RFC 5280 §4.1.2.4) as text. */
#ifndef TLSTEPS_X509_DISTINGUISHED_NAME_H
#define TLSTEPS_X509_DISTINGUISHED_NAME_H

#include "base/cursor.h"
#include "x509/der/oid.h"

/* Reads a Name; `der` is all of it. */
bool distinguished_name_decode_fields(Cursor *cursor, const char *name, Bytes *der);

/* Appends a Name (DER, as a Certificate holds it) by RFC 4514: "CN=server.example,O=Example". UTF-8; what
   acts on a terminal (text_acts_on_terminal) and octets that are no UTF-8 become \xx. */
void distinguished_name_append(Buffer *out, Bytes der);
/* Appends the common name alone where there is one, else the whole: for narrow places. */
void distinguished_name_append_short(Buffer *out, Bytes der);

/* True where `name` begins with all of `base`, step by step from the widest (RFC 5280 §4.2.1.10, §7.1). Characters are
   compared without regard to the case of A to Z, to the type of string, and to the number of blanks; other letters and
   other types octet by octet. */
bool distinguished_name_begins_with(Bytes name, Bytes base);
/* The value of attribute `index` among those of a type; false past the end. */
bool distinguished_name_find(Bytes *value, Bytes name, OidId type, int index);

/* One type and value. */
typedef struct NameAttribute {
    OidId type;
    Bytes type_octets;
    uint8_t tag; /* of the value */
    Bytes value; /* its contents */
} NameAttribute;
/* Reads an attribute as the elements of a SET and the SETs of a Name come. */
bool name_attribute_decode_fields(Cursor *cursor, int index, NameAttribute *out);
/* True where the tag is that of a type of string in which ASCII characters stand for themselves. */
bool name_attribute_is_text(uint8_t tag);

#endif
