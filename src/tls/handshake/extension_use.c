#include "tls/handshake/extension_use.h"

#include <string.h>

#include "tls/wire/naming.h"

/* server_name (RFC 6066 §3): a server that looked at the name says so, and not again where a session is resumed */

static void offer_server_name(Extensions *out, const Offer *offer, const PeerConfig *config)
{
    (void)offer;
    out->server_name = offer_host_name(config->server_name);
    out->has_server_name = out->server_name.size > 0;
}

static void answer_server_name(Handshake *handshake, const Extensions *offered, Extensions *out)
{
    out->has_server_name = offered->has_server_name && handshake->config->server_name && !handshake->agreement->resumed;
}

static void tell_server_name(Telling *telling, DerivationId how, const Extensions *offered)
{
    if (offered->has_server_name)
        telling_bytes(telling, FACT_SERVER_NAME, how, offered->server_name);
}

static const ExtensionUse extension_use_server_name = {
    .offer = offer_server_name,
    .answer = answer_server_name,
    .tell_offer = tell_server_name,
};

/* ec_point_formats (RFC 8422 §5.1.2): the one format that there is, with the suites that have points */

static const uint8_t uncompressed = 0;

static void offer_ec_point_formats(Extensions *out, const Offer *offer, const PeerConfig *config)
{
    (void)offer;
    out->has_ec_point_formats = offer_has_exchange(config, KEY_EXCHANGE_ECDHE);
    out->ec_point_formats = bytes_of(&uncompressed, 1);
}

static void answer_ec_point_formats(Handshake *handshake, const Extensions *offered, Extensions *out)
{
    const Agreement *agreement = handshake->agreement;
    out->has_ec_point_formats =
        offered->has_ec_point_formats && !agreement->resumed && agreement_key_exchange(agreement) == KEY_EXCHANGE_ECDHE;
    out->ec_point_formats = bytes_of(&uncompressed, 1);
}

static const ExtensionUse extension_use_ec_point_formats = {
    .offer = offer_ec_point_formats,
    .answer = answer_ec_point_formats,
};

/* supported_groups (RFC 8422 §5.1.1), and the two lists of signature schemes (RFC 5246 §7.4.1.4.1, RFC 8446 §4.2.3): by
   them the server chooses, and answers with what it chose */

static void offer_supported_groups(Extensions *out, const Offer *offer, const PeerConfig *config)
{
    (void)config;
    out->supported_groups = buffer_bytes(&offer->groups);
    out->has_supported_groups = offer->groups.size > 0;
}

static void tell_supported_groups(Telling *telling, DerivationId how, const Extensions *offered)
{
    if (offered->has_supported_groups)
        telling_names(telling, FACT_SUPPORTED_GROUPS, how, names_append_groups, offered->supported_groups);
}

static const ExtensionUse extension_use_supported_groups = {
    .offer = offer_supported_groups,
    .tell_offer = tell_supported_groups,
};

static void offer_signature_algorithms(Extensions *out, const Offer *offer, const PeerConfig *config)
{
    (void)config;
    out->signature_algorithms = buffer_bytes(&offer->schemes);
    out->has_signature_algorithms = offer->schemes.size > 0;
}

static void tell_signature_algorithms(Telling *telling, DerivationId how, const Extensions *offered)
{
    if (offered->has_signature_algorithms)
        telling_names(telling, FACT_SIGNATURE_ALGORITHMS, how, names_append_schemes, offered->signature_algorithms);
}

static const ExtensionUse extension_use_signature_algorithms = {
    .offer = offer_signature_algorithms,
    .tell_offer = tell_signature_algorithms,
};

static void offer_signature_algorithms_cert(Extensions *out, const Offer *offer, const PeerConfig *config)
{
    (void)config;
    out->signature_algorithms_cert = buffer_bytes(&offer->certificate_schemes);
    out->has_signature_algorithms_cert = offer->certificate_schemes.size > 0;
}

static void tell_signature_algorithms_cert(Telling *telling, DerivationId how, const Extensions *offered)
{
    if (offered->has_signature_algorithms_cert)
        telling_names(telling, FACT_SIGNATURE_ALGORITHMS_CERT, how, names_append_schemes,
                      offered->signature_algorithms_cert);
}

static const ExtensionUse extension_use_signature_algorithms_cert = {
    .offer = offer_signature_algorithms_cert,
    .tell_offer = tell_signature_algorithms_cert,
};

/* application_layer_protocol_negotiation (RFC 7301 §3.1) */

static void offer_alpn(Extensions *out, const Offer *offer, const PeerConfig *config)
{
    (void)config;
    out->alpn = buffer_bytes(&offer->protocols);
    out->has_alpn = offer->protocols.size > 0;
}

/* What hello_choose_protocol chose. */
static void answer_alpn(Handshake *handshake, const Extensions *offered, Extensions *out)
{
    Bytes protocol = bytes_of_text(handshake->agreement->protocol);
    Buffer *list = &handshake->answered_protocol;
    (void)offered;
    if (protocol.size == 0)
        return;
    buffer_append_number(list, 1, protocol.size);
    buffer_append(list, protocol);
    out->has_alpn = true;
    out->alpn = buffer_bytes(list);
}

