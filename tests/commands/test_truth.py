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
OPEN = r"in the clear|for everybody to|and everybody who|proves to everybody|body can read|who(?:ever)? listens|once there are keys"
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

    def test_who_has_keys_is_not_told_to_have_none(self):
        seen = 0
        for place in ("client.change_cipher_spec", "server.change_cipher_spec"):
            told = run(["--fault", f"warning:close_notify:{place}"])
            for step in told["steps"]:
                if step["kind"] == "alert" and not step["message"]["encrypted"]:
                    with self.subTest(place, step=step["name"]):
                        self.assertIn("client_write_key", told["known"][step["actor"]])
                        self.assertNotRegex(step["text"] + step["why"], "no keys yet|there are no keys")
                    seen += 1
        self.assertGreater(seen, 4)

    def test_what_crosses_under_keys_is_not_told_to_be_for_everybody(self):
        """In a further handshake nothing is in the clear, unless a sentence is about the first one."""
        psk = ["--psk", "bob:0102030405060708", "--psk-hint", "work"]
        runs = [["--suite", f"TLS_{suite}_WITH_AES_128_GCM_SHA256", *options]
                for suite, options in (("RSA", []), ("DHE_RSA", ["--group", "toy-dh-23"]), ("ECDHE_RSA", []), ("PSK", psk),
                                       ("DHE_PSK", ["--group", "toy-dh-23", *psk]), ("RSA_PSK", psk))]
        asked = ["--renegotiate", "server", "--client-certificate", "client", "--c1.h2.request-client-certificate"]
        seen = 0
        for arguments in runs:
            keys = ["--eavesdropper-has", "server-key,psk" if "_RSA_PSK_" in arguments[1] else "psk" if "PSK" in arguments[1]
                    else "server-key"]
            more = ["--renegotiate", "client"] if "PSK" in arguments[1] else asked
            for step in run([*arguments, *more, *keys])["steps"]:
                if step["handshake"] < 2:
                    continue
                for sentence in re.split(r"(?<=[.?]) ", f"{step['text']} {step['why']}"):
                    if re.search(OPEN, sentence):
                        with self.subTest(arguments, step=step["name"]):
                            self.assertRegex(sentence, "first handshake|Whatever crossed in the clear|before encryption")
                seen += 1
        self.assertGreater(seen, 250)

    def test_the_ending_says_that_nothing_proves_a_close_notify_in_the_clear(self):
        words = "A close_notify crossed in the clear"
        for arguments in CLOSED_IN_CLEAR.values():
            self.assertIn(words, program.start("run", *arguments).stderr)
        for arguments in CLOSED_UNDER_KEYS.values():
            run = program.start("run", *arguments)
            self.assertNotIn(words, re.sub(r"\s+", " ", run.stdout + run.stderr))


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
                        self.assertEqual(fact["value"], numbers[message["records"][-1]["offset"]])
                        seen += 1
        self.assertGreater(seen, 500)

    def test_it_is_the_explicit_nonce_of_a_record_of_gcm(self):
        told = run(["--suite", "TLS_RSA_WITH_AES_128_GCM_SHA256", "--eavesdropper-has", "server-key"])
        actors = set()
        for step in told["steps"]:
            for fact in step["facts"]:
                if fact["name"].endswith("_sequence_number"):
                    nonce = step["message"]["records"][-1]["bytes"][10:26]
                    self.assertEqual(fact["value"], int(nonce, 16), step["name"])
                    actors.add(step["actor"])
        self.assertEqual(actors, {"client", "server", "eavesdropper"})


class Offers(unittest.TestCase):
    """What is said to be offered is offered, and what comes of it follows."""

    RESUMED = ["--resume", "session-id"]

    @staticmethod
    def hello_of(told, step):
        """The fields of the ClientHello of the step's handshake."""
        place = f"c{step['connection']}.h{step['handshake']}.client.send.client_hello"
        return {field["name"] for other in told["steps"] if other["name"] == place
                for field in other["message"]["fields"]}

    def test_extended_master_secret_is_said_to_be_offered_where_it_is(self):
        seen = 0
        for arguments in (self.RESUMED, [*self.RESUMED, "--no-extended-master-secret"],
                          [*self.RESUMED, "--c2.client.no-extended-master-secret"],
                          [*self.RESUMED, "--c1.no-extended-master-secret"]):
            told = run(arguments)
            for step in told["steps"]:
                if "session_binding" in step["name"]:
                    offered = "extensions.extended_master_secret" in self.hello_of(told, step)
                    with self.subTest(arguments, step=step["name"]):
                        self.assertEqual(step["text"].startswith("The client offers extended_master_secret"),
                                         step["name"].endswith("session_binding") and offered)
                        self.assertEqual("Neither the session nor this hello" in step["text"],
                                         step["check"]["expected"] == "no" and step["check"]["found"] == "no")
                    seen += 1
        self.assertEqual(seen, 5)

    def test_a_further_handshake_gives_a_ticket_that_the_next_connection_brings_back(self):
        for who in ("client", "server"):
            told = run(["--suite", "AES128-SHA", "--resume", "ticket", "--renegotiate", who, "--eavesdropper-has",
                        "server-key"])
            self.assertEqual(told["outcome"]["client"], "closed")
            names = {step["name"]: step for step in told["steps"]}
            ticket = names["c1.h2.server.send.new_session_ticket"]
            self.assertTrue(ticket["message"]["encrypted"])
            self.assertIn("under the keys of the one before", ticket["text"])
            self.assertIn("under the keys of the one before",
                          names["c1.h2.eavesdropper.receive.new_session_ticket"]["text"])
            self.assertIn("outside of this connection's encryption",
                          names["c1.h1.server.send.new_session_ticket"]["text"])
            self.assertNotIn("c2.h1.server.send.certificate", names)
            known = told["known"]["client"]
            self.assertEqual(known["c1.h2.session_ticket"], known["c2.h1.offered_ticket"])
            self.assertEqual(known["c1.h2.master_secret"], known["c2.h1.master_secret"])

    def test_a_response_without_an_end_is_given_one_by_the_client_which_says_so(self):
        step = next(step for step in run(["--status-request", "--staple", "undated"])["steps"]
                    if step["name"].endswith("check.status_validity"))
        self.assertIn("takes it for 15 days, which is its own choice", step["text"])


