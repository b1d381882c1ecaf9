#include "commands/topics/topic_key.h"

Random *topic_random(const TopicInput *input)
{
    return random_new_seeded(bytes_of_text(topic_text(input, "seed")), "");
}

bool topic_refuse_bytes(const char *option, const mpz_t n, Diagnostic *diagnostic)
{
    return diagnostic_set(diagnostic, "--%s: as many bytes as n has, %zu, and a number below n are accepted", option,
                          rsa_size(n));
}

/* The divisor that p-1 and q-1 share with e, told. */
static bool refuse_exponent(const mpz_t p, const mpz_t q, const mpz_t e, Diagnostic *diagnostic)
{
    Arena arena = {0};
    mpz_t lambda, other, divisor;
    mpz_inits(lambda, other, divisor, NULL);
    mpz_sub_ui(lambda, p, 1);
    mpz_sub_ui(other, q, 1);
    mpz_lcm(lambda, lambda, other);
    mpz_gcd(divisor, e, lambda);
    diagnostic_set(diagnostic,
                   "--e: gcd(%s, %s) is %s and not 1: e has no inverse modulo lcm(p - 1, q - 1), and so no d",
                   topic_show(&arena, e), topic_show(&arena, lambda), topic_show(&arena, divisor));
    mpz_clears(lambda, other, divisor, NULL);
    arena_clear(&arena);
    return false;
}

/* Says what rsa_private_from_primes has against numbers of which the primes are prime. */
static bool tell_error(Error error, const RsaPrivate *key, const mpz_t p, const mpz_t q, const mpz_t e,
                       Diagnostic *diagnostic)
{
    Arena arena = {0};
    bool even = mpz_even_p(p) || mpz_even_p(q);
    if (error == ERROR_BAD_KEY)
        diagnostic_set(diagnostic,
                       even ? "--%s: 2 leaves an even n; odd primes are accepted"
                            : "--%s: the same as --p: whoever takes the root of n has both",
                       mpz_even_p(p) ? "p" : "q");
    else if (error == ERROR_VALUE_TOO_SMALL)
        diagnostic_set(diagnostic, "--e: %s is too small: an odd number from 3 on is accepted", topic_show(&arena, e));
    else if (error == ERROR_VALUE_TOO_LARGE)
        diagnostic_set(diagnostic, "--e: %s is not below n = %s", topic_show(&arena, e), topic_show(&arena, key->n));
    else
        refuse_exponent(p, q, e, diagnostic);
    arena_clear(&arena);
    return false;
}

static bool key_of_primes(RsaPrivate *out, const TopicInput *input, const mpz_t e, Diagnostic *diagnostic)
{
    static const char *const names[] = {"p", "q"};
    mpz_t primes[2];
    bool good = true;
    mpz_inits(primes[0], primes[1], NULL);
    for (int i = 0; i < 2 && good; i++)
        good = topic_text(input, names[i])
                   ? topic_number(primes[i], input, names[i], diagnostic) &&
                         topic_check_prime(names[i], primes[i], diagnostic)
                   : diagnostic_set(diagnostic, "--%s: the other prime is needed too", names[i]);
    Error error = good ? rsa_private_from_primes(out, primes[0], primes[1], e) : ERROR_NONE;
    if (error)
        good = tell_error(error, out, primes[0], primes[1], e, diagnostic);
    number_clear(primes[0]);
    number_clear(primes[1]);
    return good;
}

static bool key_of_length(RsaPrivate *out, const TopicInput *input, const mpz_t e, Diagnostic *diagnostic)
{
    enum { BITS_MAX = 4096 };
    mpz_t bits;
    mpz_init(bits);
    bool good = topic_number(bits, input, "bits", diagnostic);
    if (good && (mpz_cmp_ui(bits, RSA_BITS_MIN) < 0 || mpz_cmp_ui(bits, BITS_MAX) > 0))
        good = diagnostic_set(diagnostic, "--bits: %s is not accepted: a number from %d to %d is",
                              topic_text(input, "bits"), RSA_BITS_MIN, BITS_MAX);
    if (good && (mpz_cmp_ui(e, 3) < 0 || mpz_even_p(e) || !mpz_fits_uint_p(e)))
        good = diagnostic_set(diagnostic, "--e: %s is not accepted with --bits: an odd number from 3 to 4294967295 is",
                              topic_text(input, "e"));
    if (good) {
        Random *random = topic_random(input);
        Error error = rsa_generate(out, (unsigned)mpz_get_ui(bits), mpz_get_ui(e), random, "rsa");
        good = !error || diagnostic_set(diagnostic, "--bits: %s", error_sentence(error));
        random_free(random);
    }
    mpz_clear(bits);
    return good;
}

static bool take_key(RsaPrivate *out, const TopicInput *input, Diagnostic *diagnostic)
{
    bool primes = topic_is_given(input, "p") || topic_is_given(input, "q");
    if (primes && topic_is_given(input, "bits"))
        return diagnostic_set(diagnostic, "--bits: not together with --p and --q, which say how long n is");
    primes = primes || (topic_text(input, "p") && !topic_is_given(input, "bits"));
    mpz_t e;
    mpz_init(e);
    bool good =
        topic_number(e, input, "e", diagnostic) && (primes ? key_of_primes : key_of_length)(out, input, e, diagnostic);
    mpz_clear(e);
    return good;
}

bool topic_with_key(const TopicInput *input, Workings *out, Diagnostic *diagnostic, TopicKeyWork *work)
{
    RsaPrivate key;
    RsaPublic public;
    rsa_private_init(&key);
    rsa_public_init(&public);
    bool good = take_key(&key, input, diagnostic);
    mpz_set(public.n, key.n);
    mpz_set(public.e, key.e);
    good = good && work(input, &key, &public, out, diagnostic);
    rsa_public_clear(&public);
    rsa_private_clear(&key);
    return good;
}
