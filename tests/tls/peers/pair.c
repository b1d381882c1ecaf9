#include "pair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tls/record/record.h"

/* PKI */

Buffer pki_read_file(const char *name)
{
    char path[1024];
    const char *data = getenv("TLSTEPS_DATA");
    Buffer out = BUFFER_EMPTY;
    snprintf(path, sizeof path, "%s/assets/pki/%s", data ? data : ".", name);
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("cannot open %s", path);
    uint8_t block[4096];
    size_t size;
    while ((size = fread(block, 1, sizeof block, file)) > 0)
        buffer_append(&out, bytes_of(block, size));
    fclose(file);
    return out;
}

static void load_chain(CertificateList *out, const char *name)
{
    Buffer file = pki_read_file(name);
    assert_int_equal(certificate_list_decode(out, NULL, buffer_bytes(&file)), ERROR_NONE);
    buffer_clear(&file);
}

static void load_key(PrivateKey *out, const char *name)
{
    Buffer file = pki_read_file(name);
    private_key_init(out);
    assert_int_equal(private_key_decode_file(out, NULL, buffer_bytes(&file)), ERROR_NONE);
    buffer_clear(&file);
}

void pki_load(CertificateList *chain, PrivateKey *key, const char *chain_file, const char *key_file)
{
    load_chain(chain, chain_file);
    load_key(key, key_file);
}

static Pki loaded;

static void unload(void)
{
    certificate_list_clear(&loaded.roots);
    certificate_list_clear(&loaded.rsa);
    certificate_list_clear(&loaded.rsa_pss);
    certificate_list_clear(&loaded.client_rsa_pss);
    certificate_list_clear(&loaded.ecdsa);
    certificate_list_clear(&loaded.ecdsa_p384);
    certificate_list_clear(&loaded.client);
    certificate_list_clear(&loaded.client_ecdsa);
    private_key_clear(&loaded.rsa_key);
    private_key_clear(&loaded.rsa_pss_key);
    private_key_clear(&loaded.ecdsa_key);
    private_key_clear(&loaded.ecdsa_p384_key);
    private_key_clear(&loaded.client_key);
    private_key_clear(&loaded.client_ecdsa_key);
}

const Pki *pki(void)
{
    if (loaded.roots.count > 0)
        return &loaded;
    load_chain(&loaded.roots, "roots.pem");
    pki_load(&loaded.rsa, &loaded.rsa_key, "good.pem", "server.key");
    pki_load(&loaded.ecdsa, &loaded.ecdsa_key, "ecdsa.pem", "ecdsa.key");
    pki_load(&loaded.ecdsa_p384, &loaded.ecdsa_p384_key, "ecdsa-p384.pem", "ecdsa-p384.key");
    pki_load(&loaded.client, &loaded.client_key, "client.pem", "client.key");
    pki_load(&loaded.rsa_pss, &loaded.rsa_pss_key, "rsa-pss.pem", "rsa-pss.key");
    load_chain(&loaded.client_rsa_pss, "client-rsa-pss.pem"); /* of the same key */
    loaded.pss = (Credential){.chain = &loaded.rsa_pss, .key = &loaded.rsa_pss_key};
    loaded.client_pss = (Credential){.chain = &loaded.client_rsa_pss, .key = &loaded.rsa_pss_key};
    pki_load(&loaded.client_ecdsa, &loaded.client_ecdsa_key, "client-ecdsa.pem", "client-ecdsa.key");
    loaded.clients[0] = (Credential){.chain = &loaded.client, .key = &loaded.client_key};
    loaded.clients[1] = (Credential){.chain = &loaded.client_ecdsa, .key = &loaded.client_ecdsa_key};
    loaded.credentials[0] = (Credential){.chain = &loaded.rsa, .key = &loaded.rsa_key};
    loaded.credentials[1] = (Credential){.chain = &loaded.ecdsa, .key = &loaded.ecdsa_key};
    loaded.p384 = (Credential){.chain = &loaded.ecdsa_p384, .key = &loaded.ecdsa_p384_key};
    atexit(unload);
    return &loaded;
}

/* The pair */

const char pair_identity[] = "client", pair_other_identity[] = "other client";

