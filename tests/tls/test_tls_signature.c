/*
 * Signatures: those of captured connections verify (made by OpenSSL and GnuTLS, over both randoms and the parameters),
 * and what is signed here with each scheme verifies, and nothing else does.
 */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "captured.h"

/* What a captured ServerKeyExchange or CertificateVerify was signed over, and with which certificate. */
typedef struct Signed {
    CapturedRun *run;
    Certificate *server, *client;
    Buffer transcript; /* of the handshake so far */
    int server_count, client_count;
} Signed;

static Certificate *first_certificate(const CertificateMessage *message)
{
    Certificate *certificate = NULL;
    if (message->count)
        assert_int_equal(certificate_decode(&certificate, message->certificates[0], NULL), ERROR_NONE);
    return certificate;
}

/* The signature is right for the data, and for no other data. */
static void assert_signs(const Certificate *certificate, uint16_t scheme_id, Buffer *data, Bytes signature)
{
    const SignatureScheme *scheme = signature_scheme_by_id(scheme_id);
    assert_non_null(scheme);
    assert_int_equal(signature_check(scheme, certificate, buffer_bytes(data), signature), ERROR_NONE);
    data->data[0] ^= 1;
    assert_int_equal(signature_check(scheme, certificate, buffer_bytes(data), signature), ERROR_BAD_SIGNATURE);
    data->data[0] ^= 1;
}

static void check_server_key_exchange(Signed *own, const ServerKeyExchange *message)
{
    Buffer data = BUFFER_EMPTY;
    buffer_append(&data, BYTES_OF_ARRAY(own->run->client_random));
    buffer_append(&data, BYTES_OF_ARRAY(own->run->server_random));
    buffer_append(&data, message->params);
    assert_signs(own->server, message->signature_scheme, &data, message->signature);
    own->server_count++;
    buffer_clear(&data);
}

static void replace(Certificate **kept, Certificate *certificate)
{
    certificate_free(*kept);
    *kept = certificate;
}

static void check_message(void *context, const TrackedMessage *tracked)
{
    Signed *own = context;
    Message message;
    if (tracked->content_type != CONTENT_HANDSHAKE)
        return;
    assert_int_equal(message_decode(&message, tracked->bytes, &tracked->context, NULL), ERROR_NONE);
    switch (message.type) {
    case HANDSHAKE_CLIENT_HELLO:
        buffer_truncate(&own->transcript, 0);
        break;
    case HANDSHAKE_CERTIFICATE:
        replace(tracked->sender == ACTOR_SERVER ? &own->server : &own->client, first_certificate(&message.certificate));
        break;
    case HANDSHAKE_SERVER_KEY_EXCHANGE:
        check_server_key_exchange(own, &message.server_key_exchange);
        break;
    case HANDSHAKE_CERTIFICATE_VERIFY:
        assert_signs(own->client, message.certificate_verify.signature_scheme, &own->transcript,
                     message.certificate_verify.signature);
        own->client_count++;
        break;
    default:
        break;
    }
    buffer_append(&own->transcript, tracked->bytes);
}

static void signatures_of_other_programs_verify(void **state)
{
    (void)state;
    int server_count = 0, client_count = 0;
    for (int i = 0; captured_at(i); i++) {
        CapturedRun run = {.connection = captured_at(i), .message = check_message};
        Signed own = {.run = &run};
        run.own = &own;
        captured_run(&run);
        tracker_free(run.tracker);
        server_count += own.server_count;
        client_count += own.client_count;
        certificate_free(own.server);
        certificate_free(own.client);
        buffer_clear(&own.transcript);
    }
    assert_int_equal(server_count, 5); /* four connections with an ephemeral key exchange, one of them renegotiated */
    assert_int_equal(client_count, 1);
}

static Buffer read_asset(const char *name)
{
    char path[1024];
    Buffer content = BUFFER_EMPTY;
    int c;
    assert_true((size_t)snprintf(path, sizeof path, "%s/%s", PKI_FOLDER, name) < sizeof path);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((c = getc(file)) != EOF)
        buffer_append_number(&content, 1, (uint8_t)c);
    fclose(file);
    return content;
}

