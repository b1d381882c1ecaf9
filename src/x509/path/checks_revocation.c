/* The checks of a certificate against the revocation list of its issuer (RFC 5280 §6.1.3 (a)(3), §6.3.3). */
#include "base/text.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/der/calendar.h"
#include "x509/der/der.h"
#include "x509/der/oid.h"
#include "x509/path/checks.h"

static const Certificate *issuer_of(const CheckSubject *subject)
{
    return subject->path->certificates[subject->at + 1];
}

/* By name, and by key identifiers where both have one, as issuers of certificates are found. */
static bool is_of_issuer(const Crl *crl, const CheckSubject *subject)
{
    const Certificate *issuer = issuer_of(subject);
    return bytes_equal(crl->issuer, issuer->subject) &&
           (issuer->subject_key_id.size == 0 || crl->authority_key_id.size == 0 ||
            bytes_equal(issuer->subject_key_id, crl->authority_key_id));
}

/* The newer one is better, unless it is of the future. */
static bool is_better(const Crl *crl, const Crl *other, int64_t now)
{
    bool is_past = crl->this_update <= now, other_is_past = other->this_update <= now;
    return is_past == other_is_past ? crl->this_update > other->this_update : is_past;
}

static bool is_signed(const Crl *crl, const CheckSubject *subject)
{
    return signature_verify(&issuer_of(subject)->key, &crl->signature_algorithm, crl->tbs, crl->signature) ==
           ERROR_NONE;
}

static int count_lists(const CheckSubject *subject)
{
    int count = 0;
    for (size_t i = 0; i < subject->request->crls->count; i++)
        count += is_of_issuer(subject->request->crls->items[i], subject);
    return count;
}

/* The newest list of the certificate's issuer; NULL where none was given. Of several the newest that the issuer's key
   has signed: another list may bear its name. Where none is signed by it, or signatures enough were tried (*given_up),
   the newest of all. */
static const Crl *find_crl(const CheckSubject *subject, bool *given_up)
{
    const CrlList *crls = subject->request->crls;
    const Crl *newest = NULL, *newest_signed = NULL;
    bool choice = count_lists(subject) > 1;
    int signatures = 0;
    *given_up = false;
    for (size_t i = 0; i < crls->count; i++) {
        const Crl *crl = crls->items[i];
        if (!is_of_issuer(crl, subject))
            continue;
        if (!newest || is_better(crl, newest, subject->request->now))
            newest = crl;
        if (!choice || (newest_signed && !is_better(crl, newest_signed, subject->request->now)))
            continue;
        *given_up = signatures++ == X509_SIGNATURES_MAX;
        if (*given_up)
            break;
        if (is_signed(crl, subject))
            newest_signed = crl;
    }
    return newest_signed ? newest_signed : newest;
}

static const Crl *crl_of(const CheckSubject *subject)
{
    bool given_up;
    return find_crl(subject, &given_up);
}

static bool has_issuer(const CheckSubject *subject)
{
    return subject->at + 1 < subject->path->count;
}

static bool asks_for_crls(const CheckSubject *subject)
{
    return subject->request->crls && has_issuer(subject);
}

static bool has_crl(const CheckSubject *subject)
{
    return asks_for_crls(subject) && crl_of(subject);
}

/* Whether there is a list: none is no fault, because then nothing is known. That is our choice. */

static Error judge_presence(const CheckSubject *subject)
{
    (void)subject;
    return ERROR_NONE;
}

static void describe_presence(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    bool given_up;
    const Crl *crl = find_crl(subject, &given_up);
    distinguished_name_append(expected, check_certificate_of(subject)->issuer);
    if (!crl) {
        text_append(found, "none");
        return;
    }
    distinguished_name_append(found, crl->issuer);
    text_append(found, ", ");
    calendar_append(found, crl->this_update);
    if (given_up)
        check_append_given_up(found, X509_SIGNATURES_MAX);
}

const CheckItem check_item_crl = {EVENT_CHECK_CRL, PLACE_SIGNED,      asks_for_crls,
                                  judge_presence,  describe_presence, NULL};

/* Who signed it */

static Error judge_signer(const CheckSubject *subject)
{
    return check_usage_allows(issuer_of(subject), KEY_USAGE_CRL_SIGN) ? ERROR_NONE : ERROR_STATUS_SIGNER;
}

static void describe_signer(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    key_usage_append(expected, KEY_USAGE_CRL_SIGN);
    check_append_usage(found, issuer_of(subject));
}

