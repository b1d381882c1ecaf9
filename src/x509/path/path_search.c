#include "x509/path/path_search.h"

static bool is_same(const Certificate *a, const Certificate *b)
{
    return bytes_equal(a->der, b->der);
}

int x509_path_max(const X509Request *request)
{
    return request->path_max ? request->path_max : X509_PATH_MAX;
}

/* Candidates. An authority encodes its name the same way in both places (RFC 5280 §4.1.2.6), so that octets are
   compared. */

static bool has_issuers_name(const Certificate *issuer, const Certificate *subject)
{
    return bytes_equal(issuer->subject, subject->issuer);
}

/* By key identifiers, the best first (RFC 4158 §3.5.12). */
enum { RANK_SAME_KEY, RANK_UNKNOWN_KEY, RANK_OTHER_KEY, RANK_COUNT };

static int rank_of(const Certificate *issuer, const Certificate *subject)
{
    if (issuer->subject_key_id.size == 0 || subject->authority_key_id.size == 0)
        return RANK_UNKNOWN_KEY;
    return bytes_equal(issuer->subject_key_id, subject->authority_key_id) ? RANK_SAME_KEY : RANK_OTHER_KEY;
}

/* RFC 4158 §5.2: the same certificate, or the same names with the same key. */
static bool repeats(const Certificate *a, const Certificate *b)
{
    return is_same(a, b) || (bytes_equal(a->subject, b->subject) && bytes_equal(a->key_info, b->key_info) &&
                             bytes_equal(a->alternative_names, b->alternative_names));
}

static bool is_in_path(const X509Path *path, const Certificate *certificate)
{
    for (int i = 0; i < path->count; i++)
        if (repeats(path->certificates[i], certificate))
            return true;
    return false;
}

static bool is_in_list(const CertificateList *list, size_t count, const Certificate *certificate)
{
    for (size_t i = 0; i < count; i++)
        if (is_same(list->items[i], certificate))
            return true;
    return false;
}

/* All that may be tried for one place of the path, in one row: the trusted roots, then what was sent. */
static const Certificate *candidate_at(const X509Request *request, size_t index)
{
    size_t roots = request->roots->count;
    return index < roots ? request->roots->items[index] : request->chain->items[index - roots];
}

static size_t candidate_end(const X509Request *request)
{
    return request->roots->count + request->chain->count;
}

/* Whether the same one stands further ahead. */
static bool came_before(const X509Request *request, size_t index, const Certificate *certificate)
{
    size_t roots = request->roots->count;
    return is_in_list(request->roots, index < roots ? index : roots, certificate) ||
           (index > roots && is_in_list(request->chain, index - roots, certificate));
}

static bool is_candidate(const PathSearch *search, size_t index, const Certificate *subject)
{
    const Certificate *certificate = candidate_at(search->request, index);
    return has_issuers_name(certificate, subject) && !is_in_path(&search->path, certificate) &&
           !came_before(search->request, index, certificate);
}

/* Whether there is something to choose, or a doubt whether the only one is right. */
static bool is_choice(const PathSearch *search, const Certificate *subject)
{
    int count = 0;
    bool doubt = false;
    for (size_t i = 0; i < candidate_end(search->request) && count < 2; i++)
        if (is_candidate(search, i, subject)) {
            doubt = rank_of(candidate_at(search->request, i), subject) == RANK_OTHER_KEY;
            count++;
        }
    return count > 1 || doubt;
}

/* Ways */

static const Certificate *last_of(const PathSearch *search)
{
    return search->path.certificates[search->path.count - 1];
}

/* False where that many may not be tried any more. */
static bool afford(PathSearch *search, int signatures)
{
    search->given_up = search->given_up || search->signatures + signatures > X509_SIGNATURES_MAX;
    if (!search->given_up)
        search->signatures += signatures;
    return !search->given_up;
}

static void leave(PathSearch *search, PathWay way)
{
    way.path = search->path;
    if (search->way_count < X509_SIGNATURES_MAX)
        search->ways[search->way_count++] = way;
    else
        search->given_up = true;
}

