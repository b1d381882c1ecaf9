#include "emulator.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const double patience = 30; /* seconds */

static void die(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(2);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int on_property(VTermProp property, VTermValue *value, void *context)
{
    Emulator *emulator = context;
    if (property == VTERM_PROP_ALTSCREEN)
        emulator->alternate = value->boolean;
    if (property == VTERM_PROP_MOUSE)
        emulator->mouse = value->number != VTERM_PROP_MOUSE_NONE;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static void open_pair(Emulator *emulator, int columns, int rows)
{
    struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
    if (openpty(&emulator->master, &emulator->slave, NULL, NULL, &size) != 0 ||
        tcgetattr(emulator->slave, &emulator->before) != 0)
        die("pseudo-terminal");
}

static void open_terminal(Emulator *emulator, int columns, int rows)
{
    emulator->terminal = vterm_new(rows, columns);
    vterm_set_utf8(emulator->terminal, 1);
    emulator->screen = vterm_obtain_screen(emulator->terminal);
    vterm_screen_enable_altscreen(emulator->screen, 1);
    vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
    vterm_screen_reset(emulator->screen, 1);
}

static void become_program(const Emulator *emulator, char *const *argv, char *const *environment)
{
    setsid();
    ioctl(emulator->slave, TIOCSCTTY, 0);
    for (int i = 0; i <= 2; i++)
        dup2(emulator->slave, i);
    close(emulator->slave);
    close(emulator->master);
    execve(argv[0], argv, environment);
    _exit(127);
}

static bool ends_in(Bytes output, const char *sequence)
{
    size_t size = strlen(sequence);
    return output.size >= size && memcmp(output.data + output.size - size, sequence, size) == 0;
}

/* libvterm obeys only the first of several modes in one sequence: how curses switches the mouse's reports on and off.
 */
static void show(Emulator *emulator, const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        vterm_input_write(emulator->terminal, (const char *)bytes + i, 1);
        buffer_append(&emulator->output, bytes_of(bytes + i, 1));
        Bytes output = buffer_bytes(&emulator->output);
        if (ends_in(output, "\x1b[?1006;1000h"))
            vterm_input_write(emulator->terminal, "\x1b[?1000h", 8);
        else if (ends_in(output, "\x1b[?1006;1000l"))
            vterm_input_write(emulator->terminal, "\x1b[?1000l", 8);
    }
}

/* Takes in what the program has written within `milliseconds`; false where that is nothing. */
static bool take_output(Emulator *emulator, int milliseconds)
{
    uint8_t bytes[65536];
    struct pollfd output = {.fd = emulator->master, .events = POLLIN}; /* -1, and nothing comes, where it hung up */
    if (poll(&output, 1, milliseconds) <= 0)
        return false;
    ssize_t size = read(emulator->master, bytes, sizeof bytes);
    if (size <= 0)
        return false;
    show(emulator, bytes, (size_t)size);
    return true;
}

static bool look_for_end(Emulator *emulator)
{
    if (!emulator->ended && waitpid(emulator->pid, &emulator->status, WNOHANG) == emulator->pid)
        emulator->ended = true;
    return emulator->ended;
}

/* The program sleeps with nothing left to read: it waits for a key. (It sleeps for nothing else while its output is
   being taken.) */
static bool is_waiting(const Emulator *emulator)
{
    char path[64], line[512];
    int unread = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)emulator->pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    const char *name_end = fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
    fclose(file);
    return name_end && name_end[2] == 'S' && ioctl(emulator->slave, FIONREAD, &unread) == 0 && unread == 0;
}

bool emulator_settle(Emulator *emulator)
{
    double limit = now() + patience;
    while (now() < limit) {
        bool waiting = look_for_end(emulator) || is_waiting(emulator);
        if (!take_output(emulator, waiting ? 0 : 1) && waiting)
            return true;
    }
    return false;
}

bool emulator_await(Emulator *emulator)
{
    double limit = now() + patience;
    bool answered = false;
    while (!answered && now() < limit)
        answered = take_output(emulator, 100) || look_for_end(emulator);
    return answered && emulator_settle(emulator);
}

bool emulator_wait(Emulator *emulator)
{
    double limit = now() + patience;
    while (!look_for_end(emulator) && now() < limit)
        take_output(emulator, 1);
    while (take_output(emulator, 0))
        continue;
    return emulator->ended;
}

void emulator_start(Emulator *emulator, char *const *argv, char *const *environment, int columns, int rows)
{
    memset(emulator, 0, sizeof *emulator);
    open_pair(emulator, columns, rows);
    open_terminal(emulator, columns, rows);
    emulator->pid = fork();
    if (emulator->pid < 0)
        die("fork");
    if (emulator->pid == 0)
        become_program(emulator, argv, environment);
}

void emulator_clear(Emulator *emulator)
{
    if (emulator->pid == 0)
        return;
    if (!look_for_end(emulator)) {
        kill(emulator->pid, SIGKILL);
        waitpid(emulator->pid, &emulator->status, 0);
    }
    if (emulator->master >= 0)
        close(emulator->master);
    close(emulator->slave);
    vterm_free(emulator->terminal);
    buffer_clear(&emulator->output);
    memset(emulator, 0, sizeof *emulator);
}

void emulator_send(Emulator *emulator, Bytes bytes)
{
    if (write(emulator->master, bytes.data, bytes.size) != (ssize_t)bytes.size)
        die("sending a key");
}

void emulator_click(Emulator *emulator, int button, int column, int row)
{
    char sequence[64], redraw = 'L' & 31;
    vterm_mouse_move(emulator->terminal, row - 1, column - 1, VTERM_MOD_NONE);
    vterm_mouse_button(emulator->terminal, button, true, VTERM_MOD_NONE);
    vterm_mouse_button(emulator->terminal, button, false, VTERM_MOD_NONE);
    size_t size = vterm_output_read(emulator->terminal, sequence, sizeof sequence - 1);
    sequence[size++] = redraw;
    emulator_send(emulator, bytes_of(sequence, size));
}

void emulator_resize(Emulator *emulator, int columns, int rows)
{
    struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
    vterm_set_size(emulator->terminal, rows, columns);
    if (ioctl(emulator->slave, TIOCSWINSZ, &size) != 0)
        die("resize");
}

/* libvterm makes the cursor's visibility a part of what leaving the second screen restores, other than terminals do; so
   the last thing that was said about it counts. */
static bool cursor_is_shown(Bytes output)
{
    static const char hide[] = "\x1b[?25l", show[] = "\x1b[?25h";
    size_t size = strlen(hide);
    for (size_t at = output.size; at >= size; at--) {
        if (memcmp(output.data + at - size, show, size) == 0)
            return true;
        if (memcmp(output.data + at - size, hide, size) == 0)
            return false;
    }
    return true;
}

bool emulator_is_usable(const Emulator *emulator)
{
    struct termios now_set;
    const struct termios *before = &emulator->before;
    return tcgetattr(emulator->slave, &now_set) == 0 && now_set.c_iflag == before->c_iflag &&
           now_set.c_oflag == before->c_oflag && now_set.c_lflag == before->c_lflag &&
           memcmp(now_set.c_cc, before->c_cc, sizeof now_set.c_cc) == 0 && !emulator->alternate && !emulator->mouse &&
           cursor_is_shown(buffer_bytes(&emulator->output));
}
