"""Lessons speak of the handshake, and not of the screen: the same text is read on it, in plain lines and in large.

What stands where on a screen, and which key leads there, is said by the screen itself.
"""

import pathlib
import re
import sys

FURNITURE = re.compile(r"(?i)\b(?:columns?|tabs?|views?|screens?|footer|status line|cursor|mouse|clicks?|arrow keys?|press(?:es|ing)?|"
                       r"keys? \d|key [b-z?]|esc|backspace|pgup|pgdn|space goes on|above you|(?:middle|left|right) one)\b|\*space\*")
FORBIDDEN = ["Above you see three columns", "the keys 1 to 4 show", "5 comes back here, key 5", "*Space* goes on", "Look at the middle column.",
             "View 3 shows the numbers", "Keep an eye on the middle one.", "if you like: key 1, then", "press Enter", "in the next tab",
             "click on it"]
ALLOWED = ["a key and four bytes of nonce", "four keys", "the public key of the server", "the key pair of the certificate",
           "the space between", "above all", "a key of 128 bits", "2^128 keys"]


def text_of(path):
    """What is read: without what is executable, but for questions."""
    text = re.sub(r"(?ms)^```(?!predict)(\w+)$.*?^```$", "", path.read_text(encoding="utf-8"))
    return " ".join(re.sub(r"\{\{.*?\}\}|--[a-z-]+", "", text).split())


def main(folder):
    problems = [f"the pattern misses '{text}'" for text in FORBIDDEN if not FURNITURE.search(text)]
    problems += [f"the pattern finds '{text}'" for text in ALLOWED if FURNITURE.search(text)]
    lessons = sorted(pathlib.Path(folder).glob("*/*.md"))
    for path in lessons:
        text = text_of(path)
        problems += [f"{path.name}: speaks of the screen: '{text[max(0, found.start() - 40) : found.end() + 20]}'"
                     for found in FURNITURE.finditer(text)]
    print(*problems, f"{len(lessons)} lessons, {len(problems)} problems", sep="\n")
    return bool(problems) or not lessons


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
