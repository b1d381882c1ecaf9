"""What the checks of this folder share: the rooms of the house in their order, and the files in them."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"

# From the bottom up: a room includes only itself and rooms before it.
ORDER = ["base", "crypto", "math", "x509", "tls", "sim", "net", "explain", "report", "lesson", "ui", "commands"]
# The floors of a room, from the bottom up: a floor includes only itself and floors before it. What lies in the room's
# folder itself stands above them all.
FLOORS = {
    "x509": ["der", "certificate", "revocation", "path"],
    "tls": ["registry", "wire", "record", "secrets", "telling", "handshake", "v12", "peer"],
    "sim": ["diagnostic", "timeline", "assets", "scenario", "eavesdropper", "attacker", "run"],
    "explain": ["language", "numbers", "rsa", "curves", "secrets"],
    "report": ["tell", "replay", "compare", "write"],
    "ui": ["terminal", "page", "content", "player", "panels", "views", "front"],
    "commands": ["front", "topics", "lists"],
}
# A room that may include less than its place in the order would allow.
NARROWER = {"explain": {"base", "crypto", "math", "explain"}}
# The rooms without input and output: everything that the protocol is made of, and the maths of it row by row.
PURE = [*ORDER[: ORDER.index("tls") + 1], "explain"]


def files(*suffixes):
    """The program's source files with one of these suffixes, sorted."""
    return sorted(path for path in SOURCE.rglob("*") if path.suffix in suffixes)


def room(path):
    """The room that a file lies in; None for src/main.c, which stands above all."""
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else None


def floor(path):
    """The number of a file's floor in its room; what lies above all floors has the highest."""
    parts = path.relative_to(SOURCE).parts
    floors = FLOORS.get(parts[0], [])
    return floors.index(parts[1]) if len(parts) > 2 else len(floors)


def module(path):
    """A header and the code behind it: both without their suffix."""
    return str(path.relative_to(SOURCE).with_suffix(""))


def allowed(name):
    """The rooms that a file of this room may include."""
    if name is None:
        return set(ORDER)
    return NARROWER.get(name, set(ORDER[: ORDER.index(name) + 1]))


def without_comments(text):
    """C text with comments and string literals blanked, line by line as before."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda match: re.sub(r"[^\n]", " ", match.group()), text, flags=re.S)


def report(problems, what):
    """Ends the check: prints each problem, or what was found to be in order."""
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else what)
    sys.exit(1 if problems else 0)
