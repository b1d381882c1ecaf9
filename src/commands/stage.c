#include "commands/stage.h"

#include <signal.h>

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
