#include "commands/topics/topic_curve.h"

#include <string.h>

#include "base/text.h"
#include "math/primality.h"
#include "sim/diagnostic/nearest.h"

static const char *curve_name_at(int index)
{
    const Curve *curve = curve_at(index);
    return curve ? curve->name : NULL;
}

static void curve_set(Curve *out, const Curve *in)
{
    mpz_set(out->p, in->p);
    mpz_set(out->a, in->a);
    mpz_set(out->b, in->b);
    mpz_set(out->n, in->n);
    mpz_set(out->h, in->h);
    point_set(&out->g, &in->g);
    out->name = in->name;
    out->fast = in->fast;
}

static bool take_named(Curve *out, const TopicInput *input, Diagnostic *diagnostic)
{
    const char *name = topic_text(input, "curve");
    const Curve *named = curve_find(name);
    if (named) {
        curve_set(out, named);
        return true;
    }
    Buffer names = BUFFER_EMPTY;
    nearest_append_names(&names, curve_name_at);
    diagnostic_set(diagnostic, "--curve: '%s' is not accepted: one of %s is, or --p, --a and --b", name,
                   text_finish(&names));
    buffer_clear(&names);
    return false;
}

/* 0 ≤ number < p */
static bool check_below(const char *option, const mpz_t number, const Curve *curve, Diagnostic *diagnostic)
{
    if (mpz_sgn(number) >= 0 && mpz_cmp(number, curve->p) < 0)
        return true;
    Arena arena = {0};
    diagnostic_set(diagnostic, "--%s: %s is not accepted: numbers from 0 up to p - 1 = %s - 1 are", option,
                   topic_show(&arena, number), topic_show(&arena, curve->p));
    arena_clear(&arena);
    return false;
}

/* 4a³ + 27b² is not 0 modulo p, or the curve has a point without a tangent. */
static bool check_smooth(const Curve *curve, Diagnostic *diagnostic)
{
    mpz_t sum, term;
    mpz_inits(sum, term, NULL);
    mpz_pow_ui(sum, curve->a, 3);
    mpz_mul_ui(sum, sum, 4);
    mpz_pow_ui(term, curve->b, 2);
    mpz_addmul_ui(sum, term, 27);
    bool smooth = !mpz_divisible_p(sum, curve->p);
    mpz_clears(sum, term, NULL);
    return smooth || diagnostic_set(diagnostic, "--b: 4·a³ + 27·b² is 0 modulo p: such a curve has a point without a "
                                                "tangent, and is not accepted");
}

