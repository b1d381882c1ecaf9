#include "math/curve.h"

enum { UNCOMPRESSED = 4 };

void curve_private_random(mpz_t out, const Curve *curve, Random *random, const char *name)
{
    mpz_t low, high;
    mpz_init_set_ui(low, 1);
    mpz_init(high);
    mpz_sub_ui(high, curve->n, 1);
    number_random(out, low, high, random, name);
    mpz_clears(low, high, NULL);
}

/* `value` is below p, so it fits. */
static void append_coordinate(Buffer *out, const Curve *curve, const mpz_t value)
{
    for (size_t i = number_size(value); i < curve_field_size(curve); i++)
        buffer_append_number(out, 1, 0);
    number_append(out, value);
}

void curve_point_append(Buffer *out, const Curve *curve, const Point *point)
{
    if (point->infinity) {
        buffer_append_number(out, 1, 0);
        return;
    }
    buffer_append_number(out, 1, UNCOMPRESSED);
    append_coordinate(out, curve, point->x);
    append_coordinate(out, curve, point->y);
}

Error curve_point_decode(Point *out, const Curve *curve, Bytes encoded)
{
    size_t size = curve_field_size(curve);
    if (encoded.size == 0)
        return ERROR_WRONG_LENGTH;
    if (encoded.size == 1 && encoded.data[0] == 0)
        return ERROR_POINT_AT_INFINITY;
    if (encoded.data[0] != UNCOMPRESSED)
        return ERROR_POINT_FORMAT;
    if (encoded.size != 1 + 2 * size)
        return ERROR_WRONG_LENGTH;
    number_from_bytes(out->x, bytes_slice(encoded, 1, size));
    number_from_bytes(out->y, bytes_slice(encoded, 1 + size, size));
    out->infinity = false;
    return curve_point_check(curve, out);
}

Error ecdh_shared(Buffer *out, const Curve *curve, const mpz_t private_value, const Point *public_value)
{
    Error error = curve_private_check(curve, private_value);
    if (!error)
        error = curve_point_check(curve, public_value);
    if (error)
        return error;
    Point shared;
    point_init(&shared);
    curve_multiply(&shared, curve, private_value, public_value);
    if (shared.infinity)
        error = ERROR_POINT_AT_INFINITY;
    else
        append_coordinate(out, curve, shared.x);
    point_clear(&shared);
    return error;
}
