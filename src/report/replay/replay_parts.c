#include "report/replay/replay_parts.h"

#include "base/text.h"
#include "tls/registry/group.h"

static Operand operand_of(Replay *replay, const TimelineFact *fact)
{
    if (!fact) {
        replay->lacks = true;
        return operand_bytes("unknown", BYTES_EMPTY);
    }
    Operand operand = operand_bytes(fact->bare, fact->value);
    if (fact_item(fact->ref.id)->kind != VALUE_NUMBER)
        return operand;
    operand.kind = VALUE_NUMBER;
    while (operand.value.size > 0 && operand.value.data[0] == 0)
        operand.value = bytes_slice(operand.value, 1, operand.value.size);
    return operand;
}

Operand replay_input(Replay *replay, int index)
{
    bool named = index < replay->fact->how.from_count;
    return operand_of(replay, named ? timeline_input(replay->timeline, replay->fact, index) : NULL);
}

Operand replay_beside(Replay *replay, FactId id)
{
    return operand_of(replay, timeline_beside(replay->timeline, replay->fact, (FactRef){id, 0}));
}

Bytes replay_bytes(Replay *replay, int index)
{
    return replay_input(replay, index).value;
}

void replay_number(mpz_t out, Replay *replay, int index)
{
    number_from_bytes(out, replay_bytes(replay, index));
}

Bytes replay_named_bytes(Replay *replay, FactId id)
{
    for (int i = 0; i < replay->fact->how.from_count; i++)
        if (replay->fact->how.from[i].id == id)
            return replay_bytes(replay, i);
    return BYTES_EMPTY;
}

bool replay_named_flag(Replay *replay, FactId id)
{
    for (int i = 0; i < replay->fact->how.from_count; i++)
        if (replay->fact->how.from[i].id == id) {
            const TimelineFact *fact = timeline_input(replay->timeline, replay->fact, i);
            replay->lacks |= !fact;
            return fact && fact->flag;
        }
    return false;
}

HashId replay_hash(const Replay *replay)
{
    HashId hash = HASH_SHA256;
    bool found = replay->fact->how.hash && hash_find(replay->fact->how.hash, &hash);
    (void)found; /* a derivation with a hash names one that there is */
    return hash;
}

/* A curve that was sent as its numbers and is none that has a name (RFC 4492 §5.4). */
static const Curve *explicit_curve(Replay *replay)
{
    Curve *curve = &replay->own_curve;
    Operand p = replay_beside(replay, FACT_ECDH_P), base = replay_beside(replay, FACT_ECDH_BASE);
    curve_init(curve);
    replay->has_own_curve = true;
    number_from_bytes(curve->p, p.value);
    number_from_bytes(curve->a, replay_beside(replay, FACT_ECDH_A).value);
    number_from_bytes(curve->b, replay_beside(replay, FACT_ECDH_B).value);
    number_from_bytes(curve->n, replay_beside(replay, FACT_ECDH_ORDER).value);
    number_from_bytes(curve->h, replay_beside(replay, FACT_ECDH_COFACTOR).value);
    if (replay->lacks || curve_point_decode(&curve->g, curve, base.value))
        replay->lacks = true;
    return replay->lacks ? NULL : curve;
}

const Curve *replay_curve(Replay *replay)
{
    const char *name = replay->fact->how.group;
    const Curve *curve = name ? curve_find(name) : NULL;
    return curve ? curve : explicit_curve(replay);
}

void replay_rsa_private(RsaPrivate *key, Replay *replay, Actor side)
{
    bool client = side == ACTOR_CLIENT;
    FactId modulus = client ? FACT_CLIENT_RSA_MODULUS : FACT_SERVER_CERTIFICATE_RSA_MODULUS;
    mpz_t less;
    number_from_bytes(key->n, replay_beside(replay, modulus).value);
    number_from_bytes(
        key->d,
        replay_beside(replay, client ? FACT_CLIENT_RSA_PRIVATE_EXPONENT : FACT_SERVER_RSA_PRIVATE_EXPONENT).value);
    number_from_bytes(key->p, replay_beside(replay, client ? FACT_CLIENT_RSA_PRIME_1 : FACT_SERVER_RSA_PRIME_1).value);
    number_from_bytes(key->q, replay_beside(replay, client ? FACT_CLIENT_RSA_PRIME_2 : FACT_SERVER_RSA_PRIME_2).value);
    if (replay->lacks)
        return;
    mpz_init(less);
    mpz_sub_ui(less, key->p, 1);
    mpz_mod(key->dp, key->d, less);
    mpz_sub_ui(less, key->q, 1);
    mpz_mod(key->dq, key->d, less);
    mpz_invert(key->qinv, key->q, key->p);
    number_clear(less);
}
