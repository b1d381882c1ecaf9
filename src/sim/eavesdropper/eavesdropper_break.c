/* From what the eavesdropper overheard and stole to the secret that the key exchange gave, or to the reason why not. */
#include <string.h>

#include "base/text.h"
#include "sim/eavesdropper/eavesdropper_state.h"
#include "sim/eavesdropper/logarithm.h"
#include "sim/eavesdropper/sieve.h"
#include "tls/telling/key_telling.h"

/* Longer primes than anybody uses are not computed with. */
enum { FIELD_BITS_MAX = 8192 };

/* A search of less than 2^60 steps is long, but not out of reach for somebody with patience and computers. */
enum { WITHIN_REACH = 60 };

const char *eavesdropper_group_name(const Eavesdropper *eavesdropper)
{
    return eavesdropper->share.group ? eavesdropper->share.group->name : NULL;
}

static void use_field(Eavesdropper *eavesdropper, const ServerKeyExchange *exchange)
{
    KeyShare *share = &eavesdropper->share;
    if (share->field || exchange->dh_p.size > FIELD_BITS_MAX / 8)
        return;
    key_share_use_field(share, exchange->dh_p, exchange->dh_g);
    eavesdropper->has_share = mpz_cmp_ui(share->field->p, 3) > 0;
}

/* The named group with the curve's numbers, or NULL. */
static const Group *recognise_curve(const Curve *curve)
{
    const Group *group;
    for (int i = 0; (group = group_at(i)); i++) {
        const Curve *known = group_curve(group);
        if (known && mpz_cmp(known->p, curve->p) == 0 && mpz_cmp(known->a, curve->a) == 0 &&
            mpz_cmp(known->b, curve->b) == 0 && point_equal(&known->g, &curve->g))
            return group;
    }
    return NULL;
}

/* RFC 4492 §5.4: the numbers of the curve itself. */
static void use_explicit_curve(Eavesdropper *eavesdropper, const ExplicitCurve *explicit)
{
    Curve *curve = &eavesdropper->curve;
    number_from_bytes(curve->p, explicit->p);
    number_from_bytes(curve->a, explicit->a);
    number_from_bytes(curve->b, explicit->b);
    number_from_bytes(curve->n, explicit->order);
    number_from_bytes(curve->h, explicit->cofactor);
    if (mpz_cmp_ui(curve->p, 3) <= 0 || curve_point_decode(&curve->g, curve, explicit->base) || curve_check(curve))
        return;
    eavesdropper->share.curve = curve;
    eavesdropper->share.group = recognise_curve(curve);
    eavesdropper->has_share = true;
}

void eavesdropper_use_exchange(Eavesdropper *eavesdropper, const ServerKeyExchange *exchange)
{
    enum { CURVE_EXPLICIT_PRIME = 1, CURVE_NAMED = 3 };
    bool field = eavesdropper->suite->key_exchange == KEY_EXCHANGE_DHE;
    const Group *group = group_by_id(exchange->named_curve);
    /* A handshake has one such message: the numbers of a second would mix with those of the first. */
    if (eavesdropper->server_public.size > 0)
        return;
    buffer_set(&eavesdropper->server_public, field ? exchange->dh_ys : exchange->ec_point);
    if (field) {
        use_field(eavesdropper, exchange);
    } else if (exchange->curve_type == CURVE_EXPLICIT_PRIME) {
        use_explicit_curve(eavesdropper, &exchange->explicit_curve);
    } else if (exchange->curve_type == CURVE_NAMED && group && group->kind != GROUP_FINITE_FIELD) {
        key_share_use_group(&eavesdropper->share, group);
        eavesdropper->has_share = true;
    }
}

static void tell_state(const Eavesdropper *eavesdropper, EventId id)
{
    telling_state(&eavesdropper->teller, id);
}

static void tell_decrypted(const Eavesdropper *eavesdropper, Bytes secret)
{
    bool psk = suite_uses_psk(eavesdropper->suite);
    Telling telling;
    if (!telling_begin(&telling, &eavesdropper->teller,
                       psk ? EVENT_EAVESDROPPER_DECRYPTS_OTHER_SECRET : EVENT_EAVESDROPPER_DECRYPTS))
        return;
    Learned *learned =
        telling_bytes(&telling, psk ? FACT_PSK_OTHER_SECRET : FACT_PRE_MASTER_SECRET, DERIVATION_RSA_DECRYPT, secret);
    learned_from(learned, FACT_ENCRYPTED_PRE_MASTER_SECRET);
    learned_from(learned, FACT_SERVER_RSA_PRIVATE_EXPONENT);
    learned_from(learned, FACT_SERVER_CERTIFICATE_RSA_MODULUS);
    telling_end(&telling);
}

static void add_power(Telling *telling, FactId fact, unsigned exponent)
{
    Buffer text = BUFFER_EMPTY;
    text_append(&text, "2^");
    text_append_decimal(&text, exponent);
    telling_buffer(telling, fact, DERIVATION_NONE, &text);
}

