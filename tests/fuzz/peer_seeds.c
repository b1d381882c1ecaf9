/*
 * peer_seeds CORPUS [--write]: what each side of a connection says, as seeds for fuzz_peer_client (what a server says)
 * and fuzz_peer_server (what a client says), in CORPUS/peer_client and CORPUS/peer_server. Without --write the files
 * are compared with what they have to be: a seed that is out of date leads no further than the first message.
 */
#include <string.h>

#include "fuzz_peer.h"

typedef struct Seed {
    const char *name, *suite, *group;
    bool extended_master_secret, encrypt_then_mac;
    size_t record_size;
    bool client_only; /* the fuzzed server would choose another group */
    uint16_t version;
    bool renegotiates; /* the other side asks for a second handshake */
} Seed;

static const Seed seeds[] = {
    {"rsa-cbc", "TLS_RSA_WITH_AES_128_CBC_SHA", NULL, true, false, 0, false, VERSION_TLS_1_2, false},
    {"rsa-gcm", "TLS_RSA_WITH_AES_256_GCM_SHA384", NULL, false, false, 0, false, VERSION_TLS_1_2, false},
    {"dhe-toy", "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "toy-dh-23", true, true, 0, false, VERSION_TLS_1_2, false},
    {"dhe-modp2048", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "modp2048", true, false, 0, true, VERSION_TLS_1_2, false},
    {"ecdhe-toy", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "toy-curve-17", true, false, 0, false, VERSION_TLS_1_2,
     false},
    {"ecdhe-p256", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "secp256r1", true, true, 0, false, VERSION_TLS_1_2, false},
    {"ecdhe-x25519", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "x25519", true, false, 100, false,
     VERSION_TLS_1_2, false},
    {"client-rsa", "TLS_RSA_WITH_AES_128_GCM_SHA256", NULL, true, false, 0, false, VERSION_TLS_1_2, false},
    {"client-ecdsa", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "x25519", true, false, 0, false, VERSION_TLS_1_2,
     false},
    {"psk-gcm", "TLS_PSK_WITH_AES_128_GCM_SHA256", NULL, true, false, 0, false, VERSION_TLS_1_2, false},
    {"psk-rsa", "TLS_RSA_PSK_WITH_AES_128_CBC_SHA", NULL, false, true, 0, false, VERSION_TLS_1_2, false},
    {"psk-dhe-toy", "TLS_DHE_PSK_WITH_AES_256_CBC_SHA384", "toy-dh-23", true, false, 0, false, VERSION_TLS_1_2, false},
    {"psk-ecdhe-toy", "TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384", "toy-curve-17", true, false, 0, false, VERSION_TLS_1_2,
     false},
    {"anon-dh-toy", "TLS_DH_anon_WITH_AES_128_GCM_SHA256", "toy-dh-23", true, false, 0, false, VERSION_TLS_1_2, false},
    {"anon-ecdh-x25519", "TLS_ECDH_anon_WITH_AES_128_CBC_SHA", "x25519", false, true, 0, false, VERSION_TLS_1_2, false},
    {"rsa-1.0", "TLS_RSA_WITH_AES_256_CBC_SHA", NULL, true, false, 50, false, VERSION_TLS_1_0, false},
    {"ecdhe-1.0", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "toy-curve-17", false, true, 0, false, VERSION_TLS_1_0,
     false},
    {"dhe-1.1", "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "toy-dh-23", true, true, 0, false, VERSION_TLS_1_1, false},
    {"again-rsa", "TLS_RSA_WITH_AES_128_GCM_SHA256", NULL, true, false, 0, false, VERSION_TLS_1_2, true},
    {"again-ecdhe-toy", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "toy-curve-17", false, true, 0, false, VERSION_TLS_1_2,
     true},
};

/* The one certificate of a client, or the one kind of signature that a server knows beside that of all certificates,
   where the seed is named after it; in the other seeds nobody is asked. */
static void narrow_client(PeerConfig *config, const Seed *seed)
{
    bool rsa = strcmp(seed->name, "client-rsa") == 0, ecdsa = strcmp(seed->name, "client-ecdsa") == 0;
    if (!rsa && !ecdsa) {
        config->server.client_certificate = CLIENT_CERTIFICATE_NONE;
        config->credential_count = config->role == ACTOR_CLIENT ? 0 : config->credential_count;
        return;
    }
    if (config->role == ACTOR_CLIENT) {
        config->credentials = &fuzz_pki()->clients[ecdsa];
        config->credential_count = 1;
    }
    config->signature_schemes[0] = signature_scheme_find(ecdsa ? "ecdsa_secp256r1_sha256" : "rsa_pkcs1_sha256");
    config->signature_schemes[1] = signature_scheme_find("rsa_pkcs1_sha256");
    config->signature_scheme_count = ecdsa ? 2 : 1;
}

static void narrow(PeerConfig *config, const Seed *seed)
{
    narrow_client(config, seed);
    config->suites[0] = suite_find(seed->suite);
    config->suite_count = 1;
    config->extensions.has_extended_master_secret = seed->extended_master_secret;
    config->extensions.has_encrypt_then_mac = seed->encrypt_then_mac;
    config->record_size = seed->record_size;
    config->version_max = seed->version;
    if (!seed->group)
        return;
    config->groups[0] = group_find(seed->group);
    config->group_count = 1;
}

/* Moves what `from` has to say, and keeps a copy. */
static void deliver(Peer *from, Peer *to, Buffer *said)
{
    Bytes output = peer_output(from);
    buffer_append(said, output);
    peer_receive(to, output);
    peer_output_take(from, output.size);
}

/* When the first words have come. */
static void go_on(Peer *leader, bool renegotiates)
{
    if (renegotiates) {
        peer_write(leader, bytes_of_text("more of it"));
        fuzz_require(peer_renegotiate(leader));
    } else {
        peer_close(leader);
    }
}

/* `fuzzed` is configured as the fuzz target has it, so that its side of the run comes again; the other side leads it
   where the seed wants it. */
static Buffer record(const Seed *seed, Actor fuzzed)
{
    Random *randoms[2];
    PeerConfig configs[2];
    Buffer said[2] = {BUFFER_EMPTY, BUFFER_EMPTY};
    Peer *peers[2], *leader;
    bool renegotiates = seed->renegotiates;
    for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++) {
        fuzz_peer_config(&configs[actor], actor, &randoms[actor]);
        if (actor != fuzzed)
            narrow(&configs[actor], seed);
        /* An ECDSA certificate's curve has to be offered besides. */
        if (actor != fuzzed && actor == ACTOR_CLIENT && seed->group)
            configs[actor].groups[configs[actor].group_count++] = group_find("secp256r1");
        peers[actor] = peer_new(&configs[actor]);
        peer_write(peers[actor], bytes_of_text("what there is to say"));
    }
    leader = peers[1 - fuzzed];
    for (bool moved = true; moved;) {
        moved = false;
        for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++) {
            while (peer_step(peers[actor]))
                moved = true;
            deliver(peers[actor], peers[1 - actor], &said[actor]);
        }
        if (!moved && peer_state(leader) == PEER_CONNECTED && peer_read(peers[fuzzed]).size > 0) {
            peer_read_take(peers[fuzzed], SIZE_MAX);
            go_on(leader, renegotiates);
            renegotiates = false;
            moved = true;
        }
    }
    fuzz_require(peer_state(peers[fuzzed]) == PEER_CLOSED);
    for (int actor = 0; actor < 2; actor++) {
        peer_free(peers[actor]);
        random_free(randoms[actor]);
    }
    buffer_clear(&said[fuzzed]);
    return said[1 - fuzzed];
}

