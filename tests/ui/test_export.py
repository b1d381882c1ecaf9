"""Writing into files from the screen, by keys on a terminal: each kind holds what the command line writes, a file that is
there stays unless it is to be replaced, and what cannot be written says why."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "interop"))
import terminal  # noqa: E402

PROGRAM = os.environ["TLSTEPS"]
RUN = ["--seed", "1"]


class Screen(terminal.Terminal):
    def __init__(self, folder, *arguments):
        super().__init__([PROGRAM, *arguments], folder)
        assert self.wait_for(b"RTT") and self.rest(), self.seen

    def press(self, keys):
        """`shown` is what is drawn in answer."""
        self.seen = b""
        assert super().press(keys, draws=True), keys
        self.shown = self.seen.decode("utf-8", "replace")


def printed(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, check=True).stdout


class Export(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.screen = Screen(self.folder, "play", *RUN)
        self.addCleanup(self.screen.end)

    def write(self, name):
        self.screen.press(f"x{name}\r")
        return (self.folder / name).read_bytes()

    def test_the_run_as_the_command_line_writes_it(self):
        options = {"a.txt": ["--reproduce"], "a.json": ["--format", "json"],
                   "a.md": ["--format", "markdown", "--reproduce"]}
        for name, more in options.items():
            self.assertEqual(self.write(name), printed("run", *RUN, *more), name)

    def test_packets_and_their_key_log(self):
        capture, keylog = self.write("b.pcapng"), self.write("b.keylog")
        subprocess.run([PROGRAM, "run", *RUN, "--capture", "c.pcapng", "--keylog", "c.keylog"], cwd=self.folder,
                       check=True, stdout=subprocess.DEVNULL)
        self.assertEqual(capture, (self.folder / "c.pcapng").read_bytes())
        self.assertEqual(keylog, (self.folder / "c.keylog").read_bytes())

    def test_a_value_as_digits_and_as_bytes(self):
        known = json.loads(printed("run", *RUN, "--format", "json"))["known"]["client"]
        self.screen.press("gclient.compute.master_secret\r")
        self.screen.press("6")
        self.assertEqual(self.write("secret.hex").decode(), known["master_secret"] + "\n")
        self.assertEqual(self.write("secret.bin").hex(), known["master_secret"])

    def test_a_value_out_of_those_of_the_step(self):
        known = json.loads(printed("run", *RUN, "--format", "json"))["known"]["client"]
        self.screen.press("gclient.compute.client_random\r")
        self.screen.press("y")
        self.assertEqual(self.write("random.bin").hex(), known["client_random"])

    def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(self):
        there = self.folder / "there.json"
        there.write_text("mine")
        self.screen.press("xthere.json\r")
        self.assertIn("there is such a file", self.screen.shown)
        self.assertEqual(there.read_text(), "mine")
        self.screen.press("n\r")
        self.assertEqual(there.read_text(), "mine")
        self.screen.press("\x1b")
        self.screen.press("xthere.json\r")
        self.screen.press("y")
        self.assertEqual(json.loads(there.read_text())["scenario"]["seed"], "1")

    def test_what_cannot_be_written_says_why(self):
        self.screen.press("xnowhere/a.json\r")
        self.assertIn("nowhere/a.json: No such file or directory", self.screen.shown)
        self.screen.press("\x1b")
        self.screen.press("xa.doc\r")
        self.assertIn("the name has to end in one of those above", self.screen.shown)
        self.screen.press("\x1b")
        self.screen.press("xa.hex\r")
        self.assertIn("no value is selected here", self.screen.shown)
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
