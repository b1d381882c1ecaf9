/* tlsteps explain: a computation worked out row by row, with numbers of the reader's own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "commands/front/arguments.h"
#include "commands/front/output.h"
#include "commands/lists/lists.h"
#include "commands/topics/topic.h"
#include "report/write/rows.h"

enum { EDGE_ROWS = 10, OPEN_MAX = 9 };

typedef struct ExplainOptions {
    TopicInput input;
    RowsShown shown;
    int format;
} ExplainOptions;

static bool take_range(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    RowsShown *shown = place;
    char *end;
    bool digits = value[0] >= '0' && value[0] <= '9';
    shown->first = shown->last = strtoull(value, &end, 10);
    if (strncmp(end, "..", 2) == 0 && end[2] >= '0' && end[2] <= '9')
        shown->last = strtoull(end + 2, &end, 10);
    if (digits && !*end && shown->first > 0 && shown->first <= shown->last)
        return true;
    return diagnostic_set(diagnostic, "--%s: '%s' is not accepted: A..B is, rows A to B, counted from 1", option->name,
                          value);
}

static bool take_all(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    (void)option, (void)value, (void)diagnostic;
    ((RowsShown *)place)->edge = 0;
    return true;
}

static bool take_value(void *context, const char *value, Diagnostic *diagnostic)
{
    TopicInput *input = &((ExplainOptions *)context)->input;
    if (!input->topic)
        return diagnostic_set(diagnostic, "%s: the topic comes first, and options behind it", value);
    return topic_take_next(input, value) ||
           diagnostic_set(diagnostic, "%s: all options of '%s' have a value already", value, input->topic->name);
}

static bool write_text(Output *output, const char *text)
{
    return output_take(output, bytes_of_text(text));
}

/* One object, whose rows are written while they are made. */
static void write_json(Output *output, const Topic *topic, const Workings *workings, const RowsShown *shown)
{
    Buffer head = BUFFER_EMPTY;
    text_print(&head, "{\"topic\":\"%s\",\"workings\":[", topic->name);
    bool written = write_text(output, text_finish(&head));
    for (int i = 0; i < workings->count && written; i++)
        written = write_text(output, i > 0 ? "," : "") &&
                  rows_write_json(output_take, output, workings->all[i], shown, json_object());
    (void)(written && write_text(output, "]}\n")); /* output_finish tells */
    buffer_clear(&head);
}

static bool has_closed_rows(const Workings *workings, const RowsShown *shown)
{
    bool found = false;
    for (int i = 0; i < workings->count && shown->open == 0; i++) {
        size_t count = worked_count(workings->all[i]);
        for (size_t j = rows_next(shown, count, 0); j < count && !found; j = rows_next(shown, count, j + 1)) {
            Arena arena = {0};
            Row row;
            worked_row(workings->all[i], j, &arena, &row);
            found = row.opens != NULL;
            arena_clear(&arena);
        }
    }
    return found;
}

static void write_rows(Output *output, const Workings *workings, const RowsShown *shown)
{
    ReportStyle style = output_style();
    bool written = true;
    for (int i = 0; i < workings->count && written; i++)
        written = write_text(output, i > 0 ? "\n" : "") &&
                  rows_write_text(output_take, output, &style, workings->all[i], shown);
    if (!written || !has_closed_rows(workings, shown))
        return;
    Buffer note = BUFFER_EMPTY;
    text_append(&note, "\n");
    style_paragraph(&note, &style, 0, INK_FAINT, "+ is a computation of its own: --open 1 shows its rows too.");
    (void)!output_take(output, buffer_bytes(&note)); /* output_finish tells */
    buffer_clear(&note);
}

/* A range that lies behind the last row of all would show nothing. */
static bool check_range(const Workings *workings, const RowsShown *shown, Diagnostic *diagnostic)
{
    size_t most = 0;
    for (int i = 0; i < workings->count; i++)
        if (worked_count(workings->all[i]) > most)
            most = worked_count(workings->all[i]);
    return shown->first <= most ||
           diagnostic_set(diagnostic, "--rows: there is no row %zu; rows up to %zu are accepted", shown->first, most);
}

static int print_workings(const Command *command, const ExplainOptions *options, const Workings *workings)
{
    Diagnostic diagnostic = {""};
    if (!check_range(workings, &options->shown, &diagnostic))
        return command_fail(command, &diagnostic, STATUS_USAGE);
    Output output;
    if (!output_begin(&output, NULL, &diagnostic))
        return command_fail(command, &diagnostic, STATUS_OUTPUT);
    if (options->format == 0)
        write_rows(&output, workings, &options->shown);
    else
        write_json(&output, options->input.topic, workings, &options->shown);
    return output_finish(&output, &diagnostic) ? STATUS_EXPECTED : command_fail(NULL, &diagnostic, STATUS_OUTPUT);
}

