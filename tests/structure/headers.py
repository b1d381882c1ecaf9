"""Every header compiles alone, and may be included twice. Arguments: the compiler's command."""

import concurrent.futures
import subprocess
import sys

import rooms


def problem_of(compiler, header):
    name = header.relative_to(rooms.SOURCE)
    unit = f'#include "{name}"\n#include "{name}"\n'
    flags = ["-std=c11", "-D_DEFAULT_SOURCE", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", f"-I{rooms.SOURCE}"]
    run = subprocess.run([*compiler, *flags, "-x", "c", "-"], input=unit, capture_output=True, text=True)
    return f"src/{name}:\n{run.stderr}" if run.returncode else None


def main(compiler):
    headers = rooms.files(".h")
    with concurrent.futures.ThreadPoolExecutor() as pool:
        found = list(pool.map(lambda header: problem_of(compiler, header), headers))
    rooms.report([problem for problem in found if problem], f"{len(headers)} headers compile alone")


main(sys.argv[1:])
