/*
 * latency PERCENT PROGRAM play ARGUMENT…: what the screen costs at its slowest place, the rows of a 2048-bit
 * exponentiation on a large screen: the processor time that the program takes for its first frame and to answer a key,
 * as ratios to what the same run takes without a screen (PROGRAM run ARGUMENT…; a key at most PERCENT of it), and the
 * bytes that it writes. Processor time, because the machine may be busy with something else; ratios, because it may be
 * a slow one, or a build that is. Nobody presses a key: the program does not run.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "emulator.h"
#include "names.h"

enum { COLUMNS = 200, ROWS = 60, ROUNDS = 12, BYTES_MOST = 16384, KEYS = 12, PRESSES = ROUNDS * KEYS };
/* Hundredths of the run without a screen. */
enum { FRAME_MOST = 200 };

static const char *const keys[KEYS] = {"↓", "↓", "PgDn", "PgDn", "PgUp", "u", "End", "Home", "space", "b", "2", "3"};

/* Processor time of the program so far, in microseconds. */
static long run_time(const Emulator *emulator)
{
    char path[64];
    unsigned long long nanoseconds = 0;
    snprintf(path, sizeof path, "/proc/%d/schedstat", (int)emulator->pid);
    FILE *file = fopen(path, "r");
    if (!file || fscanf(file, "%llu", &nanoseconds) != 1)
        exit(77); /* a system that does not tell it: skipped */
    fclose(file);
    return (long)(nanoseconds / 1000);
}

static void press(Emulator *emulator, const char *key)
{
    emulator_send(emulator, key_named(key));
    if (!emulator_await(emulator)) {
        fprintf(stderr, "no answer to %s\n", key);
        exit(1);
    }
}

/* To the worked example, and into it. */
static void go_there(Emulator *emulator)
{
    static const char *const way[] = {"g", "d", "h", "_", "s", "h", "a", "r", "e", "d", "Enter", "3"};
    for (size_t i = 0; i < COUNT_OF(way); i++)
        press(emulator, way[i]);
}

static int compare(const void *a, const void *b)
{
    long one = *(const long *)a, other = *(const long *)b;
    return (one > other) - (one < other);
}

/* Processor time in microseconds of a program from its start to its end, with its output thrown away. */
static long whole_time(char *const *argv, char *const *environment)
{
    int status;
    struct rusage usage;
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        execve(argv[0], argv, environment);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
        fprintf(stderr, "%s %s: does not run\n", argv[0], argv[1]);
        exit(1);
    }
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000L + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

/* The same of the run without a screen, the median of some. */
static long run_without_screen(char **argv, char *const *environment)
{
    enum { TIMES = 5 };
    static char command[] = "run";
    long times[TIMES];
    char *play = argv[1];
    argv[1] = command;
    for (int i = 0; i < TIMES; i++)
        times[i] = whole_time(argv, environment);
    argv[1] = play;
    qsort(times, TIMES, sizeof *times, compare);
    printf("the run without a screen: %ld us\n", times[TIMES / 2]);
    return times[TIMES / 2];
}

static bool within(const char *what, long found, long most, const char *unit)
{
    printf("%s: %ld %s (at most %ld)\n", what, found, unit, most);
    return found <= most;
}

/* The same of a time, in hundredths of the run without a screen. */
static bool within_share(const char *what, long time, long most, long run)
{
    printf("%s: %ld us\n", what, time);
    return within(what, time * 100 / run, most, "% of the run");
}

static bool measure_keys(Emulator *emulator, long percent, long run)
{
    long times[PRESSES];
    size_t most = 0;
    for (int i = 0; i < PRESSES; i++) {
        size_t written = emulator->output.size;
        long before = run_time(emulator);
        press(emulator, keys[i % KEYS]);
        times[i] = run_time(emulator) - before;
        written = emulator->output.size - written;
        most = written > most ? written : most;
    }
    qsort(times, PRESSES, sizeof *times, compare);
    bool good = within_share("a key, median", times[PRESSES / 2], percent, run);
    printf("a key, 99th percentile: %ld us\n", times[PRESSES * 99 / 100]);
    return within("a key, most", (long)most, BYTES_MOST, "bytes") && good;
}

/* Whoever waits for a key does nothing: looked at so many times, the program has run since the last look at most once,
   when it had not quite come to its rest. */
static bool is_idle(const Emulator *emulator)
{
    enum { LOOKS = 10, BETWEEN = 100 /* milliseconds */ };
    long ran = 0, before = run_time(emulator);
    for (int i = 0; i < LOOKS; i++) {
        struct timespec pause = {0, BETWEEN * 1000000L};
        nanosleep(&pause, NULL);
        long now = run_time(emulator);
        ran += now != before;
        before = now;
    }
    return within("idle, looked at 10 times", ran, 1, "times awake");
}

int main(int argc, char **argv)
{
    Emulator emulator;
    static char term[] = "TERM=xterm-256color", locale[] = "LANG=C.UTF-8";
    static char *environment[] = {term, locale, NULL};
    if (argc < 4)
        return 2;
    signal(SIGPIPE, SIG_IGN);
    long run = run_without_screen(argv + 2, environment);
    emulator_start(&emulator, argv + 2, environment, COLUMNS, ROWS);
    if (!emulator_await(&emulator))
        return 1;
    bool good = within_share("the first frame", run_time(&emulator), FRAME_MOST, run);
    good = within("the first frame", (long)emulator.output.size, BYTES_MOST, "bytes") && good;
    go_there(&emulator);
    good = measure_keys(&emulator, strtol(argv[1], NULL, 10), run) && good;
    good = is_idle(&emulator) && good;
    emulator_clear(&emulator);
    return good ? 0 : 1;
}
