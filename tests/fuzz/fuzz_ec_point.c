/* A public value on each named curve. What is accepted can be used, and is written as it was read. */
#include "fuzz.h"
#include "math/curve.h"

static void decode(const Curve *curve, Bytes encoded)
{
    Point point;
    Buffer again = BUFFER_EMPTY;
    point_init(&point);
    if (curve_point_decode(&point, curve, encoded) == ERROR_NONE) {
        fuzz_require(curve_point_check(curve, &point) == ERROR_NONE);
        curve_point_append(&again, curve, &point);
        fuzz_require(bytes_equal(buffer_bytes(&again), encoded));
    }
    buffer_clear(&again);
    point_clear(&point);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const Curve *curve;
    for (int i = 0; (curve = curve_at(i)); i++)
        decode(curve, bytes_of(data, size));
    return 0;
}
