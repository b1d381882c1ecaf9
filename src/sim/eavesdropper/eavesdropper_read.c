/* What the eavesdropper learns by reading: the same facts that the message tells the side that it is for. */
#include <string.h>

#include "base/text.h"
#include "sim/eavesdropper/eavesdropper_state.h"
#include "tls/handshake/certificate_telling.h"
#include "tls/handshake/hello_telling.h"
#include "tls/telling/key_telling.h"
#include "tls/telling/message_telling.h"
#include "tls/v12/authentication_telling.h"

/* Begins to tell of a message. */
static bool begin(Telling *telling, const Eavesdropper *eavesdropper, const TrackedMessage *message, EventId id)
{
    if (eavesdropper->hushed || !telling_begin(telling, &eavesdropper->teller, id))
        return false;
    telling->message = (MessageView){.content_type = message->content_type,
                                     .bytes = message->bytes,
                                     .encrypted = message->encrypted,
                                     .place = eavesdropper->place,
                                     .version = message->context.version,
                                     .cipher_suite = message->context.suite ? message->context.suite->id : 0,
                                     .records = message->records,
                                     .record_count = message->record_count};
    telling->event.message = &telling->message;
    if (message->encrypted)
        telling_add_sequence_number(telling, message->sender, message->sequence_number);
    return true;
}

static void tell(const Eavesdropper *eavesdropper, const TrackedMessage *message, EventId id)
{
    Telling telling;
    if (begin(&telling, eavesdropper, message, id))
        telling_end(&telling);
}

static void read_client_hello(Eavesdropper *eavesdropper, const TrackedMessage *message, const ClientHello *hello)
{
    Telling telling;
    eavesdropper->offered_extended_master_secret = hello->extensions.has_extended_master_secret;
    eavesdropper->offered_encrypt_then_mac = hello->extensions.has_encrypt_then_mac;
    memcpy(eavesdropper->client_random, hello->random.data, RANDOM_SIZE);
    buffer_set(&eavesdropper->offered_session_id, hello->session_id);
    buffer_set(&eavesdropper->offered_ticket, hello->extensions.session_ticket);
    if (!begin(&telling, eavesdropper, message, EVENT_EAVESDROPPER_CLIENT_HELLO))
        return;
    telling_bytes(&telling, FACT_CLIENT_RANDOM, DERIVATION_READ, hello->random);
    hello_tell_lists(&telling, DERIVATION_READ, hello);
    telling_end(&telling);
}

static void take_server_hello(Eavesdropper *eavesdropper, const ServerHello *hello)
{
    const Extensions *extensions = &hello->extensions;
    eavesdropper->suite = suite_by_id(hello->cipher_suite);
    eavesdropper->version = hello->version;
    memcpy(eavesdropper->server_random, hello->random.data, RANDOM_SIZE);
    buffer_set(&eavesdropper->session_id, hello->session_id);
    eavesdropper->extended_master_secret =
        eavesdropper->offered_extended_master_secret && extensions->has_extended_master_secret;
    eavesdropper->encrypt_then_mac = eavesdropper->offered_encrypt_then_mac && extensions->has_encrypt_then_mac;
    if (eavesdropper->suite) {
        transcript_use_hash(&eavesdropper->transcript, suite_prf_hash(eavesdropper->suite, hello->version));
        transcript_release(&eavesdropper->transcript);
    }
}

static void read_server_hello(Eavesdropper *eavesdropper, const TrackedMessage *message, const ServerHello *hello)
{
    Telling telling;
    take_server_hello(eavesdropper, hello);
    if (begin(&telling, eavesdropper, message, EVENT_EAVESDROPPER_SERVER_HELLO)) {
        telling.message.version = hello->version;
        telling.message.cipher_suite = hello->cipher_suite;
        hello_tell_choice(&telling, hello);
        telling_end(&telling);
    }
    if (eavesdropper->suite)
        eavesdropper_find_session(eavesdropper);
}

