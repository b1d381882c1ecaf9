#include "sim/scenario/tampering.h"

#include "base/text.h"

void tampering_clear(Tampering *tampering)
{
    arena_clear(&tampering->arena);
    tampering->count = 0;
}

void tampering_copy(Tampering *out, const Tampering *tampering)
{
    for (out->count = 0; out->count < tampering->count; out->count++) {
        TamperRule *rule = &out->rules[out->count];
        *rule = tampering->rules[out->count];
        rule->text = arena_copy_text(&out->arena, rule->text);
        rule->field = arena_copy_text(&out->arena, rule->field);
        rule->bytes = arena_copy(&out->arena, rule->bytes);
    }
}

void tampering_keep_connection(Tampering *tampering, int connection)
{
    int kept = 0;
    for (int i = 0; i < tampering->count; i++) {
        int wanted = tampering->rules[i].target.connection;
        if (wanted == 0 || wanted == connection)
            tampering->rules[kept++] = tampering->rules[i];
    }
    tampering->count = kept;
}

int tampering_last_connection(const Tampering *tampering)
{
    int last = 0;
    for (int i = 0; i < tampering->count; i++)
        if (tampering->rules[i].target.connection > last)
            last = tampering->rules[i].target.connection;
    return last;
}

bool tampering_meets(TamperTarget *target, Actor sender, int handshake, MessageId message)
{
    if ((target->sender != TAMPER_ANYBODY && target->sender != (int)sender) ||
        (target->handshake && target->handshake != handshake) ||
        (target->message != MESSAGE_UNKNOWN && target->message != message))
        return false;
    return ++target->seen == target->number;
}

bool tampering_change(const TamperRule *rule, uint8_t *bytes, size_t size)
{
    size_t count = rule->bytes.size;
    int64_t offset = rule->offset < 0 ? (int64_t)size + rule->offset : rule->offset;
    if (offset < 0 || (uint64_t)offset > size || size - (size_t)offset < count)
        return false;
    for (size_t i = 0; i < count; i++)
        bytes[(size_t)offset + i] ^= rule->bytes.data[i];
    return true;
}

void tampering_append_undone(Buffer *out, const Tampering *tampering)
{
    for (int i = 0; i < tampering->count; i++) {
        if (tampering->rules[i].done)
            continue;
        if (out->size)
            text_append(out, ", ");
        text_append(out, tampering->rules[i].text);
    }
}
