#include "sim/eavesdropper/eavesdropper_break.h"

#include <string.h>

#include "base/text.h"
#include "sim/eavesdropper/eavesdropper_psk.h"
#include "sim/eavesdropper/logarithm.h"
#include "sim/eavesdropper/sieve.h"
#include "tls/telling/key_telling.h"

/* A search of less than 2^60 steps is long, but not out of reach for somebody with patience and computers. */
enum { WITHIN_REACH = 60 };

static void tell_state(const EavesdropperState *state, EventId id)
{
    telling_state(&state->teller, id);
}

static void tell_decrypted(const EavesdropperState *state, Bytes secret)
{
    bool psk = suite_uses_psk(state->heard.suite);
    Telling telling;
    if (!telling_begin(&telling, &state->teller,
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
static void tell_lacks_key(const EavesdropperState *state)
{
    bool psk = suite_uses_psk(state->heard.suite);
    unsigned cost = sieve_cost(state->heard.server_modulus_bits);
    Telling telling;
    if (cost == 0) {
        tell_state(state, EVENT_EAVESDROPPER_CANNOT_DECRYPT);
        return;
    }
    if (!telling_begin(&telling, &state->teller,
                       psk ? EVENT_EAVESDROPPER_LACKS_KEY_OF_PART : EVENT_EAVESDROPPER_LACKS_KEY))
        return;
    add_power(&telling, FACT_SIEVE_COST, cost);
    telling_end(&telling);
}

static bool break_rsa(EavesdropperState *state, Buffer *secret)
{
    const PrivateKey *key = state->heard.server_key;
    if (!key || key->kind != KEY_RSA) {
        tell_lacks_key(state);
        return false;
    }
    if (rsa_pkcs1_decrypt(secret, &key->rsa, buffer_bytes(&state->heard.encrypted_pre_master)) ||
        secret->size != MASTER_SECRET_SIZE) {
        tell_state(state, EVENT_EAVESDROPPER_CANNOT_DECRYPT);
        return false;
    }
    tell_decrypted(state, buffer_bytes(secret));
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

static void tell_too_large(const EavesdropperState *state)
{
    const KeyShare *share = &state->heard.share;
    unsigned cost = share->field   ? logarithm_field_cost(share->field)
                    : share->curve ? logarithm_curve_cost(share->curve)
                                   : LOGARITHM_X25519_COST;
    unsigned sieve = share->field ? sieve_cost(mpz_sizeinbase(share->field->p, 2)) : 0;
    bool out_of_reach = share->field ? sieve > 0 : cost >= WITHIN_REACH;
    EventId id = share->field ? EVENT_EAVESDROPPER_DH_TOO_LARGE : EVENT_EAVESDROPPER_EC_TOO_LARGE;
    Buffer text = BUFFER_EMPTY;
    Telling telling;
    if (!telling_begin(&telling, &state->teller, out_of_reach ? id : EVENT_EAVESDROPPER_OVER_HER_LIMIT))
        return;
    add_power(&telling, FACT_SEARCH_COST, cost);
    if (sieve)
        add_power(&telling, FACT_SIEVE_COST, sieve);
    append_tries(&text, state->config.limit);
    telling_buffer(&telling, FACT_SEARCH_LIMIT, DERIVATION_NONE, &text);
    telling_end(&telling);
}

static void tell_found(const EavesdropperState *state, uint64_t tries)
{
    const KeyShare *share = &state->heard.share;
    bool field = share->field != NULL;
    Buffer text = BUFFER_EMPTY;
    Telling telling;
    if (!telling_begin(&telling, &state->teller,
                       field ? EVENT_EAVESDROPPER_DH_LOGARITHM : EVENT_EAVESDROPPER_EC_LOGARITHM))
        return;
    Learned *found = key_tell_private(&telling, share, field ? FACT_DH_SERVER_PRIVATE : FACT_ECDH_SERVER_PRIVATE,
                                      field ? DERIVATION_DISCRETE_LOGARITHM : DERIVATION_CURVE_LOGARITHM);
    found->how.group = eavesdropper_group_name(state);
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

static bool search_field(EavesdropperState *state, uint64_t *tries)
{
    KeyShare *share = &state->heard.share;
    mpz_t wanted;
    mpz_init(wanted);
    number_from_bytes(wanted, buffer_bytes(&state->heard.server_public));
    bool found = logarithm_in_field(share->private_value, tries, share->field, wanted, state->config.limit);
    mpz_clear(wanted);
    return found;
}

static bool search_curve(EavesdropperState *state, uint64_t *tries)
{
    KeyShare *share = &state->heard.share;
    Point wanted;
    point_init(&wanted);
    bool found = !curve_point_decode(&wanted, share->curve, buffer_bytes(&state->heard.server_public)) &&
                 logarithm_on_curve(share->private_value, tries, share->curve, &wanted, state->config.limit);
    point_clear(&wanted);
    return found;
}

/* Goes through a small group for the server's private value. */
static bool search(EavesdropperState *state)
{
    const KeyShare *share = &state->heard.share;
    uint64_t limit = state->config.limit, tries;
    bool small = share->field ? logarithm_field_is_small(share->field, limit)
                              : share->curve && logarithm_curve_is_small(share->curve, limit);
    if (!small) {
        tell_too_large(state);
        return false;
    }
    if (!(share->field ? search_field(state, &tries) : search_curve(state, &tries))) {
        tell_state(state, EVENT_EAVESDROPPER_CANNOT_DECRYPT);
        return false;
    }
    tell_found(state, tries);
    return true;
}

/* The private value that a side drew for the present handshake; empty where she does not have it. */
static Bytes stolen_by_her(const EavesdropperState *state, Actor owner)
{
    for (const StolenValue *loot = state->stolen; loot; loot = loot->next)
        if (loot->owner == owner && loot->handshake == state->teller.handshake)
            return buffer_bytes(&loot->value);
    return BYTES_EMPTY;
}

/* Whether a private value is to be had; *of_client tells whose. */
static bool get_private(EavesdropperState *state, bool *of_client)
{
    Bytes of_server = stolen_by_her(state, ACTOR_SERVER);
    Bytes stolen = of_server.size ? of_server : stolen_by_her(state, ACTOR_CLIENT);
    *of_client = of_server.size == 0 && stolen.size > 0;
    if (stolen.size == 0)
        return search(state);
    set_private(&state->heard.share, stolen);
    return true;
}

/* What she stole opens nothing where the secret comes from values that were drawn for this connection. */
static void tell_useless_loot(const EavesdropperState *state)
{
    if (state->heard.server_key)
        tell_state(state, EVENT_EAVESDROPPER_KEY_ONLY_SIGNS);
    if (state->heard.psk)
        tell_state(state, EVENT_EAVESDROPPER_PSK_ONLY_PROVES);
}

static bool break_ephemeral(EavesdropperState *state, Buffer *secret)
{
    KeyShare *share = &state->heard.share;
    bool of_client;
    tell_useless_loot(state);
    if (!state->heard.has_share) {
        tell_state(state, EVENT_EAVESDROPPER_CANNOT_DECRYPT);
        return false;
    }
    if (!get_private(state, &of_client))
        return false;
    const Buffer *other = of_client ? &state->heard.server_public : &state->heard.client_public;
    if (key_share_receive(share, buffer_bytes(other)) || key_share_agree(share)) {
        tell_state(state, EVENT_EAVESDROPPER_CANNOT_DECRYPT);
        return false;
    }
    key_tell_shared(&state->teller, share->field ? EVENT_EAVESDROPPER_DH_SHARED : EVENT_EAVESDROPPER_ECDH_SHARED, share,
                    of_client);
    if (!suite_uses_psk(state->heard.suite))
        key_tell_pre_master(&state->teller, EVENT_EAVESDROPPER_PRE_MASTER, share);
    buffer_append(secret, buffer_bytes(&share->secret));
    return true;
}

static bool break_exchange(EavesdropperState *state, Buffer *secret)
{
    switch (state->heard.suite->key_exchange) {
    case KEY_EXCHANGE_RSA:
        return break_rsa(state, secret);
    case KEY_EXCHANGE_DHE:
    case KEY_EXCHANGE_ECDHE:
        return break_ephemeral(state, secret);
    case KEY_EXCHANGE_PSK:
        break; /* nothing was exchanged */
    }
    return true;
}

bool eavesdropper_break(EavesdropperState *state, Buffer *secret)
{
    bool broken = break_exchange(state, secret);
    return suite_uses_psk(state->heard.suite) ? eavesdropper_add_psk(state, secret, broken) : broken;
}
