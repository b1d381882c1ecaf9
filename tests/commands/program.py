"""What the tests of the commands share: the program, started with arguments, and what it prints."""

import json
import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("TLSTEPS", str(ROOT / ".build" / "test" / "tlsteps"))
SKIPPED = 77  # meson's exit status for a test that cannot be run here


def environment(**changes):
    """The tests' own environment without what would change the output; `changes` of None remove a variable."""
    values = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "COLUMNS")}
    values.update({name: value for name, value in changes.items() if value is not None})
    return values


def start(*arguments, **options):
    """Runs the program; returns its status, standard output and standard error."""
    options.setdefault("env", environment())
    command = [PROGRAM, *map(str, arguments)]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", **options)


def printed(*arguments):
    """The standard output of a call that has to succeed."""
    run = start(*arguments)
    if run.returncode:
        raise AssertionError(f"tlsteps {' '.join(map(str, arguments))}: status {run.returncode}: {run.stderr}")
    return run.stdout


def assert_refused(test, command, refused):
    """Each of the pairs of arguments and a reason is refused, with the reason, in one line that names the command."""
    for arguments, reason in refused:
        run = start(command, *arguments)
        with test.subTest(arguments=arguments):
            test.assertEqual((run.returncode, run.stdout), (2, ""))
            test.assertIn(reason, run.stderr)
            test.assertEqual(run.stderr.count("\n"), 1)
            test.assertTrue(run.stderr.startswith(f"tlsteps {command}"))


def told(*arguments):
    """The JSON of a call that has to succeed."""
    return json.loads(printed(*arguments, "--format", "json"))


def listed(name):
    return told("list", name)


def group_fits(group, suite):
    return group["key_exchange"] == suite["key_exchange"]


def combinations():
    """Every suite with every group that belongs to it: pairs of names; the group of an RSA key exchange is None."""
    groups = listed("groups")
    for suite in listed("suites"):
        fitting = [group["name"] for group in groups if group_fits(group, suite)]
        for group in fitting or [None]:
            yield suite["name"], group


def choice(suite, group):
    """The options that choose a pair of `combinations`."""
    return ["--suite", suite] + (["--group", group] if group else [])


def need(*names):
    """Ends the test as skipped where a program that it calls is not installed."""
    for name in names:
        if not any((pathlib.Path(folder) / name).exists() for folder in os.get_exec_path()):
            print(f"{name} is not installed")
            sys.exit(SKIPPED)


def main():
    unittest.main(module="__main__", verbosity=1)