class Certificates(unittest.TestCase):
    """What is said of certificates stands where they could be read, and says of a refused one which it is."""

    REFUSED = {
        ("certificate_validity", 0): ["--certificate", "expired"],
        ("certificate_validity", 1): ["--now", "2060-01-01"],
        ("certificate_name", 0): ["--certificate", "wrong-name"],
        ("certificate_path_length", 1): ["--certificate", "path-length"],
        ("certificate_signature", 1): ["--tamper", "certificate.certificate_list.1.certificate:-1:01"],
        ("certificate_form", 1): ["--tamper", "certificate.certificate_list.1.certificate:0:01"],
        ("certificate_revocation", 1): ["--certificate", "revoked-authority", "--crl", "current"],
    }

    def test_a_refusal_says_which_certificate_it_is_about(self):
        for (name, index), arguments in self.REFUSED.items():
            told = run(arguments)
            failed = [step["check"] for step in told["steps"] if step["kind"] == "check" and not step["check"]["passed"]]
            with self.subTest(name):
                self.assertEqual([(check["what"], check["index"]) for check in failed], [(name, index)])
                self.assertRegex(failed[0]["expected"], f"^certificate {index}: [^ ;]")
                self.assertIn(f'"certificate {index}: ', program.start("run", *arguments).stdout)

    def test_a_suite_that_is_passed_over_for_its_chain_is_not_told_to_be_the_first(self):
        suites = ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"]
        told = run(["--suite", ",".join(suites), "--certificate", "good,ecdsa-all", "--client.signature-algorithms",
                    "rsa_pss_rsae_sha256,ecdsa_secp256r1_sha256"])
        self.assertEqual(told["known"]["server"]["cipher_suite"], suites[1])
        text = next(step["text"] for step in told["steps"] if step["name"].endswith("server.compute.cipher_suite"))
        self.assertIn(f"if possible with a chain that is signed as the client asks: {suites[1]}.", text)

    def test_one_that_cannot_be_read_tells_nobody_anything(self):
        for side in SIDES:
            told = run(["--require-client-certificate", "--client-certificate", "client", "--fault",
                        f"{side}.certificate.certificate_list.0.certificate:0:01"])
            self.assertEqual(told["outcome"]["caught_by"], "certificate_form")
            for step in told["steps"]:
                with self.subTest(side, step=step["name"]):
                    self.assertNotIn("(unknown)", step["text"])
            self.assertIn("It tells her nothing.", [step["text"] for step in told["steps"]
                                                    if step["actor"] == "eavesdropper"
                                                    and step["name"].split("#")[0].endswith("receive.certificate")][-1])


class Versions(unittest.TestCase):
    """RFC 5487 §1.1, RFC 5489 §3.2: of a MAC of the SHA-2 family suites with a pre-shared key go with every version."""

    def test_suites_go_with_the_versions_that_their_documents_name(self):
        for suite in program.listed("suites"):
            old = suite["mac"] == "sha1" or (suite["mac"] != "aead" and "_PSK_" in suite["name"])
            old &= "_CBC_" in suite["name"]
            self.assertEqual("1.0" in suite["versions"], old, suite["name"])

    def test_they_connect_with_the_old_function_and_a_mac_of_their_own(self):
        for exchange, more in (("PSK", []), ("DHE_PSK", ["--group", "toy-dh-23"]), ("RSA_PSK", []),
                               ("ECDHE_PSK", ["--group", "x25519"])):
            for version in ("1.0", "1.1"):
                for cipher, size in (("AES_128_CBC_SHA256", 32), ("AES_256_CBC_SHA384", 48)):
                    told = run(["--version", version, "--suite", f"TLS_{exchange}_WITH_{cipher}", *more])
                    with self.subTest(exchange, version=version, cipher=cipher):
                        self.assertEqual(told["outcome"]["client"], "closed")
                        self.assertEqual(len(told["known"]["client"]["client_write_mac_key"]), 2 * size)
                        derived = [step for step in told["steps"] if step["name"].endswith("compute.key_block")]
                        self.assertIn("md5", json.dumps(derived[0]["facts"]))


class Limits(unittest.TestCase):
    def test_what_cannot_be_computed_cannot_with_an_ordinary_computer(self):
        """In lists and lessons: whoever says that there is no quick way, or how long one takes, says for which computer."""
        paths = [program.ROOT / "src" / "base" / "events.def", *(program.ROOT / "lessons" / "en").glob("*.md")]
        hard = re.compile(r"quick way|to factor the modulus|(?:general )?search (?:known )?takes")
        seen = 0
        for path in paths:
            text = path.read_text(encoding="utf-8")
            parts = text.splitlines() if path.suffix == ".def" else re.split(r"\n\n", text)
            for part in parts:
                if hard.search(part):
                    with self.subTest(path.name, part=part[:60]):
                        self.assertRegex(re.sub(r"\s+", " ", part), "ordinary computer|ready for more")
                    seen += 1
        self.assertGreater(seen, 6)


if __name__ == "__main__":
    program.main()
