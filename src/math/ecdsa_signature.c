#include "math/ecdsa.h"

enum { TAG_INTEGER = 0x02, TAG_SEQUENCE = 0x30 };

/* A length in its shortest form (X.690 §10.1): one byte below 128, else a byte 0x80 + how many, and those. */
static void append_length(Buffer *out, size_t length)
{
    size_t size = 1;
    while (size < sizeof length && length >> 8 * size != 0)
        size++;
    if (length >= 0x80)
        buffer_append_number(out, 1, 0x80 | size);
    buffer_append_number(out, size, length);
}

/* The highest bit is the sign (X.690 §8.3), so a number that has it set gets a zero byte in front; so does zero. */
static void append_integer(Buffer *out, const mpz_t value)
{
    bool zero_in_front = mpz_sgn(value) == 0 || mpz_sizeinbase(value, 2) % 8 == 0;
    buffer_append_number(out, 1, TAG_INTEGER);
    append_length(out, number_size(value) + zero_in_front);
    if (zero_in_front)
        buffer_append_number(out, 1, 0);
    number_append(out, value);
}

void ecdsa_signature_append(Buffer *out, const mpz_t r, const mpz_t s)
{
    Buffer content = BUFFER_EMPTY;
    append_integer(&content, r);
    append_integer(&content, s);
    buffer_append_number(out, 1, TAG_SEQUENCE);
    append_length(out, content.size);
    buffer_append(out, buffer_bytes(&content));
    buffer_clear(&content);
}

/* Takes tag, length and content off the front of `rest`. Lengths of up to two bytes (65,535) are more than any curve
   needs. */
static bool take(Bytes *content, Bytes *rest, uint8_t tag)
{
    if (rest->size < 2 || rest->data[0] != tag)
        return false;
    size_t length = rest->data[1], head = 2;
    if (length >= 0x80) {
        size_t size = length - 0x80;
        head += size;
        if (size < 1 || size > 2 || rest->size < head)
            return false;
        length = (size_t)bytes_read_number(rest->data + 2, size);
        if (length < (size == 1 ? 0x80u : 0x100u))
            return false; /* not the shortest form */
    }
    if (rest->size - head < length)
        return false;
    *content = bytes_slice(*rest, head, length);
    *rest = bytes_slice(*rest, head + length, rest->size);
    return true;
}

static bool take_integer(mpz_t out, Bytes *rest)
{
    Bytes content;
    if (!take(&content, rest, TAG_INTEGER) || content.size == 0)
        return false;
    if (content.data[0] & 0x80)
        return false; /* negative */
    if (content.size > 1 && content.data[0] == 0 && !(content.data[1] & 0x80))
        return false; /* not the shortest form */
    number_from_bytes(out, content);
    return true;
}

Error ecdsa_signature_decode(mpz_t r, mpz_t s, Bytes der)
{
    Bytes content;
    bool good = take(&content, &der, TAG_SEQUENCE) && der.size == 0 && take_integer(r, &content) &&
                take_integer(s, &content) && content.size == 0;
    return good ? ERROR_NONE : ERROR_BAD_DER;
}
