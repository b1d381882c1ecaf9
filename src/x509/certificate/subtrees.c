#include "x509/certificate/subtrees.h"

#include "x509/der/der.h"

/* GeneralSubtree ::= SEQUENCE { base GeneralName, minimum [0] BaseDistance DEFAULT 0, maximum [1] BaseDistance OPTIONAL
   }: in the profile the distances are never written down. */
static bool read_subtree(Cursor *cursor, GeneralName *base)
{
    CursorScope scope;
    Bytes distance;
    if (der_enter(cursor, "generalSubtree", DER_SEQUENCE, &scope)) {
        general_name_decode_fields(cursor, base, GENERAL_NAME_OF_SUBTREE);
        bool minimum = der_next_is(cursor, DER_CONTEXT(0));
        if (minimum || der_next_is(cursor, DER_CONTEXT(1))) {
            const char *name = minimum ? "minimum" : "maximum";
            der_read(cursor, name, der_next_tag(cursor), FIELD_NUMBER, &distance);
            cursor_fail(cursor, RULE_SUBTREE_DISTANCE, name);
        }
    }
    return der_leave(cursor, &scope);
}

static void read_subtrees(Cursor *cursor, const char *name, uint8_t tag, Bytes *contents)
{
    CursorScope scope;
    GeneralName ignored;
    if (!der_next_is(cursor, tag))
        return;
    if (der_enter(cursor, name, tag, &scope)) {
        size_t start = cursor->position;
        int count = 0;
        do {
            cursor_element(cursor, count++);
            read_subtree(cursor, &ignored);
        } while (cursor_more(cursor));
        *contents = bytes_of(cursor->input.data + start, cursor->position - start);
    }
    der_leave(cursor, &scope);
}

bool name_constraints_decode_fields(Cursor *cursor, Bytes *permitted, Bytes *excluded)
{
    CursorScope scope;
    *permitted = *excluded = BYTES_EMPTY;
    if (der_enter(cursor, "nameConstraints", DER_SEQUENCE, &scope)) {
        if (!cursor_more(cursor))
            cursor_fail(cursor, RULE_SUBTREES_SOME, "nameConstraints");
        read_subtrees(cursor, "permittedSubtrees", DER_CONTEXT_CONSTRUCTED(0), permitted);
        read_subtrees(cursor, "excludedSubtrees", DER_CONTEXT_CONSTRUCTED(1), excluded);
    }
    return der_leave(cursor, &scope);
}

bool general_subtree_next(Bytes *subtrees, GeneralName *base)
{
    Cursor cursor;
    cursor_init(&cursor, *subtrees, NULL);
    if (!cursor_more(&cursor) || !read_subtree(&cursor, base))
        return false;
    *subtrees = bytes_slice(*subtrees, cursor.position, subtrees->size);
    return true;
}
