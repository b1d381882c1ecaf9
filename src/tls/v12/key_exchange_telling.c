#include "tls/v12/key_exchange_telling.h"

#include "tls/handshake/certificate_telling.h"
#include "tls/telling/key_telling.h"
#include "tls/telling/message_telling.h"
#include "tls/v12/v12_handshake.h"
#include "tls/wire/naming.h"

void key_exchange_tell_group(Telling *telling, const Handshake *handshake, DerivationId how)
{
    const KeyShare *share = &handshake->share;
    if (share->group)
        telling_text(telling, share->field ? FACT_DH_GROUP : FACT_ECDH_GROUP, how, share->group->name);
    if (!share->field)
        return;
    telling_number(telling, FACT_DH_P, how, share->field->p);
    telling_number(telling, FACT_DH_G, how, share->field->g);
}

/* client_random ‖ server_random ‖ parameters. */
static void tell_signed(Telling *telling, Bytes signed_parameters)
{
    Learned *all = telling_bytes(telling, FACT_SIGNED_PARAMETERS, DERIVATION_CONCATENATE, signed_parameters);
    learned_from(all, FACT_CLIENT_RANDOM);
    learned_from(all, FACT_SERVER_RANDOM);
    learned_from(all, FACT_SERVER_PARAMETERS);
}

static void tell_own_parameters(Telling *telling, const KeyShare *share, Bytes params)
{
    Learned *encoded = telling_bytes(telling, FACT_SERVER_PARAMETERS, DERIVATION_ENCODE, params);
    encoded->how.group = share->group->name;
    if (share->field) {
        learned_from(encoded, FACT_DH_P);
        learned_from(encoded, FACT_DH_G);
    }
    key_learned_from_curve(encoded, share);
    if (key_curve_is_explicit(share)) {
        learned_from(encoded, FACT_ECDH_BASE);
        learned_from(encoded, FACT_ECDH_ORDER);
        learned_from(encoded, FACT_ECDH_COFACTOR);
    }
    learned_from(encoded, share->field ? FACT_DH_SERVER_PUBLIC : FACT_ECDH_SERVER_PUBLIC);
}

void key_exchange_tell_signature(Handshake *handshake, Bytes params, Bytes signed_parameters, Bytes signature)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_SIGN_PARAMETERS))
        return;
    tell_own_parameters(&telling, &handshake->share, params);
    tell_signed(&telling, signed_parameters);
    certificate_tell_signature(&telling, ACTOR_SERVER, handshake->credential->key,
                               handshake->agreement->signature_scheme, signed_parameters, signature);
    telling_end(&telling);
}

static void tell_public_value(Telling *telling, const ServerKeyExchange *exchange)
{
    if (exchange->dh_ys.size > 0)
        telling_bytes(telling, FACT_DH_SERVER_PUBLIC, DERIVATION_READ, exchange->dh_ys);
    else
        telling_bytes(telling, FACT_ECDH_SERVER_PUBLIC, DERIVATION_READ, exchange->ec_point);
}

static void tell_scheme_read(Telling *telling, uint16_t id)
{
    uint8_t scheme[2];
    Buffer name = BUFFER_EMPTY;
    bytes_write_number(scheme, sizeof scheme, id);
    names_append_schemes(&name, BYTES_OF_ARRAY(scheme));
    telling_buffer(telling, FACT_SIGNATURE_SCHEME, DERIVATION_READ, &name);
}

void key_exchange_tell_implied_scheme(const Handshake *handshake)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_IMPLIED_SIGNATURE_SCHEME))
        return;
    Learned *scheme =
        telling_text(&telling, FACT_SIGNATURE_SCHEME, DERIVATION_IMPLIED, handshake->agreement->signature_scheme->name);
    learned_from(scheme, FACT_VERSION);
    learned_from(scheme, FACT_CIPHER_SUITE);
    telling_end(&telling);
}

static void tell_signature_read(Telling *telling, uint16_t version, const ServerKeyExchange *exchange,
                                Bytes signed_parameters)
{
    tell_signed(telling, signed_parameters);
    if (version_names_signatures(version))
        tell_scheme_read(telling, exchange->signature_scheme);
    telling_bytes(telling, FACT_SERVER_SIGNATURE, DERIVATION_READ, exchange->signature);
}

void key_exchange_tell_server(Handshake *handshake, const MessageView *message, const ServerKeyExchange *exchange,
                              Bytes signed_parameters)
{
    static const ExchangeEvents events = {.is_signed = EVENT_RECEIVE_SERVER_KEY_EXCHANGE,
                                          .with_psk = EVENT_RECEIVE_SERVER_KEY_EXCHANGE_PSK,
                                          .anonymous = EVENT_RECEIVE_SERVER_KEY_EXCHANGE_ANONYMOUS,
                                          .hint = EVENT_RECEIVE_PSK_HINT};
    const Agreement *agreement = handshake->agreement;
    Telling telling;
    if (!telling_begin_received(&telling, handshake->teller, key_exchange_event(agreement->suite, &events), message,
                                handshake->agreement))
        return;
    if (agreement_uses_psk(agreement))
        telling_bytes(&telling, FACT_PSK_HINT, DERIVATION_READ, exchange->psk_identity_hint);
    if (agreement_is_ephemeral(agreement)) {
        key_exchange_tell_group(&telling, handshake, DERIVATION_READ);
        key_tell_curve_read(&telling, exchange);
        tell_public_value(&telling, exchange);
        telling_bytes(&telling, FACT_SERVER_PARAMETERS, DERIVATION_READ, exchange->params);
    }
    if (agreement_signs(agreement))
        tell_signature_read(&telling, agreement->version, exchange, signed_parameters);
    telling_end(&telling);
}

