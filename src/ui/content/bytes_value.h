/* The value of a field, as people read it. */
#ifndef TLSTEPS_UI_BYTES_VALUE_H
#define TLSTEPS_UI_BYTES_VALUE_H

#include "base/field.h"

/* Appends the value of a field of the message, in words where it has a name. */
void bytes_append_value(Buffer *out, Bytes message, const Field *field);

#endif
