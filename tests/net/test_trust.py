"""Trust files of any size and order, with entries that cannot be used, and roots that others might refuse: by run, connect
and serve, with our own peers and other people's."""

import json
import pathlib
import sys
import tempfile

import live
import processes
import program

X509 = program.ROOT / "tests" / "x509"
PATHS = X509 / "paths"
sys.path.append(str(X509))

import make_paths  # noqa: E402  (found by the line above)

SYSTEM_BUNDLE = pathlib.Path("/etc/ssl/certs/ca-certificates.crt")
ECDSA = ("--suite", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
CLIENT = ("--certificate", live.PKI / "client.pem", "--key", live.PKI / "client.key")
UNUSABLE = 6  # entries of unusable-roots.pem


def served(name):
    return ("--certificate", PATHS / f"{name}.pem", "--key", live.PKI / "ecdsa.key")


class WithFiles(live.Test):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)

    def tearDown(self):
        super().tearDown()
        self.folder.cleanup()

    def write(self, *parts):
        file = self.path / f"{len(list(self.path.iterdir()))}.pem"
        file.write_text("".join(parts))
        return file

    def orders(self, others):
        """Files of others' roots and ours: ours behind, in front and in the middle."""
        ours, middle = live.ROOTS.read_text(), others.index("-----BEGIN", len(others) // 2)
        return [self.write(others, ours), self.write(ours, others), self.write(others[:middle], ours, others[middle:])]

    def assert_runs(self, *options):
        run = program.start("run", "--format", "json", "--seed", "1", *options)
        self.assertEqual((run.returncode, run.stderr), (0, ""), options)
        return json.loads(run.stdout)


class ManyRoots(WithFiles):
    @classmethod
    def setUpClass(cls):
        cls.others = make_paths.many(150, same_name=False)

    def test_of_150_the_right_one_is_found_wherever_it_stands(self):
        for file in self.orders(self.others):
            self.assert_runs("--trust", file)
            self.assert_runs("--trust", file, "--certificate", "rsa-direct", "--suite", "TLS_RSA_WITH_AES_128_GCM_SHA256")
            self.assert_runs("--trust", file, "--require-client-certificate", "--client-certificate", "client")

    def test_connect_finds_it(self):
        server = live.Server("--certificate", "rsa-direct")
        for file in self.orders(self.others):
            status, heard, errors = live.connect(server.port, "--trust", file, "--server-name", "localhost")
            self.assertEqual((status, errors), (0, ""))
            self.assertIn(b"200 OK", heard)

    def test_serve_finds_it_and_names_them_all(self):
        file = self.orders(self.others)[0]
        server = live.Server("--trust", file, "--request-client-certificate")
        client = processes.Process(["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-tls1_2", "-CAfile",
                                    live.ROOTS, "-cert", live.PKI / "client.pem", "-key", live.PKI / "client.key",
                                    "-cert_chain", live.PKI / "client.pem", "-nameopt", "RFC2253"])
        client.write(live.REQUEST)
        self.assertEqual(server.visit(1)["state"], "closed")
        self.assertEqual(client.wait(), 0, client.printed())
        names = client.printed().partition("Acceptable client certificate CA names\n")[2].splitlines()
        self.assertEqual(names[:150], [f"CN=Root {number},O=TLSteps" for number in range(150)])
        self.assertEqual(names[150:152], ["CN=TLSteps Root,O=TLSteps", "CN=TLSteps EC Root,O=TLSteps"])
        status, heard, errors = live.connect(server.port, "--client-certificate", "client", "--server-name", "localhost")
        self.assertEqual((status, errors), (0, ""))
        self.assertIn(b"200 OK", heard)

    def test_more_names_than_a_request_can_hold_are_left_out(self):
        file = self.write(self.others * 13, live.ROOTS.read_text())
        told = self.assert_runs("--trust", file, "--require-client-certificate", "--client-certificate", "client")
        self.assertEqual(told["known"]["server"]["certificate_authorities"], "")
        told = self.assert_runs("--trust", self.write(self.others, live.ROOTS.read_text()),
                                "--require-client-certificate", "--client-certificate", "client")
        self.assertIn("CN=Root 149,O=TLSteps", told["known"]["server"]["certificate_authorities"])

    def test_a_search_that_is_given_up_says_so(self):
        others = make_paths.many(70, same_name=True)
        run = program.start("run", *ECDSA, *served("below-odd"), "--client.trust",
                            self.write(others, (PATHS / "expired-root.pem").read_text()), "--format", "json", "--expect", "unknown_ca")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        found = next(step["check"]["found"] for step in json.loads(run.stdout)["steps"]
                     if step["name"].endswith("certificate_path"))
        self.assertIn("; given up after 64 signatures", found)


class SystemBundle(WithFiles):
    def test_loads_and_a_chain_below_one_root_among_them_verifies(self):
        if not SYSTEM_BUNDLE.exists():
            self.skipTest(f"{SYSTEM_BUNDLE} is not installed")
        for file in self.orders(SYSTEM_BUNDLE.read_text()):
            self.assert_runs("--trust", file)
        run = program.start("run", "--client.trust", SYSTEM_BUNDLE, "--expect", "unknown_ca")
        self.assertEqual((run.returncode, run.stderr), (0, ""))


class Unusable(WithFiles):
    FILE = PATHS / "unusable-roots.pem"

    def assert_warned(self, errors, command):
        lines = errors.splitlines()
        self.assertEqual(len(lines), UNUSABLE, errors)
        for line in lines:
            self.assertTrue(line.startswith(f"tlsteps {command}: warning: {self.FILE}:"), line)
        self.assertIn(f"{self.FILE}:2: not used as a trusted root: CN=Path Curve In Numbers,O=TLSteps, "
                      "subjectPublicKeyInfo.algorithm.namedCurve: found a curve written out in numbers", lines[0])

    def test_run_warns_tells_and_goes_on(self):
        run = program.start("run", *ECDSA, *served("expired-twin"), "--client.trust", self.FILE, "--format", "json")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assert_warned(run.stderr, "run")
        known = json.loads(run.stdout)["known"]["client"]
        self.assertEqual(known["trust.left_out_count"], UNUSABLE)
        for number, line in enumerate(run.stderr.splitlines()):
            self.assertEqual(line, f"tlsteps run: warning: {known[f'trust.left_out.{number}']}")

    def test_connect_and_serve_warn_and_go_on(self):
        server = live.Server(*served("expired-twin"), "--trust", self.FILE, "--request-client-certificate")
        status, heard, errors = live.connect(server.port, "--trust", self.FILE, "--server-name", "localhost",
                                             "--expect", "certificate_unknown")
        self.assertEqual(status, 0, errors)  # the twins are for server.tlsteps.example
        status, heard, errors = live.connect(server.port, "--trust", self.FILE, "--server-name", live.HOST)
        self.assertEqual(status, 0, errors)
        self.assert_warned(errors, "connect")
        self.assertIn(b"200 OK", heard)
        self.assert_warned(server.errors.decode(), "serve")

    def test_explain_warns_and_goes_on(self):
        run = program.start("explain", "certificate", "--chain", PATHS / "expired-twin.pem", "--trust", self.FILE,
                            "--server-name", live.HOST)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assert_warned(run.stderr, "explain certificate")
        self.assertIn("c1.h1.client.check.certificate_way", run.stdout)
        self.assertIn("The chain is valid.", run.stdout)

    def test_a_file_without_a_usable_entry_is_refused(self):
        lines = self.FILE.read_text().splitlines(keepends=True)
        file = self.write(*lines[:24])
        program.assert_refused(self, "run", [
            (["--trust", file], f"{file}:2: not used as a trusted root: CN=Path Curve In Numbers"),
            (["--trust", live.PKI / "server.key"], f"{live.PKI / 'server.key'}: no certificate can be read here"),
        ])


class Ways(WithFiles):
    def test_another_certificate_of_the_same_authority_will_do(self):
        for name in ("expired-twin", "expired-twin-last", "constrained-twin", "two-authorities", "other-identifier"):
            told = self.assert_runs(*ECDSA, *served(name), "--client.trust", PATHS / "root.pem")
            ways = [step["check"]["passed"] for step in told["steps"] if "certificate_way" in step["name"]]
            self.assertEqual(ways, [False] if name in ("expired-twin", "constrained-twin", "two-authorities") else [], name)
            self.assertIsNone(told["outcome"]["caught_by"])
            for step in told["steps"]:
                if "certificate_way" in step["name"] and not step["check"]["passed"]:
                    self.assertRegex(step["check"]["expected"], r"^(certificate \d|the root): [^ ;]")

    def test_of_a_root_name_and_key_count(self):
        for name in ("odd-usage", "negative", "expired", "critical", "not-ca", "not-signing", "other-purpose"):
            told = self.assert_runs(*ECDSA, *served("below-odd"), "--client.trust", PATHS / f"{name}-root.pem")
            self.assertEqual([step["check"]["expected"] for step in told["steps"] if "trust_anchor" in step["name"]],
                             ["name and key"], name)

    def test_a_trusted_root_that_is_sent_along_need_not_be_readable(self):
        server = processes.Process(["openssl", "s_server", "-accept", "127.0.0.1:0", "-tls1_2", "-naccept", "1", "-www",
                                    "-cert", PATHS / "below-odd.pem", "-key", live.PKI / "ecdsa.key", "-cert_chain",
                                    PATHS / "odd-usage-root.pem"])
        port = int(server.find(r"ACCEPT 127\.0\.0\.1:(\d+)")[1])
        status, heard, errors = live.connect(port, "--trust", PATHS / "odd-usage-root.pem", "--server-name", live.HOST)
        self.assertEqual((status, errors), (0, ""))
        self.assertTrue(heard.startswith(b"HTTP/1.0 200"), heard)


program.need("openssl")
live.main()
