#include "tls/secrets/secret.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"

Bytes secret_bytes(const SecretValue *secret)
{
    return bytes_of(secret->bytes, secret->size);
}

void secret_set(SecretValue *secret, Bytes bytes)
{
    uint8_t *place = secret_make(secret, bytes.size);
    if (bytes.size > 0)
        memmove(place, bytes.data, bytes.size); /* it may be this secret, or a part of it */
}

uint8_t *secret_make(SecretValue *secret, size_t size)
{
    assert(size <= SECRET_SIZE_MAX);
    secret->size = size;
    return secret->bytes;
}

void secret_wipe(SecretValue *secret)
{
    memory_wipe(secret, sizeof *secret);
}
