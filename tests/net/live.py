"""What the tests of live connections share: our server and client as processes, and their standard output taken apart."""

import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "interop"), str(HERE.parent / "commands")]

import processes  # noqa: E402  (found by the line above)
import program  # noqa: E402

HOST = "server.tlsteps.example"
PKI = program.ROOT / "assets" / "pki"
ROOTS = PKI / "roots.pem"
REQUEST = b"GET / HTTP/1.0\r\n\r\n"
DECODE_ERROR, HANDSHAKE_FAILURE, PROTOCOL_VERSION, UNEXPECTED_MESSAGE = 50, 40, 70, 10


class Server(processes.Process):
    """Our server on a free port; each connection's line is JSON."""

    def __init__(self, *options):
        super().__init__([program.PROGRAM, "serve", "--port", "0", "--format", "json", *options])
        found = self.find(r'"port":(\d+)')
        if not found:
            raise AssertionError(f"the server did not start: {self.printed()}")
        self.port = int(found[1])

    def memory(self):
        """What it holds in memory, in kB."""
        lines = pathlib.Path(f"/proc/{self.child.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])

    def unread(self):
        """Bytes and connections on their way to its port which it has not taken, as the system tells."""
        port, count = f":{self.port:04X}", 0
        for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
            _, local, remote, _, queues = line.split()[:5]
            sent, received = (int(queue, 16) for queue in queues.split(":"))
            count += received if local.endswith(port) else sent if remote.endswith(port) else 0
        return count

    def settle(self):
        """Waits until it has taken everything that was sent to it, and has nothing more to do."""
        if not processes.wait_for(lambda: not self.unread() and processes.sleeps(self.child.pid)):
            raise AssertionError(f"the server does not come to rest: {self.unread()} bytes are unread")

    def visits(self):
        return [json.loads(line) for line in self.output.decode().splitlines()[1:]]

    def visit(self, number):
        """What it told of a connection, once that is over; by its number, from 1."""
        def told():
            return [visit for visit in self.visits() if visit["connection"] == number]

        self.wait_until(told)
        found = told()
        if not found:
            raise AssertionError(f"nothing was told of connection {number}: {self.printed()}")
        return found[0]

    def stop(self):
        """Its exit status after a polite signal."""
        self.child.terminate()
        return self.wait()


def connect(port, *options, words=REQUEST):
    """Our client: its status, what it heard, and its standard error."""
    client = processes.Process([program.PROGRAM, "connect", f"127.0.0.1:{port}", "--script", *options])
    client.write(words, last=True)
    status = client.wait()
    return status, bytes(client.output), client.errors.decode()


class Test(unittest.TestCase):
    def tearDown(self):
        processes.end_all()


def main():
    unittest.main(module="__main__", verbosity=1)