static bool take_numbers(Curve *out, const TopicInput *input, Diagnostic *diagnostic)
{
    static const char *const names[] = {"p", "a", "b"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (!topic_is_given(input, names[i]))
            return diagnostic_set(diagnostic, "--%s: is needed too: a curve is given by --p, --a and --b together",
                                  names[i]);
    if (topic_is_given(input, "curve"))
        return diagnostic_set(diagnostic, "--curve: not together with --p, --a and --b, which it says");
    if (!topic_number_from(out->p, input, "p", 5, diagnostic) || !topic_check_prime("p", out->p, diagnostic))
        return false;
    return topic_number(out->a, input, "a", diagnostic) && check_below("a", out->a, out, diagnostic) &&
           topic_number(out->b, input, "b", diagnostic) && check_below("b", out->b, out, diagnostic) &&
           check_smooth(out, diagnostic);
}

bool topic_curve(Curve *out, const TopicInput *input, Diagnostic *diagnostic)
{
    mpz_set_ui(out->h, 1);
    bool numbers = topic_is_given(input, "p") || topic_is_given(input, "a") || topic_is_given(input, "b");
    return (numbers ? take_numbers : take_named)(out, input, diagnostic);
}

/* Both sides of the equation. */
static bool check_equation(const char *option, const Curve *curve, const Point *point, Diagnostic *diagnostic)
{
    mpz_t left, right;
    mpz_inits(left, right, NULL);
    mpz_mul(left, point->y, point->y);
    mpz_mod(left, left, curve->p);
    mpz_mul(right, point->x, point->x);
    mpz_add(right, right, curve->a);
    mpz_mul(right, right, point->x);
    mpz_add(right, right, curve->b);
    mpz_mod(right, right, curve->p);
    bool equal = mpz_cmp(left, right) == 0;
    if (!equal) {
        Arena arena = {0};
        diagnostic_set(diagnostic, "--%s: (%s, %s) is not on the curve: y² is %s, and x³ + ax + b is %s modulo %s",
                       option, topic_show(&arena, point->x), topic_show(&arena, point->y), topic_show(&arena, left),
                       topic_show(&arena, right), topic_show(&arena, curve->p));
        arena_clear(&arena);
    }
    mpz_clears(left, right, NULL);
    return equal;
}

static bool parse_point(Point *out, const char *option, const char *text, Diagnostic *diagnostic)
{
    const char *comma = strchr(text, ',');
    if (!comma)
        return diagnostic_set(diagnostic, "--%s: '%s' is no point: X,Y, two numbers, are accepted", option, text);
    Buffer x = BUFFER_EMPTY;
    buffer_append(&x, bytes_of(text, (size_t)(comma - text)));
    out->infinity = false;
    bool good = topic_parse_number(out->x, option, text_finish(&x), diagnostic) &&
                topic_parse_number(out->y, option, comma + 1, diagnostic);
    buffer_clear(&x);
    return good;
}

bool topic_curve_point(Point *out, const TopicInput *input, const char *option, const Curve *curve,
                       bool may_be_infinity, Diagnostic *diagnostic)
{
    const char *text = topic_text(input, option);
    out->infinity = strcmp(text, "infinity") == 0;
    if (out->infinity)
        return may_be_infinity ||
               diagnostic_set(diagnostic, "--%s: infinity is not accepted: X,Y, two numbers, are", option);
    return parse_point(out, option, text, diagnostic) && check_below(option, out->x, curve, diagnostic) &&
           check_below(option, out->y, curve, diagnostic) && check_equation(option, curve, out, diagnostic);
}

/* How many times the base point gives infinity, by adding it to itself. */
static bool count_order(Curve *curve, Diagnostic *diagnostic)
{
    enum { COUNTED_BITS_MAX = 17 };
    if (mpz_sizeinbase(curve->p, 2) > COUNTED_BITS_MAX)
        return diagnostic_set(diagnostic, "--order: is needed where p has more than %d bits", COUNTED_BITS_MAX);
    Point sum;
    unsigned long order = 1;
    point_init(&sum);
    for (point_set(&sum, &curve->g); !sum.infinity; order++)
        curve_add(&sum, curve, &sum, &curve->g);
    mpz_set_ui(curve->n, order);
    point_clear(&sum);
    return true;
}

/* order·G is infinity. */
static bool check_multiple(const Curve *curve, Diagnostic *diagnostic)
{
    Point multiple;
    point_init(&multiple);
    curve_multiply_generic(&multiple, curve, curve->n, &curve->g);
    bool good = multiple.infinity;
    if (!good) {
        Arena arena = {0};
        diagnostic_set(diagnostic, "--order: %s times the base point is (%s, %s), and not infinity",
                       topic_show(&arena, curve->n), topic_show(&arena, multiple.x), topic_show(&arena, multiple.y));
        arena_clear(&arena);
    }
    point_clear(&multiple);
    return good;
}

/* At most as many as a curve can have points: 2√p more than p + 1 (Hasse). */
static void most_points(mpz_t out, const Curve *curve)
{
    mpz_mul_ui(out, curve->p, 4);
    mpz_sqrt(out, out);
    mpz_add(out, out, curve->p);
    mpz_add_ui(out, out, 1);
}

static bool check_size(const Curve *curve, Diagnostic *diagnostic)
{
    mpz_t most;
    mpz_init(most);
    most_points(most, curve);
    bool good = mpz_cmp(curve->n, most) <= 0;
    if (!good) {
        Arena arena = {0};
        diagnostic_set(diagnostic, "--order: %s is more than the %s points that the curve can have",
                       topic_show(&arena, curve->n), topic_show(&arena, most));
        arena_clear(&arena);
    }
    mpz_clear(most);
    return good;
}

static bool check_order(const Curve *curve, bool counted, Diagnostic *diagnostic)
{
    Diagnostic reason = {""};
    if (!check_size(curve, diagnostic) || !check_multiple(curve, diagnostic))
        return false;
    if (topic_check_prime("order", curve->n, &reason))
        return true;
    if (!counted)
        return diagnostic_set(diagnostic, "%s", reason.text);
    Arena arena = {0};
    diagnostic_set(diagnostic, "--base: gives infinity %s times, which is not prime; one of a prime order is accepted",
                   topic_show(&arena, curve->n));
    arena_clear(&arena);
    return false;
}

static bool take_base(Curve *out, const TopicInput *input, Diagnostic *diagnostic)
{
    bool counted = !topic_is_given(input, "order");
    if (!topic_is_given(input, "base"))
        return diagnostic_set(diagnostic, "--base: is needed too: the base point of the curve, X,Y");
    return topic_curve_point(&out->g, input, "base", out, false, diagnostic) &&
           (counted ? count_order(out, diagnostic) : topic_number_from(out->n, input, "order", 2, diagnostic)) &&
           check_order(out, counted, diagnostic);
}

/* The number of points by how many are multiples of G, near p + 1 as Hasse's theorem has it. */
static bool find_cofactor(Curve *curve, Diagnostic *diagnostic)
{
    mpz_t most;
    mpz_init(most);
    most_points(most, curve);
    mpz_fdiv_q(curve->h, most, curve->n);
    mpz_clear(most);
    if (curve_check(curve) == ERROR_NONE)
        return true;
    Arena arena = {0};
    diagnostic_set(diagnostic, "--order: no multiple of %s is as near to p + 1 as the number of points has to be",
                   topic_show(&arena, curve->n));
    arena_clear(&arena);
    return false;
}

bool topic_group(Curve *out, const TopicInput *input, Diagnostic *diagnostic)
{
    if (!topic_curve(out, input, diagnostic))
        return false;
    if (!out->name)
        return take_base(out, input, diagnostic) && find_cofactor(out, diagnostic);
    if (topic_is_given(input, "base") || topic_is_given(input, "order"))
        return diagnostic_set(diagnostic, "--%s: not with a named curve, which says it",
                              topic_is_given(input, "base") ? "base" : "order");
    return true;
}

bool topic_curve_private(mpz_t out, const TopicInput *input, const char *option, const Curve *curve,
                         Diagnostic *diagnostic)
{
    if (!topic_number(out, input, option, diagnostic))
        return false;
    if (curve_private_check(curve, out) == ERROR_NONE)
        return true;
    Arena arena = {0};
    diagnostic_set(diagnostic, "--%s: %s is not accepted: numbers from 1 up to n - 1 are, n = %s being the order of G",
                   option, topic_show(&arena, out), topic_show(&arena, curve->n));
    arena_clear(&arena);
    return false;
}
