#include "ui/content/taken.h"

#include "base/text.h"
#include "report/tell/story.h"
#include "ui/page/value.h"

void taken_of_bytes(Taken *out, const char *name, ValueKind kind, Bytes value)
{
    text_append(&out->name, name);
    buffer_append(&out->raw, value);
    if (kind == VALUE_TEXT)
        buffer_append(&out->text, value);
    else if (kind == VALUE_NUMBER)
        text_append_hex_number(&out->text, value);
    else
        text_append_hex(&out->text, value);
}

void taken_of_fact(Taken *out, const TimelineFact *fact)
{
    taken_of_bytes(out, fact->bare, story_value_kind(fact), fact->value);
}

void taken_of_operand(Taken *out, const char *name, const Operand *value)
{
    text_append(&out->name, name);
    buffer_append(&out->raw, value->value);
    operand_in_base(&out->text, value, BASE_HEXADECIMAL);
}

void taken_of_text(Taken *out, const char *name, const char *text)
{
    taken_of_bytes(out, name, VALUE_TEXT, bytes_of_text(text));
}

void taken_clear(Taken *taken)
{
    buffer_clear(&taken->name);
    buffer_clear(&taken->text);
    buffer_clear(&taken->raw);
}
