#include "explain/curves/point_bytes.h"

#include <assert.h>

#include "explain/language/formula_value.h"
#include "explain/language/row.h"

enum { READABLE_BITS = 32 };

Operand operand_point(Arena *arena, const char *name, const Curve *curve, const Point *point)
{
    Buffer bytes = BUFFER_EMPTY;
    curve_point_append(&bytes, curve, point);
    Operand operand = operand_bytes(name, buffer_bytes(&bytes));
    operand = operand_copy(arena, &operand);
    buffer_clear(&bytes);
    return operand;
}

void row_take_point(Row *row, Arena *arena, const char *name, const Curve *curve, const Point *point)
{
    assert(row->operand_count < ROW_OPERANDS_MAX);
    row->operands[row->operand_count++] = operand_point(arena, arena_copy_text(arena, name), curve, point);
}

static void point_from_bytes(Point *out, Bytes bytes)
{
    size_t size = bytes.size / 2;
    out->infinity = size == 0;
    number_from_bytes(out->x, bytes_slice(bytes, 1, size));
    number_from_bytes(out->y, bytes_slice(bytes, 1 + size, size));
}

void point_from_operand(Point *out, const Operand *operand)
{
    point_from_bytes(out, operand->value);
}

const char *point_text(Arena *arena, const Curve *curve, const Point *point)
{
    if (mpz_sizeinbase(curve->p, 2) > READABLE_BITS)
        return "";
    if (point->infinity)
        return ": infinity";
    return row_text(arena, ": (%lu, %lu)", mpz_get_ui(point->x), mpz_get_ui(point->y));
}

void list_note_point(List *list, const Curve *curve)
{
    Arena arena = {0};
    Point point;
    point_init(&point);
    point_from_operand(&point, &list_last(list)->result);
    list_note(list, point_text(&arena, curve, &point));
    point_clear(&point);
    arena_clear(&arena);
}

void curve_init_from(Curve *curve, const mpz_t a, const mpz_t p, const Point *point)
{
    curve_init(curve);
    mpz_set(curve->p, p);
    mpz_set(curve->a, a);
    const Curve *named;
    for (int i = 0; (named = curve_at(i)) != NULL; i++)
        if (mpz_cmp(named->p, p) == 0 && mpz_cmp(named->a, a) == 0 && curve_point_check(named, point) == ERROR_NONE)
            curve->fast = named->fast;
}

/* The operation on the points before the last two arguments, which are a and p. */
typedef void PointOperation(Point *out, const Curve *curve, const Point *p, const Point *q);

static void operate(Value *out, const Value *arguments, int points, PointOperation *operation)
{
    Curve curve;
    Point p, q;
    point_init(&p);
    point_init(&q);
    point_from_bytes(&p, buffer_bytes(&arguments[0].bytes));
    point_from_bytes(&q, buffer_bytes(&arguments[points - 1].bytes));
    curve_init_from(&curve, arguments[points].number, arguments[points + 1].number, &p);
    operation(&p, &curve, &p, &q);
    out->is_bytes = true;
    curve_point_append(&out->bytes, &curve, &p);
    point_clear(&q);
    point_clear(&p);
    curve_clear(&curve);
}

static void twice(Point *out, const Curve *curve, const Point *p, const Point *q)
{
    (void)q;
    curve_double(out, curve, p);
}

static void point_add(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    operate(out, arguments, 2, curve_add);
}

static void point_double(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    operate(out, arguments, 1, twice);
}

/* (k, P, a, p) */
static void point_multiple(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    Curve curve;
    Point p;
    point_init(&p);
    point_from_bytes(&p, buffer_bytes(&arguments[1].bytes));
    curve_init_from(&curve, arguments[2].number, arguments[3].number, &p);
    curve_multiply(&p, &curve, arguments[0].number, &p);
    out->is_bytes = true;
    curve_point_append(&out->bytes, &curve, &p);
    point_clear(&p);
    curve_clear(&curve);
}

const Function functions_of_points[] = {
    {"point-add", 4, point_add, 0},
    {"point-double", 3, point_double, 0},
    {"point-multiple", 4, point_multiple, 0},
    {NULL, 0, NULL, 0},
};
