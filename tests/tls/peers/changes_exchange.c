#include "changes.h"

/* Certificate */

static void encode_certificates(Buffer *bytes, const Bytes *certificates, int count)
{
    Buffer fresh = BUFFER_EMPTY;
    certificate_encode(&fresh, certificates, count);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
}

void certificate_none(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    encode_certificates(bytes, NULL, 0);
}

void certificate_not_der(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    Bytes text = bytes_of_text("this is no certificate");
    encode_certificates(bytes, &text, 1);
}

void certificate_forged(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    /* the last byte of the first certificate: its signature */
    Bytes first = message->certificate.certificates[0];
    bytes->data[first.data - bytes->data + (ptrdiff_t)first.size - 1] ^= 1;
}

void certificate_ecdsa(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    encode_certificates(bytes, &pki()->ecdsa.items[0]->der, 1);
}

void certificate_p384(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    encode_certificates(bytes, &pki()->ecdsa_p384.items[0]->der, 1);
}

/* ServerKeyExchange */

static void encode_exchange(Change *change, Message *message, Buffer *bytes, Buffer *params)
{
    Buffer fresh = BUFFER_EMPTY;
    PeerSummary summary;
    ServerKeyExchange exchange = message->server_key_exchange;
    if (params)
        exchange.params = buffer_bytes(params);
    peer_summary(change->pair->server, &summary);
    server_key_exchange_encode(&fresh, summary.version, summary.suite, &exchange);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
    if (params)
        buffer_clear(params);
}

void exchange_other_point(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    bytes->data[message->server_key_exchange.ec_point.data - bytes->data] ^= 1;
}

void exchange_secp384r1(Change *change, Message *message, Buffer *bytes)
{
    const Curve *curve = curve_find("secp384r1");
    Buffer params = BUFFER_EMPTY, point = BUFFER_EMPTY;
    curve_point_append(&point, curve, &curve->g);
    server_ecdh_params_encode(&params, 0x0018, buffer_bytes(&point));
    encode_exchange(change, message, bytes, &params);
    buffer_clear(&point);
}

void exchange_explicit(Change *change, Message *message, Buffer *bytes)
{
    const Curve *curve = curve_find("toy-curve-17");
    Buffer params = BUFFER_EMPTY, point = BUFFER_EMPTY;
    curve_point_append(&point, curve, &curve->g);
    server_explicit_ecdh_params_encode(&params, curve, buffer_bytes(&point));
    encode_exchange(change, message, bytes, &params);
    buffer_clear(&point);
}

void exchange_other_explicit(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    bytes->data[message->server_key_exchange.explicit_curve.b.data - bytes->data] ^= 1;
}

void exchange_curve_type(Change *change, Message *message, Buffer *bytes)
{
    (void)change, (void)message;
    bytes->data[HANDSHAKE_HEADER_SIZE] = 7;
}

static void exchange_scheme(Change *change, Message *message, Buffer *bytes, uint16_t scheme)
{
    message->server_key_exchange.signature_scheme = scheme;
    encode_exchange(change, message, bytes, NULL);
}

void exchange_sha1(Change *change, Message *message, Buffer *bytes)
{
    exchange_scheme(change, message, bytes, 0x0201);
}

void exchange_ecdsa_scheme(Change *change, Message *message, Buffer *bytes)
{
    exchange_scheme(change, message, bytes, 0x0403);
}

/* Sends these numbers for p and g, and 4 as the public value. */
static void exchange_field(Change *change, Message *message, Buffer *bytes, const mpz_t p, const mpz_t g)
{
    DhGroup group;
    mpz_t four;
    mpz_init_set_ui(four, 4);
    dh_group_init(&group);
    mpz_set(group.p, p);
    mpz_set(group.g, g);
    Buffer params = BUFFER_EMPTY;
    server_dh_params_encode(&params, &group, four);
    encode_exchange(change, message, bytes, &params);
    dh_group_clear(&group);
    mpz_clear(four);
}

static void exchange_named_field(Change *change, Message *message, Buffer *bytes, const char *name)
{
    const DhGroup *group = dh_group_find(name);
    exchange_field(change, message, bytes, group->p, group->g);
}

void exchange_toy(Change *change, Message *message, Buffer *bytes)
{
    exchange_named_field(change, message, bytes, "toy-dh-23");
}

