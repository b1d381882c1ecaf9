"""The lines that compute a value again by other people's software: every computed value has one, and what it prints is
the value. The lines are pasted to sh, one of each make: what two have in common but for the hex in them is run once."""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
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


NEEDS = {
    "sh": [],
    "openssl 3.0+": ["openssl"],
    "python3 3.8+": ["python3"],
    "python3 3.8+ and openssl 3.0+": ["python3", "openssl"],
    "python3-cryptography 38+": ["python3-cryptography"],
}


def fill_path(folder, needs):
    """A folder with what a line may call that has these needs, and nothing else: python3 has the distribution's
    packages only where they are needed."""
    calls = {name: f'exec {shutil.which(name)} "$@"' for name in ("cut", "tr", *needs) if "-" not in name}
    if "python3" in needs:
        calls["python3"] = f'exec {sys.executable} -S "$@"'
    if "python3-cryptography" in needs:
        calls["python3"] = f'exec {sys.executable} "$@"'
    folder.mkdir()
    for name, call in calls.items():
        (folder / name).write_text(f"#!/bin/sh\n{call}\n", encoding="ascii")
        (folder / name).chmod(0o755)


class Shell:
    """A shell that has what stands beside a line, and no more."""

    def __init__(self, folder):
        self.folders = {}
        for number, (text, needs) in enumerate(NEEDS.items()):
            self.folders[text] = pathlib.Path(folder) / str(number)
            fill_path(self.folders[text], needs)

    def paste(self, told):
        """What it prints when the line of a fact or check is typed into it."""
        path = {**os.environ, "PATH": str(self.folders[told["reproduce_needs"]])}
        return subprocess.run(["/bin/sh"], input=told["reproduce"] + "\n", env=path, capture_output=True, encoding="utf-8",
                              timeout=60)


def printed_value(output):
    """openssl dgst says behind the digest what it hashed."""
    return output.strip().removesuffix(" *stdin")


class Reproduce(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.runs = {name: handshakes.told(name) for name in handshakes.RUNS}
        cls.facts = [(name, fact) for name, run in cls.runs.items() for fact in facts_of(run)]
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.shell = Shell(folder.name)

    def test_every_kind_of_derivation_comes_up(self):
        self.assertEqual({fact["how"] for _, fact in self.facts}, handshakes.kinds())

    def test_what_is_computed_has_a_line(self):
        for name, fact in self.facts:
            with self.subTest(run=name, fact=fact["name"]):
                self.assertEqual(fact["reproduce"] is not None, fact["how"] not in handshakes.NOT_COMPUTED)
                self.assertEqual(fact["reproduce_needs"] is not None, fact["reproduce"] is not None)

    def test_every_need_comes_up(self):
        self.assertEqual({fact["reproduce_needs"] for _, fact in self.facts} - {None}, set(NEEDS))

    def test_the_line_prints_the_value(self):
        chosen = {make(self.runs[name], fact): (name, fact) for name, fact in self.facts if fact["reproduce"]}
        self.assertGreater(len(chosen), 100)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            runs = pool.map(self.shell.paste, [fact for _, fact in chosen.values()])
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
            for check, run in zip(chosen.values(), pool.map(self.shell.paste, chosen.values())):
                with self.subTest(what=check["what"], line=check["reproduce"]):
                    verified = (0, "verified\n") if check["passed"] else (1, "")
                    self.assertEqual((run.returncode, run.stdout), verified)

    def test_text_and_markdown_give_the_lines_where_they_are_asked_for(self):
        for style, comma in (("text", ""), ("markdown", ",")):
            options = [*handshakes.RUNS["ecdhe-toy"], "--seed", "ecdhe-toy", "--format", style]
            plain, told = program.printed("run", *options), program.printed("run", *options, "--reproduce")
            computed = [fact for name, fact in self.facts if name == "ecdhe-toy" and fact["reproduce"]]
            computed += checks_of(self.runs["ecdhe-toy"])
            self.assertGreater(len(computed), 20)
            told = [line.strip() for line in told.splitlines() if line and not line.startswith("```")]
            for each in computed:
                self.assertNotIn(each["reproduce"], plain)
                before = told[told.index(each["reproduce"]) - 1]
                self.assertTrue(before.endswith(f"again{comma} with {each['reproduce_needs']}:"), before)


program.need("openssl")
program.main()