typedef struct Identity {
    PrivateKey key;
    CertificateList chain;
} Identity;

static Identity load(const char *certificate_name, const char *key_name)
{
    Identity identity = {.chain = {0}};
    Buffer certificate = read_asset(certificate_name), key = read_asset(key_name);
    private_key_init(&identity.key);
    assert_int_equal(private_key_decode_file(&identity.key, NULL, buffer_bytes(&key)), ERROR_NONE);
    assert_int_equal(certificate_list_decode(&identity.chain, NULL, buffer_bytes(&certificate)), ERROR_NONE);
    buffer_clear(&certificate);
    buffer_clear(&key);
    return identity;
}

static void identity_clear(Identity *identity)
{
    private_key_clear(&identity->key);
    certificate_list_clear(&identity->chain);
}

/* Returns whether the scheme goes with the key; if so the signature was made and checked. */
static bool sign_and_check(const SignatureScheme *scheme, const Identity *identity, Random *random)
{
    const Certificate *certificate = identity->chain.items[0];
    Buffer signature = BUFFER_EMPTY, data = BUFFER_EMPTY;
    buffer_append(&data, bytes_of_text("what is signed"));
    bool suits = signature_scheme_suits(scheme, identity->key.kind);
    Error made = signature_make(&signature, scheme, &identity->key, buffer_bytes(&data), random, "signature");
    assert_int_equal(made, suits ? ERROR_NONE : ERROR_ILLEGAL_PARAMETER);
    if (suits)
        assert_signs(certificate, scheme->id, &data, buffer_bytes(&signature));
    else
        assert_int_equal(signature_check(scheme, certificate, buffer_bytes(&data), BYTES_EMPTY),
                         ERROR_ILLEGAL_PARAMETER);
    buffer_clear(&signature);
    buffer_clear(&data);
    return suits;
}

static void every_scheme_signs_and_goes_only_with_its_keys(void **state)
{
    (void)state;
    const SignatureScheme *scheme;
    Random *random = random_new_seeded(bytes_of_text("seed"), "");
    Identity rsa = load("rsa-direct.pem", "server.key"), ecdsa = load("ecdsa-direct.pem", "ecdsa.key");
    Identity pss = load("rsa-pss.pem", "rsa-pss.key");
    for (int i = 0; (scheme = signature_scheme_at(i)); i++) {
        assert_int_equal(sign_and_check(scheme, &rsa, random), scheme->key == KEY_RSA);
        assert_int_equal(sign_and_check(scheme, &pss, random), scheme->key == KEY_RSA_PSS);
        assert_int_equal(sign_and_check(scheme, &ecdsa, random), scheme->key == KEY_EC);
    }
    identity_clear(&rsa);
    identity_clear(&pss);
    identity_clear(&ecdsa);
    random_free(random);
}

/* A certificate that is signed so has the number of the scheme. */
static void certificates_are_signed_by_schemes_of_the_list(void **state)
{
    (void)state;
    const SignatureScheme *scheme;
    for (int i = 0; (scheme = signature_scheme_at(i)); i++) {
        const SignatureAlgorithm algorithm = {.kind = scheme->kind, .hash = scheme->hash};
        assert_int_equal(signature_scheme_id_of(&algorithm, scheme->key), scheme->id);
    }
    /* Names of RFC 5246 alone, and none at all */
    assert_string_equal(signature_scheme_name_of_id(signature_scheme_id_of(
                            &(SignatureAlgorithm){.kind = SIGNATURE_ECDSA, .hash = HASH_SHA224}, KEY_UNKNOWN)),
                        "ecdsa_sha224");
    assert_int_equal(
        signature_scheme_id_of(&(SignatureAlgorithm){.kind = SIGNATURE_RSA_PSS, .hash = HASH_SHA1}, KEY_UNKNOWN), 0);
    assert_int_equal(signature_scheme_id_of(&(SignatureAlgorithm){.kind = SIGNATURE_UNKNOWN}, KEY_UNKNOWN), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures_of_other_programs_verify),
        cmocka_unit_test(every_scheme_signs_and_goes_only_with_its_keys),
        cmocka_unit_test(certificates_are_signed_by_schemes_of_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
