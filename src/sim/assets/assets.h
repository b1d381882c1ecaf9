/*
 * The data that comes with the program: certificates, keys, roots, lessons. It lies in a folder that has `assets` and
 * `lessons` in it: where TLSTEPS_DATA points; else, for a program run from its build folder, in the source tree; else
 * in ../share/tlsteps beside the program's folder, or where it was installed.
 */
#ifndef TLSTEPS_SIM_ASSETS_H
#define TLSTEPS_SIM_ASSETS_H

#include "base/bytes.h"
#include "sim/diagnostic/diagnostic.h"

/* Appends the path of a data file or folder ("assets/certificates", "lessons/en"); text_finish makes it a text. False
   and a diagnostic that says where it was looked for, where there is none such. */
WARN_UNUSED bool assets_path(Buffer *out, const char *name, Diagnostic *diagnostic);
/* Appends the contents of a file, at most `limit` bytes; a longer, missing or unreadable one, or one that is no regular
   file, gives a diagnostic with its path. */
WARN_UNUSED bool assets_read_file(Buffer *out, const char *path, size_t limit, Diagnostic *diagnostic);

/* The named chains, read from the table assets/certificates on first use and kept for the process; none where it cannot
   be read. The files are names for assets_path. */
typedef struct CertificateAsset {
    const char *name, *chain_file, *key_file, *what;
} CertificateAsset;
const CertificateAsset *assets_certificate_at(int index);          /* NULL past the end */
const CertificateAsset *assets_certificate_find(const char *name); /* NULL where none is called so */
/* False, and a diagnostic with file:line where one is at fault, where the table cannot be read. */
WARN_UNUSED bool assets_certificates_read(Diagnostic *diagnostic);

/* The named statements on the revocation of certificates, likewise from assets/statuses. A list and a response may have
   the same name. */
typedef enum StatusKind { STATUS_CRL, STATUS_OCSP } StatusKind;
typedef struct StatusAsset {
    StatusKind kind;
    const char *name, *file, *what;
} StatusAsset;
const StatusAsset *assets_status_at(int index);                           /* NULL past the end */
const StatusAsset *assets_status_find(StatusKind kind, const char *name); /* NULL where none is called so */
WARN_UNUSED bool assets_statuses_read(Diagnostic *diagnostic);

/* The name of the trusted roots for assets_path. */
extern const char assets_roots[];

#endif
