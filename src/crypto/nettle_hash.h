/* Nettle's own description of a hash function, for the files of this room that hand it on to Nettle. */
#ifndef TLSTEPS_CRYPTO_NETTLE_HASH_H
#define TLSTEPS_CRYPTO_NETTLE_HASH_H

#include <nettle/nettle-meta.h>

#include "crypto/hash.h"

extern const struct nettle_hash nettle_md5_sha1; /* HASH_MD5_SHA1, which is ours */

/* Static; never NULL. */
const struct nettle_hash *hash_nettle(HashId id);

#endif
