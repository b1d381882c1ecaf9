"""No rule of form is on the list alone: by each row of base/rules.def some reader refuses what breaks it."""

import re

import rooms


def main():
    rules = re.findall(r"^RULE\((\w+),", (rooms.SOURCE / "base" / "rules.def").read_text(encoding="utf-8"), re.M)
    code = "\n".join(rooms.without_comments(path.read_text(encoding="utf-8")) for path in rooms.files(".c", ".def"))
    used = set(re.findall(r"\bRULE_(\w+)", code))
    assert len(rules) > 50, "the rows cannot be read"
    rooms.report([f"{name}: nothing is refused by this rule" for name in rules if name not in used],
                 f"{len(rules)} rules are obeyed")


main()
