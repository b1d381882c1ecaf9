#include "base/bytes.h"

#include <string.h>

#include "base/memory.h"

Bytes bytes_of_text(const char *text)
{
    return bytes_of(text, strlen(text));
}

bool bytes_equal(Bytes a, Bytes b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

Bytes bytes_slice(Bytes bytes, size_t offset, size_t size)
{
    if (offset >= bytes.size)
        return BYTES_EMPTY;
    size_t left = bytes.size - offset;
    return bytes_of(bytes.data + offset, size < left ? size : left);
}

uint64_t bytes_read_number(const uint8_t *data, size_t size)
{
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | data[i];
    return value;
}

void bytes_write_number(uint8_t *out, size_t size, uint64_t value)
{
    for (size_t i = size; i > 0; i--) {
        out[i - 1] = (uint8_t)value;
        value >>= 8;
    }
}

void buffer_clear(Buffer *buffer)
{
    if (buffer->data)
        memory_wipe(buffer->data, buffer->capacity);
    memory_free(buffer->data);
    *buffer = BUFFER_EMPTY;
}

/* Not realloc: that would leave the old bytes behind, unwiped. */
static void grow(Buffer *buffer, size_t capacity)
{
    uint8_t *data = memory_new(capacity);
    if (buffer->size)
        memcpy(data, buffer->data, buffer->size);
    if (buffer->data)
        memory_wipe(buffer->data, buffer->capacity);
    memory_free(buffer->data);
    buffer->data = data;
    buffer->capacity = capacity;
}

uint8_t *buffer_extend(Buffer *buffer, size_t size)
{
    if (!buffer->data || buffer->capacity - buffer->size < size) {
        size_t wanted = buffer->size + size;
        size_t doubled = buffer->capacity * 2;
        grow(buffer, wanted > doubled ? (wanted < 64 ? 64 : wanted) : doubled);
    }
    uint8_t *place = buffer->data + buffer->size;
    buffer->size += size;
    return place;
}

void buffer_append(Buffer *buffer, Bytes bytes)
{
    if (bytes.size)
        memcpy(buffer_extend(buffer, bytes.size), bytes.data, bytes.size);
}

void buffer_append_number(Buffer *buffer, size_t size, uint64_t value)
{
    bytes_write_number(buffer_extend(buffer, size), size, value);
}

void buffer_truncate(Buffer *buffer, size_t size)
{
    if (size >= buffer->size)
        return;
    memory_wipe(buffer->data + size, buffer->size - size);
    buffer->size = size;
}

void buffer_consume(Buffer *buffer, size_t size)
{
    if (size > buffer->size)
        size = buffer->size;
    if (size == 0)
        return;
    memmove(buffer->data, buffer->data + size, buffer->size - size);
    buffer_truncate(buffer, buffer->size - size);
}

void buffer_set(Buffer *buffer, Bytes bytes)
{
    if (bytes.size > buffer->capacity) {
        Buffer fresh = BUFFER_EMPTY;
        buffer_append(&fresh, bytes);
        buffer_clear(buffer);
        *buffer = fresh;
        return;
    }
    if (bytes.size)
        memmove(buffer->data, bytes.data, bytes.size);
    if (bytes.size < buffer->size)
        buffer_truncate(buffer, bytes.size);
    buffer->size = bytes.size;
}

size_t buffer_open_vector(Buffer *buffer, size_t length_size)
{
    size_t place = buffer->size;
    memset(buffer_extend(buffer, length_size), 0, length_size);
    return place;
}

bool buffer_close_vector(Buffer *buffer, size_t place, size_t length_size)
{
    size_t content = buffer->size - place - length_size;
    if (length_size < sizeof content && content >> (8 * length_size))
        return false;
    bytes_write_number(buffer->data + place, length_size, content);
    return true;
}
