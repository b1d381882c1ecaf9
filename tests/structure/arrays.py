"""Arrays grow in one place, base/memory.h's memory_grown: nothing else asks for memory to be moved, or doubles a capacity.
They are sorted in one place too, memory_sort: an array of none may be NULL, which qsort may not be given."""

import re

import rooms

MOVING = re.compile(r"\b(realloc(?:array)?|memory_resize)\s*\(")
DOUBLING = re.compile(r"capacity\s*(?:\*=\s*2|<<=\s*1|=[^;]*(?:\b2 \*|\* 2\b|<< 1))")
SORTING = re.compile(r"\bqsort\s*\(")
# A file, and why it doubles a capacity by itself.
DOUBLES = {
    "base/memory.c": "it is the place",
    "sim/timeline/timeline_name.c": "a table by hash, whose entries find other places in the larger one",
}


def problems():
    for path in rooms.files(".c", ".h"):
        place = str(path.relative_to(rooms.SOURCE))
        text = rooms.without_comments(path.read_text(encoding="utf-8"))
        found = [(match.start(), f"calls {match.group(1)}") for match in MOVING.finditer(text)]
        for match in SORTING.finditer(text) if place != "base/memory.c" else ():
            yield f"src/{place}:{text.count(chr(10), 0, match.start()) + 1}: calls qsort; arrays are sorted by memory_sort"
        if place not in DOUBLES:
            found += [(match.start(), "doubles a capacity") for match in DOUBLING.finditer(text)]
        for start, what in found:
            yield f"src/{place}:{text.count(chr(10), 0, start) + 1}: {what}; arrays grow by memory_grown"


def stale():
    for place in DOUBLES:
        if not DOUBLING.search(rooms.without_comments((rooms.SOURCE / place).read_text(encoding="utf-8"))):
            yield f"src/{place} doubles no capacity, and needs no word here"


def main():
    count = sum(len(re.findall(r"\bmemory_grown\(", path.read_text(encoding="utf-8"))) for path in rooms.files(".c"))
    rooms.report([*problems(), *stale()], f"{count} mentions of memory_grown, and no array grows otherwise")


main()