/* A chain whose first certificate cannot be read gives its next one here, which no server's key fits. */
static void take_server_key(Eavesdropper *eavesdropper, const PublicKey *key)
{
    eavesdropper->server_modulus_bits = key->kind == KEY_RSA ? mpz_sizeinbase(key->rsa.n, 2) : 0;
    for (int i = 0; i < eavesdropper->config.server_key_count; i++)
        if (private_key_matches(eavesdropper->config.server_keys[i], key))
            eavesdropper->server_key = eavesdropper->config.server_keys[i];
}

/* One that cannot be read is told as its bytes alone. What is told borrows from the certificates kept in `chain`. NULL:
   nothing is told. */
static void read_one_certificate(Telling *telling, CertificateList *chain, Actor owner, int index, Bytes der)
{
    Certificate *certificate;
    if (certificate_decode(&certificate, der, NULL)) {
        if (telling)
            certificate_tell_unread(telling, owner, DERIVATION_READ, index, der);
        return;
    }
    certificate_list_add(chain, certificate);
    if (telling)
        certificate_tell(telling, owner, DERIVATION_READ, index, certificate);
}

static void tell_stolen_key(const Eavesdropper *eavesdropper)
{
    const PrivateKey *key = eavesdropper->server_key;
    Telling telling;
    if (!key || !telling_begin(&telling, &eavesdropper->teller, EVENT_EAVESDROPPER_SERVER_KEY))
        return;
    certificate_tell_key(&telling, ACTOR_SERVER, DERIVATION_STOLEN, key);
    telling_end(&telling);
}

static bool first_can_be_read(const CertificateMessage *certificates)
{
    Certificate *first = NULL;
    bool can = certificates->count > 0 && !certificate_decode(&first, certificates->certificates[0], NULL);
    certificate_free(first);
    return can;
}

static EventId event_of_certificates(const Eavesdropper *eavesdropper, Actor owner,
                                     const CertificateMessage *certificates)
{
    if (owner == ACTOR_CLIENT && certificates->count == 0)
        return EVENT_EAVESDROPPER_EMPTY_CERTIFICATE;
    if (!first_can_be_read(certificates))
        return EVENT_EAVESDROPPER_UNREADABLE_CERTIFICATE;
    if (owner == ACTOR_SERVER)
        return eavesdropper_event(eavesdropper, EVENT_EAVESDROPPER_CERTIFICATE, EVENT_EAVESDROPPER_CERTIFICATE_AGAIN);
    return eavesdropper_event(eavesdropper, EVENT_EAVESDROPPER_CLIENT_CERTIFICATE,
                              EVENT_EAVESDROPPER_CLIENT_CERTIFICATE_AGAIN);
}

static void read_certificates(Eavesdropper *eavesdropper, const TrackedMessage *message,
                              const CertificateMessage *certificates)
{
    Telling telling;
    CertificateList chain = {0};
    Actor owner = message->sender;
    bool told = begin(&telling, eavesdropper, message, event_of_certificates(eavesdropper, owner, certificates));
    for (int i = 0; i < certificates->count; i++)
        read_one_certificate(told ? &telling : NULL, &chain, owner, i, certificates->certificates[i]);
    if (told)
        telling_end(&telling);
    if (chain.count > 0 && owner == ACTOR_SERVER)
        take_server_key(eavesdropper, &chain.items[0]->key);
    certificate_list_clear(&chain);
    if (owner == ACTOR_SERVER)
        tell_stolen_key(eavesdropper);
}

static void read_certificate_request(const Eavesdropper *eavesdropper, const TrackedMessage *message,
                                     const CertificateRequest *request)
{
    Telling telling;
    if (!begin(&telling, eavesdropper, message, EVENT_EAVESDROPPER_CERTIFICATE_REQUEST))
        return;
    authentication_tell_lists(&telling, DERIVATION_READ, request);
    telling_end(&telling);
}

