"""run.py [--quick]: our client and server against those of OpenSSL and GnuTLS, and of mbed TLS where it was built.

Both ends of every connection say something, hear what the other says, and close. Prints how many connections succeeded
for each suite or subject and each pair of programs, then what failed and why. The pump is $INTEROP_PUMP, mbed TLS's
program $INTEROP_MBEDTLS."""

import collections
import concurrent.futures
import os
import sys
import tempfile
import time

import again
import cells
import connect
import keys
import left_out
import mbedtls
import processes
import refusals
import tools

SKIPPED = 77  # meson's exit status for a test that cannot be run here
LINE_MAX = 1000  # of what is shown of a failure: data may be long


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except tools.NotStarted as error:
        return str(error)


def run_all(chosen, refused):
    """Pairs of a cell and what is wrong with it, in order; the same of the refusals."""
    servers = connect.Servers()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        connected = pool.map(lambda cell: attempt(connect.run, cell, servers), chosen)
        ended = pool.map(lambda refusal: attempt(refusals.run, refusal), refused)
        return list(zip(chosen, connected)), list(zip(refused, ended))


def print_matrix(title, results):
    counts = collections.defaultdict(lambda: [0, 0])
    rows, columns = {}, set()
    for cell, wrong in results:
        rows[cell.row] = None
        columns.add(cell.column)
        counts[cell.row, cell.column][0] += wrong is None
        counts[cell.row, cell.column][1] += 1
    columns = sorted(columns)
    width = max(map(len, [title, *rows]))
    print(f"\n{title:<{width}}", *columns, sep="  ")
    for row in rows:
        texts = []
        for column in columns:
            good, all_of_them = counts[row, column]
            text = f"{good}/{all_of_them}" if all_of_them else "-"
            texts.append(f"{text:>{len(column)}}")
        print(f"{row:<{width}}", *texts, sep="  ")


def print_reasons(results, programs):
    """Why some cells are empty, or expect something else."""
    print()
    reasons = [f"{cell.column}: {cell.row}: {cell.cannot}" for cell, _ in results if cell.cannot]
    print(*dict.fromkeys([*reasons, *left_out.reasons(programs)]), sep="\n")


def print_failures(results):
    for cell, wrong in results:
        if wrong:
            print(f"\n{cell.column}: {cell.row}: {' '.join(cell.options())}")
            print(*(line[:LINE_MAX] for line in wrong.splitlines()), sep="\n")


def main():
    missing = tools.missing()
    if missing:
        print(f"not installed: {', '.join(missing)}")
        sys.exit(SKIPPED)
    start, quick = time.monotonic(), "--quick" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        programs = [tools.OpenSSL(folder), tools.GnuTLS(folder)]
        others = [mbedtls.MbedTLS(folder)] if mbedtls.MbedTLS.program else []
        kinds = [cells.quick, keys.quick, again.quick] if quick else [cells.whole, keys.whole, again.whole]
        chosen = [cell for kind in kinds for cell in kind(programs + others, connect.suites())
                  if cell.tool.takes(cell.theirs)]
        refused = list(refusals.quick(programs) if quick else refusals.whole(programs))
        refused += [] if quick else [refusal for tool in programs for refusal in keys.refused(tool)]
        try:
            connected, ended = run_all(chosen, refused)
        finally:
            processes.end_all()
    print_matrix("CONNECTIONS", connected)
    print_matrix("REFUSALS", ended)
    results = connected + ended
    print_reasons(results, programs + others)
    print_failures(results)
    failed = sum(wrong is not None for _, wrong in results)
    print(f"\n{len(results) - failed} cells as they have to be, {failed} not, in {time.monotonic() - start:.1f} s")
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
