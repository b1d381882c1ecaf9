/* A file written whole: every failure is noticed, a full disk too. */
#ifndef TLSTEPS_REPORT_FILE_H
#define TLSTEPS_REPORT_FILE_H

#include "base/bytes.h"
#include "sim/diagnostic/diagnostic.h"

typedef enum FileResult { FILE_WRITTEN, FILE_EXISTS, FILE_FAILED } FileResult;

/* Writes to a new file, or, where it may `replace` one, to an emptied one. FILE_EXISTS: there is one, and it was left
   as it is. FILE_FAILED with a diagnostic: the path and the system's reason. */
WARN_UNUSED FileResult file_write(const char *path, Bytes bytes, bool replace, Diagnostic *diagnostic);

/* Puts a file for its owner's eyes alone (mode 0600) in the place of what is there under the name, whole or not at all:
   it is written beside it first. Accepted is the name of no file, or of a regular one; a link is followed. */
WARN_UNUSED bool file_write_secret(const char *path, Bytes bytes, Diagnostic *diagnostic);

/* The same as file_write to a descriptor that is open already; false with errno. */
WARN_UNUSED bool file_write_all(int descriptor, Bytes bytes);

#endif