static void read_certificate_verify(const Eavesdropper *eavesdropper, const TrackedMessage *message,
                                    const CertificateVerify *verify)
{
    Telling telling;
    if (!begin(&telling, eavesdropper, message, EVENT_EAVESDROPPER_CERTIFICATE_VERIFY))
        return;
    authentication_tell_verify(&telling, verify);
    telling_end(&telling);
}

static void tell_params(Telling *telling, const Eavesdropper *eavesdropper, const ServerKeyExchange *exchange)
{
    bool field = eavesdropper->suite->key_exchange == KEY_EXCHANGE_DHE;
    const char *group = eavesdropper_group_name(eavesdropper);
    if (group)
        telling_text(telling, field ? FACT_DH_GROUP : FACT_ECDH_GROUP, DERIVATION_READ, group);
    if (field) {
        telling_bytes(telling, FACT_DH_P, DERIVATION_READ, exchange->dh_p);
        telling_bytes(telling, FACT_DH_G, DERIVATION_READ, exchange->dh_g);
        telling_bytes(telling, FACT_DH_SERVER_PUBLIC, DERIVATION_READ, exchange->dh_ys);
    } else {
        key_tell_curve_read(telling, exchange);
        telling_bytes(telling, FACT_ECDH_SERVER_PUBLIC, DERIVATION_READ, exchange->ec_point);
    }
    telling_bytes(telling, FACT_SERVER_PARAMETERS, DERIVATION_READ, exchange->params);
}

static void tell_signature(Telling *telling, const ServerKeyExchange *exchange)
{
    const char *scheme = signature_scheme_name_of_id(exchange->signature_scheme);
    if (scheme)
        telling_text(telling, FACT_SIGNATURE_SCHEME, DERIVATION_READ, scheme);
    telling_bytes(telling, FACT_SERVER_SIGNATURE, DERIVATION_READ, exchange->signature);
}

static void read_certificate_status(Eavesdropper *eavesdropper, const TrackedMessage *message,
                                    const CertificateStatus *status)
{
    Telling telling;
    if (!begin(&telling, eavesdropper, message, EVENT_EAVESDROPPER_CERTIFICATE_STATUS))
        return;
    certificate_tell_responses(&telling, DERIVATION_READ, status->responses, status->count);
    telling_end(&telling);
}

static void read_server_key_exchange(Eavesdropper *eavesdropper, const TrackedMessage *message,
                                     const ServerKeyExchange *exchange)
{
    static const ExchangeEvents events = {.is_signed = EVENT_EAVESDROPPER_SERVER_KEY_EXCHANGE,
                                          .with_psk = EVENT_EAVESDROPPER_SERVER_KEY_EXCHANGE_PSK,
                                          .anonymous = EVENT_EAVESDROPPER_SERVER_KEY_EXCHANGE_ANONYMOUS,
                                          .hint = EVENT_EAVESDROPPER_PSK_HINT};
    const Suite *suite = eavesdropper->suite;
    Telling telling;
    if (suite_is_ephemeral(suite))
        eavesdropper_use_exchange(eavesdropper, exchange);
    if (!begin(&telling, eavesdropper, message, key_exchange_event(suite, &events)))
        return;
    if (suite_uses_psk(suite))
        telling_bytes(&telling, FACT_PSK_HINT, DERIVATION_READ, exchange->psk_identity_hint);
    if (suite_is_ephemeral(suite))
        tell_params(&telling, eavesdropper, exchange);
    if (suite_signs(suite))
        tell_signature(&telling, exchange);
    telling_end(&telling);
}

/* Keeps what the client adds to the key exchange; false where that is nothing. */
static bool take_exchange_keys(Eavesdropper *eavesdropper, const ClientKeyExchange *exchange, FactId *fact,
                               Bytes *value)
{
    switch (eavesdropper->suite->key_exchange) {
    case KEY_EXCHANGE_RSA:
        *fact = FACT_ENCRYPTED_PRE_MASTER_SECRET;
        *value = exchange->encrypted_pre_master_secret;
        buffer_set(&eavesdropper->encrypted_pre_master, *value);
        return true;
    case KEY_EXCHANGE_DHE:
        *fact = FACT_DH_CLIENT_PUBLIC;
        *value = exchange->dh_yc;
        buffer_set(&eavesdropper->client_public, *value);
        return true;
    case KEY_EXCHANGE_ECDHE:
        *fact = FACT_ECDH_CLIENT_PUBLIC;
        *value = exchange->ec_point;
        buffer_set(&eavesdropper->client_public, *value);
        return true;
    case KEY_EXCHANGE_PSK:
        break;
    }
    return false;
}

