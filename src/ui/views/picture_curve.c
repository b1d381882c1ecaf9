/* A curve over the numbers modulo a small prime as a field of points, and on it one addition after the other: the line
   through two points, and the third point in which it meets the curve. */
#include <stdio.h>

#include "math/modular.h"
#include "ui/page/page.h"
#include "ui/player/picture.h"

enum { LABEL_COLUMNS = 3, TEXT_GAP = 3, BITS = 64 };

/* One step of double and add: left + right = sum. */
typedef struct Addition {
    Point left, right, sum;
    unsigned long before, after; /* multiples of G that left and sum are */
    int bit;                     /* of k, which this step is about */
    bool doubles;
} Addition;

static int bits_of(unsigned long k)
{
    int bits = 0;
    for (; k; k >>= 1)
        bits++;
    return bits;
}

int curve_picture_last(const CurvePicture *picture)
{
    int ones = 0;
    for (unsigned long k = picture->k; k; k >>= 1)
        ones += (int)(k & 1);
    return bits_of(picture->k) - 1 + ones - 1;
}

static void addition_clear(Addition *addition)
{
    point_clear(&addition->left);
    point_clear(&addition->right);
    point_clear(&addition->sum);
}

/* What step `step` (from 1) does; step 0 is G itself. */
static void addition_at(Addition *out, const CurvePicture *picture)
{
    const Curve *curve = picture->curve;
    int bit = bits_of(picture->k) - 1;
    *out = (Addition){.before = 1, .after = 1, .bit = bit};
    point_init(&out->left);
    point_init(&out->right);
    point_init(&out->sum);
    point_set(&out->sum, &curve->g);
    for (int step = 1; step <= picture->step; step++) {
        /* A bit that is 1 has an addition behind its doubling. */
        out->doubles = !(out->doubles && (picture->k >> bit & 1)) || step == 1;
        bit -= out->doubles;
        out->bit = bit;
        out->before = out->after;
        out->after = out->doubles ? 2 * out->before : out->before + 1;
        point_set(&out->left, &out->sum);
        point_set(&out->right, out->doubles ? &out->sum : &curve->g);
        curve_add(&out->sum, curve, &out->left, &out->right);
    }
}

/* --- the line --- */

/* y = slope · (x - x0) + y0 modulo p, or, where it is vertical, x = x0. */
typedef struct Line {
    bool vertical;
    long p, x0, y0, slope;
} Line;

static long number(const mpz_t value)
{
    return mpz_get_si(value);
}

/* The slope is (y_Q - y_P) / (x_Q - x_P), or in one point, of the tangent, (3·x² + a) / (2·y). */
static Line line_through(const Curve *curve, const Addition *addition)
{
    long p = number(curve->p), x0 = number(addition->left.x), y0 = number(addition->left.y);
    Line line = {.p = p, .x0 = x0, .y0 = y0};
    bool tangent = point_equal(&addition->left, &addition->right);
    mpz_t above, below;
    mpz_init(above);
    mpz_init(below);
    if (tangent) {
        mpz_set_si(above, 3 * x0 * x0 + number(curve->a));
        mpz_set_si(below, 2 * y0);
    } else {
        mpz_set_si(above, number(addition->right.y) - y0);
        mpz_set_si(below, number(addition->right.x) - x0);
    }
    mpz_mod(below, below, curve->p);
    line.vertical = modular_inverse(below, below, curve->p) != ERROR_NONE;
    mpz_mul(above, above, below);
    mpz_mod(above, above, curve->p);
    line.slope = number(above);
    mpz_clear(above);
    mpz_clear(below);
    return line;
}

static bool line_meets(const Line *line, long x, long y)
{
    if (line->vertical)
        return x == line->x0;
    long difference = (line->slope * (x - line->x0) + line->y0 - y) % line->p;
    return difference == 0;
}

/* --- the field of points --- */

typedef struct Plot {
    const CurvePicture *picture;
    const Addition *addition;
    Line line;
    const Area *area;
    int cell; /* columns */
} Plot;

static bool on_curve(const Curve *curve, long x, long y)
{
    long p = number(curve->p);
    return (y * y - x * x * x - number(curve->a) * x - number(curve->b)) % p == 0;
}

