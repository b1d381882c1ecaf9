/* MD5 and SHA-1 of the same bytes, one digest after the other: the hash that TLS 1.0 and 1.1 sign and finish with. */
#include "crypto/nettle_hash.h"

static void init(void *context)
{
    Md5Sha1State *state = context;
    md5_init(&state->md5);
    sha1_init(&state->sha1);
}

static void update(void *context, size_t size, const uint8_t *data)
{
    Md5Sha1State *state = context;
    md5_update(&state->md5, size, data);
    sha1_update(&state->sha1, size, data);
}

static void digest(void *context, size_t size, uint8_t *out)
{
    Md5Sha1State *state = context;
    size_t first = size < MD5_DIGEST_SIZE ? size : MD5_DIGEST_SIZE;
    md5_digest(&state->md5, first, out);
    sha1_digest(&state->sha1, size - first, out + first);
}

const struct nettle_hash nettle_md5_sha1 = {
    "md5+sha1", sizeof(Md5Sha1State), MD5_DIGEST_SIZE + SHA1_DIGEST_SIZE, MD5_BLOCK_SIZE, init, update, digest};
