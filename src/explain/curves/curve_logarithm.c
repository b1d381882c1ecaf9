/* By trying; baby steps and giant steps are in curve_logarithm_steps.c. */
#include "explain/curves/curve_logarithm.h"

#include "base/memory.h"
#include "explain/curves/point.h"
#include "explain/curves/point_bytes.h"
#include "explain/language/method.h"
#include "explain/language/row.h"

typedef struct Search {
    Curve curve; /* a, p and G */
    size_t x;
} Search;

static void search_free(void *state)
{
    Search *search = state;
    curve_clear(&search->curve);
    memory_free(search);
}

static void multiple_of_base(Point *out, const Curve *curve, size_t k)
{
    mpz_t factor;
    mpz_init_set_ui(factor, k);
    curve_multiply(out, curve, factor, &curve->g);
    mpz_clear(factor);
}

/* "S3 = point-add(S2, G, a, p)" */
static void make_multiple(const Search *search, size_t x, Arena *arena, Row *out)
{
    Point before, multiple;
    const char *name = row_text(arena, "S%zu", x - 1);
    point_init(&before);
    point_init(&multiple);
    multiple_of_base(&before, &search->curve, x - 1);
    curve_add(&multiple, &search->curve, &before, &search->curve.g);
    out->formula = row_text(arena, "point-add(%s, G, a, p)", name);
    row_take_point(out, arena, name, &search->curve, &before);
    row_take_point(out, arena, "G", &search->curve, &search->curve.g);
    row_take(out, arena, "a", search->curve.a);
    row_take(out, arena, "p", search->curve.p);
    out->result = operand_point(arena, row_text(arena, "S%zu", x), &search->curve, &multiple);
    out->note = row_text(arena, "%zuG%s%s", x, point_text(arena, &search->curve, &multiple),
                         x == search->x ? ", which is Q" : ", which is not Q");
    out->opens = explain_point_add_row;
    point_clear(&multiple);
    point_clear(&before);
}

static void make_first(const Search *search, Arena *arena, Row *out)
{
    out->formula = "G";
    row_take_point(out, arena, "G", &search->curve, &search->curve.g);
    out->result = operand_point(arena, "S1", &search->curve, &search->curve.g);
    out->note = row_text(arena, "1G%s%s", point_text(arena, &search->curve, &search->curve.g),
                         search->x == 1 ? ", which is Q" : ", which is not Q");
}

static void make_result(const Search *search, Arena *arena, Row *out)
{
    out->formula = row_text(arena, "%zu", search->x);
    row_give_count(out, arena, "x", search->x);
    out->note = row_text(arena, "found by %zu tries", search->x);
}

static void search_make(void *state, size_t index, Arena *arena, Row *out)
{
    const Search *search = state;
    if (index == 0)
        make_first(search, arena, out);
    else if (index < search->x)
        make_multiple(search, index + 1, arena, out);
    else
        make_result(search, arena, out);
}

/* The x in 1 … limit, or 0. */
static size_t search_run(const Curve *curve, const Point *point, size_t limit)
{
    Point multiple;
    size_t found = 0;
    point_init(&multiple);
    for (size_t x = 1; x <= limit && !found; x++) {
        curve_add(&multiple, curve, &multiple, &curve->g);
        found = point_equal(&multiple, point) ? x : 0;
    }
    point_clear(&multiple);
    return found;
}

static const Method search_method = {search_make, search_free};

Worked *explain_curve_logarithm(const Curve *curve, const Point *point, size_t limit)
{
    size_t x = search_run(curve, point, limit);
    if (x == 0)
        return NULL;
    Search *search = memory_new(sizeof *search);
    curve_init_from(&search->curve, curve->a, curve->p, &curve->g);
    point_set(&search->curve.g, &curve->g);
    search->x = x;
    return worked_new("Logarithm on a curve by trying", &search_method, search, x + 1);
}
