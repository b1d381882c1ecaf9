/* The client from the server's Certificate on: who it is, the key exchange, and the way to its Finished. */
#include "base/text.h"
#include "tls/handshake/choice.h"
#include "tls/handshake/handshake.h"
#include "tls/handshake/handshake_certificate.h"
#include "tls/v12/exchange.h"
#include "tls/v12/handlers.h"
#include "tls/v12/key_exchange_telling.h"
#include "tls/v12/keys.h"
#include "tls/v12/psk.h"
#include "tls/v12/stapling.h"
#include "tls/v12/v12_handshake.h"
#include "tls/wire/naming.h"

enum { DH_BITS_MIN = 1024 };

/* Certificate */

/* A key of the right kind may be on a curve that was not offered. */
static Compared compared_kinds(const Handshake *handshake, const PublicKey *key)
{
    const Agreement *agreement = handshake->agreement;
    const char *expected = agreement_uses_psk(agreement) ? key_kind_name(KEY_RSA)
                                                         : authentication_name(agreement_authentication(agreement));
    const Group *group = key->kind == KEY_EC ? group_find(key->curve->name) : NULL;
    bool fits = choice_key_fits(agreement->suite, agreement->version, key->kind);
    if (key->kind != KEY_EC || !fits || (group && offer_has_group(&handshake->offer, group->id)))
        return compared_text(expected, key_kind_name(key->kind));
    return compared_sides(side_meaning("a curve that was offered: ", names_append_groups,
                                       handshake->offer.hello.extensions.supported_groups),
                          side_text(key->curve->name));
}

/* The suite's kind of key, and for ECDSA a curve that was offered (RFC 8422 §5.3). keyUsage is validation's. */
static Error check_kind(Handshake *handshake)
{
    const Agreement *agreement = handshake->agreement;
    const PublicKey *key = &handshake->chain.items[0]->key;
    bool passed = choice_key_fits(agreement->suite, agreement->version, key->kind);
    if (passed && key->kind == KEY_EC) {
        const Group *group = group_find(key->curve->name);
        passed = group && offer_has_group(&handshake->offer, group->id);
    }
    return handshake_check(handshake, EVENT_CHECK_CERTIFICATE_KIND, passed, ERROR_UNSUPPORTED_CERTIFICATE,
                           ERROR_UNSUPPORTED_CERTIFICATE, compared_kinds(handshake, key));
}

/* Before TLS 1.2 nothing is named that a certificate would have to be signed by. */
static Error validate_chain(Handshake *handshake)
{
    bool named = version_names_signatures(handshake->agreement->version);
    Bytes schemes = named ? choice_certificate_schemes(&handshake->offer.hello.extensions) : BYTES_EMPTY;
    return handshake_validate_chain(handshake, handshake->config->server_name,
                                    choice_key_usage(handshake->agreement->suite), schemes);
}

Error client_receive_certificate(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const CertificateMessage *chain = &decoded.certificate;
    error = handshake_take_chain(handshake, message, chain);
    error = handshake_check_chain_form(handshake, chain, error);
    if (!error)
        error = check_kind(handshake);
    if (!error)
        error = validate_chain(handshake);
    if (error)
        return error;

    transcript_add(&handshake->transcript, message->bytes);
    return ERROR_NONE;
}

/* ServerKeyExchange */

/* A configured curve whose explicit parameters (RFC 4492 §5.4) are these, byte for byte. */
static const Group *find_explicit_curve(const PeerConfig *config, const ServerKeyExchange *exchange)
{
    for (int i = 0; i < config->group_count; i++) {
        const Group *group = config->groups[i];
        if (group->id != GROUP_EXPLICIT_PRIME)
            continue;
        Buffer params = BUFFER_EMPTY;
        server_explicit_ecdh_params_encode(&params, group_curve(group), exchange->ec_point);
        bool same = bytes_equal(buffer_bytes(&params), exchange->params);
        buffer_clear(&params);
        if (same)
            return group;
    }
    return NULL;
}

