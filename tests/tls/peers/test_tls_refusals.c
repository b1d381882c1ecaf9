/* What a peer refuses, and with which alert: the table of refusals.def, run row by row. */
#include "pair.h"

#include "tls/offer.h"
#include "tls/record.h"

/* A message on its way, decoded, and its bytes to be made anew. */
typedef struct Change {
    Pair *pair;
    HandshakeType type;
    void (*apply)(struct Change *change, Message *message, Buffer *bytes);
    Arena made; /* what decoded messages are pointed to */
    bool done;
} Change;

static Bytes numbers(Change *change, int count, const uint16_t *values)
{
    Buffer out = BUFFER_EMPTY;
    for (int i = 0; i < count; i++)
        buffer_append_number(&out, 2, values[i]);
    Bytes kept = arena_copy(&change->made, buffer_bytes(&out));
    buffer_clear(&out);
    return kept;
}

/* Changes of any message */

static void set_length(Buffer *bytes)
{
    bytes_write_number(bytes->data + 1, 3, bytes->size - HANDSHAKE_HEADER_SIZE);
}

static void append_byte(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_append_number(bytes, 1, 0);
    set_length(bytes);
}

static void cut_byte(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_truncate(bytes, bytes->size - 1);
    set_length(bytes);
}

static void change_last_byte(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    bytes->data[bytes->size - 1] ^= 1;
}

static void drop(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_truncate(bytes, 0);
}

static void become_client_key_exchange(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    bytes->data[0] = HANDSHAKE_CLIENT_KEY_EXCHANGE;
}

static void become_server_hello_done(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    buffer_truncate(bytes, 0);
    server_hello_done_encode(bytes);
}

/* ClientHello */

static void encode_hello(Message *message, Buffer *bytes)
{
    Buffer fresh = BUFFER_EMPTY;
    client_hello_encode(&fresh, &message->client_hello);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
}

static void hello_version(Message *message, Buffer *bytes, uint16_t version)
{
    message->client_hello.version = version;
    encode_hello(message, bytes);
}

static void hello_version_1_1(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    hello_version(message, bytes, VERSION_TLS_1_1);
}

static void hello_version_ssl_3(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    hello_version(message, bytes, VERSION_SSL_3_0);
}

static void hello_version_0(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    hello_version(message, bytes, 0);
}

static void hello_suites(Change *change, Message *message, Buffer *bytes, int count, const uint16_t *suites)
{
    message->client_hello.cipher_suites = numbers(change, count, suites);
    encode_hello(message, bytes);
}

static void hello_fallback(Change *change, Message *message, Buffer *bytes)
{
    static const uint16_t suites[] = {0x002f, SUITE_FALLBACK_SCSV};
    message->client_hello.version = VERSION_TLS_1_1;
    hello_suites(change, message, bytes, 2, suites);
}

static void hello_other_suites(Change *change, Message *message, Buffer *bytes)
{
    static const uint16_t suites[] = {0x0001, SUITE_EMPTY_RENEGOTIATION_INFO_SCSV, 0x1301, 0x0a0a};
    hello_suites(change, message, bytes, 4, suites);
}

static void hello_only_deflate(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t deflate = 1;
    (void)change;
    message->client_hello.compression_methods = bytes_of(&deflate, 1);
    encode_hello(message, bytes);
}

static void hello_groups(Change *change, Message *message, Buffer *bytes, uint16_t group)
{
    message->client_hello.extensions.supported_groups = numbers(change, 1, &group);
    encode_hello(message, bytes);
}

static void hello_other_groups(Change *change, Message *message, Buffer *bytes)
{
    hello_groups(change, message, bytes, 0x001e); /* x448 */
}

static void hello_other_fields(Change *change, Message *message, Buffer *bytes)
{
    hello_groups(change, message, bytes, 0x01fc); /* ffdhe for private use */
}

static void hello_only_x25519(Change *change, Message *message, Buffer *bytes)
{
    hello_groups(change, message, bytes, 0x001d);
}

static void hello_other_schemes(Change *change, Message *message, Buffer *bytes)
{
    static const uint16_t ed25519 = 0x0807;
    message->client_hello.extensions.signature_algorithms = numbers(change, 1, &ed25519);
    encode_hello(message, bytes);
}

static void hello_compressed_points(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t compressed = 1;
    (void)change;
    message->client_hello.extensions.ec_point_formats = bytes_of(&compressed, 1);
    encode_hello(message, bytes);
}