static const Psk *psks(void)
{
    static const uint8_t key[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, other_key[] = {0xff};
    static Psk both[2];
    both[0] = (Psk){bytes_of_text(pair_identity), BYTES_OF_ARRAY(key)};
    both[1] = (Psk){bytes_of_text(pair_other_identity), BYTES_OF_ARRAY(other_key)};
    return both;
}

void pair_init(Pair *pair)
{
    enum { NOW = 1767225600 }; /* 2026-01-01 */
    *pair = (Pair){0};
    pair->client_random = random_new_seeded(bytes_of_text("pair"), "c1.client");
    pair->server_random = random_new_seeded(bytes_of_text("pair"), "c1.server");
    peer_config_init(&pair->client_config, ACTOR_CLIENT);
    peer_config_init(&pair->server_config, ACTOR_SERVER);
    pair->client_config.random = pair->client_random;
    pair->server_config.random = pair->server_random;
    pair->client_config.now = pair->server_config.now = NOW;
    pair->client_config.server_name = "server.tlsteps.example";
    pair->client_config.trusted = pair->server_config.trusted = &pki()->roots;
    pair->server_config.credentials = pki()->credentials;
    pair->server_config.credential_count = 2;
    pair->client_config.psks = pair->server_config.psks = psks();
    pair->client_config.psk_count = 1;
    pair->server_config.psk_count = 2;
}

static void offer(PeerConfig *config, const Suite *suite, const Group *group)
{
    config->suites[0] = suite;
    config->suite_count = 1;
    if (!group)
        return;
    config->groups[0] = group;
    config->group_count = 1;
    /* An ECDSA certificate's curve has to be offered besides. */
    if (suite->authentication == AUTHENTICATION_ECDSA && config->role == ACTOR_CLIENT)
        config->groups[config->group_count++] = group_find("secp256r1");
}

void pair_offer(Pair *pair, const char *suite, const char *group)
{
    const Suite *found = suite_find(suite);
    assert_non_null(found);
    offer(&pair->client_config, found, group ? group_find(group) : NULL);
    offer(&pair->server_config, found, group ? group_find(group) : NULL);
}

void pair_ask_client(Pair *pair, ClientCertificate wish, const Credential *credential)
{
    pair->server_config.server.client_certificate = wish;
    pair->client_config.credentials = credential;
    pair->client_config.credential_count = credential ? 1 : 0;
}

void pair_name_scheme(Pair *pair, Actor actor, const SignatureScheme *scheme)
{
    const SignatureScheme *of_certificates = signature_scheme_find("rsa_pkcs1_sha256");
    PeerConfig *config = actor == ACTOR_CLIENT ? &pair->client_config : &pair->server_config;
    config->signature_schemes[0] = scheme;
    config->signature_scheme_count = 1;
    if (actor == ACTOR_CLIENT) {
        config->certificate_schemes[0] = of_certificates;
        config->certificate_scheme_count = 1;
    } else if (scheme != of_certificates) {
        config->signature_schemes[config->signature_scheme_count++] = of_certificates;
    }
}

void pair_set_versions(Pair *pair, uint16_t min, uint16_t max)
{
    pair->client_config.version_min = pair->server_config.version_min = min;
    pair->client_config.version_max = pair->server_config.version_max = max;
}

void pair_start(Pair *pair)
{
    pair->client = peer_new(&pair->client_config);
    pair->server = peer_new(&pair->server_config);
}

void pair_clear(Pair *pair)
{
    peer_free(pair->client);
    peer_free(pair->server);
    random_free(pair->client_random);
    random_free(pair->server_random);
    for (int side = 0; side < 2; side++) {
        buffer_clear(&pair->held[side]);
        buffer_clear(&pair->wire[side]);
    }
}

Peer *pair_peer(Pair *pair, Actor actor)
{
    return actor == ACTOR_CLIENT ? pair->client : pair->server;
}

Actor other_side(Actor actor)
{
    return actor == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
}

static void arrive(Pair *pair, Actor sender, Bytes bytes)
{
    Peer *receiver = pair_peer(pair, other_side(sender));
    size_t piece = pair->piece ? pair->piece : bytes.size;
    buffer_append(&pair->wire[sender], bytes);
    for (size_t at = 0; at < bytes.size; at += piece) {
        peer_receive(receiver, bytes_slice(bytes, at, piece));
        while (pair->piece && peer_step(receiver))
            ;
    }
}

/* Hands every whole record to whoever meddles. */
static void arrive_meddled(Pair *pair, Actor sender, Bytes bytes)
{
    Buffer *held = &pair->held[sender];
    buffer_append(held, bytes);
    for (;;) {
        Record record;
        if (record_parse(&record, buffer_bytes(held)) || record.bytes.size == 0)
            return;
        Buffer changed = BUFFER_EMPTY;
        buffer_append(&changed, record.bytes);
        buffer_consume(held, record.bytes.size);
        pair->meddle(pair->context, sender, &changed);
        arrive(pair, sender, buffer_bytes(&changed));
        buffer_clear(&changed);
    }
}

void pair_deliver(Pair *pair, Actor sender)
{
    Peer *peer = pair_peer(pair, sender);
    Buffer output = BUFFER_EMPTY;
    buffer_append(&output, peer_output(peer));
    peer_output_take(peer, output.size);
    if (pair->meddle)
        arrive_meddled(pair, sender, buffer_bytes(&output));
    else
        arrive(pair, sender, buffer_bytes(&output));
    buffer_clear(&output);
}

void pair_run(Pair *pair)
{
    bool moved = true;
    while (moved) {
        moved = false;
        for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++) {
            while (peer_step(pair_peer(pair, actor)))
                moved = true;
            moved |= peer_output(pair_peer(pair, actor)).size > 0;
            pair_deliver(pair, actor);
        }
    }
}

