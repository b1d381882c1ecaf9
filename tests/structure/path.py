"""Tests run with the system's own programs where these come from Debian or Ubuntu, whoever starts them: the python that
they are written in, the one that a shell finds, and its packages."""

import os
import shutil
import subprocess
import sys

import rooms

SYSTEM = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"]
SKIPPED = 77  # meson's exit status for a test that cannot be run here


def problems():
    if os.get_exec_path() != SYSTEM:
        yield f"PATH is {os.environ['PATH']}"
    for name, python in (("the tests'", sys.executable), ("the shell's", shutil.which("python3"))):
        if python != "/usr/bin/python3":
            yield f"{name} python3 is {python}"
    run = subprocess.run(["python3", "-c", "import cryptography; print(cryptography.__file__)"], capture_output=True,
                         text=True)
    if not run.stdout.startswith("/usr/lib/python3/"):
        yield f"python3-cryptography is {run.stdout or run.stderr}"


def main():
    if not shutil.which("dpkg-query"):
        print("packages do not come from Debian or Ubuntu")
        sys.exit(SKIPPED)
    rooms.report(list(problems()), "programs are the system's")


main()
