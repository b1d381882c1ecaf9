/* What the eavesdropper learns by reading: the same facts that the message tells the side that it is for. */
#include <string.h>

#include "base/text.h"
#include "sim/eavesdropper_state.h"
#include "tls/naming.h"
#include "x509/distinguished_name.h"

/* Begins to tell of a message. */
static bool begin(Telling *telling, MessageView *view, const Eavesdropper *eavesdropper, const TrackedMessage *message,
                  EventId id)
{
    if (!telling_begin(telling, &eavesdropper->teller, id))
        return false;
    *view = (MessageView){.content_type = message->content_type,
                          .bytes = message->bytes,
                          .encrypted = message->encrypted,
                          .version = message->context.version,
                          .cipher_suite = message->context.suite ? message->context.suite->id : 0,
                          .records = message->records,
                          .record_count = message->record_count};
    telling->event.message = view;
    return true;
}

static void tell(const Eavesdropper *eavesdropper, const TrackedMessage *message, EventId id)
{
    Telling telling;
    MessageView view;
    if (begin(&telling, &view, eavesdropper, message, id))
        telling_end(&telling);
}

/* Appends a list of numbers, or the like, as names. */
typedef void AppendNames(Buffer *out, Bytes list);

static void read_names(Telling *telling, FactId fact, AppendNames *append, Bytes list)
{
    Buffer text = BUFFER_EMPTY;
    append(&text, list);
    telling_buffer(telling, fact, DERIVATION_READ, &text);
}

static void read_version(Telling *telling, FactId fact, uint16_t version)
{
    Buffer text = BUFFER_EMPTY;
    names_append_version(&text, version);
    telling_buffer(telling, fact, DERIVATION_READ, &text);
}

static void read_client_hello(Eavesdropper *eavesdropper, const TrackedMessage *message, const ClientHello *hello)
{
    const Extensions *extensions = &hello->extensions;
    Telling telling;
    MessageView view;
    eavesdropper->offered_extended_master_secret = extensions->has_extended_master_secret;
    eavesdropper->offered_encrypt_then_mac = extensions->has_encrypt_then_mac;
    memcpy(eavesdropper->client_random, hello->random.data, RANDOM_SIZE);
    if (!begin(&telling, &view, eavesdropper, message, EVENT_EAVESDROPPER_CLIENT_HELLO))
        return;
    read_version(&telling, FACT_OFFERED_VERSION, hello->version);
    telling_bytes(&telling, FACT_CLIENT_RANDOM, DERIVATION_READ, hello->random);
    read_names(&telling, FACT_CIPHER_SUITES, names_append_suites, hello->cipher_suites);
    if (extensions->has_server_name)
        telling_bytes(&telling, FACT_SERVER_NAME, DERIVATION_READ, extensions->server_name);
    if (extensions->has_supported_groups)
        read_names(&telling, FACT_SUPPORTED_GROUPS, names_append_groups, extensions->supported_groups);
    if (extensions->has_signature_algorithms)
        read_names(&telling, FACT_SIGNATURE_ALGORITHMS, names_append_schemes, extensions->signature_algorithms);
    if (extensions->has_alpn)
        read_names(&telling, FACT_OFFERED_PROTOCOLS, names_append_protocols, extensions->alpn);
    telling_end(&telling);
}

static void take_server_hello(Eavesdropper *eavesdropper, const ServerHello *hello)
{
    const Extensions *extensions = &hello->extensions;
    eavesdropper->suite = suite_by_id(hello->cipher_suite);
    memcpy(eavesdropper->server_random, hello->random.data, RANDOM_SIZE);
    eavesdropper->extended_master_secret =
        eavesdropper->offered_extended_master_secret && extensions->has_extended_master_secret;
    eavesdropper->encrypt_then_mac = eavesdropper->offered_encrypt_then_mac && extensions->has_encrypt_then_mac;
    if (eavesdropper->suite)
        transcript_use_hash(&eavesdropper->transcript, eavesdropper->suite->prf);
}

