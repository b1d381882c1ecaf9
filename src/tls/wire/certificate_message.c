/* The messages about certificates: Certificate, CertificateRequest, CertificateVerify, CertificateStatus, and the
   NewSessionTicket (RFC 5246 §7.4.2, §7.4.4, §7.4.8; RFC 6066 §8, RFC 6961 §2.2; RFC 5077 §3.3). */
#include "tls/wire/message_parts.h"
#include "x509/certificate/certificate.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/revocation/ocsp.h"

typedef bool DecodeFields(Cursor *cursor);

static bool name_certificate(Cursor *cursor)
{
    return certificate_decode_fields(cursor, NULL);
}

/* Names what is in the DER of `size` bytes at the cursor. Its faults are its own: they end neither the message nor what
   stands behind it. */
static void annotate_der(const Cursor *cursor, size_t size, DecodeFields *decode)
{
    Cursor inner = *cursor;
    if (!cursor->tree)
        return;
    inner.limit = inner.position + size;
    if (!decode(&inner))
        part_note_undecoded(inner.tree, inner.base + inner.position, inner.base + cursor->position + size,
                            cursor->parent, cursor->depth);
}

static void read_certificate(CertificateMessage *out, Cursor *cursor)
{
    CursorScope scope;
    if (out->count == CERTIFICATES_MAX) {
        cursor_fail_numbers(cursor, RULE_CERTIFICATES_MOST, "certificate_list", 0, CERTIFICATES_MAX, 0);
        return;
    }
    if (cursor_enter_vector(cursor, "asn1_cert", 3, 1, 0xffffff, &scope)) {
        Bytes der = part_ahead(cursor);
        out->certificates[out->count++] = der;
        annotate_der(cursor, der.size, name_certificate);
        cursor->position += der.size;
    }
    cursor_leave(cursor, &scope);
}

void certificate_message_decode(Message *message, Cursor *cursor, const DecodeContext *context)
{
    CursorScope scope;
    CertificateMessage *out = &message->certificate;
    (void)context;
    cursor_enter_vector(cursor, "certificate_list", 3, 0, 0xffffff, &scope);
    for (int i = 0; cursor_more(cursor); i++) {
        cursor_element(cursor, i);
        read_certificate(out, cursor);
    }
    cursor_leave(cursor, &scope);
}

void certificate_encode(Buffer *out, const Bytes *certificates, int count)
{
    size_t place = part_begin(out, HANDSHAKE_CERTIFICATE);
    size_t list = buffer_open_vector(out, 3);
    for (int i = 0; i < count; i++)
        part_append_vector(out, 3, certificates[i]);
    (void)buffer_close_vector(out, list, 3);
    part_end(out, place);
}

const char *certificate_type_name(uint8_t type)
{
    switch (type) {
    case CERTIFICATE_TYPE_RSA_SIGN:
        return "rsa_sign";
    case 2:
        return "dss_sign";
    case 3:
        return "rsa_fixed_dh";
    case 4:
        return "dss_fixed_dh";
    case CERTIFICATE_TYPE_ECDSA_SIGN:
        return "ecdsa_sign";
    default:
        return NULL;
    }
}

/* An authority's name has to be one: RFC 5246 §7.4.4 wants it in DER. */
static void read_authority(Cursor *cursor)
{
    CursorScope scope;
    Bytes name;
    if (cursor_enter_vector(cursor, "distinguished_name", 2, 1, 0xffff, &scope)) {
        Cursor ahead = *cursor; /* its errors are DER's, and not the message's */
        ahead.tree = NULL;
        if (distinguished_name_decode_fields(&ahead, "rdnSequence", &name) && cursor_expect_end(&ahead))
            distinguished_name_decode_fields(cursor, "rdnSequence", &name);
        else
            cursor_fail(cursor, RULE_AUTHORITY_NAME, "distinguished_name");
    }
    cursor_leave(cursor, &scope);
}

void certificate_request_decode(Message *message, Cursor *cursor, const DecodeContext *context)
{
    static const NumberList types = {"certificate_types", "certificate_type", 1, 1, 0xff};
    static const NumberList schemes = {"supported_signature_algorithms", "signature_algorithm", 2, 2, 0xfffe};
    CursorScope scope;
    CertificateRequest *out = &message->certificate_request;
    part_read_u8_list(cursor, &out->certificate_types, &types, certificate_type_name);
    if (version_names_signatures(context->version))
        part_read_u16_list(cursor, &out->signature_algorithms, &schemes, signature_scheme_name_of_id);
    if (cursor_enter_vector(cursor, "certificate_authorities", 2, 0, 0xffff, &scope))
        out->authorities = part_ahead(cursor);
    for (int i = 0; cursor_more(cursor); i++) {
        cursor_element(cursor, i);
        read_authority(cursor);
    }
    cursor_leave(cursor, &scope);
}

