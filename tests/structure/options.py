"""What is written in a scenario is read once, where it is set: from there on an option is an id and its value a type. Every
option acts on a run, and every number has its limits in one place."""

import re

import rooms

SCENARIO = rooms.SOURCE / "sim/scenario"
# Where options do something: what only lists, shows or checks them is no reader.
ACTING = ["sim/run", "sim/attacker"]
ROW = re.compile(r'^OPTION\((\w+), "([^"]+)", (?:"[^"]*"|NULL), "[^"]*", \w+, (\w+),', re.M)
LIMIT = re.compile(r"^LIMIT\((\w+),", re.M)
COMPARED = re.compile(r'\b(?:strn?cmp|strcasecmp|text_is|text_equal|bytes_equal)\([^;{}]*?"([\w-]+)"')
# The words of a flag are read here, and nowhere else.
READER = "sim/scenario/scenario_read.c"
FLAG_WORDS = {"yes", "no"}
# Words that are an option's name too, but of something else.
OTHERS = {"sim/assets/asset_tables.c": {"crl"}}  # the kind of a file, as its list has it
# Saying where an option stands is not reading it.
ORIGIN = re.compile(r"\w*origin\([^)]*\)")


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


def words_of(folders):
    files = [path for folder in folders for path in (rooms.SOURCE / folder).rglob("*.c")]
    texts = (ORIGIN.sub("", rooms.without_comments(path.read_text("utf-8"))) for path in files)
    return set().union(*(re.findall(r"\w+", text) for text in texts))


def reader_problems(rows):
    words = words_of(ACTING)
    for identity, name, _ in rows:
        if f"SCENARIO_{identity}" not in words:
            yield f"option {name}: nothing in {' or '.join(ACTING)} reads it"


def limit_problems(rows):
    numbers = {identity for identity, _, reader in rows if reader in ("read_number", "read_work")}
    limits = LIMIT.findall((SCENARIO / "scenario_limits.def").read_text("utf-8"))
    for identity in sorted(numbers - set(limits)):
        yield f"{identity} is a number without a row in scenario_limits.def"
    for identity in limits:
        if identity not in numbers:
            yield f"scenario_limits.def has a row for {identity}, which no reader of numbers obeys"
    if len(limits) != len(set(limits)):
        yield "scenario_limits.def has two rows for one option"


def main():
    rows = ROW.findall((SCENARIO / "scenario_options.def").read_text("utf-8"))
    count = len(re.findall(r"^OPTION\(", (SCENARIO / "scenario_options.def").read_text("utf-8"), re.M))
    problems = [f"{count} options, and {len(rows)} can be read here"] if len(rows) != count or not rows else []
    problems += [*literal_problems({name for _, name, _ in rows}), *unread({"sim", "net"}), *reader_problems(rows),
                 *limit_problems(rows)]
    rooms.report(problems, f"{len(rows)} options are read once, and act")


main()