static void find_group(Handshake *handshake, const ServerKeyExchange *exchange)
{
    enum { NAMED_CURVE = 3 };
    if (agreement_key_exchange(handshake->agreement) == KEY_EXCHANGE_DHE) {
        key_share_use_field(&handshake->share, exchange->dh_p, exchange->dh_g);
        return;
    }
    const Group *group = exchange->curve_type == NAMED_CURVE ? group_by_id(exchange->named_curve)
                                                             : find_explicit_curve(handshake->config, exchange);
    if (group && group->kind != GROUP_FINITE_FIELD)
        key_share_use_group(&handshake->share, group);
}

static bool config_lists_group(const PeerConfig *config, const Group *group)
{
    for (int i = 0; i < config->group_count; i++)
        if (config->groups[i] == group)
            return true;
    return false;
}

/* What is not spoken here has a number, or nothing but its own numbers. */
static ComparedSide found_group(const KeyShare *share, const ServerKeyExchange *exchange)
{
    enum { NAMED_CURVE = 3 };
    if (share->group)
        return side_text(share->group->name);
    if (share->field)
        return side_text("a prime of the server's own");
    return exchange->curve_type == NAMED_CURVE ? side_code(names_append_groups, exchange->named_curve)
                                               : side_text("a curve of the server's own");
}

static Compared compared_groups(const Handshake *handshake, const ServerKeyExchange *exchange)
{
    Bytes offered = handshake->offer.hello.extensions.supported_groups;
    return compared_sides(handshake->share.field ? side_text("one that this client was told of, or no toy")
                                                 : side_meaning("one that was offered: ", names_append_groups, offered),
                          found_group(&handshake->share, exchange));
}

/* A curve has to be one that was offered (RFC 8422 §5.4). A finite field that was not is the server's own choice, as
   that of many servers is; RFC 7919 §3.1 leaves it to the client, and this one goes along if the numbers are good. */
static Error check_group(Handshake *handshake, const ServerKeyExchange *exchange)
{
    const KeyShare *share = &handshake->share;
    bool passed = share->group && config_lists_group(handshake->config, share->group);
    if (share->field && !passed)
        passed = !share->group || !share->group->toy;
    Error alert = share->field ? ERROR_INSUFFICIENT_SECURITY : ERROR_ILLEGAL_PARAMETER;
    return handshake_check(handshake, EVENT_CHECK_GROUP, passed, alert, alert, compared_groups(handshake, exchange));
}

static void append_bits(Buffer *out, size_t bits)
{
    text_append_decimal(out, bits);
    text_append(out, " bits");
}

/* A group that the configuration names may be as small as it likes: that is what toys are for. */
static Error check_field_size(Handshake *handshake)
{
    const KeyShare *share = &handshake->share;
    if (!share->field)
        return ERROR_NONE;
    bool named = share->group && config_lists_group(handshake->config, share->group);
    size_t bits = mpz_sizeinbase(share->field->p, 2);
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    text_append(&expected, named ? "a group that was named, or at least " : "at least ");
    append_bits(&expected, DH_BITS_MIN);
    append_bits(&found, bits);
    Error error =
        handshake_check(handshake, EVENT_CHECK_DH_SIZE, named || bits >= DH_BITS_MIN, ERROR_INSUFFICIENT_SECURITY,
                        ERROR_INSUFFICIENT_SECURITY, compared_text(text_finish(&expected), text_finish(&found)));
    buffer_clear(&expected);
    buffer_clear(&found);
    return error;
}

/* The numbers of a named group are known to be good. */
static Error check_field_numbers(Handshake *handshake)
{
    const KeyShare *share = &handshake->share;
    if (!share->field || share->group)
        return ERROR_NONE;
    Error error = dh_group_check(share->field);
    return handshake_check(
        handshake, EVENT_CHECK_DH_PARAMETERS, error == ERROR_NONE, error, ERROR_ILLEGAL_PARAMETER,
        compared_text("p prime, and g between 1 and p - 1", error ? error_sentence(error) : "so they are"));
}

