#include <stdio.h>
#include <string.h>

#include "commands/front/command.h"
#include "sim/assets/credentials.h"

/* In the order of the help. */
static const Command *const commands[] = {
    &command_learn, &command_play,    &command_run,   &command_serve, &command_connect,
    &command_check, &command_explain, &command_bench, &command_list,  &command_completion,
};

const Command *command_at(int index)
{
    return index >= 0 && index < (int)COUNT_OF(commands) ? commands[index] : NULL;
}

const Command *command_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

const Option *command_option_at(const Command *command, int index)
{
    const Option *option = command->options;
    while (option && option->name && index-- > 0)
        option++;
    return option && option->name ? option : NULL;
}

const Option *command_scenario_option(const Command *command)
{
    const Option *option;
    for (int i = 0; (option = command_option_at(command, i)); i++)
        if (option->take == option_take_scenario)
            break;
    return option;
}

int command_fail(const Command *command, const Diagnostic *diagnostic, int status)
{
    if (diagnostic->text[0])
        fprintf(stderr, "tlsteps%s%s: %s\n", command ? " " : "", command ? command->name : "", diagnostic->text);
    return status;
}

void command_warn(const Command *command, const char *text)
{
    fprintf(stderr, "tlsteps %s: warning: %s\n", command->name, text);
}

void command_warn_of_files(const Command *command, const struct Credentials *credentials)
{
    const char *warning;
    for (int i = 0; (warning = credentials_warning(credentials, i)); i++)
        command_warn(command, warning);
}
