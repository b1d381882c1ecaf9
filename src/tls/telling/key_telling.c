#include "tls/telling/key_telling.h"

#include <assert.h>

Learned *key_tell_private(Telling *telling, const KeyShare *share, FactId fact, DerivationId how)
{
    if (share->field)
        return telling_number(telling, fact, how, share->private_value);
    if (!share->curve)
        return telling_bytes(telling, fact, how, BYTES_OF_ARRAY(share->scalar));
    size_t size = number_size(share->curve->n);
    uint8_t *bytes = arena_new(&telling->values, size);
    Error error = number_to_bytes(bytes, size, share->private_value);
    assert(!error); /* a private value is below n */
    (void)error;
    return telling_bytes(telling, fact, how, bytes_of(bytes, size));
}

bool key_curve_is_explicit(const KeyShare *share)
{
    return !share->field && share->curve && (!share->group || share->group->id == GROUP_EXPLICIT_PRIME);
}

void key_tell_curve(Telling *telling, const KeyShare *share, DerivationId how)
{
    Buffer base = BUFFER_EMPTY;
    if (!key_curve_is_explicit(share))
        return;
    telling_number(telling, FACT_ECDH_P, how, share->curve->p);
    telling_number(telling, FACT_ECDH_A, how, share->curve->a);
    telling_number(telling, FACT_ECDH_B, how, share->curve->b);
    curve_point_append(&base, share->curve, &share->curve->g);
    telling_buffer(telling, FACT_ECDH_BASE, how, &base);
    telling_number(telling, FACT_ECDH_ORDER, how, share->curve->n);
    telling_number(telling, FACT_ECDH_COFACTOR, how, share->curve->h);
}

void key_tell_curve_read(Telling *telling, const ServerKeyExchange *exchange)
{
    enum { CURVE_EXPLICIT_PRIME = 1 };
    const ExplicitCurve *curve = &exchange->explicit_curve;
    if (exchange->curve_type != CURVE_EXPLICIT_PRIME)
        return;
    telling_bytes(telling, FACT_ECDH_P, DERIVATION_READ, curve->p);
    telling_bytes(telling, FACT_ECDH_A, DERIVATION_READ, curve->a);
    telling_bytes(telling, FACT_ECDH_B, DERIVATION_READ, curve->b);
    telling_bytes(telling, FACT_ECDH_BASE, DERIVATION_READ, curve->base);
    telling_bytes(telling, FACT_ECDH_ORDER, DERIVATION_READ, curve->order);
    telling_bytes(telling, FACT_ECDH_COFACTOR, DERIVATION_READ, curve->cofactor);
}

void key_learned_from_curve(Learned *learned, const KeyShare *share)
{
    if (!key_curve_is_explicit(share))
        return;
    learned_from(learned, FACT_ECDH_P);
    learned_from(learned, FACT_ECDH_A);
    learned_from(learned, FACT_ECDH_B);
}

void key_tell_shared(const Teller *teller, EventId id, const KeyShare *share, bool of_client)
{
    bool field = share->field != NULL;
    FactId client_private = field ? FACT_DH_CLIENT_PRIVATE : FACT_ECDH_CLIENT_PRIVATE;
    FactId server_private = field ? FACT_DH_SERVER_PRIVATE : FACT_ECDH_SERVER_PRIVATE;
    FactId client_public = field ? FACT_DH_CLIENT_PUBLIC : FACT_ECDH_CLIENT_PUBLIC;
    FactId server_public = field ? FACT_DH_SERVER_PUBLIC : FACT_ECDH_SERVER_PUBLIC;
    FactId other_public = of_client ? server_public : client_public;
    DerivationId how = field          ? DERIVATION_MODEXP_SHARED
                       : share->curve ? DERIVATION_POINT_SHARED
                                      : DERIVATION_X25519_SHARED;
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    Learned *secret = telling_bytes(&telling, field ? FACT_DH_SHARED_SECRET : FACT_ECDH_SHARED_SECRET, how,
                                    buffer_bytes(&share->secret));
    secret->how.group = share->group ? share->group->name : NULL;
    if (field)
        learned_from(secret, other_public);
    learned_from(secret, of_client ? client_private : server_private);
    learned_from(secret, field ? FACT_DH_P : other_public);
    key_learned_from_curve(secret, share);
    telling_end(&telling);
}

void key_tell_pre_master(const Teller *teller, EventId id, const KeyShare *share)
{
    bool field = share->field != NULL;
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    Learned *secret =
        telling_bytes(&telling, FACT_PRE_MASTER_SECRET, field ? DERIVATION_STRIP_LEADING_ZEROS : DERIVATION_COPY,
                      buffer_bytes(&share->secret));
    learned_from(secret, field ? FACT_DH_SHARED_SECRET : FACT_ECDH_SHARED_SECRET);
    telling_end(&telling);
}

