"""Live connections on the screen: every step waits for a key, and bytes leave with the step that sends them."""

import json
import os
import select
import signal
import socket
import tempfile

import live
import processes
import program
import terminal

class Screen(terminal.Terminal):
    def __init__(self, *arguments):
        super().__init__([program.PROGRAM, *arguments])


def has_come(stream, seconds=0):
    return bool(select.select([stream], [], [], seconds)[0])


class Connect(live.Test):
    def test_bytes_leave_when_the_reader_comes_to_their_step(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            screen = Screen("connect", f"localhost:{listener.getsockname()[1]}")
            server = listener.accept()[0]
            self.assertTrue(screen.wait_for(b"step 1/"), screen.seen)
            screen.rest()
            pressed = 0
            while b"client.send.client_hello" not in screen.seen and pressed < 20:
                self.assertFalse(has_come(server), f"after {pressed} steps")
                screen.press(" ")
                pressed += 1
            self.assertTrue(has_come(server, processes.SECONDS))
            hello = server.recv(65536)
            self.assertEqual((hello[0], hello[5]), (22, 1))
            self.assertGreater(pressed, 0)
            screen.press(" ")
            self.assertTrue(screen.wait_for(b"waiting for the other side"), screen.seen)
            # An alert of the server's makes the next step without a key, since the reader waits for it.
            server.sendall(bytes.fromhex("15030300020228"))
            self.assertTrue(screen.wait_for(b"handshake_failure"), screen.seen)
            self.assertEqual(screen.leave(), 0)
            server.close()

    def test_to_the_end_with_reports(self):
        server = live.Server()
        with tempfile.NamedTemporaryFile("r") as report:
            screen = Screen("connect", f"localhost:{server.port}", "--report", report.name, "--format", "json")
            self.assertTrue(screen.wait_for(b"step 1/"), screen.seen)
            self.assertTrue(screen.press_until(b"this is the last step"), screen.seen)
            self.assertEqual(screen.leave(), 0)
            told = json.load(report)
        self.assertEqual((told["outcome"]["client"], told["outcome"]["connected"]), ("closed", True))
        self.assertEqual(server.visit(1)["state"], "closed")
        names = [step["name"] for step in told["steps"]]
        self.assertIn("c1.h1.client.receive.finished", names)
        self.assertIn("c1.h1.client.receive.application_data", names)

    def test_a_client_that_comes_back_is_stepped_through_twice(self):
        server = live.Server()
        with tempfile.NamedTemporaryFile("r") as report:
            screen = Screen("connect", f"localhost:{server.port}", "--resume", "ticket", "--report", report.name,
                            "--format", "json")
            for number in (1, 2):
                self.assertTrue(screen.wait_for(b"RTT"), screen.seen)
                self.assertTrue(screen.press_until(b"this is the last step"), screen.seen)
                screen.seen = b""
                if number == 1:
                    os.write(screen.terminal, b"q")
            self.assertEqual(screen.leave(), 0)
            self.assertIn(b"the server resumed the session by its ticket", screen.seen)
            told = json.load(report)
        self.assertEqual([told["outcomes"][one]["client"] for one in ("c1", "c2")], ["closed"] * 2)
        self.assertIn("c2.h1.client.send.client_hello", [step["name"] for step in told["steps"]])

    def test_what_has_happened_cannot_be_changed(self):
        server = live.Server()
        screen = Screen("connect", f"localhost:{server.port}")
        self.assertTrue(screen.wait_for(b"step 1/"), screen.seen)
        for key in "tmf":
            screen.seen = b""
            screen.press(key)
            self.assertTrue(screen.wait_for(b"a live connection cannot be made again"), screen.seen)
            screen.press(" ")
        self.assertEqual(screen.leave(), 0)

    def test_who_leaves_early_has_left_nothing_behind(self):
        server = live.Server("--handshake-timeout", "5")
        screen = Screen("connect", f"localhost:{server.port}", "--expect", "stalled")
        self.assertTrue(screen.wait_for(b"step 1/"), screen.seen)
        self.assertEqual(screen.leave(), 0)
        self.assertEqual(server.visit(1)["client"][:9], "127.0.0.1")


class Serve(live.Test):
    def test_a_client_waits_at_every_step(self):
        screen = Screen("serve", "--port", "0", "--once")
        port = screen.find(rb"Listening on 127\.0\.0\.1:(\d+)\s")[1].decode()
        client = processes.Process([program.PROGRAM, "connect", port, "--script"])
        client.write(live.REQUEST, last=True)
        self.assertTrue(screen.wait_for(b"RTT"), screen.seen)
        screen.rest()
        self.assertIsNone(client.child.poll())
        self.assertTrue(screen.press_until(b"this is the last step"), screen.seen)
        self.assertEqual(client.wait(), 0, client.printed())
        self.assertIn(b"Your TLS handshake", client.output)
        self.assertEqual(screen.leave(), 0)

    def test_one_client_after_the_other(self):
        with tempfile.NamedTemporaryFile("r") as report:
            screen = Screen("serve", "--port", "0", "--report", report.name, "--format", "json")
            for number in (1, 2):
                port = screen.find(rb'"port":(\d+)\D')[1].decode()
                screen.seen = b""
                client = processes.Process([program.PROGRAM, "connect", port, "--script"])
                client.write(live.REQUEST, last=True)
                self.assertTrue(screen.wait_for(b"RTT"), screen.seen)
                self.assertTrue(screen.press_until(b"this is the last step"), screen.seen)
                self.assertEqual(client.wait(), 0, client.printed())
                screen.seen = b""
                os.write(screen.terminal, b"q")
            self.assertTrue(screen.wait_for(b'"port":'), screen.seen)
            os.kill(screen.child, signal.SIGINT)
            self.assertEqual(screen.status(), 0)
            told = json.load(report)
        self.assertEqual(set(told["outcomes"]), {"c1", "c2"})
        self.assertIn("c2.h1.server.receive.finished", [step["name"] for step in told["steps"]])


live.main()