static void hello_renegotiates(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->client_hello.extensions.renegotiated_connection = bytes_of_text("verify_data.");
    encode_hello(message, bytes);
}

static void hello_other_host(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->client_hello.extensions.server_name = bytes_of_text("other.tlsteps.example");
    encode_hello(message, bytes);
}

static void hello_other_protocols(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->client_hello.extensions.has_alpn = true;
    message->client_hello.extensions.alpn = bytes_of_text("\3ftp");
    encode_hello(message, bytes);
}

static void twice(Extensions *extensions)
{
    extensions->types[extensions->type_count] = extensions->types[0];
    extensions->data[extensions->type_count] = extensions->data[0];
    extensions->type_count++;
}

static void hello_extension_twice(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    twice(&message->client_hello.extensions);
    encode_hello(message, bytes);
}

/* ServerHello */

static void encode_answer(Message *message, Buffer *bytes)
{
    Buffer fresh = BUFFER_EMPTY;
    message->server_hello.extensions.present = true;
    server_hello_encode(&fresh, &message->server_hello);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
}

static void answer_version_1_1(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.version = VERSION_TLS_1_1;
    encode_answer(message, bytes);
}

static void answer_version_1_3(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.version = 0x0304;
    encode_answer(message, bytes);
}

static void answer_other_suite(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.cipher_suite = 0x002f;
    encode_answer(message, bytes);
}

static void answer_no_suite(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.cipher_suite = SUITE_EMPTY_RENEGOTIATION_INFO_SCSV;
    encode_answer(message, bytes);
}

static void answer_deflate(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.compression_method = 1;
    encode_answer(message, bytes);
}

static void answer_session_ticket(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    Extensions *extensions = &message->server_hello.extensions;
    extensions->types[extensions->type_count] = TLS_EXTENSION_SESSION_TICKET;
    extensions->data[extensions->type_count++] = BYTES_EMPTY;
    encode_answer(message, bytes);
}

static void answer_extension_twice(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    twice(&message->server_hello.extensions);
    encode_answer(message, bytes);
}

static void answer_encrypt_then_mac(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.extensions.has_encrypt_then_mac = true;
    encode_answer(message, bytes);
}

static void answer_renegotiates(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.extensions.renegotiated_connection = bytes_of_text("verify_data.verify_data.");
    encode_answer(message, bytes);
}

static void answer_protocols(Message *message, Buffer *bytes, const char *list)
{
    message->server_hello.extensions.has_alpn = true;
    message->server_hello.extensions.alpn = bytes_of_text(list);
    encode_answer(message, bytes);
}

static void answer_other_protocol(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    answer_protocols(message, bytes, "\3ftp");
}

static void answer_two_protocols(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    answer_protocols(message, bytes, "\2h2\2h2");
}

static void answer_compressed_points(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t compressed[] = {1, 2};
    (void)change;
    message->server_hello.extensions.ec_point_formats = BYTES_OF_ARRAY(compressed);
    encode_answer(message, bytes);
}

/* Certificate */

static void encode_certificates(Buffer *bytes, const Bytes *certificates, int count)
{
    Buffer fresh = BUFFER_EMPTY;
    certificate_encode(&fresh, certificates, count);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
}

static void certificate_none(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    encode_certificates(bytes, NULL, 0);
}

static void certificate_not_der(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    Bytes text = bytes_of_text("this is no certificate");
    encode_certificates(bytes, &text, 1);
}

static void certificate_forged(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    /* the last byte of the first certificate: its signature */
    Bytes first = message->certificate.certificates[0];
    bytes->data[first.data - bytes->data + (ptrdiff_t)first.size - 1] ^= 1;
}

static void certificate_ecdsa(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    encode_certificates(bytes, &pki()->ecdsa.items[0]->der, 1);
}

static void certificate_p384(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    encode_certificates(bytes, &pki()->ecdsa_p384.items[0]->der, 1);
}

/* ServerKeyExchange */

static void encode_exchange(Message *message, Buffer *bytes, Buffer *params)
{
    Buffer fresh = BUFFER_EMPTY;
    const ServerKeyExchange *exchange = &message->server_key_exchange;
    server_key_exchange_encode(&fresh, params ? buffer_bytes(params) : exchange->params, exchange->signature_scheme,
                               exchange->signature);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
    if (params)
        buffer_clear(params);
}

static void exchange_other_point(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    bytes->data[message->server_key_exchange.ec_point.data - bytes->data] ^= 1;
}

