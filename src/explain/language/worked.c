#include "explain/language/worked.h"

#include "base/memory.h"
#include "explain/language/method.h"
#include "math/modular.h"

struct Worked {
    const Method *method;
    char *title;
    size_t count;
    void *state;
};

Worked *worked_new(const char *title, const Method *method, void *state, size_t count)
{
    Worked *worked = memory_new(sizeof *worked);
    *worked = (Worked){.method = method, .title = memory_copy_text(title), .count = count, .state = state};
    return worked;
}

const char *worked_title(const Worked *worked)
{
    return worked->title;
}

size_t worked_count(const Worked *worked)
{
    return worked->count;
}

void worked_row(const Worked *worked, size_t index, Arena *arena, Row *out)
{
    *out = (Row){.note = ""};
    worked->method->make(worked->state, index, arena, out);
}

void worked_result(const Worked *worked, Arena *arena, Operand *out)
{
    Row row;
    worked_row(worked, worked->count - 1, arena, &row);
    *out = row.result;
}

void worked_free(Worked *worked)
{
    if (!worked)
        return;
    worked->method->free(worked->state);
    memory_free(worked->title);
    memory_free(worked);
}

Operand operand_number(Arena *arena, const char *name, const mpz_t value)
{
    size_t size = number_size(value);
    uint8_t *bytes = arena_new(arena, size);
    mpz_export(bytes, NULL, 1, 1, 1, 0, value);
    return (Operand){
        .name = name, .kind = VALUE_NUMBER, .value = bytes_of(bytes, size), .negative = mpz_sgn(value) < 0};
}

Operand operand_bytes(const char *name, Bytes value)
{
    return (Operand){.name = name, .kind = VALUE_BYTES, .value = value};
}

void operand_to_number(mpz_t out, const Operand *operand)
{
    number_from_bytes(out, operand->value);
    if (operand->negative)
        mpz_neg(out, out);
}
