/* Nettle's own description of a hash function, for the files of this room that hand it on to Nettle. */
#ifndef TLSTEPS_CRYPTO_NETTLE_HASH_H
#define TLSTEPS_CRYPTO_NETTLE_HASH_H

#include <nettle/nettle-meta.h>

#include "crypto/hash.h"

/* Static; never NULL. */
const struct nettle_hash *hash_nettle(HashId id);

#endif
