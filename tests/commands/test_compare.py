"""Two runs compared by `tlsteps run --compare-with`: what differs first, what follows, and what is refused."""

import pathlib
import re
import tempfile
import unittest

import program


def compared(lines, *arguments):
    """The text, and its differences: number to title and the numbers of those that it follows from."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "other.scenario"
        path.write_text(lines)
        text = program.printed("run", "--seed", "1", "--compare-with", str(path), *arguments)
    differences = {}
    for number, title, causes in re.findall(r"(?m)^(\d+)\. ([^·]*) · \w+, step \d+(?: · from ([^·]*?))?\n(?= |\n|$)", text):
        differences[title] = (int(number), [int(cause) for cause in re.findall(r"(?:^|, )(\d+) ", causes)])
    return text, differences


class Compare(unittest.TestCase):
    def test_another_seed(self):
        text, differences = compared("seed: 2\n")
        self.assertTrue(text.startswith("Two runs compared: "))
        self.assertIn("\nleft   --seed 2\nright  --seed 1\n", text)
        self.assertEqual(differences["client_random"], (1, []))
        self.assertEqual(differences["ClientHello"][1], [1])
        secret, block = differences["pre_master_secret"][0], differences["key_block"]
        self.assertIn(secret, differences["master_secret"][1])
        self.assertIn(differences["master_secret"][0], block[1])
        self.assertEqual(differences["client_write_key"][1], [block[0]])

    def test_values_are_those_of_the_two_runs(self):
        text, _ = compared("seed: 2\n")
        for seed in ("1", "2"):
            random = program.told("run", "--seed", seed)["known"]["client"]["client_random"]
            self.assertIn(random[:30], text)

    def test_the_same_run(self):
        text, differences = compared("# nothing else\n")
        self.assertTrue(text.startswith("Two runs compared: they are the same.\n"))
        self.assertEqual(differences, {})

    def test_a_run_without_a_seed_is_compared_with_its_own(self):
        with tempfile.NamedTemporaryFile("w+") as empty:
            text = program.printed("run", "--compare-with", empty.name)
        self.assertTrue(text.startswith("Two runs compared: they are the same.\n"))

    def test_a_check_has_two_verdicts(self):
        text, _ = compared("fault: client.finished.verify_data:0:01\n")
        self.assertIn("check: Did both see the same handshake?", text)
        self.assertRegex(text, r"left +failed: decrypt_error")
        self.assertRegex(text, r"right +passed")

    def test_what_is_refused(self):
        for arguments, said in ((["--compare-with", "no.such"], "no.such: No such file"),
                                (["--compare-with", "no.such", "--format", "json"], "--compare-with: is told as text")):
            process = program.start("run", *arguments)
            self.assertEqual(process.returncode, 2)
            self.assertIn(said, process.stderr)


program.main()
