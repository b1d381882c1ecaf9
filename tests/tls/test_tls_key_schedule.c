/*
 * The key schedule against three sources: the published connection of tls12.xargs.org (whose numbers are reproduced
 * here), OpenSSL's own PRF from the command line, and the Finished messages of captured connections.
 */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "captured.h"

enum { VERIFY_DATA_SIZE = 12 }; /* RFC 5246 §7.4.9 */

/* TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA without extended master secret. */
static const char pre_master[] = "df4a291baa1eb7cfa6934b29b474baad2697e29f1f920dcc77c8a0a088447624";
static const char client_random[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
static const char server_random[] = "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f";
static const char master[] =
    "916abf9da55973e13614ae0a3f5d3f37b023ba129aee02cc9134338127cd7049781c8e19fc1eb2a7387ac06ae237344c";

typedef struct Inputs {
    Buffer pre_master, client_random, server_random, master;
} Inputs;

static Inputs inputs_make(void)
{
    return (Inputs){from_hex(pre_master), from_hex(client_random), from_hex(server_random), from_hex(master)};
}

static void inputs_clear(Inputs *inputs)
{
    buffer_clear(&inputs->pre_master);
    buffer_clear(&inputs->client_random);
    buffer_clear(&inputs->server_random);
    buffer_clear(&inputs->master);
}

static void the_master_secret_is_the_published_one(void **state)
{
    (void)state;
    uint8_t out[MASTER_SECRET_SIZE];
    Inputs in = inputs_make();
    master_secret_derive(out, HASH_SHA256, buffer_bytes(&in.pre_master), buffer_bytes(&in.client_random),
                         buffer_bytes(&in.server_random));
    assert_hex(BYTES_OF_ARRAY(out), master);
    inputs_clear(&in);
}

static void the_keys_are_the_published_ones(void **state)
{
    (void)state;
    KeyBlock block;
    Inputs in = inputs_make();
    key_block_derive(&block, suite_find("ECDHE-RSA-AES128-SHA"), VERSION_TLS_1_2, buffer_bytes(&in.master),
                     buffer_bytes(&in.client_random), buffer_bytes(&in.server_random));
    assert_int_equal(block.size, 2 * (20 + 16));
    assert_hex(block.client.mac_key, "1b7d117c7d5f690bc263cae8ef60af0f1878acc2");
    assert_hex(block.server.mac_key, "2ad8bdd8c601a617126f63540eb20906f781fad2");
    assert_hex(block.client.key, "f656d037b173ef3e11169f27231a84b6");
    assert_hex(block.server.key, "752a18e7a9fcb7cbcdd8f98dd8f769eb");
    assert_int_equal(block.client.iv.size, 0);
    inputs_clear(&in);
}

static void each_suite_cuts_the_block_its_own_way(void **state)
{
    (void)state;
    static const struct {
        const char *suite;
        size_t mac, key, iv;
        uint16_t version;
    } cases[] = {
        {"AES256-SHA256", 32, 32, 0, VERSION_TLS_1_2},
        {"ECDHE-RSA-AES256-SHA384", 48, 32, 0, VERSION_TLS_1_2},
        {"AES128-GCM-SHA256", 0, 16, 4, VERSION_TLS_1_2},
        {"AES256-GCM-SHA384", 0, 32, 4, VERSION_TLS_1_2},
        {"ECDHE-RSA-CHACHA20-POLY1305", 0, 32, 12, VERSION_TLS_1_2},
        {"AES128-SHA", 20, 16, 0, VERSION_TLS_1_2},
        {"AES128-SHA", 20, 16, 0, VERSION_TLS_1_1},
        {"AES128-SHA", 20, 16, 16, VERSION_TLS_1_0},
    };
    Inputs in = inputs_make();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        KeyBlock block;
        key_block_derive(&block, suite_find(cases[i].suite), cases[i].version, buffer_bytes(&in.master),
                         buffer_bytes(&in.client_random), buffer_bytes(&in.server_random));
        const Bytes parts[] = {block.client.mac_key, block.server.mac_key, block.client.key,
                               block.server.key,     block.client.iv,      block.server.iv};
        const size_t sizes[] = {cases[i].mac, cases[i].key, cases[i].iv};
        size_t at = 0;
        for (size_t part = 0; part < COUNT_OF(parts); part++) {
            assert_int_equal(parts[part].size, sizes[part / 2]);
            assert_ptr_equal(parts[part].data, block.bytes + at);
            at += parts[part].size;
        }
        assert_int_equal(block.size, at);
    }
    inputs_clear(&in);
}

