/* The lists that `tlsteps list` prints: each a JSON array of objects, of which a text table shows some keys. */
#ifndef TLSTEPS_COMMANDS_LISTS_H
#define TLSTEPS_COMMANDS_LISTS_H

#include <jansson.h>

#include "base/bytes.h"
#include "commands/front/command.h"
#include "sim/diagnostic/diagnostic.h"

enum { LIST_COLUMNS_MAX = 8, LIST_BELOW_MAX = 4 };

typedef struct List {
    const char *name; /* "suites" */
    const char *what; /* a few words, for the help */
    /* Keys that the text table shows, of a row or of its "standing"; NULL-filled */
    const char *columns[LIST_COLUMNS_MAX];
    const char *below[LIST_BELOW_MAX];       /* and these below each row, where they are there and not null */
    json_t *(*make)(Diagnostic *diagnostic); /* the caller's; NULL and a diagnostic where its data cannot be read */
} List;

const List *list_at(int index); /* NULL past the end */
const List *lists_find(const char *name);

/* The list of alerts (alerts.c). */
json_t *list_make_alerts(Diagnostic *diagnostic);
/* The list of words (glossary.c). */
json_t *list_make_glossary(Diagnostic *diagnostic);

/* Appends the array as a table with a line of headings; below it, what is thought today of the rows, each sentence
   once, and where to read what the mark behind an RFC means. */
void list_append_table(Buffer *out, const List *list, const json_t *array);

/* Prints the list as a table or as JSON; a status, and what went wrong told in the command's name. */
WARN_UNUSED int list_print(const Command *command, const List *list, bool json);

#endif
