#include "x509/certificate/extensions.h"

#include "base/text.h"
#include "x509/certificate/authority_key_id.h"
#include "x509/certificate/extension_list.h"
#include "x509/certificate/general_name.h"
#include "x509/certificate/subtrees.h"
#include "x509/der/der.h"

/* BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL } (§4.2.1.9) */
static void read_basic_constraints(Cursor *cursor, void *context)
{
    Certificate *out = context;
    CursorScope scope;
    if (der_enter(cursor, "basicConstraints", DER_SEQUENCE, &scope)) {
        if (der_next_is(cursor, DER_BOOLEAN) && der_read_boolean(cursor, "cA", &out->is_authority) &&
            !out->is_authority)
            cursor_fail(cursor, RULE_DER_DEFAULT, "cA");
        if (der_next_is(cursor, DER_INTEGER))
            der_read_small(cursor, "pathLenConstraint", &out->path_length);
    }
    der_leave(cursor, &scope);
}

/* KeyUsage ::= BIT STRING, of which at least one is set (§4.2.1.3) */
static void read_key_usage(Cursor *cursor, void *context)
{
    Certificate *out = context;
    if (!der_read_named_bits(cursor, "keyUsage", &out->key_usage))
        return;
    if (out->key_usage == 0)
        cursor_fail(cursor, RULE_KEY_USAGE_SET, "keyUsage");
    if (cursor->tree) {
        Buffer text = BUFFER_EMPTY;
        key_usage_append(&text, out->key_usage);
        cursor_note(cursor, text_finish(&text));
        buffer_clear(&text);
    }
}

/* ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId (§4.2.1.12) */
static void read_extended_key_usage(Cursor *cursor, void *context)
{
    Certificate *out = context;
    CursorScope scope;
    if (der_enter(cursor, "extKeyUsage", DER_SEQUENCE, &scope)) {
        int count = 0;
        do {
            OidId purpose;
            cursor_element(cursor, count++);
            if (der_read_oid(cursor, "keyPurposeId", &purpose, NULL))
                out->purposes |= purpose == OID_ANY_PURPOSE    ? PURPOSE_ANY
                                 : purpose == OID_SERVER_AUTH  ? PURPOSE_SERVER_AUTH
                                 : purpose == OID_CLIENT_AUTH  ? PURPOSE_CLIENT_AUTH
                                 : purpose == OID_OCSP_SIGNING ? PURPOSE_OCSP_SIGNING
                                                               : PURPOSE_OTHER;
        } while (cursor_more(cursor));
    }
    der_leave(cursor, &scope);
}

static void read_subject_alt_name(Cursor *cursor, void *context)
{
    Certificate *out = context;
    general_names_decode_fields(cursor, "subjectAltName", &out->alternative_names);
}

static void read_subject_key_id(Cursor *cursor, void *context)
{
    Certificate *out = context;
    der_read(cursor, "subjectKeyIdentifier", DER_OCTET_STRING, FIELD_BYTES, &out->subject_key_id);
}

static void read_authority_key_id(Cursor *cursor, void *context)
{
    Certificate *out = context;
    authority_key_id_decode_fields(cursor, &out->authority_key_id);
}

static void read_name_constraints(Cursor *cursor, void *context)
{
    Certificate *out = context;
    name_constraints_decode_fields(cursor, &out->permitted_subtrees, &out->excluded_subtrees);
}

/* Features ::= SEQUENCE OF INTEGER: TLS extensions that the server answers (RFC 7633 §4.1) */
static void read_tls_feature(Cursor *cursor, void *context)
{
    enum { STATUS_REQUEST = 5 };
    Certificate *out = context;
    CursorScope scope;
    int feature = 0;
    if (der_enter(cursor, "Features", DER_SEQUENCE, &scope))
        for (int count = 0; cursor_more(cursor); count++) {
            cursor_element(cursor, count);
            if (der_read_small(cursor, "feature", &feature) && feature == STATUS_REQUEST)
                out->must_staple = true;
        }
    der_leave(cursor, &scope);
}

static const ExtensionItem items[] = {
    {OID_BASIC_CONSTRAINTS, EXTENSION_BASIC_CONSTRAINTS, true, read_basic_constraints},
    {OID_KEY_USAGE, EXTENSION_KEY_USAGE, true, read_key_usage},
    {OID_EXTENDED_KEY_USAGE, EXTENSION_EXTENDED_KEY_USAGE, true, read_extended_key_usage},
    {OID_SUBJECT_ALT_NAME, EXTENSION_SUBJECT_ALT_NAME, true, read_subject_alt_name},
    {OID_SUBJECT_KEY_IDENTIFIER, EXTENSION_SUBJECT_KEY_IDENTIFIER, true, read_subject_key_id},
    {OID_AUTHORITY_KEY_IDENTIFIER, EXTENSION_AUTHORITY_KEY_IDENTIFIER, true, read_authority_key_id},
    {OID_NAME_CONSTRAINTS, EXTENSION_NAME_CONSTRAINTS, true, read_name_constraints},
    {OID_TLS_FEATURE, EXTENSION_TLS_FEATURE, true, read_tls_feature},
};

bool extensions_decode_fields(Cursor *cursor, Certificate *certificate)
{
    ExtensionList list = {
        .items = items, .item_count = COUNT_OF(items), .context = certificate, .lenient = certificate->is_partial};
    bool good = extension_list_decode_fields(cursor, "Extensions", &list);
    certificate->extensions = list.present;
    certificate->unreadable = good ? list.unreadable : EXTENSION_ANY;
    certificate->unknown_critical = list.unknown_critical;
    return good;
}
