#include "x509/revocation/crl.h"

#include "base/memory.h"
#include "x509/certificate/authority_key_id.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/certificate/extension_list.h"
#include "x509/certificate/pem.h"
#include "x509/der/der_time.h"

/* Extensions of an entry (§5.3) */

static void read_reason(Cursor *cursor, void *context)
{
    CrlEntry *out = context;
    revocation_reason_decode_fields(cursor, "reasonCode", &out->revocation.reason);
}

static void read_invalidity_date(Cursor *cursor, void *context)
{
    int64_t ignored;
    (void)context;
    der_read_generalized_time(cursor, "invalidityDate", &ignored);
}

static const ExtensionItem entry_items[] = {
    {OID_REASON_CODE, 0, true, read_reason},
    {OID_INVALIDITY_DATE, 0, true, read_invalidity_date},
};

/* SEQUENCE { userCertificate CertificateSerialNumber, revocationDate Time, crlEntryExtensions Extensions OPTIONAL }
   (§5.1.2.6). *unknown_critical gets the identifier of a critical extension that is not processed. */
static bool read_entry(Cursor *cursor, CrlEntry *out, Bytes *unknown_critical)
{
    CursorScope scope;
    *out = (CrlEntry){.revocation = {.reason = REVOCATION_REASON_NONE}};
    ExtensionList list = {.items = entry_items, .item_count = COUNT_OF(entry_items), .context = out};
    if (der_enter(cursor, "revokedCertificate", DER_SEQUENCE, &scope)) {
        der_read_integer(cursor, "userCertificate", &out->serial);
        der_read_time(cursor, "revocationDate", &out->revocation.time);
        if (cursor_more(cursor))
            extension_list_decode_fields(cursor, "crlEntryExtensions", &list);
    }
    if (list.unknown_critical.size && unknown_critical->size == 0)
        *unknown_critical = list.unknown_critical;
    return der_leave(cursor, &scope);
}

bool crl_entry_next(Bytes *entries, CrlEntry *out)
{
    Cursor cursor;
    Bytes ignored = BYTES_EMPTY;
    cursor_init(&cursor, *entries, NULL);
    if (!cursor_more(&cursor) || !read_entry(&cursor, out, &ignored))
        return false;
    *entries = bytes_slice(*entries, cursor.position, entries->size);
    return true;
}

bool crl_find(const Crl *crl, Bytes serial, CrlEntry *out)
{
    Bytes entries = crl->revoked;
    while (crl_entry_next(&entries, out))
        if (bytes_equal(out->serial, serial))
            return true;
    return false;
}

/* Extensions of the list (§5.2) */

static void read_authority_key_id(Cursor *cursor, void *context)
{
    Crl *out = context;
    authority_key_id_decode_fields(cursor, &out->authority_key_id);
}

static void read_number(Cursor *cursor, void *context)
{
    Crl *out = context;
    der_read_unsigned(cursor, "cRLNumber", &out->number);
}

static const ExtensionItem items[] = {
    {OID_AUTHORITY_KEY_IDENTIFIER, CRL_EXTENSION_AUTHORITY_KEY_IDENTIFIER, true, read_authority_key_id},
    {OID_CRL_NUMBER, CRL_EXTENSION_NUMBER, true, read_number},
    {OID_DELTA_CRL_INDICATOR, CRL_EXTENSION_DELTA, false, NULL},
    {OID_ISSUING_DISTRIBUTION_POINT, CRL_EXTENSION_DISTRIBUTION_POINT, false, NULL},
};

static void read_extensions(Cursor *cursor, Crl *out)
{
    CursorScope scope;
    ExtensionList list = {.items = items, .item_count = COUNT_OF(items), .context = out};
    if (der_enter(cursor, "crlExtensions", DER_CONTEXT_CONSTRUCTED(0), &scope))
        extension_list_decode_fields(cursor, "Extensions", &list);
    der_leave(cursor, &scope);
    out->extensions = list.present;
    if (list.unknown_critical.size)
        out->unknown_critical = list.unknown_critical;
}

