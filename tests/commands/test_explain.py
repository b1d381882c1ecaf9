"""tlsteps explain: known answers, what Python and python3-cryptography compute, ranges and depths of rows, and a reason for
everything that is refused."""

import json
import math
import unittest

import program


def explained(topic, *arguments):
    """The workings of a topic, by title."""
    told = program.told("explain", topic, *arguments)
    assert told["topic"] == topic
    return {working["title"]: working for working in told["workings"]}


def value(result):
    return int(result["value"], 16) if result["kind"] == "number" else bytes.fromhex(result["value"])


def results(working):
    """Each row's result by its name."""
    return {row["name"]: value(row["result"]) for row in working["rows"]}


def result(workings, title):
    return value(workings[title]["rows"][-1]["result"])


class KnownAnswers(unittest.TestCase):
    def test_the_textbooks_rsa(self):
        workings = explained("rsa", "--p", 61, "--q", 53, "--e", 17, "--message", 65)
        key = results(workings["RSA key generation"])
        self.assertEqual((key["n"], key["lambda"], key["d"]), (3233, 780, 413))
        self.assertEqual(result(workings, "RSA encryption"), 2790)
        self.assertEqual(result(workings, "RSA decryption with d alone"), 65)
        self.assertEqual(result(workings, "RSA decryption by the Chinese remainder theorem"), 65)
        self.assertEqual(results(workings["RSA signature, without padding"]), {"s": 588, "v": 65, "valid": 1})

    def test_nothing_said_is_a_small_example(self):
        for row in program.listed("topics"):
            text = program.printed("explain", row["name"])
            self.assertIn(" = ", text)
            self.assertEqual(json.loads(program.printed("explain", row["name"], "--format", "json"))["topic"], row["name"])

    def test_notes_of_a_working_stand_in_one_column(self):
        """Also behind the longest equation, which once pushed its own note out of the column."""
        arguments = ("--p", 61, "--q", 53, "--e", 17, "--message", 65)
        workings, lines = explained("rsa", *arguments), program.printed("explain", "rsa", *arguments).splitlines()
        self.assertGreater(len(workings), 4)
        for title, working in workings.items():
            begin = lines.index(title) + 1
            columns = set()
            for row, line in zip(working["rows"], lines[begin: begin + working["count"]]):
                self.assertTrue(line.endswith("  " + row["note"]), line)
                columns.add(len(line) - len(row["note"]))
            self.assertEqual(len(columns), 1, title)

    def test_powers_and_inverses_are_pythons(self):
        n = 2**521 - 1
        base, exponent = 3**200 + 1, 7**100
        title = "base^exponent mod modulus by squaring and multiplying"
        workings = explained("modexp", "--base", hex(base), "--exponent", exponent, "--modulus", n)
        self.assertEqual(result(workings, title), pow(base, exponent, n))
        self.assertEqual(workings[title]["count"], exponent.bit_length() + exponent.bit_count() - 1)
        workings = explained("inverse", "--x", -base, "--modulus", n)
        self.assertEqual(result(workings, "x^-1 mod modulus by Euclid's extended algorithm"), pow(-base, -1, n))
        workings = explained("egcd", "--a", base * 12, "--b", exponent * 12)
        divisor = math.gcd(base * 12, exponent * 12)
        self.assertEqual(result(workings, "gcd(a, b) by Euclid's algorithm, extended"), divisor)

    def test_values_without_a_name_come_in_the_order_of_the_options(self):
        self.assertEqual(explained("egcd", 48, 36), explained("egcd", "--a", 48, "--b", 36))
        self.assertEqual(explained("modexp", 3, "--modulus", 7, 5), explained("modexp", 3, 5, 7))
        self.assertEqual(explained("rsa", 11, 13, 7, 9), explained("rsa", "--message", 9, "--e", 7, "--p", 11, "--q", 13))

    def test_remainders(self):
        workings = explained("crt", "--remainders", "2,3,2", "--moduli", "3,5,7")
        self.assertEqual(result(workings, "Chinese remainder theorem"), 23)

    def test_diffie_hellman(self):
        rows = results(explained("dh", "--p", 23, "--g", 5, "--a", 6, "--b", 15)["Diffie-Hellman"])
        self.assertEqual(rows, {"A": 8, "B": 19, "Z_client": 2, "Z_server": 2, "equal": 1})
        group = next(row for row in program.listed("groups") if row["name"] == "ffdhe2048")
        rows = results(explained("dh", "--group", "ffdhe2048", "--a", 2**200 + 1, "--b", 3**100)["Diffie-Hellman"])
        p, g = int(group["p"], 16), int(group["g"], 16)
        self.assertEqual(rows["Z_client"], pow(g, (2**200 + 1) * 3**100, p))

    def test_logarithms_both_ways(self):
        p, g, x = 1000003, 2, 123456
        workings = explained("logarithm", "--p", p, "--g", g, "--public", pow(g, x, p))
        trying = workings["Discrete logarithm by trying"]
        self.assertEqual((result(workings, "Discrete logarithm by trying"), trying["count"]), (x, x + 1))
        steps = workings["Discrete logarithm by baby steps and giant steps"]
        self.assertEqual(result(workings, "Discrete logarithm by baby steps and giant steps"), x)
        self.assertLess(steps["count"], 2 * 1001 + 8)

    def test_signatures_verify_with_other_software(self):
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding, rsa

        paddings = {
            "rsa-signature": ("RSA signature with PKCS #1 v1.5 padding", padding.PKCS1v15()),
            "rsa-pss": ("RSA signature with PSS", padding.PSS(padding.MGF1(hashes.SHA384()), 48)),
        }
        key = results(explained("rsa", "--bits", 1024, "--e", 65537, "--seed", "ours")["RSA key generation"])
        public = rsa.RSAPublicNumbers(65537, key["n"]).public_key()
        for topic, (title, scheme) in paddings.items():
            options = ("--bits", 1024, "--seed", "ours", "--hash", "sha384", "--message", "0x00ff")
            workings = explained(topic, *options)
            public.verify(result(workings, title), b"\x00\xff", scheme, hashes.SHA384())
            self.assertEqual(result(workings, title + " verified"), 1)

    def test_other_software_decrypts_what_is_encrypted(self):
        from cryptography.hazmat.primitives.asymmetric import padding, rsa

        key = results(explained("rsa", "--bits", 768, "--e", 65537, "--seed", "theirs")["RSA key generation"])
        workings = explained("rsa-encrypt", "--bits", 768, "--seed", "theirs", "--message", "good morning")
        p = next(operand for operand in workings["RSA decryption by the Chinese remainder theorem"]["rows"][1]["operands"]
                 if operand["name"] == "p")
        p = int(p["value"], 16)
        numbers = rsa.RSAPrivateNumbers(p, key["n"] // p, key["d"], key["dP"], key["dQ"], key["qInv"],
                                        rsa.RSAPublicNumbers(65537, key["n"]))
        sealed = result(workings, "RSA encryption of the padded block")
        self.assertEqual(numbers.private_key().decrypt(sealed, padding.PKCS1v15()), b"good morning")
        self.assertEqual(result(workings, "PKCS #1 v1.5 padding taken off byte by byte"), b"good morning")


    def test_a_signature_of_the_readers_is_verified_or_not(self):
        for topic, title in (("rsa-signature", "RSA signature with PKCS #1 v1.5 padding"), ("rsa-pss", "RSA signature with PSS")):
            signature = result(explained(topic), title)
            for changed, expected in ((signature, 1), (signature[:-1] + bytes([signature[-1] ^ 1]), 0)):
                workings = explained(topic, "--signature", "0x" + changed.hex())
                self.assertEqual(list(workings), [title + " verified"])
                self.assertEqual(result(workings, title + " verified"), expected)

    def test_a_ciphertext_of_the_readers_is_decrypted_as_far_as_it_is_one(self):
        title = "PKCS #1 v1.5 padding taken off byte by byte"
        sealed = result(explained("rsa-encrypt", "--message", "hello"), "RSA encryption of the padded block")
        workings = explained("rsa-encrypt", "--ciphertext", "0x" + sealed.hex())
        self.assertEqual(result(workings, title), b"hello")
        workings = explained("rsa-encrypt", "--ciphertext", "0x01" + sealed.hex()[2:])
        self.assertEqual((workings[title]["rows"][-1]["name"], result(workings, title)), ("padded", 0))


