#include "x509/validate.h"

#include "x509/checks.h"

typedef struct Validation {
    const X509Request *request;
    X509Path path;
    const Observer *observer;
    Actor actor;
    int handshake;
} Validation;

/* Tells the observer of one check; `at` is a place of the path, or -1 for the path itself. */
static void tell(const Validation *validation, EventId id, int at, Error error, const Buffer *expected,
                 const Buffer *found, Bytes signed_object)
{
    bool is_signed = signed_object.size > 0;
    Check check = {.passed = error == ERROR_NONE,
                   .error = error,
                   .kind = VALUE_TEXT,
                   .expected = buffer_bytes(expected),
                   .found = buffer_bytes(found),
                   .index = at < 0 ? -1 : validation->path.sent_as[at],
                   .is_signed = signed_object,
                   .signer = is_signed ? validation->path.certificates[at + 1]->der : BYTES_EMPTY};
    Event event = {.id = id, .actor = validation->actor, .handshake = validation->handshake, .check = &check};
    validation->observer->observe(validation->observer->context, &event);
}

static Error find_path(Validation *validation)
{
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    Error error = x509_path_find(&validation->path, validation->request);
    if (validation->observer) {
        check_describe_path(validation->request, &validation->path, &expected, &found);
        tell(validation, EVENT_CHECK_CERTIFICATE_PATH, -1, error, &expected, &found, BYTES_EMPTY);
        buffer_clear(&expected);
        buffer_clear(&found);
    }
    return error;
}

static Error run_check(const Validation *validation, const CheckItem *item, int at)
{
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    CheckSubject subject = {validation->request, &validation->path, at};
    Error error = item->judge(&subject);
    if (validation->observer) {
        item->describe(&subject, &expected, &found);
        Bytes signed_object = item->signed_object ? item->signed_object(&subject) : BYTES_EMPTY;
        tell(validation, item->event, at, error, &expected, &found, signed_object);
        buffer_clear(&expected);
        buffer_clear(&found);
    }
    return error;
}

static unsigned place_of(const Validation *validation, int at)
{
    return at == 0 ? PLACE_LEAF : at == validation->path.count - 1 ? PLACE_ROOT : PLACE_AUTHORITY;
}

/* All checks of one certificate. A leaf that is trusted itself has nobody above it whose signature could be asked for.
 */
static Error check_certificate(const Validation *validation, int at)
{
    const CheckItem *item;
    Error error = ERROR_NONE;
    for (int i = 0; error == ERROR_NONE && (item = check_item_at(i)) != NULL; i++) {
        CheckSubject subject = {validation->request, &validation->path, at};
        bool is_asked = !item->is_asked || item->is_asked(&subject);
        bool is_last = item->event == EVENT_CHECK_CERTIFICATE_SIGNATURE && at == validation->path.count - 1;
        if (item->places & place_of(validation, at) && is_asked && !is_last)
            error = run_check(validation, item, at);
    }
    return error;
}

Error x509_validate(const X509Request *request, const Observer *observer, Actor actor, int handshake, Error *alert)
{
    Validation validation = {.request = request, .observer = observer, .actor = actor, .handshake = handshake};
    Error error = find_path(&validation);
    for (int at = validation.path.count - 1; error == ERROR_NONE && at >= 0; at--)
        error = check_certificate(&validation, at);
    if (error != ERROR_NONE)
        *alert = x509_alert(error);
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
        {ERROR_BAD_SIGNATURE, ERROR_BAD_CERTIFICATE},
        {ERROR_UNSUPPORTED_ALGORITHM, ERROR_UNSUPPORTED_CERTIFICATE},
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