static void read_server_hello(Eavesdropper *eavesdropper, const TrackedMessage *message, const ServerHello *hello)
{
    uint8_t suite[2];
    Telling telling;
    MessageView view;
    take_server_hello(eavesdropper, hello);
    if (!begin(&telling, &view, eavesdropper, message, EVENT_EAVESDROPPER_SERVER_HELLO))
        return;
    bytes_write_number(suite, sizeof suite, hello->cipher_suite);
    view.cipher_suite = hello->cipher_suite;
    read_version(&telling, FACT_VERSION, hello->version);
    telling_bytes(&telling, FACT_SERVER_RANDOM, DERIVATION_READ, hello->random);
    telling_bytes(&telling, FACT_SESSION_ID, DERIVATION_READ, hello->session_id);
    read_names(&telling, FACT_CIPHER_SUITE, names_append_suites, BYTES_OF_ARRAY(suite));
    if (hello->extensions.has_alpn)
        read_names(&telling, FACT_PROTOCOL, names_append_protocols, hello->extensions.alpn);
    telling_text(&telling, FACT_EXTENDED_MASTER_SECRET, DERIVATION_READ,
                 eavesdropper->extended_master_secret ? "yes" : "no");
    telling_text(&telling, FACT_ENCRYPT_THEN_MAC, DERIVATION_READ, eavesdropper->encrypt_then_mac ? "yes" : "no");
    telling_end(&telling);
}

static void read_name(Telling *telling, FactId fact, int index, Bytes name)
{
    Buffer text = BUFFER_EMPTY;
    distinguished_name_append(&text, name);
    telling_buffer(telling, fact, DERIVATION_READ, &text)->fact.index = index;
}

static void read_public_key(Telling *telling, int index, const PublicKey *key)
{
    if (key->kind == KEY_RSA) {
        telling_number(telling, FACT_SERVER_CERTIFICATE_RSA_MODULUS, DERIVATION_READ, key->rsa.n)->fact.index = index;
        telling_number(telling, FACT_SERVER_CERTIFICATE_RSA_EXPONENT, DERIVATION_READ, key->rsa.e)->fact.index = index;
    } else if (key->kind == KEY_EC) {
        Buffer point = BUFFER_EMPTY;
        curve_point_append(&point, key->curve, &key->point);
        telling_text(telling, FACT_SERVER_CERTIFICATE_EC_GROUP, DERIVATION_READ, key->curve->name)->fact.index = index;
        telling_buffer(telling, FACT_SERVER_CERTIFICATE_EC_PUBLIC, DERIVATION_READ, &point)->fact.index = index;
    }
}

static void find_stolen_key(Eavesdropper *eavesdropper, const PublicKey *key)
{
    for (int i = 0; i < eavesdropper->config.server_key_count; i++)
        if (private_key_matches(eavesdropper->config.server_keys[i], key))
            eavesdropper->server_key = eavesdropper->config.server_keys[i];
}

static void read_one_certificate(Eavesdropper *eavesdropper, Telling *telling, int index, Bytes der)
{
    Certificate *certificate;
    telling_bytes(telling, FACT_SERVER_CERTIFICATE, DERIVATION_READ, der)->fact.index = index;
    if (certificate_decode(&certificate, der, NULL))
        return;
    read_name(telling, FACT_SERVER_CERTIFICATE_SUBJECT, index, certificate->subject);
    read_name(telling, FACT_SERVER_CERTIFICATE_ISSUER, index, certificate->issuer);
    read_public_key(telling, index, &certificate->key);
    if (index == 0)
        find_stolen_key(eavesdropper, &certificate->key);
    certificate_free(certificate);
}

static void tell_stolen_key(const Eavesdropper *eavesdropper)
{
    const PrivateKey *key = eavesdropper->server_key;
    Telling telling;
    if (!key || !telling_begin(&telling, &eavesdropper->teller, EVENT_EAVESDROPPER_SERVER_KEY))
        return;
    if (key->kind == KEY_RSA) {
        telling_number(&telling, FACT_SERVER_RSA_PRIVATE_EXPONENT, DERIVATION_STOLEN, key->rsa.d);
        telling_number(&telling, FACT_SERVER_RSA_PRIME_1, DERIVATION_STOLEN, key->rsa.p);
        telling_number(&telling, FACT_SERVER_RSA_PRIME_2, DERIVATION_STOLEN, key->rsa.q);
    } else {
        telling_number(&telling, FACT_SERVER_EC_PRIVATE, DERIVATION_STOLEN, key->d);
    }
    telling_end(&telling);
}

