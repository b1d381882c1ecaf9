/* Topics of curves: point, ecdh, curve-logarithm, x25519. */
#include <string.h>

#include "base/text.h"
#include "commands/topics/topic_curve.h"
#include "explain/curves/curve_logarithm.h"
#include "explain/curves/ecdh.h"
#include "explain/curves/multiple.h"
#include "explain/curves/point.h"
#include "explain/curves/x25519.h"
#include "math/x25519.h"

static bool add_multiple(const TopicInput *input, const Curve *curve, const Point *p, Workings *out,
                         Diagnostic *diagnostic)
{
    mpz_t times;
    mpz_init(times);
    bool good = topic_number_from(times, input, "times", 1, diagnostic);
    if (good)
        workings_add(out, explain_multiple(curve, "k", times, "P", p));
    mpz_clear(times);
    return good;
}

static bool work_point(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Curve curve;
    Point p, q;
    curve_init(&curve);
    point_init(&p);
    point_init(&q);
    bool good = topic_curve(&curve, input, diagnostic) &&
                topic_curve_point(&p, input, "point", &curve, true, diagnostic) &&
                topic_curve_point(&q, input, "plus", &curve, true, diagnostic);
    if (good && !p.infinity)
        workings_add(out, explain_point_equation(&curve, &p));
    if (good) {
        workings_add(out, explain_point_add(&curve, &p, &q));
        workings_add(out, explain_point_double(&curve, &p));
        good = add_multiple(input, &curve, &p, out, diagnostic);
    }
    point_clear(&q);
    point_clear(&p);
    curve_clear(&curve);
    return good;
}

const Topic topic_point = {
    .name = "point",
    .summary = "points of a curve: whether one lies on it, their sum, its double and a multiple of it",
    .details = "The line through both meets the curve in a third point, which mirrored in the x axis is the sum.",
    .options =
        (const TopicOption[]){
            TOPIC_CURVE_OPTIONS,
            {"point", "X,Y", "5,1", "the point P, or infinity"},
            {"plus", "X,Y", "9,16", "the point Q, or infinity"},
            {"times", "NUMBER", "11", "k, how many times P is taken, 1 or more"},
            {.name = NULL},
        },
    .work = work_point,
};

static bool work_ecdh(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Curve curve;
    mpz_t a, b;
    curve_init(&curve);
    mpz_inits(a, b, NULL);
    bool good = topic_group(&curve, input, diagnostic) &&
                topic_curve_private(a, input, "client-private", &curve, diagnostic) &&
                topic_curve_private(b, input, "server-private", &curve, diagnostic);
    if (good)
        workings_add(out, explain_ecdh(&curve, a, b));
    mpz_clears(a, b, NULL);
    curve_clear(&curve);
    return good;
}

const Topic topic_ecdh = {
    .name = "ecdh",
    .summary = "Diffie-Hellman on a curve: both public points and the secret that both sides come to",
    .options =
        (const TopicOption[]){
            TOPIC_CURVE_OPTIONS,
            TOPIC_GROUP_OPTIONS,
            {"client-private", "NUMBER", "3", "what the client keeps to itself, from 1 up to the order of G less 1"},
            {"server-private", "NUMBER", "10", "what the server keeps to itself"},
            {.name = NULL},
        },
    .work = work_ecdh,
};

static bool add_logarithms(const TopicInput *input, const Curve *curve, const Point *point, size_t tries, Workings *out,
                           Diagnostic *diagnostic)
{
    Worked *by_trying = explain_curve_logarithm(curve, point, tries);
    Worked *by_steps = explain_curve_logarithm_by_steps(curve, point);
    if (by_trying)
        workings_add(out, by_trying);
    if (by_steps)
        workings_add(out, by_steps);
    return by_trying || by_steps ||
           diagnostic_set(diagnostic,
                          "--public: not found by %s tries; more may be said with --tries, but baby steps "
                          "and giant steps want an order of 32 bits at most",
                          topic_text(input, "tries"));
}

