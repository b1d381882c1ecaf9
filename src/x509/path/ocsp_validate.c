#include "x509/path/ocsp_validate.h"

#include "base/text.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/certificate/refusal.h"
#include "x509/der/calendar.h"
#include "x509/der/der.h"
#include "x509/der/oid.h"
#include "x509/path/checks.h"
#include "x509/path/ocsp_responder.h"

/* What is judged. A check may rely on those before it having passed. */
typedef struct Subject {
    const OcspRequest *request;
    const OcspResponse *response; /* NULL where it cannot be read */
    Error fault;                  /* then the reason */
    OcspSingle single;            /* about the certificate; else the first there is */
    bool single_fits;
    const Certificate *signer; /* NULL for none that may */
    bool given_up;             /* the search for it */
} Subject;

/* Form */

static Error judge_form(const Subject *subject)
{
    return subject->fault;
}

/* Which field breaks which rule. */
static void describe_fault(Bytes response, Buffer *expected, Buffer *found)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    OcspResponse *none;
    Refusal refusal = {0};
    if (ocsp_response_decode(&none, response, &tree)) {
        refusal_set(&refusal, &tree, response);
        buffer_append(expected, buffer_bytes(&refusal.accepted));
        refusal_append_found(found, &refusal);
    }
    refusal_clear(&refusal);
    field_tree_clear(&tree);
}

static void describe_form(const Subject *subject, Buffer *expected, Buffer *found)
{
    if (subject->fault) {
        describe_fault(subject->request->response, expected, found);
        return;
    }
    text_append(expected, "a response about ");
    distinguished_name_append(expected, subject->request->certificate->subject);
    text_append_decimal(found, subject->request->response.size);
    text_append(found, " bytes");
}

/* The responder's own status */

static Error judge_response(const Subject *subject)
{
    return subject->response->response_status == OCSP_SUCCESSFUL ? ERROR_NONE : ERROR_STATUS_UNSUCCESSFUL;
}

static void describe_response(const Subject *subject, Buffer *expected, Buffer *found)
{
    text_append(expected, ocsp_response_status_name(OCSP_SUCCESSFUL));
    text_append(found, ocsp_response_status_name(subject->response->response_status));
}

/* The certificate: serial number, and hashes of its issuer's name and key */

static Error judge_certificate(const Subject *subject)
{
    return subject->single_fits ? ERROR_NONE : ERROR_STATUS_MISMATCH;
}

static void append_id(Buffer *out, Bytes serial, Bytes name_hash, Bytes key_hash)
{
    text_append(out, "serial number ");
    der_append_integer(out, serial);
    text_append(out, ", issuer ");
    text_append_hex(out, name_hash);
    text_append(out, " ");
    text_append_hex(out, key_hash);
}

static void describe_certificate(const Subject *subject, Buffer *expected, Buffer *found)
{
    const OcspSingle *single = &subject->single;
    uint8_t name_hash[HASH_SIZE_MAX], key_hash[HASH_SIZE_MAX];
    HashId hash = single->hash_known ? single->hash : HASH_SHA1;
    const Certificate *issuer = subject->request->issuer;
    hash_all(hash, issuer->subject, name_hash);
    hash_all(hash, ocsp_key_octets(issuer), key_hash);
    append_id(expected, subject->request->certificate->serial, bytes_of(name_hash, hash_size(hash)),
              bytes_of(key_hash, hash_size(hash)));
    append_id(found, single->serial, single->name_hash, single->key_hash);
}

/* The signer */

static Error judge_signer(const Subject *subject)
{
    return subject->signer ? ERROR_NONE : ERROR_STATUS_SIGNER;
}

static void describe_signer(const Subject *subject, Buffer *expected, Buffer *found)
{
    const OcspResponse *response = subject->response;
    distinguished_name_append(expected, subject->request->issuer->subject);
    text_append(expected, ", or whom it certified for ");
    purpose_append(expected, PURPOSE_OCSP_SIGNING);
    if (response->responder_name.size > 2)
        distinguished_name_append(found, response->responder_name);
    else {
        text_append(found, "key ");
        text_append_hex(found, response->responder_key_hash);
    }
    if (subject->given_up)
        check_append_given_up(found, X509_SIGNATURES_MAX);
}

/* The signature */

static Error judge_signature(const Subject *subject)
{
    const OcspResponse *response = subject->response;
    const SignatureAlgorithm *algorithm = &response->signature_algorithm;
    if (algorithm->hash == HASH_SHA1)
        return ERROR_STATUS_SIGNATURE;
    Error error = signature_verify(&subject->signer->key, algorithm, response->tbs, response->signature);
    return error ? ERROR_STATUS_SIGNATURE : ERROR_NONE;
}

static void describe_signature(const Subject *subject, Buffer *expected, Buffer *found)
{
    distinguished_name_append(expected, subject->signer->subject);
    signature_algorithm_append_name(found, &subject->response->signature_algorithm);
}

/* Critical extensions */

