#include "commands/stage.h"

#include <signal.h>
#include <string.h>

#include "commands/arguments.h"

static bool take_theme(TerminalOptions *options, const char *name, const char *value, Diagnostic *diagnostic)
{
    int theme;
    if (!argument_choice(&theme, name, THEME_NAMES, value, diagnostic))
        return false;
    options->theme = (ThemeId)theme;
    return true;
}

bool stage_take(TerminalOptions *options, bool *known, const char *name, const char *value, Diagnostic *diagnostic)
{
    *known = true;
    if (strcmp(name, "theme") == 0)
        return take_theme(options, name, value, diagnostic);
    if (strcmp(name, "ascii") == 0)
        return options->ascii = true;
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
    canvas_start(options.ascii);
    return true;
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
