"""curl and a headless Chromium load the page of `tlsteps serve`, and it names what they offered."""

import re
import subprocess
import tempfile

import live
import processes
import program

SECONDS = processes.SECONDS = 90  # for a browser to start on a busy machine


def items(page, heading):
    """The list below a heading of the page."""
    part = re.search(rf"<h2>{heading}</h2>\s*<ul>(.*?)</ul>", page, re.S)
    return re.findall(r"<li>(.*?)</li>", part[1], re.S) if part else None


class Curl(live.Test):
    def load(self, server, *options):
        run = subprocess.run(["curl", "-sS", "--cacert", live.ROOTS, *options, f"https://localhost:{server.port}/"],
                             capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual((run.returncode, run.stderr), (0, ""), options)
        return run.stdout

    def test_the_page_names_what_it_was_told_to_offer(self):
        server = live.Server()
        page = self.load(server, "--tls-max", "1.2", "--ciphers", "ECDHE-RSA-AES256-GCM-SHA384:AES128-SHA", "--curves",
                         "P-384:X25519")
        self.assertEqual(items(page, "Cipher suites that you offered"),
                         ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_RSA_WITH_AES_128_CBC_SHA",
                          "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"])
        self.assertEqual(items(page, "Groups that you offered"), ["secp384r1", "x25519"])
        self.assertIn("<td>TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384</td>", page)
        self.assertIn("<td>localhost</td>", page)
        self.assertIn("Did both see the same handshake? passed", page)
        self.assertEqual(server.visit(1)["state"], "closed")

    def test_the_page_tells_client_version_from_what_the_extension_offers(self):
        page = self.load(live.Server(), "--tlsv1.2", "--tls-max", "1.3")
        self.assertIn("<td>Version in client_version</td><td>1.2</td>", page)
        self.assertIn("<td>Versions in supported_versions</td><td>1.3, 1.2</td>", page)

    def test_in_every_version_of_http_and_with_what_it_has(self):
        server = live.Server()
        for option in ("--http1.0", "--http1.1", "--http2"):
            self.assertIn("Your TLS handshake", self.load(server, option))
        self.assertNotIn("<html", self.load(server, "-I"))
        self.assertEqual([server.visit(number)["state"] for number in (1, 2, 3, 4)], ["closed"] * 4)

    def test_it_verifies(self):
        server = live.Server("--certificate", "wrong-name")
        run = subprocess.run(["curl", "-sS", "--cacert", live.ROOTS, f"https://localhost:{server.port}/"],
                             capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual((run.returncode, run.stdout), (60, ""), run.stderr)


class Chromium(live.Test):
    def load(self, server, *options):
        """The page as the browser holds it, its certificate taken as it is."""
        with tempfile.TemporaryDirectory() as folder:
            browser = processes.Process(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-sync",
                 f"--user-data-dir={folder}/profile", "--ignore-certificate-errors", *options, "--dump-dom",
                 f"https://localhost:{server.port}/"])
            browser.wait()
            return browser.output.decode()

    def test_the_page_names_what_it_offered(self):
        server = live.Server()
        page = self.load(server)
        self.assertIn("Your TLS handshake", page, server.printed())
        suites = items(page, "Cipher suites that you offered")
        # The browser sends a number that means nothing in every list, so that servers stay used to it (RFC 8701).
        self.assertEqual(suites[0], "GREASE")
        self.assertIn("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", suites)
        self.assertIn("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", suites)
        extensions = items(page, "Extensions that you sent")
        self.assertIn("GREASE", extensions)
        for name in ("server_name", "supported_groups", "signature_algorithms", "application_layer_protocol_negotiation",
                     "extended_master_secret", "supported_versions", "key_share"):
            self.assertIn(name, extensions)
        groups = items(page, "Groups that you offered")
        self.assertEqual(groups[0], "GREASE")
        self.assertIn("x25519", groups)
        self.assertIn("ecdsa_secp256r1_sha256", items(page, "Signature schemes that you offered"))
        self.assertRegex(page, r"<td>Protocol version</td><td>1\.2</td>")
        self.assertRegex(page, r"<td>Cipher suite</td><td>TLS_ECDHE_\w+</td>")
        served = [visit for visit in server.visits() if visit["request"]]
        self.assertEqual(served[0]["request"], "GET / HTTP/1.1")
        self.assertEqual({visit["version"] for visit in served}, {"1.2"})


program.need("curl", "chromium")
live.main()
