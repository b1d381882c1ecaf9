/* tlsteps completion: what a shell needs to complete this program's commands, options and values, made from the lists
   that the commands themselves read. */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "commands/front/arguments.h"
#include "commands/front/output.h"
#include "commands/lists/lists.h"
#include "commands/topics/topic.h"
#include "report/tell/style.h"
#include "sim/scenario/scenario_option.h"

#define SHELLS "bash|zsh|fish"

static bool command_takes_topic(const Command *command)
{
    return strstr(command->operands, "TOPIC") != NULL;
}

/* What can follow an option, or stand as an operand. */
typedef struct Values {
    Buffer words; /* " text json": each with a space in front */
    bool files;
} Values;

static void append_list_names(Buffer *out, const char *list_name)
{
    Diagnostic ignored = {""};
    const List *list = lists_find(list_name);
    json_t *array = list->make(&ignored);
    for (size_t i = 0; i < json_array_size(array); i++) {
        text_append(out, " ");
        text_append(out, json_string_value(json_object_get(json_array_get(array, i), "name")));
    }
    json_decref(array);
}

/* The words of "text|json"; placeholders are in capitals and are none. */
static void append_choices(Buffer *out, const char *argument)
{
    while (*argument) {
        size_t size = strcspn(argument, "|");
        if (islower((unsigned char)argument[0]) && argument[size - 1] != ']') {
            text_append(out, " ");
            buffer_append(out, bytes_of(argument, size));
        }
        argument += size + (argument[size] ? 1 : 0);
    }
}

static Values option_values(const char *name, const char *argument)
{
    static const struct {
        const char *option, *list;
    } named[] = {
        {"suite", "suites"},
        {"group", "groups"},
        {"signature-algorithms", "signature-schemes"},
        {"signature-algorithms-cert", "signature-schemes"},
        {"certificate", "certificates"},
        {"client-certificate", "certificates"},
        {"crl", "revocation-lists"},
        {"staple", "ocsp-responses"},
        {"expect", "alerts"},
    };
    Values values = {BUFFER_EMPTY, strstr(argument, "FILE") != NULL};
    append_choices(&values.words, argument);
    for (size_t i = 0; i < COUNT_OF(named); i++)
        if (strcmp(named[i].option, name) == 0)
            append_list_names(&values.words, named[i].list);
    text_finish(&values.words);
    return values;
}

static Values operand_values(const Command *command)
{
    Values values = {BUFFER_EMPTY, strstr(command->operands, "SCENARIO") || strstr(command->operands, "DIR")};
    const List *list;
    for (int i = 0; strstr(command->operands, "LIST") && (list = list_at(i)); i++)
        text_print(&values.words, " %s", list->name);
    if (strstr(command->operands, "LESSON"))
        append_list_names(&values.words, "lessons");
    if (command_takes_topic(command))
        append_list_names(&values.words, "topics");
    append_choices(&values.words, command->operands);
    text_finish(&values.words);
    return values;
}

/* Calls `each` for every option of a command: its own, those of scenarios or of all topics, --help. */
typedef void OptionWriter(Buffer *out, const Command *command, const char *name, const char *argument,
                          const char *help);
static void for_each_option(Buffer *out, const Command *command, OptionWriter *each)
{
    const Option *own;
    for (int i = 0; (own = command_option_at(command, i)); i++)
        each(out, command, own->name, own->argument, own->help);
    const ScenarioOption *option;
    for (int i = 0; command_scenario_option(command) && (option = scenario_option_at(i)); i++)
        each(out, command, option->name, option->argument, option->help);
    const TopicOption *of_topic;
    for (int i = 0; command_takes_topic(command) && (of_topic = topic_option_at(i)); i++)
        each(out, command, of_topic->name, of_topic->argument, of_topic->help);
    each(out, command, "help", NULL, "show help");
}

static void append_bash_option(Buffer *out, const Command *command, const char *name, const char *argument,
                               const char *help)
{
    (void)command, (void)argument, (void)help;
    text_print(out, " --%s", name);
}

static void append_bash_values(Buffer *out, const Command *command, const char *name, const char *argument,
                               const char *help)
{
    (void)help;
    if (!argument)
        return;
    Values values = option_values(name, argument);
    text_print(out, "    '%s --%s') words='%s' files=%s ;;\n", command->name, name, (const char *)values.words.data,
               values.files ? "yes" : "");
    buffer_clear(&values.words);
}

static void append_bash(Buffer *out)
{
    const Command *command;
    text_append(out, "_tlsteps() {\n"
                     "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
                     "    local command=${COMP_WORDS[1]} words='' files=''\n"
                     "    if ((COMP_CWORD == 1)); then\n        command='' previous=''\n    fi\n"
                     "    case \"$command $previous\" in\n    ' ') words='--help --version");
    for (int i = 0; (command = command_at(i)); i++)
        text_print(out, " %s", command->name);
    text_append(out, "' ;;\n");
    for (int i = 0; (command = command_at(i)); i++) {
        for_each_option(out, command, append_bash_values);
        Values values = operand_values(command);
        text_print(out, "    '%s '*) files=%s words='%s", command->name, values.files ? "yes" : "",
                   (const char *)values.words.data);
        for_each_option(out, command, append_bash_option);
        text_append(out, "' ;;\n");
        buffer_clear(&values.words);
    }
    text_append(out, "    esac\n    mapfile -t COMPREPLY < <(compgen ${files:+-f} -W \"$words\" -- \"$current\")\n}\n"
                     "complete -o filenames -F _tlsteps tlsteps\n");
}

