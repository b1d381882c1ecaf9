"""Every RFC that is cited has a status, in src/base/rfcs.def, and every section that is cited stands in that document,
by rfc_sections.txt. A citation is "RFC 5246", with its sections behind it or without: "RFC 5246 §7.4.2, §F.1.4 and §8".
It is looked for in the program and its lists, the lessons, the manual and the README, the tests and their tables."""

import re

import rooms

PLACES = ["README.md", "lessons", "src", "tests", "assets"]
# Texts made by the program, and files of others.
SKIPPED = {".screen", ".pem", ".der", ".png", ".svg"}
SIGN, NAME = r"(?:§|section |appendix )", r"[A-Z]?[0-9.]*[0-9A-Z]"
CITATION = re.compile(rf"\bRFC +([0-9]+)(?:'s)?((?: +{SIGN}{NAME}(?:(?:,| and| or| to)? +§{NAME})*)?)")
# Where a line of a comment or a string goes on in the next one.
CONTINUED = re.compile(r'"?\s*\\?\n\s*(?:\*(?!/)|//|#|\.\\")?\s*"?')


def listed():
    text = (rooms.ROOT / "src/base/rfcs.def").read_text(encoding="utf-8")
    return {int(number) for number in re.findall(r"^RFC\(([0-9]+),", text, re.M)}


def sections():
    """number → its sections"""
    rows = {}
    for line in (rooms.ROOT / "tests/structure/rfc_sections.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            number, _, names = line.partition(":")
            rows[int(number)] = set(names.split())
    return rows


def texts():
    for place in PLACES:
        path = rooms.ROOT / place
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if not file.is_file() or file.suffix in SKIPPED:
                continue
            try:
                yield file.relative_to(rooms.ROOT), file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def citations(text):
    """(line, number, [section, …]) of each."""
    joined, lines = "", []
    last = 0
    for match in CONTINUED.finditer(text):
        joined += text[last : match.start()] + " "
        last = match.end()
        lines.append((len(joined), text.count("\n", 0, last) + 1))
    joined += text[last:]
    for match in CITATION.finditer(joined):
        line = max((line for start, line in lines if start <= match.start()), default=1)
        yield line, int(match[1]), re.findall(SIGN + f"({NAME})", match[2])


def check_itself():
    """A citation may go on behind a line's end, in a comment as in a string."""
    text = '/* RFC 5246 §7.4.2,\n   §F.1.4 and §8: x. */\n * RFC 8446\n * §4.2, "RFC 7919 §A.1, RFC 8017"\n'
    text += '"; RFC "\n    "2246 §5"'
    found = [(number, names) for _, number, names in citations(text)]
    wanted = [(5246, ["7.4.2", "F.1.4", "8"]), (8446, ["4.2"]), (7919, ["A.1"]), (8017, []), (2246, ["5"])]
    assert found == wanted, found


def main():
    check_itself()
    known, table = listed(), sections()
    missing = known - set(table)
    problems = [f"RFC {number} has no line in rfc_sections.txt: run make_rfc_sections.py" for number in missing]
    cited, count, sections_cited = set(), 0, 0
    for file, text in texts():
        for line, number, names in citations(text):
            count += 1
            sections_cited += len(names)
            cited.add(number)
            if number not in known:
                problems.append(f"{file}:{line}: RFC {number} has no status: add it to src/base/rfcs.def")
                continue
            for name in names:
                if name not in table.get(number, ()):
                    problems.append(f"{file}:{line}: RFC {number} has no section {name}")
    what = f"{count} citations of {len(cited)} RFCs, with {sections_cited} sections: all have a status, and stand there"
    rooms.report(problems, what)


main()
