#!/usr/bin/python3
"""Writes rfc_sections.txt, the section numbers that each RFC of src/base/rfcs.def has, from the RFCs' own texts.

    make_rfc_sections.py FOLDER

FOLDER holds rfcNNNN.txt as the RFC Editor has them. The line of an RFC whose text is not there stays as it is."""

import pathlib
import re
import sys

import rooms

TABLE = pathlib.Path(__file__).with_name("rfc_sections.txt")
NUMBER = r"([A-Z]|(?:[A-Z]\.)?[1-9]\d?(?:\.\d+)*)"
HEADING = re.compile(rf"(?:Appendix |APPENDIX )?{NUMBER}(?:\.|:|\s+-+)?(?: +|\t)\S")
CONTENTS = re.compile(rf" +(?:Appendix )?{NUMBER}\.? +\S.*(?:\.{{3}}|\. \. \.)")


def sections_of(text):
    """A heading stands at the left edge; in old RFCs some are set in, and the table of contents names them."""
    found = set()
    for line in text.splitlines():
        match = HEADING.match(line) or CONTENTS.match(line)
        if not match:
            continue
        number = match[1]
        if number.isalpha() and not line.lower().lstrip().startswith("appendix") and not re.match(r" *[A-Z]\. ", line):
            continue
        found.add(number)
    return found


def order(number):
    return [(0, int(part)) if part.isdigit() else (1, part) for part in number.split(".")]


def read_table():
    rows = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []:
        if line and not line.startswith("#"):
            number, _, sections = line.partition(":")
            rows[int(number)] = sections.split()
    return rows


def listed():
    text = (rooms.ROOT / "src/base/rfcs.def").read_text(encoding="utf-8")
    return [int(number) for number in re.findall(r"^RFC\((\d+),", text, re.M)]


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = read_table()
    head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for number in listed():
        path = folder / f"rfc{number}.txt"
        if path.exists():
            rows[number] = sorted(sections_of(path.read_text(encoding="utf-8", errors="replace")), key=order)
    lines = [f"{number}: {' '.join(rows[number])}".rstrip() for number in sorted(rows)]
    TABLE.write_text("\n".join(head + lines) + "\n", encoding="utf-8")


main()
