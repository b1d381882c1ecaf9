/* From the pre-master secret to the keys (RFC 5246 §8.1, §6.3, §7.4.9; RFC 7627 §4). Pure functions. */
#ifndef TLSTEPS_TLS_KEY_SCHEDULE_H
#define TLSTEPS_TLS_KEY_SCHEDULE_H

#include "base/event.h"
#include "tls/message.h"
#include "tls/protection.h"

void master_secret_derive(uint8_t out[MASTER_SECRET_SIZE], HashId prf, Bytes pre_master, Bytes client_random,
                          Bytes server_random);
void extended_master_secret_derive(uint8_t out[MASTER_SECRET_SIZE], HashId prf, Bytes pre_master, Bytes session_hash);

enum { KEY_BLOCK_MAX = 2 * (64 + 32 + 16) };
/* Where each key lies in the key block. */
typedef struct KeyBlock {
    uint8_t bytes[KEY_BLOCK_MAX];
    size_t size;
    TrafficKeys client, server; /* pointing into bytes */
} KeyBlock;
void key_block_derive(KeyBlock *out, const Suite *suite, Bytes master_secret, Bytes client_random, Bytes server_random);
void verify_data_derive(uint8_t out[VERIFY_DATA_SIZE], HashId prf, Bytes master_secret, Actor sender,
                        Bytes handshake_hash);

#endif
