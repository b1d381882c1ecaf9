/* Topics of plain arithmetic: modexp, egcd, inverse, crt. */
#include <limits.h>
#include <string.h>

#include "commands/topics/topic.h"
#include "explain/numbers/crt.h"
#include "explain/numbers/euclid.h"
#include "explain/numbers/power.h"
#include "math/modular.h"

/* Negative numbers too. */
#define ANY LONG_MIN

/* Reads an option as an operand of its name. */
static bool take_operand(Operand *out, Arena *arena, const TopicInput *input, const char *option, long least,
                         Diagnostic *diagnostic)
{
    mpz_t value;
    mpz_init(value);
    bool good = least == ANY ? topic_number(value, input, option, diagnostic)
                             : topic_number_from(value, input, option, least, diagnostic);
    *out = operand_number(arena, option, value);
    mpz_clear(value);
    return good;
}

static bool work_modexp(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Arena arena = {0};
    Operand base, exponent, modulus;
    bool good = take_operand(&base, &arena, input, "base", ANY, diagnostic) &&
                take_operand(&exponent, &arena, input, "exponent", 0, diagnostic) &&
                take_operand(&modulus, &arena, input, "modulus", 1, diagnostic);
    if (good)
        workings_add(out, explain_power(&base, &exponent, &modulus));
    arena_clear(&arena);
    return good;
}

const Topic topic_modexp = {
    .name = "modexp",
    .summary = "a power modulo a number, by squaring and multiplying",
    .details = "What Diffie-Hellman and RSA are made of: the exponent's bits from the top, a square for each, and a "
               "product more for each that is 1.",
    .options =
        (const TopicOption[]){
            {"base", "NUMBER", "5", "what is taken to a power"},
            {"exponent", "NUMBER", "117", "the power, 0 or more"},
            {"modulus", "NUMBER", "391", "remainders are taken of it, 1 or more"},
            {.name = NULL},
        },
    .work = work_modexp,
};

static bool work_egcd(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Arena arena = {0};
    Operand a, b;
    bool good =
        take_operand(&a, &arena, input, "a", 0, diagnostic) && take_operand(&b, &arena, input, "b", 0, diagnostic);
    if (good)
        workings_add(out, explain_euclid(&a, &b));
    arena_clear(&arena);
    return good;
}

const Topic topic_egcd = {
    .name = "egcd",
    .summary = "the greatest common divisor, by Euclid's algorithm, extended",
    .options =
        (const TopicOption[]){
            {"a", "NUMBER", "240", "one number"},
            {"b", "NUMBER", "46", "the other"},
            {.name = NULL},
        },
    .work = work_egcd,
};

static bool refuse_inverse(const TopicInput *input, const Operand *x, const Operand *modulus, Diagnostic *diagnostic)
{
    Arena arena = {0};
    mpz_t number, divisor;
    mpz_init(number);
    mpz_init(divisor);
    operand_to_number(number, x);
    operand_to_number(divisor, modulus);
    mpz_gcd(divisor, number, divisor);
    diagnostic_set(diagnostic,
                   "--x: %s has no inverse modulo %s: gcd(x, modulus) is %s, and only where it is 1 there "
                   "is one",
                   topic_text(input, "x"), topic_text(input, "modulus"), topic_show(&arena, divisor));
    mpz_clear(divisor);
    mpz_clear(number);
    arena_clear(&arena);
    return false;
}

static bool work_inverse(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    Arena arena = {0};
    Operand x, modulus;
    bool good = take_operand(&x, &arena, input, "x", ANY, diagnostic) &&
                take_operand(&modulus, &arena, input, "modulus", 2, diagnostic);
    if (good) {
        Worked *worked = explain_inverse(&x, &modulus, "y");
        if (worked)
            workings_add(out, worked);
        else
            good = refuse_inverse(input, &x, &modulus, diagnostic);
    }
    arena_clear(&arena);
    return good;
}

