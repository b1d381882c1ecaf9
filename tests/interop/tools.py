"""Other people's programs: how each is told what to speak. A suite and a group are named as IANA names them."""

import base64
import dataclasses
import os
import pathlib
import re
import socket
import subprocess
import sys
import threading

import processes

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import versions  # noqa: E402, F401

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
HOST = "server.tlsteps.example"
IDENTITY, KEY = "bob", "0123456789abcdef0123456789abcdef"
GNUTLS_SHOWS_PSK = "gnutls-cli shows a session of an ephemeral key exchange with a pre-shared key"
PSK = f"{IDENTITY}:{KEY}"  # as a scenario writes it


@dataclasses.dataclass(frozen=True)
class Suite:
    name: str
    openssl: str  # None where OpenSSL has no such suite

    @property
    def exchange(self):
        return re.match(r"TLS_(\w+)_WITH_", self.name)[1].replace("_", "-")

    @property
    def uses_psk(self):
        return self.exchange.endswith("PSK")

    @property
    def cipher(self):
        return re.search(r"_WITH_(\w+)_SHA\d*$", self.name)[1].replace("_", "-")

    @property
    def is_cbc(self):
        return self.cipher.endswith("CBC")

    @property
    def prf_hash(self):
        return "sha384" if self.name.endswith("_SHA384") else "sha256"

    @property
    def mac(self):
        """As GnuTLS names it."""
        digest = self.name.rpartition("_")[2]
        return ("SHA1" if digest == "SHA" else digest) if self.is_cbc else "AEAD"


@dataclasses.dataclass(frozen=True)
class Setting:
    """How a program of others is set up. A client offers one suite and group, a server all unless one is named."""

    suite: Suite = None
    group: str = None  # of a server: the finite field that it proposes
    certificate: str = None  # of a server: a name of assets/certificates, both kinds where there is none
    version: str = "1.2"  # the only one, or several from the highest down: "1.2,1.1"; None: those that it has by itself
    extended_master_secret: bool = True
    encrypt_then_mac: bool = True
    asks: str = None  # of a server: whether it wants a client's certificate; "request", "require"
    names_authorities: bool = True  # and says whose certificates it takes
    shows: str = None  # of a client: a name of assets/certificates, for a server that asks
    protocols: str = None
    psk: str = None  # IDENTITY:HEX
    hint: str = None  # of a server: which identity to use
    fragment: int = None  # size of its records
    renegotiates: str = None  # "client" or "server": who asks for a second handshake
    http: bool = False  # of a server: it answers and closes, rather than echo
    plain: bool = False  # as it is when nobody says anything: versions, suites and groups of its own
    more: tuple = ()  # options as they stand
    flags: tuple = ()  # the same of GnuTLS's priority string


def certificates():
    """Name to paths of chain and key, from the table of the program's own certificates."""
    lines = (ASSETS / "certificates").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {row[0]: (ASSETS / row[1], ASSETS / row[2]) for row in rows}


CERTIFICATES = certificates()
ROOTS = ASSETS / "pki" / "roots.pem"


# Finite fields that openssl does not make: the toy, and RFC 2409 §6.1.
FIELDS = {
    "toy-dh-23": (23, 5),
    "modp768": (
        0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD
        << 384 | 0xEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A63A3620FFFFFFFFFFFFFFFF,
        2,
    ),
}


def is_field(group):
    return bool(group) and group.startswith(("ffdhe", "modp", "toy-dh"))


def der(tag, contents):
    size = len(contents)
    length = bytes([size]) if size < 128 else bytes([0x81, size])
    return bytes([tag]) + length + contents


