/* A chain and trusted roots, as DER certificates one after the other behind an octet that says how many of the last are
   the roots: the search for a path, and what is told of it. */
#include "fuzz.h"
#include "x509/der/der.h"
#include "x509/path/validate.h"

static void hear(void *context, const Event *event)
{
    int *count = context;
    fuzz_require(event->check && event->check->found.size > 0 && event->check->passed == !event->check->error);
    ++*count;
}

/* What can be decoded, as a certificate or as an anchor. */
static void read_all(CertificateList *certificates, CertificateList *anchors, Bytes octets)
{
    Cursor cursor;
    Bytes der;
    cursor_init(&cursor, octets, NULL);
    while (cursor_more(&cursor) && der_read_any(&cursor, "certificate", &der)) {
        Certificate *certificate;
        Refusal refusal = {0};
        if (certificate_decode(&certificate, der, NULL) == ERROR_NONE)
            certificate_list_add(certificates, certificate);
        certificate = certificate_decode_leniently(der, &refusal);
        refusal_clear(&refusal);
        if (certificate_can_be_anchor(certificate))
            certificate_list_add(anchors, certificate);
        else
            certificate_free(certificate);
    }
}

static void validate(const CertificateList *chain, const CertificateList *roots, int64_t now)
{
    int told = 0;
    X509Path path, silent;
    X509Request request = {.chain = chain, .roots = roots, .now = now, .host = "server.tlsteps.example"};
    const Observer observer = {hear, &told};
    Error alert = ERROR_NONE;
    Error error = x509_validate(&path, &request, &observer, ACTOR_CLIENT, 1, &alert);
    fuzz_require(told > 0 && told < 1000 && (error == ERROR_NONE || error_is_alert(alert)));
    fuzz_require(x509_validate(&silent, &request, NULL, ACTOR_CLIENT, 1, &alert) == error);
    fuzz_require(path.count == silent.count && path.count <= X509_PATH_MAX);
    for (int i = 0; i < path.count; i++)
        fuzz_require(path.certificates[i] == silent.certificates[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int64_t in_2026 = 1767225600;
    CertificateList certificates = {0}, anchors = {0};
    if (size == 0)
        return 0;
    read_all(&certificates, &anchors, bytes_of(data + 1, size - 1));
    size_t count = data[0] < anchors.count ? data[0] : anchors.count;
    CertificateList roots = {.items = count ? anchors.items + anchors.count - count : NULL, .count = count};
    if (certificates.count > 0)
        validate(&certificates, &roots, in_2026);
    certificate_list_clear(&certificates);
    certificate_list_clear(&anchors);
    return 0;
}