/* Without the key, and with what it would take to compute it. */
static void tell_lacks_key(const Eavesdropper *eavesdropper)
{
    bool psk = suite_uses_psk(eavesdropper->suite);
    unsigned cost = sieve_cost(eavesdropper->server_modulus_bits);
    Telling telling;
    if (cost == 0) {
        tell_state(eavesdropper, EVENT_EAVESDROPPER_CANNOT_DECRYPT);
        return;
    }
    if (!telling_begin(&telling, &eavesdropper->teller,
                       psk ? EVENT_EAVESDROPPER_LACKS_KEY_OF_PART : EVENT_EAVESDROPPER_LACKS_KEY))
        return;
    add_power(&telling, FACT_SIEVE_COST, cost);
    telling_end(&telling);
}

static bool break_rsa(Eavesdropper *eavesdropper, Buffer *secret)
{
    const PrivateKey *key = eavesdropper->server_key;
    if (!key || key->kind != KEY_RSA) {
        tell_lacks_key(eavesdropper);
        return false;
    }
    if (rsa_pkcs1_decrypt(secret, &key->rsa, buffer_bytes(&eavesdropper->encrypted_pre_master)) ||
        secret->size != MASTER_SECRET_SIZE) {
        tell_state(eavesdropper, EVENT_EAVESDROPPER_CANNOT_DECRYPT);
        return false;
    }
    tell_decrypted(eavesdropper, buffer_bytes(secret));
    return true;
}

/* Sets the private value that she goes on with. */
static void set_private(KeyShare *share, Bytes value)
{
    if (share->field || share->curve)
        number_from_bytes(share->private_value, value);
    else if (value.size == X25519_SIZE)
        memcpy(share->scalar, value.data, X25519_SIZE);
}

static void append_tries(Buffer *out, uint64_t tries)
{
    unsigned bits = 0;
    while (bits < 63 && UINT64_C(1) << bits < tries)
        bits++;
    if (tries < 1024 || UINT64_C(1) << bits != tries) {
        text_append_decimal(out, tries);
        return;
    }
    text_append(out, "2^");
    text_append_decimal(out, bits);
}

static void tell_too_large(const Eavesdropper *eavesdropper)
{
    const KeyShare *share = &eavesdropper->share;
    unsigned cost = share->field   ? logarithm_field_cost(share->field)
                    : share->curve ? logarithm_curve_cost(share->curve)
                                   : LOGARITHM_X25519_COST;
    unsigned sieve = share->field ? sieve_cost(mpz_sizeinbase(share->field->p, 2)) : 0;
    bool out_of_reach = share->field ? sieve > 0 : cost >= WITHIN_REACH;
    EventId id = share->field ? EVENT_EAVESDROPPER_DH_TOO_LARGE : EVENT_EAVESDROPPER_EC_TOO_LARGE;
    Buffer text = BUFFER_EMPTY;
    Telling telling;
    if (!telling_begin(&telling, &eavesdropper->teller, out_of_reach ? id : EVENT_EAVESDROPPER_OVER_HER_LIMIT))
        return;
    add_power(&telling, FACT_SEARCH_COST, cost);
    if (sieve)
        add_power(&telling, FACT_SIEVE_COST, sieve);
    append_tries(&text, eavesdropper->config.limit);
    telling_buffer(&telling, FACT_SEARCH_LIMIT, DERIVATION_NONE, &text);
    telling_end(&telling);
}

static void tell_found(const Eavesdropper *eavesdropper, uint64_t tries)
{
    const KeyShare *share = &eavesdropper->share;
    bool field = share->field != NULL;
    Buffer text = BUFFER_EMPTY;
    Telling telling;
    if (!telling_begin(&telling, &eavesdropper->teller,
                       field ? EVENT_EAVESDROPPER_DH_LOGARITHM : EVENT_EAVESDROPPER_EC_LOGARITHM))
        return;
    Learned *found = key_tell_private(&telling, share, field ? FACT_DH_SERVER_PRIVATE : FACT_ECDH_SERVER_PRIVATE,
                                      field ? DERIVATION_DISCRETE_LOGARITHM : DERIVATION_CURVE_LOGARITHM);
    found->how.group = eavesdropper_group_name(eavesdropper);
    found->how.offset = (size_t)tries;
    if (field) {
        learned_from(found, FACT_DH_G);
        learned_from(found, FACT_DH_P);
    }
    if (key_curve_is_explicit(share))
        learned_from(found, FACT_ECDH_BASE);
    learned_from(found, field ? FACT_DH_SERVER_PUBLIC : FACT_ECDH_SERVER_PUBLIC);
    key_learned_from_curve(found, share);
    append_tries(&text, tries);
    telling_buffer(&telling, FACT_SEARCH_TRIES, DERIVATION_NONE, &text);
    telling_end(&telling);
}