/* What `openssl kdf` makes of the same inputs, as lower-case hex; skips the test where it is not there. */
static void ask_openssl(Buffer *out, const char *digest, Bytes secret, const char *label, Bytes seed, size_t size)
{
    char line[1024] = "";
    Buffer command = BUFFER_EMPTY;
    text_append(&command, "openssl kdf -keylen ");
    text_append_decimal(&command, size);
    text_append(&command, " -kdfopt digest:");
    text_append(&command, digest);
    text_append(&command, " -kdfopt hexsecret:");
    text_append_hex(&command, secret);
    text_append(&command, " -kdfopt hexseed:");
    text_append_hex(&command, bytes_of_text(label));
    text_append_hex(&command, seed);
    text_append(&command, " TLS1-PRF 2>/dev/null");
    FILE *pipe = popen(text_finish(&command), "r");
    buffer_clear(&command);
    bool answered = pipe && fgets(line, sizeof line, pipe);
    if (pipe)
        pclose(pipe);
    if (!answered)
        skip();
    for (const char *c = line; *c && *c != '\n'; c++)
        if (*c != ':')
            buffer_append_number(out, 1, (uint8_t)(*c >= 'A' && *c <= 'F' ? *c + 'a' - 'A' : *c));
}

static void assert_openssl_agrees(HashId prf, Bytes secret, const char *label, Bytes seed, Bytes found)
{
    Buffer expected = BUFFER_EMPTY;
    ask_openssl(&expected,
                prf == HASH_SHA384   ? "SHA384"
                : prf == HASH_SHA256 ? "SHA256"
                                     : "MD5-SHA1",
                secret, label, seed, found.size);
    assert_hex(found, text_finish(&expected));
    buffer_clear(&expected);
}