static Error judge_extensions(const Subject *subject)
{
    return subject->response->unknown_critical.size ? ERROR_STATUS_EXTENSION : ERROR_NONE;
}

static void describe_extensions(const Subject *subject, Buffer *expected, Buffer *found)
{
    Bytes unknown = subject->response->unknown_critical;
    text_append(expected, "none");
    if (unknown.size)
        oid_append_name(found, unknown);
    else
        text_append(found, "none");
}

/* Time */

static int64_t good_until(const OcspSingle *single)
{
    return single->has_next_update ? single->next_update : single->this_update + OCSP_AGE_MAX;
}

static Error judge_validity(const Subject *subject)
{
    int64_t now = subject->request->now;
    return now < subject->single.this_update    ? ERROR_STATUS_NOT_YET_VALID
           : now > good_until(&subject->single) ? ERROR_STATUS_EXPIRED
                                                : ERROR_NONE;
}

static void describe_validity(const Subject *subject, Buffer *expected, Buffer *found)
{
    calendar_append(expected, subject->single.this_update);
    text_append(expected, " - ");
    calendar_append(expected, good_until(&subject->single));
    calendar_append(found, subject->request->now);
}

/* What it says */

static Error judge_status(const Subject *subject)
{
    OcspStatus status = subject->single.status;
    return status == OCSP_GOOD ? ERROR_NONE : status == OCSP_REVOKED ? ERROR_CERTIFICATE_REVOKED : ERROR_STATUS_UNKNOWN;
}

static void describe_status(const Subject *subject, Buffer *expected, Buffer *found)
{
    text_append(expected, "good");
    ocsp_single_append_status(found, &subject->single);
}

/* In the order in which they are made. */
static const struct Item {
    EventId event;
    Error (*judge)(const Subject *subject);
    void (*describe)(const Subject *subject, Buffer *expected, Buffer *found);
} items[] = {
    {EVENT_CHECK_STATUS_FORM, judge_form, describe_form},
    {EVENT_CHECK_STATUS_RESPONSE, judge_response, describe_response},
    {EVENT_CHECK_STATUS_CERTIFICATE, judge_certificate, describe_certificate},
    {EVENT_CHECK_STATUS_SIGNER, judge_signer, describe_signer},
    {EVENT_CHECK_STATUS_SIGNATURE, judge_signature, describe_signature},
    {EVENT_CHECK_STATUS_EXTENSIONS, judge_extensions, describe_extensions},
    {EVENT_CHECK_STATUS_VALIDITY, judge_validity, describe_validity},
    {EVENT_CHECK_STATUS_VERDICT, judge_status, describe_status},
};

/* Finds what the checks look at. */
static void prepare(Subject *subject)
{
    const OcspRequest *request = subject->request;
    const OcspResponse *response = subject->response;
    Bytes responses = response->responses;
    OcspSingle single;
    while (!subject->single_fits && ocsp_single_next(&responses, &single))
        if (ocsp_single_is_about(&single, request->certificate, request->issuer)) {
            subject->single = single;
            subject->single_fits = true;
        }
    responses = response->responses;
    if (!subject->single_fits && !ocsp_single_next(&responses, &subject->single))
        subject->single = (OcspSingle){.hash_known = false};
    if (response->response_status == OCSP_SUCCESSFUL)
        subject->signer = ocsp_find_signer(response, request->issuer, request->now, &subject->given_up);
}

static void tell(const Subject *subject, const struct Item *item, Error error, const Observer *observer, Actor actor,
                 int handshake)
{
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    bool of_signature = item->event == EVENT_CHECK_STATUS_SIGNATURE;
    item->describe(subject, &expected, &found);
    check_complete(&expected);
    check_complete(&found);
    Check check = {.passed = error == ERROR_NONE,
                   .error = error,
                   .kind = VALUE_TEXT,
                   .expected = buffer_bytes(&expected),
                   .found = buffer_bytes(&found),
                   .index = subject->request->index,
                   .is_signed = of_signature ? subject->response->der : BYTES_EMPTY,
                   .signer = of_signature ? subject->signer->der : BYTES_EMPTY};
    Event event = {.id = item->event, .actor = actor, .handshake = handshake, .check = &check};
    observer->observe(observer->context, &event);
    buffer_clear(&expected);
    buffer_clear(&found);
}

Error ocsp_validate(const OcspRequest *request, const Observer *observer, Actor actor, int handshake, Error *alert)
{
    Subject subject = {.request = request};
    OcspResponse *response;
    Error error = ERROR_NONE;
    subject.fault = ocsp_response_decode(&response, request->response, NULL);
    subject.response = response;
    if (response)
        prepare(&subject);
    for (size_t i = 0; error == ERROR_NONE && i < COUNT_OF(items); i++) {
        error = items[i].judge(&subject);
        if (observer)
            tell(&subject, &items[i], error, observer, actor, handshake);
    }
    if (error != ERROR_NONE)
        *alert = ERROR_BAD_CERTIFICATE_STATUS_RESPONSE;
    ocsp_response_free(response);
    return error;
}
