"""Worked rows of whole handshakes, of every key exchange, toy and full size: an evaluator that shares nothing with the
program computes every one of them again, and none is false; one made wrong on purpose is caught. Nothing that is
computed is left out. With the argument 'all' the rows of every inverse too, of some of the handshakes."""

import concurrent.futures
import json
import os
import random
import subprocess
import sys
import unittest

import handshakes
import program

sys.path.insert(0, str(program.ROOT / "tests" / "explain"))
import rows_of_runs  # noqa: E402

ALL = "all" in sys.argv[1:]
del sys.argv[1:]
# Of a handshake on a full-size curve, every row with Euclid's in it is some 400 MB.
DEEP = {"dhe-toy": "9", "ecdhe-toy": "9", "rsa-gcm": "9", "ecdhe-secp256r1": "3", "anon-ecdh": "3"}


def command(name, *options):
    return [program.PROGRAM, "run", *handshakes.RUNS[name], "--seed", name, "--format", "json", *options]


def evaluated(arguments):
    """Rows and faults of a call, its status, and what it told but for the rows."""
    evaluation = rows_of_runs.Evaluation()
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, encoding="utf-8", env=program.environment()) as run:
        told = rows_of_runs.evaluate(iter(run.stdout), evaluation)
    return evaluation.rows, evaluation.faults, run.returncode, told


class Rows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if ALL:
            calls = {f"{name}, {depth} deep": command(name, "--rows-depth", depth) for name, depth in DEEP.items()}
        else:
            calls = {name: command(name, "--rows") for name in handshakes.RUNS}
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            cls.runs = dict(zip(calls, pool.map(evaluated, calls.values())))

    def test_no_row_is_false(self):
        for name, (rows, faults, status, _) in self.runs.items():
            with self.subTest(run=name):
                self.assertEqual((faults, status), ([], 0))
                self.assertGreater(rows, 100)

    def test_every_kind_of_derivation_comes_up(self):
        told = {fact["how"] for *_, run in self.runs.values() for step in run["steps"] for fact in step["facts"]}
        if not ALL:
            self.assertEqual(told, handshakes.kinds())

    def test_nothing_computed_is_left_out(self):
        for name, (*_, run) in self.runs.items():
            for step in run["steps"]:
                with self.subTest(run=name, step=step["name"]):
                    number, worked = step["step"], run["worked"]
                    for fact in step["facts"]:
                        self.assertEqual((number, fact["name"]) in worked, fact["how"] not in handshakes.NOT_COMPUTED)
                    for i, record in enumerate(step.get("message", {}).get("records", [])):
                        opened = record["encrypted"] and (record["plaintext"] or step["actor"] != "eavesdropper")
                        self.assertEqual((number, i) in worked, bool(opened))
                    if "check" in step and step["check"]["what"].endswith("signature"):
                        self.assertIn((number, None), worked)


