"""The JSON of a run: the keys that others rely on, and that it agrees with itself."""

import json
import re
import unittest

import program

STEP_KEYS = {"step", "name", "connection", "handshake", "flight", "actor", "kind", "title", "why", "text", "facts"}
MESSAGE_KEYS = {"type", "from", "to", "encrypted", "bytes", "records", "fields"}
KINDS = {"compute", "send", "receive", "check", "alert", "state"}
ACTORS = {"client", "server", "eavesdropper", "attacker"}
HEX = re.compile(r"(?:[0-9a-f]{2})*")
NUMBER = re.compile(r"0x(?:0|[1-9a-f][0-9a-f]*)")
RUNS = [
    ["--suite", "TLS_RSA_WITH_AES_128_CBC_SHA", "--seed", "json"],
    ["--suite", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "--group", "toy-dh-23", "--seed", "json"],
    ["--suite", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "--group", "x25519", "--seed", "json"],
    ["--certificate", "expired", "--seed", "json", "--expect", "certificate_expired"],
    ["--connections", "2", "--seed", "json", "--record-size", "100"],
    ["--psk", "né:0102", "--psk-hint", "a hint", "--suite", "PSK-AES128-CBC-SHA", "--seed", "json"],
    ["--suite", "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", "--psk", "bob:0102", "--eavesdropper-has", "psk,client-private",
     "--seed", "json"],
    ["--suite", "RSA-PSK-AES128-CBC-SHA", "--eavesdropper-has", "psk,server-key", "--seed", "json"],
    ["--suite", "ADH-AES128-SHA", "--group", "toy-dh-23", "--seed", "json"],
    ["--resume", "session-id", "--seed", "json"],
    ["--resume", "session-id", "--seed", "json", "--c2.server-forgets"],
    ["--resume", "ticket", "--seed", "json"],
    ["--resume", "ticket", "--seed", "json", "--c2.damaged-ticket"],
]


