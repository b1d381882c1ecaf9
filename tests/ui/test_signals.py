"""A signal that asks the program to end: in order while it waits for a key, and soon also where it cannot come to that."""

import os
import pathlib
import pty
import select
import signal
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "commands"))
import program  # noqa: E402

SOON = 10  # seconds; without anybody's signal the program would wait for ever


class Screen:
    def __init__(self, *arguments):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
            os.execv(program.PROGRAM, [program.PROGRAM, *arguments])

    def read(self, seconds):
        """What is drawn until nothing has been for so long."""
        seen = b""
        while select.select([self.terminal], [], [], seconds)[0]:
            try:
                seen += os.read(self.terminal, 65536)
            except OSError:
                break
        return seen

    def wait_for(self, text):
        seen, end = b"", time.monotonic() + SOON
        while text not in seen and time.monotonic() < end:
            seen += self.read(0.05)
        return text in seen

    def sleeps(self):
        return pathlib.Path(f"/proc/{self.child}/stat").read_text().rpartition(")")[2].split()[0] == "S"

    def end_of(self):
        """The signal that it died of; None where it lives on."""
        end = time.monotonic() + SOON
        while time.monotonic() < end:
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        return None


class Ends(unittest.TestCase):
    def test_while_it_waits_for_a_key(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            screen = Screen("play", "--seed", "1")
            self.assertTrue(screen.wait_for(b"RTT"))
            os.kill(screen.child, number)
            self.assertEqual(screen.end_of(), number)
            os.close(screen.terminal)

    def test_while_the_terminal_takes_no_output(self):
        screen = Screen("play", "--seed", "1")
        self.assertTrue(screen.wait_for(b"RTT"))
        # Keys that draw, until what they draw has no room any more: nobody reads it.
        for _ in range(40):
            if select.select([], [screen.terminal], [], 0.1)[1]:
                os.write(screen.terminal, b"2 1 ")
            time.sleep(0.05)
        end = time.monotonic() + SOON
        while not screen.sleeps() and time.monotonic() < end:
            time.sleep(0.05)
        os.kill(screen.child, signal.SIGTERM)
        self.assertEqual(screen.end_of(), signal.SIGTERM)
        os.close(screen.terminal)


if __name__ == "__main__":
    unittest.main()