static void agree_on_alpn(Handshake *handshake, const Extensions *answered)
{
    if (answered->has_alpn)
        memcpy(handshake->agreement->protocol, answered->alpn.data + 1, answered->alpn.size - 1);
}

static void tell_offered_alpn(Telling *telling, DerivationId how, const Extensions *offered)
{
    if (offered->has_alpn)
        telling_names(telling, FACT_OFFERED_PROTOCOLS, how, names_append_protocols, offered->alpn);
}

/* The server tells of its choice when it makes it. */
static void tell_answered_alpn(Telling *telling, DerivationId how, const Extensions *answered)
{
    if (answered->has_alpn && how == DERIVATION_READ)
        telling_names(telling, FACT_PROTOCOL, how, names_append_protocols, answered->alpn);
}

static const ExtensionUse extension_use_alpn = {
    .offer = offer_alpn,
    .answer = answer_alpn,
    .agree = agree_on_alpn,
    .tell_offer = tell_offered_alpn,
    .tell_answer = tell_answered_alpn,
};

/* extended_master_secret (RFC 7627 §5.3: a resumed session keeps what it has) and encrypt_then_mac (RFC 7366 §3): both
   are told in hello_telling, for it is told also that they are not there */

static void answer_extended_master_secret(Handshake *handshake, const Extensions *offered, Extensions *out)
{
    Agreement *agreement = handshake->agreement;
    agreement->extended_master_secret = agreement->resumed ? handshake->session.extended_master_secret
                                                           : handshake->config->extensions.has_extended_master_secret &&
                                                                 offered->has_extended_master_secret;
    out->has_extended_master_secret = agreement->extended_master_secret;
}

static void agree_on_extended_master_secret(Handshake *handshake, const Extensions *answered)
{
    handshake->agreement->extended_master_secret = answered->has_extended_master_secret;
}

static const ExtensionUse extension_use_extended_master_secret = {
    .answer = answer_extended_master_secret,
    .agree = agree_on_extended_master_secret,
};

static void answer_encrypt_then_mac(Handshake *handshake, const Extensions *offered, Extensions *out)
{
    Agreement *agreement = handshake->agreement;
    agreement->encrypt_then_mac = handshake->config->extensions.has_encrypt_then_mac && offered->has_encrypt_then_mac &&
                                  !cipher_info(agreement->suite->cipher)->aead;
    out->has_encrypt_then_mac = agreement->encrypt_then_mac;
}

static void agree_on_encrypt_then_mac(Handshake *handshake, const Extensions *answered)
{
    handshake->agreement->encrypt_then_mac = answered->has_encrypt_then_mac;
}

static const ExtensionUse extension_use_encrypt_then_mac = {
    .answer = answer_encrypt_then_mac,
    .agree = agree_on_encrypt_then_mac,
};

/* status_request and status_request_v2 (RFC 6066 §8, RFC 6961 §2.2). Whether a server answers depends on its
   certificate: v12/stapling. */

static void offer_status_request(Extensions *out, const Offer *offer, const PeerConfig *config)
{
    (void)offer, (void)config;
    out->status_type = STATUS_TYPE_OCSP;
}

static const ExtensionUse extension_use_status_request = {.offer = offer_status_request};

static void offer_status_request_v2(Extensions *out, const Offer *offer, const PeerConfig *config)
{
    (void)offer, (void)config;
    out->status_types_v2[0] = STATUS_TYPE_OCSP_MULTI;
    out->status_types_v2[1] = STATUS_TYPE_OCSP;
}

static const ExtensionUse extension_use_status_request_v2 = {.offer = offer_status_request_v2};

/* What these two say depends on a handshake before: v12/binding, v12/resumption. */
static const ExtensionUse extension_use_renegotiation_info = {.offer = NULL};
static const ExtensionUse extension_use_session_ticket = {.offer = NULL};

/* All of them */

static const ExtensionUse *const uses[] = {
#define EXTENSION(NAME, type, name, meaning, source)
#define SPOKEN(NAME, type, name, member, members, places, meaning, source) &extension_use_##member,
#include "tls/registry/extensions.def"
#undef EXTENSION
};

void extensions_offer(Extensions *out, const Offer *offer, const PeerConfig *config)
{
    *out = config->extensions;
    for (size_t i = 0; i < COUNT_OF(uses); i++)
        if (uses[i]->offer)
            uses[i]->offer(out, offer, config);
}

void extensions_answer(Handshake *handshake, const Extensions *offered)
{
    for (size_t i = 0; i < COUNT_OF(uses); i++)
        if (uses[i]->answer)
            uses[i]->answer(handshake, offered, &handshake->answer);
}

void extensions_agree(Handshake *handshake, const Extensions *answered)
{
    for (size_t i = 0; i < COUNT_OF(uses); i++)
        if (uses[i]->agree)
            uses[i]->agree(handshake, answered);
}

void extensions_tell_offer(Telling *telling, DerivationId how, const Extensions *offered)
{
    for (size_t i = 0; i < COUNT_OF(uses); i++)
        if (uses[i]->tell_offer)
            uses[i]->tell_offer(telling, how, offered);
}

void extensions_tell_answer(Telling *telling, DerivationId how, const Extensions *answered)
{
    for (size_t i = 0; i < COUNT_OF(uses); i++)
        if (uses[i]->tell_answer)
            uses[i]->tell_answer(telling, how, answered);
}
