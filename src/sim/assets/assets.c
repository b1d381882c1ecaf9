#include "sim/assets/assets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

enum { PATH_LIMIT = 4096 };

const char assets_roots[] = "assets/pki/roots.pem";

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The folder that the running program lies in; empty where the system does not say. */
static void find_program_folder(char out[PATH_LIMIT])
{
    ssize_t length = readlink("/proc/self/exe", out, PATH_LIMIT - 1);
    out[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = '\0';
}

static bool lies_in(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* Where the data lies; looked for once. */
static const char *data_folder(void)
{
    static char found[PATH_LIMIT + sizeof "/../share/tlsteps"];
    const char *named = getenv("TLSTEPS_DATA");
    if (named && named[0])
        return named;
    if (found[0])
        return found;
    char program[PATH_LIMIT];
    find_program_folder(program);
    if (lies_in(program, TLSTEPS_BUILD_FOLDER)) {
        snprintf(found, sizeof found, "%s", TLSTEPS_SOURCE_FOLDER);
        return found;
    }
    snprintf(found, sizeof found, "%s/../share/tlsteps", program);
    if (!is_folder(found))
        snprintf(found, sizeof found, "%s", TLSTEPS_DATA_FOLDER);
    return found;
}

bool assets_path(Buffer *out, const char *name, Diagnostic *diagnostic)
{
    size_t start = out->size;
    text_append(out, data_folder());
    text_append(out, "/");
    text_append(out, name);
    struct stat status;
    if (stat(text_finish(out) + start, &status) == 0)
        return true;
    diagnostic_set(diagnostic, "%s: %s; the program's data is looked for there (TLSTEPS_DATA names another folder)",
                   text_finish(out) + start, strerror(errno));
    buffer_truncate(out, start);
    return false;
}

static bool read_stream(Buffer *out, FILE *stream, size_t limit)
{
    size_t total = 0, got;
    do {
        size_t part = limit + 1 - total < 4096 ? limit + 1 - total : 4096;
        uint8_t *place = buffer_extend(out, part);
        got = fread(place, 1, part, stream);
        out->size -= part - got;
        total += got;
    } while (got > 0 && total <= limit);
    return total <= limit;
}

/* Without waiting for the writer of a pipe that has none. */
static FILE *open_for_reading(const char *path)
{
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return file < 0 ? NULL : fdopen(file, "rb");
}

bool assets_read_file(Buffer *out, const char *path, size_t limit, Diagnostic *diagnostic)
{
    size_t start = out->size;
    bool done = false;
    FILE *stream = open_for_reading(path);
    if (!stream)
        return diagnostic_set(diagnostic, "%s: %s", path, strerror(errno));
    struct stat status;
    if (fstat(fileno(stream), &status) != 0 || !S_ISREG(status.st_mode))
        diagnostic_set(diagnostic, "%s: not a regular file", path);
    else if (!read_stream(out, stream, limit))
        diagnostic_set(diagnostic, "%s: longer than %zu bytes, the most that is read", path, limit);
    else if (ferror(stream))
        diagnostic_set(diagnostic, "%s: %s", path, strerror(errno));
    else
        done = true;
    fclose(stream);
    if (!done)
        buffer_truncate(out, start);
    return done;
}
