#!/usr/bin/python3
"""Runs BoringSSL's test runner, which is given, with the shim, and counts by outcome. README.md says where to get one.

    run.py RUNNER SHIM [PATTERN…]     the tests up to TLS 1.2, or those of them whose names match
    run.py RUNNER SHIM --disabled     the disabled ones: each has to fail, or has no business being disabled

The exit status is 0 where none failed, and of all tests at least 1,400 were run."""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CONFIG = HERE / "config.json"
RUN_MIN, DISABLED_MAX = 1400, 40
OUTCOME = re.compile(r"^(PASSED|FAILED|UNIMPLEMENTED) \((.*)\)$", re.M)


def skipped():
    lines = (HERE / "tls13.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def run(arguments, *options):
    """How each test ended, and everything that the runner printed."""
    command = [arguments.runner, "-shim-path", arguments.shim, "-shim-config", str(CONFIG), "-pipe",
               "-allow-unimplemented", "-skip", ";".join(skipped()), *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    return {name: outcome for outcome, name in OUTCOME.findall(done.stdout)}, done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("runner")
    parser.add_argument("shim")
    parser.add_argument("patterns", nargs="*")
    parser.add_argument("--disabled", action="store_true")
    arguments = parser.parse_args()
    disabled = json.loads(CONFIG.read_text(encoding="utf-8"))["DisabledTests"]
    if arguments.disabled:
        outcomes, text = run(arguments, "-include-disabled", "-test", ";".join(disabled))
        wrong = [name for name in disabled if outcomes.get(name) != "FAILED"]
        print(*(f"{name}: {outcomes.get(name, 'there is no such test')}" for name in wrong), sep="\n")
        sys.exit(1 if wrong else 0)

    options = ["-test", ";".join(arguments.patterns)] if arguments.patterns else []
    outcomes, text = run(arguments, *options)
    count = collections.Counter(outcomes.values())
    if count["FAILED"] or not outcomes:
        print(re.sub(r"^(PASSED|UNIMPLEMENTED) \(.*\)\n", "", text, flags=re.M))
    print(f"unimplemented {count['UNIMPLEMENTED']}, disabled {len(disabled)}")
    print(f"{count['PASSED']} passed, {count['FAILED']} failed")
    enough = bool(arguments.patterns) or count["PASSED"] + count["FAILED"] >= RUN_MIN
    sys.exit(0 if count["FAILED"] == 0 and enough and len(disabled) <= DISABLED_MAX else 1)


main()
