#include "ui/terminal/terminal.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "base/text.h"
#include "ui/terminal/clipboard.h"

static struct {
    bool active;
    SCREEN *screen;
    struct termios before;
    char leave[256]; /* what a crash handler writes: it may not call curses */
    volatile sig_atomic_t signal;
    int watched; /* a descriptor, or -1 */
    int tick;    /* milliseconds to wait at most; 0: no limit */
} terminal = {.watched = -1};

/* These end the program in order, when it next waits for a key; where that takes longer than PATIENCE seconds, because
   it computes or the terminal takes no output, at once. */
static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
enum { PATIENCE = 1 };

static void on_end(int number)
{
    terminal.signal = number;
    alarm(PATIENCE);
}

/* Only async-signal-safe calls: restores the terminal's settings, leaves the alternate screen, and dies of the signal.
   A terminal that takes no output is not waited for. */
static void die_of(int number)
{
    if (terminal.active) {
        int flags = fcntl(STDOUT_FILENO, F_GETFL);
        fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
        ssize_t written = write(STDOUT_FILENO, terminal.leave, strlen(terminal.leave));
        (void)written;
        fcntl(STDOUT_FILENO, F_SETFL, flags);
        tcsetattr(STDIN_FILENO, TCSANOW, &terminal.before);
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void on_crash(int number)
{
    die_of(number);
}

/* What the terminal has not taken would stand in the way of what it is told last. */
static void on_late(int number)
{
    (void)number;
    tcflush(STDOUT_FILENO, TCOFLUSH);
    die_of(terminal.signal);
}

static void handle(const int *signals, size_t count, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK | SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < count; i++)
        sigaction(signals[i], &action, NULL);
}

static void handle_signals(void)
{
    /* A stack that overflowed has no room for the handler of its crash. */
    static char stack[16384];
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    static const int late = SIGALRM;
    sigaltstack(&alternate, NULL);
    handle(ends, COUNT_OF(ends), on_end);
    handle(&late, 1, on_late);
    handle(crashes, COUNT_OF(crashes), on_crash);
}

/* From here on a signal that ends the program does so by itself. */
static void leave_signals(void)
{
    alarm(0);
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        signal(ends[i], SIG_DFL);
}

/* Between a look at terminal.signal and the wait none may come. */
static void block_ends(sigset_t *before)
{
    sigset_t blocked;
    sigemptyset(&blocked);
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        sigaddset(&blocked, ends[i]);
    sigprocmask(SIG_BLOCK, &blocked, before);
}

static const char *capability(const char *name)
{
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

/* Adds a terminal's control sequence, without the marks "$<5>" for delays of printers and paper terminals. */
static void add_leave(const char *text)
{
    size_t size = strlen(terminal.leave);
    while (text && *text && size + 1 < sizeof terminal.leave) {
        const char *end = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
        if (end)
            text = end + 1;
        else
            terminal.leave[size++] = *text++;
    }
    terminal.leave[size] = '\0';
}

static void prepare_leave(void)
{
    terminal.leave[0] = '\0';
    add_leave(capability("sgr0"));
    add_leave(capability("cnorm"));
    add_leave(capability("rmkx"));
    /* Where there is no second screen to leave, the first one is cleared. */
    add_leave(capability("rmcup") ? capability("rmcup") : capability("clear"));
}

/* COLORFGBG is "ink;ground", or "ink;default;ground", by the numbers of 16 colours. */
static bool background_is_light(void)
{
    const char *colours = getenv("COLORFGBG"), *ground = colours ? strrchr(colours, ';') : NULL;
    return ground && (strcmp(ground, ";7") == 0 || strcmp(ground, ";15") == 0);
}

void terminal_options_default(TerminalOptions *options)
{
    const char *no_color = getenv("NO_COLOR");
    bool monochrome = no_color && *no_color;
    *options = (TerminalOptions){.mouse = true,
                                 .theme = monochrome              ? THEME_MONOCHROME
                                          : background_is_light() ? THEME_LIGHT
                                                                  : THEME_DARK};
}

static bool refuse(const char *why)
{
    fprintf(stderr, "tlsteps: %s; without a screen, --linear tells 'tlsteps play' and 'tlsteps learn' in plain lines\n",
            why);
    return false;
}

/* A terminal that can place its cursor, by its description. */
bool terminal_is_known(void)
{
    int status;
    const char *term = getenv("TERM");
    if (!term || setupterm(term, STDOUT_FILENO, &status) != OK)
        return false;
    bool places = capability("cup") != NULL;
    del_curterm(cur_term);
    return places;
}

/* A crash has to switch the mouse off by itself; the capability and its default are those that curses has. */
static void start_mouse(void)
{
    const char *sequence = capability("XM");
    mouseinterval(0); /* a click is a press: nobody waits for the release */
    if (mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL))
        add_leave(tiparm(sequence ? sequence : "\033[?1000%?%p1%{1}%=%th%el%;", 0));
}

void terminal_set_locale(TerminalOptions *options)
{
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        options->ascii = true;
}

bool terminal_start(TerminalOptions *options)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return refuse("the screen needs a terminal for input and output");
    if (!terminal_is_known())
        return refuse("this terminal (TERM) is not known or cannot place its cursor");
    terminal_set_locale(options);
    if (tcgetattr(STDIN_FILENO, &terminal.before) != 0)
        return refuse("this terminal does not tell its settings");
    set_escdelay(25);
    terminal.screen = newterm(NULL, stdout, stdin);
    if (!terminal.screen)
        return refuse("this terminal cannot be used");
    prepare_leave();
    terminal.active = true;
    /* Interrupts are read as signals; flow control and job control stay the user's. */
    cbreak();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    curs_set(0);
    theme_start(options->theme);
    if (options->mouse)
        start_mouse();
    handle_signals();
    return true;
}

