"""What a run tells holds in that run: of protection only where a message was protected, of numbers those that were used."""

import json
import re
import unittest

import handshakes
import program

CLOSED_IN_CLEAR = {
    "forged": ["--tamper", "insert:server_hello:15030300020100"],
    "given up": ["--fault", "warning:user_canceled:client_key_exchange,warning:close_notify:client_key_exchange"],
    "by the server": ["--fault", "warning:close_notify:server_hello_done"],
    "of 1.0": ["--version", "1.0", "--suite", "AES128-SHA", "--fault", "warning:close_notify:server_hello_done"],
}
CLOSED_UNDER_KEYS = {
    "as usual": [],
    "resumed": ["--resume", "session-id"],
    "renegotiated": ["--renegotiate", "server"],
    "of 1.0": ["--version", "1.0", "--suite", "AES128-SHA"],
    "in a further handshake": ["--renegotiate", "client", "--fault", "warning:close_notify:h2.client_key_exchange"],
}
PROTECTED = re.compile(r"protected by the keys|opened with the keys|under the keys")
SIDES = ("client", "server")


def run(arguments):
    """The JSON of a run, however it ends."""
    ended = program.start("run", "--seed", "truth", *arguments, "--format", "json")
    if ended.returncode > 1:
        raise AssertionError(ended.stderr)
    return json.loads(ended.stdout)


class Protection(unittest.TestCase):
    def test_an_alert_in_the_clear_is_not_told_as_a_protected_one(self):
        for name, arguments in CLOSED_IN_CLEAR.items():
            told = run(arguments)
            alerts = [step for step in told["steps"] if step["kind"] == "alert"]
            self.assertTrue(alerts, name)
            for step in alerts:
                with self.subTest(name, step=step["name"]):
                    self.assertFalse(step["message"]["encrypted"])
                    self.assertNotRegex(step["text"], PROTECTED)
            closed = [step for step in told["steps"] if step["name"].endswith("state.closed")]
            self.assertEqual(len(closed), 2, name)
            for step in closed:
                self.assertIn("not both under keys", step["text"])

    def test_an_alert_under_keys_is_told_as_one(self):
        for name, arguments in CLOSED_UNDER_KEYS.items():
            told = run(arguments)
            closing = [step for step in told["steps"] if step["name"].split("#")[0].endswith("close_notify")]
            self.assertEqual(len(closing), 4 * len(told["outcomes"]), name)
            for step in closing:
                with self.subTest(name, step=step["name"]):
                    self.assertTrue(step["message"]["encrypted"])
                    self.assertRegex(step["text"], PROTECTED)

    def test_the_ending_says_that_nothing_proves_a_close_notify_in_the_clear(self):
        words = "A close_notify crossed in the clear"
        for arguments in CLOSED_IN_CLEAR.values():
            self.assertIn(words, re.sub(r"\s+", " ", program.start("run", *arguments).stdout))
        for arguments in CLOSED_UNDER_KEYS.values():
            self.assertNotIn(words, re.sub(r"\s+", " ", program.start("run", *arguments).stdout))


class SequenceNumbers(unittest.TestCase):
    """RFC 5246 §6.1: the first record under a connection state has number 0."""

    RUNS = {**handshakes.RUNS, "cut": ["--record-size", "7"]}

    @staticmethod
    def numbered(told):
        """The offset of each record that crossed encrypted, by connection and sender, in the order of sending."""
        records = {}
        for step in told["steps"]:
            if step["actor"] not in SIDES or "message" not in step or step["actor"] != step["message"]["from"]:
                continue
            place = records.setdefault((step["connection"], step["actor"]), {"next": 0, "numbers": {}})
            for record in step["message"]["records"]:
                if step["message"]["encrypted"]:
                    place["numbers"][record["offset"]] = place["next"]
                    place["next"] += 1
            if step["message"]["type"] == "change_cipher_spec":
                place["next"] = 0
        return records

    def test_a_number_is_how_many_records_came_before_under_the_same_keys(self):
        seen = 0
        for name, arguments in self.RUNS.items():
            if "--attacker" in arguments:
                continue  # the attacker's own connection is not the client's
            told = run(arguments)
            numbered = self.numbered(told)
            for step in told["steps"]:
                message = step.get("message")
                facts = [fact for fact in step["facts"] if fact["name"].endswith("_sequence_number")]
                if not message:
                    self.assertEqual(facts, [], (name, step["name"]))
                    continue
                with self.subTest(name, step=step["name"]):
                    self.assertEqual(len(facts), 1 if message["encrypted"] else 0)
                    for fact in facts:
                        sender = message["from"]
                        numbers = numbered[step["connection"], sender]["numbers"]
                        self.assertTrue(fact["name"].endswith(f".{sender}_sequence_number"))
                        self.assertEqual(int(fact["value"], 16), numbers[message["records"][-1]["offset"]])
                        seen += 1
        self.assertGreater(seen, 500)

    def test_it_is_the_explicit_nonce_of_a_record_of_gcm(self):
        told = run(["--suite", "TLS_RSA_WITH_AES_128_GCM_SHA256", "--eavesdropper-has", "server-key"])
        actors = set()
        for step in told["steps"]:
            for fact in step["facts"]:
                if fact["name"].endswith("_sequence_number"):
                    nonce = step["message"]["records"][-1]["bytes"][10:26]
                    self.assertEqual(int(fact["value"], 16), int(nonce, 16), step["name"])
                    actors.add(step["actor"])
        self.assertEqual(actors, {"client", "server", "eavesdropper"})


if __name__ == "__main__":
    program.main()
