"""Client authentication in the JSON of runs: what the client signs is the handshake so far, the signature is one to
openssl, and its derivation names all that went into it; who learns what; the exit status says how a run ended."""

import pathlib
import subprocess
import tempfile
import unittest

import openssl
import program

HANDSHAKE = 22
PKI = program.ROOT / "assets" / "pki"
REQUIRED = ["--require-client-certificate", "--client-certificate"]
# Scheme of the client's signature, its certificate, and how openssl verifies it.
SCHEMES = [
    ("rsa_pkcs1_sha256", "client", ["-sha256"]),
    ("rsa_pkcs1_sha512", "client", ["-sha512"]),
    ("rsa_pss_rsae_sha384", "client", ["-sha384", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"]),
    ("ecdsa_secp256r1_sha256", "client-ecdsa", ["-sha256"]),
    ("ecdsa_secp384r1_sha384", "client-ecdsa", ["-sha384"]),
]


def step_of(run, name):
    return next(step for step in run["steps"] if step["name"] == f"c1.h1.{name}")


def fact_of(step, name):
    return next(fact for fact in step["facts"] if fact["name"] == f"c1.h1.{name}")


def messages_before(run, kind):
    """All handshake messages that were sent before the one of this kind."""
    seen = b""
    for step in run["steps"]:
        message = step.get("message")
        if step["kind"] != "send" or message["content_type"] != HANDSHAKE:
            continue
        if message["type"] == kind:
            return seen.hex()
        seen += bytes.fromhex(message["bytes"])
    return None


class Authentication(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.public = {}
        for name in ("client", "client-ecdsa"):
            cls.public[name] = pathlib.Path(cls.folder.name) / f"{name}.pem"
            cls.public[name].write_bytes(openssl.call("x509", "-in", PKI / f"{name}.pem", "-noout", "-pubkey"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def verifies(self, name, options, data, signature):
        path = pathlib.Path(self.folder.name) / "signature"
        path.write_bytes(bytes.fromhex(signature))
        command = ["openssl", "dgst", *options, "-verify", self.public[name], "-signature", path]
        return subprocess.run(command, input=bytes.fromhex(data), capture_output=True).returncode == 0

    def test_openssl_verifies_the_signature_over_the_messages(self):
        for scheme, name, options in SCHEMES:
            with self.subTest(scheme=scheme):
                named = dict.fromkeys([scheme, "ecdsa_secp256r1_sha256", "rsa_pkcs1_sha256"])  # that of all certificates
                run = program.told("run", "--seed", scheme, *REQUIRED, name, "--signature-algorithms", ",".join(named),
                                   "--suite", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
                data = messages_before(run, "certificate_verify")
                for actor in ("client", "server"):
                    known = run["known"][actor]
                    self.assertEqual(known["client_signature_scheme"], scheme)
                    self.assertEqual(known["signed_messages"], data)
                    self.assertTrue(self.verifies(name, options, data, known["client_signature"]))
                changed = data[:-2] + format(int(data[-2:], 16) ^ 1, "02x")
                self.assertFalse(self.verifies(name, options, changed, known["client_signature"]))

    def test_before_tls_1_2_the_hashes_are_md5_and_sha1(self):
        run = program.told("run", "--seed", "old", *REQUIRED, "client", "--version", "1.0", "--suite", "AES128-SHA")
        known = run["known"]["server"]
        digest = bytes.fromhex(openssl.digest("md5+sha1", bytes.fromhex(known["signed_messages"])))
        path = pathlib.Path(self.folder.name) / "signature"
        path.write_bytes(bytes.fromhex(known["client_signature"]))
        said = openssl.call("pkeyutl", "-verify", "-pubin", "-inkey", self.public["client"], "-sigfile", path, data=digest)
        self.assertIn(b"Signature Verified Successfully", said)
        self.assertEqual(known["signed_messages"], messages_before(run, "certificate_verify"))

    def test_the_derivation_names_what_went_into_the_signature(self):
        parts = {
            "client": (["client.rsa.private_exponent", "client.rsa.modulus"], "client_signature_salt"),
            "client-ecdsa": (["client.ec.private"], "client_signature_nonce"),
        }
        for name, (key, drawn) in parts.items():
            run = program.told("run", "--seed", "signed", *REQUIRED, name)
            fact = fact_of(step_of(run, "client.compute.client_signature"), "client_signature")
            wanted = ["client_signature_scheme", *key, "signed_messages", drawn]
            self.assertEqual(fact["from"], [f"c1.h1.{part}" for part in wanted])
            self.assertEqual(fact["hash"], "sha256")
            for part in fact["from"]:
                self.assertIn(part, run["known"]["client"])

    def test_a_stolen_certificate_shows_another_modulus_than_the_key_s(self):
        run = program.told("run", "--seed", "stolen", *REQUIRED, "client-stolen", "--expect", "decrypt_error")
        known = run["known"]["client"]
        self.assertNotEqual(known["client.rsa.modulus"], known["client.certificate.0.rsa.modulus"])
        self.assertEqual(run["outcome"]["caught_by"], "client_signature")

    def test_the_checks_of_the_client_s_certificate_are_the_server_s(self):
        run = program.told("run", "--seed", "checks", *REQUIRED, "client")
        server = [step["name"] for step in run["steps"] if step["actor"] == "server" and step["kind"] == "check"]
        for name in ("path", "signature", "validity", "key_usage", "purpose"):
            self.assertIn(f"c1.h1.server.check.certificate_{name}", "\n".join(server))
        purpose = step_of(run, "server.check.certificate_purpose")["check"]
        self.assertEqual((purpose["expected"], purpose["found"]), ("clientAuth", "clientAuth"))

    def test_who_is_shown_a_certificate_in_a_second_handshake_stays_hidden(self):
        """RFC 5246 §7.4.6, seen by the eavesdropper: the second handshake is inside the first one's protection."""
        run = program.told("run", "--seed", "hidden", "--renegotiate", "server", "--client-certificate", "client",
                           "--h2.require-client-certificate")
        subject = "client.certificate.0.subject"
        self.assertEqual(run["known"]["server"][f"c1.h2.{subject}"], "CN=Alice,O=TLSteps")
        self.assertNotIn(f"c1.h1.{subject}", run["known"]["server"])
        self.assertNotIn(subject, run["known"]["eavesdropper"])


program.need("openssl")
program.main()