static void read_certificates(Eavesdropper *eavesdropper, const TrackedMessage *message,
                              const CertificateMessage *certificates)
{
    Telling telling;
    MessageView view;
    if (!begin(&telling, &view, eavesdropper, message, EVENT_EAVESDROPPER_CERTIFICATE))
        return;
    for (int i = 0; i < certificates->count; i++)
        read_one_certificate(eavesdropper, &telling, i, certificates->certificates[i]);
    telling_end(&telling);
    tell_stolen_key(eavesdropper);
}

static void read_server_key_exchange(Eavesdropper *eavesdropper, const TrackedMessage *message,
                                     const ServerKeyExchange *exchange)
{
    Telling telling;
    MessageView view;
    bool field = eavesdropper->suite->key_exchange == KEY_EXCHANGE_DHE;
    eavesdropper_use_exchange(eavesdropper, exchange);
    const char *group = eavesdropper_group_name(eavesdropper);
    if (!begin(&telling, &view, eavesdropper, message, EVENT_EAVESDROPPER_SERVER_KEY_EXCHANGE))
        return;
    if (group)
        telling_text(&telling, field ? FACT_DH_GROUP : FACT_ECDH_GROUP, DERIVATION_READ, group);
    if (field) {
        telling_bytes(&telling, FACT_DH_P, DERIVATION_READ, exchange->dh_p);
        telling_bytes(&telling, FACT_DH_G, DERIVATION_READ, exchange->dh_g);
        telling_bytes(&telling, FACT_DH_SERVER_PUBLIC, DERIVATION_READ, exchange->dh_ys);
    } else {
        telling_bytes(&telling, FACT_ECDH_SERVER_PUBLIC, DERIVATION_READ, exchange->ec_point);
    }
    telling_bytes(&telling, FACT_SERVER_PARAMETERS, DERIVATION_READ, exchange->params);
    const char *scheme = signature_scheme_name_of_id(exchange->signature_scheme);
    if (scheme)
        telling_text(&telling, FACT_SIGNATURE_SCHEME, DERIVATION_READ, scheme);
    telling_bytes(&telling, FACT_SERVER_SIGNATURE, DERIVATION_READ, exchange->signature);
    telling_end(&telling);
}

static void read_client_key_exchange(Eavesdropper *eavesdropper, const TrackedMessage *message,
                                     const ClientKeyExchange *exchange)
{
    Telling telling;
    MessageView view;
    FactId fact = FACT_ENCRYPTED_PRE_MASTER_SECRET;
    Bytes value = exchange->encrypted_pre_master_secret;
    Buffer *place = &eavesdropper->encrypted_pre_master;
    if (eavesdropper->suite->key_exchange != KEY_EXCHANGE_RSA) {
        bool field = eavesdropper->suite->key_exchange == KEY_EXCHANGE_DHE;
        fact = field ? FACT_DH_CLIENT_PUBLIC : FACT_ECDH_CLIENT_PUBLIC;
        value = field ? exchange->dh_yc : exchange->ec_point;
        place = &eavesdropper->client_public;
    }
    buffer_set(place, value);
    if (begin(&telling, &view, eavesdropper, message, EVENT_EAVESDROPPER_CLIENT_KEY_EXCHANGE)) {
        telling_bytes(&telling, fact, DERIVATION_READ, value);
        telling_end(&telling);
    }
    eavesdropper_break(eavesdropper);
}