static bool is_at(const Point *point, long x, long y)
{
    return !point->infinity && mpz_cmp_si(point->x, x) == 0 && mpz_cmp_si(point->y, y) == 0;
}

/* The letters of the run's points there. */
static const char *letters_at(const CurvePicture *picture, long x, long y)
{
    static const char *const letters[] = {"", "A", "B", "AB"};
    int which = 0;
    for (int i = 0; i < PICTURE_MARKS; i++) {
        const PictureMark *mark = &picture->marks[i];
        bool here = mark->has_public && (long)mark->public_number == x && (long)mark->public_y == y;
        which |= here << i;
    }
    return letters[which];
}

/* What stands at a place; the sum comes before what it is made of. */
static const char *mark_at(const Plot *plot, long x, long y, Style *style)
{
    const Curve *curve = plot->picture->curve;
    const Addition *addition = plot->addition;
    bool adds = plot->picture->step > 0;
    Point mirrored;
    point_init(&mirrored);
    curve_negate(&mirrored, curve, &addition->sum);
    bool third = adds && is_at(&mirrored, x, y);
    point_clear(&mirrored);
    *style = STYLE_STRONG;
    if (is_at(&addition->sum, x, y)) {
        *style = STYLE_SELECTED;
        return adds ? "R" : "G";
    }
    if (adds && is_at(&addition->left, x, y))
        return "P";
    if (adds && is_at(&addition->right, x, y))
        return "Q";
    if (third)
        return "-R";
    const char *letters = letters_at(plot->picture, x, y);
    *style = *letters ? STYLE_EMPHASIS : on_curve(curve, x, y) ? STYLE_PLAIN : STYLE_VALUE;
    if (*letters)
        return letters;
    return on_curve(curve, x, y) ? "o" : adds && line_meets(&plot->line, x, y) ? "." : "";
}

static void draw_plot(const Plot *plot)
{
    long p = number(plot->picture->curve->p);
    const Area *area = plot->area;
    char label[32];
    for (long y = p - 1; y >= 0; y--) {
        int row = (int)(p - 1 - y);
        snprintf(label, sizeof label, "%2ld", y);
        canvas_text(area, row, 0, LABEL_COLUMNS, STYLE_DIM, label);
        for (long x = 0; x < p; x++) {
            Style style;
            const char *mark = mark_at(plot, x, y, &style);
            int width = canvas_width(mark);
            canvas_text(area, row, LABEL_COLUMNS + (int)x * plot->cell + plot->cell - width, width, style, mark);
        }
    }
    for (long x = 0; x < p; x += 4 - plot->cell) {
        snprintf(label, sizeof label, "%*ld", plot->cell, x);
        canvas_text(area, (int)p, LABEL_COLUMNS + (int)x * plot->cell, plot->cell, STYLE_DIM, label);
    }
}

/* --- the text beside --- */

static void add_point(Page *page, Style style, const char *name, const Point *point)
{
    page_line(page);
    page_add(page, style, name);
    if (point->infinity)
        page_add(page, STYLE_VALUE, " = infinity");
    else
        page_format(page, STYLE_VALUE, " = (%ld, %ld)", number(point->x), number(point->y));
}

static void add_slope(Page *page, const Addition *addition, const Line *line, const Curve *curve)
{
    page_line(page);
    if (line->vertical)
        page_add(page, STYLE_PLAIN, "the line is vertical: it meets no third point");
    else if (addition->doubles)
        page_format(page, STYLE_PLAIN, "s = (3·%ld² + %ld) / (2·%ld) = %ld", line->x0, number(curve->a), line->y0,
                    line->slope);
    else
        page_format(page, STYLE_PLAIN, "s = (%ld - %ld) / (%ld - %ld) = %ld", number(addition->right.y), line->y0,
                    number(addition->right.x), line->x0, line->slope);
}

