#include "base/memory.h"

#include <assert.h>
#include <limits.h>
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

void *memory_new_uncleared(size_t size)
{
    void *pointer = malloc(size ? size : 1);
    if (!pointer)
        out_of_memory();
    return pointer;
}

void *memory_grown(void *array, int count, int *capacity, size_t size)
{
    enum { FIRST = 8 };
    assert(count <= *capacity);
    if (count < *capacity)
        return array;
    size_t old = (size_t)*capacity * size;
    if (*capacity > INT_MAX / 2)
        out_of_memory();
    *capacity = *capacity ? 2 * *capacity : FIRST;
    void *larger = memory_new_array((size_t)*capacity, size);
    if (old) {
        memcpy(larger, array, old);
        memory_wipe(array, old);
    }
    memory_free(array);
    return larger;
}

void memory_sort(void *array, size_t count, size_t size, int (*compare)(const void *left, const void *right))
{
    if (count > 0)
        qsort(array, count, size, compare);
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
