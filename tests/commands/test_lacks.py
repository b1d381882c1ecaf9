"""What the eavesdropper lacks: that each of her needs suffices, and that nothing of it can be left out, is found by
trying: from what she knows at the end and what she would need, the derivations of the run are followed, one by one."""

import math
import re
import unittest

import program

PSK = ["--psk", "bob:0102030405060708090a0b0c0d0e0f10"]
RUNS = [
    ["--suite", "TLS_RSA_WITH_AES_128_GCM_SHA256"],
    ["--suite", "TLS_RSA_WITH_AES_128_CBC_SHA", "--eavesdropper-has", "server-key@after"],
    ["--suite", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "--group", "ffdhe2048"],
    ["--suite", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "--group", "toy-dh-23"],
    ["--suite", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "--certificate", "ecdsa"],
    ["--suite", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "--eavesdropper-has", "server-key"],
    ["--suite", "TLS_DH_anon_WITH_AES_128_GCM_SHA256", "--group", "ffdhe2048"],
    ["--suite", "TLS_PSK_WITH_AES_128_GCM_SHA256", *PSK],
    ["--suite", "TLS_DHE_PSK_WITH_AES_128_GCM_SHA256", "--group", "ffdhe2048", *PSK],
    ["--suite", "TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256", *PSK, "--eavesdropper-has", "psk"],
    ["--suite", "TLS_RSA_PSK_WITH_AES_128_GCM_SHA256", *PSK],
    ["--resume", "session-id"],
    ["--resume", "ticket"],
    ["--suite", "TLS_RSA_WITH_AES_128_GCM_SHA256", "--client-certificate", "client", "--request-client-certificate"],
    ["--renegotiate", "client"],
]
PUBLIC = {"read", "marked_random", "chosen", "implied", "none", "zeros", "clock", "counted", "count", "handshake_hash",
          "handshake_messages"}
TRANSCRIPTS = {"handshake_hash", "handshake_messages"}
DRAWN = {"random", "configured", "application", "remembered"}


def unbroken(text):
    return re.sub(r"\s+", " ", text)


def bare(name):
    return re.sub(r"^c\d+\.(?:h\d+\.)?", "", name)


def key_of(name, value):
    """What a value goes by: a long one is the same under any name, a short one may be by chance."""
    return value if len(str(value)) >= 32 else f"{name}={value}"


class Derivations:
    """The steps from values to values that the two sides took, and those back that somebody with a key can take."""

    def __init__(self, run):
        self.values, self.ways = {}, []
        self.transcripts = set()  # which are told of as what was said, and not among the secrets
        keys = {}
        for step in run["steps"]:
            if step["actor"] in ("eavesdropper", "attacker"):
                continue
            for fact in step["facts"]:
                value = key_of(fact["name"], fact["value"])
                keys[step["actor"], fact["name"]] = self.values[fact["name"]] = value
            for fact in step["facts"]:
                self.add(fact, [keys.get((step["actor"], name)) for name in fact["from"]], step, keys)
        for name, value in self.values.items():
            if re.match(r"(server|client)\.certificate\.\d\.(rsa|ec)", bare(name)):
                certificate = re.sub(r"(certificate\.\d).*", r"\1", name)
                if certificate in self.values:
                    self.ways.append((value, [self.values[certificate]]))
        for name in self.values:
            if name.endswith("rsa.private_exponent"):
                self.add_rsa_key(name.removesuffix("rsa.private_exponent"))

    def add(self, fact, inputs, step, keys):
        how, value = fact["how"], self.values[fact["name"]]
        inputs = [value for value in inputs if value is not None]
        if how in DRAWN:
            return
        if how == "read" and step["handshake"] > 1 and step.get("message", {}).get("encrypted"):
            inputs = [keys[step["actor"], f"c{step['connection']}.h{step['handshake'] - 1}."
                           f"{step['message']['from']}_write_key"]]
        elif how in TRANSCRIPTS:
            self.transcripts.add(value)
            inputs += self.hidden(step, keys)
        elif not inputs and how not in PUBLIC:
            raise AssertionError(f"{fact['name']} comes out of nothing: {how}")
        self.ways.append((value, inputs))
        named = {bare(name): self.values.get(name) for name in fact["from"]}
        prefix = fact["name"].removesuffix(bare(fact["name"]))
        secret = {name: self.values.get(prefix + name) for name in
                  ("server.rsa.private_exponent", "ticket_key.encryption")}
        if how == "rsa_encrypt":
            self.back(named["padded_pre_master_secret"], value, secret["server.rsa.private_exponent"])
        elif how == "rsa_pad":
            self.back(named["padding_string"], value)
        elif how == "ticket_seal":
            self.back(named["ticket_state"], value, secret["ticket_key.encryption"])
            self.back(named["ticket_iv"], value)
            self.back(named["ticket_key.name"], value)
        elif how in ("version_and_random", "psk_pre_master_secret"):
            for part in inputs:
                if "=" not in part and part in value:
                    self.back(part, value)
        elif how == "session_state":
            self.back(named["master_secret"], value)
        elif how == "sign":
            side, of_client = bare(fact["name"]).split("_")[0], "client_" * fact["name"].endswith("client_signature")
            private, nonce = (self.values.get(prefix + name)
                              for name in (f"{side}.ec.private", of_client + "signature_nonce"))
            self.back(named.get(of_client + "signature_salt"), value)
            self.back(private, value, nonce)
            self.back(nonce, value, private)

    @staticmethod
    def hidden(step, keys):
        """What it takes to read the handshake messages so far: the keys that they crossed under, where it is a further
        handshake, and of two Finished the first."""
        before, now = (f"c{step['connection']}.h{step['handshake'] - back}." for back in (1, 0))
        names = [before + side + "_write_key" for side in ("client", "server")] if step["handshake"] > 1 else []
        names += [now + side + "_verify_data" for side in ("client", "server")]
        own = {fact["name"] for fact in step["facts"]}
        return [keys[step["actor"], name] for name in names if (step["actor"], name) in keys and name not in own]

    def add_rsa_key(self, side):
        """d, p and q: each of them gives the others, where the public key is known (RFC 8017 §3.2)."""
        public = [self.values.get(f"{side}certificate.0.rsa.{part}") for part in ("modulus", "exponent")]
        private = [self.values[f"{side}rsa.{part}"] for part in ("private_exponent", "prime1", "prime2")]
        if None not in public:
            self.ways += [(output, [value, *public]) for output in private for value in private if output != value]

    def back(self, output, *inputs):
        if output is not None:
            self.ways.append((output, list(inputs)))

    def reached(self, values):
        values, news = set(values), True
        while news:
            news = False
            for output, inputs in self.ways:
                if output not in values and all(value in values for value in inputs):
                    values.add(output)
                    news = True
        return values


