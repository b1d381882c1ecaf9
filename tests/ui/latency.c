/*
 * latency PROGRAM ARGUMENT…: what a key costs at the slowest place, the rows of a 2048-bit exponentiation on a large
 * screen: the processor time that the program takes to answer it, and the bytes that it writes. Processor time, because
 * the machine may be busy with something else; the limits are wide, and the figures are printed. Nobody presses a key:
 * it takes none.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "emulator.h"
#include "names.h"

enum { COLUMNS = 200, ROWS = 60, ROUNDS = 12, BYTES_MOST = 16384, KEYS = 12, PRESSES = ROUNDS * KEYS };
enum { KEY_MOST = 20000, FRAME_MOST = 300000 /* microseconds, of a build that may be slow */ };

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

static int compare(const void *a, const void *b)
{
    long one = *(const long *)a, other = *(const long *)b;
    return (one > other) - (one < other);
}

/* To the worked example, and into it. */
static void go_there(Emulator *emulator)
{
    static const char *const way[] = {"g", "d", "h", "_", "s", "h", "a", "r", "e", "d", "Enter", "3"};
    for (size_t i = 0; i < COUNT_OF(way); i++)
        press(emulator, way[i]);
}

static bool within(const char *what, long found, long most, const char *unit)
{
    printf("%s: %ld %s (at most %ld)\n", what, found, unit, most);
    return found <= most;
}

static bool measure_keys(Emulator *emulator)
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
    bool good = within("a key, median", times[PRESSES / 2], KEY_MOST, "us");
    printf("a key, 99th percentile: %ld us\n", times[PRESSES * 99 / 100]);
    return within("a key, most", (long)most, BYTES_MOST, "bytes") && good;
}

/* Whoever waits for a key does nothing. */
static bool is_idle(const Emulator *emulator)
{
    enum { WHILE = 500 /* milliseconds */ };
    long before = run_time(emulator);
    struct timespec pause = {0, WHILE * 1000000L};
    nanosleep(&pause, NULL);
    return within("idle", run_time(emulator) - before, 0, "us");
}

int main(int argc, char **argv)
{
    Emulator emulator;
    static char term[] = "TERM=xterm-256color", locale[] = "LANG=C.UTF-8";
    static char *environment[] = {term, locale, NULL};
    if (argc < 3)
        return 2;
    signal(SIGPIPE, SIG_IGN);
    emulator_start(&emulator, argv + 1, environment, COLUMNS, ROWS);
    if (!emulator_await(&emulator))
        return 1;
    bool good = within("the first frame", run_time(&emulator), FRAME_MOST, "us");
    good = within("the first frame", (long)emulator.output.size, BYTES_MOST, "bytes") && good;
    go_there(&emulator);
    good = measure_keys(&emulator) && good;
    good = is_idle(&emulator) && good;
    emulator_clear(&emulator);
    return good ? 0 : 1;
}
