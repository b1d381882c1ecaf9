#include "sim/eavesdropper/eavesdropper_tell.h"

#include "tls/handshake/certificate_telling.h"
#include "tls/handshake/hello_telling.h"
#include "tls/telling/key_telling.h"
#include "tls/telling/message_telling.h"
#include "tls/v12/authentication_telling.h"

/* Begins to tell of a message. */
static bool begin(Telling *telling, const EavesdropperState *state, const Overheard *overheard, EventId id)
{
    const TrackedMessage *message = overheard->message;
    if (state->hushed || !telling_begin(telling, &state->teller, id))
        return false;
    telling->message = (MessageView){.content_type = message->content_type,
                                     .bytes = message->bytes,
                                     .encrypted = message->encrypted,
                                     .place = state->place,
                                     .version = message->context.version,
                                     .cipher_suite = message->context.suite ? message->context.suite->id : 0,
                                     .records = message->records,
                                     .record_count = message->record_count};
    telling->event.message = &telling->message;
    if (message->encrypted)
        telling_add_sequence_number(telling, message->sender, message->sequence_number);
    return true;
}

static void tell(const EavesdropperState *state, const Overheard *overheard, EventId id)
{
    Telling telling;
    if (begin(&telling, state, overheard, id))
        telling_end(&telling);
}

static void tell_client_hello(const EavesdropperState *state, const Overheard *overheard, const ClientHello *hello)
{
    Telling telling;
    if (!begin(&telling, state, overheard, EVENT_EAVESDROPPER_CLIENT_HELLO))
        return;
    telling_bytes(&telling, FACT_CLIENT_RANDOM, DERIVATION_READ, hello->random);
    hello_tell_lists(&telling, DERIVATION_READ, hello);
    telling_end(&telling);
}

static void tell_ssl2_hello(const EavesdropperState *state, const Overheard *overheard)
{
    Telling telling;
    if (!begin(&telling, state, overheard, EVENT_EAVESDROPPER_SSL2_HELLO))
        return;
    if (overheard->ssl2_read)
        hello_tell_ssl2(&telling, &overheard->ssl2);
    telling_end(&telling);
}

static void tell_server_hello(const EavesdropperState *state, const Overheard *overheard, const ServerHello *hello)
{
    Telling telling;
    if (!begin(&telling, state, overheard, EVENT_EAVESDROPPER_SERVER_HELLO))
        return;
    telling.message.version = hello->version;
    telling.message.cipher_suite = hello->cipher_suite;
    hello_tell_choice(&telling, hello);
    telling_end(&telling);
}

static EventId event_of_chain(const EavesdropperState *state, Actor owner, const CertificateList *chain)
{
    if (owner == ACTOR_CLIENT && chain->count == 0)
        return EVENT_EAVESDROPPER_EMPTY_CERTIFICATE;
    if (chain->count == 0 || !chain->items[0])
        return EVENT_EAVESDROPPER_UNREADABLE_CERTIFICATE;
    if (owner == ACTOR_SERVER)
        return eavesdropper_event(state, EVENT_EAVESDROPPER_CERTIFICATE, EVENT_EAVESDROPPER_CERTIFICATE_AGAIN);
    return eavesdropper_event(state, EVENT_EAVESDROPPER_CLIENT_CERTIFICATE,
                              EVENT_EAVESDROPPER_CLIENT_CERTIFICATE_AGAIN);
}

/* One that cannot be read is told as its bytes alone. */
static void tell_chain(const EavesdropperState *state, const Overheard *overheard, const CertificateMessage *message)
{
    const CertificateList *chain = &overheard->chain;
    Actor owner = overheard->message->sender;
    Telling telling;
    if (!begin(&telling, state, overheard, event_of_chain(state, owner, chain)))
        return;
    for (int i = 0; i < message->count; i++)
        if (chain->items[i])
            certificate_tell(&telling, owner, DERIVATION_READ, i, chain->items[i]);
        else
            certificate_tell_unread(&telling, owner, DERIVATION_READ, i, message->certificates[i]);
    telling_end(&telling);
}

static void tell_stolen_key(const EavesdropperState *state)
{
    const PrivateKey *key = state->heard.server_key;
    Telling telling;
    if (!key || !telling_begin(&telling, &state->teller, EVENT_EAVESDROPPER_SERVER_KEY))
        return;
    certificate_tell_key(&telling, ACTOR_SERVER, DERIVATION_STOLEN, key);
    telling_end(&telling);
}

static void tell_certificate_request(const EavesdropperState *state, const Overheard *overheard,
                                     const CertificateRequest *request)
{
    Telling telling;
    if (!begin(&telling, state, overheard, EVENT_EAVESDROPPER_CERTIFICATE_REQUEST))
        return;
    authentication_tell_lists(&telling, DERIVATION_READ, request);
    telling_end(&telling);
}