/* From a record that opened: the content is one more fact. */
static void read_secret(const Eavesdropper *eavesdropper, const TrackedMessage *message, EventId id, FactId of_client,
                        FactId of_server, Bytes value)
{
    bool client = message->sender == ACTOR_CLIENT;
    Telling telling;
    MessageView view;
    if (!begin(&telling, &view, eavesdropper, message, id))
        return;
    Learned *learned = telling_bytes(&telling, client ? of_client : of_server, DERIVATION_DECRYPTED, value);
    learned_from(learned, client ? FACT_CLIENT_WRITE_KEY : FACT_SERVER_WRITE_KEY);
    telling_end(&telling);
}

static void read_handshake_message(Eavesdropper *eavesdropper, const TrackedMessage *message, const Message *decoded)
{
    switch (decoded->type) {
    case HANDSHAKE_CLIENT_HELLO:
        read_client_hello(eavesdropper, message, &decoded->client_hello);
        return;
    case HANDSHAKE_SERVER_HELLO:
        read_server_hello(eavesdropper, message, &decoded->server_hello);
        return;
    case HANDSHAKE_CERTIFICATE:
        read_certificates(eavesdropper, message, &decoded->certificate);
        return;
    case HANDSHAKE_SERVER_KEY_EXCHANGE:
        read_server_key_exchange(eavesdropper, message, &decoded->server_key_exchange);
        return;
    case HANDSHAKE_SERVER_HELLO_DONE:
        tell(eavesdropper, message, EVENT_EAVESDROPPER_SERVER_HELLO_DONE);
        return;
    case HANDSHAKE_CLIENT_KEY_EXCHANGE:
        read_client_key_exchange(eavesdropper, message, &decoded->client_key_exchange);
        return;
    case HANDSHAKE_FINISHED:
        read_secret(eavesdropper, message, EVENT_EAVESDROPPER_FINISHED, FACT_CLIENT_VERIFY_DATA,
                    FACT_SERVER_VERIFY_DATA, decoded->finished);
        return;
    default:
        tell(eavesdropper, message, EVENT_EAVESDROPPER_MESSAGE);
    }
}

/* A key exchange message can be read by who knows the suite; without it, it is a message like any other. */
static bool needs_suite(uint8_t type)
{
    return type == HANDSHAKE_SERVER_KEY_EXCHANGE || type == HANDSHAKE_CLIENT_KEY_EXCHANGE;
}

static void read_handshake(Eavesdropper *eavesdropper, const TrackedMessage *message)
{
    Message decoded;
    if (message->bytes.size > 0 && message->bytes.data[0] == HANDSHAKE_CLIENT_HELLO)
        eavesdropper_begin(eavesdropper);
    if (message->bytes.size > 0 && message->bytes.data[0] != HANDSHAKE_HELLO_REQUEST)
        transcript_add(&eavesdropper->transcript, message->bytes);
    if (message_decode(&decoded, message->bytes, &message->context, NULL) ||
        (needs_suite(decoded.type) && !eavesdropper->suite))
        tell(eavesdropper, message, EVENT_EAVESDROPPER_MESSAGE);
    else
        read_handshake_message(eavesdropper, message, &decoded);
}

void eavesdropper_read(Eavesdropper *eavesdropper, const TrackedMessage *message)
{
    if (!message->readable) {
        tell(eavesdropper, message, EVENT_EAVESDROPPER_ENCRYPTED_RECORD);
        return;
    }
    switch (message->content_type) {
    case CONTENT_HANDSHAKE:
        read_handshake(eavesdropper, message);
        return;
    case CONTENT_CHANGE_CIPHER_SPEC:
        tell(eavesdropper, message, EVENT_EAVESDROPPER_CHANGE_CIPHER_SPEC);
        return;
    case CONTENT_ALERT:
        tell(eavesdropper, message, EVENT_EAVESDROPPER_ALERT);
        return;
    case CONTENT_APPLICATION_DATA:
        read_secret(eavesdropper, message, EVENT_EAVESDROPPER_APPLICATION_DATA, FACT_CLIENT_APPLICATION_DATA,
                    FACT_SERVER_APPLICATION_DATA, message->bytes);
        return;
    default:
        tell(eavesdropper, message, EVENT_EAVESDROPPER_MESSAGE);
    }
}
