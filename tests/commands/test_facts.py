"""No fact is on the list alone: some run tells it, and then somebody knows it."""

import json
import re
import tempfile
import unittest

import handshakes
import program

FACT = re.compile(r'^FACT\(\w+, "([^"]+)"', re.M)
# Runs beside those that have every kind of derivation.
RUNS = {
    "protocols": ["--alpn", "h2,http/1.1"],
    "statuses of a chain": ["--status-request-v2", "--staple", "good,intermediate-good"],
    "a change that never met its message": ["--tamper", "drop:client.finished,server_hello.random:0:01"],
}
# Told where no run of the simulator comes: by a connection over the network. With the test that asks for it.
ELSEWHERE = {"application_data_counted": "net/test_net_live.c"}


def pki(name):
    return (program.ROOT / "assets" / "pki" / name).read_bytes()


def facts_of(arguments):
    """The names of the facts that a run tells, and of those that somebody knows at its end, without connection and
    handshake."""
    told = program.start("run", "--seed", "facts", *arguments, "--format", "json")
    run = json.loads(told.stdout)
    facts = {re.sub(r"^(c\d+\.)?(h\d+\.)?", "", fact["name"]) for step in run["steps"] for fact in step["facts"]}
    known = {re.sub(r"^(c\d+\.)?(h\d+\.)?", "", name) for names in run["known"].values() for name in names}
    return facts, known


class Facts(unittest.TestCase):
    def setUp(self):
        self.names = FACT.findall((program.ROOT / "src" / "base" / "facts.def").read_text(encoding="utf-8"))

    def test_every_fact_of_the_list_is_told(self):
        facts, known = set(), set()
        with tempfile.NamedTemporaryFile(suffix=".pem") as roots:
            roots.write(pki("root.pem") + pki("duplicate-extension.pem"))
            roots.flush()
            for arguments in [*handshakes.RUNS.values(), *RUNS.values(), ["--trust", roots.name]]:
                told, kept = facts_of(arguments)
                facts |= told
                known |= kept
        self.assertGreater(len(self.names), 100)
        for name in self.names:
            pattern = re.compile(re.escape(name).replace("%", r"\d+"))
            with self.subTest(name):
                if name in ELSEWHERE:
                    test = program.ROOT / "tests" / ELSEWHERE[name]
                    self.assertIn(f'"{name}"', test.read_text(encoding="utf-8"))
                else:
                    self.assertTrue(any(pattern.fullmatch(fact) for fact in facts), "no run tells it")
                    self.assertTrue(any(pattern.fullmatch(fact) for fact in known), "nobody knows it")


if __name__ == "__main__":
    program.main()