static Error check_scheme(Handshake *handshake, uint16_t id)
{
    if (!version_names_signatures(handshake->agreement->version)) {
        handshake->agreement->signature_scheme = signature_scheme_implied(handshake->chain.items[0]->key.kind);
        key_exchange_tell_implied_scheme(handshake);
        return ERROR_NONE;
    }
    const SignatureScheme *scheme = signature_scheme_by_id(id);
    bool passed = scheme && choice_scheme_is_offered(scheme, &handshake->offer.hello.extensions) &&
                  choice_scheme_suits(scheme, handshake->chain.items[0]);
    handshake->agreement->signature_scheme = passed ? scheme : NULL;
    return handshake_check(
        handshake, EVENT_CHECK_SIGNATURE_SCHEME, passed, ERROR_ILLEGAL_PARAMETER, ERROR_ILLEGAL_PARAMETER,
        compared_sides(side_meaning("one that was offered, and goes with the key: ", names_append_schemes,
                                    handshake->offer.hello.extensions.signature_algorithms),
                       side_code(names_append_schemes, id)));
}

static Error check_signature(Handshake *handshake, Bytes signed_parameters, Bytes signature)
{
    Error error = signature_check(handshake->agreement->signature_scheme, handshake->chain.items[0], signed_parameters,
                                  signature);
    return handshake_check(
        handshake, EVENT_CHECK_SERVER_SIGNATURE, error == ERROR_NONE, error, ERROR_DECRYPT_ERROR,
        compared_sides(side_text("what the certificate's key verifies over these parameters"), side_bytes(signature)));
}

static Error judge_key_exchange(Handshake *handshake, const ServerKeyExchange *exchange, Bytes signed_parameters)
{
    bool is_signed = agreement_signs(handshake->agreement);
    Error error = check_field_size(handshake);
    if (!error)
        error = check_group(handshake, exchange);
    if (!error)
        error = check_field_numbers(handshake);
    if (!error && is_signed)
        error = check_scheme(handshake, exchange->signature_scheme);
    if (!error && is_signed)
        error = check_signature(handshake, signed_parameters, exchange->signature);
    if (!error)
        error = handshake_receive_share(handshake, handshake->share.field ? exchange->dh_ys : exchange->ec_point);
    return error;
}

Error client_receive_key_exchange(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const ServerKeyExchange *exchange = &decoded.server_key_exchange;
    const Agreement *agreement = handshake->agreement;
    Buffer signed_parameters = BUFFER_EMPTY;
    if (agreement_is_ephemeral(agreement))
        find_group(handshake, exchange);
    if (agreement_signs(agreement))
        handshake_append_signed(handshake, &signed_parameters, exchange->params);
    key_exchange_tell_server(handshake, message, exchange, buffer_bytes(&signed_parameters));

    if (agreement_is_ephemeral(agreement))
        error = judge_key_exchange(handshake, exchange, buffer_bytes(&signed_parameters));
    buffer_clear(&signed_parameters);
    if (error)
        return error;

    handshake->agreement->group = handshake->share.group;
    transcript_add(&handshake->transcript, message->bytes);
    return ERROR_NONE;
}

Error client_receive_hello_done(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    handshake_tell_received(handshake, EVENT_RECEIVE_SERVER_HELLO_DONE, message);
    error = handshake_check_status_presence(handshake);
    if (error)
        return error;
    transcript_add(&handshake->transcript, message->bytes);
    if (!handshake->certificate_requested)
        transcript_release(&handshake->transcript);
    return ERROR_NONE;
}

/* ClientKeyExchange */

/* Whether this client was told to lie inside what it encrypts. */
static bool seals_another(const Handshake *handshake, Buffer *block)
{
    const PeerFault *fault = handshake->config->fault;
    return fault && fault->seal(fault->context, block->data, block->size, handshake->teller->handshake);
}

