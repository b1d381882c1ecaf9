/*
 * Memory that never fails: where the system has none left, the program ends with one line on standard error and
 * status 3. Every other input, however malformed, ends in an Error.
 */
#ifndef TLSTEPS_BASE_MEMORY_H
#define TLSTEPS_BASE_MEMORY_H

#include <stddef.h>

#include "base/attributes.h"

/* `size` zeroed bytes, owned by the caller, who gives them to memory_free. Never NULL, also for size 0. */
WARN_UNUSED void *memory_new(size_t size);

/* `count` zeroed elements of `size` bytes; ends the program where the product overflows. */
WARN_UNUSED void *memory_new_array(size_t count, size_t size);

/* The same, with whatever stood there before: for who sets all of it. */
WARN_UNUSED void *memory_new_uncleared(size_t size);

/* Room for one element more in an array of `count` elements of `size` bytes, whose owner keeps how many there is room
   for in *capacity; an array of none may be NULL, with room for none. The array itself, or a larger one in its place,
   with room for 8 at first and twice as many each time. Elements that were never set are zero. What stood in the old
   one is wiped, so that arrays of secrets can grow too. To be called before an element is added: list->items =
   memory_grown(list->items, list->count, &list->capacity, sizeof *list->items); list->items[list->count++] = item;
   Arrays that have one capacity between them grow by it one after the other, all but the last by a copy of it. */
WARN_UNUSED void *memory_grown(void *array, int count, int *capacity, size_t size);

/* Sorts an array as qsort does; one of no elements may be NULL, as memory_grown has it at first. */
void memory_sort(void *array, size_t count, size_t size, int (*compare)(const void *left, const void *right));

/* A copy of a NUL-terminated text, owned by the caller. NULL gives NULL. */
WARN_UNUSED char *memory_copy_text(const char *text);

void memory_free(void *pointer);

/* Overwrites `size` bytes with zeros, in a way that the compiler may not leave out. */
void memory_wipe(void *pointer, size_t size);

#endif
