#include "x509/extensions.h"

#include "base/text.h"
#include "x509/der.h"
#include "x509/general_name.h"
#include "x509/name_constraints.h"

/* BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL } (§4.2.1.9) */
static void read_basic_constraints(Cursor *cursor, Certificate *out)
{
    CursorScope scope;
    if (der_enter(cursor, "basicConstraints", DER_SEQUENCE, &scope)) {
        if (der_next_is(cursor, DER_BOOLEAN) && der_read_boolean(cursor, "cA", &out->is_authority) &&
            !out->is_authority)
            cursor_fail(cursor, ERROR_BAD_DER, "cA"); /* a default value is left out (X.690 §11.5) */
        if (der_next_is(cursor, DER_INTEGER))
            der_read_small(cursor, "pathLenConstraint", &out->path_length);
    }
    der_leave(cursor, &scope);
}

/* KeyUsage ::= BIT STRING, of which at least one is set (§4.2.1.3) */
static void read_key_usage(Cursor *cursor, Certificate *out)
{
    if (!der_read_named_bits(cursor, "keyUsage", &out->key_usage))
        return;
    if (out->key_usage == 0)
        cursor_fail(cursor, ERROR_BAD_CERTIFICATE, "keyUsage");
    if (cursor->tree) {
        Buffer text = BUFFER_EMPTY;
        key_usage_append(&text, out->key_usage);
        cursor_note(cursor, text_finish(&text));
        buffer_clear(&text);
    }
}

/* ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId (§4.2.1.12) */
static void read_extended_key_usage(Cursor *cursor, Certificate *out)
{
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

static void read_subject_alt_name(Cursor *cursor, Certificate *out)
{
    general_names_decode_fields(cursor, "subjectAltName", &out->alternative_names);
}

static void read_subject_key_id(Cursor *cursor, Certificate *out)
{
    der_read(cursor, "subjectKeyIdentifier", DER_OCTET_STRING, FIELD_BYTES, &out->subject_key_id);
}

/* AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OPTIONAL, authorityCertIssuer [1] OPTIONAL,
   authorityCertSerialNumber [2] OPTIONAL } (§4.2.1.1) */
static void read_authority_key_id(Cursor *cursor, Certificate *out)
{
    CursorScope scope;
    Bytes ignored;
    if (der_enter(cursor, "authorityKeyIdentifier", DER_SEQUENCE, &scope)) {
        if (der_next_is(cursor, DER_CONTEXT(0)))
            der_read(cursor, "keyIdentifier", DER_CONTEXT(0), FIELD_BYTES, &out->authority_key_id);
        if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(1)))
            der_read(cursor, "authorityCertIssuer", DER_CONTEXT_CONSTRUCTED(1), FIELD_BYTES, &ignored);
        if (der_next_is(cursor, DER_CONTEXT(2)))
            der_read(cursor, "authorityCertSerialNumber", DER_CONTEXT(2), FIELD_NUMBER, &ignored);
    }
    der_leave(cursor, &scope);
}

static void read_name_constraints(Cursor *cursor, Certificate *out)
{
    name_constraints_decode_fields(cursor, &out->permitted_subtrees, &out->excluded_subtrees);
}

static const struct ExtensionItem {
    OidId oid;
    unsigned bit;
    bool processed; /* path validation acts on it, so that it may be critical */
    void (*read)(Cursor *cursor, Certificate *out);
} items[] = {
    {OID_BASIC_CONSTRAINTS, EXTENSION_BASIC_CONSTRAINTS, true, read_basic_constraints},
    {OID_KEY_USAGE, EXTENSION_KEY_USAGE, true, read_key_usage},
    {OID_EXTENDED_KEY_USAGE, EXTENSION_EXTENDED_KEY_USAGE, true, read_extended_key_usage},
    {OID_SUBJECT_ALT_NAME, EXTENSION_SUBJECT_ALT_NAME, true, read_subject_alt_name},
    {OID_SUBJECT_KEY_IDENTIFIER, EXTENSION_SUBJECT_KEY_IDENTIFIER, true, read_subject_key_id},
    {OID_AUTHORITY_KEY_IDENTIFIER, EXTENSION_AUTHORITY_KEY_IDENTIFIER, true, read_authority_key_id},
    {OID_NAME_CONSTRAINTS, EXTENSION_NAME_CONSTRAINTS, true, read_name_constraints},
};

static const struct ExtensionItem *find_item(OidId oid)
{
    for (size_t i = 0; i < COUNT_OF(items); i++)
        if (items[i].oid == oid)
            return &items[i];
    return NULL;
}

/* The value of an extension: DER inside of an OCTET STRING (§4.1). */
static void read_value(Cursor *cursor, const struct ExtensionItem *item, Certificate *out)
{
    CursorScope scope;
    Bytes opaque;
    if (der_enter(cursor, "extnValue", DER_OCTET_STRING, &scope)) {
        if (item)
            item->read(cursor, out);
        else if (cursor_more(cursor))
            cursor_read_rest(cursor, "value", &opaque);
    }
    der_leave(cursor, &scope);
}

/* The identifiers that have come. No certificate in use has nearly as many. */
enum { EXTENSIONS_MAX = 64 };
typedef struct SeenExtensions {
    Bytes identifiers[EXTENSIONS_MAX];
    int count;
} SeenExtensions;

/* False for one that has come before (§4.2), and for one too many. */
static bool see(SeenExtensions *seen, Bytes identifier)
{
    for (int i = 0; i < seen->count; i++)
        if (bytes_equal(seen->identifiers[i], identifier))
            return false;
    if (seen->count == EXTENSIONS_MAX)
        return false;
    seen->identifiers[seen->count++] = identifier;
    return true;
}

/* Extension ::= SEQUENCE { extnID OID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING } */
static void read_extension(Cursor *cursor, Certificate *out, SeenExtensions *seen)
{
    CursorScope scope;
    OidId oid = OID_UNKNOWN;
    Bytes identifier = BYTES_EMPTY;
    bool critical = false;
    if (der_enter(cursor, "extension", DER_SEQUENCE, &scope)) {
        if (der_read_oid(cursor, "extnID", &oid, &identifier) && !see(seen, identifier))
            cursor_fail(cursor, ERROR_BAD_CERTIFICATE, "extnID");
        const struct ExtensionItem *item = find_item(oid);
        if (item)
            out->extensions |= item->bit;
        if (der_next_is(cursor, DER_BOOLEAN) && der_read_boolean(cursor, "critical", &critical) && !critical)
            cursor_fail(cursor, ERROR_BAD_DER, "critical"); /* a default value is left out (X.690 §11.5) */
        read_value(cursor, item, out);
        if (critical && !(item && item->processed) && out->unknown_critical.size == 0)
            out->unknown_critical = identifier;
    }
    der_leave(cursor, &scope);
    der_note(cursor, &scope, oid_name(oid));
}

bool extensions_decode_fields(Cursor *cursor, Certificate *certificate)
{
    CursorScope scope;
    SeenExtensions seen = {.count = 0};
    if (der_enter(cursor, "Extensions", DER_SEQUENCE, &scope)) {
        int count = 0;
        do {
            cursor_element(cursor, count++);
            read_extension(cursor, certificate, &seen);
        } while (cursor_more(cursor));
    }
    return der_leave(cursor, &scope);
}
