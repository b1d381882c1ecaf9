#include "x509/revocation/ocsp.h"

#include "base/memory.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/der/der_time.h"
#include "x509/revocation/ocsp_single.h"

const char *ocsp_response_status_name(int status)
{
    static const char *const names[] = {"successful", "malformedRequest", "internalError", "tryLater",
                                        NULL,         "sigRequired",      "unauthorized"};
    return status >= 0 && (size_t)status < COUNT_OF(names) ? names[status] : NULL;
}

static void read_response_status(Cursor *cursor, OcspResponse *out)
{
    if (!der_read_enumerated(cursor, "responseStatus", &out->response_status))
        return;
    if (!ocsp_response_status_name(out->response_status))
        cursor_fail(cursor, RULE_OCSP_STATUS, "responseStatus");
    cursor_note(cursor, ocsp_response_status_name(out->response_status));
}

/* version [0] EXPLICIT Version DEFAULT v1: there is no other, so it is never written down (X.690 §11.5). */
static void read_version(Cursor *cursor)
{
    CursorScope scope;
    int number;
    if (!der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(0)))
        return;
    if (der_enter(cursor, "version", DER_CONTEXT_CONSTRUCTED(0), &scope) && der_read_small(cursor, "number", &number))
        cursor_fail(cursor, RULE_OCSP_VERSION, "version");
    der_leave(cursor, &scope);
}

/* ResponderID ::= CHOICE { byName [1] Name, byKey [2] KeyHash }, both EXPLICIT */
static void read_responder(Cursor *cursor, OcspResponse *out)
{
    CursorScope scope;
    if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(1))) {
        if (der_enter(cursor, "byName", DER_CONTEXT_CONSTRUCTED(1), &scope))
            distinguished_name_decode_fields(cursor, "rdnSequence", &out->responder_name);
    } else if (der_enter(cursor, "byKey", DER_CONTEXT_CONSTRUCTED(2), &scope))
        der_read(cursor, "keyHash", DER_OCTET_STRING, FIELD_BYTES, &out->responder_key_hash);
    der_leave(cursor, &scope);
}

static void read_responses(Cursor *cursor, OcspResponse *out)
{
    CursorScope scope;
    OcspSingle ignored;
    if (der_enter(cursor, "responses", DER_SEQUENCE, &scope)) {
        size_t start = cursor->position;
        for (int count = 0; cursor_more(cursor); count++) {
            cursor_element(cursor, count);
            ocsp_single_decode_fields(cursor, &ignored, &out->unknown_critical);
        }
        out->responses = der_read_since(cursor, start);
    }
    der_leave(cursor, &scope);
}

static void read_tbs(Cursor *cursor, OcspResponse *out)
{
    CursorScope scope;
    size_t start = cursor->position;
    if (der_enter(cursor, "tbsResponseData", DER_SEQUENCE, &scope)) {
        read_version(cursor);
        read_responder(cursor, out);
        der_read_generalized_time(cursor, "producedAt", &out->produced_at);
        read_responses(cursor, out);
        ocsp_extensions_decode_fields(cursor, "responseExtensions", &out->unknown_critical);
    }
    der_leave(cursor, &scope);
    out->tbs = der_read_since(cursor, start);
}

static void read_certificate(Cursor *cursor, OcspResponse *out)
{
    Certificate *certificate = memory_new(sizeof *certificate);
    certificate_init(certificate);
    certificate_list_add(&out->certificates, certificate);
    certificate_element_decode_fields(cursor, certificate);
}

/* certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL */
static void read_certificates(Cursor *cursor, OcspResponse *out)
{
    CursorScope scope, list;
    if (!der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(0)))
        return;
    if (der_enter(cursor, "certs", DER_CONTEXT_CONSTRUCTED(0), &scope)) {
        if (der_enter(cursor, "Certificates", DER_SEQUENCE, &list))
            for (int count = 0; cursor_more(cursor); count++) {
                cursor_element(cursor, count);
                read_certificate(cursor, out);
            }
        der_leave(cursor, &list);
    }
    der_leave(cursor, &scope);
}

static void read_basic_response(Cursor *cursor, OcspResponse *out)
{
    CursorScope scope;
    if (der_enter(cursor, "basicOCSPResponse", DER_SEQUENCE, &scope)) {
        read_tbs(cursor, out);
        signature_algorithm_decode_fields(cursor, "signatureAlgorithm", &out->signature_algorithm);
        signature_value_decode_fields(cursor, "signature", &out->signature_algorithm, &out->signature);
        read_certificates(cursor, out);
    }
    der_leave(cursor, &scope);
}

/* ResponseBytes ::= SEQUENCE { responseType, response OCTET STRING }, of which every client knows the basic type
   (§4.2.1). */
static void read_response_bytes(Cursor *cursor, OcspResponse *out)
{
    CursorScope outer, scope, response;
    OidId type = OID_UNKNOWN;
    if (der_enter(cursor, "responseBytes", DER_CONTEXT_CONSTRUCTED(0), &outer)) {
        if (der_enter(cursor, "ResponseBytes", DER_SEQUENCE, &scope)) {
            if (der_read_oid(cursor, "responseType", &type, NULL) && type != OID_OCSP_BASIC)
                cursor_fail(cursor, RULE_OCSP_TYPE, "responseType");
            if (der_enter(cursor, "response", DER_OCTET_STRING, &response))
                read_basic_response(cursor, out);
            der_leave(cursor, &response);
        }
        der_leave(cursor, &scope);
    }
    der_leave(cursor, &outer);
}

static bool read_response(Cursor *cursor, OcspResponse *out)
{
    CursorScope scope;
    if (der_enter(cursor, "ocspResponse", DER_SEQUENCE, &scope)) {
        read_response_status(cursor, out);
        if (out->response_status == OCSP_SUCCESSFUL || cursor_more(cursor))
            read_response_bytes(cursor, out);
    }
    der_leave(cursor, &scope);
    der_expect_end(cursor);
    return cursor->error == ERROR_NONE;
}

bool ocsp_response_decode_fields(Cursor *cursor)
{
    OcspResponse scratch = {.response_status = OCSP_SUCCESSFUL};
    bool good = read_response(cursor, &scratch);
    certificate_list_clear(&scratch.certificates);
    return good;
}

Error ocsp_response_decode(OcspResponse **out, Bytes der, FieldTree *tree)
{
    Cursor cursor;
    Bytes copy;
    OcspResponse *response = der_new_with_copy(sizeof *response, &copy, der);
    response->der = copy;
    cursor_init(&cursor, response->der, tree);
    *out = NULL;
    if (read_response(&cursor, response))
        *out = response;
    else
        ocsp_response_free(response);
    return cursor.error;
}

void ocsp_response_free(OcspResponse *response)
{
    if (!response)
        return;
    certificate_list_clear(&response->certificates);
    memory_free(response);
}
