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
        # A page without a length goes on until its connection ends: tshark 4.4 would take the alert behind it for more.
        shown = subprocess.run(["tshark", "-n", "-r", capture, "-o", f"tls.keylog_file:{keys}",
                                "-o", "http.desegment_body:FALSE", "-T", "fields", "-e", "http.request.method",
                                "-e", "_ws.malformed", "-e", "tls.alert_message.desc"],
                               capture_output=True, text=True, check=True).stdout
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

    def test_a_dot_at_the_end_of_the_host_is_neither_asked_for_nor_verified(self):
        server = live.Server("--bind", "localhost", "--server-name", "localhost")  # it answers to no other name
        process = processes.Process([program.PROGRAM, "connect", f"localhost.:{server.port}", "--script"])
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

    def test_a_chain_that_is_too_long(self):
        self.refused(["--max-chain", "2"], "unknown_ca", "certificate_path")

    def test_a_certificate_against_the_rules_of_form(self):
        """Which no program of others shows: openssl does not load it."""
        server = live.Server("--certificate", "duplicate-extension", "--unchecked")
        status, _, errors = live.connect(server.port, "--server-name", live.HOST)
        self.assertEqual(status, 1)
        self.assertIn("sent bad_certificate (check: certificate_form)", errors)

    def test_what_the_server_refuses(self):
        _, port = self.tools[0].start_server(tools.Setting(more=("-cipher", "ECDHE-RSA-AES128-GCM-SHA256")))
        status, _, errors = live.connect(port, "--suite", "TLS_RSA_WITH_AES_128_CBC_SHA")
        self.assertEqual(status, 1)
        self.assertIn("received handshake_failure", errors)

    def test_what_is_no_server_of_tls_or_none_of_this_version(self):
        """The closing line says what was found: another protocol, or a server that wants a later version."""
        for banner, found in ((b"SSH-2.0-OpenSSH_9.2p1\r\n", "SSH"), (b"220 mail.example ESMTP\r\n", "SMTP or FTP"),
                              (b"HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP without TLS"), (b"* OK IMAP4rev1\r\n", "IMAP")):
            with tools.socket.create_server(("127.0.0.1", 0)) as listener:
                client = processes.Process([program.PROGRAM, "connect", str(listener.getsockname()[1]), "--script"])
                with listener.accept()[0] as server:
                    server.sendall(banner)
                    self.assertEqual(client.wait(), 1)
            self.assertTrue(client.errors.decode().endswith(f"Expected was TLS; what was found is {found}.\n"), client.errors)

    def test_a_server_that_wants_a_newer_version(self):
        """OpenSSL's server says so with its alert; GnuTLS's says that nothing fits, which has other causes too."""
        wants = "received protocol_version: The protocol version offered is known but not accepted. This server seems to want"
        may = "The two sides have no acceptable set of parameters in common. A server that speaks TLS 1.3 alone may answer"
        openssl, gnutls = self.tools
        for tool, version, offered, said in (
            (openssl, "1.3", "1.2", f"{wants} TLS 1.3: the highest version that it was offered is TLS 1.2."),
            (openssl, "1.2", "1.1", f"{wants} a newer version than TLS 1.1, the highest that it was offered."),
            (gnutls, "1.3", "1.2", f"received handshake_failure: {may} like this, too."),
        ):
            _, port = tool.start_server(tools.Setting(version=version, http=True))
            status, _, errors = live.connect(port, "--version", offered)
            self.assertEqual((status, errors), (1, f"tlsteps connect: {said}\n"))

    def test_the_version_that_was_offered_is_the_one_that_crossed(self):
        """A hello that lies offers what stands in it, and nothing is said of a version that is none."""
        for change, said in (("02", "This server seems to want a newer version than TLS 1.0, the highest that it was offered.\n"),
                             ("04", "known but not accepted.\n")):
            with tools.socket.create_server(("127.0.0.1", 0)) as listener:
                port = str(listener.getsockname()[1])
                client = processes.Process([program.PROGRAM, "connect", port, "--script", "--fault",
                                            f"client_hello.client_version:1:{change}"])
                with listener.accept()[0] as server:
                    server.recv(4096)
                    server.sendall(bytes((0x15, 3, 3, 0, 2, 2, live.PROTOCOL_VERSION)))
                    self.assertEqual(client.wait(), 1)
            self.assertTrue(client.errors.decode().endswith(said), client.errors)

    def test_a_refusal_that_says_nothing_of_versions(self):
        _, port = self.tools[0].start_server(tools.Setting(more=("-cipher", "ECDHE-RSA-AES128-GCM-SHA256")))
        _, _, errors = live.connect(port, "--suite", "TLS_RSA_WITH_AES_128_CBC_SHA")
        self.assertNotIn("seems to want", errors)

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
            ("client_hello.extensions.heartbeat:0:01", "No occasion came for: client_hello.extensions.heartbeat:0:01"),
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

    def test_a_goodbye_in_the_middle_of_the_handshake_is_told_as_that(self):
        server = live.Server()
        _, _, errors = live.connect(server.port, "--fault", "warning:close_notify:client_key_exchange")
        self.assertIn("A close_notify crossed in the clear", errors)
        self.assertEqual(server.visit(1)["ending"], "closed during the handshake")
        _, _, errors = live.connect(server.port)
        self.assertNotIn("in the clear", errors)

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


