/* The command line's front door: picks a command, nothing else. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "commands/front/command.h"
#include "commands/front/help.h"
#include "commands/front/output.h"
#include "sim/diagnostic/nearest.h"

static int print_overview(void)
{
    Buffer help = BUFFER_EMPTY;
    help_append_overview(&help, output_style().width);
    int status = output_print(buffer_bytes(&help));
    buffer_clear(&help);
    return status;
}

/* On a terminal the tutorial's menu, which is `learn` without a lesson. */
static int start_without_command(void)
{
    static char *no_arguments[] = {NULL};
    const Command *learn = command_find("learn");
    if (learn && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
        return learn->run(learn, no_arguments);
    fputs(
        "Usage: tlsteps COMMAND [ARGUMENT…]; 'tlsteps --help' lists the commands (on a terminal, no command opens the "
        "tutorial)\n",
        stderr);
    return STATUS_USAGE;
}

static const char *command_name_at(int index)
{
    const Command *command = command_at(index);
    return command ? command->name : NULL;
}

static int refuse(const char *argument)
{
    Diagnostic diagnostic = {""};
    const char *near = nearest_name(argument, command_name_at);
    diagnostic_set(&diagnostic, "%s: no such %s%s%s%s; 'tlsteps --help' lists the commands", argument,
                   argument[0] == '-' ? "option" : "command", near ? "; did you mean " : "", near ? near : "",
                   near ? "?" : "");
    return command_fail(NULL, &diagnostic, STATUS_USAGE);
}

/* "help" is an overview, "help run" what "run --help" is. */
static int help(const char *name)
{
    static char option[] = "--help";
    static char *help_option[] = {option, NULL};
    const Command *command = name ? command_find(name) : NULL;
    if (!name)
        return print_overview();
    return command ? command->run(command, help_option) : refuse(name);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return start_without_command();
    if (strcmp(argv[1], "help") == 0)
        return help(argv[2]);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return print_overview();
    if (strcmp(argv[1], "--version") == 0)
        return output_print(bytes_of_text("tlsteps " TLSTEPS_VERSION "\n"));
    const Command *command = command_find(argv[1]);
    return command ? command->run(command, argv + 2) : refuse(argv[1]);
}