static bool write_seed(const char *path, Bytes seed)
{
    FILE *file = fopen(path, "wb");
    bool written = file && fwrite(seed.data, 1, seed.size, file) == seed.size;
    return file && fclose(file) == 0 && written;
}

static bool compare_seed(const char *path, Bytes seed)
{
    uint8_t found[65536];
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(found, 1, sizeof found, file) : 0;
    if (file)
        fclose(file);
    return bytes_equal(bytes_of(found, size), seed);
}

int main(int argc, char **argv)
{
    bool writes = argc == 3 && strcmp(argv[2], "--write") == 0;
    int status = 0;
    if (argc != 2 && !writes) {
        fprintf(stderr, "usage: peer_seeds CORPUS [--write]\n");
        return 2;
    }
    for (size_t i = 0; i < COUNT_OF(seeds); i++)
        for (Actor fuzzed = ACTOR_CLIENT; fuzzed <= ACTOR_SERVER; fuzzed++) {
            char path[4096];
            if (fuzzed == ACTOR_SERVER && seeds[i].client_only)
                continue;
            Buffer seed = record(&seeds[i], fuzzed);
            snprintf(path, sizeof path, "%s/peer_%s/%s", argv[1], actor_name(fuzzed), seeds[i].name);
            bool good = writes ? write_seed(path, buffer_bytes(&seed)) : compare_seed(path, buffer_bytes(&seed));
            if (!good) {
                fprintf(stderr, "%s: %s\n", path, writes ? "cannot be written" : "is out of date; see --write");
                status = 1;
            }
            buffer_clear(&seed);
        }
    return status;
}
