"""Text and Markdown: complete, within the width, coloured on a terminal only, and the same story as the JSON."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unicodedata
import unittest

import program

RUN = ["run", "--suite", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "--group", "toy-dh-23", "--seed", "text"]
FAILED = ["run", "--seed", "text", "--certificate", "expired", "--expect", "certificate_expired"]
COLOUR = "\033["


def on_terminal(columns, **changes):
    """What the run prints on a terminal of that width."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([program.PROGRAM, *RUN], stdout=slave, stdin=slave, env=program.environment(**changes))
    os.close(slave)
    output = b""
    try:
        while part := os.read(master, 65536):
            output += part
    except OSError:
        pass  # the terminal's other end is closed
    os.close(master)
    assert process.wait() == 0
    return output.decode()


def columns_of(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def unbroken(text):
    return re.sub(r"\s+", " ", text)


class Text(unittest.TestCase):
    def test_every_step_fact_and_check_is_told(self):
        text, run = program.printed(*RUN), program.told(*RUN)
        for step in run["steps"]:
            self.assertRegex(text, rf"(?m)^ *{step['step']}  ")
            for fact in step["facts"]:
                self.assertIn(fact["name"].removeprefix("c1.h1."), text)
        self.assertIn(run["known"]["client"]["dh.server_public"], text)
        self.assertIn(run["known"]["client"]["master_secret"], re.sub(r"\n\s+", "", text))

    def assert_titles(self, *arguments):
        run = program.told(*arguments)
        lines = program.printed(*arguments, "--steps", "titles").splitlines()
        steps = [line for line in lines if re.match(r" *\d+  ", line)]
        self.assertEqual(len(steps), len(run["steps"]))
        for line, step in zip(steps, run["steps"]):
            message, check = step.get("message"), step.get("check")
            line_of_arrow = "══" if message and message["encrypted"] else "──"
            arrow = f"◀{line_of_arrow}" if message and message["from"] == "server" else f"{line_of_arrow}▶"
            actor = f"{step['actor']} {arrow}" if message and message["from"] == step["actor"] else step["actor"]
            marks = [f"failed: {check['error']}"] if check and not check["passed"] else []
            marks += ["altered on the way"] if message and "received" in message else []
            self.assertEqual(line, " · ".join([f"{step['step']:3}  {actor:13}{step['title']}", *marks]))
        headings = [line for line in lines if line.startswith("── Flight ")]
        flights = list(dict.fromkeys((step["connection"], step["flight"]) for step in run["steps"] if step["flight"]))
        self.assertEqual([int(re.match(r"── Flight (\d+): (?:client to server|server to client) ──", line)[1])
                          for line in headings], [flight for _, flight in flights])
        return steps, " ".join(lines[lines.index(steps[-1]) + 1:])

    def test_a_title_is_a_line_and_a_flight_a_heading(self):
        steps, rest = self.assert_titles(*RUN)
        self.assertEqual(rest.strip(), "Connection 1: connected, then closed by both sides.")
        self.assert_titles("run", "--seed", "text", "--connections", "2")
        steps, rest = self.assert_titles("run", "--seed", "text", "--tamper", "server_hello.random:0:01", "--expect",
                                         "decrypt_error")
        altered = [line.split()[1] for line in steps if line.endswith(" · altered on the way")]
        self.assertEqual(altered, ["server", "client"])
        failed = [line for line in steps if "failed: bad_signature" in line]
        self.assertEqual(len(failed), 1)
        number, title = re.match(r" *(\d+)  client +(.*) · failed", failed[0]).groups()
        self.assertTrue(rest.endswith(f"Caught by the client in step {number}: {title}"), rest)

    def test_titles_say_too_that_no_occasion_came(self):
        run = program.start(*RUN, "--steps", "titles", "--tamper", "drop:certificate_request")
        self.assertEqual(run.returncode, 1)
        self.assertTrue(run.stderr.endswith("No occasion came for: drop:certificate_request.\n"), run.stderr)
        self.assertEqual(run.stderr.count("\n"), 1)

    def test_every_step_has_its_name_below_its_title(self):
        run = program.told(*RUN)
        for told in (program.printed(*RUN), program.printed(*RUN, "--format", "markdown")):
            for step in run["steps"]:
                self.assertRegex(told, rf"(?m)^[ `]*{re.escape(step['name'])}`? · ")

    def test_purposes_stand_alone_and_without_values(self):
        run, text = program.told(*RUN), unbroken(program.printed(*RUN, "--depth", "why"))
        steps = text[:text.index("Who knows what")]
        for step in run["steps"]:
            self.assertIn(step["why"], steps)
            self.assertNotIn(step["text"], steps)
        self.assertNotRegex(steps, r"[0-9a-f]{8}")

    def test_bytes_are_named_below_what_happens(self):
        run, text = program.told(*RUN), unbroken(program.printed(*RUN, "--depth", "bytes"))
        for step in run["steps"]:
            if "message" not in step:
                continue
            message = step["message"]
            size, records = len(message["bytes"]) // 2, message["records"]
            told = re.search(rf"{re.escape(step['name'])} .*? {size} bytes?, (encrypted )?in (\d+) records? from byte "
                             rf"(\d+) of all that the {message['from']} sent: (.*?) (?:\d+|[a-z_.0-9]+ =) ", text)
            self.assertEqual((bool(told[1]), int(told[2]), int(told[3])),
                             (message["encrypted"], len(records), records[0]["offset"]))
            fields = [field for field in message["fields"] if "." not in field["name"]]
            shown = told[4].split(" · ")
            for field, words in zip(fields, shown[:6]):
                begin, name = words.split()[:2]
                self.assertEqual(name, field["field"])
                at = 2 * field["offset"]
                self.assertTrue(message["bytes"][at:at + 2 * field["length"]].startswith(begin.split("…")[0]), words)

    def test_the_depth_that_nobody_asks_for_is_what_happens(self):
        self.assertEqual(program.printed(*RUN), program.printed(*RUN, "--depth", "what"))

    def test_hex_breaks_between_bytes(self):
        for line in program.printed(*RUN).splitlines():
            if digits := re.fullmatch(r"\s+(?:0x)?([0-9a-f]{60,})", line):
                self.assertEqual(len(digits[1]) % 2, 0, line)

    def test_the_last_line_says_how_it_ended(self):
        self.assertEqual(program.printed(*RUN).splitlines()[-1], "Connection 1: connected, then closed by both sides.")

    def test_the_first_line_says_what_was_agreed(self):
        self.assertEqual(program.printed(*RUN).splitlines()[0],
                         "TLS 1.2 · TLS_DHE_RSA_WITH_AES_128_GCM_SHA256 · toy-dh-23 · seed text")

    def test_the_table_at_the_end_says_who_knows_what(self):
        text = program.printed(*RUN)
        table = text[text.index("Who knows what at the end") :]
        self.assertRegex(table, r"(?m)^client_random .* yes +yes +yes$")
        self.assertRegex(table, r"(?m)^dh.client_private .* yes +- ")

    def test_messages_are_a_ladder(self):
        text = program.printed(*RUN, "--steps", "messages")
        order = ["ClientHello", "ServerHello", "Certificate", "ServerKeyExchange", "ServerHelloDone", "ClientKeyExchange",
                 "ChangeCipherSpec", "Finished"]
        places = [text.index(f" {name} · ") for name in order]
        self.assertEqual(places, sorted(places))
        self.assertLess(len(text), len(program.printed(*RUN)) / 2)

    def test_a_failure_is_told_with_its_alert(self):
        text = program.printed(*FAILED)
        self.assertRegex(text, "failed: certificate_expired")
        self.assertRegex(text, r"The client sent certificate_expired \(fatal\)")

    def test_no_line_is_wider_than_the_terminal(self):
        for width, text in ((100, program.printed(*RUN)), (60, on_terminal(60, TERM="xterm", NO_COLOR="1")),
                            (132, on_terminal(132, TERM="xterm", NO_COLOR="1"))):
            widest = max(text.splitlines(), key=columns_of)
            self.assertLessEqual(columns_of(widest), width, widest)

    def test_colour_on_a_terminal_only_and_only_if_wanted(self):
        self.assertNotIn(COLOUR, program.printed(*RUN))
        self.assertIn(COLOUR, on_terminal(100, TERM="xterm"))
        for changes in ({"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}, {}):
            self.assertNotIn(COLOUR, on_terminal(100, **changes))

    def test_colour_adds_nothing_to_the_words(self):
        plain = re.sub(r"\033\[[0-9;]*m", "", on_terminal(100, TERM="xterm")).replace("\r\n", "\n")
        self.assertEqual(plain, program.printed(*RUN))

    def test_control_characters_of_the_run_do_not_reach_the_terminal(self):
        text = program.printed("run", "--seed", "1", "--response", r"\x1b[31m\x07")
        self.assertFalse(any(unicodedata.category(c) == "Cc" and c != "\n" for c in text))


# A run, the step in which something is told of what TLS does not do, and the words.
LIMITS = [
    (["--suite", "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "--group", "toy-dh-23"], "client.check.server_signature",
     "Neither the cipher suite nor the extensions are among what is signed"),
    (["--resume", "session-id"], "c2.h1.client.compute.master_secret", "nobody checks it again"),
    (["--resume", "session-id"], "c2.h1.server.compute.master_secret", "nobody checks it again"),
    ([], "server.receive.application_data", "no non-repudiation"),
    (["--crl", "current"], "client.check.crl", "soft-fail"),
    (["--status-request", "--staple", "good"], "client.check.status_presence", "soft-fail"),
    (["--client.signature-algorithms", "rsa_pss_rsae_sha256", "--expect", "unsupported_certificate"],
     "server.state.chain_signed_otherwise", "In every chain that this server could show"),
    (["--require-client-certificate", "--client-certificate", "client", "--server.signature-algorithms",
      "rsa_pss_rsae_sha256", "--expect", "unsupported_certificate"],
     "client.state.chain_signed_otherwise", "leaves it to the server to refuse it"),
    (["--resume", "ticket"], "c1.h1.server.compute.ticket", "not encrypted with the rest, the name of the ticket key"),
]


def told_in(run, name):
    """What the run's text tells in that step, the first of its name."""
    lines = unbroken(program.printed("run", "--seed", "limits", *run))
    start = re.search(rf"{re.escape(name)} · ", lines).end()
    return re.split(r" \d+ (?:client|server|eavesdropper) · ", lines[start:])[0]


class Limits(unittest.TestCase):
    def test_what_is_not_protected_is_told_where_it_matters(self):
        for run, name, words in LIMITS:
            with self.subTest(step=name):
                self.assertIn(words, told_in(run, name))

    def test_a_nonce_that_comes_twice_is_spoken_of_with_gcm_alone(self):
        words = "Under one key no nonce may come twice"
        for suite in ("TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_GCM_SHA384"):
            self.assertIn(words, told_in(["--suite", suite], "client.compute.keys"))
        for suite in ("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"):
            self.assertNotIn(words, unbroken(program.printed("run", "--suite", suite)))
        self.assertNotIn(words, unbroken(program.printed("run", "--suite", "AES128-SHA", "--version", "1.0")))


class Markdown(unittest.TestCase):
    def test_headings_tables_and_outcome(self):
        text, run = program.printed(*RUN, "--format", "markdown"), program.told(*RUN)
        self.assertTrue(text.startswith("# TLS 1.2 · "))
        self.assertEqual(len(re.findall(r"(?m)^## .*flight \d+", text)), max(step["flight"] for step in run["steps"]))
        self.assertEqual(len(re.findall(r"(?m)^### \d+\. ", text)), len(run["steps"]))
        self.assertIn("## Who knows what at the end", text)
        for step in run["steps"]:
            for fact in step["facts"]:
                self.assertIn(f"| `{fact['name'].removeprefix('c1.h1.')}` |", text)

    def test_a_seed_is_no_markup_and_does_not_act_on_the_terminal(self):
        for arguments, shown in ((["markdown"], "a\\[b](c)\\&lt;?d"), (["text"], "a[b](c)&lt;?d")):
            printed = program.printed("run", "--seed", "a[b](c)&lt;\u202ed", "--format", *arguments)
            self.assertIn(shown, printed)
            self.assertTrue(printed.replace("\n", "").isprintable())

    def test_rows_of_a_table_have_as_many_cells_as_its_heading(self):
        cells = None
        for line in program.printed(*RUN, "--format", "markdown").splitlines():
            if not line.startswith("|"):
                cells = None
                continue
            count = len(re.findall(r"(?<!\\)\|", line))
            cells = cells or count
            self.assertEqual(count, cells, line)


program.main()
