#include "tls/v12/exchange.h"

#include <assert.h>
#include <string.h>

#include "tls/telling/key_telling.h"
#include "tls/v12/v12_handshake.h"

/* What one side's values are called: as facts, and when they are drawn. */
typedef struct ShareNames {
    FactId own_private, own_public;
    const char *draw_name;
} ShareNames;

static ShareNames names_of(const Handshake *handshake)
{
    static const ShareNames names[2][2] = {
        {{FACT_DH_CLIENT_PRIVATE, FACT_DH_CLIENT_PUBLIC, "dh.client_private"},
         {FACT_DH_SERVER_PRIVATE, FACT_DH_SERVER_PUBLIC, "dh.server_private"}},
        {{FACT_ECDH_CLIENT_PRIVATE, FACT_ECDH_CLIENT_PUBLIC, "ecdh.client_private"},
         {FACT_ECDH_SERVER_PRIVATE, FACT_ECDH_SERVER_PUBLIC, "ecdh.server_private"}}};
    return names[handshake->share.field == NULL][handshake->config->role == ACTOR_SERVER];
}

static const char *group_name(const Handshake *handshake)
{
    return handshake->share.group ? handshake->share.group->name : NULL;
}

static void tell_key_pair(Handshake *handshake)
{
    const KeyShare *share = &handshake->share;
    ShareNames names = names_of(handshake);
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, share->field ? EVENT_DH_KEY_PAIR : EVENT_ECDH_KEY_PAIR))
        return;
    Learned *private_value = key_tell_private(&telling, share, names.own_private, DERIVATION_RANDOM);
    DerivationId how = share->field   ? DERIVATION_MODEXP_PUBLIC
                       : share->curve ? DERIVATION_POINT_PUBLIC
                                      : DERIVATION_X25519_PUBLIC;
    Learned *public_value = telling_bytes(&telling, names.own_public, how, buffer_bytes(&share->own_public));
    private_value->how.group = public_value->how.group = group_name(handshake);
    if (share->field)
        learned_from(public_value, FACT_DH_G);
    learned_from(public_value, names.own_private);
    if (share->field)
        learned_from(public_value, FACT_DH_P);
    if (key_curve_is_explicit(share))
        learned_from(public_value, FACT_ECDH_BASE);
    key_learned_from_curve(public_value, share);
    telling_end(&telling);
}

void handshake_generate_share(Handshake *handshake)
{
    Buffer name = BUFFER_EMPTY;
    key_share_generate(&handshake->share, handshake->config->random,
                       handshake_draw_name(handshake, &name, names_of(handshake).draw_name));
    buffer_clear(&name);
    tell_key_pair(handshake);
}

static Compared compared_share(const KeyShare *share, Bytes public_value)
{
    if (share->field)
        return compared_sides(side_text("1 < Y < p - 1, and Y a square where the group is a well-known one"),
                              side_number(public_value));
    return compared_sides(side_text(share->curve ? "04, and x and y that satisfy the curve's equation" : "32 bytes"),
                          side_bytes(public_value));
}

Error handshake_receive_share(Handshake *handshake, Bytes public_value)
{
    bool field = handshake->share.field != NULL;
    Error error = key_share_receive(&handshake->share, public_value);
    /* The alerts: RFC 7919 §3 and §4, RFC 8422 §5.11. */
    return handshake_check(handshake, field ? EVENT_CHECK_DH_PUBLIC : EVENT_CHECK_POINT, error == ERROR_NONE, error,
                           field ? ERROR_HANDSHAKE_FAILURE : ERROR_ILLEGAL_PARAMETER,
                           compared_share(&handshake->share, public_value));
}

void handshake_append_signed(const Handshake *handshake, Buffer *out, Bytes params)
{
    buffer_append(out, BYTES_OF_ARRAY(handshake->agreement->client_random));
    buffer_append(out, BYTES_OF_ARRAY(handshake->agreement->server_random));
    buffer_append(out, params);
}

Error handshake_agree_share(Handshake *handshake)
{
    const KeyShare *share = &handshake->share;
    bool field = share->field != NULL, client = handshake->config->role == ACTOR_CLIENT;
    Error error = key_share_agree(&handshake->share);
    if (!error)
        key_tell_shared(handshake->teller, field ? EVENT_DH_SHARED : EVENT_ECDH_SHARED, share, client);
    /* Values of a field or curve that passed their own check always give a proper secret; X25519 has only this one. */
    if (error || (!share->field && !share->curve))
        error = handshake_check(
            handshake, EVENT_CHECK_SHARED_SECRET, error == ERROR_NONE, error, ERROR_ILLEGAL_PARAMETER,
            compared_sides(side_text("anything but zeros"),
                           error ? side_text("zeros alone") : side_bytes(buffer_bytes(&share->secret))));
    if (error)
        return error;
    buffer_set(&handshake->v12->pre_master_secret, buffer_bytes(&handshake->share.secret));
    if (!agreement_uses_psk(handshake->agreement))
        key_tell_pre_master(handshake->teller, field ? EVENT_PRE_MASTER_FROM_DH : EVENT_PRE_MASTER_FROM_ECDH, share);
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