static void read_client_key_exchange(Eavesdropper *eavesdropper, const TrackedMessage *message,
                                     const ClientKeyExchange *exchange)
{
    bool psk = suite_uses_psk(eavesdropper->suite);
    Telling telling;
    FactId fact;
    Bytes value;
    bool has_keys = take_exchange_keys(eavesdropper, exchange, &fact, &value);
    EventId of_first = psk ? EVENT_EAVESDROPPER_CLIENT_KEY_EXCHANGE_PSK : EVENT_EAVESDROPPER_CLIENT_KEY_EXCHANGE;
    EventId id = eavesdropper_event(eavesdropper, of_first, EVENT_EAVESDROPPER_CLIENT_KEY_EXCHANGE_AGAIN);
    if (begin(&telling, eavesdropper, message, id)) {
        if (psk)
            telling_bytes(&telling, FACT_PSK_IDENTITY, DERIVATION_READ, exchange->psk_identity);
        if (has_keys)
            telling_bytes(&telling, fact, DERIVATION_READ, value);
        telling_end(&telling);
    }
    if (psk)
        eavesdropper_find_psk(eavesdropper, exchange->psk_identity);
    eavesdropper_break(eavesdropper);
}

/* From a record that opened: the content is one more fact. */
static void read_secret(const Eavesdropper *eavesdropper, const TrackedMessage *message, EventId id, FactId of_client,
                        FactId of_server, Bytes value)
{
    bool client = message->sender == ACTOR_CLIENT;
    Telling telling;
    if (!begin(&telling, eavesdropper, message, id))
        return;
    Learned *learned = telling_bytes(&telling, client ? of_client : of_server, DERIVATION_DECRYPTED, value);
    learned_from(learned, client ? FACT_CLIENT_WRITE_KEY : FACT_SERVER_WRITE_KEY);
    telling_end(&telling);
}

static void read_new_session_ticket(Eavesdropper *eavesdropper, const TrackedMessage *message,
                                    const NewSessionTicket *ticket)
{
    Telling telling;
    EventId id = eavesdropper_event(eavesdropper, EVENT_EAVESDROPPER_NEW_SESSION_TICKET,
                                    EVENT_EAVESDROPPER_NEW_SESSION_TICKET_AGAIN);
    if (begin(&telling, eavesdropper, message, id)) {
        telling_bytes(&telling, FACT_SESSION_TICKET, DERIVATION_READ, ticket->ticket);
        telling_decimal(&telling, FACT_TICKET_LIFETIME, DERIVATION_READ, ticket->lifetime_hint);
        telling_end(&telling);
    }
    eavesdropper_see_ticket(eavesdropper, ticket->ticket);
}

