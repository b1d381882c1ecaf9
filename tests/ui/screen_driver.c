/*
 * screen_driver [--update] [--env NAME=VALUE] PROGRAM SCRIPT…: plays scripts to the program on a terminal and compares
 * its screens with those that stand in the scripts; --update writes the screens that there are; --env sets a variable
 * of the program that is not to change them. A line of a script is empty, begins with #, or is one of:
 *
 *     size COLUMNS ROWS      of the terminal (80 24 where nothing is said)
 *     env NAME=VALUE         of the program; TERM=xterm-256color and LANG=C.UTF-8 where nothing is said
 *     run ARGUMENT…          starts the program and waits for its first screen
 *     keys KEY…              presses keys one after the other, each answered by a repaint: a character, space, Enter, …
 *     type TEXT              presses the key of each character
 *     resizes                goes through other sizes and comes back to its own: the screen is the same again
 *     click COLUMN ROW       clicks there, from 1; also wheel-up and wheel-down
 *     resize COLUMNS ROWS    changes the terminal's size and waits for the repaint
 *     wait                   until the program draws by itself
 *     signal NAME            sends the program a signal: INT, TERM, HUP, SEGV, ABRT
 *     hangup                 closes the terminal
 *     text                   the screen; the lines that are expected follow, each behind a |
 *     row ROW                the same of one of its rows, from 1
 *     styles                 the same of its bold, reversed and coloured cells
 *     picture FILE           the screen is the picture in this file (a path from the script's folder)
 *     exit STATUS            the program ends by itself
 *     killed NAME            a signal ends it
 *     usable                 settings, screen and cursor are as they were before
 *     copied TEXT            the clipboard was last given this text (OSC 52)
 *     ascii                  nothing but ASCII has been written since the start
 *     plain                  no colour has been
 *     contrast RATIO         each character stands out from its ground by at least this, as WCAG 2 counts it
 *     remember               the screen, for:
 *     same                   the screen is the one that was remembered
 *     mouse on|off           clicks are sent to the program, or are the terminal's
 */
#include <ctype.h>
#include <nettle/base64.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "dump.h"
#include "names.h"
#include "palette.h"

enum { WORDS_MOST = 64, ENVIRONMENT_MOST = 32 };

typedef struct Play {
    const char *path; /* of the script */
    bool update;
    char *program;
    int line, failures;
    Bytes rest; /* of the script */
    Buffer remembered;
    Buffer written; /* the script as it would be with the screens that there are */
    int columns, rows;
    char *environment[ENVIRONMENT_MOST + 1];
    Emulator emulator;
} Play;

static void fail(Play *play, const char *what)
{
    fprintf(stderr, "%s:%d: %s\n", play->path, play->line, what);
    play->failures++;
}

static void stop(Play *play, const char *what)
{
    fail(play, what);
    emulator_clear(&play->emulator);
    exit(2);
}

/* --- reading the script --- */

/* The next line, without its end; false at the end. */
static bool next_line(Play *play, Bytes *out)
{
    if (play->rest.size == 0)
        return false;
    const uint8_t *end = memchr(play->rest.data, '\n', play->rest.size);
    size_t size = end ? (size_t)(end - play->rest.data) : play->rest.size;
    *out = bytes_slice(play->rest, 0, size);
    play->rest = bytes_slice(play->rest, size + 1, SIZE_MAX);
    play->line++;
    return true;
}

static void write_line(Play *play, Bytes line)
{
    buffer_append(&play->written, line);
    text_append(&play->written, "\n");
}

/* Lines that begin with |, without it. */
static void take_expected(Play *play, Buffer *out)
{
    Bytes line;
    while (play->rest.size && play->rest.data[0] == '|' && next_line(play, &line)) {
        buffer_append(out, bytes_slice(line, 1, SIZE_MAX));
        text_append(out, "\n");
    }
}

/* --- comparing --- */