void exchange_modp2048(Change *change, Message *message, Buffer *bytes)
{
    exchange_named_field(change, message, bytes, "modp2048");
}

/* 2^size - 1 for p: never prime for an even size. */
static void exchange_mersenne(Change *change, Message *message, Buffer *bytes, unsigned size)
{
    mpz_t p, g;
    mpz_init_set_ui(p, 1);
    mpz_init_set_ui(g, 2);
    mpz_mul_2exp(p, p, size);
    mpz_sub_ui(p, p, 1);
    exchange_field(change, message, bytes, p, g);
    mpz_clear(p);
    mpz_clear(g);
}

void exchange_short_prime(Change *change, Message *message, Buffer *bytes)
{
    exchange_mersenne(change, message, bytes, 1023);
}

void exchange_composite(Change *change, Message *message, Buffer *bytes)
{
    exchange_mersenne(change, message, bytes, 1024);
}

/* ClientKeyExchange */

static void encode_keys(Change *change, Buffer *bytes, Bytes keys)
{
    Buffer fresh = BUFFER_EMPTY;
    PeerSummary summary;
    peer_summary(change->pair->client, &summary);
    client_key_exchange_encode(&fresh, summary.suite, bytes_of_text(pair_identity), keys);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
}

/* The same keys under another identity. */
static void encode_identity(Change *change, const Message *message, Buffer *bytes, const char *identity)
{
    const ClientKeyExchange *exchange = &message->client_key_exchange;
    Buffer fresh = BUFFER_EMPTY;
    PeerSummary summary;
    peer_summary(change->pair->client, &summary);
    KeyExchange kind = summary.suite->key_exchange;
    Bytes keys = kind == KEY_EXCHANGE_RSA   ? exchange->encrypted_pre_master_secret
                 : kind == KEY_EXCHANGE_DHE ? exchange->dh_yc
                                            : exchange->ec_point;
    client_key_exchange_encode(&fresh, summary.suite, bytes_of_text(identity), keys);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
}

void identity_unknown(Change *change, Message *message, Buffer *bytes)
{
    encode_identity(change, message, bytes, "somebody");
}

void identity_empty(Change *change, Message *message, Buffer *bytes)
{
    encode_identity(change, message, bytes, "");
}

void identity_other(Change *change, Message *message, Buffer *bytes)
{
    encode_identity(change, message, bytes, pair_other_identity);
}

static void encode_byte(Change *change, Buffer *bytes, uint8_t value)
{
    encode_keys(change, bytes, bytes_of(&value, 1));
}

void public_zero(Change *change, Message *message, Buffer *bytes)
{
    (void)message;
    encode_byte(change, bytes, 0);
}

void public_one(Change *change, Message *message, Buffer *bytes)
{
    (void)message;
    encode_byte(change, bytes, 1);
}

void public_22(Change *change, Message *message, Buffer *bytes)
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

void public_p_minus_one(Change *change, Message *message, Buffer *bytes)
{
    (void)message;
    public_near_p(change, bytes, 1);
}

void public_p(Change *change, Message *message, Buffer *bytes)
{
    (void)message;
    public_near_p(change, bytes, 0);
}

void point_compressed(Change *change, Message *message, Buffer *bytes)
{
    Buffer point = BUFFER_EMPTY;
    buffer_append_number(&point, 1, 2);
    buffer_append(&point, bytes_slice(message->client_key_exchange.ec_point, 1, 32));
    encode_keys(change, bytes, buffer_bytes(&point));
    buffer_clear(&point);
}

void x25519_zero(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t zero[32] = {0};
    (void)message;
    encode_keys(change, bytes, BYTES_OF_ARRAY(zero));
}

void x25519_short(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t short_value[31] = {9};
    (void)message;
    encode_keys(change, bytes, BYTES_OF_ARRAY(short_value));
}

void ciphertext_short(Change *change, Message *message, Buffer *bytes)
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

void pre_master_version(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t secret[MASTER_SECRET_SIZE] = {0x03, 0x02};
    (void)message;
    encode_pre_master(change, bytes, BYTES_OF_ARRAY(secret));
}

void pre_master_short(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t secret[MASTER_SECRET_SIZE - 1] = {0x03, 0x03};
    (void)message;
    encode_pre_master(change, bytes, BYTES_OF_ARRAY(secret));
}
