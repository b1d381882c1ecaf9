#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

enum { CHUNK_SIZE = 8192 };

struct ArenaChunk {
    ArenaChunk *next;
    size_t size, used;
    alignas(max_align_t) uint8_t data[];
};

static ArenaChunk *chunk_add(Arena *arena, size_t least)
{
    size_t size = least > CHUNK_SIZE ? least : CHUNK_SIZE;
    /* Pieces are cleared as they are handed out, so the chunk need not be. */
    ArenaChunk *chunk = memory_new_uncleared(sizeof *chunk + size);
    chunk->size = size;
    chunk->used = 0;
    arena->total += sizeof *chunk + size;
    /* A chunk made for one large piece is full at once: it goes behind the first, whose rest is still of use. */
    if (least > CHUNK_SIZE && arena->chunks) {
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
    } else {
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    return chunk;
}

/* A piece with whatever stood there before. */
static void *take(Arena *arena, size_t size)
{
    size_t alignment = alignof(max_align_t);
    size_t wanted = (size + alignment - 1) / alignment * alignment;
    ArenaChunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < wanted)
        chunk = chunk_add(arena, wanted);
    void *place = chunk->data + chunk->used;
    chunk->used += wanted;
    return place;
}

void *arena_new(Arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size);
}

Bytes arena_copy(Arena *arena, Bytes bytes)
{
    if (bytes.size == 0)
        return BYTES_EMPTY;
    void *place = take(arena, bytes.size);
    memcpy(place, bytes.data, bytes.size);
    return bytes_of(place, bytes.size);
}

const char *arena_copy_text(Arena *arena, const char *text)
{
    return text ? arena_copy_characters(arena, bytes_of_text(text)) : NULL;
}

const char *arena_copy_characters(Arena *arena, Bytes text)
{
    char *place = take(arena, text.size + 1);
    if (text.size)
        memcpy(place, text.data, text.size);
    place[text.size] = '\0';
    return place;
}

const char *arena_print_list(Arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    char *text = arena_new(arena, (size_t)(size > 0 ? size : 0) + 1);
    if (size > 0)
        vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return text;
}

void arena_clear(Arena *arena)
{
    while (arena->chunks) {
        ArenaChunk *chunk = arena->chunks;
        arena->chunks = chunk->next;
        memory_wipe(chunk->data, chunk->used);
        memory_free(chunk);
    }
    arena->total = 0;
}
