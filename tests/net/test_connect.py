"""`tlsteps connect` against other people's servers and ours: what it says and hears, what it refuses and how it tells."""

import json
import pathlib
import subprocess
import tempfile

import live
import processes
import program
import tools

LINES = [b"one line\n", b"and another one\n"]


class WithTools(live.Test):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        self.tools = [tools.OpenSSL(self.folder.name), tools.GnuTLS(self.folder.name)]

    def tearDown(self):
        super().tearDown()
        self.folder.cleanup()


class Connected(WithTools):
    def test_asks_for_a_page_and_hears_it_to_its_end(self):
        for tool in self.tools:
            _, port = tool.start_server(tools.Setting(http=True))
            status, heard, errors = live.connect(port)
            self.assertEqual((status, errors), (0, ""), tool.name)
            self.assertTrue(heard.startswith(b"HTTP/1.0 200"), heard)

    def test_says_standard_input_and_closes_when_that_is_wanted(self):
        for tool in self.tools:
            _, port = tool.start_server(tools.Setting())
            process = processes.Process(
                [program.PROGRAM, "connect", f"127.0.0.1:{port}", "--script", "--close", "--server-name", live.HOST])
            answer = tool.answered(LINES)
            process.write(tool.asked(LINES, False))
            process.wait_until(lambda: len(process.output) >= len(answer))
            process.write(b"", last=True)
            self.assertEqual((process.wait(), bytes(process.output)), (0, answer), process.printed())

    def test_a_request_of_the_scenario_goes_instead_of_standard_input(self):
        _, port = self.tools[0].start_server(tools.Setting(http=True))
        status, heard, _ = live.connect(port, "--request", r"GET / HTTP/1.0\r\n\r\n", words=b"nobody reads this")
        self.assertEqual(status, 0)
        self.assertIn(b"200 ok", heard)

    def test_report_capture_and_key_log(self):
        _, port = self.tools[0].start_server(tools.Setting(http=True))
        report, capture, keys = (self.path / name for name in ("report.json", "c.pcapng", "c.keys"))
        status, heard, errors = live.connect(port, "--report", report, "--format", "json", "--capture", capture,
                                             "--keylog", keys, "--server-name", "localhost")
        self.assertEqual((status, errors), (0, ""))
        told = json.loads(report.read_text())
        self.assertEqual((told["outcome"]["client"], told["outcome"]["server"]), ("closed", None))
        self.assertTrue(told["outcome"]["connected"])
        self.assertEqual((told["known"]["server"], told["known"]["eavesdropper"]), ({}, {}))
        secret = told["known"]["client"]["master_secret"]
        self.assertEqual(keys.read_text().split(), ["CLIENT_RANDOM", told["known"]["client"]["client_random"], secret])
        self.assertEqual({step["actor"] for step in told["steps"]}, {"client"})
        flights = {}
        for step in told["steps"]:
            if "message" in step:
                flights.setdefault(step["flight"], []).append(step["message"]["type"])
        self.assertEqual([flights[number][0] for number in (1, 2, 3)],
                         ["client_hello", "server_hello", "client_key_exchange"])
        self.assertIn("finished", flights[4])
        shown = subprocess.run(["tshark", "-n", "-r", capture, "-o", f"tls.keylog_file:{keys}", "-T", "fields",
                                "-e", "http.request.method", "-e", "_ws.malformed", "-e", "tls.alert_message.desc"], capture_output=True, text=True, check=True).stdout
        self.assertIn("GET", shown)
        self.assertEqual(shown.count("\t0\n"), 2)  # both close_notify
        self.assertNotIn("alformed", shown)
        self.assertTrue(heard.startswith(b"HTTP/1.0 200"))

    def test_over_ipv6_and_by_name(self):
        for address, operand in (("::1", "[::1]:{}"), ("localhost", "localhost:{}"), ("127.0.0.1", "{}")):
            try:
                server = live.Server("--bind", address)
            except AssertionError:
                self.assertEqual(address, "::1")  # a machine may be without IPv6
                continue
            process = processes.Process([program.PROGRAM, "connect", operand.format(server.port), "--script"])
            process.write(live.REQUEST, last=True)
            self.assertEqual(process.wait(), 0, process.printed())
            self.assertIn(b"Your TLS handshake", process.output)


