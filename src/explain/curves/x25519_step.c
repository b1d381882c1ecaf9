/* One step of the ladder, in the order and with the names of RFC 7748 §5. */
#include "explain/curves/x25519_ladder.h"
#include "explain/language/list.h"
#include "explain/language/row.h"

typedef struct StepRow {
    const char *name, *formula, *note;
} StepRow;

static void add_rows(List *list, const StepRow *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        list_row(list, rows[i].name, rows[i].formula, "%s", rows[i].note);
}

/* RFC 7748 §5, cswap. Where nothing is exchanged there is nothing to show. */
static const StepRow exchange[] = {
    {"dummy", "swap · (x_2 - x_3)", "P and P + Q change places"},
    {"x_2", "x_2 - dummy", ""},
    {"x_3", "x_3 + dummy", ""},
    {"dummy", "swap · (z_2 - z_3)", ""},
    {"z_2", "z_2 - dummy", ""},
    {"z_3", "z_3 + dummy", ""},
};

static const StepRow formulas[] = {
    {"A", "x_2 + z_2 mod p", ""},
    {"AA", "A^2 mod p", ""},
    {"B", "x_2 - z_2 mod p", ""},
    {"BB", "B^2 mod p", ""},
    {"E", "AA - BB mod p", ""},
    {"C", "x_3 + z_3 mod p", ""},
    {"D", "x_3 - z_3 mod p", ""},
    {"DA", "D · A mod p", ""},
    {"CB", "C · B mod p", ""},
    {"x_3", "(DA + CB)^2 mod p", "x_3/z_3 is now that of 2P + Q"},
    {"z_3", "x_1 · (DA - CB)^2 mod p", ""},
    {"x_2", "AA · BB mod p", "x_2/z_2 is now that of 2P"},
    {"z_2", "E · (AA + 121665 · E) mod p", "a24 is (486662 - 2) / 4 = 121665"},
};

static void add_beginning(List *list, Arena *arena, const char *ladder)
{
    list_row(list, "p", "2^255 - 19", "all is computed modulo this prime");
    list_row(list, "x_2", row_text(arena, "number(%s[0..31])", ladder), "x_2/z_2 is the u coordinate of P");
    list_row(list, "z_2", row_text(arena, "number(%s[32..63])", ladder), "as a fraction, to be divided out at the end");
    list_row(list, "x_3", row_text(arena, "number(%s[64..95])", ladder), "x_3/z_3 is that of P + Q");
    list_row(list, "z_3", row_text(arena, "number(%s[96..127])", ladder), "whose difference is always Q");
    list_row(list, "k_t", "k div 2^t mod 2", "the bit of this step");
    list_row(list, "k_before", "k div 2^(t + 1) mod 2", "that of the step before");
    list_row(list, "swap", "k_t + k_before mod 2", "1 where they differ: then P and P + Q change places");
}

Worked *explain_x25519_step_row(const Row *row)
{
    Arena arena = {0};
    List *list = list_new("A step of the ladder: 2P and 2P + Q from P and P + Q");
    for (int i = 0; i < row->operand_count; i++)
        list_given(list, &row->operands[i]);
    add_beginning(list, &arena, row->operands[0].name);
    if (list_find(list, "swap")->value.size)
        add_rows(list, exchange, COUNT_OF(exchange));
    add_rows(list, formulas, COUNT_OF(formulas));
    list_row(list, row->result.name, "bytes(x_2, 32) ‖ bytes(z_2, 32) ‖ bytes(x_3, 32) ‖ bytes(z_3, 32)",
             "where the ladder is after this step");
    arena_clear(&arena);
    return list_finish(list);
}
