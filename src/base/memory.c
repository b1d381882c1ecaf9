#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static NO_RETURN void out_of_memory(void)
{
    static const char text[] = "tlsteps: out of memory\n";
    ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
    (void)written;
    _exit(3);
}

void *memory_new(size_t size)
{
    void *pointer = calloc(1, size ? size : 1);
    if (!pointer)
        out_of_memory();
    return pointer;
}

void *memory_new_array(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        out_of_memory();
    return memory_new(count * size);
}

void *memory_resize(void *old, size_t size)
{
    void *pointer = realloc(old, size ? size : 1);
    if (!pointer)
        out_of_memory();
    return pointer;
}

char *memory_copy_text(const char *text)
{
    if (!text)
        return NULL;
    size_t size = strlen(text) + 1;
    char *copy = memory_new(size);
    memcpy(copy, text, size);
    return copy;
}

void memory_free(void *pointer)
{
    free(pointer);
}

void memory_wipe(void *pointer, size_t size)
{
    /* The barrier makes the compiler believe that somebody reads the zeros. */
    if (size)
        memset(pointer, 0, size);
    __asm__ volatile("" : : "r"(pointer) : "memory");
}
