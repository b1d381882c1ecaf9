/* The server from its Certificate on: the key exchange, and the way to its Finished. */
#include <assert.h>

#include "base/memory.h"
#include "base/text.h"
#include "tls/handshake/handshake.h"
#include "tls/handshake/handshake_certificate.h"
#include "tls/telling/key_telling.h"
#include "tls/v12/exchange.h"
#include "tls/v12/handlers.h"
#include "tls/v12/key_exchange_telling.h"
#include "tls/v12/keys.h"
#include "tls/v12/psk.h"
#include "tls/v12/v12_handshake.h"
#include "tls/wire/naming.h"

Error server_send_certificate(Handshake *handshake, const MessageView *message)
{
    (void)message;
    handshake_send_certificate(handshake, EVENT_SEND_CERTIFICATE, handshake->credential->chain);
    return ERROR_NONE;
}

/* ServerKeyExchange */

static void choose_group(Handshake *handshake)
{
    Telling telling;
    key_share_use_group(&handshake->share, handshake->agreement->group);
    if (!telling_begin(&telling, handshake->teller, EVENT_CHOOSE_GROUP))
        return;
    key_exchange_tell_group(&telling, handshake, DERIVATION_CHOSEN);
    key_tell_curve(&telling, &handshake->share, DERIVATION_CHOSEN);
    telling_end(&telling);
}

static void choose_scheme(Handshake *handshake)
{
    Telling telling;
    if (!version_names_signatures(handshake->agreement->version)) {
        key_exchange_tell_implied_scheme(handshake);
        return;
    }
    if (!telling_begin(&telling, handshake->teller, EVENT_CHOOSE_SIGNATURE_SCHEME))
        return;
    telling_text(&telling, FACT_SIGNATURE_SCHEME, DERIVATION_CHOSEN, handshake->agreement->signature_scheme->name);
    telling_end(&telling);
}

/* ServerDHParams (RFC 5246 §7.4.3) or ServerECDHParams (RFC 8422 §5.4, RFC 4492 §5.4). */
static void encode_params(const KeyShare *share, Buffer *out)
{
    Bytes own_public = buffer_bytes(&share->own_public);
    if (share->field) {
        mpz_t number;
        mpz_init(number);
        number_from_bytes(number, own_public);
        server_dh_params_encode(out, share->field, number);
        mpz_clear(number);
    } else if (share->group->id == GROUP_EXPLICIT_PRIME) {
        server_explicit_ecdh_params_encode(out, share->curve, own_public);
    } else {
        server_ecdh_params_encode(out, share->group->id, own_public);
    }
}

static Error sign_params(Handshake *handshake, Buffer *signature, Bytes params)
{
    Buffer data = BUFFER_EMPTY, name = BUFFER_EMPTY;
    choose_scheme(handshake);
    handshake_append_signed(handshake, &data, params);
    Error error = signature_make(signature, handshake->agreement->signature_scheme, handshake->credential->key,
                                 buffer_bytes(&data), handshake->config->random,
                                 handshake_draw_name(handshake, &name, "signature"));
    if (error)
        error = handshake_refuse(handshake, error, ERROR_INTERNAL_ERROR);
    else
        key_exchange_tell_signature(handshake, params, buffer_bytes(&data), buffer_bytes(signature));
    buffer_clear(&name);
    buffer_clear(&data);
    return error;
}

static void make_params(Handshake *handshake, Buffer *out)
{
    choose_group(handshake);
    handshake_generate_share(handshake);
    encode_params(&handshake->share, out);
}

/* The message's parts, as the suite has them: a hint, params, a signature. */
static void send_parts(Handshake *handshake, Bytes params, Bytes signature)
{
    static const ExchangeEvents events = {.is_signed = EVENT_SEND_SERVER_KEY_EXCHANGE,
                                          .with_psk = EVENT_SEND_SERVER_KEY_EXCHANGE_PSK,
                                          .anonymous = EVENT_SEND_SERVER_KEY_EXCHANGE_ANONYMOUS,
                                          .hint = EVENT_SEND_PSK_HINT};
    const Agreement *agreement = handshake->agreement;
    const char *hint = handshake->config->server.psk_hint;
    ServerKeyExchange exchange = {.psk_identity_hint = hint ? bytes_of_text(hint) : BYTES_EMPTY,
                                  .params = params,
                                  .signature_scheme = agreement->signature_scheme ? agreement->signature_scheme->id : 0,
                                  .signature = signature};
    server_key_exchange_encode(&handshake->message, agreement->version, agreement->suite, &exchange);
    handshake_send(handshake, key_exchange_event(agreement->suite, &events));
}

Error server_send_key_exchange(Handshake *handshake, const MessageView *message)
{
    (void)message;
    const Agreement *agreement = handshake->agreement;
    Buffer params = BUFFER_EMPTY, signature = BUFFER_EMPTY;
    Error error = ERROR_NONE;
    if (agreement_uses_psk(agreement) && handshake->config->server.psk_hint)
        handshake_tell_psk_hint(handshake);
    if (agreement_is_ephemeral(agreement))
        make_params(handshake, &params);
    if (agreement_signs(agreement))
        error = sign_params(handshake, &signature, buffer_bytes(&params));
    if (!error)
        send_parts(handshake, buffer_bytes(&params), buffer_bytes(&signature));
    buffer_clear(&signature);
    buffer_clear(&params);
    return error;
}

