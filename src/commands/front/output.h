/* Where results go: a file or standard output, written whole, every failure noticed (a full disk too). */
#ifndef TLSTEPS_COMMANDS_OUTPUT_H
#define TLSTEPS_COMMANDS_OUTPUT_H

#include "base/bytes.h"
#include "report/tell/style.h"
#include "sim/diagnostic/diagnostic.h"

/* Writes to a new or emptied file; `path` NULL: to standard output. False and a diagnostic with the path and the
   system's reason. A reader of standard output that has gone away is false with an empty diagnostic. */
WARN_UNUSED bool output_write(const char *path, Bytes bytes, Diagnostic *diagnostic);

/* The same in pieces, as they come. Begin and end tell failures; `output_take` is false after one. */
typedef struct Output {
    const char *path; /* NULL: standard output */
    int file;
    int cause; /* errno of the first failure */
} Output;
WARN_UNUSED bool output_begin(Output *output, const char *path, Diagnostic *diagnostic);
WARN_UNUSED bool output_take(void *output, Bytes piece);
WARN_UNUSED bool output_finish(Output *output, Diagnostic *diagnostic);

/* Writes to standard output and tells a failure: the status, STATUS_EXPECTED or STATUS_OUTPUT. */
WARN_UNUSED int output_print(Bytes bytes);

/* The same of text in which names of files stand, or what they hold: style_append_harmless. */
WARN_UNUSED int output_print_harmless(Bytes text);

/* Ends what was printed with stdio on standard output, and tells a failure: STATUS_EXPECTED or STATUS_OUTPUT. */
WARN_UNUSED int output_end(void);

/* How text on standard output should look: the terminal's width, and colours unless NO_COLOR is set or TERM says that
   there are none; 100 columns without colour where it is no terminal. */
ReportStyle output_style(void);
/* How text in a file looks: 100 columns without colour. */
ReportStyle output_style_of_file(void);

#endif
