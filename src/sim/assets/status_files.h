/* Statements on the revocation of certificates, read from their files once and kept: for credentials.c, which owns
 * them.
 */
#ifndef TLSTEPS_SIM_STATUS_FILES_H
#define TLSTEPS_SIM_STATUS_FILES_H

#include "sim/assets/assets.h"
#include "x509/revocation/crl.h"

/* One file that was read. */
typedef struct StatusFile {
    struct StatusFile *next;
    StatusKind kind;
    char *path;
    CrlList crls;    /* STATUS_CRL */
    Buffer response; /* STATUS_OCSP: its bytes, whatever they are */
} StatusFile;

/* The file of that kind at the head of a list, read and added where it was not there. `name` is one of
   assets_status_find, or a file: of lists PEM or DER, of a response DER. NULL and a diagnostic on error. */
WARN_UNUSED const StatusFile *status_files_get(StatusFile **files, StatusKind kind, const char *name,
                                               Diagnostic *diagnostic);
void status_files_free(StatusFile *files);

#endif
