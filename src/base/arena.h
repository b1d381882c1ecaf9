/*
 * An arena: memory handed out in small pieces and given back all at once, wiped. For things that live and die together:
 * a timeline's copies, a field tree's notes, a certificate's parts.
 */
#ifndef TLSTEPS_BASE_ARENA_H
#define TLSTEPS_BASE_ARENA_H

#include <stdarg.h>

#include "base/bytes.h"

typedef struct ArenaChunk ArenaChunk;

/* Starts as all zero. */
typedef struct Arena {
    ArenaChunk *chunks;
    size_t total; /* bytes taken from the system, for whoever reports memory */
} Arena;

/* `size` zeroed bytes, aligned for any object, valid until arena_clear. */
void *arena_new(Arena *arena, size_t size);
Bytes arena_copy(Arena *arena, Bytes bytes);
/* A NUL-terminated copy; NULL gives NULL. */
const char *arena_copy_text(Arena *arena, const char *text);
/* The same of text that is not NUL-terminated. */
const char *arena_copy_characters(Arena *arena, Bytes text);

/* What printf would print. */
PRINTF_LIKE(2, 0) const char *arena_print_list(Arena *arena, const char *format, va_list arguments);

/* Wipes and frees everything; the arena is empty and can be used again. */
void arena_clear(Arena *arena);

#endif
