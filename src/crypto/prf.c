#include "crypto/prf.h"

#include <string.h>

#include "base/memory.h"
#include "crypto/hmac.h"

typedef struct PrfInput {
    Bytes secret, label, seed;
    PrfStepObserver *observe; /* NULL: nobody looks */
    void *context;
} PrfInput;

/* HMAC over A(i-1), the x of A(0) = x being label ‖ seed. */
static void next_a(Hmac *hmac, uint8_t *a, int i, const PrfInput *input)
{
    if (i == 1) {
        hmac_update(hmac, input->label);
        hmac_update(hmac, input->seed);
    } else {
        hmac_update(hmac, bytes_of(a, hash_size(hmac->id)));
    }
    hmac_finish(hmac, a);
}

static void p_hash(HashId hash, const PrfInput *input, uint8_t *out, size_t size)
{
    size_t digest_size = hash_size(hash);
    uint8_t a[HASH_SIZE_MAX], block[HASH_SIZE_MAX];
    Hmac hmac;
    hmac_init(&hmac, hash, input->secret);

    for (int i = 1; size > 0; i++) {
        next_a(&hmac, a, i, input);
        hmac_update(&hmac, bytes_of(a, digest_size));
        hmac_update(&hmac, input->label);
        hmac_update(&hmac, input->seed);
        hmac_finish(&hmac, block);

        size_t used = size < digest_size ? size : digest_size;
        memcpy(out, block, used);
        out += used;
        size -= used;
        if (input->observe)
            input->observe(input->context, &(PrfStep){hash, i, bytes_of(a, digest_size), bytes_of(block, digest_size)});
    }

    hmac_clear(&hmac);
    memory_wipe(a, sizeof a);
    memory_wipe(block, sizeof block);
}

Bytes prf_half(Bytes secret, HashId hash)
{
    size_t half = (secret.size + 1) / 2;
    return hash == HASH_MD5 ? bytes_slice(secret, 0, half) : bytes_slice(secret, secret.size - half, secret.size);
}

/* RFC 2246 §5 */
static void xor_of_two_hashes(const PrfInput *input, uint8_t *out, size_t size)
{
    PrfInput half = *input;
    Buffer other = BUFFER_EMPTY;
    half.secret = prf_half(input->secret, HASH_MD5);
    p_hash(HASH_MD5, &half, out, size);
    half.secret = prf_half(input->secret, HASH_SHA1);
    p_hash(HASH_SHA1, &half, buffer_extend(&other, size), size);
    for (size_t i = 0; i < size; i++)
        out[i] ^= other.data[i];
    buffer_clear(&other);
}

void prf_stretch_steps(HashId hash, Bytes secret, const char *label, Bytes seed, uint8_t *out, size_t size,
                       PrfStepObserver *observe, void *context)
{
    PrfInput input = {secret, bytes_of_text(label), seed, observe, context};
    if (hash == HASH_MD5_SHA1)
        xor_of_two_hashes(&input, out, size);
    else
        p_hash(hash, &input, out, size);
}

void prf_stretch(HashId hash, Bytes secret, const char *label, Bytes seed, uint8_t *out, size_t size)
{
    prf_stretch_steps(hash, secret, label, seed, out, size, NULL, NULL);
}