static Bytes front_line(Bytes *rest)
{
    const uint8_t *end = rest->size ? memchr(rest->data, '\n', rest->size) : NULL;
    size_t size = end ? (size_t)(end - rest->data) : rest->size;
    Bytes line = bytes_slice(*rest, 0, size);
    *rest = bytes_slice(*rest, size + 1, SIZE_MAX);
    return line;
}

static void print_difference(Bytes expected, Bytes found)
{
    while (expected.size || found.size) {
        Bytes a = front_line(&expected), b = front_line(&found);
        if (bytes_equal(a, b))
            continue;
        fprintf(stderr, "  expected |%.*s\n  found    |%.*s\n", (int)a.size, (const char *)a.data, (int)b.size,
                (const char *)b.data);
    }
}

static void write_screen(Play *play, Bytes screen)
{
    while (screen.size) {
        text_append(&play->written, "|");
        write_line(play, front_line(&screen));
    }
}

static void keep_row(Buffer *screen, int row)
{
    Buffer kept = BUFFER_EMPTY;
    Bytes rest = buffer_bytes(screen);
    for (int i = 1; i < row; i++)
        front_line(&rest);
    buffer_append(&kept, front_line(&rest));
    text_append(&kept, "\n");
    buffer_clear(screen);
    *screen = kept;
}

/* `row`: the only one that is looked at, from 1; 0 for all. */
static void compare_screen(Play *play, void (*dump)(Buffer *out, const Emulator *emulator), int row)
{
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    dump(&found, &play->emulator);
    if (row)
        keep_row(&found, row);
    take_expected(play, &expected);
    write_screen(play, buffer_bytes(&found));
    if (!play->update && !bytes_equal(buffer_bytes(&expected), buffer_bytes(&found))) {
        fail(play, "the screen is another one");
        print_difference(buffer_bytes(&expected), buffer_bytes(&found));
    }
    buffer_clear(&expected);
    buffer_clear(&found);
}

static void remember_screen(Play *play)
{
    buffer_truncate(&play->remembered, 0);
    dump_text(&play->remembered, &play->emulator);
}

static void expect_same(Play *play)
{
    Buffer found = BUFFER_EMPTY;
    dump_text(&found, &play->emulator);
    if (!bytes_equal(buffer_bytes(&play->remembered), buffer_bytes(&found))) {
        fail(play, "the screen is not the one that was remembered");
        print_difference(buffer_bytes(&play->remembered), buffer_bytes(&found));
    }
    buffer_clear(&found);
}

/* Of two colours of the palette; the terminal's own ones are nobody's fault. */
static bool stands_out(const VTermScreenCell *cell, double least)
{
    bool blank = cell->chars[0] == 0 || cell->chars[0] == ' ';
    bool own = VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) || VTERM_COLOR_IS_DEFAULT_BG(&cell->bg);
    return blank || own || palette_contrast(cell->fg.indexed.idx, cell->bg.indexed.idx) >= least;
}

static void expect_contrast(Play *play, double least)
{
    for (int row = 0; row < play->rows; row++)
        for (int column = 0; column < play->columns; column++) {
            VTermScreenCell cell = dump_cell(&play->emulator, row, column);
            if (!stands_out(&cell, least)) {
                fail(play, "a character cannot be read on its ground");
                return;
            }
        }
}

static void read_file(Buffer *out, const char *path)
{
    uint8_t bytes[4096];
    FILE *file = fopen(path, "rb");
    for (size_t size; file && (size = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buffer_append(out, bytes_of(bytes, size));
    if (file)
        fclose(file);
}

static void write_file(Play *play, const char *path, Bytes content)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(content.data, 1, content.size, file) != content.size || fclose(file) != 0)
        stop(play, "a file cannot be written");
}

