"""The lines that compute a value again by other people's software: every computed value has one, and what it prints is
the value. The lines are pasted to sh, one of each make: what two have in common but for the hex in them is run once."""

import concurrent.futures
import os
import re
import subprocess
import unittest

import handshakes
import program

def facts_of(run):
    return [fact for step in run["steps"] for fact in step["facts"]]


def checks_of(run):
    """Of signatures."""
    steps = [step for step in run["steps"] if "check" in step]
    return [step["check"] for step in steps if step["check"]["what"].endswith("signature")]


def shape(line):
    return re.sub(r"(0x)?[0-9a-f]{3,}( |\b)", "", line)


def make(run, fact):
    """What two lines have in common that differ in their numbers alone: the fact, the line's form, the group, and for a
    record the cipher suite too."""
    suite = run["known"]["client"]["cipher_suite"] if fact["how"] == "decrypted" else None
    name = re.sub(r"^(c\d+\.)?(h\d+\.)?", "", fact["name"])
    return suite, fact.get("group"), name, shape(fact["reproduce"])


def pasted(line):
    """What a shell prints that the line is typed into."""
    return subprocess.run(["sh"], input=line + "\n", capture_output=True, encoding="utf-8", timeout=60)


def printed_value(output):
    """openssl dgst says behind the digest what it hashed."""
    return output.strip().removesuffix(" *stdin")


class Reproduce(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.runs = {name: handshakes.told(name) for name in handshakes.RUNS}
        cls.facts = [(name, fact) for name, run in cls.runs.items() for fact in facts_of(run)]

    def test_every_kind_of_derivation_comes_up(self):
        self.assertEqual({fact["how"] for _, fact in self.facts}, handshakes.kinds())

    def test_what_is_computed_has_a_line(self):
        for name, fact in self.facts:
            with self.subTest(run=name, fact=fact["name"]):
                self.assertEqual(fact["reproduce"] is not None, fact["how"] not in handshakes.NOT_COMPUTED)

    def test_the_line_prints_the_value(self):
        chosen = {make(self.runs[name], fact): (name, fact) for name, fact in self.facts if fact["reproduce"]}
        self.assertGreater(len(chosen), 100)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            runs = pool.map(pasted, [fact["reproduce"] for _, fact in chosen.values()])
            for (name, fact), run in zip(chosen.values(), runs):
                with self.subTest(run=name, fact=fact["name"], line=fact["reproduce"]):
                    self.assertEqual((run.returncode, run.stderr), (0, ""))
                    self.assertEqual(printed_value(run.stdout), fact["value"])

    def test_the_line_of_a_check_verifies_what_is_right(self):
        checks = [check for run in self.runs.values() for check in checks_of(run)]
        chosen = {(check["what"], check["passed"], shape(check["reproduce"])): check for check in checks}
        kinds = {(f"{what}_signature", True) for what in ("certificate", "crl", "status", "server", "client")}
        self.assertLessEqual(kinds | {("client_signature", False)}, {(what, passed) for what, passed, _ in chosen})
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for check, run in zip(chosen.values(), pool.map(pasted, [each["reproduce"] for each in chosen.values()])):
                with self.subTest(what=check["what"], line=check["reproduce"]):
                    verified = (0, "verified\n") if check["passed"] else (1, "")
                    self.assertEqual((run.returncode, run.stdout), verified)

    def test_text_and_markdown_give_the_lines_where_they_are_asked_for(self):
        for style in ("text", "markdown"):
            options = [*handshakes.RUNS["ecdhe-toy"], "--seed", "ecdhe-toy", "--format", style]
            plain, told = program.printed("run", *options), program.printed("run", *options, "--reproduce")
            lines = {fact["reproduce"] for name, fact in self.facts if name == "ecdhe-toy" and fact["reproduce"]}
            lines |= {check["reproduce"] for check in checks_of(self.runs["ecdhe-toy"])}
            self.assertGreater(len(lines), 20)
            for line in lines:
                self.assertNotIn(line, plain)
                self.assertIn(line, [each.strip() for each in told.splitlines()])


program.need("openssl")
program.main()
