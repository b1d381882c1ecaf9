/* What a formula's parts come to, and the functions that formulas can call. For this room alone. */
#ifndef TLSTEPS_EXPLAIN_FORMULA_VALUE_H
#define TLSTEPS_EXPLAIN_FORMULA_VALUE_H

#include <gmp.h>

#include "base/bytes.h"

/* A number or bytes; the other one is there and empty. */
typedef struct Value {
    bool is_bytes;
    mpz_t number;
    Buffer bytes;
} Value;

void value_init(Value *value); /* as the number 0; ended by value_clear, which wipes */
void value_clear(Value *value);
void value_set_bytes(Value *value, Bytes bytes);
/* Makes it bytes, `size` more than it had, to be written at the place that is returned. */
uint8_t *value_extend(Value *value, size_t size);
/* The number as an index or a size. */
size_t value_size(const Value *value);

enum { FUNCTION_ARGUMENTS_MAX = 5 };

/* Computes a function's value from as many arguments as it has. `detail` tells apart the functions of one family. */
typedef void FunctionBody(Value *out, const Value *arguments, int detail);
typedef struct Function {
    const char *name;
    int arguments;
    FunctionBody *compute;
    int detail;
} Function;
/* Families of them, each ended by one without a name: of points; of X25519's ladder. Those of symmetric cryptography,
   numbers and bytes stand where a name is looked up. */
extern const Function functions_of_points[], functions_of_x25519[];
/* The function of a name, which is `size` characters; NULL where there is none. */
const Function *function_find(const char *name, size_t size);

#endif
