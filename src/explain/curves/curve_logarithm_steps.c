#include "base/memory.h"
#include "explain/curves/curve_logarithm.h"
#include "explain/curves/multiple.h"
#include "explain/curves/point.h"
#include "explain/curves/point_bytes.h"
#include "explain/language/baby_steps.h"
#include "explain/language/method.h"
#include "explain/language/row.h"
#include "math/modular.h"

/* `giant` is -m·G. BabyStep step j meets giant step i. */
typedef struct Steps {
    Curve curve; /* a, p, n and G */
    Point point, giant;
    size_t m, i, j;
} Steps;

/* The rows: how long the table is, its entries, the giant step, the giant steps, x. */
enum { ROW_BABY = 2 };

static size_t row_giant_step(const Steps *steps)
{
    return ROW_BABY + steps->m;
}

static size_t row_giant(const Steps *steps)
{
    return row_giant_step(steps) + 2;
}

static size_t row_result(const Steps *steps)
{
    return row_giant(steps) + steps->i + 1;
}

static void steps_free(void *state)
{
    Steps *steps = state;
    point_clear(&steps->point);
    point_clear(&steps->giant);
    curve_clear(&steps->curve);
    memory_free(steps);
}

static void multiply(Point *out, const Steps *steps, const Point *point, size_t k)
{
    mpz_t factor;
    mpz_init_set_ui(factor, k);
    curve_multiply(out, &steps->curve, factor, point);
    mpz_clear(factor);
}

static void make_length(const Steps *steps, size_t row, Arena *arena, Row *out)
{
    if (row == 0) {
        out->formula = row_text(arena, "%zu", steps->m);
        row_give_count(out, arena, "m", steps->m);
        out->note = "how long the table is: the root of n, rounded up";
        return;
    }
    out->formula = "n ≤ m · m";
    row_take(out, arena, "n", steps->curve.n);
    row_take_count(out, arena, "m", steps->m);
    row_give_count(out, arena, "enough", 1);
    out->note = "then x = i · m + j with i and j below m";
}

static void take_curve(const Steps *steps, Row *out, Arena *arena)
{
    row_take(out, arena, "a", steps->curve.a);
    row_take(out, arena, "p", steps->curve.p);
}

/* One addition more than the row before: "B3 = point-add(B2, G, a, p)". */
static void make_sum(const Steps *steps, const char *name, const char *from, const Point *before, const char *step_name,
                     const Point *step, Arena *arena, Row *out)
{
    Point sum;
    point_init(&sum);
    curve_add(&sum, &steps->curve, before, step);
    out->formula = row_text(arena, "point-add(%s, %s, a, p)", from, step_name);
    row_take_point(out, arena, from, &steps->curve, before);
    row_take_point(out, arena, step_name, &steps->curve, step);
    take_curve(steps, out, arena);
    out->result = operand_point(arena, name, &steps->curve, &sum);
    out->opens = explain_point_add_row;
    point_clear(&sum);
}

static void make_baby(const Steps *steps, size_t j, Arena *arena, Row *out)
{
    out->note = row_text(arena, "baby step %zu: %zuG", j, j);
    if (j == 0) {
        out->formula = "bytes(0, 1)";
        out->result = operand_bytes("B0", bytes_of("", 1));
        return;
    }
    Point before;
    point_init(&before);
    multiply(&before, steps, &steps->curve.g, j - 1);
    make_sum(steps, row_text(arena, "B%zu", j), row_text(arena, "B%zu", j - 1), &before, "G", &steps->curve.g, arena,
             out);
    point_clear(&before);
}

/* -m·G is (n - m)·G, because n·G is infinity. */
static void make_giant_step(const Steps *steps, size_t part, Arena *arena, Row *out)
{
    mpz_t back;
    mpz_init(back);
    mpz_sub_ui(back, steps->curve.n, steps->m);
    if (part == 0) {
        out->formula = "n - m";
        row_take(out, arena, "n", steps->curve.n);
        row_take_count(out, arena, "m", steps->m);
        row_give(out, arena, "back", back);
        out->note = "because n·G is infinity, -m·G is (n - m)·G";
    } else {
        out->formula = "point-multiple(back, G, a, p)";
        row_take(out, arena, "back", back);
        row_take_point(out, arena, "G", &steps->curve, &steps->curve.g);
        take_curve(steps, out, arena);
        out->result = operand_point(arena, "F", &steps->curve, &steps->giant);
        out->note = "a giant step back: -m·G";
        out->opens = explain_multiple_row;
    }
    mpz_clear(back);
}