static Learned *tell_other_secret(Telling *telling, KeyExchange exchange, Bytes other_secret)
{
    static const struct {
        DerivationId how;
        FactId from;
    } origins[] = {[KEY_EXCHANGE_DHE] = {DERIVATION_STRIP_LEADING_ZEROS, FACT_DH_SHARED_SECRET},
                   [KEY_EXCHANGE_ECDHE] = {DERIVATION_COPY, FACT_ECDH_SHARED_SECRET},
                   [KEY_EXCHANGE_PSK] = {DERIVATION_ZEROS, FACT_PSK_KEY}};
    Learned *other = telling_bytes(telling, FACT_PSK_OTHER_SECRET, origins[exchange].how, other_secret);
    learned_from(other, origins[exchange].from);
    return other;
}

void key_tell_psk_pre_master(const Teller *teller, EventId id, KeyExchange exchange, Bytes other_secret,
                             Bytes pre_master_secret)
{
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    if (exchange != KEY_EXCHANGE_RSA)
        tell_other_secret(&telling, exchange, other_secret);
    Learned *secret = telling_bytes(&telling, FACT_PRE_MASTER_SECRET, DERIVATION_PSK_PRE_MASTER, pre_master_secret);
    learned_from(secret, FACT_PSK_OTHER_SECRET);
    learned_from(secret, FACT_PSK_KEY);
    telling_end(&telling);
}

EventId key_exchange_event(const Suite *suite, const ExchangeEvents *events)
{
    if (!suite_is_ephemeral(suite))
        return events->hint;
    if (suite_uses_psk(suite))
        return events->with_psk;
    return suite_signs(suite) ? events->is_signed : events->anonymous;
}

void key_tell_session_hash(const Teller *teller, EventId id, HashId prf, Bytes session_hash, TranscriptPart hashed)
{
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    Learned *hash = telling_bytes(&telling, FACT_SESSION_HASH, DERIVATION_HANDSHAKE_HASH, session_hash);
    hash->how.hash = hash_name(prf);
    hash->how.transcript = hashed;
    telling_end(&telling);
}

void key_tell_master_secret(const Teller *teller, EventId id, HashId prf, bool extended, Bytes master_secret)
{
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    Learned *master =
        telling_bytes(&telling, FACT_MASTER_SECRET,
                      extended ? DERIVATION_EXTENDED_MASTER_SECRET : DERIVATION_MASTER_SECRET, master_secret);
    master->how.hash = hash_name(prf);
    master->how.label = extended ? "extended master secret" : "master secret";
    learned_from(master, FACT_PRE_MASTER_SECRET);
    if (extended) {
        learned_from(master, FACT_SESSION_HASH);
    } else {
        learned_from(master, FACT_CLIENT_RANDOM);
        learned_from(master, FACT_SERVER_RANDOM);
    }
    telling_end(&telling);
}

void key_tell_block(const Teller *teller, EventId id, HashId prf, const KeyBlock *block)
{
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    Learned *learned =
        telling_bytes(&telling, FACT_KEY_BLOCK, DERIVATION_KEY_BLOCK, bytes_of(block->bytes, block->size));
    learned->how.hash = hash_name(prf);
    learned->how.label = "key expansion";
    learned_from(learned, FACT_MASTER_SECRET);
    learned_from(learned, FACT_SERVER_RANDOM);
    learned_from(learned, FACT_CLIENT_RANDOM);
    telling_end(&telling);
}

static void tell_key(Telling *telling, const KeyBlock *block, FactId fact, Bytes key)
{
    if (key.size == 0)
        return;
    Learned *learned = telling_bytes(telling, fact, DERIVATION_CUT, key);
    learned->how.offset = (size_t)(key.data - block->bytes);
    learned_from(learned, FACT_KEY_BLOCK);
}

void key_tell_keys(const Teller *teller, EventId id, const KeyBlock *block)
{
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    tell_key(&telling, block, FACT_CLIENT_WRITE_MAC_KEY, block->client.mac_key);
    tell_key(&telling, block, FACT_SERVER_WRITE_MAC_KEY, block->server.mac_key);
    tell_key(&telling, block, FACT_CLIENT_WRITE_KEY, block->client.key);
    tell_key(&telling, block, FACT_SERVER_WRITE_KEY, block->server.key);
    tell_key(&telling, block, FACT_CLIENT_WRITE_IV, block->client.iv);
    tell_key(&telling, block, FACT_SERVER_WRITE_IV, block->server.iv);
    telling_end(&telling);
}
