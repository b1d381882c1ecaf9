/* tlsteps list: what the program knows by name. */
#include <string.h>

#include "base/text.h"
#include "commands/front/arguments.h"
#include "commands/front/output.h"
#include "commands/lists/lists.h"
#include "report/write/json_parts.h"
#include "sim/diagnostic/nearest.h"

typedef struct ListOptions {
    const List *list;
    int format;
} ListOptions;

static const char *list_name_at(int index)
{
    const List *list = list_at(index);
    return list ? list->name : NULL;
}

static bool take_list(void *context, const char *name, Diagnostic *diagnostic)
{
    ListOptions *options = context;
    if (options->list)
        return diagnostic_set(diagnostic, "%s: one list at a time", name);
    options->list = lists_find(name);
    if (options->list)
        return true;
    Buffer names = BUFFER_EMPTY;
    const char *near = nearest_name(name, list_name_at);
    nearest_append_names(&names, list_name_at);
    diagnostic_set(diagnostic, "%s: no such list%s%s%s; accepted: %s", name, near ? "; did you mean " : "",
                   near ? near : "", near ? "?" : "", text_finish(&names));
    buffer_clear(&names);
    return false;
}

/* The lists themselves. */
static json_t *make_lists(Diagnostic *diagnostic)
{
    (void)diagnostic;
    json_t *array = json_array();
    const List *list;
    for (int i = 0; (list = list_at(i)); i++)
        json_array_append_new(array, json_pack("{ss ss}", "name", list->name, "what", list->what));
    return array;
}

static const List all_lists = {.name = "lists", .what = "the lists", .columns = {"name", "what"}, .make = make_lists};

int list_print(const Command *command, const List *list, bool json)
{
    Diagnostic diagnostic = {""};
    json_t *array = list->make(&diagnostic);
    if (!array)
        return command_fail(command, &diagnostic, STATUS_USAGE);
    Buffer text = BUFFER_EMPTY;
    if (json)
        json_append_dump(&text, array);
    else
        list_append_table(&text, list, array);
    json_decref(array);
    int status = output_print(buffer_bytes(&text));
    buffer_clear(&text);
    return status;
}

static int run(const Command *command, char **arguments)
{
    ListOptions options = {0};
    int status;
    if (!arguments_read(command, arguments, &options, &status))
        return status;
    return list_print(command, options.list ? options.list : &all_lists, options.format == 1);
}

static const Option list_options[] = {
    OPTION_CHOICE(ListOptions, format, "format", "text|json",
                  "a table, or a JSON array of objects (which have more keys); text where nothing is said"),
    {.name = NULL},
};

const Command command_list = {
    .name = "list",
    .operands = "[LIST]",
    .take_operand = take_list,
    .summary =
        "Lists suites, groups, certificates, revocation lists, OCSP responses, alerts, words, facts, lessons, keys "
        "and topics by name.",
    .details = "LIST is suites, groups, signature-schemes, certificates, revocation-lists, ocsp-responses, alerts, "
               "glossary, facts, lessons, keys or topics; "
               "without one the lists "
               "themselves are listed.",
    .options = list_options,
    .run = run,
};
