/*
 * One enumeration for everything that can be wrong with bytes and numbers. Values below 256 are the alert descriptions
 * of TLS, so that an alert is its error; the rest say more exactly what was found. ERROR_NONE is 0.
 */
#ifndef TLSTEPS_BASE_ERROR_H
#define TLSTEPS_BASE_ERROR_H

#include <stdbool.h>

#include "base/attributes.h"

typedef enum Error {
#define ERROR(NAME, value, name, sentence) ERROR_##NAME = value,
#include "base/errors.def"
#undef ERROR
} Error;

/* The RFC's name of an alert ("decode_error"), or our own name. "unknown" for a value that no list has. */
const char *error_name(Error error);
/* One sentence for a learner. */
const char *error_sentence(Error error);
/* True for the alert descriptions, close_notify (0) among them. */
bool error_is_alert(Error error);
/* The error of that name; false where none is called so. */
WARN_UNUSED bool error_find(const char *name, Error *out);

/* The whole list, for `tlsteps list alerts` and the like: entry `index`, or false past the end. */
bool error_at(unsigned index, Error *out);

#endif
