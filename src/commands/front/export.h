/*
 * What a command writes of a run: a report, a capture, a key log. The options are the same wherever a run can be
 * written down.
 */
#ifndef TLSTEPS_COMMANDS_EXPORT_H
#define TLSTEPS_COMMANDS_EXPORT_H

#include "commands/front/command.h"
#include "report/tell/report.h"

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

/* Rows for a table of Option, of a struct whose `member` is an Export. */
#define OPTIONS_EXPORT(Struct, member)                                                                                 \
    OPTION_CHOICE(Struct, member.format, "format", "text|json|markdown",                                               \
                  "how the run is told; text where nothing is said"),                                                  \
        OPTION_CHOICE(Struct, member.steps, "steps", "messages|titles|all",                                            \
                      "only the messages, as a ladder; every step as one line, in a text; or every step in full, as "  \
                      "where nothing is said"),                                                                        \
        OPTION_CHOICE(Struct, member.depth, "depth", "why|what|bytes",                                                 \
                      "how deep a text goes: purposes, also values, also the bytes of messages; what where nothing "   \
                      "is said"),                                                                                      \
        OPTION_FLAG(Struct, member.reproduces, "reproduce",                                                            \
                    "give with each computed value a line for sh in which openssl or python3 computes it again"),      \
        OPTION(Struct, member, "capture", "FILE", OPTION_READER(Struct, member, Export, export_take_capture),          \
               "write the packets to a capture file (pcapng) for Wireshark"),                                          \
        OPTION(Struct, member, "keylog", "FILE", OPTION_READER(Struct, member, Export, export_take_keylog),            \
               "write the master secrets to a key log, with which Wireshark decrypts the capture")
#define OPTION_CAPTURE_AT(Struct, member)                                                                              \
    OPTION_CHOICE(Struct, member.place, "capture-at", "client|server",                                                 \
                  "at which end of the wire it is taken; client where nothing is said")
/* Both need the format json. */
#define OPTIONS_ROWS(Struct, member)                                                                                   \
    OPTION_FLAG(Struct, member.rows, "rows",                                                                           \
                "add to the JSON the worked example of every derivation, record and computing check, row by row"),     \
        OPTION(Struct, member, "rows-depth", "N", OPTION_READER(Struct, member, Export, export_take_rows_depth),       \
               "the same, with rows that are computations themselves opened so deep, 0 to 9; 2 with --rows")
#define OPTION_REPORT(Struct, member)                                                                                  \
    OPTION(Struct, member, "report", "FILE", OPTION_READER(Struct, member, Export, export_take_report),                \
           "write the steps to a file, as 'tlsteps run' prints them")

OptionReader export_take_capture, export_take_keylog, export_take_report, export_take_rows_depth;

void export_init(Export *export, bool prints);
/* Whether one of its files is called so. */
bool export_names(const Export *export, const char *file);
/* Whether what was asked for can stand together. False and a diagnostic where not. */
WARN_UNUSED bool export_agrees(const Export *export, Diagnostic *diagnostic);
/* Whether somebody asked for something that only a timeline has. */
bool export_is_wanted(const Export *export);
/* Writes everything asked for. `seed`: what addresses and ports in the capture follow from. False and a diagnostic
   where something cannot be written. */
WARN_UNUSED bool export_write(const Export *export, const Report *report, const char *seed, Diagnostic *diagnostic);

#endif
