#include "explain/curves/ecdsa.h"
#include "explain/curves/ecdsa_rows.h"
#include "explain/curves/multiple.h"
#include "explain/curves/point.h"
#include "explain/curves/point_bytes.h"
#include "explain/language/row.h"
#include "explain/numbers/euclid.h"

/* Where an INTEGER of the signature, which is DER, has its content, the zero in front included; `at` is moved from its
   tag behind it. */
static Bytes next_integer(Bytes signature, size_t *at)
{
    size_t size = signature.data[*at + 1];
    Bytes content = bytes_slice(signature, *at + 2, size);
    *at += 2 + size;
    return content;
}

/* r and s, taken out of SEQUENCE { r INTEGER, s INTEGER }. */
static void add_numbers(List *list, Arena *arena, const Operand *signature)
{
    size_t at = signature->value.data[1] < 0x80 ? 2 : 3;
    for (const char *name = "rs"; *name; name++) {
        Bytes content = next_integer(signature->value, &at);
        size_t first = (size_t)(content.data - signature->value.data);
        list_row(list, row_text(arena, "%c", *name),
                 row_text(arena, "number(%s[%zu..%zu])", signature->name, first, first + content.size - 1),
                 "the INTEGER at byte %zu of the signature", first - 2);
    }
}

/* The multiple of a point by u or v, which may be 0. */
static void add_multiple(List *list, const Curve *curve, const char *result, const char *factor, const char *formula,
                         const char *note)
{
    list_row(list, result, formula, "%s", note);
    list_note_point(list, curve);
    if (list_find(list, factor)->value.size)
        list_opens(list, explain_multiple_row);
}

static void add_equation(List *list, Arena *arena, const Curve *curve, const Operand *public_key)
{
    list_row(list, "w", "s^-1 mod n", "to divide by s is to multiply by its inverse");
    list_opens(list, explain_inverse_row);
    list_row(list, "u", "z · w mod n", "z/s");
    list_row(list, "v", "r · w mod n", "r/s");
    add_multiple(list, curve, "U", "u", "point-multiple(u, G, a, p)", "u·G");
    add_multiple(list, curve, "V", "v", row_text(arena, "point-multiple(v, %s, a, p)", public_key->name),
                 "v·Q, Q being the public key");
    list_row(list, "R", "point-add(U, V, a, p)", "the nonce's point again: (z + r·d)/s is k");
    list_note_point(list, curve);
    list_opens(list, explain_point_add_row);
    if (list_find(list, "R")->value.size == 1) {
        list_row(list, "valid", row_text(arena, "len(R) == %zu", 1 + 2 * curve_field_size(curve)),
                 "infinity has no x coordinate: no signature");
        return;
    }
    list_row(list, "x", row_text(arena, "number(R[1..%zu]) mod n", curve_field_size(curve)), "its x coordinate");
    list_row(list, "valid", "x == r", "1: whoever signed had the private number");
}

/* Both numbers are from 1 to n-1; false, and the last row says which is not, where one is not. */
static bool add_range(List *list)
{
    static const char *const conditions[] = {"0 < r", "r < n", "0 < s", "s < n"};
    for (size_t i = 0; i < COUNT_OF(conditions); i++) {
        list_row(list, "in_range", conditions[i], "or it is no signature");
        if (list_find(list, "in_range")->value.size == 0)
            return false;
    }
    return true;
}

static bool can_be_read(const Curve *curve, const Operand *public_key, const Operand *signature)
{
    Point point;
    mpz_t r, s;
    mpz_inits(r, s, NULL);
    point_init(&point);
    bool good =
        !curve_point_decode(&point, curve, public_key->value) && !ecdsa_signature_decode(r, s, signature->value);
    point_clear(&point);
    mpz_clears(r, s, NULL);
    return good;
}

Worked *explain_ecdsa_verify(const Curve *curve, HashId hash, const Operand *public_key, const Operand *message,
                             const Operand *signature)
{
    if (!can_be_read(curve, public_key, signature))
        return NULL;
    Arena arena = {0};
    List *list = list_new("ECDSA signature verified");
    list_given(list, public_key);
    list_given(list, signature);
    ecdsa_rows_digest(list, curve, hash, message);
    add_numbers(list, &arena, signature);
    if (add_range(list))
        add_equation(list, &arena, curve, public_key);
    arena_clear(&arena);
    return list_finish(list);
}
