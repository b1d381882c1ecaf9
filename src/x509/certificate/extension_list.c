#include "x509/certificate/extension_list.h"

#include "x509/der/der.h"

static const ExtensionItem *find_item(const ExtensionList *list, OidId oid)
{
    for (size_t i = 0; i < list->item_count; i++)
        if (list->items[i].oid == oid)
            return &list->items[i];
    return NULL;
}

/* Tries to read a value, and goes on behind it in any case. */
static void read_leniently(Cursor *cursor, ExtensionList *list, const ExtensionItem *item)
{
    Cursor ahead = *cursor;
    item->read(&ahead, list->context);
    if (!der_expect_end(&ahead))
        list->unreadable |= item->bit;
    cursor->position = cursor->limit;
}

/* The value of an extension: DER inside of an OCTET STRING (§4.1). */
static void read_value(Cursor *cursor, ExtensionList *list, const ExtensionItem *item)
{
    CursorScope scope;
    Bytes opaque;
    if (der_enter(cursor, "extnValue", DER_OCTET_STRING, &scope)) {
        if (item && item->read && list->lenient)
            read_leniently(cursor, list, item);
        else if (item && item->read)
            item->read(cursor, list->context);
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

/* One that has come before (§4.2), or one too many, is a fault. */
static void see(Cursor *cursor, SeenExtensions *seen, Bytes identifier)
{
    for (int i = 0; i < seen->count; i++)
        if (bytes_equal(seen->identifiers[i], identifier))
            cursor_fail(cursor, RULE_EXTENSION_ONCE, "extnID");
    if (seen->count == EXTENSIONS_MAX)
        cursor_fail_numbers(cursor, RULE_EXTENSIONS_MOST, "extnID", 0, EXTENSIONS_MAX, 0);
    else
        seen->identifiers[seen->count++] = identifier;
}

/* Extension ::= SEQUENCE { extnID OID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING } */
static void read_extension(Cursor *cursor, ExtensionList *list, SeenExtensions *seen)
{
    CursorScope scope;
    OidId oid = OID_UNKNOWN;
    Bytes identifier = BYTES_EMPTY;
    bool critical = false;
    if (der_enter(cursor, "extension", DER_SEQUENCE, &scope)) {
        if (der_read_oid(cursor, "extnID", &oid, &identifier))
            see(cursor, seen, identifier);
        const ExtensionItem *item = find_item(list, oid);
        if (item)
            list->present |= item->bit;
        if (der_next_is(cursor, DER_BOOLEAN) && der_read_boolean(cursor, "critical", &critical) && !critical)
            cursor_fail(cursor, RULE_DER_DEFAULT, "critical");
        read_value(cursor, list, item);
        if (critical && !(item && item->processed) && list->unknown_critical.size == 0)
            list->unknown_critical = identifier;
    }
    der_leave(cursor, &scope);
    der_note(cursor, &scope, oid_name(oid));
}

bool extension_list_decode_fields(Cursor *cursor, const char *name, ExtensionList *list)
{
    CursorScope scope;
    SeenExtensions seen = {.count = 0};
    if (der_enter(cursor, name, DER_SEQUENCE, &scope)) {
        int count = 0;
        do {
            cursor_element(cursor, count++);
            read_extension(cursor, list, &seen);
        } while (cursor_more(cursor));
    }
    return der_leave(cursor, &scope);
}
