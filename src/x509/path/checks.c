#include "x509/path/checks.h"

#include "base/text.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/der/calendar.h"
#include "x509/der/oid.h"

void check_append_subject(Buffer *out, const Certificate *certificate)
{
    if (certificate->subject.size > 2)
        distinguished_name_append_short(out, certificate->subject);
    else
        text_append(out, "?");
}

void check_complete(Buffer *side)
{
    if (side->size == 0)
        text_append(side, "none");
}

void check_append_given_up(Buffer *out, int signatures)
{
    text_append(out, "; given up after ");
    text_append_decimal(out, (uint64_t)signatures);
    text_append(out, " signatures");
}

/* Key size */

static unsigned least_rsa_bits(const X509Request *request)
{
    unsigned bits = request->rsa_bits_min;
    return bits ? bits : X509_RSA_BITS_MIN;
}

static Error judge_key_size(const CheckSubject *subject)
{
    const PublicKey *key = &check_certificate_of(subject)->key;
    if (key->kind == KEY_UNKNOWN)
        return ERROR_UNSUPPORTED_ALGORITHM;
    if (key_kind_is_rsa(key->kind) && public_key_bits(key) < least_rsa_bits(subject->request))
        return ERROR_CERTIFICATE_SHORT_KEY;
    return ERROR_NONE;
}

static void describe_key_size(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const PublicKey *key = &check_certificate_of(subject)->key;
    if (key->kind != KEY_EC) {
        text_append(expected, "RSA >= ");
        text_append_decimal(expected, least_rsa_bits(subject->request));
    }
    text_append(found, key_kind_name(key->kind));
    text_append(found, " ");
    text_append_decimal(found, public_key_bits(key));
}

static const CheckItem item_key_size = {
    EVENT_CHECK_CERTIFICATE_KEY_SIZE, PLACE_EVERY, NULL, judge_key_size, describe_key_size, NULL};

/* Signature, by the certificate one place further */

static Error judge_signature(const CheckSubject *subject)
{
    const Certificate *certificate = check_certificate_of(subject);
    const SignatureAlgorithm *algorithm = &certificate->signature_algorithm;
    if (algorithm->kind != SIGNATURE_UNKNOWN && algorithm->hash == HASH_SHA1 && !subject->request->allow_sha1)
        return ERROR_UNSUPPORTED_ALGORITHM;
    return signature_verify(&subject->path->certificates[subject->at + 1]->key, algorithm, certificate->tbs,
                            certificate->signature);
}

static void describe_signature(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const Certificate *certificate = check_certificate_of(subject);
    distinguished_name_append(expected, certificate->issuer);
    signature_algorithm_append_name(found, &certificate->signature_algorithm);
}

static Bytes signed_certificate(const CheckSubject *subject)
{
    return check_certificate_of(subject)->der;
}

const CheckItem check_item_signature = {
    EVENT_CHECK_CERTIFICATE_SIGNATURE, PLACE_SIGNED, NULL, judge_signature, describe_signature, signed_certificate};

/* Validity */

static Error judge_validity(const CheckSubject *subject)
{
    const Certificate *certificate = check_certificate_of(subject);
    int64_t now = subject->request->now;
    return now < certificate->not_before  ? ERROR_CERTIFICATE_NOT_YET_VALID
           : now > certificate->not_after ? ERROR_CERTIFICATE_EXPIRED
                                          : ERROR_NONE;
}

static void describe_validity(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const Certificate *certificate = check_certificate_of(subject);
    calendar_append(expected, certificate->not_before);
    text_append(expected, " - ");
    calendar_append(expected, certificate->not_after);
    calendar_append(found, subject->request->now);
}

static const CheckItem item_validity = {
    EVENT_CHECK_CERTIFICATE_VALIDITY, PLACE_SIGNED, NULL, judge_validity, describe_validity, NULL};

/* Critical extensions */

static Error judge_extensions(const CheckSubject *subject)
{
    return check_certificate_of(subject)->unknown_critical.size ? ERROR_CERTIFICATE_CRITICAL_EXTENSION : ERROR_NONE;
}

static void describe_extensions(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    Bytes unknown = check_certificate_of(subject)->unknown_critical;
    text_append(expected, "none");
    if (unknown.size)
        oid_append_name(found, unknown);
    else
        text_append(found, "none");
}