static bool take_tries(size_t *out, const TopicInput *input, Diagnostic *diagnostic)
{
    enum { TRIES_MAX = 1 << 24 };
    mpz_t tries;
    mpz_init(tries);
    bool good = topic_number_from(tries, input, "tries", 1, diagnostic);
    if (good && mpz_cmp_ui(tries, TRIES_MAX) > 0)
        good = diagnostic_set(diagnostic, "--tries: %s is too many; at most %d are accepted",
                              topic_text(input, "tries"), TRIES_MAX);
    *out = mpz_get_ui(tries);
    mpz_clear(tries);
    return good;
}

static bool work_curve_logarithm(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Curve curve;
    Point point;
    size_t tries;
    curve_init(&curve);
    point_init(&point);
    bool good = topic_group(&curve, input, diagnostic) &&
                topic_curve_point(&point, input, "public", &curve, false, diagnostic) &&
                take_tries(&tries, input, diagnostic);
    if (good && curve_point_check(&curve, &point))
        good = diagnostic_set(diagnostic, "--public: is on the curve, but no multiple of the base point");
    good = good && add_logarithms(input, &curve, &point, tries, out, diagnostic);
    point_clear(&point);
    curve_clear(&curve);
    return good;
}

const Topic topic_curve_logarithm = {
    .name = "curve-logarithm",
    .summary = "the private number behind a public point, found by trying and by baby steps and giant steps",
    .details = "What an eavesdropper can do where the numbers are small: the rows count the work.",
    .options =
        (const TopicOption[]){
            TOPIC_CURVE_OPTIONS,
            TOPIC_GROUP_OPTIONS,
            {"public", "X,Y", "7,11", "the public point"},
            {"tries", "NUMBER", "1000000", "how many x are tried at most"},
            {.name = NULL},
        },
    .work = work_curve_logarithm,
};

/* 32 bytes of an option, called by its name in formulas, or where nothing is said those of an example. */
static bool take_x25519(Operand *out, Buffer *bytes, const TopicInput *input, const char *option,
                        const uint8_t example[X25519_SIZE], Diagnostic *diagnostic)
{
    if (!topic_is_given(input, option))
        buffer_append(bytes, bytes_of(example, X25519_SIZE));
    else if (!topic_bytes(bytes, input, option, diagnostic))
        return false;
    *out = operand_bytes(option, buffer_bytes(bytes));
    return bytes->size == X25519_SIZE ||
           diagnostic_set(diagnostic, "--%s: %zu bytes; %d are accepted", option, bytes->size, X25519_SIZE);
}

/* RFC 7748 §6.1: Alice's private value, and the base point. */
static const uint8_t alice[X25519_SIZE] = {
    0x77, 0x07, 0x6d, 0x0a, 0x73, 0x18, 0xa5, 0x7d, 0x3c, 0x16, 0xc1, 0x72, 0x51, 0xb2, 0x66, 0x45,
    0xdf, 0x4c, 0x2f, 0x87, 0xeb, 0xc0, 0x99, 0x2a, 0xb1, 0x77, 0xfb, 0xa5, 0x1d, 0xb9, 0x2c, 0x2a,
};
static const uint8_t nine[X25519_SIZE] = {9};

static bool work_x25519(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Buffer bytes[2] = {BUFFER_EMPTY, BUFFER_EMPTY};
    Operand scalar, u;
    bool good = take_x25519(&scalar, &bytes[0], input, "scalar", alice, diagnostic) &&
                take_x25519(&u, &bytes[1], input, "u", nine, diagnostic);
    if (good)
        workings_add(out, explain_x25519(&scalar, &u, "result"));
    buffer_clear(&bytes[0]);
    buffer_clear(&bytes[1]);
    return good;
}

const Topic topic_x25519 = {
    .name = "x25519",
    .summary = "X25519: clamping, the ladder's 255 steps, and the division at the end",
    .details = "Bytes have the lowest first, as RFC 7748 has them; from its §6.1 is what counts where nothing is said: "
               "Alice's private value, and 9, the base point.",
    .options =
        (const TopicOption[]){
            {"scalar", "BYTES", NULL, "the private value, 32 bytes"},
            {"u", "BYTES", NULL, "the other side's public value, or the base point; 32 bytes"},
            {.name = NULL},
        },
    .work = work_x25519,
};
