#include "ui/terminal.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "ui/theme.h"

static struct {
    bool active;
    SCREEN *screen;
    struct termios before;
    char leave[128]; /* what a crash handler writes: it may not call curses */
    volatile sig_atomic_t signal;
} terminal;

static void on_end(int number)
{
    terminal.signal = number;
}

/* Only async-signal-safe calls: restores the terminal's settings, leaves the alternate screen, and dies of the signal.
 */
static void on_crash(int number)
{
    if (terminal.active) {
        ssize_t written = write(STDOUT_FILENO, terminal.leave, strlen(terminal.leave));
        (void)written;
        tcsetattr(STDIN_FILENO, TCSANOW, &terminal.before);
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void handle(int number, void (*handler)(int))
{
    struct sigaction action = {0};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void add_leave(const char *capability)
{
    const char *text = tigetstr(capability);
    if (text && text != (char *)-1 && strlen(terminal.leave) + strlen(text) < sizeof terminal.leave)
        strcat(terminal.leave, text);
}

void terminal_options_default(TerminalOptions *options)
{
    const char *no_color = getenv("NO_COLOR");
    options->colour = !no_color || !*no_color;
    options->ascii = false;
}

static bool refuse(const char *why)
{
    fprintf(stderr, "tlsteps: %s; `tlsteps run` prints the same steps without a screen\n", why);
    return false;
}

bool terminal_start(TerminalOptions *options)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return refuse("the screen needs a terminal for input and output");
    const char *term = getenv("TERM");
    int status;
    if (!term || setupterm(term, STDOUT_FILENO, &status) != OK || !tigetstr("cup") || tigetstr("cup") == (char *)-1)
        return refuse("this terminal (TERM) is not known or cannot place its cursor");
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        options->ascii = true;
    tcgetattr(STDIN_FILENO, &terminal.before);
    set_escdelay(25);
    terminal.screen = newterm(NULL, stdout, stdin);
    if (!terminal.screen)
        return refuse("this terminal cannot be used");
    static const char *const leaving[] = {"sgr0", "cnorm", "rmkx", "rmcup"};
    for (size_t i = 0; i < COUNT_OF(leaving); i++)
        add_leave(leaving[i]);
    terminal.active = true;
    /* Interrupts are read as signals; flow control and job control stay the user's. */
    cbreak();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    curs_set(0);
    theme_start(options->colour);
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        handle(ends[i], on_end);
    for (size_t i = 0; i < COUNT_OF(crashes); i++)
        handle(crashes[i], on_crash);
    return true;
}

void terminal_stop(void)
{
    if (!terminal.active)
        return;
    terminal.active = false;
    endwin();
    delscreen(terminal.screen);
}

bool terminal_read_key(unsigned *key, int *is_code)
{
    for (;;) {
        if (terminal.signal)
            return false;
        wint_t character;
        errno = 0;
        int status = get_wch(&character);
        if (status == ERR && (terminal.signal || errno != EINTR))
            return false;
        if (status == ERR)
            continue;
        *key = (unsigned)character;
        *is_code = status == KEY_CODE_YES;
        return true;
    }
}

int terminal_signal(void)
{
    return terminal.signal;
}
