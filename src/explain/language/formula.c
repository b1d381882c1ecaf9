#include "explain/language/formula.h"

#include <assert.h>
#include <string.h>

#include "explain/language/formula_value.h"
#include "math/modular.h"

/* Where reading is. `modulus`: that of the ring which the part being read is computed in; NULL outside of one. */
typedef struct Reader {
    const char *at;
    const Operand *operands;
    int count;
    mpz_srcptr modulus;
} Reader;

static void read_formula(Reader *reader, Value *out);

static void skip_spaces(Reader *reader)
{
    while (*reader->at == ' ')
        reader->at++;
}

/* Takes a sign or an operator, where it is next. */
static bool accept(Reader *reader, const char *token)
{
    size_t size = strlen(token);
    skip_spaces(reader);
    if (strncmp(reader->at, token, size) != 0)
        return false;
    reader->at += size;
    return true;
}

static void expect(Reader *reader, const char *token)
{
    bool found = accept(reader, token);
    assert(found);
    (void)found;
}

/* Keeps numbers short on the way through a ring. */
static void reduce(const Reader *reader, Value *value)
{
    if (reader->modulus)
        mpz_mod(value->number, value->number, reader->modulus);
}

static void read_name(Reader *reader, Value *out, size_t size)
{
    const Operand *found = NULL;
    for (int i = 0; i < reader->count; i++)
        if (strncmp(reader->operands[i].name, reader->at, size) == 0 && reader->operands[i].name[size] == '\0')
            found = &reader->operands[i];
    assert(found);
    reader->at += size;
    out->is_bytes = found->kind != VALUE_NUMBER;
    if (out->is_bytes)
        buffer_set(&out->bytes, found->value);
    else
        operand_to_number(out->number, found);
}

static void read_number(Reader *reader, Value *out, size_t size)
{
    char digits[32] = "";
    assert(size < sizeof digits);
    memcpy(digits, reader->at, size);
    int status = mpz_set_str(out->number, digits, 0);
    assert(status == 0);
    (void)status;
    reader->at += size;
}

static void read_text(Reader *reader, Value *out)
{
    const char *end = strchr(reader->at, '"');
    assert(end);
    value_set_bytes(out, bytes_of(reader->at, (size_t)(end - reader->at)));
    reader->at = end + 1;
}

static void read_function(Reader *reader, Value *out, size_t size)
{
    Value arguments[FUNCTION_ARGUMENTS_MAX];
    Reader inside = {.at = reader->at + size, .operands = reader->operands, .count = reader->count};
    const Function *function = function_find(reader->at, size);
    assert(function);
    for (int i = 0; i < function->arguments; i++) {
        expect(&inside, i == 0 ? "(" : ",");
        value_init(&arguments[i]);
        read_formula(&inside, &arguments[i]);
    }
    expect(&inside, ")");
    function->compute(out, arguments, function->detail);
    for (int i = 0; i < function->arguments; i++)
        value_clear(&arguments[i]);
    reader->at = inside.at;
}

static void read_word(Reader *reader, Value *out)
{
    FormulaWord word;
    bool is_word = formula_word(reader->at, &word);
    assert(is_word);
    (void)is_word;
    if (word.kind == WORD_FUNCTION)
        read_function(reader, out, word.size);
    else if (word.kind == WORD_NUMBER)
        read_number(reader, out, word.size);
    else
        read_name(reader, out, word.size);
}

static void read_atom(Reader *reader, Value *out)
{
    if (accept(reader, "(")) {
        read_formula(reader, out);
        expect(reader, ")");
    } else if (accept(reader, "\"")) {
        read_text(reader, out);
    } else {
        read_word(reader, out);
    }
}

static size_t read_index(Reader *reader, const char *end)
{
    Value index;
    Reader inside = {.at = reader->at, .operands = reader->operands, .count = reader->count};
    value_init(&index);
    read_formula(&inside, &index);
    size_t value = value_size(&index);
    value_clear(&index);
    reader->at = inside.at;
    expect(reader, end);
    return value;
}

/* a[i..j] */
static void read_part(Reader *reader, Value *out)
{
    read_atom(reader, out);
    while (accept(reader, "[")) {
        size_t first = read_index(reader, ".."), last = read_index(reader, "]");
        assert(out->is_bytes && first <= last && last < out->bytes.size);
        buffer_truncate(&out->bytes, last + 1);
        buffer_consume(&out->bytes, first);
    }
}

/* An exponent is a number, not one of the ring. */
static void read_power(Reader *reader, Value *out)
{
    read_part(reader, out);
    if (!accept(reader, "^"))
        return;
    Value exponent;
    Reader inside = *reader;
    inside.modulus = NULL;
    value_init(&exponent);
    bool negative = accept(&inside, "-");
    read_part(&inside, &exponent);
    if (negative)
        mpz_neg(exponent.number, exponent.number);
    if (reader->modulus)
        mpz_powm(out->number, out->number, exponent.number, reader->modulus);
    else
        mpz_pow_ui(out->number, out->number, value_size(&exponent));
    value_clear(&exponent);
    reader->at = inside.at;
}

