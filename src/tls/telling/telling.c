#include "tls/telling/telling.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

bool telling_begin(Telling *telling, const Teller *teller, EventId id)
{
    if (!teller->observer)
        return false;
    /* The facts are not cleared: they are many bytes, and nobody looks behind the last that was learned. */
    telling->teller = teller;
    telling->event = (Event){.id = id, .actor = teller->actor, .handshake = teller->handshake};
    telling->values = (Arena){0};
    return true;
}

void telling_end(Telling *telling)
{
    telling->event.learned = telling->learned;
    const Observer *observer = telling->teller->observer;
    observer->observe(observer->context, &telling->event);
    arena_clear(&telling->values);
}

Learned *telling_bytes(Telling *telling, FactId fact, DerivationId how, Bytes value)
{
    assert(telling->event.learned_count < TELLING_FACTS_MAX);
    Learned *learned = &telling->learned[telling->event.learned_count++];
    *learned = (Learned){.fact = {fact, 0}, .value = value, .how = {.id = how}};
    return learned;
}

Learned *telling_text(Telling *telling, FactId fact, DerivationId how, const char *text)
{
    return telling_bytes(telling, fact, how, arena_copy(&telling->values, bytes_of_text(text)));
}

Learned *telling_flag(Telling *telling, FactId fact, DerivationId how, bool flag)
{
    Learned *learned = telling_text(telling, fact, how, compared_flag_word(flag));
    learned->flag = flag;
    return learned;
}

Learned *telling_number(Telling *telling, FactId fact, DerivationId how, const mpz_t number)
{
    size_t size = (mpz_sizeinbase(number, 2) + 7) / 8;
    uint8_t *bytes = arena_new(&telling->values, size);
    mpz_export(bytes, &size, 1, 1, 1, 0, number);
    return telling_bytes(telling, fact, how, bytes_of(bytes, size));
}

Learned *telling_names(Telling *telling, FactId fact, DerivationId how, void (*append)(Buffer *out, Bytes list),
                       Bytes list)
{
    Buffer names = BUFFER_EMPTY;
    append(&names, list);
    return telling_buffer(telling, fact, how, &names);
}

Learned *telling_buffer(Telling *telling, FactId fact, DerivationId how, Buffer *buffer)
{
    Bytes value = arena_copy(&telling->values, buffer_bytes(buffer));
    buffer_clear(buffer);
    return telling_bytes(telling, fact, how, value);
}

Learned *telling_decimal(Telling *telling, FactId fact, DerivationId how, uint64_t number)
{
    Buffer text = BUFFER_EMPTY;
    text_append_decimal(&text, number);
    return telling_buffer(telling, fact, how, &text);
}

void learned_from(Learned *learned, FactId input)
{
    assert(learned->how.from_count < DERIVATION_INPUTS_MAX);
    learned->how.from[learned->how.from_count++] = (FactRef){input, 0};
}

void telling_check(const Teller *teller, EventId id, Error error, Compared compared)
{
    Telling telling;
    if (!telling_begin(&telling, teller, id))
        return;
    Check check = {.passed = error == ERROR_NONE, .error = error};
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    compared_write(&compared, &check, &expected, &found);
    telling.event.check = &check;
    telling_end(&telling);
    buffer_clear(&expected);
    buffer_clear(&found);
}

void telling_state(const Teller *teller, EventId id)
{
    Telling telling;
    if (telling_begin(&telling, teller, id))
        telling_end(&telling);
}
