"""A class at one machine: many sessions of `tlsteps play` at once, each on a terminal of its own, of which some press a key
every second. Prints what each takes of the memory that it shares with nobody, and how long a key waits for its repaint, as
a share of what the same run takes without a screen on the machine at rest.

Arguments: how many sessions, how many press a key each second, and for how many seconds; 200, 20 and 15 where nothing is
said."""

import fcntl
import os
import pathlib
import pty
import select
import statistics
import struct
import sys
import termios
import time

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "interop"), str(TESTS / "commands")]
import processes  # noqa: E402
import program  # noqa: E402

ROWS, COLUMNS = 40, 120
MEMORY_MOST = 8 * 1024  # KiB
ANSWER_MOST = 5  # times a run without a screen, at the 99th percentile
WAY = ["N", "N", "2", " ", "3", " ", "4", "6", "1", "b", "d", "D", "\x1bOB", "\x1b[6~", "g", "6", "0", "\r", "3", "s", "u"]
SUITES = ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"]


def scenario(number):
    return ["--seed", f"student {number}", "--suite", SUITES[number % len(SUITES)]]


def time_of_run():
    """Milliseconds that a run takes without a screen while nobody else is there, the median of all suites' and more."""
    times = []
    for number in range(3 * len(SUITES)):
        begin = time.perf_counter()
        program.printed("run", *scenario(number))
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


class Student:
    """A session; `pressed` and `painted` are the times of its last key and of the last byte since."""

    def __init__(self, number):
        arguments = ["play", *scenario(number)]
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execve(program.PROGRAM, [program.PROGRAM, *arguments], {**program.environment(), "TERM": "xterm-256color"})
        os.set_inheritable(self.terminal, False)  # or the sessions that are started later keep it open
        self.keys = number
        self.pressed = self.painted = None
        self.drawn = False  # anything yet

    def press(self):
        os.write(self.terminal, WAY[self.keys % len(WAY)].encode())
        self.keys += 1
        self.pressed, self.painted = time.perf_counter(), None

    def leave(self):
        """Hangs up, which ends the program."""
        os.close(self.terminal)
        os.waitpid(self.pid, 0)

    def memory(self):
        """KiB that are this session's own: what it wrote, and what is anonymous."""
        text = pathlib.Path(f"/proc/{self.pid}/smaps_rollup").read_text(encoding="ascii")
        sizes = {line.split(":")[0]: int(line.split()[1]) for line in text.splitlines()[1:]}
        return max(sizes["Private_Dirty"], sizes["Anonymous"])


def read_all(students, seconds):
    """Takes in what the sessions write for a while, and when each wrote last."""
    poll = select.poll()
    at = {}
    for student in students:
        poll.register(student.terminal, select.POLLIN)
        at[student.terminal] = student
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        for terminal, _ in poll.poll(left * 1000):
            os.read(terminal, 65536)
            at[terminal].painted, at[terminal].drawn = time.perf_counter(), True


def rest(students):
    """Takes in what the sessions write until each has drawn something and waits for a key; whether they come to that."""
    def is_at_rest():
        read_all(students, processes.LOOK)
        return all(student.drawn and processes.sleeps(student.pid) for student in students)

    return processes.wait_for(is_at_rest)


def measure(students, rate, seconds):
    """Milliseconds that each key waited, and how many keys drew nothing."""
    waits, silent = [], 0
    for second in range(seconds):
        begin = time.perf_counter()
        for turn in range(rate):
            student = students[(second * rate + turn) % len(students)]
            if student.pressed is not None and student.painted is not None:
                waits.append((student.painted - student.pressed) * 1000)
            elif student.pressed is not None:
                silent += 1
            student.press()
            read_all(students, max(begin + (turn + 1) / rate - time.perf_counter(), 0.001))
    rest(students)
    last = [student for student in students if student.pressed is not None]
    waits += [(student.painted - student.pressed) * 1000 for student in last if student.painted is not None]
    silent += sum(student.painted is None for student in last)
    return sorted(waits), silent


def main(count=200, rate=20, seconds=15):
    run = time_of_run()
    students = [Student(number) for number in range(count)]
    if not rest(students):
        sys.exit("the sessions do not come to rest")
    waits, silent = measure(students, rate, seconds)
    memory = sorted(student.memory() for student in students)
    for student in students:
        student.leave()
    answer = waits[len(waits) * 99 // 100]
    print(f"a run without a screen, on the machine at rest: {run:.1f} ms")
    print(f"{count} sessions, {rate} keys a second: {len(waits)} keys answered ({silent} drew nothing) in "
          f"{waits[len(waits) // 2]:.1f} ms (median), {answer:.1f} ms (99th percentile), {waits[-1]:.1f} ms (most)")
    print(f"memory of its own: {memory[len(memory) // 2]} KiB (median), {memory[-1]} KiB (most)")
    return answer <= ANSWER_MOST * run and memory[-1] <= MEMORY_MOST


sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
