"""tlsteps explain on curves, the PRF, keys and records: known answers, what python3-cryptography computes, rows that are
true by an evaluator of their own, and a reason for everything that is refused."""

import pathlib
import ssl
import sys
import tempfile
import unittest

import program

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "explain"))
import evaluate  # noqa: E402


def workings(topic, *arguments):
    return program.told("explain", topic, *arguments)["workings"]


def results(working):
    """Each row's last result by its name."""
    return {row["name"]: evaluate.value_of(row["result"]) for row in working["rows"]}


def final(working):
    return evaluate.value_of(working["rows"][-1]["result"])


def toy(k):
    """k times (5, 1) on the toy curve, encoded."""
    return evaluate.bytes_of(evaluate.multiple(k, (5, 1), 2, 17), 17)


class KnownAnswers(unittest.TestCase):
    def test_every_pair_of_points_of_a_curve_of_nineteen(self):
        shown = [None if k == 0 else tuple(toy(k)[1:]) for k in range(19)]
        for i in (0, 1, 5, 18):
            for j in range(19):
                points = ["infinity" if point is None else f"{point[0]},{point[1]}" for point in (shown[i], shown[j])]
                told = workings("point", "--point", points[0], "--plus", points[1], "--times", 7, "--open", 2)
                values = [final(working) for working in told][-3:]
                self.assertEqual(values, [toy((i + j) % 19), toy(2 * i % 19), toy(7 * i % 19)])
                self.assertEqual([problem for working in told for problem in evaluate.problems_of(working)], [])

    def test_key_exchange_on_named_curves_is_other_softwares(self):
        from cryptography.hazmat.primitives.asymmetric import ec

        for name, curve in (("secp256r1", ec.SECP256R1()), ("secp384r1", ec.SECP384R1()), ("secp521r1", ec.SECP521R1())):
            a, b = 2**250 + 3**100, 5**90
            told, = workings("ecdh", "--curve", name, "--client-private", a, "--server-private", hex(b))
            one, other = ec.derive_private_key(a, curve), ec.derive_private_key(b, curve)
            shared = one.exchange(ec.ECDH(), other.public_key())
            self.assertEqual(final(told), shared)

    def test_a_curve_of_ones_own(self):
        arguments = ("--p", 65537, "--a", 2, "--b", 25, "--base", "2,13243")
        told, = workings("ecdh", *arguments, "--client-private", 1234, "--server-private", 4321)
        point = evaluate.multiple(1234 * 4321, (2, 13243), 2, 65537)
        self.assertEqual(final(told), point[0].to_bytes(3, "big"))
        point = evaluate.multiple(50000, (2, 13243), 2, 65537)
        told = workings("curve-logarithm", *arguments, "--public", f"{point[0]},{point[1]}")
        self.assertEqual([final(working) for working in told], [50000, 50000])
        self.assertEqual(told[0]["count"], 50001)
        self.assertLess(told[1]["count"], 600)

    def test_x25519_is_other_softwares(self):
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        scalar, other = bytes(range(32)), bytes(range(100, 132))
        public = X25519PrivateKey.from_private_bytes(other).public_key()
        u = public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
        told, = workings("x25519", "--scalar", "0x" + scalar.hex(), "--u", "0x" + u)
        self.assertEqual(final(told), X25519PrivateKey.from_private_bytes(scalar).exchange(public))

    def test_signatures_verify_with_other_software(self):
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec

        key = ec.derive_private_key(3**150, ec.SECP256R1())
        for options in ((), ("--nonce", 7**80)):
            signed, verified = workings("ecdsa", "--curve", "secp256r1", "--private", 3**150, "--message", "0x00ff",
                                        "--hash", "sha384", *options)
            key.public_key().verify(final(signed), b"\x00\xff", ec.ECDSA(hashes.SHA384()))
            self.assertEqual(final(verified), 1)

    def test_other_softwares_signature_verifies(self):
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, utils

        key = ec.generate_private_key(ec.SECP384R1())
        numbers = key.public_key().public_numbers()
        r, s = utils.decode_dss_signature(key.sign(b"good morning", ec.ECDSA(hashes.SHA256())))
        options = ("ecdsa", "--curve", "secp384r1", "--public", f"{numbers.x},{numbers.y}", "--r", r)
        for value, message, valid in ((s, "good morning", 1), (s, "good evening", 0), (s + 1, "good morning", 0), (0, "", 0)):
            told, = workings(*options, "--s", value, "--message", message)
            self.assertEqual(final(told), valid)

    def test_certificates_verify_and_what_was_changed_does_not(self):
        for row in program.listed("certificates"):
            if row["name"] in ("good", "ecdsa-all", "pss", "sha384"):
                told = workings("certificate", "--certificate", row["name"])
                self.assertEqual([final(working) for working in told], [1, 1])
                text = (program.ROOT / row["chain_file"]).read_text(encoding="ascii")
                first, rest = text.split("-----END CERTIFICATE-----", 1)
                der = bytearray(ssl.PEM_cert_to_DER_cert(first[first.index("-----BEGIN"):] + "-----END CERTIFICATE-----"))
                der[-1] ^= 1
                with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
                    file.write(ssl.DER_cert_to_PEM_cert(bytes(der)) + rest)
                    file.flush()
                    told = workings("certificate", "--certificate", file.name)
                self.assertEqual([final(working) for working in told], [0, 1])

    def test_keys_are_openssls(self):
        import openssl

        for name, label, size in (("sha256", "master secret", 48), ("sha384", "key expansion", 100),
                                  ("md5+sha1", "client finished", 12)):
            told, = workings("prf", "--hash", name, "--secret", "0x0123456789", "--label", label, "--seed", "0xffee",
                             "--size", size)
            self.assertEqual(final(told).hex(), openssl.prf(name, "0123456789", label, "ffee", size))

    def test_keys_lie_in_the_block_by_their_lengths(self):
        told, = workings("key-block", "--suite", "TLS_RSA_WITH_AES_256_CBC_SHA", "--version", "1.0")
        found = results(told)
        names = ["client_write_mac_key", "server_write_mac_key", "client_write_key", "server_write_key",
                 "client_write_iv", "server_write_iv"]
        self.assertEqual(b"".join(found[name] for name in names), found["key_block"])
        self.assertEqual([len(found[name]) for name in names], [20, 20, 32, 32, 16, 16])

    def test_records_open_to_what_was_protected(self):
        for suite in ("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                      "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"):
            options = ("record", "--suite", suite, "--sequence-number", 2**64 - 1)
            protected, opened = workings(*options, "--content", "good morning")
            self.assertEqual(final(opened), b"good morning")
            fragment = bytearray(final(protected))
            opened, = workings(*options, "--fragment", "0x" + fragment.hex())
            self.assertEqual(final(opened), b"good morning")
            fragment[-1] ^= 1
            opened, = workings(*options, "--fragment", "0x" + fragment.hex(), "--all")
            self.assertEqual(final(opened), 0)
            self.assertEqual(list(evaluate.problems_of(opened)), [])


class EveryRow(unittest.TestCase):
    MORE = [
        ("ecdh", "--curve", "secp256r1", "--client-private", 2**255 + 12345, "--server-private", 3**160),
        ("ecdsa", "--curve", "secp521r1", "--private", 3**300),
        ("prf", "--hash", "md5+sha1", "--secret", "odd", "--size", 200),
        ("key-block", "--suite", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"),
        ("record", "--suite", "TLS_RSA_WITH_AES_128_CBC_SHA", "--version", "1.0", "--encrypt-then-mac", "yes"),
        ("record", "--suite", "TLS_RSA_WITH_AES_128_CBC_SHA256"),
        ("record", "--suite", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
    ]

    def test_of_every_topic_is_true(self):
        counted = 0
        for arguments in [(row["name"], "--all") for row in program.listed("topics")] + self.MORE:
            with self.subTest(arguments=arguments):
                for working in workings(*arguments, "--open", 9):
                    self.assertEqual(list(evaluate.problems_of(working)), [])
                    counted += evaluate.count_of(working)
        self.assertGreater(counted, 10000)

    def test_that_is_false_is_found(self):
        working, = workings("ecdh", "--open", 9)
        for row in (working["rows"][0], working["rows"][0]["opened"]["rows"][1]):
            kept = row["result"]
            row["result"] = {"kind": "bytes", "value": "040502"}
            self.assertTrue(list(evaluate.problems_of(working)))
            row["result"] = kept
        self.assertEqual(list(evaluate.problems_of(working)), [])


OWN = ["--p", "17", "--a", "2", "--b", "2"]
REFUSED = [
    (["point", "--point", "5,2"], "--point: (5, 2) is not on the curve: y² is 4, and x³ + ax + b is 1 modulo 17"),
    (["point", "--plus", "5"], "--plus: '5' is no point: X,Y, two numbers, are accepted"),
    (["point", "--plus", "5,x"], "--plus: 'x' is no number"),
    (["point", "--plus", "17,1"], "--plus: 17 is not accepted: numbers from 0 up to p - 1 = 17 - 1 are"),
    (["point", "--plus", "5,-1"], "--plus: -1 is not accepted"),
    (["point", "--times", "0"], "--times: 0 is too small"),
    (["point", "--curve", "p256"], "--curve: 'p256' is not accepted: one of secp256r1"),
    (["point", "--p", "17", "--a", "2"], "--b: is needed too"),
    (["point", *OWN, "--curve", "secp256r1"], "--curve: not together with --p, --a and --b"),
    (["point", "--p", "21", "--a", "2", "--b", "2"], "--p: 21 is not prime: 3 divides it"),
    (["point", "--p", "3", "--a", "2", "--b", "2"], "--p: 3 is too small"),
    (["point", "--p", "17", "--a", "17", "--b", "2"], "--a: 17 is not accepted"),
    (["point", "--p", "17", "--a", "0", "--b", "0"], "--b: 4·a³ + 27·b² is 0 modulo p"),
    (["ecdh", *OWN], "--base: is needed too"),
    (["ecdh", *OWN, "--base", "5,2"], "--base: (5, 2) is not on the curve"),
    (["ecdh", *OWN, "--base", "5,1", "--order", "18"], "--order: 18 times the base point is (5, 16), and not infinity"),
    (["ecdh", *OWN, "--base", "5,1", "--order", "38"], "--order: 38 is more than the 26 points that the curve can have"),
    (["ecdh", "--p", "23", "--a", "1", "--b", "0", "--base", "9,5"], "--base: gives infinity 6 times, which is not prime"),
    (["ecdh", "--p", "23", "--a", "1", "--b", "0", "--base", "9,5", "--order", "6"], "--order: 6 is not prime: 2 divides it"),
    (["ecdh", "--p", "1000003", "--a", "1", "--b", "0", "--base", "0,0"], "--order: is needed where p has more than 17"),
    (["ecdh", "--base", "5,1"], "--base: not with a named curve"),
    (["ecdh", "--client-private", "19"], "--client-private: 19 is not accepted: numbers from 1 up to n - 1 are, n = 19"),
    (["ecdh", "--server-private", "0"], "--server-private: 0 is not accepted"),
    (["curve-logarithm", "--public", "infinity"], "--public: infinity is not accepted"),
    (["curve-logarithm", "--p", "23", "--a", "1", "--b", "0", "--base", "18,10", "--public", "9,5"],
     "--public: is on the curve, but no multiple of the base point"),
    (["curve-logarithm", "--tries", "100000000"], "--tries: 100000000 is too many"),
    (["curve-logarithm", "--curve", "secp256r1", "--tries", "5", "--public",
      "69697863641924931063758334491651789244221431029013057854269207357646204413187,"
      "115425913003547384456817491162851855651054831910396855420779323891684524262723"], "--public: not found by 5 tries"),
    (["certificate", "--certificate", "nope"], "nope: No such file or directory"),
    (["certificate", "--certificate", "unknown-root"], "--certificate: neither the chain nor the trusted roots have"),
    (["x25519", "--scalar", "0x00"], "--scalar: 1 bytes; 32 are accepted"),
    (["x25519", "--u", "nine"], "--u: 4 bytes; 32 are accepted"),
    (["ecdsa", "--private", "19"], "--private: 19 is not accepted"),
    (["ecdsa", "--nonce", "7"], "--nonce: 7 makes r or s 0"),
    (["ecdsa", "--public", "5,1"], "--r: is needed too"),
    (["ecdsa", "--public", "5,1", "--r", "1", "--s", "1", "--nonce", "3"], "--nonce: not together with --public"),
    (["ecdsa", "--hash", "md5"], "--hash: 'md5' is not accepted"),
    (["prf", "--size", "0"], "--size: 0 is too small"),
    (["prf", "--size", "5000"], "--size: 5000 is too many"),
    (["prf", "--label", "ä"], "--label: printable ASCII"),
    (["prf", "--label", 'a"b'], "--label: printable ASCII"),
    (["master-secret", "--client-random", "0x00"], "--client-random: 1 bytes; 32 are accepted"),
    (["master-secret", "--session-hash", "0x00"], "--session-hash: 1 bytes; 32 are accepted"),
    (["master-secret", "--session-hash", "0x00", "--server-random", "0x00"], "--session-hash: not together with"),
    (["key-block", "--suite", "TLS_NOPE"], "--suite: 'TLS_NOPE' is not accepted"),
    (["key-block", "--version", "1.1"], "--version: 1.1 is not for TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
    (["key-block", "--master-secret", "short"], "--master-secret: 5 bytes; 48 are accepted"),
    (["record", "--key", "0x00"], "--key: 1 bytes; TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 takes 16"),
    (["record", "--mac-key", "0x00"], "--mac-key: 1 bytes; TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 takes 0"),
    (["record", "--encrypt-then-mac", "yes"], "--encrypt-then-mac: yes is for CBC suites"),
    (["record", "--sequence-number", str(2**64)], "--sequence-number: 18446744073709551616 has no room in 64 bits"),
    (["record", "--fragment", "0x00", "--content", "x"], "--fragment: not together with --content"),
    (["record", "--content", "x" * 16385], "--content: 16385 bytes; at most 16384 are accepted"),
]


class Refusals(unittest.TestCase):
    def test_each_says_why_in_one_line(self):
        program.assert_refused(self, "explain", REFUSED)


program.main()
