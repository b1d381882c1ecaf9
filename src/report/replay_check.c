/* Checks replayed that compute before they compare: signatures, MACs, points, ranges. */
#include "base/text.h"
#include "explain/ecdsa.h"
#include "explain/pkcs1.h"
#include "explain/point.h"
#include "explain/pss.h"
#include "explain/single.h"
#include "report/replay.h"
#include "tls/group.h"
#include "tls/signature.h"
#include "x509/crl.h"
#include "x509/ocsp.h"

/* Signatures */

/* What somebody signed, and how. */
typedef struct Signed {
    SignatureAlgorithm algorithm;
    Bytes data, signature;
} Signed;

static Worked *verify_with_curve(const PublicKey *key, const Signed *of)
{
    Buffer point = BUFFER_EMPTY;
    curve_point_append(&point, key->curve, &key->point);
    Operand public_key = operand_bytes("public_key", buffer_bytes(&point));
    Operand message = operand_bytes("message", of->data), signature = operand_bytes("signature", of->signature);
    Worked *worked = explain_ecdsa_verify(key->curve, of->algorithm.hash, &public_key, &message, &signature);
    buffer_clear(&point);
    return worked;
}

static Worked *verify(const PublicKey *key, const Signed *of)
{
    const SignatureAlgorithm *algorithm = &of->algorithm;
    bool rsa = key->kind == KEY_RSA;
    switch (algorithm->kind) {
    case SIGNATURE_RSA_PKCS1:
        return rsa ? explain_pkcs1_verify(&key->rsa, algorithm->hash, of->data, of->signature) : NULL;
    case SIGNATURE_RSA_PSS:
        return rsa ? explain_pss_verify(&key->rsa, algorithm->hash, of->data, algorithm->salt_size, of->signature)
                   : NULL;
    case SIGNATURE_ECDSA:
        return key->kind == KEY_EC ? verify_with_curve(key, of) : NULL;
    default:
        return NULL;
    }
}

/* By the key in a certificate. */
static Worked *verify_by(Bytes signer, const Signed *of)
{
    Certificate *certificate;
    if (certificate_decode(&certificate, signer, NULL))
        return NULL;
    Worked *worked = verify(&certificate->key, of);
    certificate_free(certificate);
    return worked;
}

static Worked *replay_certificate_signature(const Check *check)
{
    Certificate *certificate;
    if (certificate_decode(&certificate, check->is_signed, NULL))
        return NULL;
    Signed of = {certificate->signature_algorithm, certificate->tbs, certificate->signature};
    Worked *worked = verify_by(check->signer, &of);
    certificate_free(certificate);
    return worked;
}

static Worked *replay_crl_signature(const Check *check)
{
    Crl *crl;
    if (crl_decode(&crl, check->is_signed, NULL))
        return NULL;
    Signed of = {crl->signature_algorithm, crl->tbs, crl->signature};
    Worked *worked = verify_by(check->signer, &of);
    crl_free(crl);
    return worked;
}

static Worked *replay_status_signature(const Check *check)
{
    OcspResponse *response;
    if (ocsp_response_decode(&response, check->is_signed, NULL))
        return NULL;
    Signed of = {response->signature_algorithm, response->tbs, response->signature};
    Worked *worked = verify_by(check->signer, &of);
    ocsp_response_free(response);
    return worked;
}

/* What the step's actor knows of its handshake; empty for nothing. */
static Bytes known(const Timeline *timeline, const Step *step, FactId id)
{
    Buffer name = BUFFER_EMPTY;
    text_append(&name, "c");
    text_append_decimal(&name, (uint64_t)step->connection);
    text_append(&name, ".h");
    text_append_decimal(&name, (uint64_t)step->handshake);
    text_append(&name, ".");
    fact_append_name(&name, (FactRef){id, 0});
    const TimelineFact *fact = timeline_known(timeline, step->actor, text_finish(&name), step->number);
    buffer_clear(&name);
    return fact ? fact->value : BYTES_EMPTY;
}

/* The implied scheme of RSA before TLS 1.2 is in no registry. */
static const SignatureScheme *find_scheme(Bytes name)
{
    const SignatureScheme *implied = signature_scheme_implied(KEY_RSA), *scheme;
    if (bytes_equal(name, bytes_of_text(implied->name)))
        return implied;
    for (int i = 0; (scheme = signature_scheme_at(i)); i++)
        if (bytes_equal(name, bytes_of_text(scheme->name)))
            return scheme;
    return NULL;
}

static Worked *replay_handshake_signature(const Timeline *timeline, const Step *step, FactId scheme_id, FactId data,
                                          FactId signature, FactId certificate)
{
    const SignatureScheme *scheme = find_scheme(known(timeline, step, scheme_id));
    if (!scheme)
        return NULL;
    Signed of = {.algorithm = {.kind = scheme->kind, .hash = scheme->hash, .salt_size = hash_size(scheme->hash)},
                 .data = known(timeline, step, data),
                 .signature = known(timeline, step, signature)};
    return verify_by(known(timeline, step, certificate), &of);
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
    buffer_append(&name, known(timeline, step, FACT_ECDH_GROUP));
    const Curve *curve = curve_find(text_finish(&name));
    buffer_clear(&name);
    Bytes encoded = known(timeline, step, id);
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
    Operand operands[] = {operand_bytes("Y", known(timeline, step, id)),
                          operand_bytes("p", known(timeline, step, FACT_DH_P))};
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
        return replay_certificate_signature(step->check);
    case EVENT_CHECK_CRL_SIGNATURE:
        return replay_crl_signature(step->check);
    case EVENT_CHECK_STATUS_SIGNATURE:
        return replay_status_signature(step->check);
    case EVENT_CHECK_SERVER_SIGNATURE:
        return replay_handshake_signature(timeline, step, FACT_SIGNATURE_SCHEME, FACT_SIGNED_PARAMETERS,
                                          FACT_SERVER_SIGNATURE, FACT_SERVER_CERTIFICATE);
    case EVENT_CHECK_CLIENT_SIGNATURE:
        return replay_handshake_signature(timeline, step, FACT_CLIENT_SIGNATURE_SCHEME, FACT_SIGNED_MESSAGES,
                                          FACT_CLIENT_SIGNATURE, FACT_CLIENT_CERTIFICATE);
    case EVENT_CHECK_FINISHED:
    case EVENT_CHECK_TICKET_MAC:
        return step->check->found.size > 0 ? replay_comparison(step->check) : NULL;
    case EVENT_CHECK_POINT:
        return replay_point(timeline, step);
    case EVENT_CHECK_DH_PUBLIC:
        return replay_range(timeline, step);
    default:
        return NULL;
    }
}
