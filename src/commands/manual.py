"""Writes the manual page with its sections on keys and topics, which the program's own lists give.

Arguments: the program, the page's text, where to write it."""

import json
import pathlib
import subprocess
import sys



def escaped(text):
    """For troff, and never the beginning of a request."""
    for character, escape in (("\\", "\\e"), ("-", "\\-"), ("'", "\\(aq"), ("^", "\\(ha")):
        text = text.replace(character, escape)
    text = "".join(character if ord(character) < 0x80 else f"\\[u{ord(character):04X}]" for character in text)
    return "\\&" + text if text.startswith(".") else text


def keys(rows):
    lines, heading = [], None
    for row in rows:
        if row["section"] != heading:
            heading = row["section"]
            lines += [".PP", f"{escaped(heading)}:"]
        lines += [".TP", f".B {escaped(row['keys'])}", f"{escaped(row['what'])}."]
    return "\n".join(lines) + "\n"


def sentence(text):
    return f"{escaped(text[0].upper() + text[1:])}."


def topics(rows):
    lines = []
    for row in rows:
        lines += [".TP", f".B {escaped(row['name'])}", sentence(row["what"])]
        lines += [escaped(row["details"])] if row["details"] else []
        lines += [".RS"]
        for option in row["options"]:
            preset = f" ({option['preset']})" if option["preset"] else ""
            lines += [".TP", f".B \\-\\-{escaped(option['name'])} \\fI{escaped(option['argument'])}\\fR"]
            lines += [sentence(option["help"] + preset)]
        lines += [".RE"]
    return "\n".join(lines) + "\n"


def main(program, source, target):
    page = pathlib.Path(source).read_text(encoding="utf-8")
    for name, section in (("keys", keys), ("topics", topics)):
        mark = f"@{name.upper()}@\n"
        told = subprocess.run([program, "list", name, "--format", "json"], capture_output=True, check=True)
        if page.count(mark) != 1:
            sys.exit(f"{source}: has no single line {mark}")
        page = page.replace(mark, section(json.loads(told.stdout)))
    pathlib.Path(target).write_text(page, encoding="utf-8")


main(*sys.argv[1:])