static void read_handshake_message(Eavesdropper *eavesdropper, const TrackedMessage *message, const Message *decoded)
{
    switch (decoded->type) {
    case HANDSHAKE_HELLO_REQUEST:
        tell(eavesdropper, message, EVENT_EAVESDROPPER_HELLO_REQUEST);
        return;
    case HANDSHAKE_CLIENT_HELLO:
        read_client_hello(eavesdropper, message, &decoded->client_hello);
        return;
    case HANDSHAKE_SERVER_HELLO:
        read_server_hello(eavesdropper, message, &decoded->server_hello);
        return;
    case HANDSHAKE_CERTIFICATE:
        read_certificates(eavesdropper, message, &decoded->certificate);
        return;
    case HANDSHAKE_CERTIFICATE_STATUS:
        read_certificate_status(eavesdropper, message, &decoded->certificate_status);
        return;
    case HANDSHAKE_SERVER_KEY_EXCHANGE:
        read_server_key_exchange(eavesdropper, message, &decoded->server_key_exchange);
        return;
    case HANDSHAKE_CERTIFICATE_REQUEST:
        read_certificate_request(eavesdropper, message, &decoded->certificate_request);
        return;
    case HANDSHAKE_CERTIFICATE_VERIFY:
        read_certificate_verify(eavesdropper, message, &decoded->certificate_verify);
        return;
    case HANDSHAKE_SERVER_HELLO_DONE:
        tell(eavesdropper, message, EVENT_EAVESDROPPER_SERVER_HELLO_DONE);
        return;
    case HANDSHAKE_CLIENT_KEY_EXCHANGE:
        read_client_key_exchange(eavesdropper, message, &decoded->client_key_exchange);
        return;
    case HANDSHAKE_NEW_SESSION_TICKET:
        read_new_session_ticket(eavesdropper, message, &decoded->new_session_ticket);
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

static void add_to_transcript(Eavesdropper *eavesdropper, Bytes message, size_t skipped)
{
    eavesdropper->place = transcript_next(&eavesdropper->transcript);
    eavesdropper->place.skipped = skipped;
    transcript_add(&eavesdropper->transcript, bytes_slice(message, skipped, message.size));
}

static void read_handshake(Eavesdropper *eavesdropper, const TrackedMessage *message)
{
    Message decoded;
    if (message->bytes.size > 0 && message->bytes.data[0] == HANDSHAKE_CLIENT_HELLO)
        eavesdropper_begin(eavesdropper);
    if (message->bytes.size > 0 && message->bytes.data[0] != HANDSHAKE_HELLO_REQUEST)
        add_to_transcript(eavesdropper, message->bytes, 0);
    if (message_decode(&decoded, message->bytes, &message->context, NULL) ||
        (needs_suite(decoded.type) && !eavesdropper->suite))
        tell(eavesdropper, message, EVENT_EAVESDROPPER_MESSAGE);
    else
        read_handshake_message(eavesdropper, message, &decoded);
}

/* A server that takes it hashes it without its length, and takes the challenge for the random, behind zeros where it is
   shorter (RFC 5246 §E.2). */
static void read_ssl2_hello(Eavesdropper *eavesdropper, const TrackedMessage *message)
{
    Ssl2Hello hello;
    Telling telling;
    Error error = ssl2_hello_decode(&hello, message->bytes, NULL);
    eavesdropper_begin(eavesdropper);
    add_to_transcript(eavesdropper, message->bytes, SSL2_HEADER_SIZE);
    if (!error && hello.challenge.size <= RANDOM_SIZE && hello.challenge.size > 0)
        memcpy(eavesdropper->client_random + RANDOM_SIZE - hello.challenge.size, hello.challenge.data,
               hello.challenge.size);
    if (!begin(&telling, eavesdropper, message, EVENT_EAVESDROPPER_SSL2_HELLO))
        return;
    if (!error)
        hello_tell_ssl2(&telling, &hello);
    telling_end(&telling);
}

void eavesdropper_read(Eavesdropper *eavesdropper, const TrackedMessage *message)
{
    eavesdropper->place = (TranscriptPlace){.number = 0};
    if (!message->readable) {
        tell(eavesdropper, message, EVENT_EAVESDROPPER_ENCRYPTED_RECORD);
        return;
    }
    switch (message->content_type) {
    case CONTENT_HANDSHAKE:
        read_handshake(eavesdropper, message);
        return;
    case CONTENT_SSL2_HELLO:
        read_ssl2_hello(eavesdropper, message);
        return;
    case CONTENT_CHANGE_CIPHER_SPEC:
        tell(eavesdropper, message,
             eavesdropper_event(eavesdropper, EVENT_EAVESDROPPER_CHANGE_CIPHER_SPEC,
                                EVENT_EAVESDROPPER_CHANGE_CIPHER_SPEC_AGAIN));
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
