/* Two peers over two buffers, for the tests of the protocol: a server with the certificates of assets/pki, a client
   that trusts their roots, and somebody in between who may cut, hold back and change what crosses. */
#ifndef TLSTEPS_TESTS_PAIR_H
#define TLSTEPS_TESTS_PAIR_H

#include "check.h"

#include "tls/peer/peer.h"

/* Chains and keys, read once for the whole program. */
typedef struct Pki {
    CertificateList roots, rsa, rsa_pss, ecdsa, ecdsa_p384, client, client_rsa_pss, client_ecdsa;
    PrivateKey rsa_key, rsa_pss_key, ecdsa_key, ecdsa_p384_key, client_key, client_ecdsa_key;
    Credential credentials[2]; /* RSA and P-256 */
    Credential p384, pss;
    Credential clients[2]; /* RSA and P-256 */
    Credential client_pss;
} Pki;
const Pki *pki(void);
/* A file of assets/pki; the caller clears it. */
Buffer pki_read_file(const char *name);
/* A chain of assets/pki with a key of there; the caller clears both. */
void pki_load(CertificateList *chain, PrivateKey *key, const char *chain_file, const char *key_file);

/* The pre-shared key that both sides have, and another that the server has besides. */
extern const char pair_identity[], pair_other_identity[];

typedef struct Pair {
    PeerConfig client_config, server_config;
    Random *client_random, *server_random;
    Peer *client, *server;
    size_t piece; /* bytes delivered at a time; 0: all there are */
    /* Called with every whole record on its way, where set; what it leaves in `record` arrives instead. */
    void (*meddle)(void *context, Actor sender, Buffer *record);
    void *context;
    Buffer held[2]; /* bytes of a record that is not whole yet, from client and server */
    Buffer wire[2]; /* everything that arrived, from client and server */
    uint64_t offset[2];
} Pair;

/* Configurations with defaults, PKI and seeded randomness. Change them, then pair_start. */
void pair_init(Pair *pair);
void pair_offer(Pair *pair, const char *suite, const char *group); /* only these, on both sides; group may be NULL */
/* The server asks who the client is; the client has this to answer with, NULL for nothing. */
void pair_ask_client(Pair *pair, ClientCertificate wish, const Credential *credential);
/* Schemes that a side lists in place of those it has: the client's own, and beside it rsa_pkcs1_sha256 for
   certificates, which is how all of them are signed; the server's, with that behind. */
void pair_name_scheme(Pair *pair, Actor actor, const SignatureScheme *scheme);
void pair_set_versions(Pair *pair, uint16_t min, uint16_t max); /* on both sides */
void pair_start(Pair *pair);
void pair_clear(Pair *pair);

/* Steps and delivers until nothing moves. */
void pair_run(Pair *pair);
/* Takes what a peer has to say and gives it to the other. */
void pair_deliver(Pair *pair, Actor sender);
Peer *pair_peer(Pair *pair, Actor actor);
Actor other_side(Actor actor);

/* Both connected, with the same secrets. */
void assert_connected(const Pair *pair);
/* Both sides know the same (also before they are connected). */
bool pair_agrees(const Pair *pair);
/* `victim` failed and sent this alert. */
void assert_refused(Pair *pair, Actor victim, Error alert);
/* Writes on both sides, runs, and asserts that everything arrived; leaves it read. */
void pair_exchange(Pair *pair, Bytes from_client, Bytes from_server);

#endif
