#include "x509/general_name.h"

#include "base/text.h"
#include "x509/der.h"
#include "x509/ip_address.h"

/* The CHOICE, by tag: GeneralName ::= CHOICE { otherName [0], rfc822Name [1], … } */
static const struct NameItem {
    uint8_t tag;
    GeneralNameKind kind;
    const char *name, *prefix;
} items[] = {
    {DER_CONTEXT_CONSTRUCTED(0), GENERAL_NAME_OTHER, "otherName", "other name"},
    {DER_CONTEXT(1), GENERAL_NAME_EMAIL, "rfc822Name", "email:"},
    {DER_CONTEXT(2), GENERAL_NAME_DNS, "dNSName", "DNS:"},
    {DER_CONTEXT_CONSTRUCTED(3), GENERAL_NAME_OTHER, "x400Address", "other name"},
    {DER_CONTEXT_CONSTRUCTED(4), GENERAL_NAME_OTHER, "directoryName", "other name"},
    {DER_CONTEXT_CONSTRUCTED(5), GENERAL_NAME_OTHER, "ediPartyName", "other name"},
    {DER_CONTEXT(6), GENERAL_NAME_URI, "uniformResourceIdentifier", "URI:"},
    {DER_CONTEXT(7), GENERAL_NAME_IP_ADDRESS, "iPAddress", "IP:"},
    {DER_CONTEXT(8), GENERAL_NAME_OTHER, "registeredID", "other name"},
};

static bool is_characters(GeneralNameKind kind)
{
    return kind == GENERAL_NAME_EMAIL || kind == GENERAL_NAME_DNS || kind == GENERAL_NAME_URI;
}

/* IA5String: ASCII. An address: of IP version 4 or 6. */
static bool is_well_formed(const GeneralName *name)
{
    if (name->kind == GENERAL_NAME_IP_ADDRESS)
        return name->value.size == 4 || name->value.size == 16;
    for (size_t i = 0; is_characters(name->kind) && i < name->value.size; i++)
        if (name->value.data[i] >= 0x80)
            return false;
    return true;
}

static void note_address(Cursor *cursor, Bytes address)
{
    Buffer text = BUFFER_EMPTY;
    if (!cursor->tree)
        return;
    ip_address_append(&text, address);
    cursor_note(cursor, text_finish(&text));
    buffer_clear(&text);
}

static bool read_name(Cursor *cursor, GeneralName *out)
{
    uint8_t tag = der_next_tag(cursor);
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        if (items[i].tag != tag)
            continue;
        out->kind = items[i].kind;
        FieldKind field = is_characters(out->kind) ? FIELD_TEXT : FIELD_BYTES;
        if (!der_read(cursor, items[i].name, tag, field, &out->value))
            return false;
        if (!is_well_formed(out))
            return cursor_fail(cursor, ERROR_BAD_CERTIFICATE, items[i].name);
        if (out->kind == GENERAL_NAME_IP_ADDRESS)
            note_address(cursor, out->value);
        return true;
    }
    return cursor_fail(cursor, ERROR_BAD_DER, "generalName");
}

bool general_names_decode_fields(Cursor *cursor, const char *name, Bytes *names)
{
    CursorScope scope;
    GeneralName ignored;
    *names = BYTES_EMPTY;
    if (der_enter(cursor, name, DER_SEQUENCE, &scope)) {
        size_t start = cursor->position;
        int count = 0;
        do {
            cursor_element(cursor, count++);
            read_name(cursor, &ignored);
        } while (cursor_more(cursor));
        *names = bytes_of(cursor->input.data + start, cursor->position - start);
    }
    return der_leave(cursor, &scope);
}

bool general_name_next(Bytes *names, GeneralName *out)
{
    Cursor cursor;
    cursor_init(&cursor, *names, NULL);
    if (!cursor_more(&cursor) || !read_name(&cursor, out))
        return false;
    *names = bytes_slice(*names, cursor.position, names->size);
    return true;
}

void general_name_append(Buffer *out, const GeneralName *name)
{
    for (size_t i = 0; i < COUNT_OF(items); i++)
        if (items[i].kind == name->kind) {
            text_append(out, items[i].prefix);
            break;
        }
    if (name->kind == GENERAL_NAME_IP_ADDRESS)
        ip_address_append(out, name->value);
    for (size_t i = 0; is_characters(name->kind) && i < name->value.size; i++) {
        Bytes character = bytes_slice(name->value, i, 1);
        bool printable = character.data[0] >= 0x20 && character.data[0] < 0x7f && character.data[0] != '\\';
        if (printable)
            buffer_append(out, character);
        else {
            text_append(out, "\\");
            text_append_hex(out, character);
        }
    }
}
