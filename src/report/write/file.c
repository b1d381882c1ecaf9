#include "report/write/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

bool file_write_all(int descriptor, Bytes bytes)
{
    while (bytes.size) {
        ssize_t written = write(descriptor, bytes.data, bytes.size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes = bytes_slice(bytes, (size_t)written, bytes.size);
    }
    return true;
}

static FileResult fail(const char *path, int cause, Diagnostic *diagnostic)
{
    diagnostic_set(diagnostic, "%s: %s", path, strerror(cause));
    return FILE_FAILED;
}

FileResult file_write(const char *path, Bytes bytes, bool replace, Diagnostic *diagnostic)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (replace ? O_TRUNC : O_EXCL), 0666);
    if (file < 0)
        return errno == EEXIST && !replace ? FILE_EXISTS : fail(path, errno, diagnostic);
    bool written = file_write_all(file, bytes);
    int cause = errno;
    if (close(file) != 0 && written) { /* some file systems tell only now */
        written = false;
        cause = errno;
    }
    return written ? FILE_WRITTEN : fail(path, cause, diagnostic);
}

/* Writes to a file of another name beside it, which then takes the name; *cause is errno where that failed. */
static bool write_beside(const char *path, Bytes bytes, int *cause)
{
    Buffer other = BUFFER_EMPTY;
    text_append(&other, path);
    text_append(&other, ".XXXXXX");
    (void)text_finish(&other);
    char *name = (char *)other.data;
    int file = mkstemp(name); /* readable by its owner alone */
    bool written = file >= 0 && file_write_all(file, bytes) && fsync(file) == 0;
    *cause = errno;
    if (file >= 0 && close(file) != 0 && written) {
        written = false;
        *cause = errno;
    }
    if (written && rename(name, path) != 0) {
        written = false;
        *cause = errno;
    }
    if (file >= 0 && !written)
        unlink(name);
    buffer_clear(&other);
    return written;
}

bool file_write_secret(const char *path, Bytes bytes, Diagnostic *diagnostic)
{
    struct stat status;
    int cause = 0;
    bool there = stat(path, &status) == 0;
    if (there && !S_ISREG(status.st_mode))
        return diagnostic_set(diagnostic, "%s: is no regular file, and nothing else can be kept from other eyes", path);
    char *place = there ? realpath(path, NULL) : NULL;
    bool written = write_beside(place ? place : path, bytes, &cause);
    free(place);
    return written || diagnostic_set(diagnostic, "%s: %s", path, strerror(cause));
}
