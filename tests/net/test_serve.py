"""`tlsteps serve` with other people's clients, ours, and sockets without any: the page, the echo, refusals, time-outs."""

import contextlib
import json
import os
import re
import select
import signal
import socket
import ssl
import subprocess
import tempfile
import time

import live
import processes
import program
import tools


def context(**settings):
    """Python's client, which is OpenSSL's library."""
    made = ssl.create_default_context(cafile=str(live.ROOTS))
    for name, value in settings.items():
        setattr(made, name, value)
    return made


def tls_to(server, settings=None):
    plain = socket.create_connection(("127.0.0.1", server.port), timeout=processes.SECONDS)
    return (settings or context()).wrap_socket(plain, server_hostname="localhost")


def read_all(stream):
    """Everything up to close_notify, without which ssl raises an error; and says so too."""
    parts = []
    while part := stream.recv(65536):
        parts.append(part)
    if isinstance(stream, ssl.SSLSocket):
        stream.unwrap()
    return b"".join(parts)


class Page(live.Test):
    def test_names_what_was_offered_and_chosen(self):
        server = live.Server()
        settings = context(maximum_version=ssl.TLSVersion.TLSv1_2)
        settings.set_ciphers("ECDHE-RSA-AES256-GCM-SHA384:AES128-SHA")
        settings.set_alpn_protocols(["other"])
        with tls_to(server, settings) as stream:
            stream.sendall(live.REQUEST)
            header, page = read_all(stream).decode().split("\r\n\r\n", 1)
        self.assertTrue(header.startswith("HTTP/1.1 200 OK\r\n"))
        self.assertIn(f"Content-Length: {len(page)}", header)
        for offered in ("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_RSA_WITH_AES_128_CBC_SHA", "localhost", "other",
                        "supported_groups", "signature_algorithms", "x25519", "secp256r1", "rsa_pss_rsae_sha256"):
            self.assertIn(offered, page)
        visit = server.visit(1)
        self.assertEqual((visit["state"], visit["request"]), ("closed", "GET / HTTP/1.0"))
        self.assertEqual((visit["version"], visit["suite"]), ("1.2", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"))
        self.assertEqual(server.stop(), 0)

    def test_comes_in_one_record_and_shows_no_secret(self):
        server = live.Server("--report", "/dev/null")
        settings = context(maximum_version=ssl.TLSVersion.TLSv1_2)
        with tls_to(server, settings) as stream:
            stream.sendall(live.REQUEST)
            first = stream.recv(65536)  # of one record
            self.assertEqual(read_all(stream), b"")
        self.assertTrue(first.rstrip().endswith(b"</html>"))

    def test_what_a_visitor_sends_is_shown_as_text(self):
        server = live.Server()
        settings = context()
        settings.set_alpn_protocols(["<script>alert('x')</script>", "\x1b[31m"])
        with tls_to(server, settings) as stream:
            stream.sendall(live.REQUEST)
            page = read_all(stream)
        self.assertNotIn(b"<script>", page)
        self.assertIn(b"&lt;script&gt;", page)
        self.assertNotIn(b"\x1b", page)

    def test_waits_for_the_blank_line_in_any_pieces(self):
        server = live.Server()
        header = b"GET / HTTP/1.1\r\n" + b"X-Filler: 0123456789abcdef\r\n" * 800 + b"\r\n"
        self.assertGreater(len(header), 16384)
        for size in (7, 1000, 16384):
            with tls_to(server) as stream:
                for start in range(0, len(header), size):
                    stream.sendall(header[start : start + size])
                self.assertIn(b"Your TLS handshake", read_all(stream))

    def test_other_methods_and_answers(self):
        server = live.Server()
        for request, status in ((b"POST / HTTP/1.0\r\n\r\n", 405), (b"nonsense\r\n\r\n", 400)):
            with tls_to(server) as stream:
                stream.sendall(request)
                self.assertIn(f"HTTP/1.1 {status} ".encode(), read_all(stream))
        server = live.Server("--response", "as it stands")
        with tls_to(server) as stream:
            stream.sendall(live.REQUEST)
            self.assertEqual(read_all(stream), b"as it stands")


class Echo(live.Test):
    def test_every_tool_hears_what_it_said(self):
        server = live.Server("--echo")
        with tempfile.TemporaryDirectory() as folder:
            for tool in (tools.OpenSSL(folder), tools.GnuTLS(folder)):
                client = tool.start_client(tools.Setting(plain=True), server.port)
                client.write(b"hello from outside\n")
                client.wait_until(lambda: b"hello from outside" in client.output)
                client.write(b"", last=True)
                self.assertEqual(client.wait(), 0, client.printed())
                self.assertEqual(bytes(client.output), b"hello from outside\n")

    def test_record_by_record(self):
        server = live.Server("--echo")
        with tls_to(server) as stream:
            pieces = [b"a", b"bc" * 1000, b"d" * 16384, b"e"]
            for piece in pieces:
                stream.sendall(piece)
            self.assertEqual([stream.recv(65536) for _ in pieces], pieces)

    def test_much_data_does_not_gather_in_the_server(self):
        server = live.Server("--echo")
        with tls_to(server) as stream:
            stream.setblocking(False)
            sent = 0
            while sent < 200_000_000:
                try:
                    sent += stream.send(bytes(16384))
                except ssl.SSLWantWriteError:
                    if server.unread() and processes.sleeps(server.child.pid):
                        break  # it wants no more before its echo is taken
                    select.select([], [stream], [], processes.LOOK)
            self.assertLess(server.memory(), 40_000, f"{sent} bytes were taken")


class Memory(live.Test):
    """What a connection takes in a server that keeps no timeline, measured."""

    LONGEST = 2_000  # kB, of a handshake with the longest ClientHello that there can be
    HELD = 100  # kB, of one that is connected and silent

    def grown(self, server, count, start, limit):
        """Starts so many connections and holds them; kB that each takes."""
        if "SANITIZED" in os.environ:
            self.skipTest("sanitizers keep freed memory: it is no measure")
        self.assertEqual(live.connect(server.port)[0], 0)
        server.settle()
        before = server.memory()
        held = [start() for _ in range(count)]
        server.settle()
        each = (server.memory() - before) / count
        for one in held:
            one.close()
        print(f"{self.id().rpartition('.')[2]}: {each:.0f} kB each")
        self.assertLess(each, limit)

    def half_open(self, server, sent):
        def start():
            plain = socket.create_connection(("127.0.0.1", server.port), timeout=processes.SECONDS)
            plain.sendall(sent)
            return plain
        return start

    def test_of_a_silent_one(self):
        server = live.Server("--quiet")
        self.grown(server, 200, self.half_open(server, b""), 4)

    def test_of_a_handshake(self):
        server = live.Server("--quiet")
        self.grown(server, 100, self.half_open(server, hello(None)), self.HELD)

    def test_of_the_longest_hello_made_of_names(self):
        server = live.Server("--quiet")
        groups = "000a" + f"{65500:04x}" + f"{65498:04x}" + "001d" + "fafa" * 32748
        self.grown(server, 20, self.half_open(server, hello(groups, "c02b" + "fafa" * 32766)), self.LONGEST)

    def test_of_a_hello_in_records_of_one_byte(self):
        server = live.Server("--quiet")
        message = b"".join(record[5:] for record in records_of(hello("0015fffb" + "00" * 65531, "c02b" + "fafa" * 32766)))
        pieces = b"".join(bytes.fromhex("1603010001") + bytes([byte]) for byte in message[:-1])
        self.grown(server, 10, self.half_open(server, pieces), self.LONGEST)

    def test_of_one_that_is_connected(self):
        server = live.Server("--quiet")
        self.grown(server, 100, lambda: tls_to(server), self.HELD)


class Choice(live.Test):
    def agreed(self, server, ciphers, **settings):
        made = context(maximum_version=ssl.TLSVersion.TLSv1_2, **settings)
        made.set_ciphers(ciphers)
        with tls_to(server, made) as stream:
            stream.sendall(live.REQUEST)
            chosen = stream.cipher()[0]
            read_all(stream)
            return chosen

    def test_the_certificate_that_the_offer_goes_with(self):
        server = live.Server("--certificate", f"{live.PKI / 'ecdsa.pem'},good", "--key",
                             f"{live.PKI / 'ecdsa.key'},{live.PKI / 'server.key'}")
        for suite in ("ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256", "DHE-RSA-AES128-SHA256"):
            self.assertEqual(self.agreed(server, suite), suite)

    def test_an_application_protocol(self):
        server = live.Server("--alpn", "http/1.1")
        made = context()
        made.set_alpn_protocols(["h2", "http/1.1"])
        with tls_to(server, made) as stream:
            self.assertEqual(stream.selected_alpn_protocol(), "http/1.1")

    def test_every_finite_field_of_rfc_7919(self):
        for group in ("ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192"):
            server = live.Server("--group", group, "--suite", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "--once")
            self.assertEqual(self.agreed(server, "DHE-RSA-AES128-GCM-SHA256"), "DHE-RSA-AES128-GCM-SHA256")
            self.assertEqual(server.visit(1)["group"], group)
            self.assertEqual(server.wait(), 0)


class Again(live.Test):
    """More than one handshake with the same client."""

    def talk(self, server, *options, lines=()):
        """What openssl's client printed while it said these lines, each when the one before was heard."""
        client = processes.Process(["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-tls1_2", *options])
        self.assertTrue(client.find(r"Verify return code"), client.printed())
        for line, heard in lines:
            client.write(line)
            self.assertTrue(client.find(heard), client.printed())
        client.write(b"", last=True)
        client.wait()
        return client.printed()

    def test_a_session_is_resumed(self):
        server = live.Server("--echo")
        with tempfile.NamedTemporaryFile() as session:
            self.assertIn("New, TLSv1.2", self.talk(server, "-sess_out", session.name, "-no_ticket"))
            second = self.talk(server, "-sess_in", session.name, "-no_ticket", lines=[(b"hello\n", "hello")])
        self.assertIn("Reused, TLSv1.2", second)
        self.assertEqual(server.visit(2)["state"], "closed")

    def test_a_ticket_is_resumed_and_brings_no_other(self):
        server = live.Server("--echo", "--no-session-cache")
        with tempfile.NamedTemporaryFile() as session:
            first = self.talk(server, "-sess_out", session.name, "-msg")
            self.assertIn("NewSessionTicket", first)
            second = self.talk(server, "-sess_in", session.name, "-msg", lines=[(b"hello\n", "hello")])
        self.assertIn("Reused, TLSv1.2", second)
        self.assertNotIn("NewSessionTicket", second)

    def test_no_tickets_where_that_is_wanted(self):
        server = live.Server("--echo", "--no-tickets")
        self.assertNotIn("NewSessionTicket", self.talk(server, "-msg"))

    def assert_lives(self, server, seconds, *options):
        """A session is resumed again and again for so long, and then no more."""
        with tempfile.NamedTemporaryFile() as session:
            start = time.monotonic()
            self.talk(server, "-sess_out", session.name, *options)
            ended = processes.wait_for(lambda: "New, TLSv1.2" in self.talk(server, "-sess_in", session.name, *options))
            self.assertTrue(ended, "it lives on")
            self.assertGreater(time.monotonic() - start, seconds)

    def test_a_ticket_is_good_for_its_session_s_life_and_no_longer(self):
        server = live.Server("--echo", "--no-session-cache", "--session-lifetime", "2")
        self.assert_lives(server, 2)

    def test_none_is_kept_where_that_is_wanted(self):
        server = live.Server("--echo", "--no-session-cache")
        self.assertRegex(self.talk(server, "-no_ticket"), r"Session-ID: *\n")

    def test_a_session_that_is_too_old_is_not(self):
        self.assert_lives(live.Server("--echo", "--session-lifetime", "1"), 1, "-no_ticket")

    def test_renegotiation_where_it_is_allowed(self):
        server = live.Server("--echo", "--allow-renegotiation")
        lines = [(b"before\n", "before"), (b"R\n", "RENEGOTIATING"), (b"behind\n", "behind")]
        self.talk(server, lines=lines)
        self.assertEqual(server.visit(1)["state"], "closed")

    def test_renegotiation_does_not_go_on_for_ever(self):
        server = live.Server("--echo", "--allow-renegotiation")
        lines = [(line, heard) for number in range(16) for line, heard in
                 ((b"R\n", rf"(?s)(RENEGOTIATING.*){{{number + 1}}}"), (b"<%d>\n" % number, f"<{number}>"))]
        self.talk(server, lines=[*lines, (b"R\n", "no renegotiation")])

    def test_otherwise_a_warning_which_openssl_takes_ill(self):
        server = live.Server("--echo")
        printed = self.talk(server, lines=[(b"before\n", "before"), (b"R\n", "no renegotiation")])
        self.assertIn("RENEGOTIATING", printed)
        alert = server.visit(1)["alert"]
        self.assertEqual(alert, {"from": "client", "name": "handshake_failure"})

    def test_gnutls_asks_again_after_the_warning_and_is_heard_some_times(self):
        for options, printed in (([], r"(?s)(Received alert \[100\].*){10}Received alert \[10\]"),
                                 (["--allow-renegotiation"], "ReHandshake was completed")):
            server = live.Server("--echo", *options)
            with tempfile.TemporaryDirectory() as folder:
                setting = tools.Setting(plain=True, more=("--rehandshake",))
                client = tools.GnuTLS(folder).start_client(setting, server.port)
                client.write(b"", last=True)
                client.wait()
                self.assertRegex(client.printed(), printed)


def hello(extensions, suites="c02f009c002f"):
    """A record with a ClientHello in it; extensions as hex with their types and lengths, None for no block."""
    body = "0303" + "ab" * 32 + "00" + f"{len(suites) // 2:04x}" + suites + "0100"
    if extensions is not None:
        body += f"{len(extensions) // 2:04x}" + extensions
    message = "01" + f"{len(body) // 2:06x}" + body
    data = bytes.fromhex(message)
    records = [data[start : start + 16384] for start in range(0, len(data), 16384)]
    return b"".join(bytes.fromhex("160301") + len(part).to_bytes(2, "big") + part for part in records)


def records_of(data):
    """The records that bytes are made of, headers and all."""
    while data:
        size = 5 + int.from_bytes(data[3:5], "big")
        yield data[:size]
        data = data[size:]


def exchange(server, *parts):
    """What the server sends back for bytes, up to its end of the stream."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=processes.SECONDS) as plain:
        for part in parts:
            plain.sendall(part)
        plain.shutdown(socket.SHUT_WR)
        return read_all(plain)


def alerts(answer):
    """Level and description of every alert record."""
    found, at = [], 0
    while at + 5 <= len(answer):
        size = int.from_bytes(answer[at + 3 : at + 5], "big")
        if answer[at] == 21:
            found.append(tuple(answer[at + 5 : at + 7]))
        at += 5 + size
    return found


class Hellos(live.Test):
    def test_without_extensions_and_without_schemes_and_groups(self):
        server = live.Server()
        for offered in (None, "", "ff01000100"):
            self.assertEqual(exchange(server, hello(offered))[0], 22, offered)
            self.assertEqual(alerts(exchange(server, hello(offered))), [])
        # ECDHE alone: SHA-1 is implied, and any group may be taken (RFC 5246 §7.4.1.4.1, RFC 8422 §4).
        answer = exchange(server, hello(None, suites="c013"))
        self.assertEqual((answer[0], alerts(answer)), (22, []))

    def test_as_large_as_the_extensions_may_be(self):
        server = live.Server()
        padding = "0015" + f"{65535 - 4:04x}" + "00" * (65535 - 4)
        suites = "c02f" + "fafa" * 32766
        answer = exchange(server, hello(padding, suites))
        self.assertEqual((answer[0], alerts(answer)), (22, []))

    def test_byte_by_byte(self):
        server = live.Server()
        answer = exchange(server, *[bytes([byte]) for byte in hello(None)])
        self.assertEqual((answer[0], alerts(answer)), (22, []))

    def test_refusals_have_their_alert_and_the_stream_ends(self):
        server = live.Server()
        for sent, alert in (
            (b"GET / HTTP/1.0\r\n\r\n", None),
            (hello(None, suites="1301"), live.HANDSHAKE_FAILURE),
            (hello("000d"), live.DECODE_ERROR),
            (bytes.fromhex("1603010004" "0e000000"), live.UNEXPECTED_MESSAGE),
            (bytes.fromhex("1703010001" "00"), live.UNEXPECTED_MESSAGE),
        ):
            found = alerts(exchange(server, sent))
            self.assertEqual(len(found), 1, sent)
            self.assertEqual(found[0][0], 2)
            if alert:
                self.assertEqual(found[0][1], alert, sent)
        self.assertTrue(all(visit["state"] == "failed" for visit in server.visits()))

    def test_the_line_of_a_connection_says_what_was_found(self):
        server = live.Server()
        offers_1_3_alone = "002b0003020304"
        of_an_address = "0000000e000c0000093132372e302e302e31"
        for number, (sent, check, found, ending) in enumerate((
            (live.REQUEST, "protocol_spoken", "HTTP without TLS", "Expected was TLS; what was found is HTTP without TLS."),
            (b"SSH-2.0-OpenSSH_9.2p1\r\n", "protocol_spoken", "SSH", "what was found is SSH."),
            (hello(offers_1_3_alone, suites="1301"), "common_cipher_suite", "none", "says that it speaks TLS 1.3 alone"),
            (hello(of_an_address), "host_name_form", "127.0.0.1", "what was found is 127.0.0.1."),
        ), 1):
            exchange(server, sent)
            visit = server.visit(number)
            self.assertEqual((visit["caught_by"], visit["found"]), (check, found))
            self.assertIn(ending, visit["ending"])
        self.assertEqual((server.visit(1)["expected"], server.visit(3)["expected"]), ("TLS", "a suite that both sides can go on with"))

    def test_close_notify_of_either_level_gets_close_notify_and_nothing_else(self):
        server = live.Server()
        for level in (1, 2):
            answer = exchange(server, bytes.fromhex("1503010002") + bytes([level, 0]))
            self.assertEqual((alerts(answer), len(answer)), ([(1, 0)], 7))
        self.assertEqual([server.visit(number)["state"] for number in (1, 2)], ["closed", "closed"])
        self.assertEqual([server.visit(number)["alert"] for number in (1, 2)], [None, None])

    def test_ends_after_a_few_warnings_in_a_row(self):
        server = live.Server()
        warning = bytes.fromhex("1503030002" "0100"[:-2] + "5a")
        found = alerts(exchange(server, warning * 100))
        self.assertEqual(found, [(2, live.UNEXPECTED_MESSAGE)])

    def test_probes_and_garbage_leave_it_standing(self):
        server = live.Server()
        for sent in (b"", b"\x16", bytes(1000), bytes(range(256)) * 64):
            exchange(server, sent)
        self.assertEqual(live.connect(server.port)[0], 0)
        self.assertEqual(server.stop(), 0)


class Lies(live.Test):
    def test_every_client_is_told_them(self):
        server = live.Server("--fault", "server.finished.verify_data:0:01")
        for number in (1, 2):
            with self.assertRaisesRegex(ssl.SSLError, "digest check failed|DIGEST_CHECK_FAILED"):
                tls_to(server)
            self.assertIn("decrypt_error", server.visit(number)["ending"])


class Times(live.Test):
    def start(self, server, said=b""):
        plain = socket.create_connection(("127.0.0.1", server.port), timeout=processes.SECONDS)
        plain.sendall(said)
        return plain

    def test_a_handshake_that_takes_too_long(self):
        server = live.Server("--handshake-timeout", "1")
        with self.start(server) as silent, self.start(server, hello(None)[:20]) as slow:
            self.assertEqual((silent.recv(1), slow.recv(1)), (b"", b""))
        self.assertEqual(server.visit(1)["ending"], "never said anything")
        self.assertIn("silent", server.visit(2)["ending"])

    def test_others_are_served_while_a_handshake_takes_long(self):
        server = live.Server("--handshake-timeout", "3600")
        with self.start(server), self.start(server, hello(None)[:20]):
            self.assertEqual(live.connect(server.port)[0], 0)
            self.assertEqual(server.visit(3)["state"], "closed")
            self.assertEqual(len(server.visits()), 1)

    def test_a_slow_hello_gets_no_more_time(self):
        server = live.Server("--handshake-timeout", "0.5")
        start = time.monotonic()
        with self.start(server) as slow, contextlib.suppress(OSError):  # the stream may end while it says something
            for byte in hello("0015ffff", "c02f" * 1000):
                if select.select([slow], [], [], 0.02)[0]:
                    break  # an alert, or the stream's end
                slow.sendall(bytes([byte]))
        self.assertLess(time.monotonic() - start, processes.SECONDS)  # all of it would take longer

    def test_a_connection_without_a_word(self):
        server = live.Server("--idle-timeout", "0.3")
        with tls_to(server) as stream:
            self.assertEqual(stream.recv(100), b"")  # close_notify came

    def test_the_oldest_that_is_not_connected_makes_room(self):
        server = live.Server("--max-connections", "5")
        waiting = [socket.create_connection(("127.0.0.1", server.port), timeout=processes.SECONDS) for _ in range(8)]
        self.assertEqual(live.connect(server.port)[0], 0)
        self.assertEqual(server.visit(1)["ending"], "dismissed")
        for plain in waiting:
            plain.close()


class Command(live.Test):
    def test_signals_end_it_in_order(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            server = live.Server()
            server.child.send_signal(number)
            self.assertEqual(server.wait(), 0)

    def test_lines_as_text_and_none(self):
        server = processes.Process([program.PROGRAM, "serve", "--port", "0", "--once"])
        port = server.find(r"Listening on 127\.0\.0\.1:(\d+)\n")[1]
        self.assertEqual(live.connect(port)[0], 0)
        self.assertEqual(server.wait(), 0)
        self.assertRegex(server.printed(), r"\n1  127\.0\.0\.1:\d+  TLS 1\.2, TLS_\w+, x25519, \w+; GET / HTTP/1\.0; closed\n$")
        server = live.Server("--quiet", "--once")
        self.assertEqual(live.connect(server.port)[0], 0)
        self.assertEqual((server.wait(), server.visits()), (0, []))

    def test_once_says_how_it_ended(self):
        for options, expected in (([], 1), (["--expect", "handshake_failure"], 0), (["--expect", "truncated"], 1)):
            server = live.Server("--once", *options)
            exchange(server, hello(None, suites="1301"))
            self.assertEqual(server.wait(), expected, options)

    def test_report_capture_and_key_log_of_all_connections(self):
        with tempfile.TemporaryDirectory() as folder:
            report, capture, keys = (live.pathlib.Path(folder) / name for name in ("r.md", "c.pcapng", "c.keys"))
            server = processes.Process([program.PROGRAM, "serve", "--port", "0", "--report", report, "--format", "markdown",
                                        "--capture", capture, "--keylog", keys])
            port = server.find(r"Listening on \S+:(\d+)\n")[1]
            for _ in range(2):
                self.assertEqual(live.connect(port)[0], 0)
            server.wait_until(lambda: server.output.count(b"\n") == 3)
            server.child.terminate()
            self.assertEqual(server.wait(), 0)
            self.assertIn("c2.h1.server.receive.finished", report.read_text())
            self.assertEqual(len(keys.read_text().splitlines()), 2)
            shown = subprocess.run(["tshark", "-n", "-r", capture, "-o", f"tls.keylog_file:{keys}", "-Y", "http.request",
                                    "-T", "fields", "-e", "tcp.stream"], capture_output=True, text=True, check=True)
            self.assertEqual(shown.stdout.split(), ["0", "1"])

    def test_what_is_recorded_has_a_limit(self):
        with tempfile.TemporaryDirectory() as folder:
            report = live.pathlib.Path(folder) / "report.json"
            server = live.Server("--report", report, "--report-memory", "1")
            for number in range(1, 31):
                self.assertEqual(live.connect(server.port)[0], 0)
            self.assertEqual(server.visit(30)["state"], "closed")
            self.assertEqual(server.stop(), 0)
            warned = re.findall(r"from connection (\d+) on nothing is recorded", server.errors.decode())
            self.assertEqual(len(warned), 1)
            connections = {step["connection"] for step in json.loads(report.read_text())["steps"]}
            self.assertEqual(connections, set(range(1, int(warned[0]))))

    def test_a_warning_goes_with_addresses_that_others_reach(self):
        server = processes.Process([program.PROGRAM, "serve", "--port", "0", "--bind", "0.0.0.0"])
        self.assertTrue(server.find("Listening"))
        server.child.terminate()
        self.assertEqual(server.wait(), 0)
        self.assertIn("teaching tool", server.errors.decode())

    def test_command_lines(self):
        taken = socket.create_server(("127.0.0.1", 0))
        with taken:
            for arguments, status, said in (
                ([], 2, "--port: needed"),
                (["--port", "65536"], 2, "--port"),
                (["--port", "0", "--seed", "1"], 2, "--seed: is for runs in one process"),
                (["--port", "0", "--certificate", "good,ecdsa", "--key", "a.pem"], 2, "--key: accepted here is a list"),
                (["--port", "0", "--certificate", ",".join(["good"] * 9)], 2, "a list of 8"),
                (["--port", "0", "--max-connections", "0"], 2, "--max-connections"),
                (["--port", str(taken.getsockname()[1])], 3, "in use"),
                (["--port", "0", "--bind", "192.0.2.1"], 3, "192.0.2.1"),
            ):
                run = program.start("serve", *arguments)
                self.assertEqual((run.returncode, run.stdout), (status, ""), arguments)
                self.assertIn(said, run.stderr)
                self.assertEqual(len(run.stderr.splitlines()), 1)


program.need("openssl", "gnutls-cli", "tshark")
live.main()
