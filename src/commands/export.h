/*
 * What a command writes of a run: a report, a capture, a key log. The options are the same wherever a run can be
 * written down.
 */
#ifndef TLSTEPS_COMMANDS_EXPORT_H
#define TLSTEPS_COMMANDS_EXPORT_H

#include "commands/command.h"
#include "report/report.h"

typedef enum ExportFormat { EXPORT_TEXT, EXPORT_JSON, EXPORT_MARKDOWN } ExportFormat;

/* What an elliptic curve's multiplication is opened to is its points' additions, and they are to their products; the
   inverses' own rows would be many times as many. */
enum { ROWS_DEPTH_DEFAULT = 2, ROWS_DEPTH_MAX = 9 };

typedef struct Export {
    int format, steps, depth, place;
    bool rows;                             /* worked rows in the JSON, */
    int rows_depth;                        /* opened so deep */
    bool reproduces;                       /* the report says how to compute its values again */
    bool prints;                           /* the report goes to standard output where no file is named */
    const char *report, *capture, *keylog; /* files to write; NULL: none */
} Export;

/* For a table of Option. */
#define EXPORT_OPTIONS                                                                                                 \
    {"format", "text|json|markdown", "how the run is told; text where nothing is said"},                               \
        {"steps", "messages|all", "every step in full, or only the messages, as a ladder; all where nothing is said"}, \
        {"depth", "why|what|bytes",                                                                                    \
         "how deep a text goes: purposes, also values, also the bytes of messages; what where nothing is said"},       \
        {"reproduce", NULL,                                                                                            \
         "give with each computed value a line for sh in which openssl or python3 computes it again"},                 \
        {"capture", "FILE", "write the packets to a capture file (pcapng) for Wireshark"},                             \
    {                                                                                                                  \
        "keylog", "FILE", "write the master secrets to a key log, with which Wireshark decrypts the capture"           \
    }
#define EXPORT_OPTION_PLACE                                                                                            \
    {                                                                                                                  \
        "capture-at", "client|server", "at which end of the wire it is taken; client where nothing is said"            \
    }
/* Both need the format json. */
#define EXPORT_OPTIONS_ROWS                                                                                            \
    {"rows", NULL, "add to the JSON the worked example of every derivation, record and computing check, row by row"},  \
    {                                                                                                                  \
        "rows-depth", "N",                                                                                             \
            "the same, with rows that are computations themselves opened so deep, 0 to 9; 2 with --rows"               \
    }
#define EXPORT_OPTION_REPORT                                                                                           \
    {                                                                                                                  \
        "report", "FILE", "write the steps to a file, as 'tlsteps run' prints them"                                    \
    }

void export_init(Export *export, bool prints);
/* Takes one of these options; *known is false where it is none of them. */
WARN_UNUSED bool export_take(Export *export, bool *known, const char *name, const char *value, Diagnostic *diagnostic);
/* Whether one of its files is called so. */
bool export_names(const Export *export, const char *file);
/* Whether somebody asked for something that only a timeline has. */
bool export_is_wanted(const Export *export);
/* Writes everything asked for. `seed`: what addresses and ports in the capture follow from. False and a diagnostic
   where something cannot be written. */
WARN_UNUSED bool export_write(const Export *export, const Report *report, const char *seed, Diagnostic *diagnostic);

#endif
