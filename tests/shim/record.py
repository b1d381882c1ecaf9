#!/usr/bin/python3
"""Records the conversations of conversations.json anew: record.py SHIM.

The other side is OpenSSL, by Python's ssl module, with certificates of assets/pki; in some conversations what it says
is changed on the way. To be run where the shim says other bytes than before, and is meant to."""

import json
import ssl
import sys
import warnings

import conversations
from conversations import PKI

MESSAGE = b"\x42" * 32  # and its answer is each byte with its bits turned
ANSWER = bytes(byte ^ 0xFF for byte in MESSAGE)
NOW = "1767268800"  # 2026-01-01 12:00:00 UTC
ECDSA = ["-cert-file", "PKI/ecdsa.pem", "-key-file", "PKI/ecdsa.key"]
TRUST = ["-trust-cert", "PKI/roots.pem"]
CHANGE_CIPHER_SPEC, HANDSHAKE, APPLICATION_DATA = 20, 22, 23

warnings.simplefilter("ignore", DeprecationWarning)  # of versions that are spoken on purpose


class Other:
    """OpenSSL as one end of a connection, over two buffers."""

    def __init__(self, shim_is_server, version=ssl.TLSVersion.TLSv1_2, ciphers="ALL", alpn=(), asks=False):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT if shim_is_server else ssl.PROTOCOL_TLS_SERVER)
        self.context.set_ciphers(f"{ciphers}:@SECLEVEL=0")
        self.context.minimum_version = self.context.maximum_version = version
        if alpn:
            self.context.set_alpn_protocols(list(alpn))
        if shim_is_server:
            self.context.check_hostname = False
            self.context.load_verify_locations(PKI / "roots.pem")
            self.context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        else:
            self.context.load_cert_chain(PKI / "ecdsa.pem", PKI / "ecdsa.key")
        if asks:
            self.context.verify_mode = ssl.CERT_REQUIRED
            self.context.load_verify_locations(PKI / "roots.pem")
        self.shim_is_server = shim_is_server
        self.session = None

    def begin(self):
        self.heard, self.said = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.end = self.context.wrap_bio(self.heard, self.said, server_side=not self.shim_is_server,
                                         session=self.session if self.shim_is_server else None)


def records(data):
    while data:
        size = 5 + int.from_bytes(data[3:5], "big")
        yield data[:size]
        data = data[size:]


class Talk:
    """One connection while it is recorded."""

    def __init__(self, connection, other, change):
        self.connection, self.other, self.change = connection, other, change
        self.steps = []

    def note(self, who, data):
        if self.steps and data and self.steps[-1][0] == who and self.steps[-1][1]:
            self.steps[-1][1] += data.hex()
        else:
            self.steps.append([who, data.hex()])

    def say(self, data):
        if data:
            self.connection.sendall(data)
            self.note("other", data)

    def deliver(self):
        """Hands on what OpenSSL said, a record at a time changed."""
        said = self.other.said.read()
        self.say(b"".join(self.change(record) for record in records(said)) if self.change else said)

    def hear(self):
        """True where something came."""
        try:
            data = self.connection.recv(65536)
        except ConnectionResetError:
            data = b""
        self.note("shim", data)
        self.other.heard.write(data)
        return bool(data)

    def do(self, what):
        """What OpenSSL does, with as much going to and fro as it takes; None where the shim is gone."""
        while True:
            try:
                result = what()
                self.deliver()
                return result if result is not None else True
            except ssl.SSLWantReadError:
                self.deliver()
                if not self.hear():
                    return None
            except ssl.SSLError:
                self.deliver()
                return None

    def hang_up(self):
        self.connection.shutdown(1)
        self.note("other", b"")
        while self.hear():
            pass


def heard(talk, size):
    data = b""
    while len(data) < size:
        more = talk.do(lambda: talk.other.end.read(size - len(data)))
        if not more or more is True:
            break
        data += more
    return data


def exchange(talk):
    """A message and its answer, or an alert in its place."""
    talk.do(lambda: talk.other.end.write(MESSAGE))
    assert heard(talk, len(ANSWER)) in (ANSWER, b""), "the answer is another"


def close(talk):
    talk.do(talk.other.end.unwrap)


def whole(talk):
    """The plain course of a connection, whatever becomes of it."""
    if talk.do(talk.other.end.do_handshake):
        exchange(talk)
        close(talk)
    talk.hang_up()


def greeted(talk):
    talk.do(talk.other.end.do_handshake)
    assert heard(talk, 5) == b"hello"
    close(talk)
    talk.hang_up()


def bound(talk):
    talk.do(talk.other.end.do_handshake)
    assert heard(talk, 12) == talk.other.end.get_channel_binding("tls-unique")
    exchange(talk)
    close(talk)
    talk.hang_up()


def cut_off(talk):
    talk.do(talk.other.end.do_handshake)
    exchange(talk)
    talk.hang_up()


def in_clear(data):
    """Something else than TLS, or before it."""
    def course(talk):
        talk.say(data)
        talk.hang_up()
    return course


