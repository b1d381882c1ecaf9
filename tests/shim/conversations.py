"""What a recorded conversation is, and how the shim is made to have one.

A conversation has the shim's flags, what was said on each of its connections, and how the shim ended:

    {"name": …, "flags": [ … ], "connections": [ [ [WHO, BYTES], … ], … ], "status": 0, "says": "…"}

WHO is "shim" or "other", and BYTES are lower-case hex; an empty text is the end of that side's stream. The shim's bytes
are a function of its flags, with -seed and -now, and of what the other side said; so they can be compared. In a flag
PKI/ stands for the folder of this program's own certificates."""

import json
import pathlib
import socket
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
PKI = HERE.parents[1] / "assets" / "pki"
FILE = HERE / "conversations.json"
SHIM_ID = 0x0123456789ABCDEF
SECONDS = 20  # that nothing takes longer than


def load():
    return json.loads(FILE.read_text(encoding="utf-8"))


class Shim:
    """The shim as a process, and the port that it connects to."""

    def __init__(self, program, flags):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(SECONDS)
        port = self.listener.getsockname()[1]
        command = [program, "-port", str(port), "-shim-id", str(SHIM_ID)]
        command += [flag.replace("PKI/", f"{PKI}/") for flag in flags]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")

    def accept(self):
        """The next connection, its first eight bytes read."""
        connection, _ = self.listener.accept()
        connection.settimeout(SECONDS)
        said = receive(connection, 8)
        if said != SHIM_ID.to_bytes(8, "little"):
            raise AssertionError(f"the connection begins with {said.hex()}")
        return connection

    def end(self):
        """The exit status and standard error."""
        self.listener.close()
        try:
            _, says = self.process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _, says = self.process.communicate()
        return self.process.returncode, says.strip()


def receive(connection, size):
    """So many bytes, or what came before the end."""
    said = b""
    while len(said) < size:
        block = connection.recv(size - len(said))
        if not block:
            break
        said += block
    return said
