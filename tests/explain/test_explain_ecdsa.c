/* ECDSA row by row: RFC 6979's signatures, every signature on the toy curve, and verification of good and bad ones. */
#include "rows.h"

#include "explain/curves/ecdsa.h"

static const struct {
    const char *curve, *private_key;
    HashId hash;
    const char *message, *nonce, *r, *s;
} vectors[] = {
#include "../math/rfc6979_vectors.def"
};

/* The message's digest by `hash`, in `out`. */
static Bytes digest_of(HashId hash, Bytes message, uint8_t out[HASH_SIZE_MAX])
{
    hash_all(hash, message, out);
    return bytes_of(out, hash_size(hash));
}

static void numbers_from_hex(mpz_t *out, const char *const *hex, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_int_equal(mpz_init_set_str(out[i], hex[i], 16), 0);
}

static void signatures_are_the_published_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        const Curve *curve = curve_find(vectors[i].curve);
        Operand message = operand_bytes("message", bytes_of_text(vectors[i].message));
        mpz_t numbers[4]; /* d, k, r, s */
        numbers_from_hex(
            numbers, (const char *const[]){vectors[i].private_key, vectors[i].nonce, vectors[i].r, vectors[i].s}, 4);
        Buffer expected = BUFFER_EMPTY;
        ecdsa_signature_append(&expected, numbers[2], numbers[3]);

        Worked *worked =
            explain_ecdsa_sign_deterministically(curve, vectors[i].hash, numbers[0], &message, "signature");
        assert_value(worked, buffer_bytes(&expected));
        assert_rows_in_any_order(worked);
        worked_free(worked);
        worked = explain_ecdsa_sign(curve, vectors[i].hash, numbers[0], &message, numbers[1], "signature");
        assert_value(worked, buffer_bytes(&expected));
        worked_free(worked);

        buffer_clear(&expected);
        for (int j = 0; j < 4; j++)
            mpz_clear(numbers[j]);
    }
}

static void assert_verdict(const Curve *curve, const Point *public_key, Bytes message, const mpz_t r, const mpz_t s)
{
    Buffer key = BUFFER_EMPTY, der = BUFFER_EMPTY;
    uint8_t digest[HASH_SIZE_MAX];
    mpz_t valid;
    curve_point_append(&key, curve, public_key);
    ecdsa_signature_append(&der, r, s);
    Error error = ecdsa_verify(curve, public_key, digest_of(HASH_SHA256, message, digest), r, s);
    mpz_init_set_ui(valid, error == ERROR_NONE);
    Operand operands[] = {operand_bytes("Q", buffer_bytes(&key)), operand_bytes("message", message),
                          operand_bytes("signature", buffer_bytes(&der))};
    Worked *worked = explain_ecdsa_verify(curve, HASH_SHA256, &operands[0], &operands[1], &operands[2]);
    assert_result(worked, valid);
    worked_free(worked);
    mpz_clear(valid);
    buffer_clear(&key);
    buffer_clear(&der);
}

/* Each key, each nonce; and each pair of numbers from 0 to n as a signature. */
static void the_toy_curve_is_right_throughout(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Bytes message = bytes_of_text("hello");
    Operand operand = operand_bytes("message", message);
    uint8_t digest[HASH_SIZE_MAX];
    Bytes hash = digest_of(HASH_SHA256, message, digest);
    mpz_t d, k, r, s;
    Point public_key;
    mpz_inits(d, k, r, s, NULL);
    point_init(&public_key);
    size_t signatures = 0;
    for (unsigned long key = 0; key <= 19; key++) {
        mpz_set_ui(d, key);
        for (unsigned long nonce = 0; nonce <= 19; nonce++) {
            mpz_set_ui(k, nonce);
            Error error = ecdsa_sign_with_nonce(r, s, toy, d, hash, k);
            Worked *worked = explain_ecdsa_sign(toy, HASH_SHA256, d, &operand, k, "signature");
            assert_int_equal(worked == NULL, error != ERROR_NONE);
            if (!worked)
                continue;
            Buffer der = BUFFER_EMPTY;
            ecdsa_signature_append(&der, r, s);
            assert_value(worked, buffer_bytes(&der));
            assert_openings(worked);
            worked_free(worked);
            buffer_clear(&der);
            signatures++;
        }
    }
    assert_true(signatures > 200);
    mpz_set_ui(d, 7);
    curve_multiply_base(&public_key, toy, d);
    for (unsigned long i = 0; i <= 20; i++)
        for (unsigned long j = 0; j <= 20; j++) {
            mpz_set_ui(r, i);
            mpz_set_ui(s, j);
            assert_verdict(toy, &public_key, message, r, s);
        }
    mpz_clears(d, k, r, s, NULL);
    point_clear(&public_key);
}

