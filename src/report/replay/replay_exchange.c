/* Key exchanges and signatures replayed: powers, points, and RSA. */
#include "explain/curves/curve_logarithm.h"
#include "explain/curves/ecdh.h"
#include "explain/curves/ecdsa.h"
#include "explain/curves/x25519.h"
#include "explain/language/encoding.h"
#include "explain/numbers/logarithm.h"
#include "explain/numbers/power.h"
#include "explain/rsa/pkcs1.h"
#include "explain/rsa/pss.h"
#include "explain/secrets/key_schedule.h"
#include "report/replay/replay_parts.h"
#include "tls/registry/group.h"

/* Finite fields */

Worked *replay_power(Replay *replay)
{
    Operand base = replay_input(replay, 0), exponent = replay_input(replay, 1), modulus = replay_input(replay, 2);
    return replay->lacks ? NULL : explain_power(&base, &exponent, &modulus);
}

Worked *replay_logarithm(Replay *replay)
{
    mpz_t g, p, y;
    mpz_inits(g, p, y, NULL);
    replay_number(g, replay, 0);
    replay_number(p, replay, 1);
    replay_number(y, replay, 2);
    Worked *worked = replay->lacks ? NULL : explain_logarithm(p, g, y, replay->fact->how.offset);
    mpz_clears(g, p, y, NULL);
    return worked;
}

Worked *replay_strip(Replay *replay)
{
    Operand shared = replay_input(replay, 0);
    return replay->lacks ? NULL : explain_stripped_secret(&shared, replay->result);
}

/* Curves */

Worked *replay_point_public(Replay *replay)
{
    Operand x = replay_input(replay, 0);
    const Curve *curve = replay_curve(replay);
    return replay->lacks ? NULL : explain_ecdh_public(curve, &x, replay->result);
}

Worked *replay_point_shared(Replay *replay)
{
    Operand x = replay_input(replay, 0), y = replay_input(replay, 1);
    const Curve *curve = replay_curve(replay);
    return replay->lacks ? NULL : explain_ecdh_shared(curve, &x, &y, replay->result);
}

Worked *replay_curve_logarithm(Replay *replay)
{
    FactId public_value = FACT_ECDH_SERVER_PUBLIC;
    Point point;
    Worked *worked = NULL;
    const Curve *curve = replay_curve(replay);
    point_init(&point);
    if (curve && curve_point_decode(&point, curve, replay_named_bytes(replay, public_value)) == ERROR_NONE)
        worked = explain_curve_logarithm(curve, &point, replay->fact->how.offset);
    point_clear(&point);
    return worked;
}

Worked *replay_x25519_public(Replay *replay)
{
    Operand x = replay_input(replay, 0);
    return replay->lacks ? NULL : explain_x25519_public(&x, replay->result);
}

Worked *replay_x25519_shared(Replay *replay)
{
    Operand x = replay_input(replay, 0), u = replay_input(replay, 1);
    return replay->lacks ? NULL : explain_x25519(&x, &u, replay->result);
}

/* What the server sends of them */

static Worked *explicit_parameters(Replay *replay)
{
    CurveParams params = {
        .p = replay_input(replay, 0),
        .a = replay_input(replay, 1),
        .b = replay_input(replay, 2),
        .base = replay_input(replay, 3),
        .order = replay_input(replay, 4),
        .cofactor = replay_input(replay, 5),
        .public_value = replay_input(replay, 6),
    };
    return replay->lacks ? NULL : explain_explicit_curve_params(&params, replay->result);
}

Worked *replay_parameters(Replay *replay)
{
    const Derivation *how = &replay->fact->how;
    Operand first = replay_input(replay, 0);
    if (how->from_count == 7)
        return explicit_parameters(replay);
    if (how->from_count == 3) {
        Operand g = replay_input(replay, 1), public_value = replay_input(replay, 2);
        return replay->lacks ? NULL : explain_dh_params(&first, &g, &public_value, replay->result);
    }
    const Group *group = how->group ? group_find(how->group) : NULL;
    return replay->lacks || !group ? NULL : explain_named_curve_params(group->id, &first, replay->result);
}

/* RSA */

Worked *replay_rsa_pad(Replay *replay)
{
    Bytes padding = replay_bytes(replay, 0), secret = replay_bytes(replay, 1);
    return replay->lacks ? NULL : explain_pkcs1_pad(replay->fact->value.size, secret, padding);
}

Worked *replay_rsa_encrypt(Replay *replay)
{
    RsaPublic key;
    rsa_public_init(&key);
    Bytes padded = replay_bytes(replay, 0);
    replay_number(key.e, replay, 1);
    replay_number(key.n, replay, 2);
    Worked *worked = replay->lacks ? NULL : explain_pkcs1_encrypt(&key, padded);
    rsa_public_clear(&key);
    return worked;
}

Worked *replay_rsa_decrypt(Replay *replay)
{
    RsaPrivate key;
    rsa_private_init(&key);
    replay_rsa_private(&key, replay, ACTOR_SERVER);
    Bytes ciphertext = replay_bytes(replay, 0);
    Worked *worked = replay->lacks ? NULL : explain_pkcs1_open(&key, ciphertext);
    rsa_private_clear(&key);
    return worked;
}

/* Signatures */

static bool is_client_s(const Replay *replay)
{
    return replay->fact->ref.id == FACT_CLIENT_SIGNATURE;
}

/* Inputs: scheme, private exponent, modulus, data; and PSS's salt. */
static Worked *sign_with_rsa(Replay *replay)
{
    RsaPrivate key;
    bool salted = replay->fact->how.from_count > 4;
    rsa_private_init(&key);
    replay_rsa_private(&key, replay, is_client_s(replay) ? ACTOR_CLIENT : ACTOR_SERVER);
    Bytes data = replay_bytes(replay, 3), salt = salted ? replay_bytes(replay, 4) : BYTES_EMPTY;
    Worked *worked = NULL;
    if (!replay->lacks)
        worked = salted ? explain_pss_sign(&key, replay_hash(replay), data, salt)
                        : explain_pkcs1_sign(&key, replay_hash(replay), data);
    rsa_private_clear(&key);
    return worked;
}

/* Inputs: scheme, private number, data, nonce. */
static Worked *sign_with_ecdsa(Replay *replay)
{
    mpz_t d, k;
    mpz_inits(d, k, NULL);
    replay_number(d, replay, 1);
    replay_number(k, replay, 3);
    Operand data = replay_input(replay, 2);
    const Curve *curve = curve_find(replay->fact->how.group);
    Worked *worked = NULL;
    if (!replay->lacks && curve)
        worked = explain_ecdsa_sign(curve, replay_hash(replay), d, &data, k, replay->result);
    number_clear(d);
    number_clear(k);
    return worked;
}

Worked *replay_sign(Replay *replay)
{
    return replay->fact->how.group ? sign_with_ecdsa(replay) : sign_with_rsa(replay);
}
