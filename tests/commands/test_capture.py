"""Every suite with every group that belongs to it, and with one of them in each older version that has the suite: both
sides end connected and know the same master secret; the capture with its key log is decrypted by tshark without a
malformed record or a warning, down to the HTTP request and response.

The captures of all runs are put into one file (pcapng sections one after the other), so that tshark starts once."""

import collections
import pathlib
import subprocess
import sys
import tempfile
import unittest

import program

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import versions  # noqa: E402

FIELDS = ["tcp.stream", "http.request.method", "http.request.uri", "http.response.code", "_ws.expert.severity", "_ws.expert.message",
          "_ws.malformed", "tls.handshake.type", "tls.alert_message.desc", "tcp.flags", "tls.handshake.ciphersuite",
          "ocsp.certStatus", "ocsp.serialNumber", "tls.handshake.extensions_status_request_type",
          "tls.handshake.extension.type"]
WARNING = 0x00600000  # Wireshark's severities: comment, chat, note, warning, error
FIN = 0x01
FINISHED, HELLO_REQUEST, CERTIFICATE, NEW_SESSION_TICKET, CLOSE_NOTIFY = "20", "0", "11", "4", "0"
CERTIFICATE, CERTIFICATE_REQUEST, CERTIFICATE_VERIFY = "11", "13", "15"
CERTIFICATE_STATUS = "22"
# Key exchanges with a pre-shared key and no certificate, as the names of suites begin
UNCERTIFIED = (["PSK", "WITH"], ["DHE", "PSK"], ["ECDHE", "PSK"])

program.need("tshark")
# RFC 8442: an older tshark has their names, and does not know how to decrypt them.
RFC_8442 = {"TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384"}
NOT_DECRYPTED = set() if versions.since("tshark decrypts the suites of RFC 8442") else RFC_8442
# How often the URI of a request that was answered is told
TOLD_URIS = 2 if versions.since("tshark says a request's URI with its response again") else 1


def dissect(capture, keylog):
    """For each TCP stream the fields of its packets: {stream: {field: [value, …]}}."""
    command = ["tshark", "-n", "-r", capture, "-o", f"tls.keylog_file:{keylog}", "-o", "tcp.check_checksum:TRUE",
               "-o", "ip.check_checksum:TRUE", "-T", "fields", "-E", "separator=|", "-E", "aggregator=,"]
    for field in FIELDS:
        command += ["-e", field]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    streams = collections.defaultdict(lambda: collections.defaultdict(list))
    for line in run.stdout.splitlines():
        values = dict(zip(FIELDS, line.split("|")))
        for field, value in values.items():
            streams[values["tcp.stream"]][field] += [part for part in value.split(",") if part]
    return list(streams.values())


def old_versions():
    """Each suite with its first group in each version below 1.2: (suite, group, version)."""
    groups = dict(reversed(list(program.combinations())))
    for suite in program.listed("suites"):
        for version in suite["versions"][:-1]:
            yield suite["name"], groups[suite["name"]], version


