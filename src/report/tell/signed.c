#include "report/tell/signed.h"

#include "base/text.h"
#include "report/tell/known.h"
#include "tls/registry/signature.h"
#include "x509/revocation/crl.h"
#include "x509/revocation/ocsp.h"

static void take(Signed *out, const SignatureAlgorithm *algorithm, Bytes data, Bytes signature)
{
    out->algorithm = *algorithm;
    buffer_append(&out->data, data);
    buffer_append(&out->signature, signature);
}

static bool take_certificate(Signed *out, Bytes der)
{
    Certificate *certificate;
    if (certificate_decode(&certificate, der, NULL))
        return false;
    take(out, &certificate->signature_algorithm, certificate->tbs, certificate->signature);
    certificate_free(certificate);
    return true;
}

static bool take_crl(Signed *out, Bytes der)
{
    Crl *crl;
    if (crl_decode(&crl, der, NULL))
        return false;
    take(out, &crl->signature_algorithm, crl->tbs, crl->signature);
    crl_free(crl);
    return true;
}

static bool take_status(Signed *out, Bytes der)
{
    OcspResponse *response;
    if (ocsp_response_decode(&response, der, NULL))
        return false;
    take(out, &response->signature_algorithm, response->tbs, response->signature);
    ocsp_response_free(response);
    return true;
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

/* What a side signed in the handshake, as the other knows it. */
static bool take_handshake(Signed *out, const Timeline *timeline, const Step *step, bool of_client)
{
    Bytes name = known_in_handshake(timeline, step, of_client ? FACT_CLIENT_SIGNATURE_SCHEME : FACT_SIGNATURE_SCHEME);
    const SignatureScheme *scheme = find_scheme(name);
    if (!scheme)
        return false;
    SignatureAlgorithm algorithm = {scheme->kind, scheme->hash, hash_size(scheme->hash), BYTES_EMPTY};
    take(out, &algorithm, known_in_handshake(timeline, step, of_client ? FACT_SIGNED_MESSAGES : FACT_SIGNED_PARAMETERS),
         known_in_handshake(timeline, step, of_client ? FACT_CLIENT_SIGNATURE : FACT_SERVER_SIGNATURE));
    return true;
}

static bool take_signed(Signed *out, const Timeline *timeline, const Step *step)
{
    switch (step->event) {
    case EVENT_CHECK_CERTIFICATE_SIGNATURE:
        return take_certificate(out, step->check->is_signed);
    case EVENT_CHECK_CRL_SIGNATURE:
        return take_crl(out, step->check->is_signed);
    case EVENT_CHECK_STATUS_SIGNATURE:
        return take_status(out, step->check->is_signed);
    case EVENT_CHECK_SERVER_SIGNATURE:
    case EVENT_CHECK_CLIENT_SIGNATURE:
        return take_handshake(out, timeline, step, step->event == EVENT_CHECK_CLIENT_SIGNATURE);
    default:
        return false;
    }
}

bool signed_find(Signed *out, const Timeline *timeline, const Step *step)
{
    bool of_client = step->event == EVENT_CHECK_CLIENT_SIGNATURE;
    Refusal refusal = {0};
    *out = (Signed){0};
    if (!step->check || !take_signed(out, timeline, step))
        return false;
    Bytes signer = step->check->signer;
    if (signer.size == 0)
        signer = known_in_handshake(timeline, step, of_client ? FACT_CLIENT_CERTIFICATE : FACT_SERVER_CERTIFICATE);
    out->signer = certificate_decode_leniently(signer, &refusal);
    /* Of a root no more than name and key may be readable. */
    bool readable = !refusal.error || certificate_can_be_anchor(out->signer);
    refusal_clear(&refusal);
    if (!readable)
        signed_clear(out);
    return readable;
}

void signed_clear(Signed *of)
{
    buffer_clear(&of->data);
    buffer_clear(&of->signature);
    certificate_free(of->signer);
    *of = (Signed){0};
}
