#include "sim/assets/message_samples.h"

#include "sim/assets/credentials.h"
#include "tls/registry/suite.h"
#include "tls/wire/message.h"

/* One byte, where nothing but its being there matters: so that no vector is empty. */
static const Bytes filler = {(const uint8_t *)"a", 1};

typedef struct Sampler {
    TakeSample *take;
    void *context;
    Buffer message;
} Sampler;

/* Hands out what was encoded, and empties it. */
static void take_content(Sampler *sampler, uint8_t type, const DecodeContext *context)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Bytes bytes = buffer_bytes(&sampler->message);
    message_annotate(&tree, type, bytes, context);
    if (tree.error == ERROR_NONE)
        sampler->take(sampler->context, message_name(type, bytes), &tree);
    field_tree_clear(&tree);
    buffer_truncate(&sampler->message, 0);
}

static void take_message(Sampler *sampler, uint16_t version, const Suite *suite)
{
    take_content(sampler, CONTENT_HANDSHAKE, &(DecodeContext){version, suite});
}

/* Hellos */

static void take_hellos(Sampler *sampler, const Extensions *extensions)
{
    static const uint8_t random[RANDOM_SIZE];
    static const uint8_t suite[] = {0, 0x2f}, null_compression = 0;
    ClientHello client = {.version = VERSION_TLS_1_2,
                          .random = BYTES_OF_ARRAY(random),
                          .session_id = filler,
                          .cipher_suites = BYTES_OF_ARRAY(suite),
                          .compression_methods = bytes_of(&null_compression, 1),
                          .extensions = *extensions};
    ServerHello server = {
        .version = VERSION_TLS_1_2, .random = BYTES_OF_ARRAY(random), .session_id = filler, .extensions = *extensions};
    client_hello_encode(&sampler->message, &client);
    take_message(sampler, 0, NULL);
    server_hello_encode(&sampler->message, &server);
    take_message(sampler, 0, NULL);
}

static void take_extension(Sampler *sampler, uint16_t type, Bytes data)
{
    Extensions extensions = {.present = true, .types = {type}, .data = {data}, .type_count = 1};
    take_hellos(sampler, &extensions);
}

/* Every type that has a name, and one that has none: empty, and with something in it. */
static void sample_extension_types(Sampler *sampler)
{
    static const uint16_t types[] = {
#define EXTENSION(NAME, type, name, meaning, source) type,
#include "tls/registry/extensions.def"
#undef EXTENSION
        0xffff};
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        take_extension(sampler, types[i], BYTES_EMPTY);
        take_extension(sampler, types[i], filler);
    }
}

/* Each form that the data of a spoken one can have. */
static void sample_extension_forms(Sampler *sampler)
{
    const SpokenExtension *spoken;
    for (int i = 0; (spoken = spoken_extension_at(i)); i++)
        for (const Bytes *sample = spoken->form->samples; sample->size > 0; sample++)
            take_extension(sampler, spoken->type, *sample);
}

/* Certificates */

/* The chain's first certificate, and an OCSP response, of those that come with the program. */
static void sample_certificates(Sampler *sampler)
{
    Credentials *credentials = credentials_new();
    const Credential *credential;
    Bytes response;
    Diagnostic diagnostic = {""};
    if (credentials_chain(credentials, &credential, "good", NULL, "", false, &diagnostic)) {
        certificate_encode(&sampler->message, &credential->chain->items[0]->der, 1);
        take_message(sampler, 0, NULL);
    }
    if (credentials_response(credentials, &response, "good", &diagnostic))
        for (uint8_t type = STATUS_TYPE_OCSP; type <= STATUS_TYPE_OCSP_MULTI; type++) {
            certificate_status_encode(&sampler->message, &(CertificateStatus){type, {response}, 1});
            take_message(sampler, 0, NULL);
        }
    credentials_free(credentials);
}

static void sample_authentication(Sampler *sampler)
{
    static const uint8_t type = CERTIFICATE_TYPE_RSA_SIGN, scheme[] = {4, 1};
    /* CN=a, with its length in front */
    static const char name[] = "\0\x0e\x30\x0c\x31\x0a\x30\x08\x06\x03\x55\x04\x03\x0c\x01\x61";
    CertificateRequest request = {bytes_of(&type, 1), BYTES_OF_ARRAY(scheme), bytes_of(name, sizeof name - 1)};
    for (uint16_t version = VERSION_TLS_1_0; version <= VERSION_TLS_1_2; version++) {
        certificate_request_encode(&sampler->message, version, &request);
        take_message(sampler, version, NULL);
        certificate_verify_encode(&sampler->message, version, 0x0401, filler);
        take_message(sampler, version, NULL);
    }
}

