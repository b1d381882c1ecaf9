#include "crypto/hmac.h"

#include <nettle/hmac.h>

#include "base/memory.h"
#include "crypto/nettle_hash.h"

/* Nettle's macro of this name would rename our function to one of Nettle's. */
#undef hmac_update

void hmac_init(Hmac *hmac, HashId id, Bytes key)
{
    /* Nettle's pointer to a key may not be NULL, even of a key without bytes. */
    const uint8_t *data = key.size ? key.data : (const uint8_t *)"";
    hmac->id = id;
    hmac_set_key(&hmac->outer, &hmac->inner, &hmac->running, hash_nettle(id), key.size, data);
}

void hmac_update(Hmac *hmac, Bytes data)
{
    if (data.size)
        hash_nettle(hmac->id)->update(&hmac->running, data.size, data.data);
}

void hmac_finish(Hmac *hmac, uint8_t *out)
{
    hmac_digest(&hmac->outer, &hmac->inner, &hmac->running, hash_nettle(hmac->id), hash_size(hmac->id), out);
}

void hmac_clear(Hmac *hmac)
{
    memory_wipe(hmac, sizeof *hmac);
}

void hmac_all(HashId id, Bytes key, Bytes data, uint8_t *out)
{
    Hmac hmac;
    hmac_init(&hmac, id, key);
    hmac_update(&hmac, data);
    hmac_finish(&hmac, out);
    hmac_clear(&hmac);
}