static void make_giant(const Steps *steps, size_t i, Arena *arena, Row *out)
{
    if (i == 0) {
        out->formula = "Q";
        row_take_point(out, arena, "Q", &steps->curve, &steps->point);
        out->result = operand_point(arena, "C0", &steps->curve, &steps->point);
    } else {
        Point before;
        point_init(&before);
        multiply(&before, steps, &steps->giant, i - 1);
        curve_add(&before, &steps->curve, &before, &steps->point);
        make_sum(steps, row_text(arena, "C%zu", i), row_text(arena, "C%zu", i - 1), &before, "F", &steps->giant, arena,
                 out);
        point_clear(&before);
    }
    out->note = i == steps->i
                    ? row_text(arena, "giant step %zu: it is B%zu, so Q = (%zu · m + %zu)·G", i, steps->j, i, steps->j)
                    : row_text(arena, "giant step %zu: not in the table", i);
}

static void make_result(const Steps *steps, Arena *arena, Row *out)
{
    size_t x = steps->i * steps->m + steps->j;
    out->formula = row_text(arena, "%zu · m + %zu", steps->i, steps->j);
    row_take_count(out, arena, "m", steps->m);
    row_give_count(out, arena, "x", x);
    out->note =
        row_text(arena, "%zu additions and a table of %zu, where trying takes %zu", steps->m + steps->i, steps->m, x);
}

static void steps_make(void *state, size_t index, Arena *arena, Row *out)
{
    const Steps *steps = state;
    if (index < ROW_BABY)
        make_length(steps, index, arena, out);
    else if (index < row_giant_step(steps))
        make_baby(steps, index - ROW_BABY, arena, out);
    else if (index < row_giant(steps))
        make_giant_step(steps, index - row_giant_step(steps), arena, out);
    else if (index < row_result(steps))
        make_giant(steps, index - row_giant(steps), arena, out);
    else
        make_result(steps, arena, out);
}

/* What the table holds of a multiple: the low bits of its coordinates, which lead to the few that have to be looked at.
 */
static uint64_t point_value(const Point *point)
{
    return point->infinity ? UINT64_MAX : mpz_get_ui(point->x) * 3 + mpz_get_ui(point->y);
}

/* 0G … (m-1)G in the order of their values. */
static BabyStep *make_table(const Steps *steps)
{
    BabyStep *table = memory_new_array(steps->m, sizeof *table);
    Point multiple;
    point_init(&multiple);
    for (size_t j = 0; j < steps->m; j++) {
        table[j] = (BabyStep){point_value(&multiple), j};
        curve_add(&multiple, &steps->curve, &multiple, &steps->curve.g);
    }
    point_clear(&multiple);
    baby_steps_sort(table, steps->m);
    return table;
}

/* Whether a point is in the table; fills in j. */
static bool find_in_table(Steps *steps, const BabyStep *table, const Point *point)
{
    uint64_t value = point_value(point);
    const BabyStep *entry = baby_steps_find(table, steps->m, value);
    if (!entry)
        return false;
    Point multiple;
    bool found = false;
    point_init(&multiple);
    for (; !found && entry < table + steps->m && entry->value == value; entry++) {
        multiply(&multiple, steps, &steps->curve.g, entry->j);
        found = point_equal(&multiple, point);
        steps->j = entry->j;
    }
    point_clear(&multiple);
    return found;
}

/* Fills in i and j. */
static bool search_table(Steps *steps)
{
    BabyStep *table = make_table(steps);
    Point giant;
    bool found = false;
    point_init(&giant);
    point_set(&giant, &steps->point);
    for (steps->i = 0; steps->i < steps->m; steps->i++) {
        found = find_in_table(steps, table, &giant);
        if (found)
            break;
        curve_add(&giant, &steps->curve, &giant, &steps->giant);
    }
    point_clear(&giant);
    memory_free(table);
    return found;
}

/* The root of n, rounded up; 0 where it is too long a table. */
static size_t table_length(const Curve *curve)
{
    mpz_t root;
    mpz_init(root);
    mpz_sub_ui(root, curve->n, 1);
    mpz_sqrt(root, root);
    mpz_add_ui(root, root, 1);
    size_t length = mpz_cmp_ui(root, CURVE_LOGARITHM_TABLE_MAX) <= 0 ? mpz_get_ui(root) : 0;
    mpz_clear(root);
    return length;
}

static const Method steps_method = {steps_make, steps_free};

Worked *explain_curve_logarithm_by_steps(const Curve *curve, const Point *point)
{
    size_t length = table_length(curve);
    if (length == 0)
        return NULL;
    Steps *steps = memory_new(sizeof *steps);
    curve_init_from(&steps->curve, curve->a, curve->p, &curve->g);
    mpz_set(steps->curve.n, curve->n);
    point_set(&steps->curve.g, &curve->g);
    point_init(&steps->point);
    point_init(&steps->giant);
    point_set(&steps->point, point);
    steps->m = length;
    multiply(&steps->giant, steps, &curve->g, length);
    curve_negate(&steps->giant, &steps->curve, &steps->giant);
    if (!search_table(steps)) {
        steps_free(steps);
        return NULL;
    }
    return worked_new("Logarithm on a curve by baby steps and giant steps", &steps_method, steps,
                      row_result(steps) + 1);
}
