"""What is written in a scenario is read once, where it is set: from there on an option is an id and its
value a type."""

import re

import rooms

SCENARIO = rooms.SOURCE / "sim/scenario"
ROW = re.compile(r'^OPTION\((\w+), "([^"]+)", (?:"[^"]*"|NULL), "[^"]*", \w+, (\w+),', re.M)
COMPARED = re.compile(r'\b(?:strn?cmp|strcasecmp|text_is|text_equal|bytes_equal)\([^;{}]*?"([\w-]+)"')
# The words of a flag are read here, and nowhere else.
READER = "sim/scenario/scenario_read.c"
FLAG_WORDS = {"yes", "no"}
# Words that are an option's name too, but of something else.
OTHERS = {"sim/assets/asset_tables.c": {"crl"}}  # the kind of a file, as its list has it


def literal_problems(names):
    for path in rooms.files(".c", ".h"):
        place = str(path.relative_to(rooms.SOURCE))
        text = path.read_text(encoding="utf-8")
        for match in COMPARED.finditer(text):
            word, line = match.group(1), text.count("\n", 0, match.start()) + 1
            if word in OTHERS.get(place, ()) or (place == READER and word in FLAG_WORDS):
                continue
            if word in FLAG_WORDS or word in names:
                yield f'src/{place}:{line}: compares with "{word}": a flag is a bool, an option an id'


def unread(diagnostics):
    """Complaints that somebody makes and throws away: what was read once makes none."""
    for path in rooms.files(".c"):
        if rooms.room(path) in diagnostics and re.search(r"\bDiagnostic (?:ignored|unused)\b", path.read_text("utf-8")):
            yield f"{path.relative_to(rooms.ROOT)}: throws a diagnostic away"


def main():
    rows = ROW.findall((SCENARIO / "scenario_options.def").read_text("utf-8"))
    count = len(re.findall(r"^OPTION\(", (SCENARIO / "scenario_options.def").read_text("utf-8"), re.M))
    problems = [f"{count} options, and {len(rows)} can be read here"] if len(rows) != count or not rows else []
    problems += [*literal_problems({name for _, name, _ in rows}), *unread({"sim", "net"})]
    rooms.report(problems, f"{len(rows)} options are read once")


main()