static void exchange_secp384r1(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    const Curve *curve = curve_find("secp384r1");
    Buffer params = BUFFER_EMPTY, point = BUFFER_EMPTY;
    curve_point_append(&point, curve, &curve->g);
    server_ecdh_params_encode(&params, 0x0018, buffer_bytes(&point));
    encode_exchange(message, bytes, &params);
    buffer_clear(&point);
}

static void exchange_explicit(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    const Curve *curve = curve_find("toy-curve-17");
    Buffer params = BUFFER_EMPTY, point = BUFFER_EMPTY;
    curve_point_append(&point, curve, &curve->g);
    server_explicit_ecdh_params_encode(&params, curve, buffer_bytes(&point));
    encode_exchange(message, bytes, &params);
    buffer_clear(&point);
}

static void exchange_other_explicit(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    bytes->data[message->server_key_exchange.explicit_curve.b.data - bytes->data] ^= 1;
}

static void exchange_curve_type(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    bytes->data[HANDSHAKE_HEADER_SIZE] = 7;
}

static void exchange_scheme(Message *message, Buffer *bytes, uint16_t scheme)
{
    message->server_key_exchange.signature_scheme = scheme;
    encode_exchange(message, bytes, NULL);
}

static void exchange_sha1(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    exchange_scheme(message, bytes, 0x0201);
}

static void exchange_ecdsa_scheme(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    exchange_scheme(message, bytes, 0x0403);
}

/* Sends these numbers for p and g, and 4 as the public value. */
static void exchange_field(Message *message, Buffer *bytes, const mpz_t p, const mpz_t g)
{
    DhGroup group;
    mpz_t four;
    mpz_init_set_ui(four, 4);
    dh_group_init(&group);
    mpz_set(group.p, p);
    mpz_set(group.g, g);
    Buffer params = BUFFER_EMPTY;
    server_dh_params_encode(&params, &group, four);
    encode_exchange(message, bytes, &params);
    dh_group_clear(&group);
    mpz_clear(four);
}

static void exchange_named_field(Message *message, Buffer *bytes, const char *name)
{
    const DhGroup *group = dh_group_find(name);
    exchange_field(message, bytes, group->p, group->g);
}

static void exchange_toy(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    exchange_named_field(message, bytes, "toy-dh-23");
}

static void exchange_modp2048(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    exchange_named_field(message, bytes, "modp2048");
}

/* 2^size - 1 for p: never prime for an even size. */
static void exchange_mersenne(Message *message, Buffer *bytes, unsigned size)
{
    mpz_t p, g;
    mpz_init_set_ui(p, 1);
    mpz_init_set_ui(g, 2);
    mpz_mul_2exp(p, p, size);
    mpz_sub_ui(p, p, 1);
    exchange_field(message, bytes, p, g);
    mpz_clear(p);
    mpz_clear(g);
}

static void exchange_short_prime(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    exchange_mersenne(message, bytes, 1023);
}

static void exchange_composite(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    exchange_mersenne(message, bytes, 1024);
}

/* ClientKeyExchange */

static void encode_keys(Change *change, Buffer *bytes, Bytes keys)
{
    Buffer fresh = BUFFER_EMPTY;
    PeerSummary summary;
    peer_summary(change->pair->client, &summary);
    client_key_exchange_encode(&fresh, summary.suite, keys);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
}

static void encode_byte(Change *change, Buffer *bytes, uint8_t value)
{
    encode_keys(change, bytes, bytes_of(&value, 1));
}

static void public_zero(Change *change, Message *message, Buffer *bytes)
{
    (void)message;
    encode_byte(change, bytes, 0);
}

static void public_one(Change *change, Message *message, Buffer *bytes)
{
    (void)message;
    encode_byte(change, bytes, 1);
}

static void public_22(Change *change, Message *message, Buffer *bytes)
{
    (void)message;
    encode_byte(change, bytes, 22);
}

static void public_near_p(Change *change, Buffer *bytes, unsigned below)
{
    Buffer number = BUFFER_EMPTY;
    mpz_t value;
    mpz_init_set(value, dh_group_find("ffdhe2048")->p);
    mpz_sub_ui(value, value, below);
    number_append(&number, value);
    encode_keys(change, bytes, buffer_bytes(&number));
    mpz_clear(value);
    buffer_clear(&number);
}

static void public_p_minus_one(Change *change, Message *message, Buffer *bytes)
{
    (void)message;
    public_near_p(change, bytes, 1);
}

static void public_p(Change *change, Message *message, Buffer *bytes)
{
    (void)message;
    public_near_p(change, bytes, 0);
}