/* A way has come to a root. The only one there is need not be judged twice. */
static bool arrive(PathSearch *search)
{
    CheckFault fault;
    int signatures = search->path.count - 1;
    if (!search->chooses)
        return true;
    if (!afford(search, search->request->crls ? 2 * signatures : signatures))
        return false;
    Error error = checks_run(search->request, &search->path, NULL, NULL, &fault);
    if (error)
        leave(search, (PathWay){.item = fault.item, .at = fault.at, .error = error, .arrived = true});
    return error == ERROR_NONE;
}

/* Whether the last of the path but one is signed by the last; what nobody here could verify is left to validation. */
static bool is_signed(PathSearch *search)
{
    int at = search->path.count - 2;
    const Certificate *subject = search->path.certificates[at];
    if (subject->signature_algorithm.kind == SIGNATURE_UNKNOWN)
        return true;
    if (!afford(search, 1))
        return false;
    Error error =
        signature_verify(&last_of(search)->key, &subject->signature_algorithm, subject->tbs, subject->signature);
    if (error)
        leave(search, (PathWay){.item = &check_item_signature, .at = at, .error = error});
    return error == ERROR_NONE;
}

static bool extend(PathSearch *search);

/* Goes on by way of one candidate. */
static bool try(PathSearch *search, size_t index, bool choice)
{
    X509Path *path = &search->path;
    size_t roots = search->request->roots->count;
    path->certificates[path->count] = candidate_at(search->request, index);
    path->sent_as[path->count++] = index < roots ? -1 : (int)(index - roots);
    bool good = (!choice || is_signed(search)) && (index < roots ? arrive(search) : extend(search));
    if (!good)
        path->count--;
    return good;
}

/* Tries each candidate for the next place, and what lies behind it. The depth is limited by the path's length. */
static bool extend(PathSearch *search)
{
    const X509Request *request = search->request;
    const Certificate *subject = last_of(search);
    if (is_in_list(request->roots, request->roots->count, subject))
        return arrive(search);
    bool choice = is_choice(search, subject), any = false;
    search->chooses = search->chooses || choice;
    bool full = search->path.count == x509_path_max(request);
    search->too_long = search->too_long || full;
    for (int rank = 0; rank < RANK_COUNT && !full; rank++)
        for (size_t i = 0; i < candidate_end(request); i++) {
            if (search->given_up)
                return false;
            if (!is_candidate(search, i, subject) || rank_of(candidate_at(request, i), subject) != rank)
                continue;
            any = true;
            if (try(search, i, choice))
                return true;
        }
    if (!any)
        leave(search, (PathWay){.at = search->path.count - 1, .error = ERROR_CERTIFICATE_NO_PATH});
    return false;
}

/* The result */

/* Of the ways to a root the one whose fault is nearest to the leaf: it held longest. */
static PathWay *find_best(PathSearch *search)
{
    PathWay *best = NULL;
    for (int i = 0; i < search->way_count; i++) {
        PathWay *way = &search->ways[i];
        if (way->arrived && (!best || way->at < best->at))
            best = way;
    }
    return best;
}

static void drop_way(PathSearch *search, PathWay *way)
{
    search->way_count--;
    for (PathWay *end = search->ways + search->way_count; way < end; way++)
        way[0] = way[1];
}

Error path_search(PathSearch *search, const X509Request *request)
{
    *search = (PathSearch){.request = request};
    if (request->chain->count == 0)
        return ERROR_CERTIFICATE_NO_PATH;
    search->path = (X509Path){.certificates = {request->chain->items[0]}, .sent_as = {0}, .count = 1};
    if (extend(search))
        return ERROR_NONE;
    if (!search->chooses)
        search->way_count = 0;
    PathWay *best = find_best(search);
    if (!best)
        return ERROR_CERTIFICATE_NO_PATH;
    search->path = best->path;
    drop_way(search, best);
    return ERROR_NONE;
}
