"""The lists: that they are complete, and that the program takes every name that they have."""

import json
import pathlib
import tempfile
import unittest

import program

KEYS = {
    "versions": {"name", "id", "source", "standing"},
    "suites": {"name", "id", "key_exchange", "authentication", "cipher", "mac", "versions", "standing"},
    "groups": {"name", "id", "key_exchange", "bits", "standing"},
    "signature-schemes": {"name", "id", "standing"},
    "certificates": {"name", "what"},
    "revocation-lists": {"name", "what"},
    "ocsp-responses": {"name", "what"},
    "alerts": {"name", "id", "meaning", "level", "source", "from", "check", "command", "reason"},
    "glossary": {"name", "forms", "meaning", "source", "marked"},
    "facts": {"name", "kind", "meaning", "source"},
    "rfcs": {"name", "rfc", "title", "date", "status", "obsoleted_by", "note", "as_of"},
    "lessons": {"name", "title"},
    "keys": {"name", "keys", "section", "what"},
    "topics": {"name", "what", "details", "options"},
}


class Lists(unittest.TestCase):
    def test_every_list_has_its_keys_in_every_row(self):
        self.assertEqual({row["name"] for row in program.told("list")}, set(KEYS))
        for name, keys in KEYS.items():
            rows = program.listed(name)
            self.assertTrue(rows, name)
            for row in rows:
                self.assertGreaterEqual(set(row), keys)
            names = [row["name"] for row in rows]
            self.assertEqual(len(set(names)), len(names))

    def test_the_table_has_a_line_for_each_row(self):
        for name in KEYS:
            table = program.printed("list", name).partition("\n\n")[0]
            lines = [line for line in table.splitlines() if not line.startswith("    ")]
            rows = program.listed(name)
            self.assertEqual(len(lines), len(rows) + 1)
            for line, row in zip(lines[1:], rows):
                self.assertTrue(line.startswith(row["name"]), line)

    def test_no_key_does_two_things(self):
        keys = [key for row in program.listed("keys") for key in row["keys"].split()]
        self.assertEqual(len(set(keys)), len(keys))

    def test_numbers_are_written_as_in_the_registry(self):
        suites = {row["name"]: row for row in program.listed("suites")}
        row = suites["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"]
        self.assertEqual(row["id"], "0xc02f")
        self.assertEqual((row["key_exchange"], row["authentication"]), ("ECDHE", "RSA"))
        self.assertEqual(row["versions"], ["1.2"])
        self.assertEqual(suites["TLS_RSA_WITH_AES_128_CBC_SHA"]["versions"], ["1.0", "1.1", "1.2"])
        groups = {row["name"]: row for row in program.listed("groups")}
        self.assertEqual(groups["x25519"]["id"], "0x001d")
        self.assertIsNone(groups["toy-dh-23"]["id"])

    def test_groups_have_the_numbers_to_compute_with(self):
        keys = {"finite field": ("p", "g"), "curve": ("p", "a", "b", "base_x", "base_y", "order"), "x25519": ("p",)}
        for row in program.listed("groups"):
            number = {key: int(row[key], 16) for key in keys[row["kind"]]}
            self.assertTrue(all(row[key] == hex(number[key]) for key in number), row["name"])
            self.assertEqual(number["p"].bit_length(), row["bits"], row["name"])
            self.assertEqual(pow(3, number["p"], number["p"]), 3, row["name"])
            if row["kind"] == "curve":
                x, y = number["base_x"], number["base_y"]
                self.assertEqual((x**3 + number["a"] * x + number["b"] - y * y) % number["p"], 0, row["name"])
            self.assertEqual(row["numbers"] is not None, row["toy"], row["name"])

    def test_the_table_has_the_toys_in_full(self):
        table = program.printed("list", "groups")
        self.assertIn("p = 23, g = 5\n", table)
        self.assertIn("y² = x³ + 2x + 2 mod 17, G = (5, 1), order 19\n", table)

    def test_alerts_have_their_numbers(self):
        numbers = {row["name"]: row["id"] for row in program.listed("alerts")}
        self.assertEqual(numbers["close_notify"], 0)
        self.assertEqual(numbers["handshake_failure"], 40)
        self.assertTrue(all(0 <= number < 256 for number in numbers.values()))

    def test_every_certificate_can_be_loaded(self):
        for row in program.listed("certificates"):
            run = program.start("run", "--seed", "1", "--certificate", row["name"], "--unchecked")
            self.assertIn(run.returncode, (0, 1), f"{row['name']}: {run.stderr}")

    def test_only_what_breaks_a_rule_of_form_asks_to_be_shown_unchecked(self):
        runs = {row["name"]: program.start("explain", "certificate", "--certificate", row["name"])
                for row in program.listed("certificates")}
        refused = {name for name, run in runs.items() if "the certificate cannot be used" in run.stderr}
        self.assertEqual(refused, {"duplicate-extension", "empty-key-usage"})

    def test_every_revocation_list_can_be_loaded(self):
        for row in program.listed("revocation-lists"):
            run = program.start("run", "--seed", "1", "--crl", row["name"])
            self.assertIn(run.returncode, (0, 1), f"{row['name']}: {run.stderr}")

    def test_every_ocsp_response_can_be_loaded(self):
        for row in program.listed("ocsp-responses"):
            run = program.start("run", "--seed", "1", "--status-request", "--staple", row["name"])
            self.assertIn(run.returncode, (0, 1), f"{row['name']}: {run.stderr}")

    def test_a_lesson_that_cannot_be_read_stands_beside_the_others(self):
        with tempfile.TemporaryDirectory() as folder:
            lessons = pathlib.Path(folder) / "lessons" / "en"
            lessons.mkdir(parents=True)
            (lessons / "01-bad.md").write_text("text\n")
            (lessons / "02-good.md").write_text("# Good\n")
            data = program.environment(TLSTEPS_DATA=folder)
            run = program.start("list", "lessons", "--format", "json", env=data)
            self.assertEqual(run.returncode, 0, run.stderr)
            bad, good = json.loads(run.stdout)
            problem = f"cannot be read: {lessons}/01-bad.md:1: a lesson begins with its title: # Title"
            self.assertEqual(bad, {"name": "01-bad", "title": problem, "path": f"{lessons}/01-bad.md",
                                   "readable": False})
            self.assertEqual((good["title"], good["readable"]), ("Good", True))
            self.assertIn(problem, program.start("list", "lessons", env=data).stdout)

    def test_openssl_names_of_suites_are_understood(self):
        row = program.listed("suites")[0]
        run = program.told("run", "--seed", "1", "--suite", row["openssl_name"])
        self.assertEqual(run["known"]["client"]["cipher_suite"], row["name"])

    def test_suites_without_the_usual_certificates_have_their_parts(self):
        suites = {row["name"]: row for row in program.listed("suites")}
        for name, parts in (("TLS_PSK_WITH_AES_128_GCM_SHA256", ("PSK", "PSK", "PSK-AES128-GCM-SHA256")),
                            ("TLS_DHE_PSK_WITH_AES_128_CBC_SHA", ("DHE", "PSK", "DHE-PSK-AES128-CBC-SHA")),
                            ("TLS_RSA_PSK_WITH_AES_128_CBC_SHA", ("RSA", "PSK", "RSA-PSK-AES128-CBC-SHA")),
                            ("TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384", ("ECDHE", "PSK", None)),
                            ("TLS_DH_anon_WITH_AES_128_CBC_SHA256", ("DHE", "anon", "ADH-AES128-SHA256")),
                            ("TLS_ECDH_anon_WITH_AES_256_CBC_SHA", ("ECDHE", "anon", "AECDH-AES256-SHA"))):
            row = suites[name]
            self.assertEqual((row["key_exchange"], row["authentication"], row["openssl_name"]), parts)


program.main()
