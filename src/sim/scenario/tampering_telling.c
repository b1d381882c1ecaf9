#include "sim/scenario/tampering_telling.h"

void tampering_tell(const Teller *teller, EventId id, const char *message)
{
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    telling_text(&telling, FACT_TAMPERING_MESSAGE, DERIVATION_READ, message);
    telling_end(&telling);
}

static void tell_bytes(const Teller *teller, EventId id, const char *message, Bytes before, Bytes mask, Bytes after)
{
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    telling_text(&telling, FACT_TAMPERING_MESSAGE, DERIVATION_READ, message);
    telling_bytes(&telling, FACT_TAMPERING_BEFORE, DERIVATION_READ, before);
    telling_bytes(&telling, FACT_TAMPERING_MASK, DERIVATION_CONFIGURED, mask);
    Learned *changed = telling_bytes(&telling, FACT_TAMPERING_AFTER, DERIVATION_XOR, after);
    learned_from(changed, FACT_TAMPERING_BEFORE);
    learned_from(changed, FACT_TAMPERING_MASK);
    telling_end(&telling);
}

/* The bytes that the rule turns bits of, cut out of what it was applied to. */
static Bytes touched(const TamperRule *rule, Bytes whole)
{
    size_t offset = (size_t)(rule->offset < 0 ? (int64_t)whole.size + rule->offset : rule->offset);
    return bytes_slice(whole, offset, rule->bytes.size);
}

void tampering_tell_change(const Teller *teller, EventId id, const char *message, const TamperRule *rule, Bytes before,
                           Bytes after)
{
    tell_bytes(teller, id, message, touched(rule, before), rule->bytes, touched(rule, after));
}

void tampering_tell_whole(const Teller *teller, EventId id, const char *part, Bytes before, Bytes after)
{
    Buffer mask = BUFFER_EMPTY;
    for (size_t i = 0; i < before.size; i++)
        buffer_append_number(&mask, 1, (uint64_t)(before.data[i] ^ after.data[i]));
    tell_bytes(teller, id, part, before, buffer_bytes(&mask), after);
    buffer_clear(&mask);
}

void tampering_tell_undone(const Teller *teller, EventId id, const Tampering *tampering, Buffer *out)
{
    Buffer undone = BUFFER_EMPTY;
    Telling telling;
    tampering_append_undone(&undone, tampering);
    if (undone.size && telling_begin(&telling, teller, id)) {
        telling_bytes(&telling, FACT_TAMPERING_UNDONE, DERIVATION_CONFIGURED, buffer_bytes(&undone));
        telling_end(&telling);
    }
    if (undone.size && out->size)
        buffer_append(out, bytes_of(", ", 2));
    buffer_append(out, buffer_bytes(&undone));
    buffer_clear(&undone);
}