static void compare_picture(Play *play, const char *name)
{
    Buffer path = BUFFER_EMPTY, expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    const char *slash = strrchr(play->path, '/');
    buffer_append(&path, bytes_of(play->path, slash ? (size_t)(slash + 1 - play->path) : 0));
    text_append(&path, name);
    dump_picture(&found, &play->emulator);
    read_file(&expected, text_finish(&path));
    if (play->update)
        write_file(play, text_finish(&path), buffer_bytes(&found));
    else if (!bytes_equal(buffer_bytes(&expected), buffer_bytes(&found)))
        fail(play, "the picture is out of date: ninja update-screens makes it anew");
    buffer_clear(&path);
    buffer_clear(&expected);
    buffer_clear(&found);
}

/* --- commands --- */

static void await(Play *play)
{
    if (!emulator_await(&play->emulator))
        stop(play, "nothing was drawn");
}

static void set_environment(Play *play, const char *setting)
{
    size_t name = strcspn(setting, "=") + 1;
    int at = 0;
    while (play->environment[at] && strncmp(play->environment[at], setting, name) != 0)
        at++;
    if (at == ENVIRONMENT_MOST)
        stop(play, "too many variables");
    memory_free(play->environment[at]);
    play->environment[at] = memory_copy_text(setting);
}

/* What does not concern the program's screen, but how it runs. */
static void pass_environment(Play *play)
{
    static const char *const names[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Buffer setting = BUFFER_EMPTY;
        text_append(&setting, names[i]);
        text_append(&setting, "=");
        if (getenv(names[i])) {
            text_append(&setting, getenv(names[i]));
            set_environment(play, text_finish(&setting));
        }
        buffer_clear(&setting);
    }
}

static void run(Play *play, char **words, int count)
{
    char *argv[WORDS_MOST + 1] = {play->program};
    for (int i = 1; i < count; i++)
        argv[i] = words[i];
    argv[count] = NULL;
    emulator_clear(&play->emulator);
    emulator_start(&play->emulator, argv, play->environment, play->columns, play->rows);
    await(play);
}

static void press(Play *play, Bytes key)
{
    if (play->emulator.ended)
        stop(play, "the program has ended");
    emulator_send(&play->emulator, key);
    await(play);
}