def refused(talk):
    talk.hear()
    talk.say(bytes.fromhex("15030100020228"))  # fatal, handshake_failure
    talk.hang_up()


def changing(content_type, first, edit):
    """A change of records of that content type whose fragment begins with that byte (None: any)."""
    def change(record):
        meant = record[0] == content_type and (first is None or record[5] == first)
        return edit(record) if meant else record
    return change


def changing_finished(edit):
    """A change of the record behind ChangeCipherSpec."""
    seen = []

    def change(record):
        meant = bool(seen) and record[0] == HANDSHAKE
        seen.extend([1] if record[0] == CHANGE_CIPHER_SPEC else [])
        return edit(record) if meant else record
    return change


def turned(place):
    def edit(record):
        changed = bytearray(record)
        changed[place] ^= 1
        return bytes(changed)
    return edit


def followed_by(data):
    """The record with more in it."""
    return lambda record: record[:3] + (len(record) - 5 + len(data)).to_bytes(2, "big") + record[5:] + data


def in_pieces(record):
    """A record of each byte."""
    return b"".join(record[:3] + b"\x00\x01" + bytes([byte]) for byte in record[5:])


def conversation(name, flags, course=whole, change=None, resumes=0, **options):
    return {"name": name, "flags": flags, "course": course, "change": change, "resumes": resumes, "options": options}


CLIENTS = [
    conversation("a client", TRUST),
    conversation("a client of TLS 1.0", TRUST, version=ssl.TLSVersion.TLSv1),
    conversation("a client of TLS 1.1, a byte at a time", [*TRUST, "-async"], version=ssl.TLSVersion.TLSv1_1),
    conversation("a client whose server cuts its messages", TRUST, change=changing(HANDSHAKE, 2, in_pieces)),
    conversation("a client that agrees on a protocol",
                 [*TRUST, "-advertise-alpn", "\x03foo\x03bar", "-expect-alpn", "bar"], alpn=["bar"]),
    conversation("a client that comes back", [*TRUST, "-resume-count", "1"], resumes=1),
    conversation("a client that shows a certificate",
                 [*TRUST, "-cert-file", "PKI/client-ecdsa.pem", "-key-file", "PKI/client-ecdsa.key"], asks=True),
    conversation("a client that speaks first and leaves",
                 [*TRUST, "-shim-writes-first", "-shim-shuts-down", "-check-close-notify"], course=greeted),
    conversation("a client that binds a channel", [*TRUST, "-tls-unique"], course=bound),
    conversation("a client whose server is cut off", [*TRUST, "-check-close-notify"], course=cut_off),
    conversation("a client that trusts another root", ["-trust-cert", "PKI/unknown-root.pem"]),
    conversation("a client and a suite that it did not offer", TRUST,
                 change=changing(HANDSHAKE, 2, turned(5 + 4 + 2 + 32 + 1 + 1))),
    conversation("a client and another Finished", TRUST, change=changing_finished(turned(-1))),
    conversation("a client and a version that it does not have", [*TRUST, "-min-version", "771"],
                 version=ssl.TLSVersion.TLSv1_1),
    conversation("a client and the other one's fatal alert", TRUST, course=refused),
]
SERVERS = [
    conversation("a server", ["-server", *ECDSA]),
    conversation("a server of TLS 1.0", ["-server", *ECDSA], version=ssl.TLSVersion.TLSv1),
    conversation("a server that a client comes back to", ["-server", *ECDSA, "-resume-count", "1"], resumes=1),
    conversation("a server without a suite for it", ["-server", *ECDSA], ciphers="ECDHE-RSA-AES128-GCM-SHA256"),
    conversation("a server that wants a certificate", ["-server", *ECDSA, *TRUST, "-require-any-client-certificate"]),
    conversation("a server that is asked for a page", ["-server", *ECDSA], course=in_clear(b"GET / HTTP/1.1\r\n\r\n")),
    conversation("a server that is told too much at once", ["-server", *ECDSA],
                 change=changing(HANDSHAKE, 1, followed_by(b"\x10"))),
    conversation("a server and a record that does not open", ["-server", *ECDSA],
                 change=changing(APPLICATION_DATA, None, turned(-1))),
]


def record(program, item):
    flags = ["-seed", item["name"], "-now", NOW, *item["flags"]]
    other = Other("-server" in flags, **item["options"])
    shim = conversations.Shim(program, flags)
    connections = []
    for _ in range(1 + item["resumes"]):
        other.begin()
        talk = Talk(shim.accept(), other, item["change"])
        item["course"](talk)
        talk.connection.close()
        if item["resumes"]:
            other.session = other.end.session
        connections.append(talk.steps)
    status, says = shim.end()
    print(f"{item['name']}: {status} {says}")
    return {"name": item["name"], "flags": flags, "connections": connections, "status": status, "says": says}


def main():
    done = [record(sys.argv[1], item) for item in CLIENTS + SERVERS]
    conversations.FILE.write_text(json.dumps(done, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


main()