class Capture(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.folder.name)
        cls.pairs = [(suite, group, "1.2") for suite, group in program.combinations()] + list(old_versions())
        cls.runs = []
        with open(folder / "all.pcapng", "wb") as capture, open(folder / "all.keys", "w") as keylog:
            for number, (suite, group, version) in enumerate(cls.pairs):
                cls.runs.append(
                    program.told("run", *program.choice(suite, group), "--version", version, "--seed", number, "--capture",
                                 folder / "one.pcapng", "--keylog", folder / "one.keys"))
                capture.write((folder / "one.pcapng").read_bytes())
                keylog.write((folder / "one.keys").read_text())
        cls.streams = dissect(folder / "all.pcapng", folder / "all.keys")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_suite_and_group_ran(self):
        self.assertGreaterEqual(len({suite for suite, _, _ in self.pairs}), 63)
        self.assertGreaterEqual(len({group for _, group, _ in self.pairs if group}), 8)
        self.assertGreaterEqual(sum(version != "1.2" for _, _, version in self.pairs), 16)

    def test_both_sides_know_the_same_master_secret(self):
        for pair, run in zip(self.pairs, self.runs):
            with self.subTest(pair=pair):
                client, server = run["known"]["client"], run["known"]["server"]
                self.assertEqual(client["master_secret"], server["master_secret"])
                self.assertEqual(len(client["master_secret"]), 96)
                self.assertEqual((client["cipher_suite"], client["version"]), (pair[0], pair[2]))

    def test_every_run_is_one_stream_from_syn_to_fin(self):
        self.assertEqual(len(self.streams), len(self.runs))
        for pair, stream in zip(self.pairs, self.streams):
            with self.subTest(pair=pair):
                flags = [int(value, 16) for value in stream["tcp.flags"]]
                self.assertEqual(flags[:3], [0x02, 0x12, 0x10])  # SYN, SYN and ACK, ACK
                self.assertEqual(sum(1 for value in flags if value & FIN), 2)

    def test_tshark_has_nothing_to_say_against_it(self):
        for pair, stream in zip(self.pairs, self.streams):
            with self.subTest(pair=pair):
                self.assertEqual(stream["_ws.malformed"], [])
                worst = max((int(value) for value in stream["_ws.expert.severity"]), default=0)
                self.assertLess(worst, WARNING, stream["_ws.expert.message"])

    def test_tshark_reads_what_was_encrypted(self):
        for pair, stream in zip(self.pairs, self.streams):
            with self.subTest(pair=pair):
                if pair[0] in NOT_DECRYPTED:
                    self.assertEqual(stream["http.request.method"], [])
                    continue
                self.assertEqual(stream["tls.handshake.type"].count(FINISHED), 2)
                self.assertEqual(stream["http.request.method"], ["GET"])
                self.assertEqual(stream["http.response.code"], ["200"])
                self.assertEqual(stream["tls.alert_message.desc"], [CLOSE_NOTIFY, CLOSE_NOTIFY])

    def test_tshark_reads_both_handshakes_of_a_connection(self):
        """Every suite in both places, before and after another one, begun by client and server in turn."""
        folder = pathlib.Path(self.folder.name)
        suites = sorted({suite for suite, *_ in self.pairs} - NOT_DECRYPTED)
        runs = []
        with open(folder / "again.pcapng", "wb") as capture, open(folder / "again.keys", "w") as keylog:
            for number, suite in enumerate(suites):
                other, starter = suites[(number + 7) % len(suites)], ("client", "server")[number % 2]
                run = program.told("run", "--seed", number, "--suite", suite, "--h2.suite", other, "--renegotiate", starter,
                                   "--capture", folder / "one.pcapng", "--keylog", folder / "one.keys")
                runs.append((suite, other, starter, run["known"]["client"]))
                capture.write((folder / "one.pcapng").read_bytes())
                keylog.write((folder / "one.keys").read_text())
        streams = dissect(folder / "again.pcapng", folder / "again.keys")
        self.assertEqual(len(streams), len(runs))
        for (suite, other, starter, known), stream in zip(runs, streams):
            with self.subTest(suite=suite, other=other, starter=starter):
                self.assertEqual((known["c1.h1.cipher_suite"], known["c1.h2.cipher_suite"]), (suite, other))
                self.assertEqual(known["cipher_suite"], other)
                self.assertEqual(stream["_ws.malformed"], [])
                worst = max((int(value) for value in stream["_ws.expert.severity"]), default=0)
                self.assertLess(worst, WARNING, stream["_ws.expert.message"])
                self.assertEqual(stream["tls.handshake.type"].count(FINISHED), 4)
                self.assertEqual(stream["tls.handshake.type"].count(HELLO_REQUEST), 1 if starter == "server" else 0)
                self.assertEqual(stream["http.request.method"], ["GET", "GET"])
                self.assertEqual(stream["http.response.code"], ["200", "200"])
                self.assertEqual(stream["tls.alert_message.desc"], [CLOSE_NOTIFY, CLOSE_NOTIFY])

    def test_tshark_reads_a_stapled_response(self):
        folder = pathlib.Path(self.folder.name)
        for name, status in (("delegated", "0"), ("revoked", "1"), ("unknown", "2")):
            with self.subTest(name=name):
                expect = "connected" if status == "0" else "bad_certificate_status_response"
                program.told("run", "--seed", "s", "--status-request", "--staple", name, "--expect", expect, "--capture",
                             folder / "stapled.pcapng", "--keylog", folder / "stapled.keys")
                stream, = dissect(folder / "stapled.pcapng", folder / "stapled.keys")
                self.assertEqual(stream["_ws.malformed"], [])
                self.assertEqual(stream["tls.handshake.type"].count(CERTIFICATE_STATUS), 1)
                self.assertEqual(set(stream["ocsp.certStatus"]), {status})
                self.assertEqual(stream["ocsp.serialNumber"][0], "1001")

    def test_tshark_reads_responses_on_the_whole_chain(self):
        """One for each certificate, and a single one where the client knows no more. (An empty place, which RFC 6961 §2.2
        allows, is malformed to tshark 4.0.)"""
        folder = pathlib.Path(self.folder.name)
        v1, v2 = "5", "17"
        for asks, staple, answer, kind, serials in (
            (("--status-request", "--status-request-v2"), "good,intermediate-good", v2, "2", {"1001", "02"}),
            (("--status-request",), "good,intermediate-good", v1, "1", {"1001"}),
        ):
            with self.subTest(asks=asks, staple=staple):
                program.told("run", "--seed", "s", *asks, "--staple", staple, "--capture", folder / "list.pcapng", "--keylog",
                             folder / "list.keys")
                stream, = dissect(folder / "list.pcapng", folder / "list.keys")
                self.assertEqual(stream["_ws.malformed"], [])
                self.assertEqual(stream["tls.handshake.type"].count(CERTIFICATE_STATUS), 1)
                self.assertEqual(stream["tls.handshake.extensions_status_request_type"][-1], kind)
                self.assertEqual(stream["tls.handshake.extension.type"].count(answer), 2)  # offered and answered
                self.assertTrue(serials <= set(stream["ocsp.serialNumber"]), stream["ocsp.serialNumber"])

    def assert_stream(self, stream, certificates, tickets):
        self.assertEqual(stream["_ws.malformed"], [])
        worst = max((int(value) for value in stream["_ws.expert.severity"]), default=0)
        self.assertLess(worst, WARNING, stream["_ws.expert.message"])
        types = stream["tls.handshake.type"]
        self.assertEqual(types.count(FINISHED), 2)
        self.assertEqual(types.count(CERTIFICATE), certificates)
        self.assertEqual(types.count(NEW_SESSION_TICKET), tickets)
        self.assertEqual(stream["http.request.method"], ["GET"])
        self.assertEqual(stream["http.response.code"], ["200"])
        self.assertEqual(stream["tls.alert_message.desc"], [CLOSE_NOTIFY, CLOSE_NOTIFY])

    def test_tshark_reads_resumed_connections(self):
        """Every suite, by session ID and by ticket."""
        folder = pathlib.Path(self.folder.name)
        suites = sorted({suite for suite, *_ in self.pairs} - NOT_DECRYPTED)
        kinds = []
        with open(folder / "back.pcapng", "wb") as capture, open(folder / "back.keys", "w") as keylog:
            for number, suite in enumerate(suites):
                for kind in ("session-id", "ticket"):
                    program.told("run", "--seed", f"{kind} {number}", "--suite", suite, "--resume", kind, "--capture",
                                 folder / "one.pcapng", "--keylog", folder / "one.keys")
                    kinds.append((suite, kind))
                    capture.write((folder / "one.pcapng").read_bytes())
                    lines = (folder / "one.keys").read_text().splitlines(keepends=True)
                    self.assertEqual(len(lines), 2)
                    self.assertNotEqual(lines[0].split()[1], lines[1].split()[1])  # client random
                    self.assertEqual(lines[0].split()[2], lines[1].split()[2])  # master secret
                    keylog.writelines(lines)
        streams = dissect(folder / "back.pcapng", folder / "back.keys")
        self.assertEqual(len(streams), 2 * len(kinds))
        for (suite, kind), first, second in zip(kinds, streams[0::2], streams[1::2]):
            with self.subTest(suite=suite, kind=kind):
                certificates = 0 if "anon" in suite or suite.split("_")[1:3] in UNCERTIFIED else 1
                self.assert_stream(first, certificates, kind == "ticket")
                self.assert_stream(second, 0, 0)

    def test_tshark_reads_connections_whose_clients_show_certificates(self):
        """One suite of each key exchange that goes by certificates, with both kinds of client; and a client that has none."""
        folder = pathlib.Path(self.folder.name)
        suites = {suite["key_exchange"] + suite["authentication"]: suite["name"] for suite in program.listed("suites")
                  if suite["authentication"] in ("RSA", "ECDSA")}
        clients = [["--client-certificate", name] for name in ("client", "client-ecdsa")] + [[]]
        runs = [(suite, client) for suite in suites.values() for client in clients]
        with open(folder / "clients.pcapng", "wb") as capture, open(folder / "clients.keys", "w") as keylog:
            for number, (suite, client) in enumerate(runs):
                program.told("run", "--seed", number, "--suite", suite, "--request-client-certificate", *client, "--capture",
                             folder / "one.pcapng", "--keylog", folder / "one.keys")
                capture.write((folder / "one.pcapng").read_bytes())
                keylog.write((folder / "one.keys").read_text())
        streams = dissect(folder / "clients.pcapng", folder / "clients.keys")
        self.assertGreaterEqual(len(suites), 4)
        self.assertEqual(len(streams), len(runs))
        for (suite, client), stream in zip(runs, streams):
            with self.subTest(suite=suite, client=client):
                self.assertEqual(stream["_ws.malformed"], [])
                worst = max((int(value) for value in stream["_ws.expert.severity"]), default=0)
                self.assertLess(worst, WARNING, stream["_ws.expert.message"])
                types = stream["tls.handshake.type"]
                self.assertEqual(types.count(CERTIFICATE_REQUEST), 1)
                self.assertEqual(types.count(CERTIFICATE), 2)
                self.assertEqual(types.count(CERTIFICATE_VERIFY), 1 if client else 0)
                self.assertEqual(types.count(FINISHED), 2)
                self.assertEqual(stream["http.response.code"], ["200"])

    def test_tshark_sees_one_request_where_an_attacker_spoke_first(self):
        folder = pathlib.Path(self.folder.name)
        for place, uri in (("client", "/"), ("server", "/transfer?to=mallory")):
            capture, keylog = folder / f"{place}.pcapng", folder / f"{place}.keys"
            run = program.told("run", "--seed", "injected", "--attacker", "inject", "--no-renegotiation-info",
                               "--legacy-renegotiation", "--capture", capture, "--capture-at", place, "--keylog", keylog)
            (stream,) = dissect(capture, keylog)
            self.assertEqual(stream["_ws.malformed"], [])
            self.assertEqual(stream["http.request.method"], ["GET"])
            self.assertEqual(stream["http.request.uri"], [uri] * TOLD_URIS)
            self.assertEqual(stream["tls.handshake.type"].count(FINISHED), 2 if place == "client" else 4)
            self.assertEqual(run["known"]["attacker"]["c1.h1.master_secret"],
                             run["known"]["server"]["c1.h1.master_secret"])

    def test_behind_an_attacker_both_ends_see_the_connection(self):
        folder = pathlib.Path(self.folder.name)
        for place in ("client", "server"):
            capture, keylog = folder / f"{place}.pcapng", folder / f"{place}.keys"
            program.printed("run", "--seed", "attacked", "--attacker", "forward", "--capture", capture, "--capture-at",
                            place, "--keylog", keylog)
            (stream,) = dissect(capture, keylog)
            self.assertEqual(stream["http.response.code"], ["200"])
            self.assertEqual(stream["_ws.malformed"], [])


program.main()
