/*
 * Byte strings: `Bytes` borrows, `Buffer` owns.
 *
 * A Bytes is a view: somebody else's bytes, valid as long as that somebody says. A Buffer grows as it is appended to,
 * and is wiped before its memory is given back, at growth as well as at the end, because most of what passes through
 * here is secret in a real connection. Numbers on the wire are big-endian (RFC 5246 §4.1).
 */
#ifndef TLSTEPS_BASE_BYTES_H
#define TLSTEPS_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

typedef struct Bytes {
    const uint8_t *data; /* may be NULL where size is 0 */
    size_t size;
} Bytes;

typedef struct Buffer {
    uint8_t *data;
    size_t size;
    size_t capacity;
} Buffer;

#define BYTES_EMPTY ((Bytes){NULL, 0})
/* The bytes of an array (not of a pointer). */
#define BYTES_OF_ARRAY(array) ((Bytes){(const uint8_t *)(array), sizeof(array)})

static inline Bytes bytes_of(const void *data, size_t size)
{
    return (Bytes){(const uint8_t *)data, size};
}

/* The characters of a text, without its NUL. */
Bytes bytes_of_text(const char *text);

bool bytes_equal(Bytes a, Bytes b);

/* The part [offset, offset + size), cut to what is there. */
Bytes bytes_slice(Bytes bytes, size_t offset, size_t size);

/* Big-endian number of the first `size` (at most 8) bytes at `data`. */
uint64_t bytes_read_number(const uint8_t *data, size_t size);
void bytes_write_number(uint8_t *out, size_t size, uint64_t value);

/* A Buffer starts as BUFFER_EMPTY (all zero) and ends in buffer_clear, which wipes it and leaves it empty. */
#define BUFFER_EMPTY ((Buffer){NULL, 0, 0})
void buffer_clear(Buffer *buffer);

static inline Bytes buffer_bytes(const Buffer *buffer)
{
    return (Bytes){buffer->data, buffer->size};
}

/* Lengthens the buffer by `size` bytes, to be written by the caller at the returned place (valid until the next
   append). */
uint8_t *buffer_extend(Buffer *buffer, size_t size);
/* Appends; `bytes` must not lie in the buffer itself. */
void buffer_append(Buffer *buffer, Bytes bytes);
/* Appends the low `size` bytes (at most 8) of a number, big-endian. */
void buffer_append_number(Buffer *buffer, size_t size, uint64_t value);
/* Wipes and cuts everything from `size` on; no effect where the buffer is shorter. */
void buffer_truncate(Buffer *buffer, size_t size);
/* Removes the first `size` bytes, moving the rest to the front. */
void buffer_consume(Buffer *buffer, size_t size);
/* Makes the buffer hold a copy of `bytes` (which may lie in it). */
void buffer_set(Buffer *buffer, Bytes bytes);

/*
 * A vector with its length in front (RFC 5246 §4.3). `buffer_open_vector` leaves room for a length of `length_size`
 * bytes and returns the place; what is appended until `buffer_close_vector` is the vector's content. Nests.
 */
size_t buffer_open_vector(Buffer *buffer, size_t length_size);
/* False, and the length is not written, where the content is too long for its length field. */
bool buffer_close_vector(Buffer *buffer, size_t place, size_t length_size);

#endif
