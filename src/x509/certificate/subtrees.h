/* The extension nameConstraints as it is written: two lists of subtrees (RFC 5280 §4.2.1.10). */
#ifndef TLSTEPS_X509_SUBTREES_H
#define TLSTEPS_X509_SUBTREES_H

#include "x509/certificate/general_name.h"

/* Reads NameConstraints; `permitted` and `excluded` get the contents of the subtrees, for general_subtree_next.
   ERROR_BAD_CERTIFICATE for an empty one, and for distances, which the profile does not use. */
bool name_constraints_decode_fields(Cursor *cursor, Bytes *permitted, Bytes *excluded);
/* Takes the next subtree's base off the front of `subtrees`; false at the end. */
bool general_subtree_next(Bytes *subtrees, GeneralName *base);

#endif
