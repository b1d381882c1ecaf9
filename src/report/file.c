#include "report/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

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
