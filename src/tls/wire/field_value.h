/* What the values of a message's fields are called, and what a value is that somebody types. */
#ifndef TLSTEPS_TLS_FIELD_VALUE_H
#define TLSTEPS_TLS_FIELD_VALUE_H

#include "base/field.h"

/* The name of a value of a field that has names for its values (cipher_suite, 0xc02f), as the decoder notes it; NULL
   for a value without one, and for other fields. */
const char *field_value_name(const Field *field, uint16_t value);
/* Whether the field's values have names. */
bool field_has_value_names(const Field *field);

/* Appends the bytes, as many as the field has, that a text stands for: of a number a decimal number, of a suite a name
   of IANA or OpenSSL, of a text that text itself, of all else hex digits, with 0x in front or without. Other names are
   found by going through those that there are. False where it is none of them, or has another size. */
WARN_UNUSED bool field_value_parse(Buffer *out, const Field *field, const char *text);

#endif
