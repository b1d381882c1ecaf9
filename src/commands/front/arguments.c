#include "commands/front/arguments.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "commands/front/help.h"
#include "commands/front/output.h"
#include "sim/diagnostic/nearest.h"
#include "sim/scenario/scenario_option.h"

typedef struct Reader {
    const Command *command;
    char **next;
    bool operands_only; /* after -- */
    int operands;
    void *options;      /* the command's struct */
    Scenario *scenario; /* in it; NULL: the command takes none */
    Diagnostic *diagnostic;
} Reader;

/* The member that a row fills. */
static void *place_of(const Option *option, void *options)
{
    return (char *)options + option->at;
}

static const Option *find_own(const Command *command, const char *name)
{
    const Option *option;
    for (int i = 0; (option = command_option_at(command, i)); i++)
        if (strcmp(option->name, name) == 0)
            return option;
    return NULL;
}

/* The option that was probably meant: one of the command's own, or of scenarios. */
static const char *nearest_option(const Reader *reader, const char *name)
{
    Nearest nearest = {.wanted = name};
    const Option *own;
    for (int i = 0; (own = command_option_at(reader->command, i)); i++)
        nearest_consider(&nearest, own->name);
    const ScenarioOption *option;
    for (int i = 0; reader->scenario && (option = scenario_option_at(i)); i++)
        nearest_consider(&nearest, option->name);
    return nearest.name;
}

static bool unknown_option(const Reader *reader, const char *name)
{
    const char *near = nearest_option(reader, name);
    return diagnostic_set(reader->diagnostic, "--%s: no such option%s%s%s; 'tlsteps %s --help' lists them", name,
                          near ? "; did you mean --" : "", near ? near : "", near ? "?" : "", reader->command->name);
}

/* The value after `=`, or the next argument. */
static bool take_value(Reader *reader, const char *name, const char *argument, const char **value)
{
    if (*value)
        return true;
    if (!*reader->next)
        return diagnostic_set(reader->diagnostic, "--%s: needs a value: %s", name, argument);
    *value = *reader->next++;
    return true;
}

static bool take_own(Reader *reader, const Option *option, const char *value)
{
    if (!option->argument && value)
        return diagnostic_set(reader->diagnostic, "--%s: takes no value", option->name);
    if (option->argument && !take_value(reader, option->name, option->argument, &value))
        return false;
    return option->take(option, place_of(option, reader->options), value, reader->diagnostic);
}

/* On the command line a key is an option and has its dashes. */
static bool set_scenario(Reader *reader, const char *key, const char *value)
{
    return scenario_set_from(reader->scenario, "--", key, value, reader->diagnostic);
}

static bool take_setting(Reader *reader, const char *key, const char *value)
{
    bool takes_argument;
    if (!scenario_knows(key, &takes_argument))
        return strchr(key, '.') ? set_scenario(reader, key, value) : unknown_option(reader, key);
    if (takes_argument && !take_value(reader, key, "see --help", &value))
        return false;
    return set_scenario(reader, key, value);
}

static bool take_option(Reader *reader, const char *argument)
{
    Buffer name = BUFFER_EMPTY;
    size_t size = strcspn(argument, "=");
    const char *value = argument[size] ? argument + size + 1 : NULL;
    buffer_append(&name, bytes_of(argument, size));
    const char *key = text_finish(&name);
    const Option *own = find_own(reader->command, key);
    bool taken = own                ? take_own(reader, own, value)
                 : reader->scenario ? take_setting(reader, key, value)
                                    : unknown_option(reader, key);
    buffer_clear(&name);
    return taken;
}

static bool take_argument(Reader *reader, const char *argument)
{
    if (!reader->operands_only && strncmp(argument, "--", 2) == 0)
        return take_option(reader, argument + 2);
    if (!reader->operands_only && argument[0] == '-' && argument[1])
        return diagnostic_set(reader->diagnostic, "%s: no such option; options begin with two dashes", argument);
    if (!reader->command->operands[0])
        return diagnostic_set(reader->diagnostic, "%s: '%s' takes options only", argument, reader->command->name);
    if (reader->operands++ > 0 && reader->scenario)
        return diagnostic_set(reader->diagnostic, "%s: one SCENARIO is accepted; --scenario FILE adds another",
                              argument);
    return reader->command->take_operand(reader->options, argument, reader->diagnostic);
}

static bool is_help(const char *argument)
{
    return strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0;
}

static int print_help(const Command *command)
{
    Buffer help = BUFFER_EMPTY;
    help_append_command(&help, command, output_style().width);
    int status = output_print(buffer_bytes(&help));
    buffer_clear(&help);
    return status;
}

/* What nobody would read could be said and would be forgotten: such a command does not even begin. */
static void check_table(const Command *command)
{
    const Option *option;
    for (int i = 0; (option = command_option_at(command, i)); i++)
        assert(option->take);
    assert(!command->operands[0] == !command->take_operand);
}

bool arguments_read(const Command *command, char **arguments, void *options, int *status)
{
    Diagnostic diagnostic = {""};
    const Option *scenario = command_scenario_option(command);
    Reader reader = {.command = command,
                     .next = arguments,
                     .options = options,
                     .scenario = scenario ? *(Scenario **)place_of(scenario, options) : NULL,
                     .diagnostic = &diagnostic};
    check_table(command);
    while (*reader.next) {
        const char *argument = *reader.next++;
        if (!reader.operands_only && is_help(argument)) {
            *status = print_help(command);
            return false;
        }
        if (!reader.operands_only && strcmp(argument, "--") == 0) {
            reader.operands_only = true;
        } else if (!take_argument(&reader, argument)) {
            *status = command_fail(command, &diagnostic, STATUS_USAGE);
            return false;
        }
    }
    return true;
}
