"""The glossary has what the texts need, and nothing else. Texts carry no marks: a word of the glossary is marked wherever
it stands (base/glossary.h). So what could be missing is an entry: it is looked for by the words that others explain in
glossaries of theirs (security_words.txt), by capitals, and by the labels of facts. And an entry could be about a word that
no text mentions."""

import pathlib
import re
import unittest

import program

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECURITY_WORDS = pathlib.Path(__file__).with_name("security_words.txt")
# The lists that hold what people read.
LISTS = ["base/events.def", "base/facts.def", "base/derivations.def", "base/errors.def", "base/rules.def",
         "tls/registry/fields.def", "tls/registry/extensions.def", "tls/registry/standings.def",
         "tls/wire/field_info.c", "x509/certificate/field_info.c", "sim/timeline/endings.def"]
STRING = r'"((?:\\.|[^"\\\n])*)"'

# Words that others explain, and that mean here what they mean everywhere, or are named once in a list of kinds.
EVERYDAY = set("""bind break browser card code data fingerprint information issue link name network password profile read
    risk rule safety security sign site software strong theft user write""".split())
EVERYDAY |= {"electronic data interchange", "X.400", "label"}
# What is written in capitals and is no word of the trade: who wrote a document, what stands in a file or a message.
NAMES = {"ETSI", "NIST", "SP", "TS", "BEGIN", "CERTIFICATE", "KEY", "PRIVATE", "INTEGER", "TRUE", "DOWNGRD", "GET",
         "ExtensionType", "StatePlaintext", "KiB"}
# Words of labels that need no entry.
LABELS = set("""after asked before binding changed cost counted for inside kept known left lifetime limit made met name
    not offered old other out request says search the tries turned types wanted""".split())


def unquoted(text):
    """A sentence without what is no prose: sources, placeholders, code, options."""
    text = re.sub(r"\b(RFC|FIPS|X\.690|SEC) [0-9][0-9.-]*\*?(,? (and )?§[A-Z]?[0-9A-Z.]*( \([a-z0-9]+\))*)*", " ", text)
    return re.sub(r"\{[^}]*\}|`[^`]*`|\\[\"nx]", " ", text)


def lesson_prose(text):
    """Text and questions; of blocks that are executed nothing."""
    blocks = r"^```(\w+)\n(.*?)^```$"
    return re.sub(blocks, lambda match: match[2] if match[1] == "predict" else "", text, flags=re.M | re.S)


def prose():
    """place → text, of everything that explains something."""
    for name in LISTS:
        source = (ROOT / "src" / name).read_text(encoding="utf-8")
        for number, line in enumerate(source.splitlines(), 1):
            for text in re.findall(STRING, line):
                if " " in text:
                    yield f"src/{name}:{number}", unquoted(text)
    for file in sorted((ROOT / "lessons/en").glob("*.md")):
        yield f"lessons/en/{file.name}", unquoted(lesson_prose(file.read_text(encoding="utf-8")))


def labels():
    for line in (ROOT / "src/base/facts.def").read_text(encoding="utf-8").splitlines():
        if match := re.match(rf'FACT\(\w+, "[^"]*", \w+, \w+, {STRING}', line):
            yield match[1]


def other_strings():
    """Whatever the screen and the reports say besides: strings of the code."""
    for folder in ("ui", "report", "commands", "sim", "tls"):
        for file in sorted((ROOT / "src" / folder).rglob("*.[cd]*")):
            for text in re.findall(STRING, file.read_text(encoding="utf-8")):
                yield text


def finder(words):
    """Finds words as term_next does: the longest, whole, with a capital where the first letter is small."""
    def form(word):
        first = f"[{word[0]}{word[0].upper()}]" if word[0].islower() else re.escape(word[0])
        return first + re.escape(word[1:])
    alternatives = "|".join(form(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z0-9_.])(?:{alternatives})(?![A-Za-z0-9_])(?!\.[A-Za-z0-9_])")


def forms(rows):
    return [form for row in rows for form in [row["name"], *row["forms"]]]


