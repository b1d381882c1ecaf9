/* The row language: what binds tighter, what is computed in a ring, and every function. */
#include "rows.h"

#include "explain/language/formula.h"

/* x = 7, y = -3, n = 19, dh.p = 23, a = 0a0b0c0d, b = ff00ff00, client-key = 16 bytes of 2b */
static Operand compute(Arena *arena, const char *formula)
{
    Buffer a = from_hex("0a0b0c0d"), b = from_hex("ff00ff00"), key = from_hex("2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b");
    Operand operands[] = {
        number_operand(arena, "x", "7"),
        number_operand(arena, "y", "-3"),
        number_operand(arena, "n", "19"),
        number_operand(arena, "dh.p", "23"),
        operand_bytes("a", buffer_bytes(&a)),
        operand_bytes("b", buffer_bytes(&b)),
        operand_bytes("client-key", buffer_bytes(&key)),
    };
    Operand value = formula_compute(arena, "value", formula, operands, COUNT_OF(operands));
    buffer_clear(&a);
    buffer_clear(&b);
    buffer_clear(&key);
    return value;
}

static void assert_comes_to(const char *formula, const char *expected)
{
    Arena arena = {0};
    Operand value = compute(&arena, formula);
    Buffer text = BUFFER_EMPTY;
    append_operand(&text, &value);
    if (strcmp(text_finish(&text) + strlen("value="), expected) != 0)
        fail_msg("%s gives %s and not %s", formula, (const char *)text.data, expected);
    buffer_clear(&text);
    arena_clear(&arena);
}

static void what_binds_tighter_comes_first(void **state)
{
    (void)state;
    assert_comes_to("x + 2 · 3", "13");
    assert_comes_to("(x + 2) · 3", "27");
    assert_comes_to("2 · x^2 - 1", "97");
    assert_comes_to("x - 2 - 3", "2");
    assert_comes_to("20 div 3 · 2", "12");
    assert_comes_to("y div 2", "-2");
    assert_comes_to("0x1f + 1", "32");
    assert_comes_to("dh.p - x", "16");
    assert_comes_to("x + 1 == 8", "1");
    assert_comes_to("x < x", "0");
    assert_comes_to("y ≤ 0", "1");
    assert_comes_to("bytes(1 + 1, 2) ‖ bytes(3, 1)", "000203");
    assert_comes_to("a ⊕ b ‖ b", "f50bf30dff00ff00");
}

static void remainders_are_those_of_the_ring(void **state)
{
    (void)state;
    assert_comes_to("y mod n", "16");
    assert_comes_to("x^-1 mod n", "11");
    assert_comes_to("(x - 10) · x^-1 mod n", "5");
    assert_comes_to("(x^-1 + 1) · 2 mod n", "5");
    assert_comes_to("x^(n - 2) mod n", "11");
    assert_comes_to("x · (x^-1 mod n)", "77");
    assert_comes_to("x + dh.p mod n", "11");
    assert_comes_to("1000 div 2^3 mod 2", "1");
    assert_comes_to("(1000 div 2^3) + 1 mod 2", "0");
    assert_comes_to("(1000 mod 2^9) div 8 · 8 + 2^9", "1000");
    assert_comes_to("bytes(y mod n, 2)", "0010");
    assert_comes_to("2^1000 mod n", "17");
}

static void bytes_are_taken_apart_and_put_together(void **state)
{
    (void)state;
    assert_comes_to("a[1..2]", "0b0c");
    assert_comes_to("(a ‖ b)[3..len(a)]", "0dff");
    assert_comes_to("client-key[15..15]", "2b");
    assert_comes_to("number(a[2..3]) + 1", "3086");
    assert_comes_to("\"key (mod 3\" ‖ a", "6b657920286d6f6420330a0b0c0d");
    assert_comes_to("a == reverse(reverse(a))", "1");
    assert_comes_to("reverse(a)", "0d0c0b0a");
    assert_comes_to("zeros(2) ‖ repeat(a, 2)", "00000a0b0c0d0a0b0c0d");
    assert_comes_to("len(a ‖ client-key)", "20");
    assert_comes_to("bits(256) + bits(0)", "9");
    assert_comes_to("gcd(12, 18) + lcm(4, 6)", "18");
}

/* Values from python3's hashlib and hmac, and from python3-cryptography. */
static void functions_of_cryptography_are_the_standards(void **state)
{
    (void)state;
    assert_comes_to("MD5(\"abc\")", "900150983cd24fb0d6963f7d28e17f72");
    assert_comes_to("SHA-1(\"abc\")", "a9993e364706816aba3e25717850c26c9cd0d89d");
    assert_comes_to("SHA-224(\"abc\")[0..3]", "23097d22");
    assert_comes_to("SHA-256(\"abc\")[0..3]", "ba7816bf");
    assert_comes_to("SHA-384(\"abc\")[0..3]", "cb00753f");
    assert_comes_to("SHA-512(\"abc\")[0..3]", "ddaf35a1");
    assert_comes_to("HMAC-SHA-256(\"Jefe\", \"what do ya want for nothing?\")[0..3]", "5bdcc146");
    assert_comes_to("HMAC-MD5(\"Jefe\", \"what do ya want for nothing?\")[0..3]", "750c783e");
    assert_comes_to(
        "AES-128-CBC-decrypt(client-key, zeros(16), AES-128-CBC-encrypt(client-key, zeros(16), client-key))",
        "2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b");
    assert_comes_to("AES-128-GCM-decrypt(client-key, zeros(12), a, AES-128-GCM-encrypt(client-key, zeros(12), a, b))",
                    "ff00ff00");
    assert_comes_to("len(ChaCha20-Poly1305-encrypt(client-key ‖ client-key, zeros(12), a, b))", "20");
}

static void points_are_added_as_bytes(void **state)
{
    (void)state;
    assert_comes_to("point-add(bytes(0x040501, 3), bytes(0x040603, 3), 2, 17)", "040a06");
    assert_comes_to("point-double(bytes(0x040501, 3), 2, 17)", "040603");
    assert_comes_to("point-multiple(18, bytes(0x040501, 3), 2, 17)", "040510");
    assert_comes_to("point-multiple(19, bytes(0x040501, 3), 2, 17)", "00");
    assert_comes_to("point-add(bytes(0, 1), bytes(0x040603, 3), 2, 17)", "040603");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_binds_tighter_comes_first),
        cmocka_unit_test(remainders_are_those_of_the_ring),
        cmocka_unit_test(bytes_are_taken_apart_and_put_together),
        cmocka_unit_test(functions_of_cryptography_are_the_standards),
        cmocka_unit_test(points_are_added_as_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