static void point_compressed(Change *change, Message *message, Buffer *bytes)
{
    Buffer point = BUFFER_EMPTY;
    buffer_append_number(&point, 1, 2);
    buffer_append(&point, bytes_slice(message->client_key_exchange.ec_point, 1, 32));
    encode_keys(change, bytes, buffer_bytes(&point));
    buffer_clear(&point);
}

static void x25519_zero(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t zero[32] = {0};
    (void)message;
    encode_keys(change, bytes, BYTES_OF_ARRAY(zero));
}

static void x25519_short(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t short_value[31] = {9};
    (void)message;
    encode_keys(change, bytes, BYTES_OF_ARRAY(short_value));
}

static void ciphertext_short(Change *change, Message *message, Buffer *bytes)
{
    Bytes encrypted = message->client_key_exchange.encrypted_pre_master_secret;
    Buffer copy = BUFFER_EMPTY;
    buffer_append(&copy, bytes_slice(encrypted, 0, encrypted.size - 1));
    encode_keys(change, bytes, buffer_bytes(&copy));
    buffer_clear(&copy);
}

/* A pre-master secret of the tester's own, properly encrypted. */
static void encode_pre_master(Change *change, Buffer *bytes, Bytes secret)
{
    Buffer encrypted = BUFFER_EMPTY;
    assert_int_equal(
        rsa_pkcs1_encrypt(&encrypted, &pki()->rsa.items[0]->key.rsa, secret, change->pair->client_random, "test"),
        ERROR_NONE);
    encode_keys(change, bytes, buffer_bytes(&encrypted));
    buffer_clear(&encrypted);
}

static void pre_master_version(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t secret[MASTER_SECRET_SIZE] = {0x03, 0x02};
    (void)message;
    encode_pre_master(change, bytes, BYTES_OF_ARRAY(secret));
}

static void pre_master_short(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t secret[MASTER_SECRET_SIZE - 1] = {0x03, 0x03};
    (void)message;
    encode_pre_master(change, bytes, BYTES_OF_ARRAY(secret));
}

/* The runner */

typedef struct Refusal {
    const char *what, *suite, *group;
    HandshakeType type;
    void (*apply)(Change *change, Message *message, Buffer *bytes);
    Actor victim;
    Error alert;
} Refusal;

static const Refusal refusals[] = {
#define REFUSAL(what, suite, group, message, change, victim, alert, source)                                            \
    {what, suite, group, HANDSHAKE_##message, change, ACTOR_##victim, ERROR_##alert},
#include "refusals.def"
#undef REFUSAL
};

static void change_record(void *context, Actor sender, Buffer *record)
{
    Change *change = context;
    if (change->done || record->data[0] != CONTENT_HANDSHAKE || record->data[RECORD_HEADER_SIZE] != change->type)
        return;
    change->done = true;
    PeerSummary summary;
    peer_summary(pair_peer(change->pair, sender), &summary);
    DecodeContext decode = {summary.version, summary.suite, sender};
    Buffer bytes = BUFFER_EMPTY;
    Message message;
    buffer_append(&bytes, bytes_slice(buffer_bytes(record), RECORD_HEADER_SIZE, record->size));
    assert_int_equal(message_decode(&message, buffer_bytes(&bytes), &decode, NULL), ERROR_NONE);
    change->apply(change, &message, &bytes);
    buffer_truncate(record, 0);
    if (bytes.size > 0) {
        record_header_append(record, CONTENT_HANDSHAKE, VERSION_TLS_1_2, bytes.size);
        buffer_append(record, buffer_bytes(&bytes));
    }
    buffer_clear(&bytes);
}

static void every_row_is_refused_with_its_alert(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        const Refusal *row = &refusals[i];
        Pair pair;
        Change change = {.pair = &pair, .type = row->type, .apply = row->apply};
        print_message("%s: %s\n", handshake_type_name((uint8_t)row->type), row->what);
        pair_init(&pair);
        if (row->suite)
            pair_offer(&pair, row->suite, row->group);
        pair.client_config.protocols[0] = "h2";
        pair.client_config.protocol_count = 1;
        pair.server_config.protocols[0] = "h2";
        pair.server_config.protocol_count = 1;
        pair.server_config.server_name = "server.tlsteps.example";
        pair.meddle = change_record;
        pair.context = &change;
        pair_start(&pair);
        pair_run(&pair);
        assert_true(change.done);
        assert_refused(&pair, row->victim, row->alert);
        arena_clear(&change.made);
        pair_clear(&pair);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_refused_with_its_alert),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
