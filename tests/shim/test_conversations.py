"""Replays the recorded conversations to the shim, which has to say the same bytes and end in the same way."""

import os
import unittest

import conversations

SHIM = os.environ["SHIM"]


class Conversations(unittest.TestCase):
    def hear(self, connection, expected):
        """The shim says this next; nothing means that its stream ends."""
        found = conversations.receive(connection, max(1, len(expected)))
        self.assertEqual(expected.hex(), found.hex())

    def replay(self, connection, steps):
        for who, text in steps:
            data = bytes.fromhex(text)
            if who == "shim":
                self.hear(connection, data)
            elif data:
                connection.sendall(data)
            else:
                connection.shutdown(1)

    def test_the_shim_says_what_was_recorded(self):
        recorded = conversations.load()
        self.assertGreaterEqual(len(recorded), 20)
        for item in recorded:
            with self.subTest(item["name"]):
                shim = conversations.Shim(SHIM, item["flags"])
                try:
                    for steps in item["connections"]:
                        with shim.accept() as connection:
                            self.replay(connection, steps)
                finally:
                    ended = shim.end()
                self.assertEqual((item["status"], item["says"]), ended)

    def test_another_word_is_noticed(self):
        """A bit turned in the server's random does not pass."""
        item = conversations.load()[0]
        steps = [list(step) for step in item["connections"][0]]
        hello = bytearray.fromhex(steps[1][1])
        hello[20] ^= 1
        steps[1][1] = hello.hex()
        shim = conversations.Shim(SHIM, item["flags"])
        with shim.accept() as connection, self.assertRaises(AssertionError):
            self.replay(connection, steps)
        self.assertNotEqual(0, shim.end()[0])

    def test_unknown_flags_are_unimplemented(self):
        for flags in (["-dtls"], ["-no-such-flag"], ["-cipher", "3DES"], ["-curves", "4588"], ["-min-version", "772"]):
            with self.subTest(flags):
                status, says = conversations.Shim(SHIM, flags).end()
                self.assertEqual(89, status)
                self.assertTrue(says)

    def test_prefixes_belong_to_their_connections(self):
        """The session is not offered where the second connection alone is told not to take tickets."""
        item = next(item for item in conversations.load() if item["name"] == "a client that comes back")
        flags = [*item["flags"], "-on-resume-no-ticket"]
        shim = conversations.Shim(SHIM, flags)
        with shim.accept() as connection:
            self.replay(connection, item["connections"][0])
        with shim.accept() as connection:
            hello = conversations.receive(connection, 5)
            self.assertLess(int.from_bytes(hello[3:], "big"), len(item["connections"][1][0][1]) // 2 - 5)
        shim.end()


unittest.main()
