#include "explain/curves/x25519.h"

#include "explain/curves/x25519_ladder.h"
#include "explain/language/list.h"
#include "explain/language/row.h"
#include "explain/numbers/power.h"
#include "math/x25519.h"

static void add_decoding(List *list, Arena *arena, const char *scalar, const char *u)
{
    list_row(list, "p", "2^255 - 19", "all is computed modulo this prime");
    list_row(list, "scalar_number", row_text(arena, "number(reverse(%s))", scalar), "the lowest byte comes first");
    list_row(list, "k", "(scalar_number mod 2^254) div 8 · 8 + 2^254",
             "clamped: bits 0, 1, 2 and 255 are cleared, bit 254 is set");
    list_row(list, "u_number", row_text(arena, "number(reverse(%s))", u), "the lowest byte comes first");
    list_row(list, "u_masked", "u_number mod 2^255", "the highest bit does not count");
    list_row(list, "x_1", "u_masked mod p", "the u coordinate of the point Q that is multiplied");
}

static void add_ladder(List *list)
{
    list_row(list, "L", "x25519-ladder(k, x_1)", "255 steps, one for each bit of k from bit 254 down");
    list_opens(list, explain_x25519_ladder_row);
    list_row(list, "x_2", "number(L[0..31])", "the u coordinate of k·Q is the fraction x_2/z_2");
    list_row(list, "z_2", "number(L[32..63])", "a denominator: so the ladder needs no division");
}

static void add_division(List *list, const char *result)
{
    list_row(list, "exponent", "p - 2", "by Fermat, z_2^(p-1) is 1, so that z_2^(p-2) is 1/z_2");
    list_row(list, "inverse", "z_2^exponent mod p", "of z_2 = 0 it is 0");
    list_opens(list, explain_power_row);
    list_row(list, "product", "x_2 · inverse mod p", "x_2/z_2");
    list_row(list, result, "reverse(bytes(product, 32))", "the lowest byte comes first");
}

Worked *explain_x25519(const Operand *scalar, const Operand *u, const char *result)
{
    if (scalar->value.size != X25519_SIZE || u->value.size != X25519_SIZE)
        return NULL;
    Arena arena = {0};
    List *list = list_new(row_text(&arena, "%s = X25519(%s, %s)", result, scalar->name, u->name));
    list_given(list, scalar);
    list_given(list, u);
    add_decoding(list, &arena, scalar->name, u->name);
    add_ladder(list);
    add_division(list, result);
    arena_clear(&arena);
    return list_finish(list);
}

Worked *explain_x25519_public(const Operand *scalar, const char *result)
{
    static const uint8_t nine[X25519_SIZE] = {9};
    Operand base = operand_bytes("u", BYTES_OF_ARRAY(nine));
    return explain_x25519(scalar, &base, result);
}
