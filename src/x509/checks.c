#include "x509/checks.h"

#include "base/text.h"
#include "x509/calendar.h"
#include "x509/distinguished_name.h"
#include "x509/name.h"
#include "x509/oid.h"

static const Certificate *certificate_of(const CheckSubject *subject)
{
    return subject->path->certificates[subject->at];
}

static void append_subject(Buffer *out, const Certificate *certificate)
{
    if (certificate->subject.size > 2)
        distinguished_name_append_short(out, certificate->subject);
    else
        text_append(out, "?");
}

void check_describe_path(const X509Request *request, const X509Path *path, Buffer *expected, Buffer *found)
{
    const CertificateList *roots = request->roots;
    for (size_t i = 0; i < roots->count; i++) {
        if (i)
            text_append(expected, ", ");
        append_subject(expected, roots->items[i]);
    }
    for (int i = 0; i < path->count; i++) {
        if (i)
            text_append(found, " <- ");
        append_subject(found, path->certificates[i]);
    }
    if (path->count == 1) { /* the issuer that was looked for */
        text_append(found, " <- ");
        distinguished_name_append_short(found, path->certificates[0]->issuer);
    }
}

/* Key size */

static unsigned least_rsa_bits(const X509Request *request)
{
    unsigned bits = request->rsa_bits_min;
    return bits ? bits : X509_RSA_BITS_MIN;
}

static Error judge_key_size(const CheckSubject *subject)
{
    const PublicKey *key = &certificate_of(subject)->key;
    if (key->kind == KEY_UNKNOWN)
        return ERROR_UNSUPPORTED_ALGORITHM;
    if (key->kind == KEY_RSA && public_key_bits(key) < least_rsa_bits(subject->request))
        return ERROR_CERTIFICATE_SHORT_KEY;
    return ERROR_NONE;
}

static void describe_key_size(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const PublicKey *key = &certificate_of(subject)->key;
    if (key->kind != KEY_EC) {
        text_append(expected, "RSA >= ");
        text_append_decimal(expected, least_rsa_bits(subject->request));
    }
    text_append(found, key_kind_name(key->kind));
    text_append(found, " ");
    text_append_decimal(found, public_key_bits(key));
}

/* Signature, by the certificate one place further */

static Error judge_signature(const CheckSubject *subject)
{
    const Certificate *certificate = certificate_of(subject);
    const SignatureAlgorithm *algorithm = &certificate->signature_algorithm;
    if (algorithm->kind != SIGNATURE_UNKNOWN && algorithm->hash == HASH_SHA1 && !subject->request->allow_sha1)
        return ERROR_UNSUPPORTED_ALGORITHM;
    return signature_verify(&subject->path->certificates[subject->at + 1]->key, algorithm, certificate->tbs,
                            certificate->signature);
}

static void describe_signature(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const Certificate *certificate = certificate_of(subject);
    distinguished_name_append(expected, certificate->issuer);
    signature_algorithm_append_name(found, &certificate->signature_algorithm);
}

/* Validity */

static Error judge_validity(const CheckSubject *subject)
{
    const Certificate *certificate = certificate_of(subject);
    int64_t now = subject->request->now;
    return now < certificate->not_before  ? ERROR_CERTIFICATE_NOT_YET_VALID
           : now > certificate->not_after ? ERROR_CERTIFICATE_EXPIRED
                                          : ERROR_NONE;
}

static void describe_validity(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const Certificate *certificate = certificate_of(subject);
    calendar_append(expected, certificate->not_before);
    text_append(expected, " - ");
    calendar_append(expected, certificate->not_after);
    calendar_append(found, subject->request->now);
}

/* Critical extensions */

static Error judge_extensions(const CheckSubject *subject)
{
    return certificate_of(subject)->unknown_critical.size ? ERROR_CERTIFICATE_CRITICAL_EXTENSION : ERROR_NONE;
}

static void describe_extensions(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    Bytes unknown = certificate_of(subject)->unknown_critical;
    text_append(expected, "none");
    if (unknown.size)
        oid_append_name(found, unknown);
    else
        text_append(found, "none");
}

/* Authorities: every certificate between the root and the leaf */

static Error judge_authority(const CheckSubject *subject)
{
    return certificate_of(subject)->is_authority ? ERROR_NONE : ERROR_CERTIFICATE_NOT_CA;
}

static void describe_authority(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const Certificate *certificate = certificate_of(subject);
    text_append(expected, "cA TRUE");
    text_append(found, certificate->is_authority                               ? "cA TRUE"
                       : certificate->extensions & EXTENSION_BASIC_CONSTRAINTS ? "cA FALSE"
                                                                               : "none");
}

static bool is_self_issued(const Certificate *certificate)
{
    return bytes_equal(certificate->subject, certificate->issuer);
}

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
            between += !is_self_issued(subject->path->certificates[i]);
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
    bool counts = !is_self_issued(certificate_of(subject));
    return limited && counts && left < 1 ? ERROR_CERTIFICATE_PATH_LENGTH : ERROR_NONE;
}

