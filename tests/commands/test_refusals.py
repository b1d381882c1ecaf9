"""What is said of a certificate that breaks a rule of form (refusals.txt): where its file is read, where another side
shows it, and where a chain is validated. Other people's software accepts what is accepted, and refuses what nobody
can read; where it is more lenient DER is asked for here, which has one way to write each thing."""

import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import program

HERE = pathlib.Path(__file__).parent
PKI = HERE.parents[1] / "assets" / "pki"
NAME = "CN=server.tlsteps.example,O=TLSteps"
ALERTS = {"explicit-curve": "unsupported_certificate"}  # bad_certificate for all others
KEYS = {"explicit-curve": "ecdsa.key", "compressed-point": "ecdsa.key"}
NOBODY_READS = ["month-13", "time-zone", "duplicate-extension", "name-of-kind-9", "other-algorithm", "too-long", "a-set"]
ACCEPTED = 0


def table():
    lines = (HERE / "refusals.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(None, 1) for line in lines if line and not line.startswith("#")]
    return {kind: text.replace("NAME", NAME) for kind, text in rows}


class Refusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        pems = re.findall(r"-----BEGIN.*?-----END CERTIFICATE-----\n", (PKI / "good.pem").read_text(), re.S)
        (cls.path / "leaf.pem").write_text(pems[0])
        (cls.path / "intermediate.pem").write_text(pems[1])
        for kind in table():
            leaf, chain = cls.path / f"{kind}.leaf", cls.path / f"{kind}.pem"
            subprocess.run([PKI / "oddity", kind, cls.path / "leaf.pem", PKI / "intermediate.key", leaf], check=True)
            chain.write_text(leaf.read_text() + pems[1])

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def options(self, kind):
        return ["--certificate", self.path / f"{kind}.pem", "--key", PKI / KEYS.get(kind, "server.key")]

    def test_every_kind_is_in_the_table(self):
        kinds = subprocess.run([PKI / "oddity"], capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual(kinds, list(table()))

    def test_a_file_is_refused_with_its_line_the_field_and_the_rule(self):
        for kind, text in table().items():
            with self.subTest(kind=kind):
                run = program.start("run", *self.options(kind))
                if text == "accepted":
                    self.assertEqual((run.returncode, run.stderr), (0, ""))
                    continue
                expected = (f"tlsteps run: {self.path / kind}.pem:1: the certificate cannot be used: {text}; "
                            "--unchecked shows it all the same\n")
                self.assertEqual((run.returncode, run.stderr), (2, expected))

    def test_who_is_shown_it_says_the_same(self):
        for kind, text in table().items():
            if text == "accepted":
                continue
            with self.subTest(kind=kind):
                told = program.told("run", *self.options(kind), "--unchecked", "--expect",
                                    ALERTS.get(kind, "bad_certificate"))
                check = next(step["check"] for step in told["steps"]
                             if step["name"].endswith("client.check.certificate_form"))
                place, found, accepted = re.match(r"(.*?)found (.*); accepted: (.*)", text).groups()
                self.assertEqual((check["passed"], check["index"]), (False, 0))
                self.assertEqual((check["found"], check["expected"]), (place + found, f"certificate 0: {accepted}"))
                self.assertEqual(told["outcome"]["caught_by"], "certificate_form")

    def test_a_chain_with_it_is_not_valid(self):
        for kind, text in table().items():
            with self.subTest(kind=kind):
                run = program.start("explain", "certificate", "--chain", self.path / f"{kind}.pem")
                self.assertEqual((run.returncode, run.stderr), (0 if text == "accepted" else 1, ""))

    def test_what_is_accepted_against_the_profile_is_remarked_on(self):
        remarks = {
            "negative-serial": "serialNumber: found -04d2, where the profile has a positive number (RFC 5280 §4.1.2.2)",
            "zero-serial": "serialNumber: found 00, where the profile has a positive number (RFC 5280 §4.1.2.2)",
            "long-serial": "serialNumber: found 21, where the profile has at most 20 octets (RFC 5280 §4.1.2.2)",
        }
        for kind, remark in remarks.items():
            told = program.told("run", *self.options(kind))
            check = next(step["check"] for step in told["steps"] if step["name"].endswith("check.certificate_form"))
            self.assertEqual(check["found"], f"certificates in DER: 2; server.tlsteps.example, {remark}")

    def verdicts(self, kind):
        leaf, chain, roots = self.path / f"{kind}.leaf", self.path / f"{kind}.pem", PKI / "roots.pem"
        commands = [["openssl", "verify", "-CAfile", roots, "-untrusted", self.path / "intermediate.pem", leaf],
                    ["certtool", "--verify", "--load-ca-certificate", roots, "--infile", chain, "--verify-profile=low"]]
        return [subprocess.run(command, capture_output=True).returncode for command in commands
                if shutil.which(command[0])]

    def test_others_accept_what_is_accepted_and_refuse_what_nobody_reads(self):
        for kind, text in table().items():
            with self.subTest(kind=kind):
                if text == "accepted":
                    self.assertEqual(set(self.verdicts(kind)), {ACCEPTED})
                elif kind in NOBODY_READS:
                    self.assertNotIn(ACCEPTED, self.verdicts(kind))


class OtherFiles(unittest.TestCase):
    """PEM that is odd, and keys: what is said of the file."""

    def refused(self, text, message, option="--certificate"):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "file.pem"
            path.write_text(text)
            more = {"--certificate": [], "--key": ["--certificate", PKI / "good.pem"]}[option]
            run = program.start("run", option, path, *more)
            self.assertEqual((run.returncode, run.stderr), (2, f"tlsteps run: {path}{message}\n"))

    def openssl(self, *arguments):
        return subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=True).stdout

    def test_trusted_certificates_of_openssl(self):
        text = self.openssl("x509", "-in", PKI / "root.pem", "-trustout")
        self.refused(text, ":1: no certificate can be read here: found the label TRUSTED CERTIFICATE; accepted: the label "
                           "CERTIFICATE, as 'openssl x509' writes it (RFC 7468 §5.1)")

    def test_a_request_is_no_certificate(self):
        text = self.openssl("req", "-new", "-key", PKI / "server.key", "-subj", "/CN=a", "-config", "/dev/null")
        self.refused(text, ": no certificate can be read here: found none, but a block BEGIN CERTIFICATE REQUEST; "
                           "accepted: a block BEGIN CERTIFICATE (RFC 7468 §2)")

    def test_joined_blocks(self):
        text = (PKI / "good.pem").read_text()
        joined = text.replace("-----END CERTIFICATE-----\n-----BEGIN", "-----END CERTIFICATE----------BEGIN", 1)
        line = joined[:joined.index("-----END")].count("\n") + 1
        self.refused(joined, f":{line}: no certificate can be read here: found -----END CERTIFICATE----------BEGIN "
                             "CERTIFICATE-----; accepted: -----END CERTIFICATE----- alone on a line (RFC 7468 §2)")

    def test_a_file_of_one_line(self):
        line = (PKI / "good.pem").read_text().replace("\n", "")
        self.refused(line, f":1: no certificate can be read here: found {line[:60]}...; accepted: -----BEGIN, a label and "
                           "-----, alone on a line (RFC 7468 §2)")

    def test_an_indented_chain_is_used(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "file.pem"
            path.write_text("".join(f"    {line}\n" for line in (PKI / "good.pem").read_text().splitlines()))
            told = program.told("run", "--certificate", path, "--key", PKI / "server.key")
            self.assertTrue(told["outcome"]["connected"])

    def test_a_key_on_a_curve_in_numbers(self):
        text = self.openssl("ec", "-in", PKI / "ecdsa.key", "-param_enc", "explicit")
        self.refused(text, ":1: the private key cannot be used: parameters.namedCurve: found a curve written out in "
                           "numbers, or none; accepted: a curve by its name (RFC 5480 §2.1.1)", "--key")


program.main()
