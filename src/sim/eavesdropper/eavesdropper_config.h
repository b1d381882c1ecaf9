/* What an eavesdropper is made with: how far she tries, what she stole beforehand, and who asks what she learns. */
#ifndef TLSTEPS_SIM_EAVESDROPPER_CONFIG_H
#define TLSTEPS_SIM_EAVESDROPPER_CONFIG_H

#include "sim/eavesdropper/eavesdropper_memory.h"
#include "tls/handshake/config.h"

#define EAVESDROPPER_DEFAULT_LIMIT (UINT64_C(1) << 20)

enum { EAVESDROPPER_KEYS_MAX = 8 };

typedef struct EavesdropperConfig {
    uint64_t limit; /* tries of a search */
    /* Keys from files of the server's, stolen; she uses the one that belongs to the certificate that she sees. */
    const PrivateKey *server_keys[EAVESDROPPER_KEYS_MAX];
    int server_key_count;
    const Psk *psks; /* the server's, stolen; she uses the one whose identity the client names */
    int psk_count;
    EavesdropperMemory *memory; /* of connections before, with the ticket keys that she stole; NULL: there were none */
    int connection;             /* from 1, for her memory; 0 stands for 1 */
    const Observer *observer;   /* NULL: nobody asks what she learns */
} EavesdropperConfig;

#endif