NO_TICKETS = {"openssl": ("-no_ticket",), "gnutls": ("--noticket",)}


class Sessions(WithTools):
    """A client that comes back, in one call and in a later one, to servers that give tickets and to such that do not."""

    def servers(self):
        for tool in self.tools:
            for kind, more in (("ticket", ()), ("ID", NO_TICKETS[tool.name])):
                _, port = tool.start_server(tools.Setting(http=True, more=more))
                yield tool.name, kind, port

    def test_comes_back_in_one_call(self):
        for name, kind, port in self.servers():
            report = self.path / "report.json"
            wish = "ticket" if kind == "ticket" else "session-id"
            status, heard, errors = live.connect(port, "--resume", wish, "--report", report, "--format", "json")
            self.assertEqual((status, errors), (0, f"tlsteps connect: the server resumed the session by its {kind}\n"), name)
            self.assertEqual(heard.count(b"HTTP/1.0 200"), 1, name)  # standard input is said once
            told = json.loads(report.read_text())
            self.assertEqual([told["outcomes"][one]["client"] for one in ("c1", "c2")], ["closed"] * 2)
            names = [step["name"] for step in told["steps"]]
            self.assertIn("c1.h1.client.receive.certificate", names)
            self.assertNotIn("c2.h1.client.receive.certificate", names)
            self.assertEqual(told["known"]["client"]["c1.h1.master_secret"], told["known"]["client"]["c2.h1.master_secret"])
            request = r"GET / HTTP/1.0\r\n\r\n"
            status, heard, _ = live.connect(port, "--resume", wish, "--request", request)
            self.assertEqual((status, heard.count(b"HTTP/1.0 200")), (0, 2), name)

    def test_comes_back_in_another_call(self):
        for name, kind, port in self.servers():
            kept, later = self.path / f"{name}-{kind}", self.path / f"{name}-{kind}-later"
            status, _, errors = live.connect(port, "--session-out", kept)
            self.assertEqual(status, 0, errors)
            self.assertRegex(errors, f"^tlsteps connect: warning: {kept} holds the session's master secret")
            told = json.loads(kept.read_text())
            self.assertIn("master secret", told["warning"])
            self.assertEqual((told["tlsteps_session"], told["host"], told["version"]), (1, "127.0.0.1", "1.2"))
            self.assertEqual(bool(told["ticket"]), kind == "ticket")
            status, heard, errors = live.connect(port, "--session-in", kept, "--session-out", later)
            self.assertEqual(status, 0, errors)
            self.assertIn(f"tlsteps connect: the server resumed the session by its {kind}\n", errors)
            self.assertTrue(heard.startswith(b"HTTP/1.0 200"), heard)
            again = json.loads(later.read_text())
            self.assertEqual(again["master_secret"], told["master_secret"])
            self.assertEqual(again["created"], told["created"])
            status, _, errors = live.connect(port, "--session-in", later)
            self.assertEqual((status, errors), (0, f"tlsteps connect: the server resumed the session by its {kind}\n"))

    def test_a_session_that_the_server_has_forgotten(self):
        for tool in self.tools:
            kept = self.path / tool.name
            _, port = tool.start_server(tools.Setting(http=True))
            self.assertEqual(live.connect(port, "--session-out", kept)[0], 0)
            _, other = tool.start_server(tools.Setting(http=True))
            status, heard, errors = live.connect(other, "--session-in", kept)
            self.assertEqual((status, errors), (0, "tlsteps connect: the server did not resume the session that was "
                                                   "offered by its ticket, and made a new one\n"))
            self.assertTrue(heard.startswith(b"HTTP/1.0 200"), heard)

    def test_a_server_that_gives_nothing_to_resume(self):
        server = live.Server("--no-tickets")
        status, _, errors = live.connect(server.port, "--resume", "ticket")
        self.assertEqual((status, errors), (1, "tlsteps connect: nothing to resume: in the first connection the server "
                                               "gave no ticket\n"))
        server = live.Server("--no-tickets", "--no-session-cache")
        status, _, errors = live.connect(server.port, "--session-out", self.path / "none")
        self.assertEqual((status, len(errors.splitlines())), (1, 1))
        self.assertIn("gave neither a ticket nor a session ID", errors)
        self.assertEqual(list(self.path.glob("none*")), [])

    def test_the_file_is_for_its_owner_alone_and_written_whole_or_not_at_all(self):
        server = live.Server()
        kept, link = self.path / "kept", self.path / "link"
        kept.write_text("something that others may read")
        kept.chmod(0o644)
        link.symlink_to(kept)
        before = kept.stat().st_ino
        self.assertEqual(live.connect(server.port, "--session-out", link)[0], 0)
        self.assertTrue(link.is_symlink())
        self.assertEqual(kept.stat().st_mode & 0o777, 0o600)
        self.assertNotEqual(kept.stat().st_ino, before)  # it was put in the place of the other
        json.loads(kept.read_text())
        self.assertEqual({path.name for path in self.path.iterdir() if path.name.startswith(("kept", "link"))},
                         {"kept", "link"})
        for path, said in (("/no/such/folder/file", "No such file or directory"), (self.path, "no regular file"),
                           ("/dev/null", "no regular file")):
            status, _, errors = live.connect(server.port, "--session-out", path)
            self.assertEqual(status, 3, errors)
            self.assertIn(said, errors)

    def test_a_failed_connection_leaves_no_session(self):
        server = live.Server()
        kept, other = self.path / "kept", self.path / "other"
        self.assertEqual(live.connect(server.port, "--session-out", kept)[0], 0)
        status, _, errors = live.connect(server.port, "--session-in", kept, "--session-out", other, "--fault",
                                         "finished.verify_data:0:01")
        self.assertEqual(status, 1)
        self.assertIn(f"warning: the session of {kept} must not be offered again", errors)
        self.assertIn("received decrypt_error", errors)
        self.assertFalse(other.exists())

    def test_a_session_that_does_not_fit(self):
        server = live.Server("--version", "1.2,1.1")
        kept = self.path / "kept"
        self.assertEqual(live.connect(server.port, "--session-out", kept)[0], 0)
        text = kept.read_text()
        suite = json.loads(text)["suite"]
        for options, said in (
            (["--server-name", "localhost"], "the session was made with 127.0.0.1, and is not shown to localhost"),
            (["--suite", "TLS_RSA_WITH_AES_128_CBC_SHA"], f"the session's suite {suite} is not offered; see --suite"),
            (["--version", "1.1"], "the session is of TLS 1.2, which is not offered; see --version"),
            (["--no-extended-master-secret"], "can be offered only without --no-extended-master-secret"),
            (["--resume", "ticket"], "--session-in: does not go with --resume"),
        ):
            status, _, errors = live.connect(server.port, "--session-in", kept, *options)
            self.assertEqual((status, len(errors.splitlines())), (2, 1), errors)
            self.assertIn(said, errors)
        self.assertEqual(server.visits()[1:], [])  # nothing of it was shown to anybody
        kept.write_text(text.replace('"tlsteps_session": 1', '"tlsteps_session": 9'))
        status, _, errors = live.connect(server.port, "--session-in", kept)
        self.assertEqual(status, 2)
        self.assertIn(f'{kept}: the value of "tlsteps_session" is not accepted: 1, ', errors)
        kept.write_text(text.replace('"suite":', '"suite"'))
        status, _, errors = live.connect(server.port, "--session-in", kept)
        self.assertEqual(status, 2)
        self.assertIn(f"{kept}:6: no session: ", errors)

    def test_a_ticket_that_is_old_is_offered_with_a_warning(self):
        server = live.Server()
        kept = self.path / "kept"
        self.assertEqual(live.connect(server.port, "--session-out", kept)[0], 0)
        told = json.loads(kept.read_text())
        told["created"] = "2026-01-01 00:00:00Z"
        kept.write_text(json.dumps(told))
        status, _, errors = live.connect(server.port, "--session-in", kept)
        self.assertEqual(status, 0, errors)
        self.assertRegex(errors, "warning: .*: the ticket is [0-9]+ seconds old, and the server meant to take it for 7200")
        self.assertIn("the server resumed the session by its ticket", errors)


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
            (["1", "--resume", "both"], "--resume"),
            (["1", "--session-in", "/no/such/file"], "/no/such/file"),
            (["1", "--session-in", ""], "--session-in: needs the name of a file"),
            (["1", "--session-out", "a", "--report", "a"], "--session-out: a is to hold something else already"),
            (["1", "--damaged-ticket"], "--damaged-ticket: is for runs in one process"),
        ):
            run = program.start("connect", "--script", *arguments)
            self.assertEqual((run.returncode, run.stdout), (2, ""), arguments)
            self.assertIn(said, run.stderr)
            self.assertEqual(len(run.stderr.splitlines()), 1)


program.need("openssl", "gnutls-serv", "tshark")
live.main()
