#include "commands/front/help.h"

#include <string.h>

#include "base/text.h"
#include "report/tell/style.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/scenario_option.h"

enum { INDENT = 2, HELP_COLUMN = 34 };

/* "  --format text|json    how …", the text in its own column, wrapped. */
static void append_entry(Buffer *out, size_t width, const char *entry, const char *help)
{
    size_t start = out->size;
    style_repeat(out, " ", INDENT);
    text_append(out, entry);
    if (strlen(entry) + INDENT + 2 > HELP_COLUMN) {
        text_append(out, "\n");
        start = out->size;
    }
    style_pad(out, start, HELP_COLUMN);
    Buffer paragraph = BUFFER_EMPTY;
    ReportStyle style = {width, false};
    style_paragraph(&paragraph, &style, HELP_COLUMN, INK_PLAIN, help);
    buffer_append(out, bytes_slice(buffer_bytes(&paragraph), HELP_COLUMN, paragraph.size));
    buffer_clear(&paragraph);
}

static void append_option(Buffer *out, size_t width, const char *name, const char *argument, const char *help)
{
    Buffer entry = BUFFER_EMPTY;
    text_print(&entry, "--%s%s%s", name, argument ? " " : "", argument ? argument : "");
    append_entry(out, width, text_finish(&entry), help);
    buffer_clear(&entry);
}

/* In the order in which the list brings each group up first. */
static void append_scenario_options(Buffer *out, size_t width)
{
    const ScenarioOption *first, *option;
    for (int i = 0; (first = scenario_option_at(i)); i++) {
        int earlier = 0;
        while (earlier < i && strcmp(scenario_option_at(earlier)->group, first->group) != 0)
            earlier++;
        if (earlier < i)
            continue;
        text_print(out, "\n%s:\n", first->group);
        for (int j = i; (option = scenario_option_at(j)); j++)
            if (strcmp(option->group, first->group) == 0)
                append_option(out, width, option->name, option->argument, option->help);
    }
}

static void append_paragraph(Buffer *out, size_t width, const char *text)
{
    ReportStyle style = {width, false};
    text_append(out, "\n");
    style_paragraph(out, &style, 0, INK_PLAIN, text);
}

void help_append_command(Buffer *out, const Command *command, size_t width)
{
    text_print(out, "Usage: tlsteps %s%s%s [OPTION…]\n", command->name, command->operands[0] ? " " : "",
               command->operands);
    append_paragraph(out, width, command->summary);
    if (command->details)
        append_paragraph(out, width, command->details);
    text_append(out, "\nOptions:\n");
    const Option *option;
    for (int i = 0; (option = command_option_at(command, i)); i++)
        append_option(out, width, option->name, option->argument, option->help);
    append_option(out, width, "help", NULL, "show this and exit");
    if (!command_scenario_option(command))
        return;
    append_scenario_options(out, width);
    append_paragraph(
        out, width,
        "The options of these groups can also stand in a scenario file, as lines 'key: value'. Each may have a "
        "prefix: client. or server. for one side only, c2. for the second connection only, c2.h1. for "
        "one handshake of it.");
}

void help_append_overview(Buffer *out, size_t width)
{
    text_append(out, "Usage: tlsteps [COMMAND] [ARGUMENT…]\n");
    append_paragraph(out, width,
                     "Step through a TLS handshake in a terminal: every byte and every number that client and server "
                     "compute, and who knows what. Without a command: the tutorial's menu.");
    text_append(out, "\nCommands:\n");
    const Command *command;
    for (int i = 0; (command = command_at(i)); i++) {
        Buffer entry = BUFFER_EMPTY;
        text_print(&entry, "%s%s%s", command->name, command->operands[0] ? " " : "", command->operands);
        append_entry(out, width, text_finish(&entry), command->summary);
        buffer_clear(&entry);
    }
    text_append(out, "\nOptions:\n");
    append_option(out, width, "help", NULL, "show this and exit; after a command: that command's help");
    append_option(out, width, "version", NULL, "show the program's version and exit");
    append_paragraph(
        out, width,
        "Exit status: 0 as expected, 1 not as expected, 2 the command line or an input file is wrong, 3 an output "
        "file could not be written, or a socket failed.");
}
