#include "tls/secrets/key_schedule.h"

#include <string.h>

#include "crypto/prf.h"

/* Two randoms, one after the other. */
typedef struct Seed {
    uint8_t bytes[2 * RANDOM_SIZE];
} Seed;

static Bytes join_randoms(Seed *out, Bytes first, Bytes second)
{
    memcpy(out->bytes, first.data, RANDOM_SIZE);
    memcpy(out->bytes + RANDOM_SIZE, second.data, RANDOM_SIZE);
    return BYTES_OF_ARRAY(out->bytes);
}

void psk_pre_master_append(Buffer *out, Bytes other_secret, Bytes psk)
{
    buffer_append_number(out, 2, other_secret.size);
    buffer_append(out, other_secret);
    buffer_append_number(out, 2, psk.size);
    buffer_append(out, psk);
}

void master_secret_derive(uint8_t out[MASTER_SECRET_SIZE], HashId prf, Bytes pre_master, Bytes client_random,
                          Bytes server_random)
{
    Seed seed;
    prf_stretch(prf, pre_master, "master secret", join_randoms(&seed, client_random, server_random), out,
                MASTER_SECRET_SIZE);
}

void extended_master_secret_derive(uint8_t out[MASTER_SECRET_SIZE], HashId prf, Bytes pre_master, Bytes session_hash)
{
    prf_stretch(prf, pre_master, "extended master secret", session_hash, out, MASTER_SECRET_SIZE);
}

/* The next `size` bytes of the block for each side: the client's, then the server's. */
static void cut_pair(KeyBlock *block, Bytes *client, Bytes *server, size_t size)
{
    *client = bytes_of(block->bytes + block->size, size);
    *server = bytes_of(block->bytes + block->size + size, size);
    block->size += 2 * size;
}

void key_block_derive(KeyBlock *out, const Suite *suite, uint16_t version, Bytes master_secret, Bytes client_random,
                      Bytes server_random)
{
    const CipherInfo *cipher = cipher_info(suite->cipher);
    Seed seed;
    *out = (KeyBlock){.size = 0};
    cut_pair(out, &out->client.mac_key, &out->server.mac_key, cipher->aead ? 0 : hash_size(suite->mac));
    cut_pair(out, &out->client.key, &out->server.key, cipher->key_size);
    cut_pair(out, &out->client.iv, &out->server.iv, protection_fixed_iv_size(suite, version));
    prf_stretch(suite_prf_hash(suite, version), master_secret, "key expansion",
                join_randoms(&seed, server_random, client_random), out->bytes, out->size);
}

const char *finished_label(Actor sender)
{
    return sender == ACTOR_SERVER ? "server finished" : "client finished";
}

void verify_data_derive(uint8_t *out, size_t size, HashId prf, Bytes master_secret, Actor sender, Bytes handshake_hash)
{
    prf_stretch(prf, master_secret, finished_label(sender), handshake_hash, out, size);
}