class Rows(unittest.TestCase):
    LONG = ("modexp", "--exponent", 2**300)

    def rows(self, *arguments):
        working, = explained(*self.LONG, *arguments).values()
        return [row["row"] for row in working["rows"]]

    def test_long_ones_show_their_ends(self):
        self.assertEqual(self.rows(), [*range(1, 11), *range(292, 302)])
        self.assertEqual(self.rows("--all"), list(range(1, 302)))
        self.assertIn("… 281 rows more\n", program.printed("explain", *self.LONG))

    def test_a_range_shows_those_rows(self):
        self.assertEqual(self.rows("--rows", "150..153"), [150, 151, 152, 153])
        self.assertEqual(self.rows("--rows", "300..400"), [300, 301])
        self.assertEqual(self.rows("--rows", "7"), [7])

    def test_rows_of_a_range_are_those_of_the_whole(self):
        whole, = explained(*self.LONG, "--all").values()
        part, = explained(*self.LONG, "--rows", "100..200").values()
        self.assertEqual(part["rows"], whole["rows"][99:200])

    def test_rows_open_as_deep_as_is_said(self):
        key = explained("rsa")["RSA key generation"]["rows"]
        self.assertNotIn("opened", key[5])
        self.assertTrue(key[5]["opens"])
        key = explained("rsa", "--open", 1)["RSA key generation"]["rows"]
        self.assertEqual(value(key[5]["opened"]["rows"][-1]["result"]), 413)
        self.assertNotIn("opened", key[0])
        self.assertIn("--open 1 shows", program.printed("explain", "rsa"))
        self.assertNotIn("--open 1 shows", program.printed("explain", "rsa", "--open", 1))

    def test_long_values_are_shown_in_full_where_that_is_wanted(self):
        arguments = ("explain", "modexp", "--base", 2**400 + 1, "--exponent", 1, "--modulus", 2**401)
        self.assertIn("0x1000000000000000…0000000000000001 (401 bits)\n", program.printed(*arguments))
        full = "".join(program.printed(*arguments, "--full").split())
        self.assertIn(hex(2**400 + 1), full)

    def test_topics_are_listed(self):
        self.assertEqual(program.printed("explain"), program.printed("list", "topics"))
        self.assertEqual(program.told("explain"), program.listed("topics"))


