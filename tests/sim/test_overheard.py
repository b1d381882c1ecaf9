"""The eavesdropper is honest: from an exported capture and the stolen items alone she learns exactly what the run says that
she knows. The capture is read here, its bytes go with the loot to `overhear`, a program that has her and nothing else."""

import argparse
import collections
import json
import pathlib
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
RUNS = ROOT / "tests" / "sim" / "overheard.txt"
SERVER_PORT = 443
SYN = 0x02
PRIVATE = {"client": ["dh.client_private", "ecdh.client_private"], "server": ["dh.server_private", "ecdh.server_private"]}
# The keys that a server has may be any of these.
CERTIFICATES = ["rsa", "ecdsa", "ecdsa-p384", "ecdsa-p521"]


def packets(capture):
    """The packets of a pcapng file, raw IPv4, in their order."""
    order = ">" if capture[8:12] == bytes.fromhex("1a2b3c4d") else "<"
    at = 0
    while at < len(capture):
        kind, length = struct.unpack_from(order + "II", capture, at)
        if kind == 6:  # Enhanced Packet Block
            (size,) = struct.unpack_from(order + "I", capture, at + 20)
            yield capture[at + 28 : at + 28 + size]
        at += length


def segments(capture):
    """(connection, who sent it, bytes): what TCP carried. A connection begins with its SYN."""
    numbers = {}
    for ip in packets(capture):
        tcp = ip[(ip[0] & 15) * 4 : struct.unpack_from(">H", ip, 2)[0]]
        source, target = struct.unpack_from(">HH", tcp)
        payload = tcp[(tcp[12] >> 4) * 4 :]
        client = target if source == SERVER_PORT else source
        if tcp[13] & SYN:
            numbers.setdefault(client, len(numbers) + 1)
        if payload:
            yield numbers[client], "server" if source == SERVER_PORT else "client", payload


def written(name, value):
    """A fact's value as `overhear` has it: what the JSON has as a number is a text there."""
    if not isinstance(value, int):
        return value
    return f"{value:#x}" if name.endswith("_sequence_number") else str(value)


def loot_of(arguments, connection):
    """What was stolen on a connection, by the run's options."""
    loot = set()
    for option, value in zip(arguments, arguments[1:]):
        if option in ("--eavesdropper-has", f"--c{connection}.eavesdropper-has"):
            loot = set(value.split(","))
    return loot


def loot_afterwards(loot):
    """What of it was stolen when all was over."""
    return {item.removesuffix("@after") for item in loot if item.endswith("@after")}


def value_of(arguments, name):
    return dict(zip(arguments, arguments[1:])).get(name)


def stolen_files(arguments, loot, certificates):
    """Lines for what lies in files: keys and pre-shared keys of the server."""
    if "server-key" in loot:
        for name in {*CERTIFICATES, value_of(arguments, "--certificate") or "rsa"}:
            row = certificates[name]
            yield f"server-key {ROOT / row['chain_file']} {ROOT / row['key_file']}"
    if "psk" in loot:
        yield f"psk {value_of(arguments, '--psk')}"


def stolen_ticket_keys(run, loot, connection):
    """Lines for the ticket keys that the server used on a connection."""
    known, prefix = run["known"]["server"], f"c{connection}.h1.ticket_key"
    if "ticket-key" in loot and f"{prefix}.name" in known:
        yield f"ticket-key {known[f'{prefix}.name']} {known[f'{prefix}.encryption']} {known[f'{prefix}.mac']}"


def stolen_values(run, loot, connection):
    """Lines for what was drawn for a handshake alone."""
    for side, names in PRIVATE.items():
        for name, value in run["known"][side].items() if f"{side}-private" in loot else []:
            match = re.match(rf"c{connection}\.h(\d+)\.(.*)$", name)
            if match and match[2] in names:
                digits = value.removeprefix("0x")
                yield f"take {match[2]} {match[1]} {'0' * (len(digits) % 2)}{digits}"


class Overheard(unittest.TestCase):
    def run_program(self, arguments):
        with tempfile.TemporaryDirectory() as folder:
            capture = pathlib.Path(folder) / "run.pcapng"
            command = [self.tlsteps, "run", "--seed", "overheard", "--format", "json", "--capture", capture, *arguments]
            run = subprocess.run(command, capture_output=True, text=True)
            self.assertIn(run.returncode, (0, 1), run.stderr)
            return json.loads(run.stdout), capture.read_bytes()

    def lines(self, arguments, run, capture):
        """What `overhear` is told: the loot of a connection, and then what crossed."""
        present = 0
        limit = value_of(arguments, "--eavesdropper-limit")
        if limit:
            yield f"limit {limit}"
        for connection, side, payload in segments(capture):
            if connection != present:
                loot = loot_of(arguments, connection)
                yield "forget all"
                yield from stolen_files(arguments, loot, self.certificates)
                yield from stolen_ticket_keys(run, loot, connection)
                yield f"connection {connection}"
                yield from stolen_values(run, loot, connection)
                present = connection
            yield f"{side} {payload.hex()}"
        yield from self.afterwards(arguments, run, present)

    def afterwards(self, arguments, run, connections):
        """When all is over: ticket keys, which open any recording, and then each recording with what else was stolen."""
        numbers = range(1, connections + 1)
        later = {number: loot_afterwards(loot_of(arguments, number)) for number in numbers}
        for number in numbers:
            yield from stolen_ticket_keys(run, later[number], connections)
        for number in numbers:
            yield "forget all"
            yield from stolen_files(arguments, later[number], self.certificates)
            yield f"review {number}"

    def overhear(self, lines):
        run = subprocess.run([self.listener], input="\n".join(lines) + "\n", capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return dict(line.split(" ", 1) for line in run.stdout.splitlines())

    def test_she_learns_what_the_run_says(self):
        counts = collections.Counter()
        for line in RUNS.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            arguments = shlex.split(line)
            with self.subTest(line):
                run, capture = self.run_program(arguments)
                known = run["known"]["eavesdropper"]
                wanted = {name: written(name, value) for name, value in known.items() if re.match(r"c\d+\.", name)}
                self.assertEqual(self.overhear(self.lines(arguments, run, capture)), wanted)
                counts["runs"] += 1
                counts["read"] += any(name.endswith("application_data") for name in wanted)
        print(f"{counts['runs']} runs, in {counts['read']} of them she reads the application data")
        self.assertGreater(counts["read"], 10)
        self.assertGreater(counts["runs"] - counts["read"], 10)

    def test_without_the_loot_she_learns_less(self):
        arguments = ["--suite", "AES128-GCM-SHA256", "--eavesdropper-has", "server-key"]
        run, capture = self.run_program(arguments)
        lines = [line for line in self.lines(arguments, run, capture) if not line.startswith("server-key")]
        self.assertNotIn("c1.h1.master_secret", self.overhear(lines))
        self.assertIn("c1.h1.master_secret", run["known"]["eavesdropper"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("tlsteps")
    parser.add_argument("overhear")
    options = parser.parse_args()
    Overheard.tlsteps, Overheard.listener = options.tlsteps, options.overhear
    rows = subprocess.run([options.tlsteps, "list", "certificates", "--format", "json"], capture_output=True, text=True)
    Overheard.certificates = {row["name"]: row for row in json.loads(rows.stdout)}
    unittest.main(argv=[sys.argv[0]], verbosity=1)
