/* replay FILE|FOLDER…: gives every file to the fuzz target that it is linked with. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/bytes.h"
#include "fuzz.h"

static int replay_file(const char *path)
{
    Buffer input = BUFFER_EMPTY;
    FILE *file = fopen(path, "rb");
    uint8_t octets[4096];
    size_t size;
    if (!file) {
        perror(path);
        exit(2);
    }
    while ((size = fread(octets, 1, sizeof octets, file)) > 0)
        buffer_append(&input, bytes_of(octets, size));
    fclose(file);
    /* In memory of its own size, so that a sanitizer sees a read beyond the end. */
    uint8_t *exact = malloc(input.size ? input.size : 1);
    if (!exact)
        exit(3);
    if (input.size)
        memcpy(exact, input.data, input.size);
    LLVMFuzzerTestOneInput(exact, input.size);
    free(exact);
    buffer_clear(&input);
    return 1;
}

static int replay_folder(DIR *folder, const char *path)
{
    int count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char name[4096];
        int size = snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.' && size > 0 && (size_t)size < sizeof name)
            count += replay_file(name);
    }
    return count;
}

int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        count += folder ? replay_folder(folder, argv[i]) : replay_file(argv[i]);
        if (folder)
            closedir(folder);
    }
    printf("%d inputs\n", count);
    return count > 0 ? 0 : 1;
}
