"""Writes the manual page with its section on keys, which the program's own list gives.

Arguments: the program, the page's text, where to write it."""

import json
import pathlib
import subprocess
import sys

MARK = "@KEYS@\n"


def escaped(text):
    """For troff, and never the beginning of a request."""
    for character, escape in (("\\", "\\e"), ("-", "\\-"), ("'", "\\(aq"), ("^", "\\(ha")):
        text = text.replace(character, escape)
    text = "".join(character if ord(character) < 0x80 else f"\\[u{ord(character):04X}]" for character in text)
    return "\\&" + text if text.startswith(".") else text


def section(rows):
    lines, heading = [], None
    for row in rows:
        if row["section"] != heading:
            heading = row["section"]
            lines += [".PP", f"{escaped(heading)}:"]
        lines += [".TP", f".B {escaped(row['keys'])}", f"{escaped(row['what'])}."]
    return "\n".join(lines) + "\n"


def main(program, source, target):
    told = subprocess.run([program, "list", "keys", "--format", "json"], capture_output=True, check=True)
    page = pathlib.Path(source).read_text(encoding="utf-8")
    if page.count(MARK) != 1:
        sys.exit(f"{source}: has no single line {MARK}")
    pathlib.Path(target).write_text(page.replace(MARK, section(json.loads(told.stdout))), encoding="utf-8")


main(*sys.argv[1:])
