"""mbed TLS, whose packages have no programs: mbedtls.c is both. In the matrix where that was built."""

import dataclasses
import os

import processes
import tools
import versions

PROGRAM = os.environ.get("INTEROP_MBEDTLS")
MINORS = {"1.0": 1, "1.1": 2, "1.2": 3}


def since(what):
    return bool(PROGRAM) and versions.since(what)


class MbedTLS(tools.Tool):
    name, server_name, client_name = "mbedtls", "mbedtls server", "mbedtls client"
    ASKS = {"request": "optional", "require": "required"}
    program = PROGRAM
    NO_TICKETS = ("no-tickets=yes",)
    CLIENT_AGAIN = b"AGAIN\n"
    COMMAND = DONE = b""  # its server asks of its own accord, as soon as it is connected
    serves_pages = joins_fragments = gives_hints = signs_with_pss = False
    versions = ("1.2",) if since("mbed TLS has no TLS 1.0 and 1.1 any more") else tools.Tool.versions
    prefers_short_curves = since("mbed TLS's server prefers short curves, not long ones")
    # A client whose kinds of signature it does not know. Its server refuses it at once, or leaves when it signs.
    refuses_late = since("mbed TLS's server takes an RSA key exchange from a client that signs with nothing it knows")

    @staticmethod
    def speaks(suite):
        return suite.openssl is not None and "anon" not in suite.exchange

    @classmethod
    def groups(cls, ours, exchange, known):
        """Its server proposes the one finite field that it was built with, and prefers long curves or short ones: with an
        ECDSA certificate, whose curve (secp256r1) is offered too, it would not come to the others."""
        if ours == "server":
            return known
        field, short, long = {"ffdhe2048"}, {"x25519", "secp256r1"}, {"secp256r1", "secp384r1", "secp521r1"}
        curves = short if cls.prefers_short_curves else long
        choice = {"DHE-RSA": field, "DHE-PSK": field, "ECDHE-ECDSA": curves}.get(exchange, known)
        return [group for group in known if group in choice]

    @staticmethod
    def signing_hash(suite):
        """A client's signature goes by the suite's hash, whatever the server asked for."""
        return suite.prf_hash

    @staticmethod
    def _settings(setting):
        if setting.suite:
            yield "suite=" + setting.suite.name.replace("_", "-")
        if setting.version:
            minors = [MINORS[version] for version in setting.version.split(",")]
            yield from (f"version-min={minors[-1]}", f"version-max={minors[0]}")
        if not setting.extended_master_secret:
            yield "no-ems=yes"
        if not setting.encrypt_then_mac:
            yield "no-etm=yes"
        if setting.protocols:
            yield "alpn=" + setting.protocols
        if setting.psk:
            yield f"psk={setting.psk}"
        if setting.fragment:
            yield f"fragment={setting.fragment}"
        yield from setting.more

    @staticmethod
    def _again(setting, role):
        if not setting.renegotiates:
            return []
        return ["renegotiate=now" if setting.renegotiates == role else "renegotiate=yes"]

    @staticmethod
    def start_meeting(setting, _port):
        """One program makes both connections."""
        return None, dataclasses.replace(setting, more=(*setting.more, "resume=yes"))

    def start_server(self, setting):
        command = [self.program, "server", *self._settings(setting), *self._again(setting, "server")]
        for name in [setting.certificate] if setting.certificate else ["rsa", "ecdsa"]:
            chain, key = tools.CERTIFICATES[name]
            command += [f"certificate={chain}", f"key={key}"]
        if setting.asks:
            command += [f"client-authentication={self.ASKS[setting.asks]}", f"roots={tools.ROOTS}"]
        server = processes.Process(command)
        found = server.find(r"port (\d+)\n")
        if not found:
            raise self.not_started(server)
        return server, int(found[1])

    def start_client(self, setting, port):
        command = [self.program, "client", port, f"host={tools.HOST}", f"roots={tools.ROOTS}", *self._settings(setting)]
        command += self._again(setting, "client")
        if setting.group and not tools.is_field(setting.group):
            curves = dict.fromkeys([setting.group, tools.curve_of(setting.certificate)])
            command += [f"group={name}" for name in curves]
        if setting.shows:
            chain, key = tools.CERTIFICATES[setting.shows]
            command += [f"certificate={chain}", f"key={key}"]
        return processes.Process(command)

    @staticmethod
    def asked(lines, closes):
        return b"".join(lines) + (b"CLOSE\n" if closes else b"")

    @staticmethod
    def answered(lines):
        return b"".join(lines)