/* version Version OPTIONAL: 1 for v2, and no other number (§5.1.2.1). */
static void read_version(Cursor *cursor, Crl *out)
{
    int number = 0;
    out->version = 1;
    if (!der_next_is(cursor, DER_INTEGER) || !der_read_small(cursor, "version", &number))
        return;
    if (number != 1)
        cursor_fail(cursor, RULE_CRL_VERSION, "version");
    cursor_note(cursor, "v2");
    out->version = 2;
}

static void read_revoked(Cursor *cursor, Crl *out)
{
    CursorScope scope;
    CrlEntry ignored;
    if (der_enter(cursor, "revokedCertificates", DER_SEQUENCE, &scope)) {
        size_t start = cursor->position;
        for (int count = 0; cursor_more(cursor); count++) {
            cursor_element(cursor, count);
            read_entry(cursor, &ignored, &out->unknown_critical);
        }
        out->revoked = der_read_since(cursor, start);
    }
    der_leave(cursor, &scope);
}

/* TBSCertList (§5.1.2). `algorithm` gets the octets of its signature field. */
static void read_tbs(Cursor *cursor, Crl *out, Bytes *algorithm)
{
    CursorScope scope;
    size_t start = cursor->position;
    if (der_enter(cursor, "tbsCertList", DER_SEQUENCE, &scope)) {
        read_version(cursor, out);
        signature_algorithm_decode_octets(cursor, "signature", &out->signature_algorithm, algorithm);
        distinguished_name_decode_fields(cursor, "issuer", &out->issuer);
        der_read_time(cursor, "thisUpdate", &out->this_update);
        out->has_next_update = der_next_is(cursor, DER_UTC_TIME) || der_next_is(cursor, DER_GENERALIZED_TIME);
        if (out->has_next_update)
            der_read_time(cursor, "nextUpdate", &out->next_update);
        if (der_next_is(cursor, DER_SEQUENCE))
            read_revoked(cursor, out);
        if (out->version == 2 && der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(0)))
            read_extensions(cursor, out);
    }
    der_leave(cursor, &scope);
    out->tbs = der_read_since(cursor, start);
}

static void read_crl(Cursor *cursor, Crl *out)
{
    CursorScope scope;
    Bytes inner = BYTES_EMPTY;
    if (der_enter(cursor, "certificateList", DER_SEQUENCE, &scope)) {
        read_tbs(cursor, out, &inner);
        /* §5.1.1.2 */
        signature_tail_decode_fields(cursor, inner, &out->signature_algorithm, &out->signature);
    }
    der_leave(cursor, &scope);
    der_expect_end(cursor);
}

Error crl_decode(Crl **out, Bytes der, FieldTree *tree)
{
    Cursor cursor;
    Bytes copy;
    Crl *crl = der_new_with_copy(sizeof *crl, &copy, der);
    crl->der = copy;
    cursor_init(&cursor, crl->der, tree);
    read_crl(&cursor, crl);
    *out = NULL;
    if (cursor.error == ERROR_NONE)
        *out = crl;
    else
        crl_free(crl);
    return cursor.error;
}

void crl_free(Crl *crl)
{
    memory_free(crl);
}

void crl_list_clear(CrlList *list)
{
    for (size_t i = 0; i < list->count; i++)
        crl_free(list->items[i]);
    memory_free(list->items);
    *list = (CrlList){0};
}

static Error add_der(void *context, Bytes der, Refusal *refusal)
{
    CrlList *list = context;
    FieldTree tree = FIELD_TREE_EMPTY;
    Crl *crl;
    Error error = crl_decode(&crl, der, NULL);
    if (error) {
        error = crl_decode(&crl, der, &tree); /* once more, for the names of its fields */
        refusal_set(refusal, &tree, der);
        field_tree_clear(&tree);
    } else {
        list->items = memory_grown(list->items, (int)list->count, &list->capacity, sizeof *list->items);
        list->items[list->count++] = crl;
    }
    return error;
}

Error crl_list_decode(CrlList *list, Refusal *refusal, Bytes file)
{
    return pem_read_file(file, "X509 CRL", add_der, list, refusal);
}