static const CheckItem item_extensions = {
    EVENT_CHECK_CERTIFICATE_EXTENSIONS, PLACE_SIGNED, NULL, judge_extensions, describe_extensions, NULL};

/* Authorities: every certificate between the root and the leaf */

static Error judge_authority(const CheckSubject *subject)
{
    return check_certificate_of(subject)->is_authority ? ERROR_NONE : ERROR_CERTIFICATE_NOT_CA;
}

static void describe_authority(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const Certificate *certificate = check_certificate_of(subject);
    text_append(expected, "cA TRUE");
    text_append(found, certificate->is_authority                               ? "cA TRUE"
                       : certificate->extensions & EXTENSION_BASIC_CONSTRAINTS ? "cA FALSE"
                                                                               : "none");
}

static const CheckItem item_authority = {
    EVENT_CHECK_CERTIFICATE_AUTHORITY, PLACE_AUTHORITY, NULL, judge_authority, describe_authority, NULL};

/* How many more authorities the tightest pathLenConstraint above this one leaves room for; *limited is false where
   there is none. Self-issued certificates do not count (RFC 5280 §6.1.4 (l)). */
static int authorities_left(const CheckSubject *subject, bool *limited)
{
    int least = 0;
    *limited = false;
    for (int above = subject->at + 1; above < subject->path->count - 1; above++) {
        const Certificate *authority = subject->path->certificates[above];
        int between = 0;
        for (int i = subject->at + 1; i < above; i++)
            between += !certificate_is_self_issued(subject->path->certificates[i]);
        if (authority->path_length >= 0 && (!*limited || authority->path_length - between < least)) {
            least = authority->path_length - between;
            *limited = true;
        }
    }
    return least;
}

static Error judge_path_length(const CheckSubject *subject)
{
    bool limited;
    int left = authorities_left(subject, &limited);
    bool counts = !certificate_is_self_issued(check_certificate_of(subject));
    return limited && counts && left < 1 ? ERROR_CERTIFICATE_PATH_LENGTH : ERROR_NONE;
}

static void describe_path_length(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    bool limited;
    int left = authorities_left(subject, &limited);
    if (limited) {
        text_append(expected, "<= ");
        text_append_decimal(expected, left < 0 ? 0 : (uint64_t)left);
    } else {
        text_append(expected, "any number");
    }
    text_append(found, certificate_is_self_issued(check_certificate_of(subject)) ? "0" : "1");
}

static const CheckItem item_path_length = {
    EVENT_CHECK_CERTIFICATE_PATH_LENGTH, PLACE_AUTHORITY, NULL, judge_path_length, describe_path_length, NULL};

/* In the order in which they are made for one certificate. */
static const CheckItem *const items[] = {
    &check_item_scheme,
    &check_item_signature,
    &item_validity,
    &check_item_crl,
    &check_item_crl_signer,
    &check_item_crl_signature,
    &check_item_crl_extensions,
    &check_item_crl_validity,
    &check_item_crl_entry,
    &check_item_name_constraints,
    &item_extensions,
    &item_authority,
    &item_path_length,
    &check_item_signing,
    &item_key_size,
    &check_item_key_usage,
    &check_item_purpose,
    &check_item_host_name,
};

/* A leaf that is trusted itself has nobody above it whose signature could be asked for. */
static bool is_due(const CheckItem *item, const CheckSubject *subject)
{
    int last = subject->path->count - 1;
    unsigned place = subject->at == 0 ? PLACE_LEAF : subject->at == last ? PLACE_ROOT : PLACE_AUTHORITY;
    return item->places & place && !(item == &check_item_signature && subject->at == last) &&
           (!item->is_asked || item->is_asked(subject));
}

Error checks_run(const X509Request *request, const X509Path *path, CheckTell *tell, void *context, CheckFault *fault)
{
    for (int at = path->count - 1; at >= 0; at--)
        for (size_t i = 0; i < COUNT_OF(items); i++) {
            CheckSubject subject = {request, path, at};
            if (!is_due(items[i], &subject))
                continue;
            Error error = items[i]->judge(&subject);
            if (tell)
                tell(context, items[i], &subject, error);
            if (!error)
                continue;
            if (fault)
                *fault = (CheckFault){items[i], at};
            return error;
        }
    return ERROR_NONE;
}