static void openssl_derives_the_same(void **state)
{
    (void)state;
    static const HashId hashes[] = {HASH_SHA256, HASH_SHA384, HASH_MD5_SHA1};
    static const char *const suites[] = {"AES256-SHA256", "ECDHE-RSA-AES256-SHA384", "AES256-SHA"};
    static const uint16_t versions[] = {VERSION_TLS_1_2, VERSION_TLS_1_2, VERSION_TLS_1_0};
    Inputs in = inputs_make();
    Buffer client_first = BUFFER_EMPTY, server_first = BUFFER_EMPTY;
    buffer_append(&client_first, buffer_bytes(&in.client_random));
    buffer_append(&client_first, buffer_bytes(&in.server_random));
    buffer_append(&server_first, buffer_bytes(&in.server_random));
    buffer_append(&server_first, buffer_bytes(&in.client_random));
    for (size_t i = 0; i < COUNT_OF(hashes); i++) {
        uint8_t secret[MASTER_SECRET_SIZE], digest[HASH_SIZE_MAX], verify_data[VERIFY_DATA_SIZE];
        hash_all(hashes[i], bytes_of_text("messages"), digest);
        Bytes hashed = bytes_of(digest, hash_size(hashes[i]));
        master_secret_derive(secret, hashes[i], buffer_bytes(&in.pre_master), buffer_bytes(&in.client_random),
                             buffer_bytes(&in.server_random));
        assert_openssl_agrees(hashes[i], buffer_bytes(&in.pre_master), "master secret", buffer_bytes(&client_first),
                              BYTES_OF_ARRAY(secret));
        extended_master_secret_derive(secret, hashes[i], buffer_bytes(&in.pre_master), hashed);
        assert_openssl_agrees(hashes[i], buffer_bytes(&in.pre_master), "extended master secret", hashed,
                              BYTES_OF_ARRAY(secret));
        verify_data_derive(verify_data, VERIFY_DATA_SIZE, hashes[i], buffer_bytes(&in.master), ACTOR_CLIENT, hashed);
        assert_openssl_agrees(hashes[i], buffer_bytes(&in.master), "client finished", hashed,
                              BYTES_OF_ARRAY(verify_data));
        verify_data_derive(verify_data, VERIFY_DATA_SIZE, hashes[i], buffer_bytes(&in.master), ACTOR_SERVER, hashed);
        assert_openssl_agrees(hashes[i], buffer_bytes(&in.master), "server finished", hashed,
                              BYTES_OF_ARRAY(verify_data));
        KeyBlock block;
        const Suite *suite = suite_find(suites[i]);
        key_block_derive(&block, suite, versions[i], buffer_bytes(&in.master), buffer_bytes(&in.client_random),
                         buffer_bytes(&in.server_random));
        assert_openssl_agrees(hashes[i], buffer_bytes(&in.master), "key expansion", buffer_bytes(&server_first),
                              bytes_of(block.bytes, block.size));
    }
    buffer_clear(&client_first);
    buffer_clear(&server_first);
    inputs_clear(&in);
}

/* A captured connection's messages, hashed as they come, and each Finished compared with what they make. */
typedef struct Transcript {
    CapturedRun *run;
    Buffer messages;
    int handshake;
    int finished;
} Transcript;

static void check_finished(void *own, const TrackedMessage *message)
{
    Transcript *transcript = own;
    if (message->content_type != CONTENT_HANDSHAKE)
        return;
    if (message->handshake != transcript->handshake)
        buffer_truncate(&transcript->messages, 0);
    transcript->handshake = message->handshake;
    if (message->bytes.data[0] == HANDSHAKE_FINISHED) {
        const Suite *suite = message->context.suite;
        uint8_t digest[HASH_SIZE_MAX], expected[VERIFY_DATA_SIZE];
        Buffer secrets = from_hex(transcript->run->connection->master_secrets);
        HashId prf = suite_prf_hash(suite, message->context.version);
        hash_all(prf, buffer_bytes(&transcript->messages), digest);
        verify_data_derive(expected, VERIFY_DATA_SIZE, prf,
                           bytes_of(secrets.data + (message->handshake - 1) * MASTER_SECRET_SIZE, MASTER_SECRET_SIZE),
                           message->sender, bytes_of(digest, hash_size(prf)));
        assert_memory_equal(message->bytes.data + HANDSHAKE_HEADER_SIZE, expected, VERIFY_DATA_SIZE);
        buffer_clear(&secrets);
        transcript->finished++;
    }
    buffer_append(&transcript->messages, message->bytes);
}

static void captured_finished_messages_verify(void **state)
{
    (void)state;
    for (int i = 0; captured_at(i); i++) {
        CapturedRun run = {.connection = captured_at(i), .message = check_finished};
        Transcript transcript = {.run = &run, .handshake = 1};
        run.own = &transcript;
        captured_run(&run);
        assert_int_equal(transcript.finished, 2 * run.connection->handshakes);
        tracker_free(run.tracker);
        buffer_clear(&transcript.messages);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_master_secret_is_the_published_one), cmocka_unit_test(the_keys_are_the_published_ones),
        cmocka_unit_test(each_suite_cuts_the_block_its_own_way),  cmocka_unit_test(openssl_derives_the_same),
        cmocka_unit_test(captured_finished_messages_verify),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
