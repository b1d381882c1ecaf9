#include "crypto/hash.h"

#include <nettle/nettle-meta.h>
#include <string.h>

#include "crypto/nettle_hash.h"

static const struct {
    const char *name;
    const struct nettle_hash *nettle;
} hashes[HASH_COUNT] = {
    [HASH_MD5] = {"md5", &nettle_md5},
    [HASH_SHA1] = {"sha1", &nettle_sha1},
    [HASH_SHA224] = {"sha224", &nettle_sha224},
    [HASH_SHA256] = {"sha256", &nettle_sha256},
    [HASH_SHA384] = {"sha384", &nettle_sha384},
    [HASH_SHA512] = {"sha512", &nettle_sha512},
    [HASH_MD5_SHA1] = {"md5+sha1", &nettle_md5_sha1},
};

const struct nettle_hash *hash_nettle(HashId id)
{
    return hashes[id].nettle;
}

const char *hash_name(HashId id)
{
    return hashes[id].name;
}

size_t hash_size(HashId id)
{
    return hashes[id].nettle->digest_size;
}

size_t hash_block_size(HashId id)
{
    return hashes[id].nettle->block_size;
}

bool hash_find(const char *name, HashId *out)
{
    for (int id = 0; id < HASH_COUNT; id++)
        if (strcmp(hashes[id].name, name) == 0) {
            *out = (HashId)id;
            return true;
        }
    return false;
}

void hash_init(Hash *hash, HashId id)
{
    hash->id = id;
    hashes[id].nettle->init(&hash->state);
}

void hash_update(Hash *hash, Bytes data)
{
    if (data.size)
        hashes[hash->id].nettle->update(&hash->state, data.size, data.data);
}

void hash_finish(Hash *hash, uint8_t *out)
{
    hashes[hash->id].nettle->digest(&hash->state, hash_size(hash->id), out);
}

void hash_all(HashId id, Bytes data, uint8_t *out)
{
    Hash hash;
    hash_init(&hash, id);
    hash_update(&hash, data);
    hash_finish(&hash, out);
}
