"""What holds for every file of the repository: none is longer than a reader can hold, the project speaks of itself
alone, naming no folder of somebody's machine and no host that packages come from, and scripts are run by the system's
python."""

import re
import subprocess
import sys

import rooms

LINES_MAX = 600
CODE = {".c", ".h", ".py", ".sh", ".build"}
SKIPPED = 77  # meson's exit status for a test that cannot be run here

# Written so that they do not match themselves.
FOREIGN = re.compile(
    r"/(?:work|root|home/\w+|Users/\w+)[/]"
    r"|(?:deb|security)[.]debian[.]org|archive[.]ubuntu[.]com|pypi[.]org|files[.]pythonhosted|registry[.]npmjs"
    r"|static[.]crates|proxy[.]golang"
)


def tracked():
    run = subprocess.run(["git", "ls-files", "-z"], cwd=rooms.ROOT, capture_output=True, text=True)
    if run.returncode:
        print("not a git checkout")
        sys.exit(SKIPPED)
    return [rooms.ROOT / name for name in run.stdout.split("\0") if name]


def problems_of(path):
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (UnicodeDecodeError, FileNotFoundError):
        return  # not text, or removed and not yet committed
    name = path.relative_to(rooms.ROOT)
    is_script = bool(lines) and lines[0].startswith("#!")
    if (path.suffix in CODE or is_script) and len(lines) > LINES_MAX:
        yield f"{name}: {len(lines)} lines, more than {LINES_MAX}"
    if is_script and "python" in lines[0] and lines[0] != "#!/usr/bin/python3":
        yield f"{name}: is run by {lines[0][2:]}, not by /usr/bin/python3"
    for number, line in enumerate(lines, 1):
        match = FOREIGN.search(line)
        if match:
            yield f"{name}:{number}: speaks of {match.group()}"


def main():
    paths = tracked()
    rooms.report([problem for path in paths for problem in problems_of(path)], f"{len(paths)} files are in order")


main()
