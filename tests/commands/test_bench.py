"""The benchmark: that it measures every suite, and says what it cannot measure. How quick is not asked here."""

import unittest

import program

QUICK = ["--seconds", "0.001"]
KEYS = {"suite", "group", "resume", "handshakes", "per_second", "cpu_us", "client_cpu_us", "server_cpu_us"}


class Bench(unittest.TestCase):
    def test_every_suite_is_measured(self):
        rows = program.told("bench", *QUICK)
        self.assertEqual([row["suite"] for row in rows], [row["name"] for row in program.listed("suites")])
        for row in rows:
            self.assertGreaterEqual(set(row), KEYS)
            self.assertGreaterEqual(row["handshakes"], 1)
            self.assertGreater(row["cpu_us"], 0)
            self.assertGreater(row["per_second"], 0)

    def test_a_group_chooses_the_suites_that_use_it(self):
        for group, exchange in (("toy-dh-23", "DHE"), ("secp256r1", "ECDHE")):
            rows = program.told("bench", *QUICK, "--group", group)
            wanted = [row["name"] for row in program.listed("suites") if row["key_exchange"] == exchange]
            self.assertEqual([row["suite"] for row in rows], wanted)
            self.assertEqual({row["group"] for row in rows}, {group})

    def test_both_sides_together_are_each_alone(self):
        (row,) = program.told("bench", "--seconds", "0.1", "--suite", "AES128-SHA")
        self.assertAlmostEqual(row["client_cpu_us"] + row["server_cpu_us"], row["cpu_us"], delta=0.01)
        # The private key is the server's, and takes many times as long as all that the client does.
        self.assertGreater(row["server_cpu_us"], row["client_cpu_us"])

    def test_resumed_handshakes_are_measured(self):
        (full,) = program.told("bench", "--seconds", "0.05", "--suite", "AES128-SHA")
        self.assertIsNone(full["resume"])
        for way in ("session-id", "ticket"):
            (row,) = program.told("bench", "--seconds", "0.05", "--suite", "AES128-SHA", "--resume", way)
            self.assertEqual(row["resume"], way)
            self.assertLess(row["cpu_us"], full["cpu_us"] / 4)

    def test_recording_is_measured_beside(self):
        (row,) = program.told("bench", *QUICK, "--suite", "AES128-SHA", "--timeline")
        self.assertGreaterEqual(set(row), KEYS | {"recorded_cpu_us", "recorded_ratio", "timeline_bytes"})
        self.assertIsNone(row["group"])
        self.assertLessEqual(row["timeline_bytes"], 512 * 1024)

    def test_the_table_has_a_line_for_each_suite(self):
        lines = program.printed("bench", *QUICK, "--suite", "AES128-SHA,AES256-SHA").splitlines()
        self.assertEqual([line.split()[0] for line in lines],
                         ["suite", "TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_256_CBC_SHA"])

    def test_a_handshake_that_fails_is_told(self):
        for arguments, part in ((["--suite", "ECDHE-ECDSA-AES128-SHA", "--certificate", "rsa"], "handshake_failure"),
                                (["--suite", "AES128-SHA", "--certificate", "expired"], "certificate_expired"),
                                (["--suite", "DHE-RSA-AES128-SHA", "--group", "x25519"], "x25519")):
            run = program.start("bench", *QUICK, *arguments)
            self.assertEqual((run.returncode, run.stdout), (2, ""))
            self.assertEqual(run.stderr.count("\n"), 1)
            self.assertIn(part, run.stderr)


program.main()
