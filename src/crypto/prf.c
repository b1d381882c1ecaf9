#include "crypto/prf.h"

#include <string.h>

#include "base/memory.h"
#include "crypto/hmac.h"

void prf_tls12_steps(HashId hash, Bytes secret, const char *label, Bytes seed, uint8_t *out, size_t size,
                     PrfStepObserver *observe, void *context)
{
    Bytes label_bytes = bytes_of_text(label);
    size_t digest_size = hash_size(hash);
    uint8_t a[HASH_SIZE_MAX], block[HASH_SIZE_MAX];
    Hmac hmac;
    hmac_init(&hmac, hash, secret);

    for (int i = 1; size > 0; i++) {
        if (i == 1) {
            hmac_update(&hmac, label_bytes);
            hmac_update(&hmac, seed);
        } else {
            hmac_update(&hmac, bytes_of(a, digest_size));
        }
        hmac_finish(&hmac, a);

        hmac_update(&hmac, bytes_of(a, digest_size));
        hmac_update(&hmac, label_bytes);
        hmac_update(&hmac, seed);
        hmac_finish(&hmac, block);

        size_t used = size < digest_size ? size : digest_size;
        memcpy(out, block, used);
        out += used;
        size -= used;
        if (observe)
            observe(context, &(PrfStep){i, bytes_of(a, digest_size), bytes_of(block, digest_size)});
    }

    hmac_clear(&hmac);
    memory_wipe(a, sizeof a);
    memory_wipe(block, sizeof block);
}

void prf_tls12(HashId hash, Bytes secret, const char *label, Bytes seed, uint8_t *out, size_t size)
{
    prf_tls12_steps(hash, secret, label, seed, out, size, NULL, NULL);
}
