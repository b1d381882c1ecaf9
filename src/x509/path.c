#include "x509/validate.h"

enum { WORK_MAX = 64 }; /* certificates tried and signatures verified: a chain may be made to have very many paths */

typedef struct Search {
    const X509Request *request;
    X509Path *path;
    int work;
} Search;

static bool is_same(const Certificate *a, const Certificate *b)
{
    return bytes_equal(a->der, b->der);
}

/* By name, and by key identifiers where both have one (RFC 5280 §4.1.2.4, §4.2.1.1). An authority encodes its name the
   same way in both places (§4.1.2.6), so that octets are compared. */
static bool could_have_issued(const Certificate *issuer, const Certificate *subject)
{
    return bytes_equal(issuer->subject, subject->issuer) &&
           (issuer->subject_key_id.size == 0 || subject->authority_key_id.size == 0 ||
            bytes_equal(issuer->subject_key_id, subject->authority_key_id));
}

static const Certificate *last_of(const Search *search)
{
    return search->path->certificates[search->path->count - 1];
}

static bool is_trusted(const Search *search, const Certificate *certificate)
{
    const CertificateList *roots = search->request->roots;
    for (size_t i = 0; i < roots->count; i++)
        if (is_same(roots->items[i], certificate))
            return true;
    return false;
}

static bool is_in_path(const Search *search, const Certificate *certificate)
{
    for (int i = 0; i < search->path->count; i++)
        if (is_same(search->path->certificates[i], certificate))
            return true;
    return false;
}

static int count_candidates(const CertificateList *list, const Certificate *subject)
{
    int count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += could_have_issued(list->items[i], subject);
    return count;
}

static bool has_signed(Search *search, const Certificate *issuer, const Certificate *subject)
{
    search->work++;
    return signature_verify(&issuer->key, &subject->signature_algorithm, subject->tbs, subject->signature) ==
           ERROR_NONE;
}

/* Puts a certificate at the path's end where it could be the issuer of the last one, or `careful`ly: where it is. */
static bool push(Search *search, const Certificate *issuer, int sent_as, bool careful)
{
    X509Path *path = search->path;
    const Certificate *subject = last_of(search);
    if (path->count == x509_path_max(search->request) || search->work++ >= WORK_MAX ||
        !could_have_issued(issuer, subject) || is_in_path(search, issuer) ||
        (careful && !has_signed(search, issuer, subject)))
        return false;
    path->certificates[path->count] = issuer;
    path->sent_as[path->count] = sent_as;
    path->count++;
    return true;
}

/* Depth first: a root ends the path, else each intermediate that fits is tried. Where there is a choice the signatures
   from there on decide; where there is none they are left to validation. The depth is limited by the path's. */
static bool extend(Search *search, bool careful)
{
    const CertificateList *roots = search->request->roots, *chain = search->request->chain;
    const Certificate *last = last_of(search);
    if (is_trusted(search, last))
        return true;
    careful = careful || count_candidates(roots, last) + count_candidates(chain, last) > 1;
    for (size_t i = 0; i < roots->count; i++)
        if (push(search, roots->items[i], -1, careful))
            return true;
    for (size_t i = 1; i < chain->count; i++)
        if (push(search, chain->items[i], (int)i, careful)) {
            if (extend(search, careful))
                return true;
            search->path->count--;
        }
    return false;
}

int x509_path_max(const X509Request *request)
{
    return request->path_max ? request->path_max : X509_PATH_MAX;
}

Error x509_path_find(X509Path *out, const X509Request *request)
{
    Search search = {request, out, 0};
    out->count = 0;
    if (request->chain->count == 0)
        return ERROR_CERTIFICATE_NO_PATH;
    out->certificates[0] = request->chain->items[0];
    out->sent_as[0] = 0;
    out->count = 1;
    return extend(&search, false) ? ERROR_NONE : ERROR_CERTIFICATE_NO_PATH;
}
