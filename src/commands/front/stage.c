#include "commands/front/stage.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/front/output.h"

bool stage_take_theme(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    int theme;
    if (!option_take_choice(option, &theme, value, diagnostic))
        return false;
    *(ThemeId *)place = (ThemeId)theme;
    return true;
}

bool stage_open(TerminalOptions options)
{
    if (!terminal_start(&options))
        return false;
    screen_present(options.presenter, options.every_step, options.pause);
    canvas_start(options.ascii ? GLYPHS_ASCII : GLYPHS_DRAWN, options.ascii);
    return true;
}

bool stage_is_dumb(void)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || terminal_is_known())
        return false;
    fputs("tlsteps: this terminal (TERM) is not known or cannot place its cursor: plain lines instead (--linear)\n",
          stderr);
    return true;
}

Linear stage_linear(TerminalOptions options)
{
    bool asks = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    terminal_set_locale(&options);
    return (Linear){
        .out = stdout,
        .in = asks || !isatty(STDIN_FILENO) ? stdin : NULL,
        .prompt = asks,
        .ascii = options.ascii,
        .width = (int)output_style().width,
    };
}

int stage_refuse_line(const Command *command)
{
    Diagnostic diagnostic = {""};
    int status = output_end();
    diagnostic_set(&diagnostic, "standard input: a line of more than %d bytes; accepted are lines with a word or two",
                   LINEAR_LINE_MOST);
    return status == STATUS_EXPECTED ? command_fail(command, &diagnostic, STATUS_USAGE) : status;
}

int stage_close(void)
{
    terminal_stop();
    if (terminal_signal()) {
        signal(terminal_signal(), SIG_DFL);
        raise(terminal_signal());
    }
    return STATUS_EXPECTED;
}