void key_exchange_tell_client(Handshake *handshake, const MessageView *message, const ClientKeyExchange *exchange)
{
    Telling telling;
    if (!telling_begin_received(&telling, handshake->teller, EVENT_RECEIVE_CLIENT_KEY_EXCHANGE, message,
                                handshake->agreement))
        return;
    if (agreement_uses_psk(handshake->agreement))
        telling_bytes(&telling, FACT_PSK_IDENTITY, DERIVATION_READ, exchange->psk_identity);
    switch (agreement_key_exchange(handshake->agreement)) {
    case KEY_EXCHANGE_RSA:
        telling_bytes(&telling, FACT_ENCRYPTED_PRE_MASTER_SECRET, DERIVATION_READ,
                      exchange->encrypted_pre_master_secret);
        break;
    case KEY_EXCHANGE_DHE:
        telling_bytes(&telling, FACT_DH_CLIENT_PUBLIC, DERIVATION_READ, exchange->dh_yc);
        break;
    case KEY_EXCHANGE_ECDHE:
        telling_bytes(&telling, FACT_ECDH_CLIENT_PUBLIC, DERIVATION_READ, exchange->ec_point);
        break;
    case KEY_EXCHANGE_PSK:
        break;
    }
    telling_end(&telling);
}

/* What the 48 bytes are that RSA carries over. */
static FactId carried_secret(const Handshake *handshake)
{
    return agreement_uses_psk(handshake->agreement) ? FACT_PSK_OTHER_SECRET : FACT_PRE_MASTER_SECRET;
}

static void tell_carried_secret(Telling *telling, const Handshake *handshake, FactId random_fact)
{
    Learned *whole = telling_bytes(telling, carried_secret(handshake), DERIVATION_VERSION_AND_RANDOM,
                                   buffer_bytes(&handshake->v12->pre_master_secret));
    learned_from(whole, FACT_OFFERED_VERSION);
    learned_from(whole, random_fact);
}

void key_exchange_tell_random(Handshake *handshake)
{
    Bytes secret = buffer_bytes(&handshake->v12->pre_master_secret);
    bool psk = agreement_uses_psk(handshake->agreement);
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, psk ? EVENT_OTHER_SECRET_RANDOM : EVENT_PRE_MASTER_RANDOM))
        return;
    telling_bytes(&telling, FACT_PRE_MASTER_RANDOM, DERIVATION_RANDOM, bytes_slice(secret, 2, secret.size));
    tell_carried_secret(&telling, handshake, FACT_PRE_MASTER_RANDOM);
    telling_end(&telling);
}

/* Between 00 02 and 00 ‖ secret (RFC 8017 §7.2.1). */
static Bytes padding_string(const Handshake *handshake, Bytes padded)
{
    return bytes_slice(padded, 2, padded.size - 3 - handshake->v12->pre_master_secret.size);
}

void key_exchange_tell_encrypted(Handshake *handshake, Bytes padded, Bytes encrypted, bool lies)
{
    bool psk = agreement_uses_psk(handshake->agreement);
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, psk ? EVENT_ENCRYPT_OTHER_SECRET : EVENT_ENCRYPT_PRE_MASTER))
        return;
    telling_bytes(&telling, FACT_PADDING_STRING, DERIVATION_RANDOM, padding_string(handshake, padded));
    Learned *block = telling_bytes(&telling, FACT_PADDED_PRE_MASTER_SECRET, DERIVATION_RSA_PAD, padded);
    learned_from(block, FACT_PADDING_STRING);
    learned_from(block, carried_secret(handshake));
    Learned *learned = telling_bytes(&telling, FACT_ENCRYPTED_PRE_MASTER_SECRET, DERIVATION_RSA_ENCRYPT, encrypted);
    learned_from(learned, lies ? FACT_TAMPERING_AFTER : FACT_PADDED_PRE_MASTER_SECRET);
    learned_from(learned, FACT_SERVER_CERTIFICATE_RSA_EXPONENT);
    learned_from(learned, FACT_SERVER_CERTIFICATE_RSA_MODULUS);
    telling_end(&telling);
}

void key_exchange_tell_substitute(Handshake *handshake, Bytes random)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_SUBSTITUTE_RANDOM))
        return;
    telling_bytes(&telling, FACT_SUBSTITUTE_RANDOM, DERIVATION_RANDOM, random);
    telling_end(&telling);
}

void key_exchange_tell_decrypted(Handshake *handshake, Bytes decrypted)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_DECRYPT_PRE_MASTER))
        return;
    Learned *learned = telling_bytes(&telling, carried_secret(handshake), DERIVATION_RSA_DECRYPT, decrypted);
    learned_from(learned, FACT_ENCRYPTED_PRE_MASTER_SECRET);
    learned_from(learned, FACT_SERVER_RSA_PRIVATE_EXPONENT);
    learned_from(learned, FACT_SERVER_CERTIFICATE_RSA_MODULUS);
    telling_end(&telling);
}

void key_exchange_tell_substituted(Handshake *handshake)
{
    bool psk = agreement_uses_psk(handshake->agreement);
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, psk ? EVENT_SUBSTITUTE_OTHER_SECRET : EVENT_SUBSTITUTE_PRE_MASTER))
        return;
    tell_carried_secret(&telling, handshake, FACT_SUBSTITUTE_RANDOM);
    telling_end(&telling);
}
