/* What is told of the search for a path. */
#include "base/text.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/path/path_search.h"

/* The trusted roots by name; of very many the first ones. */
static void append_roots(Buffer *out, const CertificateList *roots)
{
    enum { NAMED = 8 };
    size_t named = roots->count > NAMED + 1 ? NAMED : roots->count;
    for (size_t i = 0; i < named; i++) {
        if (i)
            text_append(out, ", ");
        check_append_subject(out, roots->items[i]);
    }
    if (roots->count > named) {
        text_append(out, ", and ");
        text_append_decimal(out, roots->count - named);
        text_append(out, " more");
    }
}

static void append_limits(const PathSearch *search, Buffer *out)
{
    if (search->given_up)
        check_append_given_up(out, search->signatures);
    if (search->too_long) {
        text_append(out, "; not followed beyond ");
        text_append_decimal(out, (uint64_t)x509_path_max(search->request));
        text_append(out, " certificates");
    }
}

void path_search_describe(const PathSearch *search, Buffer *expected, Buffer *found)
{
    const X509Path *path = &search->path;
    if (search->request->path_max) {
        text_append(expected, "at most ");
        text_append_decimal(expected, (uint64_t)search->request->path_max);
        text_append(expected, " certificates to ");
    }
    append_roots(expected, search->request->roots);
    for (int i = 0; i < path->count; i++) {
        if (i)
            text_append(found, " <- ");
        check_append_subject(found, path->certificates[i]);
    }
    if (path->count == 1) { /* the issuer that was looked for */
        text_append(found, " <- ");
        distinguished_name_append_short(found, path->certificates[0]->issuer);
    }
    append_limits(search, found);
}

/* "server.example (0) <- Intermediate (2) <- Root": with the places as sent, because the names may be the same. */
static void append_way(Buffer *out, const X509Path *path)
{
    for (int i = 0; i < path->count; i++) {
        if (i)
            text_append(out, " <- ");
        check_append_subject(out, path->certificates[i]);
        if (path->sent_as[i] < 0)
            continue;
        text_append(out, " (");
        text_append_decimal(out, (uint64_t)path->sent_as[i]);
        text_append(out, ")");
    }
}

int path_way_index(const PathWay *way)
{
    return way->path.sent_as[way->at];
}

static void describe_end(const PathSearch *search, const PathWay *way, Buffer *expected, Buffer *found)
{
    bool full = way->path.count == x509_path_max(search->request);
    text_append(expected, "the issuer ");
    distinguished_name_append(expected, way->path.certificates[way->at]->issuer);
    text_append(found, full ? "no room for a longer path" : "neither sent nor trusted");
}

/* What a check or the end of a way says is written apart: it begins with nothing in front. */
void path_way_describe(const PathSearch *search, const PathWay *way, Buffer *expected, Buffer *found)
{
    CheckSubject subject = {search->request, &way->path, way->at};
    Buffer wanted = BUFFER_EMPTY, seen = BUFFER_EMPTY;
    if (way->item)
        way->item->describe(&subject, &wanted, &seen);
    else
        describe_end(search, way, &wanted, &seen);
    certificate_append_place(expected, path_way_index(way));
    buffer_append(expected, buffer_bytes(&wanted));
    append_way(found, &way->path);
    text_append(found, ": ");
    buffer_append(found, buffer_bytes(&seen));
    buffer_clear(&wanted);
    buffer_clear(&seen);
}