static void describe_path_length(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    bool limited;
    int left = authorities_left(subject, &limited);
    if (limited) {
        text_append(expected, "<= ");
        text_append_decimal(expected, left < 0 ? 0 : (uint64_t)left);
    }
    text_append(found, is_self_issued(certificate_of(subject)) ? "0" : "1");
}

static bool usage_allows(const Certificate *certificate, unsigned usage)
{
    return !(certificate->extensions & EXTENSION_KEY_USAGE) || (certificate->key_usage & usage) == usage;
}

static void append_usage(Buffer *out, const Certificate *certificate)
{
    if (certificate->extensions & EXTENSION_KEY_USAGE)
        key_usage_append(out, certificate->key_usage);
    else
        text_append(out, "any");
}

static Error judge_signing(const CheckSubject *subject)
{
    return usage_allows(certificate_of(subject), KEY_USAGE_KEY_CERT_SIGN) ? ERROR_NONE : ERROR_CERTIFICATE_KEY_USAGE;
}

static void describe_signing(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    key_usage_append(expected, KEY_USAGE_KEY_CERT_SIGN);
    append_usage(found, certificate_of(subject));
}

/* The leaf */

static Error judge_key_usage(const CheckSubject *subject)
{
    return usage_allows(certificate_of(subject), subject->request->key_usage) ? ERROR_NONE
                                                                              : ERROR_CERTIFICATE_KEY_USAGE;
}

static void describe_key_usage(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    key_usage_append(expected, subject->request->key_usage);
    append_usage(found, certificate_of(subject));
}

static Error judge_purpose(const CheckSubject *subject)
{
    const Certificate *certificate = certificate_of(subject);
    bool allowed = !(certificate->extensions & EXTENSION_EXTENDED_KEY_USAGE) ||
                   certificate->purposes & (subject->request->purpose | PURPOSE_ANY);
    return allowed ? ERROR_NONE : ERROR_CERTIFICATE_KEY_USAGE;
}

static void describe_purpose(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const Certificate *certificate = certificate_of(subject);
    purpose_append(expected, subject->request->purpose);
    if (certificate->extensions & EXTENSION_EXTENDED_KEY_USAGE)
        purpose_append(found, certificate->purposes);
    else
        text_append(found, "any");
}

static Error judge_name(const CheckSubject *subject)
{
    return certificate_is_for_host(certificate_of(subject), subject->request->host) ? ERROR_NONE
                                                                                    : ERROR_CERTIFICATE_NAME_MISMATCH;
}

static void describe_name(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    Bytes names = certificate_of(subject)->alternative_names;
    GeneralName name;
    text_append(expected, subject->request->host);
    while (general_name_next(&names, &name)) {
        if (found->size)
            text_append(found, ", ");
        general_name_append(found, &name);
    }
    if (found->size == 0)
        text_append(found, "none");
}

static bool asks_for_key_usage(const X509Request *request)
{
    return request->key_usage != 0;
}

static bool asks_for_purpose(const X509Request *request)
{
    return request->purpose != 0;
}

static bool asks_for_host(const X509Request *request)
{
    return request->host != NULL;
}

const CheckItem *check_item_at(int index)
{
    enum { EVERY = PLACE_ROOT | PLACE_AUTHORITY | PLACE_LEAF, SIGNED = PLACE_AUTHORITY | PLACE_LEAF };
    static const CheckItem items[] = {
        {EVENT_CHECK_CERTIFICATE_SIGNATURE, SIGNED, NULL, judge_signature, describe_signature},
        {EVENT_CHECK_CERTIFICATE_VALIDITY, SIGNED, NULL, judge_validity, describe_validity},
        {EVENT_CHECK_CERTIFICATE_EXTENSIONS, SIGNED, NULL, judge_extensions, describe_extensions},
        {EVENT_CHECK_CERTIFICATE_AUTHORITY, PLACE_AUTHORITY, NULL, judge_authority, describe_authority},
        {EVENT_CHECK_CERTIFICATE_PATH_LENGTH, PLACE_AUTHORITY, NULL, judge_path_length, describe_path_length},
        {EVENT_CHECK_CERTIFICATE_SIGNING, PLACE_AUTHORITY, NULL, judge_signing, describe_signing},
        {EVENT_CHECK_CERTIFICATE_KEY_SIZE, EVERY, NULL, judge_key_size, describe_key_size},
        {EVENT_CHECK_CERTIFICATE_KEY_USAGE, PLACE_LEAF, asks_for_key_usage, judge_key_usage, describe_key_usage},
        {EVENT_CHECK_CERTIFICATE_PURPOSE, PLACE_LEAF, asks_for_purpose, judge_purpose, describe_purpose},
        {EVENT_CHECK_CERTIFICATE_NAME, PLACE_LEAF, asks_for_host, judge_name, describe_name},
    };
    return index >= 0 && (size_t)index < COUNT_OF(items) ? &items[index] : NULL;
}