def without_mentions(text, known):
    return known.sub(lambda match: "\N{BULLET}" * len(match[0]), text)


def unexplained(texts, rows, words, capitals):
    """(place, word) of each word of the trade in the texts that has no entry."""
    texts = list(texts)
    everything = "\n".join(text for _, text in texts).lower()
    words = [word for word in words if word.lower() in everything]
    known, wanted = finder(forms(rows)), finder([*words, *(f"{word}s" for word in words if word[-1].isalpha())])
    for place, text in texts:
        rest = without_mentions(re.sub(r"\s+", " ", text), known)
        for match in wanted.finditer(rest):
            yield place, match[0]
        for word in re.findall(r"(?<![\w.{-])[A-Z][a-z0-9]*[A-Z][A-Za-z0-9]*(?![\w.])", rest):
            if word not in capitals:
                yield place, word


def unmentioned(texts, rows):
    """The words that no text mentions."""
    by_form = {form: row["name"] for row in rows for form in [row["name"], *row["forms"]]}
    left, known = {row["name"] for row in rows}, finder(forms(rows))
    for text in texts:
        for match in known.finditer(text):
            word = match[0]
            left.discard(by_form.get(word) or by_form.get(word[0].lower() + word[1:]))
    return left


def security_words():
    lines = SECURITY_WORDS.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line[0].isalpha()}


class Glossary(unittest.TestCase):
    def setUp(self):
        self.rows = program.listed("glossary")
        self.words = security_words() - EVERYDAY - NAMES

    def assert_explained(self, texts):
        found = sorted({(word, place) for place, word in unexplained(texts, self.rows, self.words, NAMES)})
        self.assertEqual(found, [], "\n".join(f"{place}: {word}" for word, place in found))

    def test_every_word_of_the_trade_has_an_entry(self):
        self.assert_explained(prose())

    def test_entries_are_made_of_words_that_have_one(self):
        self.assert_explained((f"{row['name']}, entry", unquoted(row["meaning"])) for row in self.rows)

    def test_every_word_of_a_label_has_an_entry(self):
        known = finder(forms(self.rows))
        for label in labels():
            rest = set(re.findall(r"[A-Za-z]{3,}", without_mentions(label, known)))
            self.assertEqual(rest - LABELS, set(), label)

    def test_some_text_mentions_every_word(self):
        texts = [*(text for _, text in prose()), *labels(), *other_strings()]
        self.assertEqual(unmentioned(texts, self.rows), set())

    def test_an_entry_that_is_taken_away_is_missed(self):
        for name in ("nonce", "PRF", "handshake", "forward secrecy"):
            rows = [row for row in self.rows if row["name"] != name]
            found = {word for _, word in unexplained(prose(), rows, self.words, NAMES)}
            self.assertTrue(found, name)

    def test_a_word_that_has_none_is_found_out(self):
        texts = [("here", "The worm waits. Two worms; a ServerFoo and a NATO, and a nonce.")]
        found = [word for _, word in unexplained(texts, self.rows, self.words, NAMES)]
        self.assertEqual(sorted(found), ["NATO", "ServerFoo", "worm", "worms"])

    def test_an_entry_that_nobody_needs_is_found_out(self):
        rows = [*self.rows, {"name": "worm", "forms": ["worms"]}]
        self.assertEqual(unmentioned([text for _, text in prose()] + list(labels()) + list(other_strings()), rows),
                         {"worm"})

    def test_no_exception_is_out_of_use(self):
        texts = list(prose()) + [("entry", unquoted(row["meaning"])) for row in self.rows]
        found = {word for _, word in unexplained(texts, self.rows, security_words(), set())}
        singular = found | {word.removesuffix("s") for word in found}
        singular |= {word[0].lower() + word[1:] for word in singular}
        self.assertEqual(EVERYDAY - singular, set())
        self.assertEqual(NAMES - found, set())
        self.assertEqual({word for word in LABELS if not any(word in label for label in labels())}, set())


program.main()