/* Assertions */

bool pair_agrees(const Pair *pair)
{
    PeerSummary client, server;
    peer_summary(pair->client, &client);
    peer_summary(pair->server, &server);
    return client.version == server.version && client.suite == server.suite && client.group == server.group &&
           client.signature_scheme == server.signature_scheme &&
           client.client_signature_scheme == server.client_signature_scheme &&
           client.extended_master_secret == server.extended_master_secret &&
           client.encrypt_then_mac == server.encrypt_then_mac &&
           (client.protocol == server.protocol || strcmp(client.protocol, server.protocol) == 0) &&
           bytes_equal(client.client_random, server.client_random) &&
           bytes_equal(client.server_random, server.server_random) && client.master_secret.size > 0 &&
           bytes_equal(client.master_secret, server.master_secret);
}

static void say_why(const char *who, const Peer *peer)
{
    bool sent;
    Error alert = peer_alert(peer, &sent);
    print_message("%s: %s, %s, %s alert %s\n", who, peer_state_name(peer), error_name(peer_error(peer)),
                  sent ? "sent" : "received", error_name(alert));
}

void assert_connected(const Pair *pair)
{
    if (peer_state(pair->client) != PEER_CONNECTED || peer_state(pair->server) != PEER_CONNECTED) {
        say_why("client", pair->client);
        say_why("server", pair->server);
        fail_msg("not connected");
    }
    assert_true(pair_agrees(pair));
}

void assert_refused(Pair *pair, Actor victim, Error alert)
{
    bool sent;
    const Peer *peer = pair_peer(pair, victim);
    if (peer_state(peer) != PEER_FAILED)
        say_why(actor_name(victim), peer);
    assert_int_equal(peer_state(peer), PEER_FAILED);
    assert_string_equal(error_name(peer_alert(peer, &sent)), error_name(alert));
    assert_true(sent);
    /* and the other side heard of it */
    peer = pair_peer(pair, other_side(victim));
    assert_int_equal(peer_state(peer), PEER_FAILED);
    assert_int_equal(peer_alert(peer, &sent), alert);
    assert_false(sent);
}

void pair_exchange(Pair *pair, Bytes from_client, Bytes from_server)
{
    peer_write(pair->client, from_client);
    peer_write(pair->server, from_server);
    pair_run(pair);
    assert_true(bytes_equal(peer_read(pair->server), from_client));
    assert_true(bytes_equal(peer_read(pair->client), from_server));
    peer_read_take(pair->server, from_client.size);
    peer_read_take(pair->client, from_server.size);
}