static int work(const Command *command, const ExplainOptions *options)
{
    const Topic *topic = options->input.topic;
    if (topic->is_verdict && topic->is_verdict(&options->input))
        return topic->judge(command, &options->input, options->format == 1);
    Diagnostic diagnostic = {""};
    Workings workings = {.count = 0};
    int status = topic->work(&options->input, &workings, &diagnostic)
                     ? print_workings(command, options, &workings)
                     : command_fail(command, &diagnostic, STATUS_USAGE);
    workings_clear(&workings);
    return status;
}

static const Option general_options[] = {
    OPTION_CHOICE(ExplainOptions, format, "format", "text|json",
                  "text for people, or JSON; text where nothing is said"),
    OPTION(ExplainOptions, shown, "rows", "A..B", take_range, "only these rows of each computation, counted from 1"),
    OPTION(ExplainOptions, shown, "all", NULL, take_all,
           "every row of long computations too, not their first and last ones only"),
    OPTION_NUMBER(ExplainOptions, shown.open, "open", "DEPTH", 0, OPEN_MAX,
                  "also the rows of what is a computation of its own, so deep; 0 where nothing is said"),
    OPTION_FLAG(ExplainOptions, shown.full, "full", "long values to their full length"),
    {.name = NULL},
};

enum { OPTIONS_MAX = TOPIC_OPTIONS_MAX + COUNT_OF(general_options) };

/* A topic's options as those of a command, with what they are where nothing is said: each keeps what was said in its
   place of the TopicInput. */
static void make_options(Option *out, Arena *arena, const Topic *topic)
{
    int count = 0;
    for (const TopicOption *option = topic->options; option->name; option++) {
        Buffer help = BUFFER_EMPTY;
        text_print(&help, option->preset ? "%s (%s)" : "%s", option->help, option->preset);
        out[count] = (Option){.name = option->name,
                              .argument = option->argument,
                              .help = arena_copy_text(arena, text_finish(&help)),
                              .take = option_take_text,
                              .at = offsetof(ExplainOptions, input.given) + (size_t)count * sizeof(const char *)};
        buffer_clear(&help);
        count++;
    }
    memcpy(out + count, general_options, sizeof general_options);
}

/* Goes on as a command of its own, "explain rsa", which takes the topic's options. */
static int run_topic(const Topic *topic, char **arguments)
{
    Arena arena = {0};
    Option options[OPTIONS_MAX];
    make_options(options, &arena, topic);
    Buffer name = BUFFER_EMPTY, summary = BUFFER_EMPTY;
    text_print(&name, "explain %s", topic->name);
    text_print(&summary, "Works out: %s.", topic->summary);
    Command command = {.name = text_finish(&name),
                       .operands = "[VALUE…]",
                       .take_operand = take_value,
                       .summary = text_finish(&summary),
                       .details = topic->details,
                       .options = options};
    ExplainOptions said = {.input = {.topic = topic}, .shown = {.edge = EDGE_ROWS}};
    int status;
    if (arguments_read(&command, arguments, &said, &status))
        status = work(&command, &said);
    buffer_clear(&summary);
    buffer_clear(&name);
    arena_clear(&arena);
    return status;
}

static int list_topics(const Command *command, char **arguments)
{
    ExplainOptions options = {.format = 0};
    int status;
    if (!arguments_read(command, arguments, &options, &status))
        return status;
    return list_print(command, lists_find("topics"), options.format == 1);
}

static int run(const Command *command, char **arguments)
{
    if (!arguments[0] || arguments[0][0] == '-')
        return list_topics(command, arguments);
    Diagnostic diagnostic = {""};
    const Topic *topic = topic_find(arguments[0], &diagnostic);
    return topic ? run_topic(topic, arguments + 1) : command_fail(command, &diagnostic, STATUS_USAGE);
}

const Command command_explain = {
    .name = "explain",
    .operands = "[TOPIC]",
    .take_operand = take_value,
    .summary = "Works a computation out row by row, with numbers of your own.",
    .details =
        "Without a TOPIC the topics are listed. Each has options of its own for its numbers, which 'tlsteps explain "
        "TOPIC --help' lists, and a small example where nothing is said; values without an option are taken "
        "in the order of the options. Numbers are decimal, or 0x and hexadecimal "
        "digits; bytes are 0x and hexadecimal digits, or else the characters of a text.",
    .options = general_options,
    .run = run,
};
