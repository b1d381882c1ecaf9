"""Counts the results in meson's testlog.json: prints 'N passed, N failed[, N skipped]', and fails where one failed or
none was run."""

import json
import sys

PASSED = ("OK", "EXPECTEDFAIL")
SKIPPED = ("SKIP", "IGNORED")


def main(path):
    with open(path, encoding="utf-8") as log:
        results = [json.loads(line)["result"] for line in log]
    passed = sum(result in PASSED for result in results)
    skipped = sum(result in SKIPPED for result in results)
    failed = len(results) - passed - skipped
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not results else 0


sys.exit(main(sys.argv[1]))
