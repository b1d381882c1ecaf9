#include <string.h>

#include "math/curve.h"
#include "math/curve_fast.h"

/* Hexadecimal, as the sources print them. */
typedef struct NamedCurve {
    const char *name, *p, *a, *b, *g_x, *g_y, *n, *h;
    bool fast;
} NamedCurve;

static const NamedCurve named_curves[] = {
    /* SEC 2 §2.4.2, also P-256 of SP 800-186: p = 2^256 - 2^224 + 2^192 + 2^96 - 1, a = p - 3 */
    {
        .name = "secp256r1",
        .p = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        .a = "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
        .b = "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        .g_x = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
        .g_y = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
        .n = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        .h = "1",
        .fast = true,
    },
    /* SEC 2 §2.5.1, also P-384: p = 2^384 - 2^128 - 2^96 + 2^32 - 1, a = p - 3 */
    {
        .name = "secp384r1",
        .p = "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
             "ffffffff0000000000000000ffffffff",
        .a = "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
             "ffffffff0000000000000000fffffffc",
        .b = "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875a"
             "c656398d8a2ed19d2a85c8edd3ec2aef",
        .g_x = "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a38"
               "5502f25dbf55296c3a545e3872760ab7",
        .g_y = "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c0"
               "0a60b1ce1d7e819d7a431d7c90ea0e5f",
        .n = "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf"
             "581a0db248b0a77aecec196accc52973",
        .h = "1",
        .fast = true,
    },
    /* SEC 2 §2.6.1, also P-521: p = 2^521 - 1, a = p - 3 */
    {
        .name = "secp521r1",
        .p = "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
             "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        .a = "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
             "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc",
        .b = "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109"
             "e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
        .g_x = "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3d"
               "baa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
        .g_y = "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e66"
               "2c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650",
        .n = "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa"
             "51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
        .h = "1",
        .fast = true,
    },
    /* y² = x³ + 2x + 2 over 17 elements: small enough to be written out on paper */
    {
        .name = "toy-curve-17",
        .p = "11",
        .a = "2",
        .b = "2",
        .g_x = "5",
        .g_y = "1",
        .n = "13",
        .h = "1",
    },
};

static Curve curves[COUNT_OF(named_curves)]; /* `name` is set once a curve is made */

static void make(Curve *curve, const NamedCurve *named)
{
    curve_init(curve);
    mpz_set_str(curve->p, named->p, 16);
    mpz_set_str(curve->a, named->a, 16);
    mpz_set_str(curve->b, named->b, 16);
    mpz_set_str(curve->g.x, named->g_x, 16);
    mpz_set_str(curve->g.y, named->g_y, 16);
    curve->g.infinity = false;
    mpz_set_str(curve->n, named->n, 16);
    mpz_set_str(curve->h, named->h, 16);
    if (named->fast)
        curve->fast = curve_fast_new(curve);
    curve->name = named->name;
}

const Curve *curve_at(int index)
{
    if (index < 0 || (size_t)index >= COUNT_OF(named_curves))
        return NULL;
    if (!curves[index].name)
        make(&curves[index], &named_curves[index]);
    return &curves[index];
}

const Curve *curve_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(named_curves); i++)
        if (strcmp(named_curves[i].name, name) == 0)
            return curve_at((int)i);
    return NULL;
}
