#include "math/modular.h"

#include "base/memory.h"
#include "base/text.h"

void number_from_bytes(mpz_t out, Bytes big_endian)
{
    mpz_import(out, big_endian.size, 1, 1, 1, 0, big_endian.data);
}

size_t number_size(const mpz_t in)
{
    return mpz_sgn(in) ? (mpz_sizeinbase(in, 2) + 7) / 8 : 0;
}

Error number_to_bytes(uint8_t *out, size_t size, const mpz_t in)
{
    size_t used = number_size(in);
    if (used > size)
        return ERROR_VALUE_TOO_LARGE;
    for (size_t i = 0; i < size - used; i++)
        out[i] = 0;
    mpz_export(out + size - used, NULL, 1, 1, 1, 0, in);
    return ERROR_NONE;
}

void number_append(Buffer *out, const mpz_t in)
{
    size_t size = number_size(in);
    if (size > 0)
        mpz_export(buffer_extend(out, size), NULL, 1, 1, 1, 0, in);
}

void number_clear(mpz_t number)
{
    /* All that was allocated, not only the limbs in use: a number that shrank leaves its old ones behind. */
    if (number->_mp_alloc > 0)
        memory_wipe(number->_mp_d, (size_t)number->_mp_alloc * sizeof(mp_limb_t));
    mpz_clear(number);
}

/* Sets `out` to the number of `bits` bits that is the value called `name`; `bytes` is room for it. */
static void draw_bits(mpz_t out, size_t bits, Buffer *bytes, Random *random, const char *name)
{
    size_t size = (bits + 7) / 8;
    buffer_truncate(bytes, 0);
    uint8_t *drawn = buffer_extend(bytes, size);
    random_fill(random, name, drawn, size);
    if (bits % 8)
        drawn[0] &= (uint8_t)(0xff >> (8 - bits % 8));
    number_from_bytes(out, buffer_bytes(bytes));
}

void number_random_such(mpz_t out, const mpz_t low, const mpz_t high, NumberTest *test, const void *context,
                        Random *random, const char *name)
{
    Buffer bytes = BUFFER_EMPTY, full_name = BUFFER_EMPTY;
    mpz_t span, candidate;
    mpz_init(span);
    mpz_init(candidate);
    mpz_sub(span, high, low);
    size_t bits = mpz_sgn(span) ? mpz_sizeinbase(span, 2) : 0;
    for (uint64_t attempt = 0;; attempt++) {
        buffer_truncate(&full_name, 0);
        text_append(&full_name, name);
        if (attempt > 0) {
            text_append(&full_name, ".");
            text_append_decimal(&full_name, attempt);
        }
        draw_bits(candidate, bits, &bytes, random, text_finish(&full_name));
        mpz_add(candidate, candidate, low);
        if (mpz_cmp(candidate, high) <= 0 && (!test || test(context, candidate)))
            break;
    }
    mpz_set(out, candidate);
    number_clear(candidate);
    mpz_clear(span);
    buffer_clear(&full_name);
    buffer_clear(&bytes);
}

void number_random(mpz_t out, const mpz_t low, const mpz_t high, Random *random, const char *name)
{
    number_random_such(out, low, high, NULL, NULL, random, name);
}

void modular_power(mpz_t out, const mpz_t base, const mpz_t exponent, const mpz_t modulus)
{
    mpz_powm(out, base, exponent, modulus);
}

Error modular_inverse(mpz_t out, const mpz_t in, const mpz_t modulus)
{
    if (mpz_cmp_ui(modulus, 1) <= 0 || !mpz_invert(out, in, modulus))
        return ERROR_NOT_INVERTIBLE;
    return ERROR_NONE;
}
