/* The data that comes with the program: certificates, keys, roots, lessons. Found where TLSTEPS_DATA points, else
   beside the program in its build folder's source tree, else where it was installed. */
#ifndef TLSTEPS_SIM_ASSETS_H
#define TLSTEPS_SIM_ASSETS_H

#include "base/bytes.h"
#include "sim/diagnostic.h"

/* Appends the path of a data file or folder ("assets/certificates", "lessons/en"). */
WARN_UNUSED bool assets_path(Buffer *out, const char *name, Diagnostic *diagnostic);
/* Reads a whole file, at most `limit` bytes; a longer, missing or unreadable one gives a diagnostic with its path. */
WARN_UNUSED bool assets_read_file(Buffer *out, const char *path, size_t limit, Diagnostic *diagnostic);

/* The named chains of assets/certificates; NULL past the end. */
typedef struct CertificateAsset {
    const char *name, *chain_file, *key_file, *what;
} CertificateAsset;
const CertificateAsset *assets_certificate_at(int index);
const CertificateAsset *assets_certificate_find(const char *name);

#endif
