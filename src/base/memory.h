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

/* Like realloc, and never NULL. The bytes beyond the old size are not cleared. */
WARN_UNUSED void *memory_resize(void *old, size_t size);

/* A copy of a NUL-terminated text, owned by the caller. NULL gives NULL. */
WARN_UNUSED char *memory_copy_text(const char *text);

void memory_free(void *pointer);

/* Overwrites `size` bytes with zeros, in a way that the compiler may not leave out. */
void memory_wipe(void *pointer, size_t size);

#endif