REFUSED = [
    (["nope"], "nope: no such topic; accepted: modexp, egcd"),
    (["rsaa"], "rsaa: no such topic; did you mean rsa?"),
    (["rsa", "--p", "62"], "--p: 62 is not prime: 2 divides it"),
    (["rsa", "--q", "1000036000099"], "--q: 1000036000099 is not prime: 1000033 divides it"),
    (["rsa", "--p", "18446743979220271189"], "--p: 18446743979220271189 is not prime: 4294967279 divides it"),
    (["rsa", "--p", str((2**521 - 1) * (2**607 - 1))], "2 to the power of it less 1 is not 1 modulo it but 0x8421"),
    (["rsa", "--p", str(2**4096 + 1)], "--p: a number of 4097 bits; primes of at most 4096 are accepted"),
    (["rsa", "--p", "1"], "--p: 1 is not prime: a prime is 2 or more"),
    (["rsa", "--p", "53", "--q", "53"], "--q: the same as --p"),
    (["rsa", "--q", "2"], "--q: 2 leaves an even n"),
    (["rsa", "--e", "6"], "--e: gcd(6, 780) is 6 and not 1"),
    (["rsa", "--e", "1"], "--e: 1 is too small"),
    (["rsa", "--e", "3233"], "--e: 3233 is not below n = 3233"),
    (["rsa", "--message", "3233"], "--message: 3233 is not below n = 3233"),
    (["rsa", "--message", "-1"], "--message: -1 is too small"),
    (["rsa", "--message", "6x"], "--message: '6x' is no number"),
    (["rsa", "--message", "0x"], "--message: '0x' is no number"),
    (["rsa", "--message", ""], "--message: '' is no number"),
    (["rsa", "--message", "9" * 4950], "--message: a number of 16444 bits; at most 16384 are accepted"),
    (["rsa", "--message", "9" * 5001], "--message: a number of more than 16384 bits"),
    (["rsa", "--bits", "511"], "--bits: 511 is not accepted: a number from 512 to 4096 is"),
    (["rsa", "--bits", "512", "--q", "53"], "--bits: not together with --p and --q"),
    (["rsa", "--bits", "512", "--e", "4"], "--e: 4 is not accepted with --bits"),
    (["egcd", "1", "2", "3"], "3: all options of 'egcd' have a value already"),
    (["--format", "json", "rsa"], "rsa: the topic comes first"),
    (["rsa", "--mesage", "65"], "--mesage: no such option; did you mean --message?"),
    (["rsa", "--rows", "0..2"], "--rows: '0..2' is not accepted"),
    (["rsa", "--rows", "3..2"], "--rows: '3..2' is not accepted"),
    (["rsa", "--rows", "11..12"], "--rows: there is no row 11; rows up to 10 are accepted"),
    (["rsa", "--open", "10"], "--open: '10' is not accepted"),
    (["rsa-encrypt", "--message", "x" * 118], "--message: 118 bytes; at most 117 are accepted"),
    (["rsa-encrypt", "--message", "0x123"], "--message: '0x123': behind 0x"),
    (["rsa-encrypt", "--p", "65537"], "--q: the other prime is needed too"),
    (["rsa-encrypt", "--p", "65537", "--q", "65539", "--e", "3"], "--e: gcd(3, "),
    (["rsa-encrypt", "--p", "65537", "--q", "65539", "--e", "5"], "--p: n has 5 bytes, and the padding alone takes 11"),
    (["rsa-signature", "--hash", "sha3"], "--hash: 'sha3' is not accepted"),
    (["rsa-signature", "--bits", "512", "--hash", "sha512"], "--hash: n has 512 bits and no room"),
    (["rsa-pss", "--hash", "sha512"], "--hash: n has 1024 bits and no room for 64 bytes of digest and 64 of"),
    (["rsa-pss", "--salt", "0x1"], "--salt: '0x1': behind 0x"),
    (["rsa-pss", "--signature", "0x01"], "--signature: as many bytes as n has, 128, and a number below n"),
    (["rsa-signature", "--signature", "0x" + "ff" * 128], "--signature: as many bytes as n has, 128, and a number below n"),
    (["rsa-encrypt", "--ciphertext", "0x" + "ff" * 128], "--ciphertext: as many bytes as n has, 128, and a number below"),
    (["modexp", "--modulus", "0"], "--modulus: 0 is too small: a number from 1 on is accepted"),
    (["modexp", "--exponent", "-1"], "--exponent: -1 is too small"),
    (["inverse", "--x", "6", "--modulus", "9"], "--x: 6 has no inverse modulo 9: gcd(x, modulus) is 3"),
    (["inverse", "--modulus", "1"], "--modulus: 1 is too small"),
    (["egcd", "--b", "-1"], "--b: -1 is too small"),
    (["crt", "--moduli", "4,5,6"], "--moduli: 4 and 6 share the factor 2"),
    (["crt", "--moduli", "1,5,6"], "--moduli: 1 is too small"),
    (["crt", "--moduli", "5,6"], "--moduli: 2 numbers, but --remainders has 3"),
    (["crt", "--moduli", "5,,6"], "--moduli: '' is no number"),
    (["crt", "--moduli", "2,3,5,7,11,13,17,19,23"], "--moduli: more than 8 numbers"),
    (["dh", "--p", "24"], "--p: 24 is not prime: 2 divides it"),
    (["dh", "--g", "1"], "--g: 1 is not accepted"),
    (["dh", "--g", "23"], "--g: 23 is not accepted"),
    (["dh", "--a", "0"], "--a: 0 is too small"),
    (["dh", "--group", "x25519"], "--group: 'x25519' is not accepted: one of ffdhe2048"),
    (["dh", "--group", "ffdhe2048", "--g", "2"], "--group: not together with --p and --g"),
    (["logarithm", "--public", "0"], "--public: 0 is no power of g = 5 modulo p = 23"),
    (["logarithm", "--tries", "100000000"], "--tries: 100000000 is too many"),
    (["logarithm", "--p", str(2**61 - 1), "--g", "2", "--public", "3"], "--public: not found by 1000000 tries"),
    (["--nope"], "--nope: no such option"),
    (["--format", "yaml"], "--format: 'yaml' is not accepted"),
]


class Refusals(unittest.TestCase):
    def test_each_says_why_in_one_line(self):
        program.assert_refused(self, "explain", REFUSED)


program.main()
