#include "explain/language/row.h"

#include <assert.h>

const char *row_text(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_print_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

void row_take(Row *row, Arena *arena, const char *name, const mpz_t value)
{
    assert(row->operand_count < ROW_OPERANDS_MAX);
    row->operands[row->operand_count++] = operand_number(arena, arena_copy_text(arena, name), value);
}

void row_give(Row *row, Arena *arena, const char *name, const mpz_t value)
{
    row->result = operand_number(arena, arena_copy_text(arena, name), value);
}

static Operand count_operand(Arena *arena, const char *name, size_t count)
{
    mpz_t value;
    mpz_init_set_ui(value, count);
    Operand operand = operand_number(arena, arena_copy_text(arena, name), value);
    mpz_clear(value);
    return operand;
}

void row_take_count(Row *row, Arena *arena, const char *name, size_t value)
{
    assert(row->operand_count < ROW_OPERANDS_MAX);
    row->operands[row->operand_count++] = count_operand(arena, name, value);
}

void row_give_count(Row *row, Arena *arena, const char *name, size_t value)
{
    row->result = count_operand(arena, name, value);
}

Operand operand_copy(Arena *arena, const Operand *operand)
{
    Operand copy = *operand;
    copy.name = arena_copy_text(arena, operand->name);
    copy.value = arena_copy(arena, operand->value);
    return copy;
}
