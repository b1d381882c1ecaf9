"""Master secret, key block, keys and verify_data of handshakes, recomputed by openssl from the JSON alone: from the facts
that each value says it comes from, its label and its hash. Every key exchange and every PRF hash, with and without
extended master secret, and the old versions. The pre-master secrets are had again by openssl (RSA), python3 (DH, and what
a pre-shared key adds) and python3-cryptography, which also opens the records of suites that tshark does not decrypt."""

import unittest

import openssl
import program

try:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
except ImportError:
    ec = None

HANDSHAKE = 22
KEY_FILE = program.ROOT / "assets" / "pki" / "server.key"
# Each key exchange and authentication, with a CBC, a GCM and a ChaCha20 suite, and both PRF hashes; below, those of the
# old versions
CHOICES = [
    ("TLS_RSA_WITH_AES_128_CBC_SHA", None),
    ("TLS_RSA_WITH_AES_256_GCM_SHA384", None),
    ("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "ffdhe2048"),
    ("TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", "toy-dh-23"),
    ("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "x25519"),
    ("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "secp384r1"),
    ("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "secp256r1"),
    ("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "toy-curve-17"),
    ("TLS_PSK_WITH_AES_128_CBC_SHA", None),
    ("TLS_PSK_WITH_AES_256_GCM_SHA384", None),
    ("TLS_RSA_PSK_WITH_CHACHA20_POLY1305_SHA256", None),
    ("TLS_RSA_PSK_WITH_AES_256_CBC_SHA384", None),
    ("TLS_DHE_PSK_WITH_AES_128_GCM_SHA256", "ffdhe2048"),
    ("TLS_DHE_PSK_WITH_AES_128_CBC_SHA256", "toy-dh-23"),
    ("TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", "secp256r1"),
    ("TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384", "x25519"),
    ("TLS_DH_anon_WITH_AES_128_GCM_SHA256", "ffdhe2048"),
    ("TLS_ECDH_anon_WITH_AES_256_CBC_SHA", "secp384r1"),
]
OLD_CHOICES = [
    ("TLS_RSA_WITH_AES_256_CBC_SHA", None),
    ("TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "toy-dh-23"),
    ("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "x25519"),
    ("TLS_DHE_PSK_WITH_AES_256_CBC_SHA", "toy-dh-23"),
]
# RFC 8442: none of the other programs speaks them, and tshark does not decrypt them.
NOBODY_ELSE_S = {"TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384"}


def choices():
    """Version, suite and group of each run."""
    for suite, group in CHOICES:
        yield "1.2", suite, group
    for version in ("1.0", "1.1"):
        for suite, group in OLD_CHOICES:
            yield version, suite, group


def facts_of(run, actor):
    """What an actor learned, by full name: the whole entry."""
    return {fact["name"]: fact for step in run["steps"] if step["actor"] == actor for fact in step["facts"]}


def handshake_messages(run):
    """The plain messages in the order in which they were sent: (type, sender, bytes)."""
    for step in run["steps"]:
        message = step.get("message")
        if step["kind"] == "send" and message["content_type"] == HANDSHAKE:
            yield message["type"], message["from"], bytes.fromhex(message["bytes"])


def with_psk(known, other_secret):
    """The pre-master secret: the other secret alone, or with a pre-shared key (RFC 4279 §2)."""
    if "psk.key" not in known:
        return other_secret.hex()
    parts = (other_secret, bytes.fromhex(known["psk.key"]))
    return b"".join(len(part).to_bytes(2, "big") + part for part in parts).hex()


def gcm_opened(record, key, salt, number):
    """The content of a record of AES-GCM (RFC 5288 §3, RFC 5246 §6.2.3.3)."""
    header, nonce, sealed = record[:3], record[5:13], record[13:]
    additional = number.to_bytes(8, "big") + header + (len(sealed) - 16).to_bytes(2, "big")
    return AESGCM(key).decrypt(salt + nonce, sealed, additional)


def x25519(private, public):
    return X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))


def ecdh(curve):
    def exchange(private, public):
        key = ec.derive_private_key(int.from_bytes(private, "big"), curve)
        return key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(curve, public))

    return exchange


def exchanges():
    """ECDH by group: from a private number and the other side's point to the shared secret."""
    return {"x25519": x25519, "secp256r1": ecdh(ec.SECP256R1()), "secp384r1": ecdh(ec.SECP384R1())}


class Derivations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.runs = []
        for version, suite, group in choices():
            for extended in (True, False):
                more = [] if extended else ["--no-extended-master-secret"]
                run = program.told("run", *program.choice(suite, group), "--version", version, "--seed", "derivations",
                                   *more)
                cls.runs.append(((suite, group, extended), run))

    def each(self):
        """Every run from both sides. What fails names its run."""
        for name, run in self.runs:
            for actor in ("client", "server"):
                self.at = f"{name}, {actor}"
                yield name, run, actor, facts_of(run, actor)

    def same(self, found, expected):
        self.assertEqual(found, expected, self.at)

    def recompute(self, run, actor, fact):
        """The PRF's output for a fact: the first of what it comes from is the secret, the rest is the seed."""
        known = run["known"][actor]
        secret, *seed = [known[name] for name in fact["from"]]
        return openssl.prf(fact["hash"], secret, fact["label"], "".join(seed), len(fact["value"]) // 2)

    def test_master_secret(self):
        for (_, _, extended), run, actor, facts in self.each():
            fact = facts["c1.h1.master_secret"]
            self.same(fact["label"], "extended master secret" if extended else "master secret")
            self.same(self.recompute(run, actor, fact), fact["value"])

    def test_key_block_and_the_keys_cut_from_it(self):
        for _, run, actor, facts in self.each():
            block = facts["c1.h1.key_block"]
            self.same(self.recompute(run, actor, block), block["value"])
            cuts = [fact for fact in facts.values() if fact["how"] == "cut"]
            self.assertEqual(len(cuts), 6 if run["known"][actor]["version"] == "1.0" else 4, self.at)
            covered = sorted((2 * fact["offset"], fact["value"]) for fact in cuts)
            self.same("".join(value for _, value in covered), block["value"])
            for offset, value in covered:
                self.same(block["value"][offset : offset + len(value)], value)

    def test_verify_data(self):
        for _, run, actor, facts in self.each():
            for side in ("client", "server"):
                fact = facts[f"c1.h1.{side}_verify_data"]
                self.same(fact["label"], f"{side} finished")
                self.same(self.recompute(run, actor, fact), fact["value"])
                self.same(len(fact["value"]), 24)

    def test_hashes_of_the_handshake(self):
        for (_, _, extended), run, actor, facts in self.each():
            seen = b""
            for kind, sender, message in handshake_messages(run):
                if kind == "finished":
                    fact = facts[f"c1.h1.{sender}_finished_hash"]
                    self.same(openssl.digest(fact["hash"], seen), fact["value"])
                    self.same(run["known"][actor][f"{sender}_verify_data"], message[4:].hex())
                seen += message
                if kind == "client_key_exchange" and extended:
                    fact = facts["c1.h1.session_hash"]
                    self.same(openssl.digest(fact["hash"], seen), fact["value"])

    def test_pre_master_secret_of_rsa(self):
        for (suite, _, _), run, actor, facts in self.each():
            if suite.startswith("TLS_RSA"):
                known = run["known"][actor]
                encrypted = bytes.fromhex(known["encrypted_pre_master_secret"])
                decrypted = bytes.fromhex(openssl.rsa_decrypt(KEY_FILE, encrypted))
                self.same(with_psk(known, decrypted), known["pre_master_secret"])

    def test_pre_master_secret_of_a_key_alone(self):
        seen = 0
        for (suite, _, _), run, actor, facts in self.each():
            if suite.startswith("TLS_PSK"):
                known = run["known"][actor]
                zeros = bytes(len(known["psk.key"]) // 2)
                self.same(with_psk(known, zeros), known["pre_master_secret"])
                self.same((known["psk.identity"], known["psk.key"]), ("learner", "00112233445566778899aabbccddeeff"))
                seen += 1
        self.assertEqual(seen, 8)

    def test_pre_master_secret_of_dh(self):
        for (suite, _, _), run, actor, facts in self.each():
            if not suite.startswith("TLS_DH"):
                continue
            known = run["known"][actor]
            other = "server" if actor == "client" else "client"
            p, g = int(known["dh.p"], 16), int(known["dh.g"], 16)
            private = int(known[f"dh.{actor}_private"], 16)
            self.same(pow(g, private, p), int(known[f"dh.{actor}_public"], 16))
            shared = pow(int(known[f"dh.{other}_public"], 16), private, p)
            size = (shared.bit_length() + 7) // 8
            self.same(with_psk(known, shared.to_bytes(size, "big")), known["pre_master_secret"])

    @unittest.skipUnless(ec, "python3-cryptography is not installed")
    def test_pre_master_secret_of_ecdh(self):
        for (_, group, _), run, actor, facts in self.each():
            if group not in exchanges():
                continue
            known = run["known"][actor]
            other = "server" if actor == "client" else "client"
            private, public = (bytes.fromhex(known[name]) for name in (f"ecdh.{actor}_private", f"ecdh.{other}_public"))
            self.same(with_psk(known, exchanges()[group](private, public)), known["pre_master_secret"])

    @unittest.skipUnless(ec, "python3-cryptography is not installed")
    def test_records_that_no_other_program_opens(self):
        opened = 0
        for (suite, _, _), run, actor, facts in self.each():
            if suite not in NOBODY_ELSE_S:
                continue
            known, numbers = run["known"][actor], {"client": 0, "server": 0}
            for step in run["steps"]:
                message = step.get("message")
                if step["kind"] not in ("send", "alert") or not message["encrypted"] or message["from"] != step["actor"]:
                    continue
                key, salt = (bytes.fromhex(known[f"{step['actor']}_write_{name}"]) for name in ("key", "iv"))
                for record in message["records"]:
                    content = gcm_opened(bytes.fromhex(record["bytes"]), key, salt, numbers[step["actor"]])
                    self.same(content.hex(), record["plaintext"])
                    numbers[step["actor"]] += 1
                    opened += 1
        self.assertGreaterEqual(opened, 2 * 2 * 2 * 6)


class Tickets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.runs = [program.told("run", "--resume", "ticket", "--seed", seed) for seed in ("one", "two")]

    def test_tickets_are_sealed(self):
        for run in self.runs:
            fact = facts_of(run, "server")["c1.h1.session_ticket"]
            known = run["known"]["server"]
            name, iv, key, state, mac_key = [known[name] for name in fact["from"]]
            sealed = openssl.aes_128_cbc(key, iv, state)
            authenticated = f"{name}{iv}{len(sealed) // 2:04x}{sealed}"
            self.assertEqual(fact["value"], authenticated + openssl.hmac_sha256(mac_key, authenticated))
            self.assertEqual(known["c1.h1.session_ticket.bytes"], len(fact["value"]) // 2)

    def test_tickets_hold_what_the_server_forgets(self):
        for run in self.runs:
            known, client = run["known"]["server"], run["known"]["client"]
            state, opened = known["c1.h1.ticket_state"], known["c2.h1.ticket_state"]
            self.assertEqual(state, opened)
            created = known["c1.h1.session.created"].to_bytes(8, "big").hex()
            name = known["c1.h1.server_name"].encode()
            expected = ["0303", "c02f", "00", client["c1.h1.master_secret"], "00", created, "01", f"{len(name):04x}"]
            self.assertEqual(known["c1.h1.cipher_suite"], "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
            self.assertEqual(state, "".join(expected) + name.hex())
            offset = 2 * facts_of(run, "server")["c2.h1.session.master_secret"]["offset"]
            self.assertEqual(opened[offset : offset + 96], client["c2.h1.master_secret"])


program.need("openssl")
program.main()