const CheckItem check_item_crl_signer = {EVENT_CHECK_CRL_SIGNER, PLACE_SIGNED,    has_crl,
                                         judge_signer,           describe_signer, NULL};

static Error judge_signature(const CheckSubject *subject)
{
    const Crl *crl = crl_of(subject);
    if (crl->signature_algorithm.kind != SIGNATURE_UNKNOWN && crl->signature_algorithm.hash == HASH_SHA1 &&
        !subject->request->allow_sha1)
        return ERROR_STATUS_SIGNATURE;
    Error error = signature_verify(&issuer_of(subject)->key, &crl->signature_algorithm, crl->tbs, crl->signature);
    return error ? ERROR_STATUS_SIGNATURE : ERROR_NONE;
}

static void describe_signature(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const Crl *crl = crl_of(subject);
    distinguished_name_append(expected, crl->issuer);
    signature_algorithm_append_name(found, &crl->signature_algorithm);
}

static Bytes signed_crl(const CheckSubject *subject)
{
    return crl_of(subject)->der;
}

const CheckItem check_item_crl_signature = {EVENT_CHECK_CRL_SIGNATURE, PLACE_SIGNED,       has_crl,
                                            judge_signature,           describe_signature, signed_crl};

/* Whether it says all about the issuer's certificates: a delta does not, and one for a distribution point may not, be
   they marked critical as they have to be or not. */

static OidId find_restriction(const Crl *crl)
{
    return crl->extensions & CRL_EXTENSION_DELTA                ? OID_DELTA_CRL_INDICATOR
           : crl->extensions & CRL_EXTENSION_DISTRIBUTION_POINT ? OID_ISSUING_DISTRIBUTION_POINT
                                                                : OID_UNKNOWN;
}

static Error judge_extensions(const CheckSubject *subject)
{
    const Crl *crl = crl_of(subject);
    bool good = crl->unknown_critical.size == 0 && find_restriction(crl) == OID_UNKNOWN;
    return good ? ERROR_NONE : ERROR_STATUS_EXTENSION;
}

static void describe_extensions(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const Crl *crl = crl_of(subject);
    OidId restriction = find_restriction(crl);
    text_append(expected, "none");
    if (restriction != OID_UNKNOWN)
        text_append(found, oid_name(restriction));
    else if (crl->unknown_critical.size)
        oid_append_name(found, crl->unknown_critical);
    else
        text_append(found, "none");
}

const CheckItem check_item_crl_extensions = {EVENT_CHECK_CRL_EXTENSIONS, PLACE_SIGNED,        has_crl,
                                             judge_extensions,           describe_extensions, NULL};

/* Time. A list without nextUpdate, against the profile, does not grow old. */

static Error judge_validity(const CheckSubject *subject)
{
    const Crl *crl = crl_of(subject);
    int64_t now = subject->request->now;
    return now < crl->this_update                           ? ERROR_STATUS_NOT_YET_VALID
           : crl->has_next_update && now > crl->next_update ? ERROR_STATUS_EXPIRED
                                                            : ERROR_NONE;
}

static void describe_validity(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const Crl *crl = crl_of(subject);
    calendar_append(expected, crl->this_update);
    if (crl->has_next_update) {
        text_append(expected, " - ");
        calendar_append(expected, crl->next_update);
    }
    calendar_append(found, subject->request->now);
}

const CheckItem check_item_crl_validity = {EVENT_CHECK_CRL_VALIDITY, PLACE_SIGNED,      has_crl,
                                           judge_validity,           describe_validity, NULL};

/* Whether the certificate is in it */

static Error judge_entry(const CheckSubject *subject)
{
    CrlEntry entry;
    bool revoked = crl_find(crl_of(subject), check_certificate_of(subject)->serial, &entry);
    return revoked ? ERROR_CERTIFICATE_REVOKED : ERROR_NONE;
}

static void describe_entry(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    CrlEntry entry;
    Bytes serial = check_certificate_of(subject)->serial;
    text_append(expected, "serial number ");
    der_append_integer(expected, serial);
    text_append(expected, " not listed");
    if (crl_find(crl_of(subject), serial, &entry))
        revocation_append(found, &entry.revocation);
    else
        text_append(found, "not listed");
}

const CheckItem check_item_crl_entry = {EVENT_CHECK_CRL_ENTRY, PLACE_SIGNED,   has_crl,
                                        judge_entry,           describe_entry, NULL};
