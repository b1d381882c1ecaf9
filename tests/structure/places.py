"""A step has a number, by which it is found, and a place, which readers see: what the sides were set up with has none that
counts. Whatever writes "step %d" for a reader writes the place."""

import re

import rooms

WRITTEN = re.compile(r'"[^"\n]*\b[Ss]teps? %d[^"\n]*".*?\);', re.S)
# A file, and which steps it means.
OTHERS = {"ui/views/picture_curve.c": "the steps of a picture"}


def found():
    for path in rooms.files(".c"):
        text = path.read_text(encoding="utf-8")
        for match in WRITTEN.finditer(text):
            yield str(path.relative_to(rooms.SOURCE)), text.count("\n", 0, match.start()) + 1, match.group(0)


def main():
    lines = list(found())
    problems = [f"src/{place}:{line}: writes a step's number where readers see its place"
                for place, line, statement in lines if "place" not in statement and place not in OTHERS]
    problems += [f"src/{place} writes no step, and needs no word here"
                 for place in OTHERS if place not in [found_in for found_in, _, _ in lines]]
    rooms.report(problems, f"{len(lines)} texts with a step in them, each with its place")


main()
