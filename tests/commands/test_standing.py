"""What has become of the RFCs that a run cites, and what is thought today of what it settles on."""

import re
import unittest

import program

# RFC 8447 §8 and §9, RFC 9846 §11, without what RFC 10015 has made D.
RECOMMENDED = {
    "suites": {
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256",
    },
    "groups": {"secp256r1", "secp384r1", "x25519"},
    "signature-schemes": {
        "ecdsa_secp256r1_sha256", "ecdsa_secp384r1_sha384", "rsa_pss_rsae_sha256", "rsa_pss_rsae_sha384",
        "rsa_pss_rsae_sha512", "rsa_pss_pss_sha256", "rsa_pss_pss_sha384", "rsa_pss_pss_sha512",
    },
}
# What RFC 10015 lists: MUST NOT (§2 to §4), but for ECDH, which SHOULD NOT.
DEPRECATED = re.compile(r"TLS_(RSA|DHE|DH)_")
DISCOURAGED = re.compile(r"TLS_ECDH_")
MARKED = re.compile(r"RFC ([0-9]+)\\?\*")
RUNS = [
    ["--seed", "1"],
    ["--seed", "1", "--version", "1.0", "--suite", "AES128-SHA"],
    ["--seed", "1", "--suite", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "--group", "modp2048"],
    ["--seed", "1", "--resume", "ticket"],
    ["--seed", "1", "--status-request-v2", "--staple", "good"],
]


def standings(run):
    """(fact, verdict) of each, in the order of the steps."""
    facts = [fact for step in run["steps"] for fact in step["facts"]]
    return [(fact["name"], fact["standing"]["today"]) for fact in facts if "standing" in fact]


def sources(value):
    if isinstance(value, list):
        for part in value:
            yield from sources(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key == "source" and part:
                yield part
            else:
                yield from sources(part)


class Lists(unittest.TestCase):
    def test_the_letter_is_the_registry_s(self):
        for name, recommended in RECOMMENDED.items():
            for row in program.listed(name):
                letter = row["standing"]["recommended"]
                self.assertEqual(letter == "Y", row["name"] in recommended, row)
                self.assertEqual(letter == "Y", row["standing"]["today"] == "recommended", row)
                self.assertEqual(letter is None, name == "groups" and row["id"] in (None, "0xff01"), row)
        for row in program.listed("suites"):
            forbidden = bool(DEPRECATED.match(row["name"]))
            self.assertEqual(row["standing"]["today"] == "forbidden", forbidden, row)
            self.assertEqual(row["standing"]["recommended"] == "D",
                             forbidden or bool(DISCOURAGED.match(row["name"])), row)

    def test_the_old_versions_are_forbidden(self):
        rows = {row["name"]: row["standing"] for row in program.listed("versions")}
        self.assertEqual([rows[name]["today"] for name in ("1.0", "1.1", "1.2")], ["forbidden", "forbidden", "allowed"])
        self.assertIn("RFC 8996", rows["1.0"]["source"])

    def test_every_verdict_of_a_table_has_its_reason_below(self):
        for name in ("versions", "suites", "groups", "signature-schemes"):
            table = program.printed("list", name)
            for row in program.listed(name):
                self.assertEqual(table.count(row["standing"]["why"]), 1, row)

    def test_what_replaced_an_rfc_is_told_with_its_date(self):
        rows = {row["rfc"]: row for row in program.listed("rfcs")}
        self.assertEqual(rows[5246]["obsoleted_by"],
                         [{"rfc": 8446, "date": "August 2018"}, {"rfc": 9846, "date": "July 2026"}])
        for row in rows.values():
            for by in row["obsoleted_by"]:
                self.assertEqual(rows[by["rfc"]]["date"], by["date"])
        self.assertRegex(program.printed("list", "rfcs"), r"RFC 5246\*  August 2008 +Proposed Standard +8446, 9846 ")


class Runs(unittest.TestCase):
    def test_the_documents_are_those_that_are_cited(self):
        for arguments in RUNS:
            run = program.told("run", *arguments)
            cited = {int(number) for text in sources(run["steps"]) for number in re.findall(r"RFC ([0-9]+)", text)}
            self.assertEqual({row["rfc"] for row in run["documents"]}, cited)

    def test_what_a_run_settles_on_has_its_standing(self):
        first = dict(standings(program.told("run", *RUNS[0])))
        self.assertEqual(first, {"c1.h1.version": "allowed", "c1.h1.cipher_suite": "recommended",
                                 "c1.h1.ecdh.group": "recommended", "c1.h1.signature_scheme": "recommended"})
        old = dict(standings(program.told("run", *RUNS[1])))
        self.assertEqual(old, {"c1.h1.version": "forbidden", "c1.h1.cipher_suite": "forbidden"})
        field = dict(standings(program.told("run", *RUNS[2])))
        self.assertEqual(field["c1.h1.dh.group"], "forbidden")
        again = dict(standings(program.told("run", *RUNS[3])))
        self.assertEqual(again["c2.h1.version"], "allowed")

    def test_a_standing_is_told_once_a_handshake(self):
        for style in ("text", "markdown"):
            text = re.sub(r"\s+", " ", program.printed("run", *RUNS[1], "--format", style))
            self.assertEqual(text.count("Today TLS 1.0 must not be used (RFC 8996 §4)."), 1)
            self.assertEqual(text.count("Today RSA must not exchange keys in TLS 1.2 (RFC 10015 §4)."), 1)
            text = re.sub(r"\s+", " ", program.printed("run", *RUNS[3], "--format", style))
            self.assertEqual(text.count("Today TLS 1.2 is allowed, but frozen"), 2)

    def test_every_mark_is_explained_at_the_end(self):
        rows = {row["rfc"]: row for row in program.listed("rfcs")}
        for arguments in RUNS:
            for style in ("text", "markdown"):
                story, heading, end = program.printed("run", *arguments, "--format", style).partition(
                    "RFCs with the mark ")
                self.assertTrue(heading)
                marked = {int(number) for number in MARKED.findall(story)}
                self.assertEqual({int(number) for number in MARKED.findall(end)}, marked)
                self.assertTrue(all(rows[number]["obsoleted_by"] or rows[number]["status"] == "Historic"
                                    for number in marked))
                for number in re.findall(r"RFC ([0-9]+) ", story):
                    self.assertEqual(rows[int(number)]["obsoleted_by"], [], number)
                self.assertIn("obsoleted by RFC 8446 (August 2018) and RFC 9846 (July 2026)",
                              re.sub(r"\s+", " ", end))

    def test_a_value_that_speaks_of_an_rfc_is_left_as_it_is(self):
        text = program.printed("run", "--seed", "1", "--request", "RFC 5246 it is")
        self.assertIn('"RFC 5246 it is"', text)
        self.assertNotIn("RFC 5246* it is", text)


program.main()
