#!/usr/bin/python3
"""Runs every example of the README: each line '$ tlsteps …' of its console blocks, in a folder of its own.

    examples.py README.md TLSTEPS

Lines for sh that start a server are run as they stand, but for its port and a wait until it listens: they need curl.
A command that opens the screen gets a terminal and is left with the key q. The scenario file that examples name is the
README's own text block. The lesson that it shows is checked.
"""
import os
import pathlib
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "interop"))
import terminal  # noqa: E402

TIME_LIMIT = 60


def blocks(text, kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.M | re.S)


def needs_screen(arguments):
    return not arguments or arguments[0] == "play" or (arguments[0] == "learn" and "--linear" not in arguments)


def run_on_terminal(command, folder):
    """Status and output of a command on a terminal of 80x24 that is left with q."""
    screen = terminal.Terminal(command, folder, rows=24, columns=80)
    screen.find(b".")
    screen.rest()
    seen = screen.seen
    return screen.leave(), seen


def run_plain(command, folder):
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME_LIMIT,
                          check=False)
    return done.returncode, done.stdout if done.returncode == 0 else done.stderr


def check_lesson(program, text, folder):
    """Whether the README shows one lesson, and `tlsteps check` finds no fault in it."""
    lessons = re.findall(r"^````markdown\n(.*?)^````$", text, re.M | re.S)
    if len(lessons) != 1:
        print(f"FAILED {len(lessons)} lessons in the README, not one")
        return False
    path = os.path.join(folder, "lesson.md")
    with open(path, "w", encoding="utf-8") as file:
        file.write(lessons[0])
    status, output = run_plain([program, "check", path], folder)
    good = status == 0 and output.rstrip().endswith(b" passed, 0 failed")
    print(f"{'ok    ' if good else 'FAILED'} the lesson: {output.decode()}")
    return good


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


def check_server(program, text, folder):
    """Whether every line of the block with a server succeeds."""
    block, = (block for block in blocks(text, "sh") if block.startswith("tlsteps serve"))
    if not shutil.which("curl"):
        print("skipped: curl is not installed, which is run against a server")
        return True
    port = free_port()
    serve, *others = block.replace("4433", port).splitlines()
    wait = f"until (exec 3<>/dev/tcp/127.0.0.1/{port}) 2>&-; do sleep 0.1; done"
    path = f"PATH={shlex.quote(os.path.dirname(program))}:$PATH"
    lines = ["set -euo pipefail", path, serve, "trap 'kill $!' EXIT", wait, *others]
    os.symlink(pathlib.Path(__file__).resolve().parents[2] / "assets", os.path.join(folder, "assets"))
    status, output = run_plain(["bash", "-c", "\n".join(lines)], folder)
    good = status == 0 and output.count(b"Your TLS handshake") >= len(others)
    print(f"{'ok    ' if good else 'FAILED'} {serve}" + ("" if good else f"\n  status {status}: {output!r}"))
    return good


def main():
    readme, program = sys.argv[1], os.path.abspath(sys.argv[2])
    with open(readme, encoding="utf-8") as file:
        text = file.read()
    lines = [line[2:] for block in blocks(text, "console") for line in block.splitlines() if line.startswith("$ ")]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for block in blocks(text, "text"):
            with open(os.path.join(folder, "choosy.scenario"), "w", encoding="utf-8") as file:
                file.write(block)
        failed += not check_lesson(program, text, folder)
        failed += not check_server(program, text, folder)
        for line in lines:
            name, *arguments = shlex.split(line)
            assert name == "tlsteps", f"an example of something else: {line}"
            run = run_on_terminal if needs_screen(arguments) else run_plain
            status, output = run([program, *arguments], folder)
            good = status == 0 and len(output) > 0
            failed += not good
            print(f"{'ok    ' if good else 'FAILED'} {line}" + ("" if good else f"\n  status {status}: {output!r}"))
    print(f"{len(lines) + 2 - failed} passed, {failed} failed")
    return 1 if failed or len(lines) < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
