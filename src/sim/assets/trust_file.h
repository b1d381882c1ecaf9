/* Trust files: the roots that a side trusts, and what of the file it cannot use. */
#ifndef TLSTEPS_SIM_TRUST_FILE_H
#define TLSTEPS_SIM_TRUST_FILE_H

#include "base/arena.h"
#include "sim/diagnostic/diagnostic.h"
#include "x509/certificate/certificate.h"

typedef struct TrustFile {
    struct TrustFile *next; /* of those that were read */
    char *path;
    CertificateList roots; /* at least one */
    const char **left_out; /* a line for each entry that cannot be used: "FILE:LINE: not used …: whose, and why" */
    int left_out_count, left_out_capacity;
    Arena texts;
} TrustFile;

/* A file (PEM or DER, up to 256 MiB) that was read before or is read now, and kept in `files`. NULL and a diagnostic
   where it has no entry that can be used. */
const TrustFile *trust_files_get(TrustFile **files, const char *path, Diagnostic *diagnostic);
void trust_files_free(TrustFile *files);

#endif
