"""Programs that a test starts: what they print is kept, waiting has an end, and each is ended by its own number."""

import pathlib
import re
import subprocess
import threading
import time

SECONDS = 30  # that anything may take; the machine may be busy
LOOK = 0.01  # seconds between two looks at what nobody tells


def wait_for(condition):
    """Looks until `condition()` holds, or that took too long; returns what it is then."""
    end = time.monotonic() + SECONDS
    while not (holds := condition()) and time.monotonic() < end:
        time.sleep(LOOK)
    return holds


def sleeps(number):
    """Whether the process of that number waits for something, as one without threads does for input alone."""
    return pathlib.Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "S"


_running = set()


def end_all():
    """Ends what is still running of all that was started here."""
    for process in list(_running):
        process.end()


class Process:
    """A child whose output is read as it comes."""

    def __init__(self, command, env=None):
        self.command = [str(word) for word in command]
        self.child = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env
        )
        _running.add(self)
        self.changed = threading.Condition()
        self.output, self.errors = bytearray(), bytearray()
        self.streams = 2
        for stream, store in ((self.child.stdout, self.output), (self.child.stderr, self.errors)):
            threading.Thread(target=self._read, args=(stream, store), daemon=True).start()

    def _read(self, stream, store):
        with stream:
            while block := stream.read1(65536):
                with self.changed:
                    store += block
                    self.changed.notify_all()
        with self.changed:
            self.streams -= 1
            self.changed.notify_all()

    def wait_until(self, condition, seconds=SECONDS):
        """Waits until `condition()` holds or nothing more will be printed; returns what it is then."""
        with self.changed:
            self.changed.wait_for(lambda: condition() or not self.streams, seconds)
            return condition()

    def find(self, pattern):
        """The match of a pattern in what was printed on either stream, once it is there; None where it never comes."""
        found = None

        def look():
            nonlocal found
            found = re.search(pattern, self.printed())
            return found

        self.wait_until(look)
        return found

    def printed(self):
        return (bytes(self.output) + bytes(self.errors)).decode(errors="replace")

    def write(self, data, last=False):
        """Gives it standard input; a child that has gone away shows in its status."""
        try:
            self.child.stdin.write(data)
            self.child.stdin.flush()
            if last:
                self.child.stdin.close()
        except BrokenPipeError:
            pass

    def wait(self):
        """The exit status; None for one that had to be killed."""
        late = False
        try:
            self.child.wait(SECONDS)
            self.wait_until(lambda: False)
        except subprocess.TimeoutExpired:
            late = True
        self.end()
        return None if late else self.child.returncode

    def end(self):
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        try:
            self.child.stdin.close()
        except BrokenPipeError:
            pass
        _running.discard(self)
