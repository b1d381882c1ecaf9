#include "net/stop.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static int ends[2] = {-1, -1}; /* of a pipe to ourselves: a signal between a look and a wait is not lost */
static volatile sig_atomic_t asked;

static void on_signal(int number)
{
    static const char byte = 0;
    (void)number;
    asked = 1;
    ssize_t written = write(ends[1], &byte, 1);
    (void)written;
}

static bool open_pipe(void)
{
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, fcntl(ends[i], F_GETFL) | O_NONBLOCK);
    }
    return true;
}

int stop_catch(void)
{
    static const int signals[] = {SIGINT, SIGTERM};
    struct sigaction action = {.sa_handler = on_signal};
    if (ends[0] < 0 && !open_pipe())
        return -1;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < COUNT_OF(signals); i++)
        sigaction(signals[i], &action, NULL);
    return ends[0];
}

bool stop_was_asked(void)
{
    return asked != 0;
}