static void add_addition(Page *page, const Plot *plot)
{
    const Addition *addition = plot->addition;
    page_line(page);
    page_format(page, STYLE_HEADING, "%luG = %luG + %s", addition->after, addition->before,
                addition->doubles ? "itself" : "G");
    page_line(page);
    page_format(page, STYLE_DIM, "bit %d of k is %lu: %s", addition->bit, plot->picture->k >> addition->bit & 1,
                addition->doubles ? "double" : "add G");
    add_point(page, STYLE_STRONG, "P", &addition->left);
    if (!addition->doubles)
        add_point(page, STYLE_STRONG, "Q", &addition->right);
    add_slope(page, addition, &plot->line, plot->picture->curve);
    add_point(page, STYLE_STRONG, "R", &addition->sum);
    page_line(page);
    page_paragraph(page, STYLE_PLAIN, 0,
                   addition->doubles
                       ? "The dots are the tangent in P, taken modulo p: leaving the field on one side it comes back "
                         "on the other. It meets the curve in -R, and R is that mirrored."
                       : "The dots are the line through P and Q, taken modulo p: leaving the field on one side it "
                         "comes back on the other. It meets the curve in -R, and R is that mirrored.");
}

/* "B = 13G = (0, 11) is what the server sends". */
static void add_mark(Page *page, const CurvePicture *picture, int which)
{
    const PictureMark *mark = &picture->marks[which];
    if (!mark->has_public)
        return;
    page_line(page);
    page_format(page, STYLE_EMPHASIS, "%c", picture_letter(which));
    if (mark->has_private)
        page_format(page, STYLE_PLAIN, " = %luG", mark->private_number);
    page_format(page, STYLE_VALUE, " = (%lu, %lu)", mark->public_number, mark->public_y);
    page_format(page, STYLE_PLAIN, ", which the %s sends", picture_side(which));
}

static void add_text(Page *page, const Plot *plot)
{
    const CurvePicture *picture = plot->picture;
    const Curve *curve = picture->curve;
    char binary[BITS + 1] = "";
    int bits = bits_of(picture->k);
    for (int i = 0; i < bits; i++)
        binary[i] = (char)('0' + (picture->k >> (bits - 1 - i) & 1));
    page_line(page);
    page_format(page, STYLE_TITLE, "y² = x³ + %ldx + %ld mod %ld", number(curve->a), number(curve->b),
                number(curve->p));
    page_line(page);
    page_format(page, STYLE_PLAIN, "%s, G = (%ld, %ld) of order %ld", curve->name ? curve->name : "",
                number(curve->g.x), number(curve->g.y), number(curve->n));
    if (curve->name)
        picture_tell_place(page, picture->in_place_of, curve->name);
    for (int i = 0; i < PICTURE_MARKS; i++)
        add_mark(page, picture, i);
    page_line(page);
    page_format(page, STYLE_STRONG, "kG for k = %lu", picture->k);
    page_format(page, STYLE_PLAIN, ", in binary %s", binary);
    page_line(page);
    page_format(page, STYLE_DIM, "step %d of %d", picture->step, curve_picture_last(picture));
    page_line(page);
    if (picture->step > 0)
        add_addition(page, plot);
    else
        page_paragraph(page, STYLE_PLAIN, 0,
                       "Every o is a point of the curve. Double and add begins with G, which the highest bit of k "
                       "stands for; then each bit doubles, and one that is 1 adds G.");
}

void curve_picture_tell(const CurvePicture *picture, Page *page)
{
    Addition addition;
    addition_at(&addition, picture);
    Plot plot = {.picture = picture, .addition = &addition};
    plot.line = line_through(picture->curve, &addition);
    add_text(page, &plot);
    addition_clear(&addition);
}

void curve_picture_draw(const CurvePicture *picture, const Area *area)
{
    Addition addition;
    Page page;
    addition_at(&addition, picture);
    int p = (int)number(picture->curve->p), cell = area->width >= 2 * (LABEL_COLUMNS + 3 * p) ? 3 : 2;
    int used = LABEL_COLUMNS + cell * p + TEXT_GAP;
    Plot plot = {.picture = picture, .addition = &addition, .area = area, .cell = cell};
    plot.line = line_through(picture->curve, &addition);
    Area text = {area->row, area->column + used, area->height, area->width - used};
    draw_plot(&plot);
    page_start(&page, text.width + 2);
    add_text(&page, &plot);
    page_draw_front(&page, &text);
    page_clear(&page);
    addition_clear(&addition);
}
