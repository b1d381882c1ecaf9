"""What the status line says fits a line of 80 columns: every message in the sources, and every status on the screens.

Usage: test_messages.py SCREEN…; the sources stand beside the tests.
"""

import pathlib
import re
import sys
import unittest

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "src" / "ui"
ROOM = 74  # of 80 columns: corners, a stroke and a space on both sides are taken
LITERAL = r'"((?:[^"\\]|\\.)*)"'
FILLED = {"%d": 4, "%zu": 5, "%s": 20}


def columns(text, ascii_alone):
    """Where nothing but ASCII is drawn, a sign is spelled in up to three."""
    for mark, width in FILLED.items():
        text = text.replace(mark, "x" * width)
    return sum(3 if ascii_alone and ord(sign) > 127 else 1 for sign in text)


def literals(code):
    """String literals, those that stand one behind the other as one."""
    for match in re.finditer(rf"(?:{LITERAL}\s*)+", code):
        joined = "".join(re.findall(LITERAL, match.group(0)))
        yield re.sub(r"\\u([0-9a-f]{4})", lambda code_point: chr(int(code_point.group(1), 16)), joined)


def call(code, start):
    """The arguments of a call whose bracket opens at `start`."""
    depth, position, quoted = 0, start, False
    while True:
        sign = code[position]
        if sign == '"' and code[position - 1] != "\\":
            quoted = not quoted
        depth += 0 if quoted else (sign == "(") - (sign == ")")
        position += 1
        if depth == 0:
            return code[start:position]


def messages():
    for path in sorted(SOURCES.rglob("*.c")):
        code = path.read_text(encoding="utf-8")
        for found in re.finditer(r"player_notice\(", code):
            for text in literals(call(code, found.end() - 1)):
                yield path.name, text
        # What a function of the view Maths returns is said there.
        if path.name == "maths_twin.c":
            for found in re.finditer(rf"return {LITERAL}", code):
                yield path.name, found.group(1)


class Messages(unittest.TestCase):
    def test_every_message_fits(self):
        seen = 0
        for name, text in messages():
            for ascii_alone in (False, True):
                with self.subTest(name, text=text, ascii=ascii_alone):
                    self.assertLessEqual(columns(text, ascii_alone), ROOM)
            seen += 1
        self.assertGreater(seen, 40)

    def test_a_status_on_a_screen_takes_one_line(self):
        """One that is wider takes rows above it too, and its last one is filled up with spaces: so it is where somebody
        types more than a line, which is done in one script."""
        seen = 0
        for path in SCREENS:
            if path.name == "go_to.screen":
                continue
            for line in path.read_text(encoding="utf-8").splitlines():
                if re.match(r"\|[└+]", line) and len(line) == 81:
                    with self.subTest(path.name, line=line):
                        self.assertNotRegex(line, r"  [─-][┘+]$")
                    seen += 1
        self.assertGreater(seen, 200)


if __name__ == "__main__":
    SCREENS = [pathlib.Path(name) for name in sys.argv[1:] if name.endswith(".screen")]
    unittest.main(argv=sys.argv[:1])
