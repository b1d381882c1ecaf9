/* X25519 against RFC 7748, whose vectors these are, and the inputs that its text tells apart. */
#include "check.h"

#include <string.h>

#include "math/x25519.h"

static void check(const char *scalar_hex, const char *u_hex, const char *expected)
{
    uint8_t out[X25519_SIZE];
    Buffer scalar = from_hex(scalar_hex), u = from_hex(u_hex);
    assert_int_equal(x25519(out, scalar.data, u.data), ERROR_NONE);
    assert_hex(BYTES_OF_ARRAY(out), expected);
    buffer_clear(&scalar);
    buffer_clear(&u);
}

/* §5.2; the second u has its highest bit set, which is ignored. */
static void single_products_are_the_published_ones(void **state)
{
    (void)state;
    check("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
          "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
          "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    check("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
          "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
          "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
}

/* §5.2: begins with k = u = 9, then k is the result and u the k before. */
static void a_thousand_products_in_a_row_are_the_published_one(void **state)
{
    (void)state;
    uint8_t k[X25519_SIZE] = {9}, u[X25519_SIZE] = {9}, out[X25519_SIZE];
    for (int i = 1; i <= 1000; i++) {
        assert_int_equal(x25519(out, k, u), ERROR_NONE);
        memcpy(u, k, X25519_SIZE);
        memcpy(k, out, X25519_SIZE);
        if (i == 1)
            assert_hex(BYTES_OF_ARRAY(k), "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079");
    }
    assert_hex(BYTES_OF_ARRAY(k), "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51");
}

/* §6.1 */
static void the_published_key_exchange_comes_out(void **state)
{
    (void)state;
    uint8_t out[X25519_SIZE];
    Buffer alice = from_hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    Buffer bob = from_hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    x25519_base(out, alice.data);
    assert_hex(BYTES_OF_ARRAY(out), "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    assert_int_equal(x25519(out, bob.data, out), ERROR_NONE);
    assert_hex(BYTES_OF_ARRAY(out), "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    x25519_base(out, bob.data);
    assert_hex(BYTES_OF_ARRAY(out), "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    buffer_clear(&alice);
    buffer_clear(&bob);
}

/* The u of the points of order 1, 2, 4 and 8 on the curve and its twist, below 2^255: all of them lead to zero. */
static void small_orders_are_refused(void **state)
{
    (void)state;
    static const char *const small[] = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", /* p - 1 */
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", /* p */
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", /* p + 1 */
    };
    uint8_t scalar[X25519_SIZE], out[X25519_SIZE];
    memset(scalar, 0xa5, sizeof scalar);
    for (size_t i = 0; i < COUNT_OF(small); i++) {
        Buffer u = from_hex(small[i]);
        memset(out, 0xff, sizeof out);
        assert_int_equal(x25519(out, scalar, u.data), ERROR_SHARED_SECRET_ZERO);
        assert_hex(BYTES_OF_ARRAY(out), small[0]);
        buffer_clear(&u);
    }
}

/* The five bits that clamping sets or clears make no difference. */
static void the_scalar_is_clamped(void **state)
{
    (void)state;
    uint8_t one[X25519_SIZE], other[X25519_SIZE], out[X25519_SIZE], again[X25519_SIZE];
    memset(one, 0x3c, sizeof one);
    memcpy(other, one, sizeof one);
    other[0] ^= 0x07;
    other[31] ^= 0xc0;
    x25519_base(out, one);
    x25519_base(again, other);
    assert_memory_equal(out, again, X25519_SIZE);
}

/* u and u + p are the same where both fit in 255 bits: u up to 18. */
static void a_u_above_p_is_taken_modulo_p(void **state)
{
    (void)state;
    uint8_t scalar[X25519_SIZE], below[X25519_SIZE] = {0}, above[X25519_SIZE];
    uint8_t out[X25519_SIZE], again[X25519_SIZE];
    memset(scalar, 0x77, sizeof scalar);
    for (uint8_t u = 2; u < 19; u++) {
        below[0] = u;
        memset(above, 0xff, sizeof above);
        above[0] = (uint8_t)(0xed + u);
        above[31] = 0x7f;
        assert_int_equal(x25519(out, scalar, below), ERROR_NONE);
        assert_int_equal(x25519(again, scalar, above), ERROR_NONE);
        assert_memory_equal(out, again, X25519_SIZE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(single_products_are_the_published_ones),
        cmocka_unit_test(a_thousand_products_in_a_row_are_the_published_one),
        cmocka_unit_test(the_published_key_exchange_comes_out),
        cmocka_unit_test(small_orders_are_refused),
        cmocka_unit_test(the_scalar_is_clamped),
        cmocka_unit_test(a_u_above_p_is_taken_modulo_p),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
