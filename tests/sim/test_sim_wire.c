/* The parts of the path: pipes; and searches for a private value. */
#include "check.h"

#include "sim/eavesdropper/logarithm.h"
#include "sim/run/pipe.h"

typedef struct Seen {
    int count;
    int64_t times[8];
    uint64_t offsets[8];
    size_t sizes[8];
} Seen;

static void see(void *context, const Segment *segment)
{
    Seen *seen = context;
    seen->times[seen->count] = segment->time;
    seen->offsets[seen->count] = segment->offset;
    seen->sizes[seen->count++] = segment->bytes.size;
}

static void a_piece_arrives_after_the_latency_and_in_order(void **state)
{
    (void)state;
    PipeConfig config = {.connection = 1, .latency = 10, .watched_end = ACTOR_CLIENT};
    Pipe *pipe = pipe_new(&config);
    Buffer out = BUFFER_EMPTY;
    assert_true(pipe_arrival(pipe, ACTOR_CLIENT) == INT64_MAX);
    pipe_send(pipe, ACTOR_CLIENT, bytes_of_text("ab"), 100);
    pipe_send(pipe, ACTOR_CLIENT, bytes_of_text("c"), 105);
    pipe_send(pipe, ACTOR_CLIENT, BYTES_EMPTY, 105);
    assert_true(pipe_arrival(pipe, ACTOR_CLIENT) == 110);
    assert_true(pipe_arrival(pipe, ACTOR_SERVER) == INT64_MAX);
    assert_true(pipe_take(pipe, ACTOR_CLIENT, &out));
    assert_hex(buffer_bytes(&out), "6162");
    assert_true(pipe_arrival(pipe, ACTOR_CLIENT) == 115);
    assert_true(pipe_take(pipe, ACTOR_CLIENT, &out));
    assert_hex(buffer_bytes(&out), "616263");
    assert_false(pipe_take(pipe, ACTOR_CLIENT, &out)); /* the end of the stream */
    pipe_send(pipe, ACTOR_SERVER, bytes_of_text("under way when the pipe goes"), 200);
    buffer_clear(&out);
    pipe_free(pipe);
}

static void whoever_watches_sees_pieces_pass_at_that_end(void **state)
{
    (void)state;
    Seen seen = {0};
    PipeConfig config = {.connection = 1, .latency = 10, .watched_end = ACTOR_SERVER, .watch = see, .context = &seen};
    Pipe *pipe = pipe_new(&config);
    Buffer out = BUFFER_EMPTY;
    pipe_send(pipe, ACTOR_SERVER, bytes_of_text("abc"), 100);
    assert_int_equal(seen.count, 1); /* it left here */
    pipe_send(pipe, ACTOR_CLIENT, bytes_of_text("de"), 100);
    assert_int_equal(seen.count, 1); /* it left at the other end */
    assert_true(pipe_take(pipe, ACTOR_CLIENT, &out));
    pipe_send(pipe, ACTOR_SERVER, BYTES_EMPTY, 120);
    assert_int_equal(seen.count, 3);
    assert_true(seen.times[0] == 100 && seen.times[1] == 110 && seen.times[2] == 120);
    assert_true(seen.offsets[0] == 0 && seen.offsets[1] == 0 && seen.offsets[2] == 3);
    assert_true(seen.sizes[0] == 3 && seen.sizes[1] == 2 && seen.sizes[2] == 0);
    buffer_clear(&out);
    pipe_free(pipe);
}

static void every_logarithm_modulo_23_is_found(void **state)
{
    (void)state;
    const DhGroup *group = dh_group_find("toy-dh-23");
    mpz_t found, value;
    uint64_t tries;
    mpz_init(found);
    mpz_init(value);
    for (unsigned long x = 1; x <= 22; x++) {
        mpz_powm_ui(value, group->g, x, group->p);
        assert_true(logarithm_in_field(found, &tries, group, value, 1 << 10));
        assert_true(mpz_cmp_ui(found, x) == 0 && tries == x);
    }
    assert_false(logarithm_in_field(found, &tries, group, value, 21)); /* it would be the 22nd */
    assert_true(tries == 21);
    mpz_set_ui(value, 0);
    assert_false(logarithm_in_field(found, &tries, group, value, 100)); /* no power is 0 */
    mpz_clear(found);
    mpz_clear(value);
}

static void every_logarithm_on_the_toy_curve_is_found(void **state)
{
    (void)state;
    const Curve *curve = curve_find("toy-curve-17");
    Point point;
    mpz_t found, x;
    uint64_t tries;
    point_init(&point);
    mpz_init(found);
    mpz_init(x);
    for (unsigned long i = 1; i <= 18; i++) {
        mpz_set_ui(x, i);
        curve_multiply(&point, curve, x, &curve->g);
        assert_true(logarithm_on_curve(found, &tries, curve, &point, 1 << 10));
        assert_true(mpz_cmp_ui(found, i) == 0 && tries == i);
    }
    assert_false(logarithm_on_curve(found, &tries, curve, &point, 17));
    point_clear(&point);
    mpz_clear(found);
    mpz_clear(x);
}

/* Exponents for ffdhe2048 have 256 bits here; the orders of the curves are SEC 2's. */
static void the_cost_of_a_search_is_the_square_root_of_what_there_is_to_search(void **state)
{
    (void)state;
    assert_int_equal(logarithm_field_cost(dh_group_find("toy-dh-23")), 2);
    assert_int_equal(logarithm_field_cost(dh_group_find("ffdhe2048")), 128);
    assert_int_equal(logarithm_curve_cost(curve_find("secp256r1")), 128);
    assert_int_equal(logarithm_curve_cost(curve_find("secp384r1")), 192);
    assert_int_equal(logarithm_curve_cost(curve_find("secp521r1")), 260);
    assert_true(logarithm_field_is_small(dh_group_find("toy-dh-23"), 23));
    assert_false(logarithm_field_is_small(dh_group_find("toy-dh-23"), 22));
    assert_false(logarithm_field_is_small(dh_group_find("ffdhe2048"), UINT64_MAX));
    assert_true(logarithm_curve_is_small(curve_find("toy-curve-17"), 19));
    assert_false(logarithm_curve_is_small(curve_find("toy-curve-17"), 18));
    assert_false(logarithm_curve_is_small(curve_find("secp256r1"), UINT64_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_piece_arrives_after_the_latency_and_in_order),
        cmocka_unit_test(whoever_watches_sees_pieces_pass_at_that_end),
        cmocka_unit_test(every_logarithm_modulo_23_is_found),
        cmocka_unit_test(every_logarithm_on_the_toy_curve_is_found),
        cmocka_unit_test(the_cost_of_a_search_is_the_square_root_of_what_there_is_to_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