/* On the toy curve many a nonce gives no signature, so that RFC 6979's next one is taken. */
static void the_first_nonce_that_signs_is_taken(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Random *random = random_new_seeded(bytes_of_text("nonces"), "");
    mpz_t d, r, s;
    mpz_inits(d, r, s, NULL);
    size_t longest = 0, shortest = SIZE_MAX;
    for (unsigned i = 0; i < 200; i++) {
        char text[20];
        uint8_t digest[HASH_SIZE_MAX];
        snprintf(text, sizeof text, "message %u", i);
        Operand message = operand_bytes("message", bytes_of_text(text));
        mpz_set_ui(d, 1 + i % 18);
        Error error = ecdsa_sign(r, s, toy, d, HASH_SHA256, digest_of(HASH_SHA256, message.value, digest), random, "k");
        assert_int_equal(error, ERROR_NONE);
        Buffer der = BUFFER_EMPTY;
        ecdsa_signature_append(&der, r, s);
        Worked *worked = explain_ecdsa_sign_deterministically(toy, HASH_SHA256, d, &message, "signature");
        assert_value(worked, buffer_bytes(&der));
        size_t count = worked_count(worked);
        longest = count > longest ? count : longest;
        shortest = count < shortest ? count : shortest;
        worked_free(worked);
        buffer_clear(&der);
    }
    assert_true(longest > shortest + 4);
    mpz_clears(d, r, s, NULL);
    random_free(random);
}

static void verdicts_on_named_curves_are_those_of_the_maths(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        if (vectors[i].hash != HASH_SHA256)
            continue;
        const Curve *curve = curve_find(vectors[i].curve);
        Bytes message = bytes_of_text(vectors[i].message);
        Point public_key;
        mpz_t numbers[3]; /* d, r, s */
        numbers_from_hex(numbers, (const char *const[]){vectors[i].private_key, vectors[i].r, vectors[i].s}, 3);
        point_init(&public_key);
        curve_multiply_base(&public_key, curve, numbers[0]);
        assert_verdict(curve, &public_key, message, numbers[1], numbers[2]);
        assert_verdict(curve, &public_key, bytes_of_text("another"), numbers[1], numbers[2]);
        assert_verdict(curve, &public_key, message, numbers[2], numbers[1]);
        assert_verdict(curve, &public_key, message, numbers[1], curve->n);
        point_clear(&public_key);
        for (int j = 0; j < 3; j++)
            mpz_clear(numbers[j]);
    }
}

static void what_is_no_key_or_signature_has_no_rows(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Operand message = operand_bytes("message", bytes_of_text("hello"));
    Operand on = operand_bytes("Q", bytes_of("\x04\x05\x01", 3)), off = operand_bytes("Q", bytes_of("\x04\x05\x02", 3));
    Operand der = operand_bytes("signature", bytes_of("\x30\x06\x02\x01\x05\x02\x01\x03", 8));
    Operand cut = operand_bytes("signature", bytes_of("\x30\x06\x02\x01\x05\x02\x01", 7));
    assert_null(explain_ecdsa_verify(toy, HASH_SHA256, &off, &message, &der));
    assert_null(explain_ecdsa_verify(toy, HASH_SHA256, &on, &message, &cut));
    mpz_t zero;
    mpz_init(zero);
    assert_null(explain_ecdsa_sign_deterministically(toy, HASH_SHA256, zero, &message, "signature"));
    assert_null(explain_ecdsa_sign_deterministically(toy, HASH_SHA256, toy->n, &message, "signature"));
    mpz_clear(zero);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures_are_the_published_ones),
        cmocka_unit_test(the_toy_curve_is_right_throughout),
        cmocka_unit_test(the_first_nonce_that_signs_is_taken),
        cmocka_unit_test(verdicts_on_named_curves_are_those_of_the_maths),
        cmocka_unit_test(what_is_no_key_or_signature_has_no_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