def hers(run):
    return {key_of(name, value) for name, value in run["known"]["eavesdropper"].items() if name != bare(name)}


class Lacks(unittest.TestCase):
    def test_needs_suffice_and_nothing_of_them_can_be_left_out(self):
        for arguments in RUNS:
            run = program.told("run", "--seed", "needs", *arguments)
            derivations = Derivations(run)
            known = hers(run)
            for name, lack in run["lacks"].items():
                value = derivations.values[name]
                self.assertNotIn(value, known, name)
                for need in lack["needs"]:
                    values = [derivations.values[each] for each in need]
                    self.assertIn(value, derivations.reached(known | set(values)), (arguments, name, need))
                    for left_out in values:
                        rest = known | (set(values) - {left_out})
                        self.assertNotIn(value, derivations.reached(rest), (arguments, name, need))

    def test_what_she_has_she_knows(self):
        for arguments in RUNS:
            run = program.told("run", "--seed", "needs", *arguments)
            known = hers(run)
            for name, lack in run["lacks"].items():
                for each in lack["has"]:
                    values = {key_of(each, run["known"][side].get(each, "")) for side in ("client", "server")}
                    self.assertTrue(values & known, (arguments, name, each))

    def test_every_value_of_the_sides_is_hers_or_lacked_or_follows(self):
        for arguments in RUNS:
            run = program.told("run", "--seed", "needs", *arguments)
            derivations = Derivations(run)
            known = hers(run)
            within_reach = derivations.reached(known)
            lacked = {derivations.values[name] for name in run["lacks"]} | derivations.transcripts
            kinds = {fact["name"]: fact["kind"] for fact in program.listed("facts")}
            for side in ("client", "server"):
                for name, value in run["known"][side].items():
                    if name == bare(name):
                        continue
                    pattern = re.sub(r"(?<=certificate\.)\d+", "%", bare(name))
                    if kinds[pattern] == "text" or value == "":
                        continue
                    key = key_of(name, value)
                    self.assertTrue(key in within_reach or key in lacked, (arguments, side, name))

    def test_a_search_costs_what_she_says(self):
        run = program.told("run", "--suite", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "--group", "ffdhe2048")
        said = run["known"]["eavesdropper"]
        for name in ("dh.shared_secret", "master_secret", "dh.client_private", "server_write_key"):
            lack = run["lacks"]["c1.h1." + name]
            self.assertEqual((lack["cost"], lack["limit"]), (said["search_cost"], said["search_limit"]))
        self.assertIsNone(run["lacks"]["c1.h1.server.rsa.private_exponent"]["cost"])

    def test_rsa_falls_to_any_of_its_numbers_or_to_factoring(self):
        run = program.told("run", "--suite", "TLS_RSA_WITH_AES_128_CBC_SHA")
        numbers = [["c1.h1.server.rsa." + each] for each in ("prime1", "prime2", "private_exponent")]
        said = run["known"]["eavesdropper"]["sieve_cost"]
        for name in ("pre_master_secret", "master_secret", "client_write_key"):
            lack = run["lacks"]["c1.h1." + name]
            self.assertEqual(lack["needs"], numbers + [["c1.h1.pre_master_random"]])
            self.assertEqual(lack["factoring_cost"], said)
            self.assertIn("c1.h1.server.certificate.0.rsa.modulus", lack["has"])
        text = re.sub(r"\s+", "", program.printed("run", "--suite", "TLS_RSA_WITH_AES_128_CBC_SHA"))
        self.assertIn(f"onanordinarycomputerittakesasmuchworktofactorthemodulus,whichgivestheprivatekey,"
                      f"astotryabout{said}keysofacipher", text)
        self.assertIn("anyofserver.rsa.prime1,server.rsa.prime2andserver.rsa.private_exponentgivestheothers", text)

    def test_what_rsa_keys_of_that_length_are_worth(self):
        """RFC 3766 §2.2, computed here in its own way."""
        ln = 2048 * math.log(2)
        operations = 0.02 * math.exp(1.92 * (ln * math.log(ln) ** 2) ** (1 / 3))
        run = program.told("run", "--suite", "TLS_RSA_WITH_AES_128_CBC_SHA")
        self.assertEqual(run["known"]["eavesdropper"]["sieve_cost"], f"2^{round(math.log2(operations / 300))}")

    def test_text_and_markdown_give_the_same_reasons(self):
        run = program.told("run", "--seed", "needs", *RUNS[8])
        text = re.sub(r"\s+", " ", program.printed("run", "--seed", "needs", *RUNS[8]))
        markdown = program.printed("run", "--seed", "needs", *RUNS[8], "--format", "markdown").replace("\\", "")
        told = text[text.index("What the eavesdropper lacks, and why"):]
        for name, lack in run["lacks"].items():
            self.assertIn(bare(name), told.replace(". ", "."))
            if [name] not in lack["needs"]:
                words = "needs " + ", or ".join(" and ".join(map(bare, need)) for need in lack["needs"])
                if all(len(need) == 1 for need in lack["needs"]):
                    words = words.replace(", or ", " or ")
                self.assertIn(words, markdown)
        self.assertIn("on an ordinary computer the best general search takes about 2^128 steps, and she is ready for "
                      "2^20; the number field sieve, which is for long primes, takes as much work as to try about 2^103 "
                      "keys of a cipher", markdown)

    def test_what_nobody_told_her_is_a_part_or_could_be_worked_out_or_is_lacked(self):
        for arguments in (["--suite", "TLS_RSA_WITH_AES_128_GCM_SHA256", "--eavesdropper-has", "server-key"], RUNS[0], RUNS[2]):
            run = program.told("run", "--seed", "needs", *arguments)
            text = program.printed("run", "--seed", "needs", *arguments)
            table = text[text.index("Who knows what at the end"):text.index("Connection 1:")]
            marks = dict(re.findall(r"(?m)^(\S+) +\S.*\s(yes|part|could|-)\s*$", table))
            derivations = Derivations(run)
            within_reach = derivations.reached(hers(run))
            for name, mark in marks.items():
                full = f"c1.h1.{name}"
                value = run["known"]["client"].get(full, run["known"]["server"].get(full))
                with self.subTest(arguments, name=name):
                    if mark == "could":
                        self.assertIn(key_of(full, value), within_reach)
                    elif mark == "part":
                        self.assertTrue(any(value in known and value != known
                                            for known in run["known"]["eavesdropper"].values()))
                    elif mark == "-" and full in derivations.values and len(value) >= 64:
                        if derivations.values[full] in derivations.transcripts:
                            continue
                        self.assertIn(full, run["lacks"])
            self.assertEqual("could: the eavesdropper has all" in unbroken(table), "could" in marks.values())
            self.assertEqual("part: has a longer value" in unbroken(table),
                             " part " in table.replace("\n", " "))
            self.assertIn("could", marks.values())

    def test_nobody_lacks_anything_where_nobody_listens_or_she_has_it_all(self):
        for arguments in (["--no-eavesdropper"],
                          ["--suite", "TLS_PSK_WITH_AES_128_GCM_SHA256", *PSK, "--eavesdropper-has", "psk"]):
            self.assertEqual(program.told("run", *arguments)["lacks"], {})
            self.assertNotIn("eavesdropper lacks", program.printed("run", *arguments))
            self.assertNotIn("eavesdropper lacks", program.printed("run", *arguments, "--format", "markdown"))


if __name__ == "__main__":
    program.main()