Error server_send_hello_done(Handshake *handshake, const MessageView *message)
{
    (void)message;
    server_hello_done_encode(&handshake->message);
    handshake_send(handshake, EVENT_SEND_SERVER_HELLO_DONE);
    if (!handshake->certificate_requested)
        transcript_release(&handshake->transcript);
    return ERROR_NONE;
}

/* ClientKeyExchange */

/* What is wrong with a decrypted pre-master secret, if anything. */
static Error judge_pre_master(const Handshake *handshake, Error decryption, Bytes secret)
{
    if (decryption)
        return decryption;
    if (secret.size != MASTER_SECRET_SIZE)
        return ERROR_WRONG_LENGTH;
    return bytes_read_number(secret.data, 2) == handshake->offered_version ? ERROR_NONE : ERROR_PROTOCOL_VERSION;
}

/* The version that the client says it offered, in the secret that nobody else can read, beside the one in the hello
   that came. */
static Compared compared_versions(const Handshake *handshake, Bytes secret)
{
    return compared_codes(names_append_versions, handshake->offered_version,
                          (uint16_t)bytes_read_number(secret.data, 2));
}

static void tell_judgement(const Handshake *handshake, Error error, Bytes secret)
{
    bool whole = secret.size == MASTER_SECRET_SIZE;
    Compared compared = whole ? compared_versions(handshake, secret)
                              : compared_text("48 bytes behind their padding",
                                              secret.size ? "another number of bytes" : "no such padding");
    telling_check(handshake->teller, EVENT_CHECK_PRE_MASTER, error, compared);
}

/* RFC 5246 §7.4.7.1: whatever is wrong with what the client sent, the handshake goes on, with a secret that was drawn
   before anybody looked. */
static void take_pre_master(Handshake *handshake, Bytes encrypted)
{
    uint8_t substitute[MASTER_SECRET_SIZE - 2];
    handshake_draw(handshake, "substitute_random", substitute, sizeof substitute);
    key_exchange_tell_substitute(handshake, BYTES_OF_ARRAY(substitute));

    Buffer *secret = &handshake->v12->pre_master_secret;
    Error error = rsa_pkcs1_decrypt(secret, &handshake->credential->key->rsa, encrypted);
    error = judge_pre_master(handshake, error, buffer_bytes(secret));
    if (!error)
        key_exchange_tell_decrypted(handshake, buffer_bytes(secret));
    tell_judgement(handshake, error, buffer_bytes(secret));
    if (error) {
        buffer_truncate(secret, 0);
        buffer_append_number(secret, 2, handshake->offered_version);
        buffer_append(secret, BYTES_OF_ARRAY(substitute));
        key_exchange_tell_substituted(handshake);
    }
    memory_wipe(substitute, sizeof substitute);
}

static Error take_exchange_keys(Handshake *handshake, const ClientKeyExchange *exchange)
{
    Error error = ERROR_NONE;
    switch (agreement_key_exchange(handshake->agreement)) {
    case KEY_EXCHANGE_RSA:
        take_pre_master(handshake, exchange->encrypted_pre_master_secret);
        break;
    case KEY_EXCHANGE_DHE:
    case KEY_EXCHANGE_ECDHE:
        error = handshake_receive_share(handshake, handshake->share.field ? exchange->dh_yc : exchange->ec_point);
        if (!error)
            error = handshake_agree_share(handshake);
        break;
    case KEY_EXCHANGE_PSK:
        break;
    }
    return error;
}

/* Everything up to the pre-master secret. The identity is looked at first: it says nothing about the rest. */
static Error take_exchange(Handshake *handshake, const ClientKeyExchange *exchange)
{
    bool psk = agreement_uses_psk(handshake->agreement);
    Error error = psk ? handshake_find_psk(handshake, exchange->psk_identity) : ERROR_NONE;
    if (!error)
        error = take_exchange_keys(handshake, exchange);
    if (!error && psk)
        handshake_add_psk(handshake);
    return error;
}

Error server_receive_key_exchange(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const ClientKeyExchange *exchange = &decoded.client_key_exchange;
    key_exchange_tell_client(handshake, message, exchange);

    error = take_exchange(handshake, exchange);
    if (error)
        return error;
    transcript_add(&handshake->transcript, message->bytes);
    handshake_derive_keys(handshake);
    return ERROR_NONE;
}

/* ChangeCipherSpec and Finished */

Error server_receive_change_cipher_spec(Handshake *handshake, const MessageView *message)
{
    handshake_receive_change_cipher_spec(handshake, message);
    return ERROR_NONE;
}

Error server_receive_finished(Handshake *handshake, const MessageView *message)
{
    return handshake_receive_finished(handshake, message);
}

Error server_send_change_cipher_spec(Handshake *handshake, const MessageView *message)
{
    (void)message;
    handshake_send_change_cipher_spec(handshake);
    return ERROR_NONE;
}

Error server_send_finished(Handshake *handshake, const MessageView *message)
{
    (void)message;
    handshake_send_finished(handshake);
    return ERROR_NONE;
}
