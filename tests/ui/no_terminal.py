"""Without a terminal the commands that need one end with status 2 and one line that says what to do instead."""

import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "commands"))
import program  # noqa: E402


class NoTerminal(unittest.TestCase):
    def check(self, *arguments):
        run = program.start(*arguments)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertEqual(run.stdout, "")
        self.assertEqual(run.stderr.count("\n"), 1, run.stderr)
        return run.stderr

    def test_play(self):
        self.assertIn("--linear", self.check("play"))

    def test_play_with_a_terminal_for_output_only(self):
        screen, terminal = os.openpty()
        run = subprocess.run([program.PROGRAM, "play"], stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal)
        os.close(terminal)
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"terminal for input and output", os.read(screen, 1000))
        os.close(screen)

    def test_menu(self):
        self.assertIn("tlsteps list lessons", self.check("learn"))

    def test_no_such_lesson(self):
        self.assertIn("no lesson is called 'nothing': there are 04-rsa", self.check("learn", "nothing"))

    def test_lesson_is_told_in_lines(self):
        told = program.printed("learn", "rsa")
        self.assertIn("\nTwo random numbers in the open\n", told)
        self.assertNotIn("\x1b", told)
        self.assertLessEqual(max(map(len, told.splitlines())), 100)


if __name__ == "__main__":
    unittest.main()