/* Inside single quotes of zsh's specifications, and of fish. */
static void append_quoted(Buffer *out, const char *text, const char *escaped)
{
    for (; *text; text++) {
        if (*text == '\'') {
            text_append(out, "’");
            continue;
        }
        if (strchr(escaped, *text))
            text_append(out, "\\");
        buffer_append(out, bytes_of(text, 1));
    }
}

static void append_zsh_values(Buffer *out, const Values *values)
{
    const char *words = (const char *)values->words.data;
    if (values->files && *words)
        text_print(out, "{ _files; compadd --%s }", words);
    else
        text_print(out, values->files ? "_files" : "(%s)", words);
}

static void append_zsh_option(Buffer *out, const Command *command, const char *name, const char *argument,
                              const char *help)
{
    (void)command;
    text_print(out, " \\\n            '--%s[", name);
    append_quoted(out, help, "[]:\\");
    text_append(out, "]");
    if (argument) {
        Values values = option_values(name, argument);
        text_append(out, ":value:");
        append_zsh_values(out, &values);
        buffer_clear(&values.words);
    }
    text_append(out, "'");
}

static void append_zsh(Buffer *out)
{
    const Command *command;
    text_append(out, "#compdef tlsteps\n_tlsteps() {\n    if ((CURRENT == 2)); then\n        local -a commands=(");
    for (int i = 0; (command = command_at(i)); i++) {
        text_print(out, "\n            '%s:", command->name);
        append_quoted(out, command->summary, ":\\");
        text_append(out, "'");
    }
    text_append(out, ")\n        _describe command commands\n        return\n    fi\n"
                     "    shift words\n    ((CURRENT--))\n    case $words[1] in\n");
    for (int i = 0; (command = command_at(i)); i++) {
        Values values = operand_values(command);
        text_print(out, "    %s)\n        _arguments", command->name);
        for_each_option(out, command, append_zsh_option);
        if (command->operands[0]) {
            text_append(out, " \\\n            '*:operand:");
            append_zsh_values(out, &values);
            text_append(out, "'");
        }
        text_append(out, " ;;\n");
        buffer_clear(&values.words);
    }
    text_append(out, "    esac\n}\n_tlsteps \"$@\"\n");
}

static void append_fish_option(Buffer *out, const Command *command, const char *name, const char *argument,
                               const char *help)
{
    text_print(out, "complete -c tlsteps -n '__fish_seen_subcommand_from %s' -l %s", command->name, name);
    if (argument) {
        Values values = option_values(name, argument);
        text_print(out, " %s -a '%s'", values.files ? "-r -F" : "-x", (const char *)values.words.data);
        buffer_clear(&values.words);
    }
    text_append(out, " -d '");
    append_quoted(out, help, "\\");
    text_append(out, "'\n");
}

static void append_fish(Buffer *out)
{
    const Command *command;
    for (int i = 0; (command = command_at(i)); i++) {
        Values values = operand_values(command);
        text_print(out, "complete -c tlsteps -f -n __fish_use_subcommand -a %s -d '", command->name);
        append_quoted(out, command->summary, "\\");
        text_print(out, "'\ncomplete -c tlsteps -n '__fish_seen_subcommand_from %s' %s -a '%s'\n", command->name,
                   values.files ? "-F" : "-f", (const char *)values.words.data);
        for_each_option(out, command, append_fish_option);
        buffer_clear(&values.words);
    }
}

static bool take_shell(void *shell, const char *value, Diagnostic *diagnostic)
{
    return option_parse_choice(shell, "shell", SHELLS, value, diagnostic);
}

static int run(const Command *command, char **arguments)
{
    static void (*const writers[])(Buffer * out) = {append_bash, append_zsh, append_fish};
    int shell = -1, status;
    if (!arguments_read(command, arguments, &shell, &status))
        return status;
    Diagnostic diagnostic = {""};
    if (shell < 0) {
        diagnostic_set(&diagnostic, "which shell? accepted: %s", SHELLS);
        return command_fail(command, &diagnostic, STATUS_USAGE);
    }
    Buffer script = BUFFER_EMPTY;
    writers[shell](&script);
    status = output_print(buffer_bytes(&script));
    buffer_clear(&script);
    return status;
}

const Command command_completion = {
    .name = "completion",
    .operands = SHELLS,
    .take_operand = take_shell,
    .summary = "Prints what a shell needs to complete commands, options and values.",
    .details = "An installation has these files already. Otherwise: source <(tlsteps completion bash).",
    .run = run,
};
