#include "commands/arguments.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "commands/help.h"
#include "commands/output.h"
#include "sim/nearest.h"

typedef struct Reader {
    const Command *command;
    char **next;
    bool operands_only; /* after -- */
    int operands;
    Scenario *scenario;
    ArgumentTaker *take;
    void *context;
    Diagnostic *diagnostic;
} Reader;

static const Option scenario_file_option = {"scenario", "FILE", "a scenario from a file; what comes after it wins"};

const Option *command_option_at(const Command *command, int index)
{
    int own = 0;
    while (command->options && command->options[own].name)
        own++;
    if (index < own)
        return &command->options[index];
    return index == own && command->takes_scenario ? &scenario_file_option : NULL;
}

static const Option *find_own(const Command *command, const char *name)
{
    const Option *option;
    for (int i = 0; (option = command_option_at(command, i)); i++)
        if (strcmp(option->name, name) == 0)
            return option;
    return NULL;
}

/* For suggestions: whose options option_name_at lists. */
static const Command *suggesting;

/* Its own ones first, then those of scenarios. */
static const char *option_name_at(int index)
{
    int own = 0;
    while (command_option_at(suggesting, own))
        own++;
    if (index < own)
        return command_option_at(suggesting, index)->name;
    const ScenarioOption *option = suggesting->takes_scenario ? scenario_option_at(index - own) : NULL;
    return option ? option->name : NULL;
}

static bool unknown_option(const Reader *reader, const char *name)
{
    suggesting = reader->command;
    const char *near = nearest_name(name, option_name_at);
    return diagnostic_set(reader->diagnostic, "--%s: no such option%s%s%s; 'tlsteps %s --help' lists them", name,
                          near ? "; did you mean --" : "", near ? near : "", near ? "?" : "", reader->command->name);
}

bool argument_scenario(Scenario *scenario, const char *path, Diagnostic *diagnostic)
{
    enum { SIZE_MOST = 256 * 1024 };
    static const char name[] = "standard input";
    if (strcmp(path, "-") != 0)
        return scenario_load(scenario, path, diagnostic);
    Buffer text = BUFFER_EMPTY;
    uint8_t *place = buffer_extend(&text, SIZE_MOST + 1);
    text.size = fread(place, 1, SIZE_MOST + 1, stdin);
    bool good;
    if (ferror(stdin))
        good = diagnostic_set(diagnostic, "%s: %s", name, strerror(errno));
    else if (text.size > SIZE_MOST)
        good = diagnostic_set(diagnostic, "%s: longer than %d bytes, the most that is read", name, SIZE_MOST);
    else
        good = scenario_parse(scenario, text_skip_mark(buffer_bytes(&text)), name, 1, diagnostic);
    buffer_clear(&text);
    return good;
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
    if (option == &scenario_file_option)
        return argument_scenario(reader->scenario, value, reader->diagnostic);
    return reader->take(reader->context, option->name, value, reader->diagnostic);
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
    bool taken = own                               ? take_own(reader, own, value)
                 : reader->command->takes_scenario ? take_setting(reader, key, value)
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
    if (reader->operands++ > 0 && reader->command->takes_scenario)
        return diagnostic_set(reader->diagnostic, "%s: one SCENARIO is accepted; --scenario FILE adds another",
                              argument);
    return reader->take(reader->context, NULL, argument, reader->diagnostic);
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

bool arguments_read(const Command *command, char **arguments, Scenario *scenario, ArgumentTaker *take, void *context,
                    int *status)
{
    Diagnostic diagnostic = {""};
    Reader reader = {command, arguments, false, 0, scenario, take, context, &diagnostic};
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

static bool choice_is(const char *choice, size_t size, const char *value)
{
    return strlen(value) == size && memcmp(choice, value, size) == 0;
}

bool argument_choice(int *out, const char *option, const char *choices, const char *value, Diagnostic *diagnostic)
{
    const char *choice = choices;
    for (*out = 0;; (*out)++) {
        size_t size = strcspn(choice, "|");
        if (choice_is(choice, size, value))
            return true;
        if (!choice[size])
            break;
        choice += size + 1;
    }
    return diagnostic_set(diagnostic, "--%s: '%s' is not accepted: one of %s is", option, value, choices);
}

bool argument_number(double *out, const char *option, double min, double max, const char *value, Diagnostic *diagnostic)
{
    char *end;
    *out = strtod(value, &end);
    bool plain = value[0] && strspn(value, "0123456789.") == strlen(value);
    if (plain && *end == '\0' && *out >= min && *out <= max)
        return true;
    return diagnostic_set(diagnostic, "--%s: '%s' is not accepted: a number from %g to %g is", option, value, min, max);
}
