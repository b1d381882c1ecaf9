#include "ui/content/bytes_value.h"

#include "base/text.h"

enum { VALUE_BYTES_MAX = 48 };

/* A NUL would end the text; canvas draws what else is no text as a sign for it. */
static void append_characters(Buffer *out, Bytes bytes)
{
    for (size_t i = 0; i < bytes.size; i++)
        buffer_append_number(out, 1, bytes.data[i] ? bytes.data[i] : '.');
}

void bytes_append_value(Buffer *out, Bytes message, const Field *field)
{
    Bytes bytes = bytes_slice(message, field->offset, field->length);
    if (field->value_name)
        text_append(out, field->value_name);
    else if (field->kind == FIELD_TEXT)
        append_characters(out, bytes);
    else if (field->kind == FIELD_NUMBER && bytes.size <= 4)
        text_append_decimal(out, bytes_read_number(bytes.data, bytes.size));
    else if (field->kind != FIELD_GROUP)
        text_append_hex(out, bytes_slice(bytes, 0, VALUE_BYTES_MAX));
}