static void tell_certificate_verify(const EavesdropperState *state, const Overheard *overheard,
                                    const CertificateVerify *verify)
{
    Telling telling;
    if (!begin(&telling, state, overheard, EVENT_EAVESDROPPER_CERTIFICATE_VERIFY))
        return;
    authentication_tell_verify(&telling, verify);
    telling_end(&telling);
}

static void tell_params(Telling *telling, const EavesdropperState *state, const ServerKeyExchange *exchange)
{
    bool field = state->heard.suite->key_exchange == KEY_EXCHANGE_DHE;
    const char *group = eavesdropper_group_name(state);
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

static void tell_certificate_status(const EavesdropperState *state, const Overheard *overheard,
                                    const CertificateStatus *status)
{
    Telling telling;
    if (!begin(&telling, state, overheard, EVENT_EAVESDROPPER_CERTIFICATE_STATUS))
        return;
    certificate_tell_responses(&telling, DERIVATION_READ, status->responses, status->count);
    telling_end(&telling);
}

static void tell_server_key_exchange(const EavesdropperState *state, const Overheard *overheard,
                                     const ServerKeyExchange *exchange)
{
    static const ExchangeEvents events = {.is_signed = EVENT_EAVESDROPPER_SERVER_KEY_EXCHANGE,
                                          .with_psk = EVENT_EAVESDROPPER_SERVER_KEY_EXCHANGE_PSK,
                                          .anonymous = EVENT_EAVESDROPPER_SERVER_KEY_EXCHANGE_ANONYMOUS,
                                          .hint = EVENT_EAVESDROPPER_PSK_HINT};
    const Suite *suite = state->heard.suite;
    Telling telling;
    if (!begin(&telling, state, overheard, key_exchange_event(suite, &events)))
        return;
    if (suite_uses_psk(suite))
        telling_bytes(&telling, FACT_PSK_HINT, DERIVATION_READ, exchange->psk_identity_hint);
    if (suite_is_ephemeral(suite))
        tell_params(&telling, state, exchange);
    if (suite_signs(suite))
        tell_signature(&telling, exchange);
    telling_end(&telling);
}

/* What the client adds to the key exchange. */
static void tell_client_part(Telling *telling, KeyExchange key_exchange, const ClientKeyExchange *exchange)
{
    switch (key_exchange) {
    case KEY_EXCHANGE_RSA:
        telling_bytes(telling, FACT_ENCRYPTED_PRE_MASTER_SECRET, DERIVATION_READ,
                      exchange->encrypted_pre_master_secret);
        return;
    case KEY_EXCHANGE_DHE:
        telling_bytes(telling, FACT_DH_CLIENT_PUBLIC, DERIVATION_READ, exchange->dh_yc);
        return;
    case KEY_EXCHANGE_ECDHE:
        telling_bytes(telling, FACT_ECDH_CLIENT_PUBLIC, DERIVATION_READ, exchange->ec_point);
        return;
    case KEY_EXCHANGE_PSK:
        return;
    }
}

static void tell_client_key_exchange(const EavesdropperState *state, const Overheard *overheard,
                                     const ClientKeyExchange *exchange)
{
    const Suite *suite = state->heard.suite;
    bool psk = suite_uses_psk(suite);
    EventId of_first = psk ? EVENT_EAVESDROPPER_CLIENT_KEY_EXCHANGE_PSK : EVENT_EAVESDROPPER_CLIENT_KEY_EXCHANGE;
    EventId id = eavesdropper_event(state, of_first, EVENT_EAVESDROPPER_CLIENT_KEY_EXCHANGE_AGAIN);
    Telling telling;
    if (!begin(&telling, state, overheard, id))
        return;
    if (psk)
        telling_bytes(&telling, FACT_PSK_IDENTITY, DERIVATION_READ, exchange->psk_identity);
    tell_client_part(&telling, suite->key_exchange, exchange);
    telling_end(&telling);
}

static void tell_stolen_psk(const EavesdropperState *state)
{
    const Psk *psk = state->heard.psk;
    Telling telling;
    if (!psk || !telling_begin(&telling, &state->teller, EVENT_EAVESDROPPER_PSK))
        return;
    telling_bytes(&telling, FACT_PSK_KEY, DERIVATION_STOLEN, psk->key);
    telling_end(&telling);
}

/* From a record that opened: the content is one more fact. */
static void tell_secret(const EavesdropperState *state, const Overheard *overheard, EventId id, FactId of_client,
                        FactId of_server, Bytes value)
{
    bool client = overheard->message->sender == ACTOR_CLIENT;
    Telling telling;
    if (!begin(&telling, state, overheard, id))
        return;
    Learned *learned = telling_bytes(&telling, client ? of_client : of_server, DERIVATION_DECRYPTED, value);
    learned_from(learned, client ? FACT_CLIENT_WRITE_KEY : FACT_SERVER_WRITE_KEY);
    telling_end(&telling);
}

static void tell_new_session_ticket(const EavesdropperState *state, const Overheard *overheard,
                                    const NewSessionTicket *ticket)
{
    Telling telling;
    EventId id =
        eavesdropper_event(state, EVENT_EAVESDROPPER_NEW_SESSION_TICKET, EVENT_EAVESDROPPER_NEW_SESSION_TICKET_AGAIN);
    if (!begin(&telling, state, overheard, id))
        return;
    telling_bytes(&telling, FACT_SESSION_TICKET, DERIVATION_READ, ticket->ticket);
    telling_decimal(&telling, FACT_TICKET_LIFETIME, DERIVATION_READ, ticket->lifetime_hint);
    telling_end(&telling);
}

/* Of which nothing is told but that it crossed. */
static EventId event_of_bare(uint8_t type)
{
    return type == HANDSHAKE_HELLO_REQUEST       ? EVENT_EAVESDROPPER_HELLO_REQUEST
           : type == HANDSHAKE_SERVER_HELLO_DONE ? EVENT_EAVESDROPPER_SERVER_HELLO_DONE
                                                 : EVENT_EAVESDROPPER_MESSAGE;
}

static void tell_handshake(const EavesdropperState *state, const Overheard *overheard)
{
    const Message *decoded = &overheard->decoded;
    switch (decoded->type) {
    case HANDSHAKE_CLIENT_HELLO:
        tell_client_hello(state, overheard, &decoded->client_hello);
        return;
    case HANDSHAKE_SERVER_HELLO:
        tell_server_hello(state, overheard, &decoded->server_hello);
        return;
    case HANDSHAKE_CERTIFICATE:
        tell_chain(state, overheard, &decoded->certificate);
        return;
    case HANDSHAKE_CERTIFICATE_STATUS:
        tell_certificate_status(state, overheard, &decoded->certificate_status);
        return;
    case HANDSHAKE_SERVER_KEY_EXCHANGE:
        tell_server_key_exchange(state, overheard, &decoded->server_key_exchange);
        return;
    case HANDSHAKE_CERTIFICATE_REQUEST:
        tell_certificate_request(state, overheard, &decoded->certificate_request);
        return;
    case HANDSHAKE_CERTIFICATE_VERIFY:
        tell_certificate_verify(state, overheard, &decoded->certificate_verify);
        return;
    case HANDSHAKE_CLIENT_KEY_EXCHANGE:
        tell_client_key_exchange(state, overheard, &decoded->client_key_exchange);
        return;
    case HANDSHAKE_NEW_SESSION_TICKET:
        tell_new_session_ticket(state, overheard, &decoded->new_session_ticket);
        return;
    case HANDSHAKE_FINISHED:
        tell_secret(state, overheard, EVENT_EAVESDROPPER_FINISHED, FACT_CLIENT_VERIFY_DATA, FACT_SERVER_VERIFY_DATA,
                    decoded->finished);
        return;
    default:
        tell(state, overheard, event_of_bare(decoded->type));
    }
}

/* What she stole that fits the message. */
static void tell_loot(const EavesdropperState *state, const Overheard *overheard)
{
    uint8_t type = overheard->decoded.type;
    if (type == HANDSHAKE_CERTIFICATE && overheard->message->sender == ACTOR_SERVER)
        tell_stolen_key(state);
    if (type == HANDSHAKE_CLIENT_KEY_EXCHANGE && suite_uses_psk(state->heard.suite))
        tell_stolen_psk(state);
}

void eavesdropper_tell(const EavesdropperState *state, const Overheard *overheard)
{
    switch (overheard->kind) {
    case OVERHEARD_CLOSED:
        tell(state, overheard, EVENT_EAVESDROPPER_ENCRYPTED_RECORD);
        return;
    case OVERHEARD_UNREAD:
        tell(state, overheard, EVENT_EAVESDROPPER_MESSAGE);
        return;
    case OVERHEARD_HANDSHAKE:
        tell_handshake(state, overheard);
        tell_loot(state, overheard);
        return;
    case OVERHEARD_SSL2_HELLO:
        tell_ssl2_hello(state, overheard);
        return;
    case OVERHEARD_CHANGE_CIPHER_SPEC:
        tell(state, overheard,
             eavesdropper_event(state, EVENT_EAVESDROPPER_CHANGE_CIPHER_SPEC,
                                EVENT_EAVESDROPPER_CHANGE_CIPHER_SPEC_AGAIN));
        return;
    case OVERHEARD_ALERT:
        tell(state, overheard, EVENT_EAVESDROPPER_ALERT);
        return;
    case OVERHEARD_DATA:
        tell_secret(state, overheard, EVENT_EAVESDROPPER_APPLICATION_DATA, FACT_CLIENT_APPLICATION_DATA,
                    FACT_SERVER_APPLICATION_DATA, overheard->message->bytes);
        return;
    }
}
