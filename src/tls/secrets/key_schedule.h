/*
 * From the pre-master secret to the keys (RFC 5246 §8.1, §6.3, §7.4.9; RFC 7627 §4). Pure functions: same inputs, same
 * output, nothing kept. `prf` is what suite_prf_hash says.
 */
#ifndef TLSTEPS_TLS_KEY_SCHEDULE_H
#define TLSTEPS_TLS_KEY_SCHEDULE_H

#include "base/event.h"
#include "tls/record/protection.h"
#include "tls/wire/message.h"

/* Appends pre_master_secret = length ‖ other_secret ‖ length ‖ psk, the lengths of two bytes each: of a key exchange
   with a pre-shared key (RFC 4279 §2). `other_secret` is what the key exchange gave besides (RFC 4279 §3, §4; RFC 5489
   §2), with the key alone as many zeros as that has bytes. */
void psk_pre_master_append(Buffer *out, Bytes other_secret, Bytes psk);

/* master_secret = PRF(pre_master_secret, "master secret", client_random ‖ server_random)[0..47] (RFC 5246 §8.1).
   The randoms are RANDOM_SIZE bytes each. */
void master_secret_derive(uint8_t out[MASTER_SECRET_SIZE], HashId prf, Bytes pre_master, Bytes client_random,
                          Bytes server_random);
/* The same from "extended master secret" and the hash of all handshake messages up to and including ClientKeyExchange
   (RFC 7627 §3, §4). */
void extended_master_secret_derive(uint8_t out[MASTER_SECRET_SIZE], HashId prf, Bytes pre_master, Bytes session_hash);

enum { KEY_BLOCK_MAX = 2 * (64 + 32 + 16) };
/* The key block and where each key lies in it: client MAC, server MAC, client key, server key, client IV, server IV
   (RFC 5246 §6.3). It holds pointers into itself: not to be copied by assignment. */
typedef struct KeyBlock {
    uint8_t bytes[KEY_BLOCK_MAX];
    size_t size;
    TrafficKeys client, server; /* what each side writes with, pointing into `bytes` */
} KeyBlock;
/* key_block = PRF(master_secret, "key expansion", server_random ‖ client_random), the server's random first. */
void key_block_derive(KeyBlock *out, const Suite *suite, uint16_t version, Bytes master_secret, Bytes client_random,
                      Bytes server_random);

/* "client finished" or "server finished". */
const char *finished_label(Actor sender);
/* verify_data = PRF(master_secret, finished label, Hash(handshake messages)), its first `size` bytes (RFC 5246 §7.4.9).
 */
void verify_data_derive(uint8_t *out, size_t size, HashId prf, Bytes master_secret, Actor sender, Bytes handshake_hash);

#endif
