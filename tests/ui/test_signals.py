"""A signal that asks the program to end: in order while it waits for a key, and soon also where it cannot come to that."""

import os
import pathlib
import select
import signal
import sys
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "interop"), str(TESTS / "commands")]
import processes  # noqa: E402
import program  # noqa: E402
import terminal  # noqa: E402

COMMAND = [program.PROGRAM, "play", "--seed", "1"]  # without anybody's signal it would wait for ever
LOOKS = 5  # a program that is about to read a key sleeps at one of them, and not at the next


class Ends(unittest.TestCase):
    def test_while_it_waits_for_a_key(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            screen = terminal.Terminal(COMMAND)
            self.assertTrue(screen.wait_for(b"RTT"))
            self.assertTrue(screen.rest())
            os.kill(screen.child, number)
            self.assertEqual(screen.status(), -number)

    def test_while_the_terminal_takes_no_output(self):
        screen = terminal.Terminal(COMMAND)
        self.assertTrue(screen.wait_for(b"RTT"))

        in_a_row = 0

        def is_stuck():
            """Keys that draw, until what they draw has no room any more, at one look after the other."""
            nonlocal in_a_row
            if select.select([], [screen.terminal], [], 0)[1]:
                os.write(screen.terminal, b"2 1 ")
            in_a_row = in_a_row + 1 if screen.is_stuck() else 0
            return in_a_row == LOOKS

        self.assertTrue(processes.wait_for(is_stuck))
        os.kill(screen.child, signal.SIGTERM)
        self.assertEqual(screen.status(taking=False), -signal.SIGTERM)


if __name__ == "__main__":
    unittest.main()
