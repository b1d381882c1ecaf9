/* What both sides do alike in an ephemeral key exchange. */
#include <assert.h>
#include <string.h>

#include "tls/handshake.h"

/* The facts of one side's values. */
typedef struct ShareFacts {
    FactId group, own_private, own_public, other_public, secret;
    const char *draw_name;
} ShareFacts;

static ShareFacts facts_of(const Handshake *handshake)
{
    static const ShareFacts facts[2][2] = {{{FACT_DH_GROUP, FACT_DH_CLIENT_PRIVATE, FACT_DH_CLIENT_PUBLIC,
                                             FACT_DH_SERVER_PUBLIC, FACT_DH_SHARED_SECRET, "dh.client_private"},
                                            {FACT_DH_GROUP, FACT_DH_SERVER_PRIVATE, FACT_DH_SERVER_PUBLIC,
                                             FACT_DH_CLIENT_PUBLIC, FACT_DH_SHARED_SECRET, "dh.server_private"}},
                                           {{FACT_ECDH_GROUP, FACT_ECDH_CLIENT_PRIVATE, FACT_ECDH_CLIENT_PUBLIC,
                                             FACT_ECDH_SERVER_PUBLIC, FACT_ECDH_SHARED_SECRET, "ecdh.client_private"},
                                            {FACT_ECDH_GROUP, FACT_ECDH_SERVER_PRIVATE, FACT_ECDH_SERVER_PUBLIC,
                                             FACT_ECDH_CLIENT_PUBLIC, FACT_ECDH_SHARED_SECRET, "ecdh.server_private"}}};
    return facts[handshake->share.field == NULL][handshake->config->role == ACTOR_SERVER];
}

static const char *group_name(const Handshake *handshake)
{
    return handshake->share.group ? handshake->share.group->name : NULL;
}

/* The private value as its fact is written: a number, or bytes of the size that the group's secrets have. */
static Learned *tell_private(Telling *telling, const KeyShare *share, FactId fact)
{
    if (share->field)
        return telling_number(telling, fact, DERIVATION_RANDOM, share->private_value);
    if (!share->curve)
        return telling_bytes(telling, fact, DERIVATION_RANDOM, BYTES_OF_ARRAY(share->scalar));
    size_t size = number_size(share->curve->n);
    uint8_t *bytes = arena_new(&telling->values, size);
    Error error = number_to_bytes(bytes, size, share->private_value);
    assert(!error); /* a private value is below n */
    (void)error;
    return telling_bytes(telling, fact, DERIVATION_RANDOM, bytes_of(bytes, size));
}

static void tell_key_pair(Handshake *handshake)
{
    const KeyShare *share = &handshake->share;
    ShareFacts facts = facts_of(handshake);
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, share->field ? EVENT_DH_KEY_PAIR : EVENT_ECDH_KEY_PAIR))
        return;
    Learned *private_value = tell_private(&telling, share, facts.own_private);
    DerivationId how = share->field   ? DERIVATION_MODEXP_PUBLIC
                       : share->curve ? DERIVATION_POINT_PUBLIC
                                      : DERIVATION_X25519_PUBLIC;
    Learned *public_value = telling_bytes(&telling, facts.own_public, how, buffer_bytes(&share->own_public));
    private_value->how.group = public_value->how.group = group_name(handshake);
    if (share->field)
        learned_from(public_value, FACT_DH_G);
    learned_from(public_value, facts.own_private);
    if (share->field)
        learned_from(public_value, FACT_DH_P);
    telling_end(&telling);
}

void handshake_generate_share(Handshake *handshake)
{
    Buffer name = BUFFER_EMPTY;
    key_share_generate(&handshake->share, handshake->config->random,
                       handshake_draw_name(handshake, &name, facts_of(handshake).draw_name));
    buffer_clear(&name);
    tell_key_pair(handshake);
}

Error handshake_receive_share(Handshake *handshake, Bytes public_value)
{
    bool field = handshake->share.field != NULL;
    Error error = key_share_receive(&handshake->share, public_value);
    /* The alerts: RFC 7919 §3 and §4, RFC 8422 §5.11. */
    return handshake_check(handshake, field ? EVENT_CHECK_DH_PUBLIC : EVENT_CHECK_POINT, error == ERROR_NONE, error,
                           field ? ERROR_HANDSHAKE_FAILURE : ERROR_ILLEGAL_PARAMETER,
                           compared_bytes(BYTES_EMPTY, public_value));
}

void handshake_append_signed(const Handshake *handshake, Buffer *out, Bytes params)
{
    buffer_append(out, BYTES_OF_ARRAY(handshake->agreement->client_random));
    buffer_append(out, BYTES_OF_ARRAY(handshake->agreement->server_random));
    buffer_append(out, params);
}

static void tell_shared(Handshake *handshake)
{
    const KeyShare *share = &handshake->share;
    ShareFacts facts = facts_of(handshake);
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, share->field ? EVENT_DH_SHARED : EVENT_ECDH_SHARED))
        return;
    DerivationId how = share->field   ? DERIVATION_MODEXP_SHARED
                       : share->curve ? DERIVATION_POINT_SHARED
                                      : DERIVATION_X25519_SHARED;
    Learned *secret = telling_bytes(&telling, facts.secret, how, buffer_bytes(&share->secret));
    secret->how.group = group_name(handshake);
    if (share->field)
        learned_from(secret, facts.other_public);
    learned_from(secret, facts.own_private);
    learned_from(secret, share->field ? FACT_DH_P : facts.other_public);
    telling_end(&telling);
}

static void tell_pre_master(Handshake *handshake)
{
    bool field = handshake->share.field != NULL;
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, field ? EVENT_PRE_MASTER_FROM_DH : EVENT_PRE_MASTER_FROM_ECDH))
        return;
    Learned *secret =
        telling_bytes(&telling, FACT_PRE_MASTER_SECRET, field ? DERIVATION_STRIP_LEADING_ZEROS : DERIVATION_COPY,
                      buffer_bytes(&handshake->pre_master_secret));
    learned_from(secret, field ? FACT_DH_SHARED_SECRET : FACT_ECDH_SHARED_SECRET);
    telling_end(&telling);
}

Error handshake_agree_share(Handshake *handshake)
{
    const KeyShare *share = &handshake->share;
    Error error = key_share_agree(&handshake->share);
    if (!error)
        tell_shared(handshake);
    /* Values of a field or curve that passed their own check always give a proper secret; X25519 has only this one. */
    if (error || (!share->field && !share->curve))
        error = handshake_check(handshake, EVENT_CHECK_SHARED_SECRET, error == ERROR_NONE, error,
                                ERROR_ILLEGAL_PARAMETER, compared_bytes(BYTES_EMPTY, buffer_bytes(&share->secret)));
    if (error)
        return error;
    buffer_set(&handshake->pre_master_secret, buffer_bytes(&handshake->share.secret));
    tell_pre_master(handshake);
    return ERROR_NONE;
}

Error handshake_check_point_formats(Handshake *handshake, const Extensions *extensions)
{
    static const uint8_t uncompressed = 0;
    if (!extensions->has_ec_point_formats)
        return ERROR_NONE;
    Bytes formats = extensions->ec_point_formats;
    bool passed = formats.size && memchr(formats.data, uncompressed, formats.size);
    return handshake_check(handshake, EVENT_CHECK_POINT_FORMATS, passed, ERROR_ILLEGAL_PARAMETER,
                           ERROR_ILLEGAL_PARAMETER, compared_bytes(bytes_of(&uncompressed, 1), formats));
}
