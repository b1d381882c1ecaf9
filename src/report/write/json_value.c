#include <unistr.h>

#include "base/text.h"
#include "report/tell/style.h"
#include "report/write/json_parts.h"

json_t *json_new_text(Bytes text)
{
    json_t *value = json_stringn((const char *)text.data, text.size);
    if (value || text.size == 0)
        return value ? value : json_string("");
    Buffer cleaned = BUFFER_EMPTY;
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] < 0x80)
            buffer_append(&cleaned, bytes_slice(text, i, 1));
        else
            text_append(&cleaned, "\xef\xbf\xbd");
    value = json_stringn((const char *)cleaned.data, cleaned.size);
    buffer_clear(&cleaned);
    return value;
}

json_t *json_new_name(const char *name)
{
    return name ? json_new_text(bytes_of_text(name)) : json_null();
}

json_t *json_new_hex(Bytes bytes)
{
    return json_new_value(VALUE_BYTES, bytes);
}

json_t *json_new_value(ValueKind kind, Bytes value)
{
    if (kind == VALUE_TEXT)
        return json_new_text(value);
    Buffer text = BUFFER_EMPTY;
    if (kind == VALUE_NUMBER)
        text_append_hex_number(&text, value);
    else
        text_append_hex(&text, value);
    json_t *string = json_stringn_nocheck((const char *)text.data, text.size);
    buffer_clear(&text);
    return string ? string : json_string("");
}

/* False where it is no number, or larger than those that 64 bits with a sign hold. */
static bool read_count(json_int_t *out, ValueKind kind, Bytes value)
{
    uint64_t number = 0;
    const uint64_t base = kind == VALUE_TEXT ? 10 : 256;
    for (size_t i = 0; i < value.size; i++) {
        unsigned digit = kind == VALUE_TEXT ? value.data[i] - (unsigned)'0' : value.data[i];
        if (digit >= base || number > (INT64_MAX - digit) / base)
            return false;
        number = number * base + digit;
    }
    *out = (json_int_t)number;
    return value.size > 0;
}

json_t *json_new_fact_value(const TimelineFact *fact)
{
    const FactItem *item = fact_item(fact->ref.id);
    json_int_t count;
    if (item->counts && read_count(&count, item->kind, fact->value))
        return json_integer(count);
    return json_new_value(item->kind, fact->value);
}

static int append_piece(const char *piece, size_t size, void *context)
{
    buffer_append(context, bytes_of(piece, size));
    return 0;
}

/* What a terminal may obey though JSON lets it stand only stands within strings, where it has an escape. */
static void append_harmless(Buffer *out, Bytes json)
{
    size_t plain = 0;
    for (size_t i = 0; i < json.size;) {
        ucs4_t character;
        size_t size = (size_t)u8_mbtouc(&character, json.data + i, json.size - i);
        if (character >= ' ' && text_acts_on_terminal(character)) {
            buffer_append(out, bytes_slice(json, plain, i - plain));
            text_print(out, "\\u%04x", (unsigned)character);
            plain = i + size;
        }
        i += size;
    }
    buffer_append(out, bytes_slice(json, plain, json.size - plain));
}

static void append_dump(Buffer *out, const json_t *value, size_t flags)
{
    Buffer dump = BUFFER_EMPTY;
    json_dump_callback(value, append_piece, &dump, flags);
    append_harmless(out, buffer_bytes(&dump));
    buffer_clear(&dump);
}

void json_append_dump(Buffer *out, const json_t *value)
{
    append_dump(out, value, JSON_INDENT(1));
    text_append(out, "\n");
}

void json_append_line(Buffer *out, const json_t *value)
{
    append_dump(out, value, JSON_COMPACT);
}