class Refused(WithTools):
    def refused(self, options, alert, check, certificate="good", expect=None):
        for tool in self.tools:
            _, port = tool.start_server(tools.Setting(certificate=certificate, http=True))
            status, heard, errors = live.connect(port, *options)
            self.assertEqual((status, heard), (1, b""), errors)
            self.assertIn(f"sent {alert} (check: {check})", errors)
            self.assertEqual(len(errors.splitlines()), 1)
            status, _, errors = live.connect(port, *options, "--expect", expect or alert)
            self.assertEqual((status, errors), (0, ""))

    def test_a_wrong_authority(self):
        self.refused(["--trust", live.PKI / "ec-root.pem"], "unknown_ca", "certificate_path")
        self.refused([], "unknown_ca", "certificate_path", certificate="unknown-root")

    def test_a_wrong_name(self):
        self.refused(["--server-name", "other.example"], "certificate_unknown", "certificate_name")
        self.refused([], "certificate_unknown", "certificate_name", certificate="wrong-name")

    def test_an_expired_certificate(self):
        self.refused([], "certificate_expired", "certificate_validity", certificate="expired")

    def test_a_certificate_that_the_clock_makes_expired(self):
        self.refused(["--now", "2055-01-01"], "certificate_expired", "certificate_validity")

    def test_what_the_server_refuses(self):
        _, port = self.tools[0].start_server(tools.Setting(more=("-cipher", "ECDHE-RSA-AES128-GCM-SHA256")))
        status, _, errors = live.connect(port, "--suite", "TLS_RSA_WITH_AES_128_CBC_SHA")
        self.assertEqual(status, 1)
        self.assertIn("received handshake_failure", errors)

    def test_what_it_is_told_to_lie_about(self):
        """The lies of the option `fault`, and what OpenSSL's server says to them."""
        _, port = self.tools[0].start_server(tools.Setting(http=True))
        secret = "client_key_exchange.padded_pre_master_secret"
        for fault, said in (
            ("finished.verify_data:0:01", "received decrypt_error"),
            (f"{secret}.pre_master_secret.client_version:0:01", "received bad_record_mac"),
            (f"{secret}:-49:0503", "received bad_record_mac"),
            (f"{secret}.block_type:0:01", "received bad_record_mac"),
            ("drop:change_cipher_spec", "received unexpected_message"),
            ("truncate:finished", "hung up without a word"),
            ("fatal:user_canceled:finished", "sent user_canceled"),
            ("client_hello.nonsense:0:01", "No occasion came for: client_hello.nonsense:0:01"),
        ):
            status, _, errors = live.connect(port, "--suite", "TLS_RSA_WITH_AES_128_CBC_SHA", "--fault", fault)
            self.assertEqual(status, 1, fault)
            self.assertIn(said, errors)

    def test_a_connection_that_is_cut_off(self):
        server = live.Server("--echo")
        client = processes.Process([program.PROGRAM, "connect", str(server.port), "--script"])
        client.write(b"hello\n")
        client.wait_until(lambda: client.output)
        server.child.kill()
        self.assertEqual(client.wait(), 1)
        self.assertEqual(bytes(client.output), b"hello\n")
        self.assertIn("cut off", client.errors.decode())

    def test_a_server_that_says_nothing(self):
        with tools.socket.create_server(("127.0.0.1", 0)) as silent:
            status, _, errors = live.connect(silent.getsockname()[1], "--handshake-timeout", "0.2")
            self.assertEqual(status, 1)
            self.assertIn("fell silent during the handshake", errors)

    def test_nobody_there(self):
        with tools.socket.create_server(("127.0.0.1", 0)) as gone:
            port = gone.getsockname()[1]
        status, _, errors = live.connect(port)
        self.assertEqual(status, 3)
        self.assertIn("refused", errors)

    def test_a_report_that_cannot_be_written(self):
        server = live.Server()
        status, _, errors = live.connect(server.port, "--report", "/no/such/folder/file")
        self.assertEqual(status, 3)
        self.assertIn("/no/such/folder/file", errors)


class Usage(live.Test):
    def test_command_lines(self):
        for arguments, said in (
            ([], "needs HOST:PORT"),
            (["localhost"], "no address"),
            (["localhost:0"], "no address"),
            (["::1:443"], "no address"),
            (["localhost:65536"], "no address"),
            (["1", "2"], "one "),
            (["1", "--seed", "1"], "--seed: is for runs in one process"),
            (["1", "--connections", "2"], "--connections: is for runs in one process"),
            (["1", "--idle-timeout", "never"], "--idle-timeout"),
            (["1", "--fault", "drop:c2.finished"], "--fault: c2.: a live peer lies alike"),
            (["bad_name.example!:443"], "no host name"),
        ):
            run = program.start("connect", "--script", *arguments)
            self.assertEqual((run.returncode, run.stdout), (2, ""), arguments)
            self.assertIn(said, run.stderr)
            self.assertEqual(len(run.stderr.splitlines()), 1)


program.need("openssl", "gnutls-serv", "tshark")
live.main()
