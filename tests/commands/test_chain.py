"""`tlsteps explain certificate --chain`: the checks, the texts and the verdict of a run, without the key."""

import concurrent.futures
import json
import os
import subprocess
import tempfile
import unittest

import program

HOST = "server.tlsteps.example"
ASSETS = program.ROOT / "assets"
# Of the suite and of what was offered, which is no question of the chain.
OF_THE_HANDSHAKE = ("certificate_kind",)
RUNS = {
    "--crl current": ["--crl", "current"],
    "--crl old": ["--crl", "old"],
    "--now 2021-06-01": ["--now", "2021-06-01"],
    "--max-chain 2": ["--max-chain", "2"],
    "--trust stranger": ["--trust", ASSETS / "pki" / "ec-root.pem"],
}


def names():
    """The chains that servers show."""
    return [row["name"] for row in program.listed("certificates") if not row["name"].startswith("client")]


def of_run(name, options):
    """What a client checks of the chain in a run, and what it makes of it."""
    ours = [f"--client.{text[2:]}" if str(text) in ("--crl", "--trust", "--max-chain") else text for text in options]
    run = program.start("run", "--certificate", name, "--unchecked", *ours, "--format", "json")
    steps = [step for step in json.loads(run.stdout)["steps"] if step["actor"] == "client"]
    chain = [step for step in steps if step["kind"] == "check"
             and step["check"]["what"].startswith(("certificate_", "crl"))
             and step["check"]["what"] not in OF_THE_HANDSHAKE]
    alerts = [step["alert"]["name"] for step in steps if step["kind"] == "alert" and step["alert"]["level"] == "fatal"]
    return chain, alerts[0] if alerts else None


def of_chain(name, options):
    run = program.start("explain", "certificate", "--chain", name, "--server-name", HOST, *options, "--format", "json")
    told = json.loads(run.stdout)
    return run.returncode, told


def same_words(step):
    return [step[key] for key in ("title", "why", "text", "source")], step["check"]


class Chain(unittest.TestCase):
    def compare(self, name, options):
        steps, alert = of_run(name, options)
        status, told = of_chain(name, options)
        self.assertEqual(list(map(same_words, told["steps"])), list(map(same_words, steps)))
        self.assertEqual((status, told["valid"], told["alert"]), (1, False, alert) if alert else (0, True, None))

    def test_every_chain_is_judged_as_in_a_run(self):
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = [(name, pool.submit(self.compare, name, [])) for name in names()]
            for name, result in results:
                with self.subTest(name=name):
                    result.result()
        self.assertGreater(len(results), 30)

    def test_options_mean_what_they_mean_in_a_run(self):
        for title, options in RUNS.items():
            for name in ("good", "revoked", "expired", "ecdsa-all"):
                with self.subTest(options=title, name=name):
                    self.compare(name, options)

    def test_a_name_is_verified_where_one_is_given(self):
        run = program.start("explain", "certificate", "--chain", "wrong-name")
        self.assertEqual(run.returncode, 0)
        self.assertIn("Whether it is for the right server was not asked: that does --server-name.",
                      " ".join(run.stdout.split()))
        self.assertNotIn("certificate_name", run.stdout)

    def test_text_has_every_check_and_the_verdict(self):
        status, told = of_chain("expired", [])
        run = program.start("explain", "certificate", "--chain", "expired", "--server-name", HOST)
        self.assertEqual((status, run.returncode), (1, 1))
        for step in told["steps"]:
            self.assertIn(step["name"], run.stdout)
        self.assertEqual(" ".join(run.stdout.rpartition("\n\n")[2].split()),
                         "The chain is not valid: certificate_expired. A certificate's validity has ended or has not "
                         "begun. A client sends the alert certificate_expired.")

    def test_a_file_without_its_key_will_do(self):
        with tempfile.TemporaryDirectory() as folder:
            command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{folder}/key", "-out",
                       f"{folder}/root.pem", "-subj", "/CN=a", "-days", "365", "-addext",
                       "subjectAltName=DNS:here.example", "-config", "/dev/null"]
            subprocess.run(command, capture_output=True, check=True)
            text = subprocess.run(["date", "-u", "+%Y-%m-%d %H:%M:%S", "-d", "+1 hour"], capture_output=True, text=True,
                                  check=True).stdout.strip()
            options = ["--chain", f"{folder}/root.pem", "--now", text, "--server-name", "here.example"]
            self.assertEqual(program.start("explain", "certificate", *options).returncode, 1)
            trusted = [*options, "--trust", f"{folder}/root.pem"]
            self.assertEqual(program.start("explain", "certificate", *trusted).returncode, 0)

    def test_inputs_that_will_not_do(self):
        refused = [
            (["--chain", "/no/such/file"], "/no/such/file: No such file"),
            (["--chain", program.ROOT / "README.md"], "README.md: no certificate can be read here"),
            (["--chain", "good", "--trust", "/no/such/file"], "/no/such/file"),
            (["--chain", "good", "--now", "tomorrow"], "--now: 'tomorrow' is no date"),
            (["--chain", "good", "--server-name", "a b"], "--server-name: 'a b' is no host name"),
            (["--chain", "good", "--crl", "nosuch"], "--crl: 'nosuch' is no revocation list"),
            (["--chain", "good", "--max-chain", "0"], "--max-chain: '0' is not accepted: a number from 1 to"),
            (["--chain", "good", "--certificate", "good"], "--certificate: "),
            (["--now", "2026-01-01"], "--now: goes with --chain"),
        ]
        for arguments, reason in refused:
            with self.subTest(arguments=arguments):
                run = program.start("explain", "certificate", *arguments)
                self.assertEqual((run.returncode, run.stdout, run.stderr.count("\n")), (2, "", 1))
                self.assertIn(reason, run.stderr)


class LongestChain(unittest.TestCase):
    def test_a_side_follows_no_longer_path_than_it_is_told_to(self):
        for most, alert in ((1, "unknown_ca"), (2, "unknown_ca"), (3, None)):
            options = ["--client.max-chain", most, *(["--expect", alert] if alert else [])]
            told = program.told("run", *options)
            check = next(step["check"] for step in told["steps"] if step["name"].endswith("check.certificate_path"))
            self.assertEqual(check["passed"], alert is None)
            self.assertIn(f"at most {most} certificates", check["expected"])
        client = ["--client-certificate", "client", "--require-client-certificate"]
        told = program.told("run", *client, "--server.max-chain", 2, "--expect", "unknown_ca")
        self.assertEqual(told["outcome"]["caught_by"], "certificate_path")

    def test_a_shorter_path_is_found_beside_a_longer_one(self):
        told = program.told("run", "--certificate", "cross-signed", "--client.max-chain", 3)
        self.assertTrue(told["outcome"]["connected"])


program.main()
