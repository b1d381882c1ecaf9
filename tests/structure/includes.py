"""Every #include keeps to the order of the rooms and of their floors, and names its file from src, as
"room/floor/file.h". No folder holds more files than a reader keeps apart, no more than two modules go in a circle, and
on some floors none do."""

import re

import rooms

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^">]+)[">]', re.M)
# Headers that belong to one room: only the screen's code knows curses.
SYSTEM_OWNERS = {"curses.h": "ui", "ncurses.h": "ui", "ncursesw/curses.h": "ui", "term.h": "ui"}


FILES_MAX = 50
# A module and the one that holds its inside may know each other; three are a knot.
RING_MAX = 2
# Floors where all arrows point one way. There each .c file has its header, so that whose functions it calls is seen by
# what it includes.
ONE_WAY = {"sim/eavesdropper"}


def problem_of(path, bracket, name):
    own = rooms.room(path)
    if bracket == "<":
        owner = SYSTEM_OWNERS.get(name, own)
        return None if owner == own else f"<{name}> belongs to {owner}"
    if not (rooms.SOURCE / name).is_file():
        return f'"{name}" is not a path below src'
    target = rooms.room(rooms.SOURCE / name)
    if target not in rooms.allowed(own):
        return f'{own or "main"} may not include "{name}"'
    if target == own and rooms.floor(rooms.SOURCE / name) > rooms.floor(path):
        return f'"{name}" lies on a higher floor'
    return None


def folder_problems():
    """Folders that no order has, and those with more files than a reader keeps apart."""
    for folder in sorted(path for path in rooms.SOURCE.rglob("*") if path.is_dir()):
        parts = folder.relative_to(rooms.SOURCE).parts
        known = parts[0] in rooms.ORDER and (len(parts) == 1 or "/".join(parts[1:]) in rooms.FLOORS.get(parts[0], []))
        if not known:
            yield f"src/{'/'.join(parts)}: a folder that the order does not have"
        count = sum(path.is_file() for path in folder.iterdir())
        if count > FILES_MAX:
            yield f"src/{'/'.join(parts)}: {count} files, more than {FILES_MAX}"


def rings(edges):
    """The circles of modules that include each other: sets, each of two or more (Tarjan's components)."""
    order, low, stack, found = {}, {}, [], []

    def visit(module):
        order[module] = low[module] = len(order)
        stack.append(module)
        for other in sorted(edges[module]):
            if other not in order:
                visit(other)
            if other in stack:
                low[module] = min(low[module], low[other])
        if low[module] == order[module]:
            ring = stack[stack.index(module):]
            del stack[stack.index(module):]
            found.extend([ring] if len(ring) > 1 else [])

    for module in sorted(edges):
        if module not in order:
            visit(module)
    return found


def ring_problems():
    edges = {rooms.module(path): set() for path in rooms.files(".c", ".h")}
    for path in rooms.files(".c", ".h"):
        for _, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            target = name.removesuffix(".h")
            if target in edges and target != rooms.module(path):
                edges[rooms.module(path)].add(target)
    for ring in rings(edges):
        if len(ring) > RING_MAX or any(folder(module) in ONE_WAY for module in ring):
            yield f"a circle of {len(ring)} modules: {', '.join(sorted(ring))}"


def folder(module):
    return module.rpartition("/")[0]


def header_problems():
    """On a floor where all arrows point one way: files whose functions stand in somebody else's header."""
    for path in rooms.files(".c"):
        if folder(rooms.module(path)) in ONE_WAY and not path.with_suffix(".h").is_file():
            yield f"{path.relative_to(rooms.ROOT)}: has no header of its own"


def main():
    problems = [*folder_problems(), *ring_problems(), *header_problems()]
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
