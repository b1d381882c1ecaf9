/* What is wrong with something a person wrote: an option, a scenario file, a lesson, a certificate file. One line,
   naming the option or file:line, what was wrong, and what is accepted. */
#ifndef TLSTEPS_SIM_DIAGNOSTIC_H
#define TLSTEPS_SIM_DIAGNOSTIC_H

#include <stdbool.h>

#include "base/attributes.h"

typedef struct Diagnostic {
    char text[600]; /* without a newline; empty: nothing is wrong */
} Diagnostic;

/* Sets the text (cut where it is too long; what acts on a terminal and what is no UTF-8 shown as ?), unless there is
   one already. NULL: nobody asks. Returns false. */
PRINTF_LIKE(2, 3) bool diagnostic_set(Diagnostic *diagnostic, const char *format, ...);
/* The same, why what a file holds is refused: "FILE:LINE: the certificate cannot be used: …", or where it is
   the file that is at fault "FILE:LINE: no certificate can be read here: …". `what` is "certificate",
   "private key" or "revocation list"; `hint`, what may be done, comes behind it. */
struct Refusal;
bool diagnostic_set_refusal(Diagnostic *diagnostic, const char *path, const char *what, const struct Refusal *refusal,
                            const char *hint);

#endif
