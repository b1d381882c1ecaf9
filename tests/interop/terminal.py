"""A program on a terminal of its own, which somebody types on. Nothing here waits for time to pass: a key is answered once
the program has read it, what it draws is taken, and it waits for the next one."""

import fcntl
import os
import pathlib
import pty
import re
import select
import signal
import struct
import termios
import time

import processes


class Terminal:
    """`seen` is all that was drawn; whoever wants to know what is drawn from now on empties it."""

    def __init__(self, command, folder=None, rows=40, columns=120):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))
            os.chdir(folder or ".")
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
            os.execv(command[0], [str(word) for word in command])
        self.seen = b""

    def take(self, seconds):
        """Takes what is drawn, for which it waits so long; whether there was any."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            drawn = os.read(self.terminal, 65536)
        except OSError:  # it has ended
            return False
        self.seen += drawn
        return bool(drawn)

    def find(self, pattern):
        """The match of a pattern in what is drawn, once it is there; None where it never comes."""
        end = time.monotonic() + processes.SECONDS
        while not (found := re.search(pattern, self.seen)) and time.monotonic() < end:
            self.take(processes.LOOK)
        return found

    def wait_for(self, text):
        return self.find(re.escape(text)) is not None

    def unread(self):
        """Bytes of keys that the program has not read."""
        keyboard = os.open(f"/proc/{self.child}/fd/0", os.O_RDONLY | os.O_NOCTTY)
        try:
            return struct.unpack("i", fcntl.ioctl(keyboard, termios.FIONREAD, bytes(4)))[0]
        finally:
            os.close(keyboard)

    def bytes_read(self):
        """That the program has read of anything so far."""
        return int(re.search(r"rchar: (\d+)", pathlib.Path(f"/proc/{self.child}/io").read_text())[1])

    def waits(self):
        """Whether the program sleeps with no key left to read, or is no more."""
        try:
            return processes.sleeps(self.child) and not self.unread()
        except OSError:
            return True

    def is_stuck(self):
        """Whether the program sleeps although there are keys to read: nobody takes what it draws."""
        return processes.sleeps(self.child) and self.unread() > 0

    def rest(self):
        """Takes what is drawn until the program waits for a key; whether it comes to that."""
        end = time.monotonic() + processes.SECONDS
        while time.monotonic() < end:
            waits = self.waits()
            if not self.take(0 if waits else processes.LOOK) and waits:
                return True
        return False

    def press(self, keys, draws=False):
        """Presses keys and waits until the program waits for the next one. Where they are known to draw something, it is
        waited for as well: a lone escape is a key only after a while in which nothing else came."""
        keys, before, drawn = keys.encode(), self.bytes_read(), len(self.seen)
        os.write(self.terminal, keys)

        def is_answered():
            self.take(0)
            try:
                read = self.bytes_read() >= before + len(keys)
            except OSError:  # it has ended
                return True
            return read and (not draws or len(self.seen) > drawn)

        return processes.wait_for(is_answered) and self.rest()

    def press_until(self, text):
        """Presses the space bar until a text is on the screen, which may take the other side some time."""
        end = time.monotonic() + processes.SECONDS
        while text not in self.seen and time.monotonic() < end:
            self.press(" ")
        return text in self.seen

    def status(self, taking=True):
        """The exit status, once it is there, as subprocess has it; None where it had to be killed."""
        ended = []

        def has_ended():
            if taking:
                self.take(0)
            child, status = os.waitpid(self.child, os.WNOHANG)
            ended.extend([os.waitstatus_to_exitcode(status)] if child else [])
            return bool(ended)

        if not processes.wait_for(has_ended):
            return self.end()
        while taking and self.take(0):
            pass
        os.close(self.terminal)
        return ended[0]

    def end(self):
        """Ends it, whatever it does."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)

    def leave(self):
        """Its exit status after the key q."""
        os.write(self.terminal, b"q")
        return self.status()
