/* The checks of what a key may be used for. */
#include "base/text.h"
#include "x509/path/checks.h"

bool check_usage_allows(const Certificate *certificate, unsigned usage)
{
    return !(certificate->extensions & EXTENSION_KEY_USAGE) || (certificate->key_usage & usage) == usage;
}

void check_append_usage(Buffer *out, const Certificate *certificate)
{
    if (certificate->extensions & EXTENSION_KEY_USAGE)
        key_usage_append(out, certificate->key_usage);
    else
        text_append(out, "any");
}

static Error judge_signing(const CheckSubject *subject)
{
    return check_usage_allows(check_certificate_of(subject), KEY_USAGE_KEY_CERT_SIGN) ? ERROR_NONE
                                                                                      : ERROR_CERTIFICATE_KEY_USAGE;
}

static void describe_signing(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    key_usage_append(expected, KEY_USAGE_KEY_CERT_SIGN);
    check_append_usage(found, check_certificate_of(subject));
}

const CheckItem check_item_signing = {
    EVENT_CHECK_CERTIFICATE_SIGNING, PLACE_AUTHORITY, NULL, judge_signing, describe_signing, NULL};

/* The leaf */

static Error judge_key_usage(const CheckSubject *subject)
{
    return check_usage_allows(check_certificate_of(subject), subject->request->key_usage) ? ERROR_NONE
                                                                                          : ERROR_CERTIFICATE_KEY_USAGE;
}

static void describe_key_usage(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    key_usage_append(expected, subject->request->key_usage);
    check_append_usage(found, check_certificate_of(subject));
}

static Error judge_purpose(const CheckSubject *subject)
{
    const Certificate *certificate = check_certificate_of(subject);
    bool allowed = !(certificate->extensions & EXTENSION_EXTENDED_KEY_USAGE) ||
                   certificate->purposes & (subject->request->purpose | PURPOSE_ANY);
    return allowed ? ERROR_NONE : ERROR_CERTIFICATE_KEY_USAGE;
}

static void describe_purpose(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const Certificate *certificate = check_certificate_of(subject);
    purpose_append(expected, subject->request->purpose);
    if (certificate->extensions & EXTENSION_EXTENDED_KEY_USAGE)
        purpose_append(found, certificate->purposes);
    else
        text_append(found, "any");
}

static bool asks_for_key_usage(const CheckSubject *subject)
{
    return subject->request->key_usage != 0;
}

static bool asks_for_purpose(const CheckSubject *subject)
{
    return subject->request->purpose != 0;
}

const CheckItem check_item_key_usage = {
    EVENT_CHECK_CERTIFICATE_KEY_USAGE, PLACE_LEAF, asks_for_key_usage, judge_key_usage, describe_key_usage, NULL};
const CheckItem check_item_purpose = {
    EVENT_CHECK_CERTIFICATE_PURPOSE, PLACE_LEAF, asks_for_purpose, judge_purpose, describe_purpose, NULL};
