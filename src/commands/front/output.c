#include "commands/front/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "commands/front/command.h"
#include "report/write/file.h"

enum { WIDTH_DEFAULT = 100, WIDTH_MIN = 60, WIDTH_MAX = 160 };

bool output_begin(Output *output, const char *path, Diagnostic *diagnostic)
{
    *output = (Output){.path = path, .file = STDOUT_FILENO};
    if (path)
        output->file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return output->file >= 0 || diagnostic_set(diagnostic, "%s: %s", path, strerror(errno));
}

bool output_take(void *context, Bytes piece)
{
    Output *output = context;
    if (output->cause == 0 && !file_write_all(output->file, piece))
        output->cause = errno;
    return output->cause == 0;
}

bool output_finish(Output *output, Diagnostic *diagnostic)
{
    if (output->path && close(output->file) != 0 && output->cause == 0) /* some file systems tell only now */
        output->cause = errno;
    if (output->cause == 0)
        return true;
    if (!output->path && output->cause == EPIPE)
        return false;
    return diagnostic_set(diagnostic, "%s: %s", output->path ? output->path : "standard output",
                          strerror(output->cause));
}

bool output_write(const char *path, Bytes bytes, Diagnostic *diagnostic)
{
    Output output;
    if (!output_begin(&output, path, diagnostic))
        return false;
    bool written = output_take(&output, bytes);
    return output_finish(&output, diagnostic) && written;
}

int output_print(Bytes bytes)
{
    Diagnostic diagnostic = {""};
    if (output_write(NULL, bytes, &diagnostic))
        return STATUS_EXPECTED;
    return command_fail(NULL, &diagnostic, STATUS_OUTPUT);
}

int output_print_harmless(Bytes text)
{
    Buffer harmless = BUFFER_EMPTY;
    style_append_harmless(&harmless, text);
    int status = output_print(buffer_bytes(&harmless));
    buffer_clear(&harmless);
    return status;
}

int output_end(void)
{
    Diagnostic diagnostic = {""};
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return STATUS_EXPECTED;
    if (errno != EPIPE)
        diagnostic_set(&diagnostic, "standard output: %s", errno ? strerror(errno) : "a part could not be written");
    return command_fail(NULL, &diagnostic, STATUS_OUTPUT);
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

ReportStyle output_style_of_file(void)
{
    return (ReportStyle){WIDTH_DEFAULT, false};
}

ReportStyle output_style(void)
{
    ReportStyle style = output_style_of_file();
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return style;
    const char *terminal = getenv("TERM");
    style.colour = !is_set("NO_COLOR") && terminal && *terminal && strcmp(terminal, "dumb") != 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        style.width = size.ws_col < WIDTH_MIN ? WIDTH_MIN : size.ws_col > WIDTH_MAX ? WIDTH_MAX : size.ws_col;
    return style;
}
