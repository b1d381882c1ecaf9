#!/usr/bin/python3
"""Writes security_words.txt: the words that RFC 4949 §4 (the Internet Security Glossary) and RFC 5246 §B explain, from
their texts.

    make_security_words.py FOLDER

FOLDER holds rfc4949.txt and rfc5246.txt as the RFC Editor has them."""

import pathlib
import re
import sys

LIST = pathlib.Path(__file__).with_name("security_words.txt")


def plain(word):
    """Without what stands behind it in brackets, and numbers of several meanings."""
    return re.sub(r"\s+", " ", re.sub(r"\(.*?\)|\(.*$| See: .*", "", word)).strip(" ,")


def internet_security_glossary(text):
    return re.findall(r"^   \$ (.+)$", text, re.M)


def glossary_of_tls(text):
    """Its words stand three columns in, what they mean six. In one the meaning begins in the same line."""
    part = text[text.rindex("Appendix B.  Glossary") :]
    part = part[: re.search(r"^Appendix C\.", part, re.M).start()]
    return [re.sub(r" An .*", "", word) for word in re.findall(r"^   (\S.*)$", part, re.M)]


def main(folder):
    folder = pathlib.Path(folder)
    found = internet_security_glossary((folder / "rfc4949.txt").read_text(encoding="utf-8", errors="replace"))
    found += glossary_of_tls((folder / "rfc5246.txt").read_text(encoding="utf-8", errors="replace"))
    words = sorted({plain(word) for word in found} - {""}, key=lambda word: (word.lower(), word))
    head = "# The words that RFC 4949 §4 and RFC 5246 §B explain; made by make_security_words.py.\n"
    LIST.write_text(head + "".join(f"{word}\n" for word in words), encoding="utf-8")


main(*sys.argv[1:])