def lines_of(name, depth="2"):
    run = subprocess.run(command(name, "--rows-depth", depth), stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return run.stdout.splitlines(keepends=True)


def faults_of(lines):
    evaluation = rows_of_runs.Evaluation()
    rows_of_runs.evaluate(iter(lines), evaluation)
    return evaluation.faults


def changed_digit(text, choice):
    """Another hex digit somewhere behind 0x."""
    start = text.find("x") + 1
    at = choice.randrange(start, len(text))
    return text[:at] + format(int(text[at], 16) ^ choice.randrange(1, 16), "x") + text[at + 1 :]


def rows_in(worked):
    for row in worked["rows"]:
        yield row
        if "opened" in row:
            yield from rows_in(row["opened"])


class Planted(unittest.TestCase):
    """What is wrong in one place is found, wherever it is."""

    @classmethod
    def setUpClass(cls):
        cls.lines = lines_of("dhe-toy")
        cls.begin = cls.lines.index(rows_of_runs.BEGIN_WORKINGS + "\n") + 1

    def with_a_change(self, change, choice):
        """The lines, with one row of a worked example changed. `change` is False where it cannot be made in a row."""
        while True:
            at = choice.randrange(self.begin, len(self.lines) - 1)
            worked = json.loads(self.lines[at].rstrip().removesuffix(",").removesuffix("]"))
            row = choice.choice(list(rows_in(worked)))
            if change(row, choice):
                # The evaluation of that line alone is enough.
                return self.lines[: self.begin] + [json.dumps(worked, ensure_ascii=False) + "\n"], row

    def all_found(self, change, count):
        choice = random.Random("planted")
        for _ in range(count):
            lines, row = self.with_a_change(change, choice)
            self.assertNotEqual(faults_of(lines), [], row)

    def test_as_it_is_nothing_is_wrong(self):
        self.assertEqual(faults_of(self.lines), [])

    def test_a_digit_of_a_result(self):
        def change(row, choice):
            result = row["result"]
            result["value"] = changed_digit(result["value"], choice) if result["value"] else "00"
            return True

        self.all_found(change, 60)

    def test_a_digit_of_an_operand(self):
        def change(row, choice):
            operands = [operand for operand in row["operands"] if operand["value"]]
            # These do not depend on every digit.
            if not operands or any(word in row["formula"] for word in ("[", "len(", "bits(", "<", "≤", "div")):
                return False
            operand = choice.choice(operands)
            operand["value"] = changed_digit(operand["value"], choice)
            return True

        self.all_found(change, 60)

    def test_a_formula(self):
        def change(row, choice):
            more = " + 1" if row["result"]["kind"] == "number" else ' ‖ "x"'
            row["formula"] = f"({row['formula']}){more}"
            return True

        self.all_found(change, 60)

    def test_a_row_left_out(self):
        def change(row, choice):
            if "opened" not in row or row["opened"]["count"] < 2:
                return False
            del row["opened"]["rows"][choice.randrange(row["opened"]["count"])]
            return True

        self.all_found(change, 20)

    def test_what_was_recorded(self):
        """A fact's own value is another than what its rows come to."""
        choice = random.Random("recorded")
        for name in ("c1.h1.master_secret", "c1.h1.client_verify_data", "c1.h1.dh.shared_secret"):
            told = json.loads("".join(self.lines[: self.begin]) + "]}")
            del told["workings"]
            fact = next(fact for step in told["steps"] for fact in step["facts"] if fact["name"] == name)
            fact["value"] = changed_digit(fact["value"], choice)
            lines = [json.dumps(told)[:-1] + ",\n", rows_of_runs.BEGIN_WORKINGS + "\n", *self.lines[self.begin :]]
            self.assertNotEqual(faults_of(lines), [], name)


class Options(unittest.TestCase):
    def test_rows_have_no_place_but_in_json(self):
        for options in (["--rows"], ["--rows-depth", "1"], ["--rows", "--format", "markdown"]):
            run = program.start("run", *options)
            self.assertEqual((run.returncode, run.stderr), (2, "tlsteps run: --rows: needs --format json\n"))

    def test_a_depth_is_a_digit(self):
        for value in ("", "10", "-1", "1.5", "x"):
            run = program.start("run", "--format", "json", "--rows-depth", value)
            wanted = f"tlsteps run: --rows-depth: '{value}' is not accepted: a whole number from 0 to 9 is\n"
            self.assertEqual((run.returncode, run.stdout, run.stderr), (2, "", wanted))

    def test_deeper_is_more_of_the_same(self):
        shallow, deep = (lines_of("dhe-toy", depth) for depth in ("0", "1"))
        self.assertEqual(len(shallow), len(deep))
        self.assertNotIn('"opened":', "".join(shallow))
        self.assertIn('"opened":', "".join(deep))
        self.assertEqual(faults_of(shallow), [])


if ALL:
    del Planted, Options
program.main()
