#include "commands/stage.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/arguments.h"
#include "commands/output.h"
#include "ui/presenter.h"

static bool take_theme(TerminalOptions *options, const char *name, const char *value, Diagnostic *diagnostic)
{
    int theme;
    if (!argument_choice(&theme, name, THEME_NAMES, value, diagnostic))
        return false;
    options->theme = (ThemeId)theme;
    return true;
}

static bool take_pause(TerminalOptions *options, const char *name, const char *value, Diagnostic *diagnostic)
{
    double seconds;
    if (!argument_number(&seconds, name, 1, PRESENTER_PAUSE_MOST, value, diagnostic))
        return false;
    options->pause = (int)seconds;
    return true;
}

bool stage_take(TerminalOptions *options, bool *known, const char *name, const char *value, Diagnostic *diagnostic)
{
    *known = true;
    if (strcmp(name, "theme") == 0)
        return take_theme(options, name, value, diagnostic);
    if (strcmp(name, "ascii") == 0)
        return options->ascii = true;
    if (strcmp(name, "presenter") == 0)
        return options->presenter = true;
    if (strcmp(name, "pause") == 0)
        return take_pause(options, name, value, diagnostic);
    if (strcmp(name, "no-mouse") == 0) {
        options->mouse = false;
        return true;
    }
    *known = false;
    return true;
}

bool stage_open(TerminalOptions options)
{
    if (!terminal_start(&options))
        return false;
    screen_present(options.presenter, options.pause);
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
