/* Where results go: a file or standard output, written whole, every failure noticed (a full disk too). */
#ifndef TLSTEPS_COMMANDS_OUTPUT_H
#define TLSTEPS_COMMANDS_OUTPUT_H

#include "base/bytes.h"
#include "report/style.h"
#include "sim/diagnostic.h"

/* Writes to a new or emptied file; `path` NULL: to standard output. False and a diagnostic with the path and the
   system's reason. A reader of standard output that has gone away is false with an empty diagnostic. */
WARN_UNUSED bool output_write(const char *path, Bytes bytes, Diagnostic *diagnostic);

/* Writes to standard output and tells a failure: the status, STATUS_EXPECTED or STATUS_OUTPUT. */
WARN_UNUSED int output_print(Bytes bytes);

/* How text on standard output should look: the terminal's width, and colours unless NO_COLOR is set or TERM says that
   there are none; 100 columns without colour where it is no terminal. */
ReportStyle output_style(void);

#endif
