"""The manual tells every key of a run's JSON with its type, and none that no run has."""

import collections
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import unittest

import handshakes
import program

ROOTS = program.ROOT / "assets" / "pki" / "roots.pem"
MANUAL = pathlib.Path(os.environ["TLSTEPS_MANUAL"])  # as it is built
TYPES = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", list: "array", dict: "object"}
# Whose keys are names of something: what the manual calls them there
NAMED = {"scenario": "OPTION", "known": "ACTOR", "known.ACTOR": "FACT", "lacks": "FACT", "outcomes": "cN"}
# What the runs of all kinds of derivation have not: nobody who listens, a change without an occasion, sides that wait
# in vain, a certificate that is refused, worked rows
MORE = [
    ["--connections", "2", "--no-eavesdropper"],
    ["--tamper", "drop:certificate_request"],
    ["--tamper", "drop:server_hello_done"],
    ["--certificate", "expired"],
    ["--suite", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "--group", "toy-dh-23", "--rows"],
]


def documented():
    """The types of each key of the manual's section, by its path."""
    page = MANUAL.read_text(encoding="utf-8").replace(r"\-", "-")
    section = page[page.index("\n.SS JSON of a run\n"): page.index("\n.SS Documents\n")]
    rows = re.findall(r"(?m)^\.TP\n\.B (\S+) \\fI(.+)\\fR\n(.+)$", section)
    assert len(rows) == section.count("\n.TP\n")
    assert len({path for path, *_ in rows}) == len(rows), "a key stands twice"
    return {path: set(types.split(" or ")) for path, types, _ in rows}


def gather(found, value, path=""):
    """What types the values have, by the paths of their keys; what a row opens to is told as the rows that it is in."""
    path = re.sub(r"\.rows\[\]\.opened(\.rows\[\]\.opened)*\.", ".", path)
    if path:
        found[path].add(TYPES[type(value)])
    if isinstance(value, dict):
        for key, part in value.items():
            name = NAMED.get(path, key)
            gather(found, part, f"{path}.{name}" if path else name)
    for part in value if isinstance(value, list) else []:
        gather(found, part, f"{path}[]")


def reports_of_live_connections(client):
    """What a server writes of its connection with a client, and that of it; or of none."""
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(folder) / name for name in ("server.json", "client.json")]
        command = [program.PROGRAM, "serve", "--script", "--port", "0", "--once", "--report", files[0], "--format", "json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=program.environment()) as server:
            port = json.loads(server.stdout.readline())["port"]
            if client:
                program.printed("connect", f"localhost:{port}", "--script", "--request", "GET / HTTP/1.0\\r\\n\\r\\n",
                                "--trust", ROOTS, "--report", files[1], "--format", "json")
            else:
                server.send_signal(signal.SIGTERM)
            server.stdout.read()
        return [json.loads(file.read_text(encoding="utf-8")) for file in files[: 1 + client]]


class Keys(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.found = collections.defaultdict(set)
        for name in handshakes.RUNS:
            gather(cls.found, handshakes.told(name))
        for arguments in MORE:
            run = program.start("run", "--seed", "keys", *arguments, "--format", "json")
            gather(cls.found, json.loads(run.stdout))
        for report in reports_of_live_connections(client=True) + reports_of_live_connections(client=False):
            gather(cls.found, report)

    def test_every_key_is_documented_with_its_types(self):
        told = documented()
        for path, types in self.found.items():
            self.assertEqual(types - told.get(path, set()), set(), path)

    def test_no_key_or_type_is_documented_that_does_not_come(self):
        for path, types in documented().items():
            self.assertEqual(types - self.found.get(path, set()), set(), path)

    def test_what_is_counted_is_a_number_and_nothing_else(self):
        counts = {fact["name"] for fact in program.listed("facts") if fact["kind"] == "count"}
        self.assertLessEqual({"client_sequence_number", "search_tries", "ticket_lifetime"}, counts)
        seen = set()
        for name in ("dhe-toy", "ticket", "session-id"):
            for step in handshakes.told(name)["steps"]:
                for fact in step["facts"]:
                    bare = re.sub(r"^c\d+\.(?:h\d+\.)?", "", fact["name"])
                    self.assertEqual(type(fact["value"]) is int, bare in counts, fact["name"])
                    seen |= {bare} & counts
        self.assertEqual(counts - seen, {"trust.left_out_count", "application_data_counted"})


program.main()
