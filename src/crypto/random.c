#include "crypto/random.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "crypto/hmac.h"

struct Random {
    bool seeded;
    Hmac keyed; /* by the seed */
    char *scope;
};

Random *random_new_seeded(Bytes seed, const char *scope)
{
    Random *random = memory_new(sizeof *random);
    random->seeded = true;
    hmac_init(&random->keyed, HASH_SHA256, seed);
    random->scope = memory_copy_text(scope);
    return random;
}

Random *random_new_system(void)
{
    return memory_new(sizeof(Random));
}

void random_free(Random *random)
{
    if (!random)
        return;
    memory_free(random->scope);
    memory_wipe(random, sizeof *random);
    memory_free(random);
}

bool random_is_seeded(const Random *random)
{
    return random->seeded;
}

static void make_block(Random *random, const char *name, uint32_t number, uint8_t *block)
{
    uint8_t end[5] = {0};
    bytes_write_number(end + 1, 4, number);
    if (random->scope[0]) {
        hmac_update(&random->keyed, bytes_of_text(random->scope));
        hmac_update(&random->keyed, bytes_of_text("."));
    }
    hmac_update(&random->keyed, bytes_of_text(name));
    hmac_update(&random->keyed, BYTES_OF_ARRAY(end));
    hmac_finish(&random->keyed, block);
}

static void fill_seeded(Random *random, const char *name, uint8_t *out, size_t size)
{
    uint8_t block[HASH_SIZE_MAX];
    for (uint32_t number = 1; size > 0; number++) {
        make_block(random, name, number, block);
        size_t digest_size = hash_size(HASH_SHA256);
        size_t used = size < digest_size ? size : digest_size;
        memcpy(out, block, used);
        out += used;
        size -= used;
    }
    memory_wipe(block, sizeof block);
}

static void fill_system(uint8_t *out, size_t size)
{
    enum { LARGEST_REQUEST = 256 }; /* of getentropy */
    while (size > 0) {
        size_t part = size < LARGEST_REQUEST ? size : LARGEST_REQUEST;
        /* There is no going on without: every other source would give keys that can be guessed. */
        if (getentropy(out, part) != 0)
            abort();
        out += part;
        size -= part;
    }
}

void random_fill(Random *random, const char *name, void *out, size_t size)
{
    if (random->seeded)
        fill_seeded(random, name, out, size);
    else
        fill_system(out, size);
}