static void expect_end(Play *play, bool by_signal, int number)
{
    char text[96];
    if (!emulator_wait(&play->emulator))
        stop(play, "it does not end");
    int status = play->emulator.status;
    bool right = by_signal ? WIFSIGNALED(status) && WTERMSIG(status) == number
                           : WIFEXITED(status) && WEXITSTATUS(status) == number;
    snprintf(text, sizeof text, "it ended by %s %d", WIFSIGNALED(status) ? "signal" : "itself, with status",
             WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    if (!right)
        fail(play, text);
}

static void expect_ascii(Play *play)
{
    for (size_t i = 0; i < play->emulator.output.size; i++)
        if (play->emulator.output.data[i] >= 0x80) {
            fail(play, "a byte above 0x7f was written");
            return;
        }
}

/* Parameters of SGR sequences, ESC [ … m, from 30 on are colours. */
static void expect_plain(Play *play)
{
    Bytes output = buffer_bytes(&play->emulator.output);
    for (size_t i = 0; i + 1 < output.size; i++) {
        if (output.data[i] != 0x1b || output.data[i + 1] != '[')
            continue;
        size_t from = i += 2;
        while (i < output.size && (isdigit(output.data[i]) || output.data[i] == ';'))
            i++;
        if (i == output.size || output.data[i] != 'm')
            continue;
        for (size_t at = from, value = 0; at <= i; at++) {
            if (isdigit(output.data[at]))
                value = 10 * value + output.data[at] - '0';
            else if (value >= 30 && value != 39 && value != 49)
                fail(play, "a colour was written");
            if (!isdigit(output.data[at]))
                value = 0;
        }
    }
}

/* The text of the last sequence ESC ] 52 ; c ; BASE64 BEL. */
static void find_copied(Buffer *out, Bytes output)
{
    static const char begin[] = "\033]52;c;";
    struct base64_decode_ctx base64;
    for (size_t i = 0; i + strlen(begin) < output.size; i++) {
        if (memcmp(output.data + i, begin, strlen(begin)) != 0)
            continue;
        Bytes rest = bytes_slice(output, i + strlen(begin), SIZE_MAX);
        const uint8_t *end = memchr(rest.data, '\a', rest.size);
        size_t size = end ? (size_t)(end - rest.data) : 0, decoded = BASE64_DECODE_LENGTH(size);
        buffer_clear(out);
        uint8_t *place = buffer_extend(out, decoded);
        base64_decode_init(&base64);
        if (!base64_decode_update(&base64, &decoded, place, size, (const char *)rest.data) ||
            !base64_decode_final(&base64))
            decoded = 0;
        buffer_truncate(out, decoded);
    }
}

static void expect_copied(Play *play, Bytes line)
{
    Buffer copied = BUFFER_EMPTY;
    Bytes expected = bytes_slice(line, strlen("copied "), SIZE_MAX);
    find_copied(&copied, buffer_bytes(&play->emulator.output));
    if (!bytes_equal(buffer_bytes(&copied), expected)) {
        fail(play, "another text was copied");
        print_difference(expected, buffer_bytes(&copied));
    }
    buffer_clear(&copied);
}

static void obey_size(Play *play, const char *command, int columns, int rows)
{
    if (columns < 1 || rows < 1)
        stop(play, "a size has columns and rows");
    play->columns = columns;
    play->rows = rows;
    if (strcmp(command, "size") == 0)
        return;
    emulator_resize(&play->emulator, columns, rows);
    await(play);
}

static void click(Play *play, int button, int column, int row)
{
    emulator_click(&play->emulator, button, column, row);
    await(play);
}

/* The button of a command; 0: it is no command of the mouse. */
static int button_named(const char *command)
{
    if (strcmp(command, "click") == 0)
        return 1;
    return strcmp(command, "wheel-up") == 0 ? 4 : strcmp(command, "wheel-down") == 0 ? 5 : 0;
}

static void resize_to(Play *play, int columns, int rows)
{
    emulator_resize(&play->emulator, columns, rows);
    await(play);
}

static void go_through_sizes(Play *play)
{
    static const int sizes[][2] = {{120, 40}, {81, 25}, {200, 60}, {79, 24}, {80, 23}, {1, 1}, {80, 60}, {200, 24}};
    remember_screen(play);
    for (size_t i = 0; i < COUNT_OF(sizes); i++)
        resize_to(play, sizes[i][0], sizes[i][1]);
    resize_to(play, play->columns, play->rows);
    expect_same(play);
}

static void obey_signal(Play *play, const char *name)
{
    if (!signal_named(name) || kill(play->emulator.pid, signal_named(name)) != 0)
        stop(play, "no such signal or program");
}

static void hang_up(Play *play)
{
    close(play->emulator.master);
    play->emulator.master = -1;
}

static void obey(Play *play, char **words, int count, Bytes line)
{
    const char *command = words[0], *first = count > 1 ? words[1] : "";
    if (strcmp(command, "size") == 0 || strcmp(command, "resize") == 0)
        obey_size(play, command, atoi(first), count > 2 ? atoi(words[2]) : 0);
    else if (strcmp(command, "env") == 0)
        set_environment(play, first);
    else if (strcmp(command, "run") == 0)
        run(play, words, count);
    else if (!play->emulator.pid)
        stop(play, "nothing runs yet");
    else if (strcmp(command, "keys") == 0)
        for (int i = 1; i < count; i++)
            press(play, key_named(words[i]));
    else if (strcmp(command, "type") == 0)
        for (size_t i = strlen("type "); i < line.size; i++)
            press(play, bytes_slice(line, i, 1));
    else if (strcmp(command, "resizes") == 0)
        go_through_sizes(play);
    else if (button_named(command))
        click(play, button_named(command), atoi(first), count > 2 ? atoi(words[2]) : 0);
    else if (strcmp(command, "mouse") == 0 && play->emulator.mouse != (strcmp(first, "on") == 0))
        fail(play, "the mouse is not where it should be");
    else if (strcmp(command, "wait") == 0)
        await(play);
    else if (strcmp(command, "signal") == 0)
        obey_signal(play, first);
    else if (strcmp(command, "hangup") == 0)
        hang_up(play);
    else if (strcmp(command, "text") == 0)
        compare_screen(play, dump_text, 0);
    else if (strcmp(command, "row") == 0)
        compare_screen(play, dump_text, atoi(first));
    else if (strcmp(command, "styles") == 0)
        compare_screen(play, dump_styles, 0);
    else if (strcmp(command, "picture") == 0)
        compare_picture(play, first);
    else if (strcmp(command, "exit") == 0)
        expect_end(play, false, atoi(first));
    else if (strcmp(command, "killed") == 0)
        expect_end(play, true, signal_named(first));
    else if (strcmp(command, "usable") == 0 && !emulator_is_usable(&play->emulator))
        fail(play, "the terminal is not as it was");
    else if (strcmp(command, "copied") == 0)
        expect_copied(play, line);
    else if (strcmp(command, "ascii") == 0)
        expect_ascii(play);
    else if (strcmp(command, "plain") == 0)
        expect_plain(play);
    else if (strcmp(command, "contrast") == 0)
        expect_contrast(play, atof(first));
    else if (strcmp(command, "remember") == 0)
        remember_screen(play);
    else if (strcmp(command, "same") == 0)
        expect_same(play);
    else if (strcmp(command, "usable") != 0 && strcmp(command, "mouse") != 0)
        stop(play, "no such command");
}

/* --- a script --- */

static void obey_line(Play *play, Bytes line)
{
    Buffer copy = BUFFER_EMPTY;
    char *words[WORDS_MOST + 1], *place;
    int count = 0;
    buffer_append(&copy, line);
    text_finish(&copy);
    char *word = strtok_r((char *)copy.data, " ", &place);
    for (; word && count < WORDS_MOST; word = strtok_r(NULL, " ", &place))
        words[count++] = word;
    if (count > 0 && words[0][0] != '#')
        obey(play, words, count, line);
    buffer_clear(&copy);
}

static int play_script(const char *path, char *program, const char *variable, bool update)
{
    Play play = {.path = path, .update = update, .program = program, .columns = 80, .rows = 24};
    Buffer script = BUFFER_EMPTY;
    Bytes line;
    read_file(&script, path);
    if (script.size == 0)
        stop(&play, "there is no such script");
    pass_environment(&play);
    set_environment(&play, "TERM=xterm-256color");
    set_environment(&play, "LANG=C.UTF-8");
    if (variable)
        set_environment(&play, variable);
    play.rest = buffer_bytes(&script);
    while (next_line(&play, &line)) {
        write_line(&play, line);
        obey_line(&play, line);
    }
    emulator_clear(&play.emulator);
    if (update && !bytes_equal(buffer_bytes(&script), buffer_bytes(&play.written)))
        write_file(&play, path, buffer_bytes(&play.written));
    for (int i = 0; play.environment[i]; i++)
        memory_free(play.environment[i]);
    buffer_clear(&play.remembered);
    buffer_clear(&play.written);
    buffer_clear(&script);
    return play.failures;
}

int main(int argc, char **argv)
{
    bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
    int at = update ? 2 : 1, failures = 0;
    const char *variable = NULL;
    if (argc > at + 1 && strcmp(argv[at], "--env") == 0) {
        variable = argv[at + 1];
        at += 2;
    }
    if (argc < at + 2) {
        fputs("Usage: screen_driver [--update] [--env NAME=VALUE] PROGRAM SCRIPT…\n", stderr);
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    char *program = argv[at];
    for (int i = at + 1; i < argc; i++)
        failures += play_script(argv[i], program, variable, update);
    return failures ? 1 : 0;
}