class Json(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.runs = [program.told("run", *arguments) for arguments in RUNS]

    def steps(self):
        return [(run, step) for run in self.runs for step in run["steps"]]

    def messages(self):
        return [(step, step["message"]) for _, step in self.steps() if "message" in step]

    def test_top_level(self):
        version = program.printed("--version").split()[1]
        for run in self.runs:
            self.assertGreaterEqual(set(run), {"tlsteps", "scenario", "steps", "known", "outcomes", "outcome"})
            self.assertEqual(run["tlsteps"], version)
            self.assertEqual(run["scenario"]["seed"], "json")
            self.assertEqual(set(run["known"]), {"client", "server", "eavesdropper"})

    def test_steps_are_numbered_named_and_told(self):
        for run in self.runs:
            setup = [step["step"] < 1 for step in run["steps"]].count(True)
            self.assertEqual([step["step"] for step in run["steps"]], list(range(1 - setup, len(run["steps"]) - setup + 1)))
            kinds = [step["name"].rpartition(".")[2] in ("server_key", "client_key", "trust_file") for step in run["steps"]]
            self.assertEqual(kinds[: setup + 1], [True] * setup + [False])
            names = [step["name"] for step in run["steps"]]
            self.assertEqual(len(set(names)), len(names))
        for _, step in self.steps():
            self.assertGreaterEqual(set(step), STEP_KEYS)
            self.assertIn(step["kind"], KINDS)
            self.assertIn(step["actor"], ACTORS)
            start = f"c{step['connection']}." + (f"h{step['handshake']}." if step["handshake"] else "")
            self.assertTrue(step["name"].startswith(f"{start}{step['actor']}.{step['kind']}."), step["name"])
            self.assertNotRegex(step["why"] + step["text"], r"[{}]")

    def test_flights_follow_one_another(self):
        for run in self.runs:
            for connection in {step["connection"] for step in run["steps"]}:
                sent = [step for step in run["steps"]
                        if step["connection"] == connection and step["kind"] in ("send", "alert")]
                flights = [step["flight"] for step in sent]
                self.assertEqual(flights, sorted(flights))
                self.assertEqual(set(flights), set(range(1, max(flights) + 1)))

    def test_a_message_is_what_its_records_carry(self):
        for step, message in self.messages():
            self.assertGreaterEqual(set(message), MESSAGE_KEYS)
            self.assertEqual({message["from"], message["to"]}, {"client", "server"})
            if step["kind"] == "receive" and step["actor"] == "eavesdropper":
                continue
            carried = "".join(record["plaintext"] for record in message["records"])
            self.assertIn(message["bytes"], carried, step["name"])
            for record in message["records"]:
                version = "0301" if message["type"] == "client_hello" else "0303"  # RFC 5246 §E.1
                self.assertRegex(record["bytes"], f"^1[4-7]{version}")
                self.assertEqual(int(record["bytes"][6:10], 16), len(record["bytes"]) // 2 - 5)
                if not message["encrypted"]:
                    self.assertEqual(record["bytes"][10:], record["plaintext"])

    def test_records_follow_one_another_on_the_wire(self):
        for run in self.runs:
            for connection in {step["connection"] for step in run["steps"]}:
                for sender in ("client", "server"):
                    records = {}
                    for step in run["steps"]:
                        message = step.get("message")
                        if message and step["connection"] == connection and step["actor"] == sender == message["from"]:
                            records.update({record["offset"]: record["bytes"] for record in message["records"]})
                    end = 0
                    for offset in sorted(records):
                        self.assertEqual(offset, end)
                        end += len(records[offset]) // 2

    def test_every_byte_of_every_message_is_named(self):
        for step, message in self.messages():
            covered = bytearray(len(message["bytes"]) // 2)
            for field in message["fields"]:
                self.assertLessEqual(field["offset"] + field["length"], len(covered))
                if field["value"] is not None:
                    covered[field["offset"] : field["offset"] + field["length"]] = b"\1" * field["length"]
            self.assertTrue(all(covered), f"{step['name']}: byte {covered.find(0)} has no name")

    def test_fields_show_the_bytes_that_they_name(self):
        for step, message in self.messages():
            for field in message["fields"]:
                value = field["value"]
                raw = message["bytes"][2 * field["offset"] : 2 * (field["offset"] + field["length"])]
                if value is None or raw == "":
                    continue
                shown = f"0x{int(raw, 16):x}" if value.startswith("0x") and NUMBER.fullmatch(value) else raw
                if value != shown:
                    self.assertEqual(value.encode(), bytes.fromhex(raw), f"{step['name']}: {field['name']}")

    def test_every_field_has_a_meaning_and_a_source(self):
        for step, message in self.messages():
            for field in message["fields"]:
                self.assertTrue(field["meaning"] and field["source"], f"{step['name']}: {field['name']}")

    def test_paths_of_fields_are_unique_and_nest(self):
        for step, message in self.messages():
            names = [field["name"] for field in message["fields"]]
            self.assertEqual(len(set(names)), len(names), step["name"])
            for name in names:
                if "." in name:
                    self.assertIn(name.rpartition(".")[0], names)

    def test_extensions_go_by_name_and_elements_by_number(self):
        names = [field["name"] for step, message in self.messages() if message["type"] == "client_hello"
                 for field in message["fields"]]
        self.assertIn("cipher_suites.0", names)
        self.assertIn("extensions.server_name.extension_data.server_name_list.0.host_name.content", names)

    def test_facts_come_from_facts_that_are_known(self):
        for run in self.runs:
            known = {actor: set() for actor in ACTORS}
            for step in run["steps"]:
                for fact in step["facts"]:
                    known[step["actor"]].add(fact["name"])
                for fact in step["facts"]:
                    self.assertLessEqual(set(fact["from"]), known[step["actor"]], fact["name"])
                    self.assertTrue(fact["how"], fact["name"])
                    if str(fact["value"]).startswith("0x"):
                        self.assertRegex(fact["value"], NUMBER)

    def test_facts_have_their_listed_form(self):
        kinds = {fact["name"]: fact["kind"] for fact in program.listed("facts")}
        for _, step in self.steps():
            for fact in step["facts"]:
                bare = re.sub(r"^c\d+\.(?:h\d+\.)?", "", fact["name"])
                kind = kinds[re.sub(r"\.\d+(?=\.|$)", ".%", bare) if "certificate." in bare else bare]
                if kind == "count":
                    self.assertIs(type(fact["value"]), int, fact["name"])
                    continue
                form = {"bytes": HEX, "number": NUMBER, "text": re.compile(".*", re.S)}[kind]
                self.assertTrue(form.fullmatch(fact["value"]), fact["name"])

    def test_what_is_known_at_the_end_is_what_was_learned_last(self):
        for run in self.runs:
            for actor, known in run["known"].items():
                expected = {}
                for step in run["steps"]:
                    for fact in step["facts"] if step["actor"] == actor else []:
                        expected[fact["name"]] = expected[re.sub(r"^c\d+\.(?:h\d+\.)?", "", fact["name"])] = fact["value"]
                self.assertEqual(known, expected)

    def test_checks_say_what_they_compared(self):
        checks = [step for _, step in self.steps() if step["kind"] == "check"]
        self.assertTrue(checks)
        for step in checks:
            check = step["check"]
            self.assertTrue(check["what"])
            self.assertEqual(check["error"] is None, check["passed"])

    def test_outcomes(self):
        for arguments, run in zip(RUNS, self.runs):
            self.assertEqual(list(run["outcomes"]), [f"c{i + 1}" for i in range(len(run["outcomes"]))])
            last = list(run["outcomes"].values())[-1]
            for side in ("client", "server"):
                self.assertEqual(run["outcome"][side], last[side])
            fatal = [alert["name"] for alert in last["alerts"] if alert["level"] == "fatal"]
            self.assertEqual(run["outcome"]["alert"], fatal[0] if fatal else None)
            self.assertEqual(last["connected"], last["client"] == last["server"] == "closed")
            self.assertEqual(run["outcome"]["connected"], last["connected"])
        failed = self.runs[3]
        self.assertFalse(failed["outcome"]["connected"])
        self.assertEqual(failed["outcome"]["alert"], "certificate_expired")
        self.assertTrue(failed["outcome"]["caught_by"])
        self.assertEqual(len(self.runs[4]["outcomes"]), 2)

    def test_only_messages(self):
        run = program.told("run", "--seed", "json", "--steps", "messages")
        self.assertTrue(run["steps"])
        for step in run["steps"]:
            self.assertEqual(step["message"]["from"], step["actor"])

    def test_the_same_seed_gives_the_same_bytes_and_another_one_others(self):
        self.assertEqual(program.told("run", *RUNS[0]), self.runs[0])
        other = program.told("run", *RUNS[0][:-1], "another")
        self.assertNotEqual(other["known"]["client"]["master_secret"], self.runs[0]["known"]["client"]["master_secret"])

    def test_without_a_seed_one_is_drawn_and_told(self):
        run = program.told("run")
        again = program.told("run", "--seed", run["scenario"]["seed"])
        self.assertEqual(run["known"], again["known"])
        self.assertNotEqual(program.told("run")["scenario"]["seed"], run["scenario"]["seed"])

    def test_what_a_terminal_would_obey_is_escaped(self):
        seed = "a\u202eb\u2066\u00e9"
        printed = program.printed("run", "--seed", seed, "--format", "json")
        self.assertTrue(printed.replace("\n", "").isprintable())
        self.assertEqual(json.loads(printed)["scenario"]["seed"], seed)


program.main()
