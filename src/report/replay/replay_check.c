/* Checks replayed that compute before they compare: signatures, MACs, points, ranges. */
#include "base/text.h"
#include "explain/curves/ecdsa.h"
#include "explain/curves/point.h"
#include "explain/language/single.h"
#include "explain/rsa/pkcs1.h"
#include "explain/rsa/pss.h"
#include "report/replay/replay.h"
#include "report/tell/known.h"
#include "report/tell/signed.h"

/* Signatures */

static Worked *verify_with_curve(const PublicKey *key, HashId hash, Bytes data, Bytes signature)
{
    Buffer point = BUFFER_EMPTY;
    curve_point_append(&point, key->curve, &key->point);
    Operand operands[] = {operand_bytes("public_key", buffer_bytes(&point)), operand_bytes("message", data),
                          operand_bytes("signature", signature)};
    Worked *worked = explain_ecdsa_verify(key->curve, hash, &operands[0], &operands[1], &operands[2]);
    buffer_clear(&point);
    return worked;
}

Worked *replay_signature(const PublicKey *key, const SignatureAlgorithm *algorithm, Bytes data, Bytes signature)
{
    switch (algorithm->kind) {
    case SIGNATURE_RSA_PKCS1:
        return key->kind == KEY_RSA ? explain_pkcs1_verify(&key->rsa, algorithm->hash, data, signature) : NULL;
    case SIGNATURE_RSA_PSS:
        return key_kind_is_rsa(key->kind)
                   ? explain_pss_verify(&key->rsa, algorithm->hash, data, algorithm->salt_size, signature)
                   : NULL;
    case SIGNATURE_ECDSA:
        return key->kind == KEY_EC ? verify_with_curve(key, algorithm->hash, data, signature) : NULL;
    default:
        return NULL;
    }
}

static Worked *replay_verification(const Timeline *timeline, const Step *step)
{
    Signed of;
    if (!signed_find(&of, timeline, step))
        return NULL;
    Worked *worked =
        replay_signature(&of.signer->key, &of.algorithm, buffer_bytes(&of.data), buffer_bytes(&of.signature));
    signed_clear(&of);
    return worked;
}

/* Comparisons */

static Worked *replay_comparison(const Check *check)
{
    Operand operands[] = {operand_bytes("found", check->found), operand_bytes("expected", check->expected)};
    return explain_single("What was computed, and what came", "equal", "found == expected", "byte for byte", operands,
                          COUNT_OF(operands));
}

/* The point that came lies on the curve, or does not. */
static Worked *replay_point(const Timeline *timeline, const Step *step)
{
    FactId id = step->actor == ACTOR_CLIENT ? FACT_ECDH_SERVER_PUBLIC : FACT_ECDH_CLIENT_PUBLIC;
    Buffer name = BUFFER_EMPTY;
    buffer_append(&name, known_in_handshake(timeline, step, FACT_ECDH_GROUP));
    const Curve *curve = curve_find(text_finish(&name));
    buffer_clear(&name);
    Bytes encoded = known_in_handshake(timeline, step, id);
    if (!curve || encoded.size != 1 + 2 * curve_field_size(curve))
        return NULL;
    size_t size = curve_field_size(curve);
    Point point;
    point_init(&point);
    number_from_bytes(point.x, bytes_slice(encoded, 1, size));
    number_from_bytes(point.y, bytes_slice(encoded, 1 + size, size));
    point.infinity = false;
    Worked *worked = explain_point_equation(curve, &point);
    point_clear(&point);
    return worked;
}

static Worked *replay_range(const Timeline *timeline, const Step *step)
{
    FactId id = step->actor == ACTOR_CLIENT ? FACT_DH_SERVER_PUBLIC : FACT_DH_CLIENT_PUBLIC;
    Operand operands[] = {operand_bytes("Y", known_in_handshake(timeline, step, id)),
                          operand_bytes("p", known_in_handshake(timeline, step, FACT_DH_P))};
    if (operands[0].value.size == 0 || operands[1].value.size == 0)
        return NULL;
    operands[0].kind = operands[1].kind = VALUE_NUMBER;
    return explain_single("The public value's range", "in_range", "(1 < Y) · (Y < p - 1)",
                          "0, 1 and p - 1 would give the secret away", operands, COUNT_OF(operands));
}

Worked *replay_check(const Timeline *timeline, const Step *step)
{
    if (!step->check)
        return NULL;
    switch (step->event) {
    case EVENT_CHECK_CERTIFICATE_SIGNATURE:
    case EVENT_CHECK_CRL_SIGNATURE:
    case EVENT_CHECK_STATUS_SIGNATURE:
    case EVENT_CHECK_SERVER_SIGNATURE:
    case EVENT_CHECK_CLIENT_SIGNATURE:
        return replay_verification(timeline, step);
    case EVENT_CHECK_FINISHED:
    case EVENT_CHECK_TICKET_MAC:
        return step->check->kind == VALUE_BYTES ? replay_comparison(step->check) : NULL;
    case EVENT_CHECK_POINT:
        return replay_point(timeline, step);
    case EVENT_CHECK_DH_PUBLIC:
        return replay_range(timeline, step);
    default:
        return NULL;
    }
}