static bool search_field(Eavesdropper *eavesdropper, uint64_t *tries)
{
    KeyShare *share = &eavesdropper->share;
    mpz_t wanted;
    mpz_init(wanted);
    number_from_bytes(wanted, buffer_bytes(&eavesdropper->server_public));
    bool found = logarithm_in_field(share->private_value, tries, share->field, wanted, eavesdropper->config.limit);
    mpz_clear(wanted);
    return found;
}

static bool search_curve(Eavesdropper *eavesdropper, uint64_t *tries)
{
    KeyShare *share = &eavesdropper->share;
    Point wanted;
    point_init(&wanted);
    bool found = !curve_point_decode(&wanted, share->curve, buffer_bytes(&eavesdropper->server_public)) &&
                 logarithm_on_curve(share->private_value, tries, share->curve, &wanted, eavesdropper->config.limit);
    point_clear(&wanted);
    return found;
}

/* Goes through a small group for the server's private value. */
static bool search(Eavesdropper *eavesdropper)
{
    const KeyShare *share = &eavesdropper->share;
    uint64_t limit = eavesdropper->config.limit, tries;
    bool small = share->field ? logarithm_field_is_small(share->field, limit)
                              : share->curve && logarithm_curve_is_small(share->curve, limit);
    if (!small) {
        tell_too_large(eavesdropper);
        return false;
    }
    if (!(share->field ? search_field(eavesdropper, &tries) : search_curve(eavesdropper, &tries))) {
        tell_state(eavesdropper, EVENT_EAVESDROPPER_CANNOT_DECRYPT);
        return false;
    }
    tell_found(eavesdropper, tries);
    return true;
}

/* Whether a private value is to be had; *of_client tells whose. */
static bool get_private(Eavesdropper *eavesdropper, bool *of_client)
{
    Bytes of_server = eavesdropper_stolen(eavesdropper, ACTOR_SERVER);
    Bytes stolen = of_server.size ? of_server : eavesdropper_stolen(eavesdropper, ACTOR_CLIENT);
    *of_client = of_server.size == 0 && stolen.size > 0;
    if (stolen.size == 0)
        return search(eavesdropper);
    set_private(&eavesdropper->share, stolen);
    return true;
}

/* What she stole opens nothing where the secret comes from values that were drawn for this connection. */
static void tell_useless_loot(const Eavesdropper *eavesdropper)
{
    if (eavesdropper->server_key)
        tell_state(eavesdropper, EVENT_EAVESDROPPER_KEY_ONLY_SIGNS);
    if (eavesdropper->psk)
        tell_state(eavesdropper, EVENT_EAVESDROPPER_PSK_ONLY_PROVES);
}

static bool break_ephemeral(Eavesdropper *eavesdropper, Buffer *secret)
{
    KeyShare *share = &eavesdropper->share;
    bool of_client;
    tell_useless_loot(eavesdropper);
    if (!eavesdropper->has_share) {
        tell_state(eavesdropper, EVENT_EAVESDROPPER_CANNOT_DECRYPT);
        return false;
    }
    if (!get_private(eavesdropper, &of_client))
        return false;
    const Buffer *other = of_client ? &eavesdropper->server_public : &eavesdropper->client_public;
    if (key_share_receive(share, buffer_bytes(other)) || key_share_agree(share)) {
        tell_state(eavesdropper, EVENT_EAVESDROPPER_CANNOT_DECRYPT);
        return false;
    }
    key_tell_shared(&eavesdropper->teller, share->field ? EVENT_EAVESDROPPER_DH_SHARED : EVENT_EAVESDROPPER_ECDH_SHARED,
                    share, of_client);
    if (!suite_uses_psk(eavesdropper->suite))
        key_tell_pre_master(&eavesdropper->teller, EVENT_EAVESDROPPER_PRE_MASTER, share);
    buffer_append(secret, buffer_bytes(&share->secret));
    return true;
}

static bool break_exchange(Eavesdropper *eavesdropper, Buffer *secret)
{
    switch (eavesdropper->suite->key_exchange) {
    case KEY_EXCHANGE_RSA:
        return break_rsa(eavesdropper, secret);
    case KEY_EXCHANGE_DHE:
    case KEY_EXCHANGE_ECDHE:
        return break_ephemeral(eavesdropper, secret);
    case KEY_EXCHANGE_PSK:
        break; /* nothing was exchanged */
    }
    return true;
}

void eavesdropper_break(Eavesdropper *eavesdropper)
{
    Buffer secret = BUFFER_EMPTY;
    /* What she has tried before she tries again only with what she stole since. */
    const EavesdropperConfig *config = &eavesdropper->config;
    bool has_loot = config->server_key_count > 0 || config->psk_count > 0;
    if (eavesdropper->hushed && (eavesdropper->listening == LISTENING_AGAIN || !has_loot))
        return;
    bool broken = break_exchange(eavesdropper, &secret);
    if (suite_uses_psk(eavesdropper->suite))
        broken = eavesdropper_add_psk(eavesdropper, &secret, broken);
    if (broken)
        eavesdropper_derive_keys(eavesdropper, buffer_bytes(&secret));
    buffer_clear(&secret);
}
