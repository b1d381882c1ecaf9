#include "tls/handshake/offer.h"

#include "base/text.h"
#include "x509/certificate/ip_address.h"

void offer_clear(Offer *offer)
{
    buffer_clear(&offer->suites);
    buffer_clear(&offer->groups);
    buffer_clear(&offer->schemes);
    buffer_clear(&offer->certificate_schemes);
    buffer_clear(&offer->protocols);
    *offer = (Offer){0};
}

bool number_list_has(Bytes list, uint16_t number)
{
    for (size_t i = 0; i + 1 < list.size; i += 2)
        if (bytes_read_number(list.data + i, 2) == number)
            return true;
    return false;
}

bool name_list_has(Bytes list, Bytes name)
{
    for (size_t i = 0; i < list.size; i += 1 + (size_t)list.data[i])
        if (bytes_equal(bytes_slice(list, i + 1, list.data[i]), name))
            return true;
    return false;
}

bool number_list_has_finite_field(Bytes list)
{
    for (size_t i = 0; i + 1 < list.size; i += 2)
        if (list.data[i] == 0x01)
            return true;
    return false;
}

bool offer_has_suite(const Offer *offer, uint16_t id)
{
    return number_list_has(offer->hello.cipher_suites, id);
}

bool offer_has_group(const Offer *offer, uint16_t id)
{
    return number_list_has(offer->hello.extensions.supported_groups, id);
}

bool offer_has_protocol(const Offer *offer, Bytes name)
{
    return name_list_has(offer->hello.extensions.alpn, name);
}

bool offer_may_have(const PeerConfig *config, const Suite *suite)
{
    bool ssl3 = config->version_max < VERSION_TLS_1_0; /* which had all suites that TLS 1.0 has */
    return suite_version_min(suite) <= (ssl3 ? VERSION_TLS_1_0 : config->version_max) &&
           (config->psk_count > 0 || !suite_uses_psk(suite));
}

bool offer_has_exchange(const PeerConfig *config, KeyExchange exchange)
{
    for (int i = 0; i < config->suite_count; i++)
        if (offer_may_have(config, config->suites[i]) && config->suites[i]->key_exchange == exchange)
            return true;
    return false;
}

static bool is_own_curve(const PeerConfig *config, const Group *group)
{
    for (int i = 0; i < config->credential_count; i++) {
        const PrivateKey *key = config->credentials[i].key;
        if (key->kind == KEY_EC && key->curve->name && group_find(key->curve->name) == group)
            return true;
    }
    return false;
}

/* Only groups that an offered suite can use, each number once (several explicit curves share one). Where fields are
   listed, so is the curve of an own certificate: a server takes no key on a curve that the list leaves out. */
static void add_groups(Offer *out, const PeerConfig *config)
{
    bool curves = offer_has_exchange(config, KEY_EXCHANGE_ECDHE), fields = offer_has_exchange(config, KEY_EXCHANGE_DHE);
    for (int i = 0; i < config->group_count; i++) {
        const Group *group = config->groups[i];
        bool useful = group->kind == GROUP_FINITE_FIELD ? fields : curves || (fields && is_own_curve(config, group));
        if (useful && group->id != 0 && !number_list_has(buffer_bytes(&out->groups), group->id))
            buffer_append_number(&out->groups, 2, group->id);
    }
}

static void add_protocols(Offer *out, const PeerConfig *config)
{
    for (int i = 0; i < config->protocol_count; i++) {
        Bytes name = bytes_slice(bytes_of_text(config->protocols[i]), 0, UINT8_MAX);
        buffer_append_number(&out->protocols, 1, name.size);
        buffer_append(&out->protocols, name);
    }
}

static void add_suites(Offer *out, const PeerConfig *config)
{
    for (int i = 0; i < config->suite_count; i++)
        if (offer_may_have(config, config->suites[i]))
            buffer_append_number(&out->suites, 2, config->suites[i]->id);
    if (config->client.fallback_scsv)
        buffer_append_number(&out->suites, 2, SUITE_FALLBACK_SCSV);
}

static void add_lists(Offer *out, const PeerConfig *config)
{
    add_suites(out, config);
    bool named = version_names_signatures(config->version_max);
    for (int i = 0; named && i < config->signature_scheme_count; i++)
        buffer_append_number(&out->schemes, 2, config->signature_schemes[i]->id);
    for (int i = 0; named && i < config->certificate_scheme_count; i++)
        buffer_append_number(&out->certificate_schemes, 2, config->certificate_schemes[i]->id);
    add_groups(out, config);
    add_protocols(out, config);
}

Bytes offer_host_name(const char *name)
{
    uint8_t address[IP_ADDRESS_SIZE_MAX];
    Bytes host = name && ip_address_parse(address, name) == 0 ? bytes_of_text(name) : BYTES_EMPTY;
    if (host.size > 0 && host.data[host.size - 1] == '.')
        host.size--;
    return host;
}

bool offer_same_host(Bytes a, Bytes b)
{
    Buffer of_a = BUFFER_EMPTY, of_b = BUFFER_EMPTY;
    buffer_append(&of_a, a);
    buffer_append(&of_b, b);
    bool same = a.size == b.size && text_equal_ignoring_case(text_finish(&of_a), text_finish(&of_b));
    buffer_clear(&of_b);
    buffer_clear(&of_a);
    return same;
}

bool offer_has_extensions(const Offer *offer, const PeerConfig *config)
{
    return !offer->ssl2_format && config->version_max >= VERSION_TLS_1_0;
}

void offer_make(Offer *out, const PeerConfig *config)
{
    static const uint8_t null_compression = 0;
    add_lists(out, config);
    /* RFC 5746 §3.3: the way to say it without an extension. */
    if (!offer_has_extensions(out, config) && config->extensions.has_renegotiation_info)
        buffer_append_number(&out->suites, 2, SUITE_EMPTY_RENEGOTIATION_INFO_SCSV);
    out->hello.version = config->version_max;
    out->hello.cipher_suites = buffer_bytes(&out->suites);
    out->hello.compression_methods = bytes_of(&null_compression, 1);
}
