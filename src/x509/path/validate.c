#include "x509/path/validate.h"

#include "base/text.h"
#include "x509/path/path_search.h"
#include "x509/path/trust_anchor.h"

typedef struct Validation {
    const X509Request *request;
    PathSearch search;
    const Observer *observer;
    Actor actor;
    int handshake;
} Validation;

/* Tells the observer of one check. */
static void tell(const Validation *validation, EventId id, const Check *check)
{
    Event event = {.id = id, .actor = validation->actor, .handshake = validation->handshake, .check = check};
    validation->observer->observe(validation->observer->context, &event);
}

/* The same of one that is not about what a certificate signed; `index` as in Check. */
static void tell_texts(const Validation *validation, EventId id, int index, Error error, Buffer *expected,
                       Buffer *found)
{
    check_complete(expected);
    check_complete(found);
    Check check = {.passed = error == ERROR_NONE,
                   .error = error,
                   .kind = VALUE_TEXT,
                   .expected = buffer_bytes(expected),
                   .found = buffer_bytes(found),
                   .index = index};
    tell(validation, id, &check);
    buffer_clear(expected);
    buffer_clear(found);
}

static void tell_way(const Validation *validation, const PathWay *way)
{
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    path_way_describe(&validation->search, way, &expected, &found);
    tell_texts(validation, EVENT_CHECK_CERTIFICATE_WAY, path_way_index(way), way->error, &expected, &found);
}

/* What of the root does not count, where others might refuse it for that. A leaf that is trusted itself is checked. */
static void tell_anchor(const Validation *validation)
{
    const X509Path *path = &validation->search.path;
    const X509Request *request = validation->request;
    const Certificate *root = path->certificates[path->count - 1];
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    int below = 0;
    for (int i = 1; i < path->count - 1; i++)
        below += !certificate_is_self_issued(path->certificates[i]);
    if (path->count > 1)
        trust_anchor_append_oddities(&found, root, request->now, request->purpose, below);
    if (found.size == 0)
        return;
    text_append(&expected, "name and key");
    tell_texts(validation, EVENT_CHECK_TRUST_ANCHOR, -1, ERROR_NONE, &expected, &found);
}

static Error find_path(Validation *validation)
{
    PathSearch *search = &validation->search;
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    Error error = path_search(search, validation->request);
    if (!validation->observer)
        return error;
    for (int i = 0; i < search->way_count; i++)
        tell_way(validation, &search->ways[i]);
    path_search_describe(search, &expected, &found);
    tell_texts(validation, EVENT_CHECK_CERTIFICATE_PATH, -1, error, &expected, &found);
    if (!error)
        tell_anchor(validation);
    return error;
}

static void tell_check(void *context, const CheckItem *item, const CheckSubject *subject, Error error)
{
    Buffer wanted = BUFFER_EMPTY, expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    item->describe(subject, &wanted, &found);
    check_complete(&wanted);
    check_complete(&found);
    if (error)
        certificate_append_place(&expected, subject->path->sent_as[subject->at]);
    buffer_append(&expected, buffer_bytes(&wanted));
    bool is_signed = item->signed_object != NULL;
    Check check = {.passed = error == ERROR_NONE,
                   .error = error,
                   .kind = VALUE_TEXT,
                   .expected = buffer_bytes(&expected),
                   .found = buffer_bytes(&found),
                   .index = subject->path->sent_as[subject->at],
                   .is_signed = is_signed ? item->signed_object(subject) : BYTES_EMPTY,
                   .signer = is_signed ? subject->path->certificates[subject->at + 1]->der : BYTES_EMPTY};
    tell(context, item->event, &check);
    buffer_clear(&wanted);
    buffer_clear(&expected);
    buffer_clear(&found);
}

Error x509_validate(X509Path *path, const X509Request *request, const Observer *observer, Actor actor, int handshake,
                    Error *alert)
{
    Validation validation = {.request = request, .observer = observer, .actor = actor, .handshake = handshake};
    Error error = find_path(&validation);
    if (!error)
        error = checks_run(request, &validation.search.path, observer ? tell_check : NULL, &validation, NULL);
    if (error)
        *alert = x509_alert(error);
    if (path)
        *path = validation.search.path;
    return error;
}

Error x509_alert(Error error)
{
    static const struct {
        Error error, alert;
    } alerts[] = {
        {ERROR_CERTIFICATE_NO_PATH, ERROR_UNKNOWN_CA},
        {ERROR_CERTIFICATE_NOT_CA, ERROR_UNKNOWN_CA},
        {ERROR_CERTIFICATE_PATH_LENGTH, ERROR_UNKNOWN_CA},
        {ERROR_CERTIFICATE_SHORT_KEY, ERROR_BAD_CERTIFICATE},
        {ERROR_CERTIFICATE_SCHEME, ERROR_UNSUPPORTED_CERTIFICATE},
        {ERROR_BAD_SIGNATURE, ERROR_BAD_CERTIFICATE},
        {ERROR_UNSUPPORTED_ALGORITHM, ERROR_UNSUPPORTED_CERTIFICATE},
        {ERROR_UNSUPPORTED_KEY, ERROR_UNSUPPORTED_CERTIFICATE},
        {ERROR_CERTIFICATE_CRITICAL_EXTENSION, ERROR_UNSUPPORTED_CERTIFICATE},
        {ERROR_CERTIFICATE_KEY_USAGE, ERROR_UNSUPPORTED_CERTIFICATE},
        {ERROR_CERTIFICATE_EXPIRED, ERROR_CERTIFICATE_EXPIRED},
        {ERROR_CERTIFICATE_NOT_YET_VALID, ERROR_CERTIFICATE_EXPIRED},
        {ERROR_CERTIFICATE_REVOKED, ERROR_CERTIFICATE_REVOKED},
        {ERROR_STATUS_SIGNER, ERROR_CERTIFICATE_UNKNOWN},
        {ERROR_STATUS_SIGNATURE, ERROR_CERTIFICATE_UNKNOWN},
        {ERROR_STATUS_EXTENSION, ERROR_CERTIFICATE_UNKNOWN},
        {ERROR_STATUS_EXPIRED, ERROR_CERTIFICATE_UNKNOWN},
        {ERROR_STATUS_NOT_YET_VALID, ERROR_CERTIFICATE_UNKNOWN},
        {ERROR_CERTIFICATE_NAME_CONSTRAINTS, ERROR_CERTIFICATE_UNKNOWN},
        {ERROR_CERTIFICATE_NAME_MISMATCH, ERROR_CERTIFICATE_UNKNOWN},
    };
    for (size_t i = 0; i < COUNT_OF(alerts); i++)
        if (alerts[i].error == error)
            return alerts[i].alert;
    return ERROR_BAD_CERTIFICATE; /* what decoding finds */
}
