#include "explain/curves/ecdh.h"

#include "explain/curves/multiple.h"
#include "explain/curves/point_bytes.h"
#include "explain/language/list.h"
#include "explain/language/row.h"

/* The private value as a number, whichever it is. False where it is not in range. */
static bool take_private(const Curve *curve, Arena *arena, const Operand *x, Operand *out)
{
    mpz_t value;
    mpz_init(value);
    operand_to_number(value, x);
    *out = operand_number(arena, x->name, value);
    bool good = curve_private_check(curve, value) == ERROR_NONE;
    number_clear(value);
    return good;
}

static void given_curve(List *list, Arena *arena, const Curve *curve)
{
    Operand base = operand_point(arena, "G", curve, &curve->g);
    list_given_number(list, "a", curve->a);
    list_given_number(list, "b", curve->b);
    list_given_number(list, "p", curve->p);
    list_given(list, &base);
}

/* "result = point-multiple(x, Y, a, p)" */
static void add_multiple(List *list, Arena *arena, const Curve *curve, const char *result, const char *factor,
                         const char *point, const char *note)
{
    list_row(list, result, row_text(arena, "point-multiple(%s, %s, a, p)", factor, point), "%s", note);
    list_note_point(list, curve);
    list_opens(list, explain_multiple_row);
}

Worked *explain_ecdh_public(const Curve *curve, const Operand *x, const char *result)
{
    Arena arena = {0};
    Operand factor;
    Worked *worked = NULL;
    if (take_private(curve, &arena, x, &factor)) {
        List *list = list_new(row_text(&arena, "%s = %s·G", result, x->name));
        given_curve(list, &arena, curve);
        list_given(list, &factor);
        add_multiple(list, &arena, curve, result, factor.name, "G", "is sent");
        worked = list_finish(list);
    }
    arena_clear(&arena);
    return worked;
}

static bool is_shared(const Curve *curve, const Operand *x, const Operand *y)
{
    Buffer shared = BUFFER_EMPTY;
    Point point;
    mpz_t factor;
    mpz_init(factor);
    point_init(&point);
    operand_to_number(factor, x);
    bool good = !curve_point_decode(&point, curve, y->value) && !ecdh_shared(&shared, curve, factor, &point);
    point_clear(&point);
    number_clear(factor);
    buffer_clear(&shared);
    return good;
}

/* y² = x³ + ax + b for a point that came from outside. */
static void add_equation(List *list, Arena *arena, const Curve *curve, const char *point)
{
    size_t size = curve_field_size(curve);
    list_row(list, "x_Y", row_text(arena, "number(%s[1..%zu])", point, size), "behind the 04 comes x …");
    list_row(list, "y_Y", row_text(arena, "number(%s[%zu..%zu])", point, size + 1, 2 * size), "… and then y");
    list_row(list, "left", "y_Y^2 mod p", "the equation's left side");
    list_row(list, "right", "x_Y^3 + a · x_Y + b mod p", "and its right side");
    list_row(list, "on_curve", "left == right", "1: a point of the curve, and not of a weaker one");
}

/* "result = S[1..32]" */
static void add_coordinate(List *list, Arena *arena, const Curve *curve, const char *result, const char *point)
{
    list_row(list, result, row_text(arena, "%s[1..%zu]", point, curve_field_size(curve)),
             "the x coordinate alone, with its leading zeros");
}

Worked *explain_ecdh_shared(const Curve *curve, const Operand *x, const Operand *y, const char *result)
{
    Arena arena = {0};
    Operand factor;
    Worked *worked = NULL;
    if (take_private(curve, &arena, x, &factor) && is_shared(curve, x, y)) {
        List *list = list_new(row_text(&arena, "%s, the x coordinate of %s·%s", result, x->name, y->name));
        given_curve(list, &arena, curve);
        list_given(list, &factor);
        list_given(list, y);
        add_equation(list, &arena, curve, y->name);
        add_multiple(list, &arena, curve, "S", factor.name, y->name, "the other side comes to the same point");
        add_coordinate(list, &arena, curve, result, "S");
        worked = list_finish(list);
    }
    arena_clear(&arena);
    return worked;
}

/* a is a number of the curve's: the private ones are called so in formulas. */
static const char client_private[] = "client_private", server_private[] = "server_private";

Worked *explain_ecdh(const Curve *curve, const mpz_t a, const mpz_t b)
{
    if (curve_private_check(curve, a) || curve_private_check(curve, b))
        return NULL;
    Arena arena = {0};
    List *list = list_new("Elliptic curve Diffie-Hellman");
    given_curve(list, &arena, curve);
    list_given_number(list, client_private, a);
    list_given_number(list, server_private, b);
    add_multiple(list, &arena, curve, "A", client_private, "G", "the client's public point, which it sends");
    add_multiple(list, &arena, curve, "B", server_private, "G", "the server's public point, which it sends");
    add_multiple(list, &arena, curve, "S_client", client_private, "B", "the client's product");
    add_multiple(list, &arena, curve, "S_server", server_private, "A", "the server's: the same point");
    list_row(list, "equal", "S_client == S_server", "1: both have the same point");
    add_coordinate(list, &arena, curve, "shared_secret", "S_client");
    arena_clear(&arena);
    return list_finish(list);
}
