/*
 * The fields that a message can have, by their paths ("client_hello" has "cipher_suites.0"): learned from what the
 * decoder makes of a sample of each form that there is (message_samples.h), on first use, and kept for the process.
 * Inside of certificates and OCSP responses, which may hold more than a sample shows, every name that x509 has is
 * known.
 */
#ifndef TLSTEPS_SIM_MESSAGE_FIELDS_H
#define TLSTEPS_SIM_MESSAGE_FIELDS_H

#include "sim/diagnostic/diagnostic.h"

/* Whether such a message can have a field of that path, as field_tree_find takes it. `sealed`: what a client encrypts
   for an RSA key exchange counts as well. The diagnostic begins with `written`, and tells the fields that there are
   where the path leaves them. */
WARN_UNUSED bool message_field_check(const char *message, const char *path, bool sealed, const char *written,
                                     Diagnostic *diagnostic);

#endif
