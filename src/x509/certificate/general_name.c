#include "x509/certificate/general_name.h"

#include "base/text.h"
#include "x509/certificate/distinguished_name.h"
#include "x509/certificate/ip_address.h"
#include "x509/der/der.h"

/* The CHOICE, by tag: GeneralName ::= CHOICE { otherName [0], rfc822Name [1], … } */
static const struct NameItem {
    uint8_t tag;
    GeneralNameKind kind;
    const char *name, *prefix;
} items[] = {
    {DER_CONTEXT_CONSTRUCTED(0), GENERAL_NAME_OTHER, "otherName", "other name"},
    {GENERAL_NAME_TAG_EMAIL, GENERAL_NAME_EMAIL, "rfc822Name", "email:"},
    {DER_CONTEXT(2), GENERAL_NAME_DNS, "dNSName", "DNS:"},
    {DER_CONTEXT_CONSTRUCTED(3), GENERAL_NAME_OTHER, "x400Address", "other name"},
    {GENERAL_NAME_TAG_DIRECTORY, GENERAL_NAME_DIRECTORY, "directoryName", "DirName:"},
    {DER_CONTEXT_CONSTRUCTED(5), GENERAL_NAME_OTHER, "ediPartyName", "other name"},
    {DER_CONTEXT(6), GENERAL_NAME_URI, "uniformResourceIdentifier", "URI:"},
    {DER_CONTEXT(7), GENERAL_NAME_IP_ADDRESS, "iPAddress", "IP:"},
    {DER_CONTEXT(8), GENERAL_NAME_OTHER, "registeredID", "other name"},
};

static bool is_characters(GeneralNameKind kind)
{
    return kind == GENERAL_NAME_EMAIL || kind == GENERAL_NAME_DNS || kind == GENERAL_NAME_URI;
}

static bool is_ascii(Bytes text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] >= 0x80)
            return false;
    return true;
}

/* The rule that the value breaks, or RULE_NONE. IA5String: ASCII. An address: of IP version 4 or 6. */
static RuleId find_broken(const GeneralName *name, GeneralNameUse use)
{
    if (name->kind == GENERAL_NAME_IP_ADDRESS && use == GENERAL_NAME_OF_SUBTREE)
        return ip_range_is_valid(name->value) ? RULE_NONE : RULE_ADDRESS_RANGE;
    if (name->kind == GENERAL_NAME_IP_ADDRESS)
        return name->value.size == 4 || name->value.size == 16 ? RULE_NONE : RULE_ADDRESS;
    return is_characters(name->kind) && !is_ascii(name->value) ? RULE_NAME_ASCII : RULE_NONE;
}

static void append_address(Buffer *out, Bytes address)
{
    if (ip_range_is_valid(address))
        ip_range_append(out, address);
    else
        ip_address_append(out, address);
}

static void note_address(Cursor *cursor, Bytes address)
{
    Buffer text = BUFFER_EMPTY;
    if (!cursor->tree)
        return;
    append_address(&text, address);
    cursor_note(cursor, text_finish(&text));
    buffer_clear(&text);
}

/* A Name is a CHOICE, so that its tag stands inside of the one here (X.680 §31.2.7). */
static bool read_directory_name(Cursor *cursor, const struct NameItem *item, Bytes *name)
{
    CursorScope scope;
    *name = BYTES_EMPTY;
    if (der_enter(cursor, item->name, item->tag, &scope))
        distinguished_name_decode_fields(cursor, "rdnSequence", name);
    return der_leave(cursor, &scope);
}

static bool read_value(Cursor *cursor, const struct NameItem *item, GeneralName *out, GeneralNameUse use)
{
    *out = (GeneralName){.kind = item->kind, .tag = item->tag};
    if (item->kind == GENERAL_NAME_DIRECTORY)
        return read_directory_name(cursor, item, &out->value);
    FieldKind field = is_characters(item->kind) ? FIELD_TEXT : FIELD_BYTES;
    if (!der_read(cursor, item->name, item->tag, field, &out->value))
        return false;
    RuleId broken = find_broken(out, use);
    if (broken != RULE_NONE)
        return cursor_fail(cursor, broken, item->name);
    if (item->kind == GENERAL_NAME_IP_ADDRESS)
        note_address(cursor, out->value);
    return true;
}

bool general_name_decode_fields(Cursor *cursor, GeneralName *out, GeneralNameUse use)
{
    uint8_t tag = der_next_tag(cursor);
    for (size_t i = 0; i < COUNT_OF(items); i++)
        if (items[i].tag == tag)
            return read_value(cursor, &items[i], out, use);
    return cursor_fail_words(cursor, RULE_GENERAL_NAME, "generalName", BYTES_EMPTY, bytes_of_text(der_tag_name(tag)));
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
            general_name_decode_fields(cursor, &ignored, GENERAL_NAME_OF_SUBJECT);
        } while (cursor_more(cursor));
        *names = bytes_of(cursor->input.data + start, cursor->position - start);
    }
    return der_leave(cursor, &scope);
}

bool general_name_next(Bytes *names, GeneralName *out)
{
    Cursor cursor;
    cursor_init(&cursor, *names, NULL);
    if (!cursor_more(&cursor) || !general_name_decode_fields(&cursor, out, GENERAL_NAME_OF_SUBJECT))
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
        append_address(out, name->value);
    else if (name->kind == GENERAL_NAME_DIRECTORY)
        distinguished_name_append(out, name->value);
    else if (is_characters(name->kind))
        text_append_printable(out, name->value);
}
