"""The evaluator of the row language: what it makes of formulas, and that no wrong row of any topic of `tlsteps explain` gets
past it."""

import copy
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "commands"), str(ROOT / "tests" / "explain")]

import evaluate  # noqa: E402
import program  # noqa: E402

OPERANDS = {"x": 7, "y": -3, "n": 19, "dh.p": 23, "a": bytes.fromhex("0a0b0c0d"), "b": bytes.fromhex("ff00ff00")}

COMES_TO = {
    "2 + 3 · 4": 14,
    "(2 + 3) · 4": 20,
    "2 · 3^2": 18,
    "x - y - 1": 9,
    "17 div 5 · 2": 6,
    "y div 2": -2,
    "x^-1 mod n": 11,
    "3 · x^-1 mod n": 14,
    "y mod n": 16,
    "(x - 8) · x mod n": 12,
    "x + 20 div 3 mod n": 13,
    "dh.p mod (x + 1)": 7,
    "2^(x + 1) mod n": 9,
    "x == 7": 1,
    "x + 1 < 8": 0,
    "x ≤ 7": 1,
    "a ‖ b": bytes.fromhex("0a0b0c0dff00ff00"),
    "a ⊕ b": bytes.fromhex("f50bf30d"),
    "a[1..2]": bytes.fromhex("0b0c"),
    "a[x - 7..len(a) - 2][1..1]": bytes.fromhex("0b"),
    'number(bytes(0x7b, 2)) == 123': 1,
    '"text" ‖ zeros(2) ‖ repeat(bytes(255, 1), 2)': b"text\0\0\xff\xff",
    "bits(255) + bits(0)": 8,
    "gcd(12, 18) + lcm(4, 6)": 18,
    "reverse(a)": bytes.fromhex("0d0c0b0a"),
    'SHA-256("abc")[0..3]': bytes.fromhex("ba7816bf"),
    'HMAC-SHA-256("key", "data")[0..3]': bytes.fromhex("5031fe3d"),
    # y² = x³ + 2x + 2 modulo 17, G = (5, 1) of order 19
    "point-double(bytes(0x040501, 3), 2, 17)": bytes.fromhex("040603"),
    "point-multiple(18, bytes(0x040501, 3), 2, 17)": bytes.fromhex("040510"),
    "point-add(bytes(0x040501, 3), bytes(0x040510, 3), 2, 17)": b"\0",
}

NO_SENSE = ["2 +", "(2", "2 3", "z", "a + 1", "x ‖ a", "a ⊕ a[0..1]", "a[2..4]", "a == 1", "x mod 0", "19^-1 mod n", "len(1)",
            "len(a, b)", "SHA-3(a)", "bytes(256, 1)", "x < a", "x^-1", "1 div 0", "x $ 1", "a < b"]


def used_by(formula):
    """The operands that a formula names, as far as it can be read."""
    return {name: OPERANDS[name] for kind, name in evaluate.tokens_of(formula.replace("$", "+"))
            if kind == "word" and name in OPERANDS}


class Language(unittest.TestCase):
    def test_formulas_come_to_what_the_language_says(self):
        for formula, expected in COMES_TO.items():
            with self.subTest(formula=formula):
                self.assertEqual(evaluate.evaluate(formula, used_by(formula)), expected)

    def test_what_makes_no_sense_makes_a_row_false(self):
        for formula in NO_SENSE:
            for result in ({"kind": "number", "value": "0x0"}, {"kind": "bytes", "value": ""}):
                operands = [{"name": name, "kind": "bytes" if isinstance(value, bytes) else "number",
                             "value": value.hex() if isinstance(value, bytes) else hex(value)}
                            for name, value in used_by(formula).items()]
                row = {"name": "r", "formula": formula, "operands": operands, "result": result}
                with self.subTest(formula=formula):
                    self.assertIsNotNone(evaluate.problem_of(row))

    def test_the_ladder_is_rfc_7748s(self):
        """The first vector of §5.2."""
        scalar = int.from_bytes(bytes.fromhex("a046e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449a44"), "little")
        u = int.from_bytes(bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"), "little")
        ladder = evaluate.x25519_ladder(scalar, u)
        # The lowest bit of a clamped scalar is 0: nothing has to change places in the end.
        x, z = int.from_bytes(ladder[:32], "big"), int.from_bytes(ladder[32:64], "big")
        found = x * pow(z, -1, evaluate.P25519) % evaluate.P25519
        self.assertEqual(found.to_bytes(32, "little").hex(),
                         "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552")


def rows_of(working):
    for row in working["rows"]:
        yield row
        if row.get("opened"):
            yield from rows_of(row["opened"])


def topics():
    """Each topic's workings, as they are where nothing is said."""
    for topic in program.listed("topics"):
        yield topic["name"], program.told("explain", topic["name"], "--all", "--open", 9)["workings"]


class Rows(unittest.TestCase):
    def test_a_wrong_result_is_found(self):
        for topic, workings in topics():
            for row in [row for working in workings for row in rows_of(working)][::7]:
                wrong = copy.deepcopy(row)
                value = wrong["result"]["value"]
                wrong["result"]["value"] = value[:-1] + ("1" if value[-1:] == "0" else "0") if value else "00"
                with self.subTest(topic=topic, row=row):
                    self.assertIsNone(evaluate.problem_of(row))
                    self.assertIsNotNone(evaluate.problem_of(wrong))

    def test_an_operand_too_many_or_too_few_is_found(self):
        row = program.told("explain", "rsa")["workings"][0]["rows"][0]
        more, fewer = copy.deepcopy(row), copy.deepcopy(row)
        more["operands"].append({"name": "e", "kind": "number", "value": "0x11"})
        fewer["operands"].pop()
        self.assertEqual(evaluate.problem_of(row), None)
        self.assertIn("does not name e", evaluate.problem_of(more))
        self.assertIn("no operand q", evaluate.problem_of(fewer))

    def test_an_opening_to_another_result_is_found(self):
        working = program.told("explain", "rsa", "--open", 1)["workings"][0]
        self.assertEqual(list(evaluate.problems_of(working)), [])
        working["rows"][5]["opened"]["rows"].pop()
        self.assertEqual(list(evaluate.problems_of(working)), ["RSA key generation: row 6: opens to another result"])

    def test_long_computations_have_no_false_row(self):
        p = hex(2**521 - 1)
        for arguments in (["modexp", "0x" + "b7" * 60, "0x" + "c3" * 64, p], ["inverse", "0x" + "b7" * 60, p],
                          ["egcd", "0x" + "b6" * 100, "0x" + "c4" * 90], ["rsa", "--bits", 768, "--e", 65537],
                          ["logarithm", 10007, 5, 999], ["crt", "5,6,7,8", f"{p},{2**127 - 1},65537,{2**61 - 1}"]):
            for working in program.told("explain", *arguments, "--all", "--open", 9)["workings"]:
                self.assertEqual(list(evaluate.problems_of(working)), [])


program.main()