void certificate_request_encode(Buffer *out, uint16_t version, const CertificateRequest *request)
{
    size_t place = part_begin(out, HANDSHAKE_CERTIFICATE_REQUEST);
    part_append_vector(out, 1, request->certificate_types);
    if (version_names_signatures(version))
        part_append_vector(out, 2, request->signature_algorithms);
    part_append_vector(out, 2, request->authorities);
    part_end(out, place);
}

void certificate_verify_decode(Message *message, Cursor *cursor, const DecodeContext *context)
{
    CertificateVerify *out = &message->certificate_verify;
    part_read_signature(cursor, context->version, &out->signature_scheme, &out->signature);
}

void certificate_verify_encode(Buffer *out, uint16_t version, uint16_t signature_scheme, Bytes signature)
{
    size_t place = part_begin(out, HANDSHAKE_CERTIFICATE_VERIFY);
    part_append_signature(out, version, signature_scheme, signature);
    part_end(out, place);
}

static void read_response(CertificateStatus *out, Cursor *cursor, const char *name, size_t least)
{
    CursorScope scope;
    if (out->count == CERTIFICATES_MAX) {
        cursor_fail_numbers(cursor, RULE_STATUSES_MOST, name, 0, CERTIFICATES_MAX, 0);
        return;
    }
    if (cursor_enter_vector(cursor, name, 3, least, 0xffffff, &scope)) {
        Bytes der = part_ahead(cursor);
        out->responses[out->count++] = der;
        if (der.size > 0)
            annotate_der(cursor, der.size, ocsp_response_decode_fields);
        cursor->position += der.size;
    }
    cursor_leave(cursor, &scope);
}

static void read_response_list(CertificateStatus *out, Cursor *cursor)
{
    CursorScope scope;
    cursor_enter_vector(cursor, "ocsp_response_list", 3, 1, 0xffffff, &scope);
    for (int i = 0; cursor_more(cursor); i++) {
        cursor_element(cursor, i);
        read_response(out, cursor, "ocsp_response", 0);
    }
    cursor_leave(cursor, &scope);
}

void certificate_status_decode(Message *message, Cursor *cursor, const DecodeContext *context)
{
    CertificateStatus *out = &message->certificate_status;
    (void)context;
    const char *type =
        cursor_read_u8(cursor, "status_type", &out->status_type) ? status_type_name(out->status_type) : NULL;
    cursor_note(cursor, type);
    if (!type)
        cursor_fail(cursor, RULE_STATUS_TYPE, "status_type");
    if (out->status_type == STATUS_TYPE_OCSP_MULTI)
        read_response_list(out, cursor);
    else
        read_response(out, cursor, "response", 1);
}

void certificate_status_encode(Buffer *out, const CertificateStatus *status)
{
    size_t place = part_begin(out, HANDSHAKE_CERTIFICATE_STATUS);
    buffer_append_number(out, 1, status->status_type);
    if (status->status_type == STATUS_TYPE_OCSP_MULTI) {
        size_t list = buffer_open_vector(out, 3);
        for (int i = 0; i < status->count; i++)
            part_append_vector(out, 3, status->responses[i]);
        (void)buffer_close_vector(out, list, 3);
    } else {
        part_append_vector(out, 3, status->responses[0]);
    }
    part_end(out, place);
}

void new_session_ticket_decode(Message *message, Cursor *cursor, const DecodeContext *context)
{
    NewSessionTicket *out = &message->new_session_ticket;
    (void)context;
    cursor_read_u32(cursor, "ticket_lifetime_hint", &out->lifetime_hint);
    cursor_read_vector(cursor, "ticket", 2, 0, 0xffff, &out->ticket);
}

void new_session_ticket_encode(Buffer *out, uint32_t lifetime_hint, Bytes ticket)
{
    size_t place = part_begin(out, HANDSHAKE_NEW_SESSION_TICKET);
    buffer_append_number(out, 4, lifetime_hint);
    part_append_vector(out, 2, ticket);
    part_end(out, place);
}
