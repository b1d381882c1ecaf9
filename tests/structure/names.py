"""What the program knows by an id it does not compare by name: no code looks whether a message is called as one of the list
(MessageId, tls/registry/message_id.h)."""

import re

import rooms

ROW = re.compile(r'^HANDSHAKE_MESSAGE\(\w+, \d+, "(\w+)"', re.M)
NAMED = re.compile(r'\[MESSAGE_\w+\] = "(\w+)"')
COMPARED = re.compile(r'\b(?:strn?cmp|strcasecmp|text_is|text_equal|bytes_equal)\([^;{}]*?"(\w+)"')


def names():
    registry = rooms.SOURCE / "tls/registry"
    return {*ROW.findall((registry / "messages.def").read_text("utf-8")),
            *NAMED.findall((registry / "message_id.c").read_text("utf-8"))}


def main():
    known, problems = names(), []
    for path in rooms.files(".c", ".h"):
        place, text = str(path.relative_to(rooms.SOURCE)), path.read_text(encoding="utf-8")
        for match in COMPARED.finditer(text):
            word = match.group(1)
            if word in known:
                problems.append(f'src/{place}:{text.count(chr(10), 0, match.start()) + 1}: compares with "{word}"')
    if len(known) < 15:
        problems.append(f"{len(known)} messages have a name that can be read here")
    rooms.report(problems, f"no code compares with the names of {len(known)} messages")


main()
