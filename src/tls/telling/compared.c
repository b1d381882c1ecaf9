#include "tls/telling/compared.h"

#include <assert.h>

#include "base/text.h"

ComparedSide side_bytes(Bytes value)
{
    return (ComparedSide){.kind = VALUE_BYTES, .value = value};
}

ComparedSide side_number(Bytes value)
{
    return (ComparedSide){.kind = VALUE_NUMBER, .value = value};
}

ComparedSide side_words(Bytes text)
{
    return (ComparedSide){.kind = VALUE_TEXT, .value = text.size ? text : bytes_of_text("nothing")};
}

ComparedSide side_text(const char *text)
{
    return side_words(text ? bytes_of_text(text) : BYTES_EMPTY);
}

ComparedSide side_meaning(const char *lead, AppendMeaning *meaning, Bytes value)
{
    return (ComparedSide){.kind = VALUE_TEXT, .value = value, .lead = lead, .meaning = meaning};
}

ComparedSide side_code(AppendMeaning *names, uint16_t code)
{
    return (ComparedSide){.kind = VALUE_TEXT, .meaning = names, .is_code = true, .code = code};
}

Compared compared_sides(ComparedSide expected, ComparedSide found)
{
    return (Compared){expected, found, -1};
}

Compared compared_bytes(Bytes expected, Bytes found)
{
    return compared_sides(side_bytes(expected), side_bytes(found));
}

Compared compared_words(Bytes expected, Bytes found)
{
    return compared_sides(side_words(expected), side_words(found));
}

Compared compared_text(const char *expected, const char *found)
{
    assert(expected);
    return compared_sides(side_text(expected), side_text(found));
}

Compared compared_codes(AppendMeaning *names, uint16_t expected, uint16_t found)
{
    return compared_sides(side_code(names, expected), side_code(names, found));
}

const char *compared_flag_word(bool flag)
{
    return flag ? "yes" : "no";
}

Compared compared_flags(bool expected, bool found)
{
    return compared_text(compared_flag_word(expected), compared_flag_word(found));
}

static void append_meaning(Buffer *out, const ComparedSide *side)
{
    uint8_t code[2];
    bytes_write_number(code, sizeof code, side->code);
    text_append(out, side->lead ? side->lead : "");
    size_t before = out->size;
    side->meaning(out, side->is_code ? BYTES_OF_ARRAY(code) : side->value);
    if (out->size == before)
        text_append(out, "nothing");
}

static void append_side(Buffer *out, const ComparedSide *side)
{
    if (side->meaning)
        append_meaning(out, side);
    else if (side->kind == VALUE_TEXT)
        buffer_append(out, side->value);
    else if (side->value.size == 0)
        text_append(out, "nothing");
    else if (side->kind == VALUE_NUMBER)
        text_append_hex_number(out, side->value);
    else
        text_append_hex(out, side->value);
}

void compared_write(const Compared *compared, Check *check, Buffer *expected, Buffer *found)
{
    check->index = compared->index;
    check->kind = compared->expected.kind;
    if (check->kind != VALUE_TEXT && check->kind == compared->found.kind) {
        check->expected = compared->expected.value;
        check->found = compared->found.value;
        return;
    }
    append_side(expected, &compared->expected);
    append_side(found, &compared->found);
    assert(expected->size > 0 && found->size > 0);
    check->kind = VALUE_TEXT;
    check->expected = buffer_bytes(expected);
    check->found = buffer_bytes(found);
}
