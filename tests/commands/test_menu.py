"""The menu of lessons where one of them cannot be read: the others can be chosen, and it says why."""

import fcntl
import os
import pathlib
import pty
import select
import struct
import subprocess
import tempfile
import termios
import unittest

import program

PATIENCE = 30  # seconds, for a screen that does not come
ENTER, DOWN, REDRAW = b"\r", b"\x1bOB", b"\x0c"


class Menu:
    """The program on a terminal; what it has written is only searched for words."""

    def __init__(self, data):
        self.screen, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 150, 0, 0))
        environment = program.environment(TERM="xterm-256color", LANG="C.UTF-8", TLSTEPS_DATA=str(data))
        self.run = subprocess.Popen([program.PROGRAM], stdin=terminal, stdout=terminal, stderr=terminal,
                                    env=environment)
        os.close(terminal)

    def wait_for(self, words):
        written = b""
        while words.encode() not in written:
            if not select.select([self.screen], [], [], PATIENCE)[0]:
                raise AssertionError(f"'{words}' does not come, but {written}")
            written += os.read(self.screen, 65536)

    def press(self, keys):
        os.write(self.screen, keys)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.run.kill()
        self.run.wait()
        os.close(self.screen)


class UnreadableLesson(unittest.TestCase):
    def test_the_others_stay_and_it_says_why(self):
        with tempfile.TemporaryDirectory() as folder:
            data = pathlib.Path(folder)
            (data / "assets").symlink_to(program.ROOT / "assets")
            lessons = data / "lessons" / "en"
            lessons.mkdir(parents=True)
            (lessons / "01-bad.md").write_text("# &#27;\n")
            (lessons / "02-good.md").write_text("# Well-titled\n\nGood day.\n")
            with Menu(data) as menu:
                menu.wait_for("Well-titled")
                menu.press(REDRAW)  # so that all of it is written, not only what is new
                menu.wait_for("01-bad: cannot be read")
                menu.press(ENTER + REDRAW)
                menu.wait_for("01-bad.md:1: character U+001B")
                menu.press(DOWN + ENTER)
                menu.wait_for("Good day.")
                menu.press(b"q")
                menu.wait_for("Well-titled")
                menu.press(b"q")
                self.assertEqual(menu.run.wait(PATIENCE), 0)


program.main()
