/*
 * What the fuzz targets of peers, and the program that makes their seeds, share: two configurations that always give
 * the same bytes, so that what one side of a recorded run said leads the other side of a later one just as far.
 *
 * Certificates are read from assets/pki below TLSTEPS_DATA, or below the working directory.
 */
#ifndef TLSTEPS_TESTS_FUZZ_PEER_H
#define TLSTEPS_TESTS_FUZZ_PEER_H

#include <stdio.h>

#include "fuzz.h"
#include "tls/peer/peer.h"

typedef struct FuzzPki {
    CertificateList roots, rsa, ecdsa, client, client_ecdsa;
    PrivateKey rsa_key, ecdsa_key, client_key, client_ecdsa_key;
    Credential servers[2], clients[2]; /* RSA and P-256 */
} FuzzPki;

static inline Buffer fuzz_read_pki(const char *name)
{
    const char *root = getenv("TLSTEPS_DATA");
    char path[4096];
    uint8_t octets[4096];
    Buffer out = BUFFER_EMPTY;
    snprintf(path, sizeof path, "%s/assets/pki/%s", root ? root : ".", name);
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(2);
    }
    for (size_t size; (size = fread(octets, 1, sizeof octets, file)) > 0;)
        buffer_append(&out, bytes_of(octets, size));
    fclose(file);
    return out;
}

static inline void fuzz_load_chain(CertificateList *out, const char *name)
{
    Buffer file = fuzz_read_pki(name);
    fuzz_require(certificate_list_decode(out, NULL, buffer_bytes(&file)) == ERROR_NONE);
    buffer_clear(&file);
}

static inline void fuzz_load_key(PrivateKey *out, const char *name)
{
    Buffer file = fuzz_read_pki(name);
    private_key_init(out);
    fuzz_require(private_key_decode_file(out, NULL, buffer_bytes(&file)) == ERROR_NONE);
    buffer_clear(&file);
}

/* Read once, and kept. */
static inline const FuzzPki *fuzz_pki(void)
{
    static FuzzPki pki;
    if (pki.roots.count > 0)
        return &pki;
    fuzz_load_chain(&pki.roots, "roots.pem");
    fuzz_load_chain(&pki.rsa, "good.pem");
    fuzz_load_chain(&pki.ecdsa, "ecdsa.pem");
    fuzz_load_key(&pki.rsa_key, "server.key");
    fuzz_load_key(&pki.ecdsa_key, "ecdsa.key");
    fuzz_load_chain(&pki.client, "client.pem");
    fuzz_load_chain(&pki.client_ecdsa, "client-ecdsa.pem");
    fuzz_load_key(&pki.client_key, "client.key");
    fuzz_load_key(&pki.client_ecdsa_key, "client-ecdsa.key");
    pki.servers[0] = (Credential){.chain = &pki.rsa, .key = &pki.rsa_key};
    pki.servers[1] = (Credential){.chain = &pki.ecdsa, .key = &pki.ecdsa_key};
    pki.clients[0] = (Credential){.chain = &pki.client, .key = &pki.client_key};
    pki.clients[1] = (Credential){.chain = &pki.client_ecdsa, .key = &pki.client_ecdsa_key};
    return &pki;
}

/* All suites, certificates for both sides, and the client's asked for, one pre-shared key and a hint, and a group of
   each kind, toys in front: they cost the least. No finite field with a number of its own: a client that offers one
   accepts no other. `random` is the caller's to free. */
static inline void fuzz_peer_config(PeerConfig *config, Actor role, Random **random)
{
    enum { NOW = 1767225600 }; /* 2026-01-01 */
    static const uint8_t key[] = {1, 2, 3, 4, 5, 6, 7, 8};
    static Psk psk;
    static const char *const groups[] = {"toy-dh-23", "toy-curve-17", "x25519", "secp256r1", "modp2048"};
    *random = random_new_seeded(bytes_of_text("fuzz"), actor_name(role));
    peer_config_init(config, role);
    config->random = *random;
    for (config->suite_count = 0; suite_at(config->suite_count); config->suite_count++)
        config->suites[config->suite_count] = suite_at(config->suite_count);
    psk = (Psk){bytes_of_text("fuzz"), BYTES_OF_ARRAY(key)};
    config->psks = &psk;
    config->psk_count = 1;
    config->server.psk_hint = role == ACTOR_SERVER ? "a hint" : NULL;
    config->renegotiation = RENEGOTIATION_ANY;
    config->now = NOW;
    config->version_min = VERSION_TLS_1_0;
    config->server_name = "server.tlsteps.example";
    config->protocols[0] = "http/1.1";
    config->protocol_count = 1;
    config->credentials = role == ACTOR_SERVER ? fuzz_pki()->servers : fuzz_pki()->clients;
    config->credential_count = 2;
    config->server.client_certificate = CLIENT_CERTIFICATE_REQUESTED;
    config->trusted = &fuzz_pki()->roots;
    for (config->group_count = 0; (size_t)config->group_count < COUNT_OF(groups); config->group_count++)
        config->groups[config->group_count] = group_find(groups[config->group_count]);
}

/* Looks at every byte that it is told of. */
static inline void fuzz_observe(void *context, const Event *event)
{
    unsigned *sum = context;
    for (int i = 0; i < event->learned_count; i++)
        for (size_t at = 0; at < event->learned[i].value.size; at++)
            *sum += event->learned[i].value.data[at];
    for (int i = 0; event->message && i < event->message->record_count; i++)
        for (size_t at = 0; at < event->message->records[i].bytes.size; at++)
            *sum += event->message->records[i].bytes.data[at];
}

/* Everything that a peer with something to say makes of the input, up to its end. */
static inline void fuzz_peer(Actor role, Bytes input)
{
    Random *random;
    PeerConfig config;
    unsigned sum = 0;
    const Observer observer = {fuzz_observe, &sum};
    fuzz_peer_config(&config, role, &random);
    config.observer = &observer;
    Peer *peer = peer_new(&config);
    peer_write(peer, bytes_of_text("what there is to say"));
    while (peer_step(peer))
        ;
    peer_receive(peer, input);
    peer_end(peer);
    while (peer_step(peer))
        ;
    PeerState state = peer_state(peer);
    fuzz_require(state == PEER_CLOSED || state == PEER_FAILED || state == PEER_TRUNCATED);
    fuzz_require((state == PEER_CLOSED) == (peer_error(peer) == ERROR_NONE));
    peer_free(peer);
    random_free(random);
}

#endif