/* The key exchange */

/* ServerDHParams, and ServerECDHParams with a curve's name and with its numbers (RFC 4492 §5.4). */
static const struct {
    KeyExchange key_exchange;
    const char *params;
    size_t size;
} exchange_forms[] = {
#define FORM(exchange, params)                                                                                         \
    {                                                                                                                  \
        exchange, params, sizeof params - 1                                                                            \
    }
    FORM(KEY_EXCHANGE_DHE, "\0\1\x17\0\1\5\0\1\x08"),
    FORM(KEY_EXCHANGE_ECDHE, "\3\0\x17\1\4"),
    FORM(KEY_EXCHANGE_ECDHE, "\1\1\x11\1\2\1\2\1\4\1\x13\1\1\1\4"),
    FORM(KEY_EXCHANGE_RSA, ""),
    FORM(KEY_EXCHANGE_PSK, ""),
#undef FORM
};

static void sample_exchange(Sampler *sampler, uint16_t version, const Suite *suite)
{
    for (size_t i = 0; i < COUNT_OF(exchange_forms); i++) {
        if (exchange_forms[i].key_exchange != suite->key_exchange)
            continue;
        ServerKeyExchange exchange = {.psk_identity_hint = filler,
                                      .params = bytes_of(exchange_forms[i].params, exchange_forms[i].size),
                                      .signature_scheme = 0x0401,
                                      .signature = filler};
        server_key_exchange_encode(&sampler->message, version, suite, &exchange);
        take_message(sampler, version, suite);
    }
    client_key_exchange_encode(&sampler->message, suite, filler, filler);
    take_message(sampler, version, suite);
}

static void sample_exchanges(Sampler *sampler)
{
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)); i++)
        for (uint16_t version = suite_version_min(suite); version <= VERSION_TLS_1_2; version++)
            sample_exchange(sampler, version, suite);
}

/* Everything else */

static void sample_rest(Sampler *sampler)
{
    static const uint8_t verify_data[VERIFY_DATA_MAX];
    static const struct {
        uint8_t type;
        Bytes content;
    } contents[] = {{CONTENT_CHANGE_CIPHER_SPEC, {(const uint8_t *)"\1", 1}},
                    {CONTENT_ALERT, {(const uint8_t *)"\1\0", ALERT_SIZE}},
                    {CONTENT_APPLICATION_DATA, {(const uint8_t *)"a", 1}}};
    for (size_t i = 0; i < COUNT_OF(contents); i++) {
        buffer_append(&sampler->message, contents[i].content);
        take_content(sampler, contents[i].type, &(DecodeContext){0, NULL});
    }
    hello_request_encode(&sampler->message);
    take_message(sampler, 0, NULL);
    server_hello_done_encode(&sampler->message);
    take_message(sampler, 0, NULL);
    new_session_ticket_encode(&sampler->message, 0, filler);
    take_message(sampler, 0, NULL);
    finished_encode(&sampler->message, bytes_of(verify_data, suite_verify_data_size(NULL, 0)));
    take_message(sampler, 0, NULL);
}

void message_samples_each(TakeSample *take, void *context)
{
    Sampler sampler = {take, context, BUFFER_EMPTY};
    sample_extension_forms(&sampler);
    sample_extension_types(&sampler);
    sample_certificates(&sampler);
    sample_authentication(&sampler);
    sample_exchanges(&sampler);
    sample_rest(&sampler);
    buffer_clear(&sampler.message);
}

void message_samples_sealed(TakeSample *take, void *context)
{
    enum { MODULUS_SIZE = 64 };
    static const uint8_t block[MODULUS_SIZE];
    FieldTree tree = FIELD_TREE_EMPTY;
    pre_master_block_annotate(&tree, BYTES_OF_ARRAY(block));
    take(context, handshake_type_name(HANDSHAKE_CLIENT_KEY_EXCHANGE), &tree);
    field_tree_clear(&tree);
}