def field_as_pem(numbers):
    """PKCS #3: a SEQUENCE of the INTEGERs p and g."""
    integers = b"".join(der(2, number.to_bytes(number.bit_length() // 8 + 1, "big")) for number in numbers)
    body = base64.b64encode(der(0x30, integers)).decode()
    lines = [body[start : start + 64] for start in range(0, len(body), 64)]
    return "\n".join(["-----BEGIN DH PARAMETERS-----", *lines, "-----END DH PARAMETERS-----", ""])


def curve_of(certificate):
    """The curve of an ECDSA certificate, which the client has to offer besides the group."""
    return {"ecdsa-p384": "secp384r1", "ecdsa-p521": "secp521r1"}.get(certificate, "secp256r1")


class NotStarted(Exception):
    """A server does not come up; the text is what it printed."""


class Tool:
    # What makes them ask for a second handshake: the client on its standard input, the server on its own.
    CLIENT_AGAIN = SERVER_AGAIN = None
    serves_pages = joins_fragments = gives_hints = signs_with_pss = True
    versions = ("1.2", "1.1", "1.0")

    @staticmethod
    def speaks(suite):
        return suite.openssl is not None

    def takes(self, setting):
        """Whether it has all the versions that it would be told to speak."""
        return setting.version is None or set(setting.version.split(",")) <= set(self.versions)

    @staticmethod
    def groups(_ours, _exchange, known):
        """Which of `known` both sides have, in the order in which they are tried."""
        return known

    @staticmethod
    def signing_hash(_suite):
        """That a client's signature is made with: not always that of the suite."""
        return "sha256"

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.lock = threading.Lock()

    def parameters(self, group):
        """A file with the numbers of a finite field. Written once: another connection's program may be reading it."""
        path = self.folder / f"{self.name}-{group}.pem"
        with self.lock:
            if not path.exists():
                path.write_bytes(self._field(group))
        return path

    @staticmethod
    def _field(group):
        if group in FIELDS:
            return field_as_pem(FIELDS[group]).encode("ascii")
        name = group.replace("modp", "modp_")
        command = ["openssl", "genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", f"group:{name}"]
        return subprocess.run(command, check=True, capture_output=True, timeout=processes.SECONDS).stdout

    @staticmethod
    def not_started(server):
        server.end()
        return NotStarted(f"{' '.join(server.command)}: {server.printed()}")


class OpenSSL(Tool):
    name, server_name, client_name = "openssl", "s_server", "s_client"
    ASKS_FOR_STATUS = ("-status",)
    NO_TICKETS = ("-no_ticket",)
    ASKS = {"request": "-verify", "require": "-Verify"}
    CURVES = {"x25519": "X25519", "secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
    # There is no option for this one.
    NO_EXTENDED_MASTER_SECRET = """
        openssl_conf = main
        [main]
        ssl_conf = ssl
        [ssl]
        system_default = default
        [default]
        Options = -ExtendedMasterSecret
    """

    def __init__(self, folder):
        """The file is written once: another connection's program may be reading it."""
        super().__init__(folder)
        self.sessions = 0  # in files
        self.configuration = self.folder / "openssl.cnf"
        self.configuration.write_text(self.NO_EXTENDED_MASTER_SECRET, encoding="ascii")

    @staticmethod
    def stapled(name):
        return ("-status_file", ASSETS / "pki" / f"{name}.ocsp")

    def environment(self, setting):
        if setting.extended_master_secret:
            return None
        return {**os.environ, "OPENSSL_CONF": str(self.configuration)}

    @staticmethod
    def _versions(versions):
        names = ["TLSv" + version.removesuffix(".0") for version in versions]
        if len(names) > 1:
            return ["-min_protocol", names[-1], "-max_protocol", names[0]]
        return ["-" + names[0].lower().replace("v", "").replace(".", "_")]

    def _common(self, setting):
        suite = setting.suite.openssl if setting.suite else "ALL"
        if not setting.plain:
            yield from ("-cipher", suite + ":@SECLEVEL=0")
        if setting.version and not setting.plain:
            yield from self._versions(setting.version.split(","))
        if not setting.encrypt_then_mac:
            yield "-no_etm"
        if setting.protocols:
            yield from ("-alpn", setting.protocols)
        if setting.psk:
            identity, key = setting.psk.split(":")
            yield from ("-psk_identity", identity, "-psk", key)
        if setting.hint:
            yield from ("-psk_hint", setting.hint)
        if setting.fragment:
            yield from ("-max_send_frag", setting.fragment)
        yield from setting.more

    def _certificates(self, setting):
        names = [setting.certificate] if setting.certificate else ["rsa", "ecdsa"]
        for prefix, name in zip(("-", "-d"), names):
            chain, key = CERTIFICATES[name]
            yield from (f"{prefix}cert", chain, f"{prefix}cert_chain", chain, f"{prefix}key", key)

    @staticmethod
    def _application(setting):
        """One that asks for a second handshake has to be told to on its standard input, as well as what else it says."""
        if setting.renegotiates == "server":
            return ["-naccept", 1]
        return ["-www" if setting.http else "-rev", *(["-client_renegotiation"] if setting.renegotiates else [])]

    def start_server(self, setting):
        """The server and its port: it is told to take any, and says which."""
        command = ["openssl", "s_server", "-accept", "127.0.0.1:0", *self._application(setting)]
        command += [*self._certificates(setting), *self._common(setting)]
        if is_field(setting.group):
            command += ["-dhparam", self.parameters(setting.group)]
        if setting.asks:
            roots = "-CAfile" if setting.names_authorities else "-verifyCAfile"
            command += [self.ASKS[setting.asks], 5, roots, ROOTS, "-verify_return_error"]
        server = processes.Process(command, self.environment(setting))
        found = server.find(r"ACCEPT .*:(\d+)\n")
        if not found:
            raise self.not_started(server)
        return server, int(found[1])

    def start_client(self, setting, port):
        command = ["openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-servername", HOST]
        command += ["-brief" if setting.renegotiates == "client" else "-quiet"]
        command += ["-no_ign_eof", "-CAfile", ROOTS, "-verify_return_error", "-verify_hostname", HOST]
        command += self._common(setting)
        if setting.group in self.CURVES:
            curves = dict.fromkeys([setting.group, curve_of(setting.certificate)])
            command += ["-groups", ":".join(self.CURVES[name] for name in curves)]
        if setting.shows:
            chain, key = CERTIFICATES[setting.shows]
            command += ["-cert", chain, "-cert_chain", chain, "-key", key]
        return processes.Process(command, self.environment(setting))

    CLIENT_AGAIN, SERVER_AGAIN = b"R\n", b"r\n"

    def start_meeting(self, setting, port):
        """The first of two connections, whose session the second resumes: its program, which has nothing to say, and how
        that is set up which comes back."""
        with self.lock:
            self.sessions += 1
            session = self.folder / f"session-{self.sessions}.pem"
        meeting = self.start_client(dataclasses.replace(setting, more=(*setting.more, "-sess_out", session)), port)
        meeting.write(b"", last=True)
        return meeting, dataclasses.replace(setting, more=(*setting.more, "-sess_in", session))

    @staticmethod
    def asked(lines, closes):
        """What makes the server say `lines` reversed, and then close where it is to."""
        return b"".join(lines) + (b"CLOSE\n" if closes else b"")

    @staticmethod
    def answered(lines):
        return b"".join(line[:-1][::-1] + b"\n" for line in lines)


class GnuTLS(Tool):
    name, server_name, client_name = "gnutls", "gnutls-serv", "gnutls-cli"
    ASKS_FOR_STATUS = ()  # it always does
    NO_TICKETS = ("--noticket",)
    ASKS = {None: ["--disable-client-cert"], "request": [], "require": ["--require-client-cert"]}
    ALL = (
        "+RSA:+DHE-RSA:+ECDHE-RSA:+ECDHE-ECDSA:+AES-128-CBC:+AES-256-CBC:+AES-128-GCM:+AES-256-GCM"
        ":+CHACHA20-POLY1305:+SHA1:+SHA256:+SHA384:+AEAD"
    )
    # Beside TLS 1.3 it takes no priorities like these.
    UP_TO_1_2 = ":+PSK:+RSA-PSK:+DHE-PSK:+ECDHE-PSK:+ANON-DH:+ANON-ECDH"
    EXCHANGES = {"DH-anon": "ANON-DH", "ECDH-anon": "ANON-ECDH"}

    @staticmethod
    def stapled(name):
        return ("--ocsp-response", ASSETS / "pki" / f"{name}.ocsp", "--ignore-ocsp-response-errors")

    @staticmethod
    def environment(_setting):
        return None

    def _groups(self, setting):
        """A client that names no finite field gets the server's own."""
        if not setting.group:
            return ["GROUP-ALL"]
        if is_field(setting.group) and not setting.group.startswith("ffdhe"):
            return ["GROUP-X25519"]
        names = [setting.group] if is_field(setting.group) else [setting.group, curve_of(setting.certificate)]
        return ["GROUP-" + name.upper() for name in dict.fromkeys(names)]

    def _priority(self, setting, groups):
        if setting.plain:
            return []
        suite, versions = setting.suite, setting.version.split(",") if setting.version else ["1.3", "1.2"]
        parts = ["NONE", *("+VERS-TLS" + version for version in versions)]
        exchange = self.EXCHANGES.get(suite.exchange, suite.exchange) if suite else None
        everything = self.ALL + ("" if "1.3" in versions else self.UP_TO_1_2)
        parts += [f"+{exchange}:+{suite.cipher}:+{suite.mac}" if suite else everything]
        parts += ["+COMP-NULL", "+SIGN-ALL", *("+" + group for group in groups)]
        parts += setting.flags
        parts += ["%NO_ETM"] if not setting.encrypt_then_mac else []
        parts += ["%NO_SESSION_HASH"] if not setting.extended_master_secret else []
        return ["--priority", ":".join(parts)]

    def _command(self, setting, port):
        command = ["gnutls-serv", "--http" if setting.http else "--echo", *self.ASKS[setting.asks], "-p", port]
        command += ["--x509cafile", ROOTS, "--verify-client-cert"] if setting.asks else []
        for name in [setting.certificate] if setting.certificate else ["rsa", "ecdsa"]:
            chain, key = CERTIFICATES[name]
            command += ["--x509certfile", chain, "--x509keyfile", key]
        command += self._priority(setting, ["GROUP-ALL"])
        if is_field(setting.group):
            command += ["--dhparams", self.parameters(setting.group)]
        if setting.psk:
            command += ["--pskpasswd", self.passwords(setting.psk)]
        if setting.hint:
            command += ["--pskhint", setting.hint]
        return command + self._more(setting)

    def passwords(self, psk):
        """A file with one pre-shared key. Written once, like the fields'."""
        path = self.folder / f"{self.name}-{psk.replace(':', '-')}.psk"
        with self.lock:
            if not path.exists():
                path.write_text(psk + "\n", encoding="utf-8")
        return path

    def _more(self, setting):
        fragment = ["--recordsize", setting.fragment] if setting.fragment else []
        return [*(["--alpn", setting.protocols] if setting.protocols else []), *fragment, *setting.more]

    def start_server(self, setting):
        """The server and its port: a free one, and another where somebody was quicker."""
        for _ in range(5):
            with socket.create_server(("", 0)) as probe:
                port = probe.getsockname()[1]
            server = processes.Process(self._command(setting, port))
            found = server.find(r"listening on IPv4 \S+ port \d+\.\.\.(done|bind)")
            if found and found[1] == "done":
                return server, port
            server.end()
        raise self.not_started(server)

    def start_client(self, setting, port):
        command = ["gnutls-cli", "-p", port, "--x509cafile", ROOTS, "--sni-hostname", HOST, "--verify-hostname", HOST]
        if setting.psk:
            identity, key = setting.psk.split(":")
            command += ["--pskusername", identity, "--pskkey", key]
        command += ["--inline-commands"] if setting.renegotiates == "client" else []
        command += ["--logfile", "/dev/stderr", *self._priority(setting, self._groups(setting)), *self._more(setting)]
        if setting.shows:
            chain, key = CERTIFICATES[setting.shows]
            command += ["--x509certfile", chain, "--x509keyfile", key]
        return processes.Process([*command, "127.0.0.1"])

    # Its server takes what makes it ask from the client, and says so.
    CLIENT_AGAIN = b"^renegotiate^\n"
    COMMAND, DONE = b"**REHANDSHAKE**\n", b"Successfully executed command\n"

    @staticmethod
    def start_meeting(setting, _port):
        """One program makes both connections."""
        return None, dataclasses.replace(setting, more=(*setting.more, "--resume"))

    @staticmethod
    def asked(lines, _closes):
        return b"".join(lines)

    @staticmethod
    def answered(lines):
        return b"".join(lines)


def missing():
    """The programs that are not installed."""
    folders = os.get_exec_path()
    wanted = ("openssl", "gnutls-serv", "gnutls-cli")
    return [name for name in wanted if not any((pathlib.Path(folder) / name).exists() for folder in folders)]
