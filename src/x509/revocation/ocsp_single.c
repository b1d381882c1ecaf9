/* What an OCSP response says about one certificate (RFC 6960 §4.2.1). */
#include "x509/revocation/ocsp_single.h"

#include "base/text.h"
#include "x509/certificate/extension_list.h"
#include "x509/der/der_time.h"

/* AlgorithmIdentifier of a hash function; its parameters are NULL or absent (RFC 5754 §2). */
static void read_hash(Cursor *cursor, OcspSingle *out)
{
    CursorScope scope;
    OidId oid = OID_UNKNOWN;
    Bytes any;
    if (der_enter(cursor, "hashAlgorithm", DER_SEQUENCE, &scope)) {
        der_read_oid(cursor, "algorithm", &oid, NULL);
        if (cursor_more(cursor))
            der_read_any(cursor, "parameters", &any);
    }
    der_leave(cursor, &scope);
    out->hash_known = hash_find(oid_name(oid), &out->hash);
}

/* CertID ::= SEQUENCE { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } (§4.1.1) */
static void read_certificate_id(Cursor *cursor, OcspSingle *out)
{
    CursorScope scope;
    if (der_enter(cursor, "certID", DER_SEQUENCE, &scope)) {
        read_hash(cursor, out);
        der_read(cursor, "issuerNameHash", DER_OCTET_STRING, FIELD_BYTES, &out->name_hash);
        der_read(cursor, "issuerKeyHash", DER_OCTET_STRING, FIELD_BYTES, &out->key_hash);
        der_read_integer(cursor, "serialNumber", &out->serial);
    }
    der_leave(cursor, &scope);
}

/* RevokedInfo ::= SEQUENCE { revocationTime, revocationReason [0] EXPLICIT CRLReason OPTIONAL } */
static void read_revoked(Cursor *cursor, Revocation *out)
{
    CursorScope scope, reason;
    out->reason = REVOCATION_REASON_NONE;
    if (der_enter(cursor, "revoked", DER_CONTEXT_CONSTRUCTED(1), &scope)) {
        der_read_generalized_time(cursor, "revocationTime", &out->time);
        if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(0))) {
            if (der_enter(cursor, "revocationReason", DER_CONTEXT_CONSTRUCTED(0), &reason))
                revocation_reason_decode_fields(cursor, "reason", &out->reason);
            der_leave(cursor, &reason);
        }
    }
    der_leave(cursor, &scope);
}

static void read_empty(Cursor *cursor, const char *name, uint8_t tag)
{
    Bytes contents;
    if (der_read(cursor, name, tag, FIELD_BYTES, &contents) && contents.size > 0)
        cursor_fail_numbers(cursor, RULE_DER_NULL, name, 0, 0, contents.size);
}

/* CertStatus ::= CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, unknown [2] IMPLICIT NULL } */
static void read_status(Cursor *cursor, OcspSingle *out)
{
    if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(1))) {
        out->status = OCSP_REVOKED;
        read_revoked(cursor, &out->revocation);
    } else if (der_next_is(cursor, DER_CONTEXT(2))) {
        out->status = OCSP_UNKNOWN;
        read_empty(cursor, "unknown", DER_CONTEXT(2));
    } else {
        out->status = OCSP_GOOD;
        read_empty(cursor, "good", DER_CONTEXT(0));
    }
}

static void read_next_update(Cursor *cursor, OcspSingle *out)
{
    CursorScope scope;
    out->has_next_update = der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(0));
    if (!out->has_next_update)
        return;
    if (der_enter(cursor, "nextUpdate", DER_CONTEXT_CONSTRUCTED(0), &scope))
        der_read_generalized_time(cursor, "time", &out->next_update);
    der_leave(cursor, &scope);
}

bool ocsp_extensions_decode_fields(Cursor *cursor, const char *name, Bytes *unknown_critical)
{
    CursorScope scope;
    ExtensionList list = {.item_count = 0};
    if (!der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(1)))
        return cursor->error == ERROR_NONE;
    if (der_enter(cursor, name, DER_CONTEXT_CONSTRUCTED(1), &scope))
        extension_list_decode_fields(cursor, "Extensions", &list);
    if (list.unknown_critical.size && unknown_critical->size == 0)
        *unknown_critical = list.unknown_critical;
    return der_leave(cursor, &scope);
}

bool ocsp_single_decode_fields(Cursor *cursor, OcspSingle *out, Bytes *unknown_critical)
{
    CursorScope scope;
    *out = (OcspSingle){.hash_known = false};
    if (der_enter(cursor, "singleResponse", DER_SEQUENCE, &scope)) {
        read_certificate_id(cursor, out);
        read_status(cursor, out);
        der_read_generalized_time(cursor, "thisUpdate", &out->this_update);
        read_next_update(cursor, out);
        ocsp_extensions_decode_fields(cursor, "singleExtensions", unknown_critical);
    }
    return der_leave(cursor, &scope);
}

bool ocsp_single_next(Bytes *responses, OcspSingle *out)
{
    Cursor cursor;
    Bytes ignored = BYTES_EMPTY;
    cursor_init(&cursor, *responses, NULL);
    if (!cursor_more(&cursor) || !ocsp_single_decode_fields(&cursor, out, &ignored))
        return false;
    *responses = bytes_slice(*responses, cursor.position, responses->size);
    return true;
}

void ocsp_single_append_status(Buffer *out, const OcspSingle *single)
{
    if (single->status == OCSP_REVOKED)
        revocation_append(out, &single->revocation);
    else
        text_append(out, single->status == OCSP_GOOD ? "good" : "unknown");
}
