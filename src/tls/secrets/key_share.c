#include "tls/secrets/key_share.h"

#include "base/memory.h"

void key_share_init(KeyShare *share)
{
    *share = (KeyShare){0};
    mpz_init(share->private_value);
}

void key_share_clear(KeyShare *share)
{
    if (share->has_own_field)
        dh_group_clear(&share->own_field);
    number_clear(share->private_value);
    buffer_clear(&share->own_public);
    buffer_clear(&share->other_public);
    buffer_clear(&share->secret);
    memory_wipe(share, sizeof *share);
}

void key_share_use_group(KeyShare *share, const Group *group)
{
    share->group = group;
    share->field = group_field(group);
    share->curve = group_curve(group);
}

/* What a server sends is numbers, and never a name (RFC 5246 §7.4.3): those of a group that has one are computed with
   as that group, so that both sides tell of the same thing. */
void key_share_use_field(KeyShare *share, Bytes p, Bytes g)
{
    DhGroup *own = &share->own_field;
    dh_group_init(own);
    share->has_own_field = true;
    number_from_bytes(own->p, p);
    number_from_bytes(own->g, g);
    const DhGroup *known = dh_group_recognise(own->p, own->g);
    share->field = known ? known : own;
    share->group = known ? group_find(known->name) : NULL;
}

void key_share_generate(KeyShare *share, Random *random, const char *name)
{
    if (share->field) {
        mpz_t public_value;
        mpz_init(public_value);
        dh_private_random(share->private_value, share->field, random, name);
        dh_public(public_value, share->field, share->private_value);
        number_append(&share->own_public, public_value);
        mpz_clear(public_value);
    } else if (share->curve) {
        Point public_value;
        point_init(&public_value);
        curve_private_random(share->private_value, share->curve, random, name);
        curve_multiply_base(&public_value, share->curve, share->private_value);
        curve_point_append(&share->own_public, share->curve, &public_value);
        point_clear(&public_value);
    } else {
        random_fill(random, name, share->scalar, X25519_SIZE);
        x25519_base(buffer_extend(&share->own_public, X25519_SIZE), share->scalar);
    }
}

Error key_share_receive(KeyShare *share, Bytes public_value)
{
    Error error;
    buffer_set(&share->other_public, public_value);
    if (share->field) {
        mpz_t number;
        mpz_init(number);
        number_from_bytes(number, public_value);
        error = dh_public_check(share->field, number);
        mpz_clear(number);
    } else if (share->curve) {
        Point point;
        point_init(&point);
        error = curve_point_decode(&point, share->curve, public_value);
        point_clear(&point);
    } else {
        error = public_value.size == X25519_SIZE ? ERROR_NONE : ERROR_WRONG_LENGTH;
    }
    return error;
}

static Error agree_in_field(KeyShare *share)
{
    mpz_t public_value, secret;
    mpz_init(public_value);
    mpz_init(secret);
    number_from_bytes(public_value, buffer_bytes(&share->other_public));
    Error error = dh_shared(secret, share->field, share->private_value, public_value);
    if (!error)
        number_append(&share->secret, secret);
    number_clear(secret);
    mpz_clear(public_value);
    return error;
}

/* The point is decoded once more: of what came its bytes alone are kept, for whoever shows them. */
static Error agree_on_curve(KeyShare *share)
{
    Point public_value;
    point_init(&public_value);
    Error error = curve_point_decode(&public_value, share->curve, buffer_bytes(&share->other_public));
    if (!error)
        error = ecdh_shared(&share->secret, share->curve, share->private_value, &public_value);
    point_clear(&public_value);
    return error;
}

Error key_share_agree(KeyShare *share)
{
    if (share->field)
        return agree_in_field(share);
    if (share->curve)
        return agree_on_curve(share);
    return x25519(buffer_extend(&share->secret, X25519_SIZE), share->scalar, share->other_public.data);
}
