#include "ui/page/value.h"

#include "base/memory.h"
#include "base/text.h"
#include "math/modular.h"

enum { PAPER_BITS = 32, PAPER_BYTES = 8 };

static size_t bits_of(const Operand *number)
{
    mpz_t value;
    mpz_init(value);
    operand_to_number(value, number);
    size_t bits = mpz_sgn(value) ? mpz_sizeinbase(value, 2) : 0;
    number_clear(value);
    return bits;
}

bool operand_is_short(const Operand *value)
{
    return value->kind == VALUE_NUMBER ? bits_of(value) <= PAPER_BITS : value->value.size <= PAPER_BYTES;
}

static void append_number(Buffer *out, const Operand *number, NumberBase base)
{
    bool decimal = base == BASE_DECIMAL || (base == BASE_BEST && operand_is_short(number));
    mpz_t value;
    mpz_init(value);
    operand_to_number(value, number);
    if (mpz_sgn(value) < 0)
        text_append(out, "-");
    mpz_abs(value, value);
    if (!decimal)
        text_append(out, "0x");
    size_t room = mpz_sizeinbase(value, decimal ? 10 : 16) + 1; /* and a NUL */
    char *digits = memory_new(room);
    mpz_get_str(digits, decimal ? 10 : 16, value);
    text_append(out, digits);
    memory_wipe(digits, room);
    memory_free(digits);
    number_clear(value);
}

const char *operand_in_base(Buffer *out, const Operand *value, NumberBase base)
{
    if (value->kind == VALUE_NUMBER)
        append_number(out, value, base);
    else if (value->kind == VALUE_TEXT)
        buffer_append(out, value->value);
    else if (value->value.size)
        text_append_hex(out, value->value);
    else
        text_append(out, "(empty)");
    return text_finish(out);
}

const char *operand_size_text(Buffer *out, const Operand *value)
{
    size_t size = value->kind == VALUE_NUMBER ? bits_of(value) : value->value.size;
    if (value->kind != VALUE_TEXT) {
        text_append_decimal(out, size);
        text_append(out, value->kind == VALUE_NUMBER ? " bit" : " byte");
        text_append(out, size == 1 ? "" : "s");
    }
    return text_finish(out);
}