typedef void ReadPart(Reader *reader, Value *out);

/* What stands behind a sign that has been read; to be cleared. */
static void read_operand(Reader *reader, Value *out, ReadPart *part)
{
    value_init(out);
    part(reader, out);
}

static void read_product(Reader *reader, Value *out)
{
    Value factor;
    read_power(reader, out);
    for (;;) {
        if (accept(reader, "·")) {
            read_operand(reader, &factor, read_power);
            mpz_mul(out->number, out->number, factor.number);
            reduce(reader, out);
        } else if (accept(reader, "div ")) {
            read_operand(reader, &factor, read_power);
            mpz_fdiv_q(out->number, out->number, factor.number);
        } else {
            return;
        }
        value_clear(&factor);
    }
}

static void read_sum(Reader *reader, Value *out)
{
    Value term;
    read_product(reader, out);
    for (;;) {
        if (accept(reader, "+ ")) {
            read_operand(reader, &term, read_product);
            mpz_add(out->number, out->number, term.number);
        } else if (accept(reader, "- ")) {
            read_operand(reader, &term, read_product);
            mpz_sub(out->number, out->number, term.number);
        } else {
            return;
        }
        value_clear(&term);
    }
}

static void xor
    (Value * out, const Value *other) {
        assert(out->bytes.size == other->bytes.size);
        for (size_t i = 0; i < out->bytes.size; i++)
            out->bytes.data[i] ^= other->bytes.data[i];
    }

    static void read_string(Reader *reader, Value *out)
{
    Value next;
    read_sum(reader, out);
    for (;;) {
        if (accept(reader, "‖")) {
            read_operand(reader, &next, read_sum);
            assert(out->is_bytes && next.is_bytes);
            buffer_append(&out->bytes, buffer_bytes(&next.bytes));
        } else if (accept(reader, "⊕")) {
            read_operand(reader, &next, read_sum);
            xor(out, &next);
        } else {
            return;
        }
        value_clear(&next);
    }
}

/* Negative, zero or positive, as the first is less than, equal to or more than the second. Bytes are equal or not. */
static int compare(const Value *a, const Value *b)
{
    assert(a->is_bytes == b->is_bytes);
    if (a->is_bytes)
        return !bytes_equal(buffer_bytes(&a->bytes), buffer_bytes(&b->bytes));
    return mpz_cmp(a->number, b->number);
}

static void read_comparison(Reader *reader, Value *out)
{
    static const char *const signs[] = {"==", "≤", "<"};
    read_string(reader, out);
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        if (!accept(reader, signs[i]))
            continue;
        Value other;
        read_operand(reader, &other, read_string);
        int order = compare(out, &other);
        bool holds = i == 0 ? order == 0 : i == 1 ? order <= 0 : order < 0;
        value_clear(&other);
        buffer_clear(&out->bytes);
        mpz_set_ui(out->number, holds);
        out->is_bytes = false;
        return;
    }
}

/* The modulus stands behind what is computed by it, and is read first. Division that rounds down is none of the ring:
   where it is, remainders are taken at the end alone. */
static void read_remainder(Reader *reader, Value *out, const char *behind)
{
    Value modulus;
    Reader right = {.at = behind, .operands = reader->operands, .count = reader->count};
    Reader left = *reader;
    value_init(&modulus);
    read_sum(&right, &modulus);
    assert(mpz_sgn(modulus.number) > 0);
    const char *div = formula_find(reader->at, "div", true);
    left.modulus = div && div < behind ? NULL : modulus.number;
    read_comparison(&left, out);
    mpz_mod(out->number, out->number, modulus.number);
    expect(&left, "mod");
    value_clear(&modulus);
    reader->at = right.at;
}

static void read_formula(Reader *reader, Value *out)
{
    const char *mod = formula_find(reader->at, "mod", false);
    if (mod)
        read_remainder(reader, out, mod + strlen("mod"));
    else
        read_comparison(reader, out);
}

Operand formula_compute(Arena *arena, const char *name, const char *formula, const Operand *operands, int count)
{
    Value value;
    Reader reader = {.at = formula, .operands = operands, .count = count};
    value_init(&value);
    read_formula(&reader, &value);
    skip_spaces(&reader);
    assert(*reader.at == '\0');
    name = arena_copy_text(arena, name);
    Operand out = value.is_bytes ? operand_bytes(name, arena_copy(arena, buffer_bytes(&value.bytes)))
                                 : operand_number(arena, name, value.number);
    value_clear(&value);
    return out;
}