const Topic topic_inverse = {
    .name = "inverse",
    .summary = "the number that multiplied by another gives 1, modulo a number",
    .details = "How RSA comes from e to d, and how one divides on an elliptic curve.",
    .options =
        (const TopicOption[]){
            {"x", "NUMBER", "17", "the number whose inverse is sought"},
            {"modulus", "NUMBER", "780", "2 or more"},
            {.name = NULL},
        },
    .work = work_inverse,
};

enum { CRT_MAX = 8 };

/* Reads the numbers of a list; they are called PREFIX1, PREFIX2, … */
static bool take_list(Operand *out, size_t *count, Arena *arena, const TopicInput *input, const char *option,
                      const char *const *names, Diagnostic *diagnostic)
{
    mpz_t value;
    bool good = true;
    mpz_init(value);
    const char *at = topic_text(input, option);
    for (*count = 0; good; at++) {
        size_t size = strcspn(at, ",");
        if (*count == CRT_MAX) {
            good =
                diagnostic_set(diagnostic, "--%s: more than %d numbers; at most so many are accepted", option, CRT_MAX);
            break;
        }
        good = topic_parse_number(value, option, arena_copy_characters(arena, bytes_of(at, size)), diagnostic);
        out[*count] = operand_number(arena, names[*count], value);
        ++*count;
        at += size;
        if (!*at)
            break;
    }
    mpz_clear(value);
    return good;
}

/* Each modulus has to be 2 or more and share no factor with those before it. */
static bool check_moduli(const Operand *moduli, size_t count, Diagnostic *diagnostic)
{
    Arena arena = {0};
    mpz_t one, other, divisor;
    mpz_inits(one, other, divisor, NULL);
    bool good = true;
    for (size_t i = 0; i < count && good; i++) {
        operand_to_number(one, &moduli[i]);
        if (mpz_cmp_ui(one, 2) < 0)
            good = diagnostic_set(diagnostic, "--moduli: %s is too small: numbers from 2 on are accepted",
                                  topic_show(&arena, one));
        for (size_t j = 0; j < i && good; j++) {
            operand_to_number(other, &moduli[j]);
            mpz_gcd(divisor, one, other);
            if (mpz_cmp_ui(divisor, 1) != 0)
                good = diagnostic_set(diagnostic,
                                      "--moduli: %s and %s share the factor %s; moduli without a common "
                                      "factor are accepted",
                                      topic_show(&arena, other), topic_show(&arena, one), topic_show(&arena, divisor));
        }
    }
    mpz_clears(one, other, divisor, NULL);
    arena_clear(&arena);
    return good;
}

static bool work_crt(const TopicInput *input, Workings *out, Diagnostic *diagnostic)
{
    static const char *const remainder_names[CRT_MAX] = {"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"};
    static const char *const modulus_names[CRT_MAX] = {"m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"};
    Arena arena = {0};
    Operand remainders[CRT_MAX], moduli[CRT_MAX];
    size_t remainder_count, count;
    bool good = take_list(remainders, &remainder_count, &arena, input, "remainders", remainder_names, diagnostic) &&
                take_list(moduli, &count, &arena, input, "moduli", modulus_names, diagnostic) &&
                (count == remainder_count || diagnostic_set(diagnostic,
                                                            "--moduli: %zu numbers, but --remainders has %zu; as "
                                                            "many of one as of the other are accepted",
                                                            count, remainder_count)) &&
                check_moduli(moduli, count, diagnostic);
    if (good)
        workings_add(out, explain_crt(remainders, moduli, count));
    arena_clear(&arena);
    return good;
}

const Topic topic_crt = {
    .name = "crt",
    .summary = "the number that leaves given remainders: the Chinese remainder theorem",
    .details = "Sunzi's question, where nothing is said: what leaves 2 when counted in threes, 3 in fives and 2 in "
               "sevens? RSA decrypts so, with two moduli.",
    .options =
        (const TopicOption[]){
            {"remainders", "NUMBER,…", "2,3,2", "what is left, modulo each of the moduli"},
            {"moduli", "NUMBER,…", "3,5,7", "from 2 on, without a common factor"},
            {.name = NULL},
        },
    .work = work_crt,
};
