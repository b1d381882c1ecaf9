/* Whether a certificate is signed in a way that the side that has to verify it named beforehand (RFC 5246 §7.4.2). */
#include "base/text.h"
#include "x509/path/checks.h"

/* A certificate says itself how long the salt of its PSS signature is; that TLS has one length alone (RFC 8446 §4.2.3)
   does not matter here: our choice. */
static const X509Scheme *scheme_of(const CheckSubject *subject)
{
    const X509Request *request = subject->request;
    const SignatureAlgorithm *algorithm = &check_certificate_of(subject)->signature_algorithm;
    KeyKind signer = subject->path->certificates[subject->at + 1]->key.kind;
    for (size_t i = 0; i < request->scheme_count; i++) {
        const X509Scheme *scheme = &request->schemes[i];
        if (scheme->kind == algorithm->kind && scheme->key == signer && scheme->hash == algorithm->hash)
            return scheme;
    }
    return NULL;
}

/* The last of a path is trusted as it is, whoever signed it. */
static bool is_asked(const CheckSubject *subject)
{
    return subject->request->scheme_count > 0 && subject->at < subject->path->count - 1;
}

static Error judge(const CheckSubject *subject)
{
    const X509Scheme *scheme = scheme_of(subject);
    return scheme && scheme->accepted ? ERROR_NONE : ERROR_CERTIFICATE_SCHEME;
}

static void describe(const CheckSubject *subject, Buffer *expected, Buffer *found)
{
    const X509Request *request = subject->request;
    const X509Scheme *scheme = scheme_of(subject);
    for (size_t i = 0; i < request->scheme_count; i++)
        if (request->schemes[i].accepted) {
            text_append(expected, expected->size ? ", " : "");
            text_append(expected, request->schemes[i].name);
        }
    if (scheme)
        text_append(found, scheme->name);
    else
        signature_algorithm_append_name(found, &check_certificate_of(subject)->signature_algorithm);
}

const CheckItem check_item_scheme = {EVENT_CHECK_CERTIFICATE_SCHEME, PLACE_SIGNED, is_asked, judge, describe, NULL};
