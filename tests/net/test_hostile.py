"""`tlsteps serve` under hostile input: malformed first flights by the thousand while as many connections stay half open.

    test_hostile.py FLIGHTS HALF_OPEN

The server stands, every answer is one that the RFCs have (hostile.c says which), a well-behaved client is served all the
while, and afterwards no descriptor is lost and no memory. Built with sanitizers, the server's exit status also tells of
leaks."""

import json
import os
import sys
import time
import unittest

import live
import processes
import program

HOSTILE = os.environ.get("HOSTILE", str(program.ROOT / ".build" / "test" / "tests" / "net" / "hostile"))
SEED = 1
SANITIZED = "SANITIZED" in os.environ  # freed memory is then kept for a while, and is no measure
GROWTH_MAX = 16_000  # kB: a leak of one KiB for each of 100,000 connections would be six times that


class Watched(live.Server):
    """A server whose descriptors and memory can be read."""

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.child.pid}/fd"))

    def settle_at(self, descriptors):
        """Waits until it has as many descriptors open as these; how many it has."""
        processes.wait_for(lambda: self.descriptors() == descriptors)
        return self.descriptors()


class Hostile(live.Test):
    def serve_one(self, server):
        """Seconds that a well-behaved client takes."""
        start = time.monotonic()
        status, heard, errors = live.connect(server.port)
        self.assertEqual((status, errors), (0, ""))
        self.assertIn(b"Your TLS handshake", heard)
        return time.monotonic() - start

    def test_it_stands(self):
        server = Watched("--quiet", "--handshake-timeout", "3600")
        descriptors = server.descriptors()
        # A first crowd, as large as the other: what the server then holds it has had use for.
        first = processes.Process([HOSTILE, server.port, FLIGHTS // 20, HALF_OPEN, SEED + 1])
        first.write(b"", last=True)
        self.assertEqual(first.wait(), 0, first.printed())
        self.assertEqual(server.settle_at(descriptors), descriptors)
        before, memory = self.serve_one(server), server.memory()
        crowd = processes.Process([HOSTILE, server.port, FLIGHTS, HALF_OPEN, SEED])
        # One client at least, however quickly the crowd has said all: its half-open connections stand then.
        times, most, over = [], 0, False
        while not over:
            times.append(self.serve_one(server))
            most = max(most, server.memory())
            over = crowd.wait_until(lambda: bool(crowd.output), 0.2) or not crowd.streams
        # The flights are over, the half-open ones still stand.
        self.assertEqual(server.settle_at(descriptors + HALF_OPEN), descriptors + HALF_OPEN)
        crowd.write(b"", last=True)
        self.assertEqual(crowd.wait(), 0, crowd.printed())
        told = json.loads(crowd.output)
        print(json.dumps(told, indent=1))
        self.assertEqual((told["flights"], told["wrong"]), (FLIGHTS, 0))
        self.assertEqual(server.settle_at(descriptors), descriptors)
        after = self.serve_one(server)
        grown = server.memory() - memory
        print(f"well-behaved clients: {before:.2f} s before, {after:.2f} s after, {len(times)} meanwhile in at most "
              f"{max(times):.2f} s\nmemory of the server: {memory} kB before, at most {most} kB, {grown} kB grown")
        if not SANITIZED:
            self.assertLess(grown, GROWTH_MAX)
        self.assertEqual(server.stop(), 0, server.printed())


FLIGHTS, HALF_OPEN = int(sys.argv[1]), int(sys.argv[2])
unittest.main(module="__main__", argv=sys.argv[:1], verbosity=1)