void terminal_stop(void)
{
    if (!terminal.active)
        return;
    endwin();
    terminal.active = false;
    delscreen(terminal.screen);
    leave_signals();
}

/* Waits until there is something to read, or a signal came: also that of a resize, which curses turns into a key.
 *code: 0, or what else there is than input. */
static bool wait_for_input(unsigned *code)
{
    struct timespec limit = {terminal.tick / 1000, terminal.tick % 1000 * 1000000L};
    fd_set input;
    sigset_t before;
    int last = terminal.watched > STDIN_FILENO ? terminal.watched : STDIN_FILENO;
    FD_ZERO(&input);
    FD_SET(STDIN_FILENO, &input);
    if (terminal.watched >= 0)
        FD_SET(terminal.watched, &input);
    block_ends(&before);
    int ready = terminal.signal ? -1 : pselect(last + 1, &input, NULL, NULL, terminal.tick ? &limit : NULL, &before);
    int cause = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    bool event = ready > 0 && terminal.watched >= 0 && FD_ISSET(terminal.watched, &input);
    *code = ready == 0 ? TERMINAL_TICK : event ? TERMINAL_EVENT : 0;
    return !terminal.signal && (ready >= 0 || cause == EINTR);
}

static bool is_gone(void)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, 0) < 0 || (input.revents & (POLLHUP | POLLERR | POLLNVAL));
}

bool terminal_read_key(unsigned *key, int *is_code)
{
    for (;;) {
        wint_t character;
        unsigned code = 0;
        int status = get_wch(&character);
        if (status != ERR) {
            *key = (unsigned)character;
            *is_code = status == KEY_CODE_YES;
            return true;
        }
        if (is_gone() || !wait_for_input(&code))
            return false;
        if (code) {
            *key = code;
            *is_code = true;
            return true;
        }
    }
}

bool terminal_read_mouse(Mouse *out)
{
    MEVENT event;
    if (getmouse(&event) != OK)
        return false;
    *out = (Mouse){MOUSE_CLICK, event.y, event.x};
    if (event.bstate & BUTTON4_PRESSED)
        out->act = MOUSE_WHEEL_UP;
    else if (event.bstate & BUTTON5_PRESSED)
        out->act = MOUSE_WHEEL_DOWN;
    return event.bstate & (BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED);
}

static void write_all(Bytes bytes)
{
    for (ssize_t written; bytes.size > 0; bytes = bytes_slice(bytes, (size_t)written, bytes.size)) {
        written = write(STDOUT_FILENO, bytes.data, bytes.size);
        if (written <= 0)
            return;
    }
}

void terminal_copy(Bytes text)
{
    Buffer sequence = BUFFER_EMPTY;
    clipboard_append(&sequence, text, clipboard_host());
    write_all(buffer_bytes(&sequence));
    buffer_clear(&sequence);
}

/* Waits for a key without curses, and takes it. */
static bool wait_for_any_key(void)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    char keys[64];
    unsigned code;
    do {
        if (is_gone() || !wait_for_input(&code))
            return false;
    } while (poll(&input, 1, 0) <= 0);
    return read(STDIN_FILENO, keys, sizeof keys) > 0;
}

bool terminal_show(Bytes text)
{
    struct termios settings;
    int watched = terminal.watched;
    Buffer all = BUFFER_EMPTY;
    if (tcgetattr(STDIN_FILENO, &settings) != 0)
        return false;
    def_prog_mode();
    endwin();
    tcsetattr(STDIN_FILENO, TCSANOW, &settings); /* keys come one by one, as they do on the screen */
    buffer_append(&all, text);
    text_append(&all, "\n\nAny key goes back.\n");
    write_all(buffer_bytes(&all));
    buffer_clear(&all);
    terminal.watched = -1;
    bool alive = wait_for_any_key();
    terminal.watched = watched;
    reset_prog_mode();
    clearok(curscr, TRUE);
    return alive;
}

void terminal_watch(int descriptor)
{
    terminal.watched = descriptor;
}

void terminal_set_tick(int milliseconds)
{
    terminal.tick = milliseconds;
}

int terminal_signal(void)
{
    return terminal.signal;
}
