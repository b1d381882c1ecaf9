"""Exit statuses, and the one line on standard error that says what was wrong and what is accepted."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import program

EXPECTED, UNEXPECTED, USAGE, OUTPUT = 0, 1, 2, 3

KEYS = program.ROOT / "tests" / "x509" / "keys"
GOOD = program.ROOT / "assets" / "pki" / "good.pem"

# Arguments, and what the line has to say: the option or file, what was wrong, what is accepted.
WRONG = [
    (["run", "--suit", "x"], ["--suit", "did you mean --suite?"]),
    (["run", "--suite"], ["--suite", "needs a value"]),
    (["run", "--suite", "TLS_RSA_WITH_AES_128_GCM_SHA25"], ["--suite", "TLS_RSA_WITH_AES_128_GCM_SHA256"]),
    (["run", "--suite=nonsense"], ["--suite", "nonsense", "tlsteps list suites"]),
    (["run", "--group", "x2551"], ["--group", "x2551", "x25519"]),
    (["run", "--record-size", "0"], ["--record-size", "1", "16384"]),
    (["run", "--now", "yesterday"], ["--now", "yesterday"]),
    (["run", "--c1.seed", "1"], ["--c1.seed", "seed"]),
    (["run", "--server.client-key", "x"], ["--server.client-key", "only the client"]),
    (["run", "--client.require-client-certificate"], ["only the server", "server.require-client-certificate"]),
    (["run", "--client-key", "x"], ["--client-key: stands alone"]),
    (["run", "--format", "xml"], ["--format", "xml", "text|json|markdown"]),
    (["run", "--steps", "some"], ["--steps", "messages|titles|all"]),
    (["run", "--steps", "titles", "--format", "json"], ["--steps titles", "as text", "--format"]),
    (["serve", "--port", "0", "--steps", "titles", "--format", "markdown"], ["--steps titles", "as text", "--format"]),
    (["connect", "1", "--steps", "titles", "--format", "json"], ["--steps titles", "as text", "--format"]),
    (["run", "--capture-at", "middle"], ["--capture-at", "client|server"]),
    (["run", "--expect", "happiness"], ["--expect", "happiness", "tlsteps list alerts"]),
    (["run", "--expect", "decode_eror"], ["--expect", "decode_error"]),
    (["run", "--capture="], ["--capture", "name of a file"]),
    (["run", "--capture", "one", "--keylog", "one"], ["--keylog", "one", "two files"]),
    (["run", "--capture", "-"], ["--capture", "standard output"]),
    (["run", "--keylog", "-"], ["--keylog", "standard output"]),
    (["run", "--seed", "\x9b31m"], ["--seed", "control character (0x9b)"]),
    (["run", "-x"], ["-x", "two dashes"]),
    (["run", "/no/such/file"], ["/no/such/file", "No such file"]),
    (["run", "--scenario", "/no/such/file"], ["/no/such/file", "No such file"]),
    (["run", "--trust", "/no/such/file"], ["/no/such/file", "No such file"]),
    (["run", "--trust", "/dev/zero"], ["/dev/zero: not a regular file"]),
    (["run", "--c5.suite", "AES128-SHA"], ["--c5.suite: the run has 1 connection; see --connections"]),
    (["run", "--h2.group", "x25519"], ["--h2.group: the connection has 1 handshake; see --renegotiate"]),
    (["run", "--client.group", "x25519", "--suite", "DHE-RSA-AES128-SHA"], ["--client.group: x25519 goes with no"]),
    (["run", "--key", KEYS / "ec-sec1.pem"], ["--key: stands alone"]),
    (["run", "--certificate", GOOD], [f"--key: needed, {GOOD} holds a certificate only"]),
    (["run", "--certificate", GOOD, "--key", KEYS / "encrypted.pem"],
     ["encrypted.pem:1: ", "found an encrypted key", "'openssl pkey'"]),
    (["run", "--certificate", GOOD, "--key", KEYS / "ed25519.pem"],
     ["ed25519.pem:1: ", "privateKeyAlgorithm.algorithm: found Ed25519; accepted: rsaEncryption, RSASSA-PSS or ecPublicKey"]),
    (["run", "--server-name", "a" * 64], ["--server-name", "up to 63"]),
    (["run", "--psk", "bob"], ["--psk: accepted are up to 64 of IDENTITY:HEX"]),
    (["run", "--client.psk", "bob:xyz"], ["--client.psk: accepted are", "the key of 1 to 64 bytes as hex"]),
    (["bench", "--suite", "DHE-RSA-AES128-SHA", "--group", "x25519"], ["--group: x25519 goes with no suite"]),
    (["list", "suits"], ["suits", "did you mean suites?"]),
    (["list", "certif"], ["certif", "did you mean certificates?"]),
    (["run", "--compare", "x"], ["--compare", "did you mean --compare-with?"]),
    (["run", "--expect", "certificate_unk"], ["did you mean certificate_unknown?"]),
    (["compl"], ["compl", "did you mean completion?"]),
    (["explain", "record", "--suite", "TLS_AES_256_GCM_SHA384"],
     ["'TLS_AES_256_GCM_SHA384' is a cipher suite of TLS 1.3, and tlsteps speaks TLS 1.0 to 1.2"]),
    (["list", "suites", "groups"], ["groups", "one list"]),
    (["list", "suites", "--format", "yaml"], ["--format", "text|json"]),
    (["list", "suites", "--seed", "1"], ["--seed", "no such option"]),
    (["bench", "--seconds", "soon"], ["--seconds", "soon"]),
    (["bench", "--seconds", "-1"], ["--seconds", "-1"]),
    (["bench", "--suite", "nonsense"], ["--suite", "nonsense"]),
    (["bench", "--timeline=yes"], ["--timeline", "no value"]),
    (["bench", "operand"], ["operand", "options only"]),
    (["check", "nosuch"], ["no lesson is called 'nosuch'"]),
    (["check", "/no/such/lesson.md"], ["/no/such/lesson.md: No such file"]),
    (["check", "/no/such/folder/"], ["/no/such/folder/: No such file"]),
    (["check", "/dev/null"], ["/dev/null: not a regular file"]),
    (["completion"], ["bash|zsh|fish"]),
    (["completion", "tcsh"], ["tcsh", "bash|zsh|fish"]),
    (["rum"], ["rum", "did you mean run?"]),
    (["help", "rum"], ["rum", "did you mean run?"]),
    (["--versio"], ["--versio", "no such option"]),
]


class Status(unittest.TestCase):
    def test_what_is_wrong_with_a_command_line(self):
        for arguments, parts in WRONG:
            with self.subTest(arguments=arguments):
                run = program.start(*arguments)
                self.assertEqual(run.returncode, USAGE, run.stderr)
                self.assertEqual(run.stdout, "")
                self.assertEqual(run.stderr.count("\n"), 1, run.stderr)
                self.assertTrue(run.stderr.startswith("tlsteps"), run.stderr)
                for part in parts:
                    self.assertIn(part, run.stderr)

    def test_how_a_run_ended_is_told_once_and_with_the_step_that_caught_it(self):
        """Where it is not as expected on standard error, else at the end of the text; in the words of the screen."""
        for change, alert in (("server_hello.cipher_suite:0:ff", "illegal_parameter"),
                              ("client.finished:8:01", "bad_record_mac"), ("drop:certificate", "unexpected_message")):
            arguments = ("run", "--seed", "1", "--tamper", change)
            run = program.told(*arguments, "--expect", alert)
            name = f".check.{run['outcome']['caught_by']}"
            step = next(step for step in run["steps"] if step["name"].endswith(name) and not step["check"]["passed"])
            sentence = f"Caught by the {step['actor']} in step {step['step']}: {step['title']}\n"
            asked, unasked = program.start(*arguments, "--expect", alert), program.start(*arguments)
            self.assertEqual((asked.returncode, asked.stderr), (EXPECTED, ""))
            self.assertTrue(" ".join(asked.stdout.split()).endswith(sentence.strip()), change)
            self.assertEqual((unasked.returncode, unasked.stdout.count("Caught by")), (UNEXPECTED, 0))
            self.assertTrue(unasked.stderr.endswith(sentence), unasked.stderr)
            self.assertNotIn("Connection 1: client", unasked.stdout)

    def test_what_is_checked_is_counted_once_and_what_is_no_lesson_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            good, notes, wrong = (pathlib.Path(folder) / name for name in ("a.md", "b.md", "c.md"))
            good.write_text("# A\n\n```claim\noutcome connected\n```\n")
            run = program.start("check", good)
            self.assertEqual((run.returncode, run.stdout), (EXPECTED, "1 passed, 0 failed\n"))
            self.assertEqual(program.start("check", folder).stdout, run.stdout)
            notes.write_text("# Notes\n\nNothing to run.\n")
            run = program.start("check", notes)
            self.assertEqual(run.returncode, UNEXPECTED)
            self.assertRegex(run.stdout, r"\AFAILED  \S+/b\.md:1: this is no lesson: .*\n0 passed, 1 failed\n\Z")
            wrong.write_text("# C\n\n```scenario\nsuiet: x\n\ngroup: y\n```\n\n```nonsense\n```\n")
            run = program.start("check", wrong)
            self.assertEqual(re.findall(r"c\.md:(\d+): ", run.stdout), ["4", "6", "9"])
            self.assertTrue(run.stdout.endswith("\n0 passed, 3 failed\n"))
            for arguments in ([folder], [good, notes, wrong]):
                run = program.start("check", *arguments)
                lines = [line for line in run.stdout.splitlines() if not line.startswith("FAILED")]
                self.assertEqual(lines, [f"{good}: 1 passed, 0 failed", f"{notes}: 0 passed, 1 failed",
                                         f"{wrong}: 0 passed, 3 failed", "1 passed, 4 failed"])

    def test_without_arguments_and_terminal_there_is_a_short_usage(self):
        run = program.start()
        self.assertEqual((run.returncode, run.stdout), (USAGE, ""))
        self.assertIn("Usage: tlsteps", run.stderr)

    def test_help_and_version_go_to_standard_output(self):
        self.assertRegex(program.printed("--version"), r"^tlsteps \d+\.\d+\.\d+\n$")
        self.assertIn("Exit status", program.printed("--help"))
        for command in ("run", "list", "bench", "play", "learn", "check", "completion"):
            self.assertIn(f"Usage: tlsteps {command}", program.printed(command, "--help"))
            self.assertIn(command, program.printed("--help"))
            self.assertEqual(program.printed("help", command), program.printed(command, "--help"))
        self.assertEqual(program.printed("help"), program.printed("--help"))

    def test_flags_and_values_in_both_forms(self):
        both = [program.printed("run", "--seed", "1", "--group", "x25519"),
                program.printed("run", "--seed=1", "--group=x25519")]
        self.assertEqual(both[0], both[1])
        scenario = program.told("run", "--seed", "1", "--no-extended-master-secret")["scenario"]
        self.assertEqual(scenario["no-extended-master-secret"], "yes")

    def test_a_scenario_file_and_options_that_win_over_it(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "a scenario"
            path.write_text("seed: from the file\ngroup: secp256r1\n")
            for arguments in (["run", path], ["run", "--scenario", path]):
                run = program.told(*arguments, "--group", "x25519")
                self.assertEqual(run["scenario"]["seed"], "from the file")
                self.assertEqual(run["known"]["client"]["ecdh.group"], "x25519")
            path.write_text("seed: 1\n\nsuiet: x\n")
            run = program.start("run", path)
            self.assertEqual(run.returncode, USAGE)
            self.assertIn(f"{path}:3: ", run.stderr)

    def test_a_scenario_file_of_an_editor_that_marks_byte_order(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "marked"
            path.write_bytes(b"\xef\xbb\xbfseed: marked\r\n")
            self.assertEqual(program.told("run", path)["scenario"]["seed"], "marked")

    def test_what_is_wrong_with_a_line_of_a_file_when_the_run_is_made(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "scenario"
            for line, message in (("client.group: x25519", "client.group: x25519 goes with no suite"),
                                  (f"server.key: {KEYS / 'ec-sec1.pem'}", "server.key: stands alone"),
                                  (f"certificate: {GOOD}", f"key: needed, {GOOD} holds a certificate only"),
                                  ("c2.request: x", "c2.request: the run has 1 connection")):
                path.write_text(f"suite: DHE-RSA-AES128-SHA\n\n{line}\n")
                run = program.start("run", path)
                self.assertEqual(run.returncode, USAGE)
                self.assertIn(f"{path}:3: {message}", run.stderr)

    def test_a_table_of_certificates_that_is_none(self):
        with tempfile.TemporaryDirectory() as folder:
            table = pathlib.Path(folder) / "assets" / "certificates"
            table.parent.mkdir()
            for text, line in (("# good\ngood one\n", 2), ("\0\n", 1), ("\n\nGood.pem a b c\n", 3),
                               ("a b c d\n\x1b[1m", 2)):
                table.write_text(text)
                for arguments in (["run"], ["run", "--certificate", "expired"], ["list", "certificates"]):
                    run = program.start(*arguments, env=program.environment(TLSTEPS_DATA=folder))
                    self.assertEqual((run.returncode, run.stderr.count("\n")), (USAGE, 1), run.stderr)
                    self.assertIn(f"{table}:{line}: not as accepted: a name", run.stderr)

    def test_a_scenario_on_standard_input(self):
        def run(text, *arguments):
            command = [program.PROGRAM, "run", *arguments, "--format", "json"]
            return subprocess.run(command, input=text, capture_output=True, encoding="utf-8",
                                  env=program.environment())
        for arguments in (["-"], ["--scenario", "-"]):
            self.assertEqual(json.loads(run("seed: Ada\n", *arguments).stdout)["scenario"]["seed"], "Ada")
        refused = run("seed: Ada\nsuit: x\n", "-")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("standard input:2: ", refused.stderr)
        self.assertEqual(run("#" * 300000, "-").returncode, 2)

    def test_one_scenario_at_a_time(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "scenario"
            path.write_text("seed: 1\n")
            for command in ("run", "play"):
                run = program.start(command, path, path)
                self.assertEqual(run.returncode, USAGE)
                self.assertIn("one SCENARIO", run.stderr)

    def test_a_pipe_that_nobody_writes_is_not_waited_for(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "pipe"
            os.mkfifo(path)
            for arguments in (["run", path], ["run", "--trust", path]):
                run = program.start(*arguments, timeout=30)
                self.assertEqual(run.returncode, USAGE)
                self.assertIn(f"{path}: not a regular file", run.stderr)

    def test_names_of_lessons_never_act_on_the_terminal(self):
        with tempfile.TemporaryDirectory() as folder:
            lessons = pathlib.Path(folder) / "lessons" / "en"
            lessons.mkdir(parents=True)
            for name in (b"\x1b[31m.md", b"\xc2\x9b31m.md", b"\xff.md", b"\xe2\x80\xae.md"):
                (pathlib.Path(os.fsdecode(bytes(lessons) + b"/" + name))).write_text("# A\n\n{{dh.p}}\n")
            data = program.environment(TLSTEPS_DATA=folder)
            (pathlib.Path(folder) / "assets").symlink_to(program.ROOT / "assets")
            for arguments, status in ((["check", str(lessons)], UNEXPECTED), (["check", "--verbose"], UNEXPECTED),
                                      (["list", "lessons"], EXPECTED),
                                      (["list", "lessons", "--format", "json"], EXPECTED), (["learn", "x"], USAGE)):
                run = subprocess.run([program.PROGRAM, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                                     env=data)
                self.assertEqual(run.returncode, status, run.stderr)
                for line in (run.stdout + run.stderr).decode("utf-8").splitlines():
                    self.assertTrue(line.isprintable(), line)

    def test_an_error_never_acts_on_the_terminal(self):
        for name in (b"\x1b[31m", b"\xc2\x9b31m", b"\xff\xfe", b"\x7f", b"\xe2\x80"):
            for arguments in ([name], [b"run", name], [b"run", b"--" + name], [b"run", b"--format=" + name]):
                run = subprocess.run([program.PROGRAM, *arguments], stdin=subprocess.DEVNULL, capture_output=True)
                self.assertEqual(run.returncode, USAGE)
                self.assertTrue(run.stderr.decode("utf-8").rstrip("\n").isprintable(), run.stderr)

    def test_an_end_that_is_as_expected_and_one_that_is_not(self):
        expired = ["run", "--seed", "1", "--certificate", "expired"]
        self.assertEqual(program.start("run", "--seed", "1").returncode, EXPECTED)
        self.assertEqual(program.start("run", "--seed", "1", "--expect", "connected").returncode, EXPECTED)
        self.assertEqual(program.start("run", "--seed", "1", "--expect", "stalled").returncode, UNEXPECTED)
        self.assertEqual(program.start(*expired, "--expect", "certificate_expired").returncode, EXPECTED)
        self.assertEqual(program.start(*expired, "--expect", "bad_certificate").returncode, UNEXPECTED)
        run = program.start(*expired)
        self.assertEqual(run.returncode, UNEXPECTED)
        self.assertIn("certificate_expired", run.stderr)
        self.assertIn("certificate_expired", run.stdout)

    def test_an_output_that_cannot_be_written(self):
        for option in ("--capture", "--keylog"):
            for path, cause in (("/no/such/folder/file", "No such file"), ("/dev/full", "No space left")):
                run = program.start("run", "--seed", "1", option, path)
                self.assertEqual(run.returncode, OUTPUT)
                self.assertIn(f"{path}: {cause}", run.stderr)

    def test_a_full_disk_behind_standard_output(self):
        for arguments in (["run", "--seed", "1"], ["list", "suites"], ["--help"], ["--version"], ["run", "--help"],
                          ["check"], ["check", "--verbose", "rsa"], ["learn", "--linear", "rsa"]):
            with open("/dev/full", "w") as full:
                run = subprocess.run([program.PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
            self.assertEqual(run.returncode, OUTPUT, arguments)
            self.assertIn("standard output: No space left", run.stderr)

    def test_a_reader_that_goes_away_gets_no_message(self):
        end, start = os.pipe()
        os.close(end)
        run = subprocess.run([program.PROGRAM, "run", "--seed", "1"], stdout=start, stderr=subprocess.PIPE, text=True)
        os.close(start)
        self.assertNotEqual(run.returncode, EXPECTED)
        self.assertEqual(run.stderr, "")


program.main()
