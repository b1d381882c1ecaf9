/* A folder of files for a test, gone with its end. */
#ifndef TLSTEPS_TESTS_LESSON_FOLDER_H
#define TLSTEPS_TESTS_LESSON_FOLDER_H

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FOLDER_FILES_MOST = 16 };

typedef struct Folder {
    char path[64];
    char files[FOLDER_FILES_MOST][128];
    int count;
} Folder;

static inline void folder_make(Folder *folder)
{
    *folder = (Folder){"/tmp/tlsteps-test-XXXXXX", {""}, 0};
    assert_non_null(mkdtemp(folder->path));
}

/* Writes a file and returns its path. */
static inline const char *folder_add(Folder *folder, const char *name, const char *content)
{
    char *path = folder->files[folder->count++];
    strcpy(path, folder->path);
    strcat(path, "/");
    strncat(path, name, sizeof folder->files[0] - sizeof folder->path - 1);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
    return path;
}

static inline void folder_remove(Folder *folder)
{
    for (int i = 0; i < folder->count; i++)
        unlink(folder->files[i]);
    rmdir(folder->path);
}

#endif
