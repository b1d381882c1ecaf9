"""Every #include keeps to the order of the rooms, and names its file from src, as "room/file.h"."""

import re

import rooms

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^">]+)[">]', re.M)
# Headers that belong to one room: only the screen's code knows curses.
SYSTEM_OWNERS = {"curses.h": "ui", "ncurses.h": "ui", "ncursesw/curses.h": "ui", "term.h": "ui"}


def problem_of(path, bracket, name):
    own = rooms.room(path)
    if bracket == "<":
        owner = SYSTEM_OWNERS.get(name, own)
        return None if owner == own else f"<{name}> belongs to {owner}"
    if not (rooms.SOURCE / name).is_file():
        return f'"{name}" is not a path below src'
    target = rooms.room(rooms.SOURCE / name)
    if target in rooms.allowed(own):
        return None
    return f'{own or "main"} may not include "{name}"'


def main():
    problems = [f"src/{room.name}: a room that the order does not have"
                for room in rooms.SOURCE.iterdir() if room.is_dir() and room.name not in rooms.ORDER]
    edges = 0
    for path in rooms.files(".c", ".h", ".def"):
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            edges += 1
            problem = problem_of(path, *match.groups())
            if problem:
                line = text.count("\n", 0, match.start()) + 1
                problems.append(f"{path.relative_to(rooms.ROOT)}:{line}: {problem}")
    rooms.report(problems, f"{edges} includes keep to the order")


main()
