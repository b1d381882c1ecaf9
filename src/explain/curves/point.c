#include "explain/curves/point.h"

#include "explain/curves/point_bytes.h"
#include "explain/language/list.h"
#include "explain/language/row.h"
#include "explain/numbers/euclid.h"

/* What the rows of an operation can speak of: the curve's numbers, the points and their coordinates. */
static List *begin(const char *title, const Curve *curve, const Point *p, const Point *q)
{
    List *list = list_new(title);
    Arena arena = {0};
    Operand points[] = {operand_point(&arena, "P", curve, p), operand_point(&arena, "Q", curve, q)};
    list_given_number(list, "a", curve->a);
    list_given_number(list, "p", curve->p);
    list_given_number(list, "x_P", p->x);
    list_given_number(list, "y_P", p->y);
    list_given_number(list, "x_Q", q->x);
    list_given_number(list, "y_Q", q->y);
    list_given(list, &points[0]);
    list_given(list, &points[1]);
    arena_clear(&arena);
    return list;
}

/* slope = numerator / denominator */
static void add_slope(List *list)
{
    list_row(list, "i", "denominator^-1 mod p", "to divide by the denominator is to multiply by its inverse");
    list_opens(list, explain_inverse_row);
    list_row(list, "s", "numerator · i mod p", "the slope");
}

/* The third point on the line, mirrored; `other_x` is the name of the second one's x. */
static void add_third(List *list, const Curve *curve, const char *other_x)
{
    Arena arena = {0};
    size_t size = curve_field_size(curve);
    list_row(list, "x", row_text(&arena, "s^2 - x_P - %s mod p", other_x),
             "where the line meets the curve for the third time");
    list_row(list, "y", "s · (x_P - x) - y_P mod p", "on the other side of the x axis");
    list_row(list, "sum", row_text(&arena, "bytes(4, 1) ‖ bytes(x, %zu) ‖ bytes(y, %zu)", size, size),
             "the point as it is encoded");
    list_note_point(list, curve);
    arena_clear(&arena);
}

static void add_upright(List *list)
{
    list_row(list, "sum", "bytes(0, 1)", "the line is upright and meets the curve at infinity, which is encoded so");
}

static void add_tangent(List *list, const Curve *curve, const Point *p)
{
    list_row(list, "denominator", "2 · y_P mod p", "the tangent's slope is (3·x² + a) / 2y");
    if (mpz_sgn(p->y) == 0) {
        add_upright(list);
        return;
    }
    list_row(list, "numerator", "3 · x_P^2 + a mod p", "both from the derivative of either side of the equation");
    add_slope(list);
    add_third(list, curve, "x_P");
}

Worked *explain_point_double(const Curve *curve, const Point *p)
{
    List *list = begin("2P, the double of a point", curve, p, p);
    if (p->infinity)
        list_row(list, "sum", "P", "P is infinity, the neutral element: infinity + infinity is infinity");
    else
        add_tangent(list, curve, p);
    return list_finish(list);
}

static void add_chord(List *list, const Curve *curve)
{
    list_row(list, "numerator", "y_Q - y_P mod p", "the line's slope is (y_Q - y_P) / (x_Q - x_P)");
    list_row(list, "denominator", "x_Q - x_P mod p", "how far it is from P to Q");
    add_slope(list);
    add_third(list, curve, "x_Q");
}

Worked *explain_point_add(const Curve *curve, const Point *p, const Point *q)
{
    List *list = begin("P + Q, the sum of two points", curve, p, q);
    if (p->infinity) {
        list_row(list, "sum", "Q", "P is infinity, the neutral element");
    } else if (q->infinity) {
        list_row(list, "sum", "P", "Q is infinity, the neutral element");
    } else if (mpz_cmp(p->x, q->x) != 0) {
        add_chord(list, curve);
    } else if (mpz_cmp(p->y, q->y) == 0) {
        list_row(list, "equal", "P == Q", "the same point twice: the line becomes the tangent");
        add_tangent(list, curve, p);
    } else {
        list_row(list, "opposite", "y_P + y_Q mod p", "the same x, and the y opposite to each other: Q is -P");
        add_upright(list);
    }
    return list_finish(list);
}

Worked *explain_point_equation(const Curve *curve, const Point *p)
{
    List *list = begin("The curve's equation, y² = x³ + ax + b, in P", curve, p, p);
    list_given_number(list, "b", curve->b);
    list_row(list, "left", "y_P^2 mod p", "the equation's left side");
    list_row(list, "right", "x_P^3 + a · x_P + b mod p", "and its right side");
    list_row(list, "on_curve", "left == right", "1: P is a point of the curve; 0: it is not");
    return list_finish(list);
}

/* Of a row whose last two operands are a and p, and the ones before points. */
static Worked *open_operation(const Row *row, int points, Worked *explain(const Curve *, const Point *, const Point *))
{
    Curve curve;
    Point p, q;
    mpz_t a, modulus;
    mpz_inits(a, modulus, NULL);
    point_init(&p);
    point_init(&q);
    operand_to_number(a, &row->operands[points]);
    operand_to_number(modulus, &row->operands[points + 1]);
    point_from_operand(&p, &row->operands[0]);
    point_from_operand(&q, &row->operands[points - 1]);
    curve_init_from(&curve, a, modulus, &p);
    Worked *opened = explain(&curve, &p, &q);
    curve_clear(&curve);
    point_clear(&q);
    point_clear(&p);
    mpz_clears(a, modulus, NULL);
    return opened;
}

static Worked *explain_twice(const Curve *curve, const Point *p, const Point *q)
{
    (void)q;
    return explain_point_double(curve, p);
}

Worked *explain_point_add_row(const Row *row)
{
    return open_operation(row, 2, explain_point_add);
}

Worked *explain_point_double_row(const Row *row)
{
    return open_operation(row, 1, explain_twice);
}