/* RFC 5246 §7.4.7.1 */
static Error encrypt_pre_master(Handshake *handshake, Buffer *out)
{
    Buffer *secret = &handshake->v12->pre_master_secret;
    buffer_append_number(secret, 2, handshake->offered_version);
    handshake_draw(handshake, "pre_master_secret", buffer_extend(secret, MASTER_SECRET_SIZE - 2),
                   MASTER_SECRET_SIZE - 2);
    key_exchange_tell_random(handshake);

    const RsaPublic *key = &handshake->chain.items[0]->key.rsa;
    Buffer name = BUFFER_EMPTY, padded = BUFFER_EMPTY, sealed = BUFFER_EMPTY;
    bool lies = false;
    Error error = rsa_pkcs1_pad(&padded, key, buffer_bytes(secret), handshake->config->random,
                                handshake_draw_name(handshake, &name, "rsa.padding"));
    if (!error) {
        buffer_append(&sealed, buffer_bytes(&padded));
        lies = seals_another(handshake, &sealed);
        error = rsa_pkcs1_encrypt_padded(out, key, buffer_bytes(&sealed));
    }
    if (error)
        error = handshake_refuse(handshake, error, ERROR_UNSUPPORTED_CERTIFICATE);
    else
        key_exchange_tell_encrypted(handshake, buffer_bytes(&padded), buffer_bytes(out), lies);
    buffer_clear(&sealed);
    buffer_clear(&padded);
    buffer_clear(&name);
    return error;
}

/* What goes into the message, and the secret that comes of it. */
static Error make_exchange_keys(Handshake *handshake, Buffer *out)
{
    switch (agreement_key_exchange(handshake->agreement)) {
    case KEY_EXCHANGE_RSA:
        return encrypt_pre_master(handshake, out);
    case KEY_EXCHANGE_DHE:
    case KEY_EXCHANGE_ECDHE:
        handshake_generate_share(handshake);
        buffer_append(out, buffer_bytes(&handshake->share.own_public));
        return handshake_agree_share(handshake);
    case KEY_EXCHANGE_PSK:
        break;
    }
    return ERROR_NONE;
}

/* Everything up to the pre-master secret. */
static Error make_exchange(Handshake *handshake, Buffer *out)
{
    bool psk = agreement_uses_psk(handshake->agreement);
    if (psk)
        handshake_choose_psk(handshake);
    Error error = make_exchange_keys(handshake, out);
    if (!error && psk)
        handshake_add_psk(handshake);
    return error;
}

Error client_send_key_exchange(Handshake *handshake, const MessageView *message)
{
    (void)message;
    const Agreement *agreement = handshake->agreement;
    Buffer exchange_keys = BUFFER_EMPTY;
    Error error = make_exchange(handshake, &exchange_keys);
    if (!error) {
        Bytes identity = handshake->psk ? handshake->psk->identity : BYTES_EMPTY;
        client_key_exchange_encode(&handshake->message, agreement->suite, identity, buffer_bytes(&exchange_keys));
        handshake_send(handshake, agreement_uses_psk(agreement) ? EVENT_SEND_CLIENT_KEY_EXCHANGE_PSK
                                                                : EVENT_SEND_CLIENT_KEY_EXCHANGE);
        handshake_derive_keys(handshake);
    }
    buffer_clear(&exchange_keys);
    return error;
}

/* ChangeCipherSpec and Finished */

Error client_send_change_cipher_spec(Handshake *handshake, const MessageView *message)
{
    (void)message;
    handshake_send_change_cipher_spec(handshake);
    return ERROR_NONE;
}

Error client_send_finished(Handshake *handshake, const MessageView *message)
{
    (void)message;
    handshake_send_finished(handshake);
    return ERROR_NONE;
}

Error client_receive_change_cipher_spec(Handshake *handshake, const MessageView *message)
{
    handshake_receive_change_cipher_spec(handshake, message);
    return ERROR_NONE;
}

Error client_receive_finished(Handshake *handshake, const MessageView *message)
{
    return handshake_receive_finished(handshake, message);
}
