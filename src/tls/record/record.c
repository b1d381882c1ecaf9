#include "tls/record/record.h"

#include "tls/wire/message.h"

/* Judged byte by byte as they come: who speaks another protocol may say fewer bytes than a header has, and wait. */
Error record_parse(Record *out, Bytes input)
{
    *out = (Record){.type = 0};
    if (input.size >= 1 && !content_type_name(input.data[0]))
        return ERROR_UNEXPECTED_MESSAGE;
    if (input.size >= 2 && input.data[1] != VERSION_TLS_1_2 >> 8)
        return ERROR_PROTOCOL_VERSION;
    if (input.size < RECORD_HEADER_SIZE)
        return ERROR_NONE;
    size_t length = (size_t)bytes_read_number(input.data + 3, 2);
    if (length > RECORD_CIPHERTEXT_MAX)
        return ERROR_RECORD_OVERFLOW;
    if (input.size - RECORD_HEADER_SIZE < length)
        return ERROR_NONE;
    out->type = input.data[0];
    out->version = (uint16_t)bytes_read_number(input.data + 1, 2);
    out->fragment = bytes_of(input.data + RECORD_HEADER_SIZE, length);
    out->bytes = bytes_of(input.data, RECORD_HEADER_SIZE + length);
    return ERROR_NONE;
}

size_t record_plaintext_max(size_t limit)
{
    return limit > 0 && limit < RECORD_PLAINTEXT_MAX ? limit : RECORD_PLAINTEXT_MAX;
}

Error record_plaintext_check(uint8_t type, size_t size, size_t limit)
{
    if (size > record_plaintext_max(limit))
        return ERROR_RECORD_OVERFLOW;
    return size == 0 && type != CONTENT_APPLICATION_DATA ? ERROR_UNEXPECTED_MESSAGE : ERROR_NONE;
}

void record_header_append(Buffer *out, uint8_t type, uint16_t version, size_t size)
{
    uint8_t *place = buffer_extend(out, RECORD_HEADER_SIZE);
    place[0] = type;
    bytes_write_number(place + 1, 2, version);
    bytes_write_number(place + 3, 2, size);
}

Bytes record_fragment_take(Bytes *rest, size_t size)
{
    Bytes fragment = bytes_slice(*rest, 0, size);
    *rest = bytes_slice(*rest, fragment.size, rest->size);
    return fragment;
}
