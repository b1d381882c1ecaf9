"""Connections that one side has to refuse: with which alert, and that the other side says so."""

import dataclasses

import connect
import downgrade
import tools

# Numbers of alerts (RFC 5246 §7.2, RFC 6066 §9, RFC 7301 §3.2), as other programs print them.
ALERTS = {
    "bad_record_mac": 20,
    "handshake_failure": 40,
    "bad_certificate": 42,
    "unsupported_certificate": 43,
    "certificate_revoked": 44,
    "certificate_expired": 45,
    "certificate_unknown": 46,
    "illegal_parameter": 47,
    "unknown_ca": 48,
    "decrypt_error": 51,
    "protocol_version": 70,
    "insufficient_security": 71,
    "inappropriate_fallback": 86,
    "unrecognized_name": 112,
    "bad_certificate_status_response": 113,
    "unknown_psk_identity": 115,
    "no_application_protocol": 120,
}
ECDHE = tools.Suite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256")
DHE = tools.Suite("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "DHE-RSA-AES128-GCM-SHA256")
RSA = tools.Suite("TLS_RSA_WITH_AES_128_CBC_SHA", "AES128-SHA")

# Certificate: our client's alert, and that of each other client; None where it sees nothing wrong. gnutls-cli has one
# alert for all that is wrong with a certificate.
CERTIFICATES = {
    "expired": ("certificate_expired", {"openssl": "certificate_expired"}),
    "not-yet-valid": ("certificate_expired", {"openssl": "bad_certificate"}),
    "wrong-name": ("certificate_unknown", {"openssl": "bad_certificate"}),
    "common-name-only": ("certificate_unknown", {"openssl": None, "gnutls": None}),
    "unknown-root": ("unknown_ca", {"openssl": "unknown_ca"}),
    "self-signed": ("unknown_ca", {"openssl": "unknown_ca"}),
    "missing-intermediate": ("unknown_ca", {"openssl": "unknown_ca"}),
    "ca-usage": ("unsupported_certificate", {"openssl": "unknown_ca"}),
    "path-length": ("unknown_ca", {"openssl": "unknown_ca"}),
    "wrong-purpose": ("unsupported_certificate", {"openssl": "unsupported_certificate"}),
    "not-permitted": ("certificate_unknown", {"openssl": "certificate_unknown"}),
    "excluded": ("certificate_unknown", {"openssl": "certificate_unknown"}),
    "round": ("unknown_ca", {"openssl": "unknown_ca"}),
    "critical": ("unsupported_certificate", {"openssl": "certificate_unknown"}),
    "sha1": ("unsupported_certificate", {"openssl": None}),
}


# The same of a client's certificate: our server's alert, and that of each other server. gnutls-serv names its authorities,
# so that a stranger's is not shown to it, and does not ask what a certificate is for. s_client does not start with a key
# that is another's.
CLIENT_CERTIFICATES = {
    None: ("handshake_failure", {"openssl": "handshake_failure", "gnutls": "decode_error"}),
    "client-expired": ("certificate_expired", {"openssl": "certificate_expired", "gnutls": "access_denied"}),
    "unknown-root": ("unknown_ca", {"openssl": "unknown_ca"}),
    "self-signed": ("unknown_ca", {"openssl": "unknown_ca"}),
    "good": ("unsupported_certificate", {"openssl": "unsupported_certificate"}),
    "client-stolen": ("decrypt_error", {"openssl": "decrypt_error", "gnutls": "decrypt_error"}),
}
NOT_SHOWN = {("openssl", "client-stolen")}


@dataclasses.dataclass(frozen=True)
class Refusal:
    row: str
    ours: str  # "client" or "server"
    tool: tools.Tool
    alert: str
    sent: bool  # by our side
    theirs: tools.Setting
    settings: tuple = ()
    suite: tools.Suite = ECDHE
    cannot: str = None  # where this is the reason why something cannot be had
    lowered: bool = False  # the version of the client's hello, on its way

    @property
    def column(self):
        return f"{self.ours} × {self.tool.server_name if self.ours == 'client' else self.tool.client_name}"

    def options(self):
        return [f"suite={self.suite.name}", *self.settings]

    def port(self, server):
        """Where its client connects to, for the server at that port."""
        return downgrade.start(server) if self.lowered else server

    def heard(self):
        """What their program prints when our alert has come. gnutls-serv does not say which it was."""
        if not self.sent:
            return r""
        number = ALERTS[self.alert]
        if self.tool.name == "openssl":
            return rf"alert number {number}\b"
        return r"fatal alert has been received" if self.ours == "client" else rf"Received alert \[{number}\]"


@dataclasses.dataclass(frozen=True)
class NotToBeHad:
    """A server of theirs that does not come up."""

    row: str
    tool: tools.Tool
    theirs: tools.Setting
    says: str
    cannot: str
    ours: str = "client"

    @property
    def column(self):
        return f"client × {self.tool.server_name}"

    @staticmethod
    def options():
        return []


def servers_that_refuse(tool):
    openssl = tool.name == "openssl"
    chain, key = tools.CERTIFICATES["good"]
    other_name = (
        ("-servername", "other.example", "-servername_fatal", "-cert2", chain, "-key2", key)
        if openssl
        else ("--sni-hostname", "other.example", "--sni-hostname-fatal")
    )
    # gnutls-serv looks for a suite first, and TLS 1.3 has its own.
    version_alert = "protocol_version" if openssl else "handshake_failure"
    yield "only TLS 1.3 there", version_alert, tools.Setting(version="1.3"), ()
    yield "no suite in common", "handshake_failure", tools.Setting(suite=RSA), ()
    protocols = tools.Setting(protocols="h2", more=() if openssl else ("--alpn-fatal",))
    yield "no application protocol in common", "no_application_protocol", protocols, ("alpn=http/1.1",)
    yield "another host's server", "unrecognized_name", tools.Setting(more=other_name), ()


def clients_to_refuse():
    """What our server does not take. To one that knows no TLS 1.3 its hello has no suite of use."""
    yield "only TLS 1.3 there", "handshake_failure", tools.Setting(version="1.3"), ()
    yield "only TLS 1.1 there", "protocol_version", tools.Setting(version="1.1"), ()
    yield "no suite in common", "handshake_failure", tools.Setting(suite=RSA), ()
    yield "no group in common", "handshake_failure", tools.Setting(suite=ECDHE, group="secp384r1"), ("group=x25519",)
    protocols = tools.Setting(suite=ECDHE, protocols="h2")
    yield "no application protocol in common", "no_application_protocol", protocols, ("alpn=http/1.1",)
    other_name = ("server.server-name=other.example",)
    yield "another host's server", "unrecognized_name", tools.Setting(suite=ECDHE), other_name


def fallbacks(tool):
    """A client that says it fell back, and a server that could have done more (RFC 7507)."""
    settings = ("version=1.1", "fallback-scsv=yes")
    theirs = tools.Setting(version="1.2,1.1,1.0")
    yield Refusal("fallback without need", "client", tool, "inappropriate_fallback", False, theirs, settings, RSA)
    more = ("-fallback_scsv",) if tool.name == "openssl" else ()
    theirs = tools.Setting(suite=RSA, version="1.1", more=more, flags=("%FALLBACK_SCSV",))
    settings = ("version=1.2,1.1",)
    yield Refusal("fallback without need", "server", tool, "inappropriate_fallback", True, theirs, settings, RSA)


def downgrades(tool):
    """A server that could have done more marks its random, and a client that offered more sees it (RFC 8446 §4.1.3).
    GnuTLS does either only where it speaks TLS 1.3 as well, which takes a cipher of that."""
    row, alert, settings = "hello lowered to TLS 1.1", "illegal_parameter", ("version=1.2,1.1",)
    suite = tools.Suite("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "ECDHE-RSA-AES128-SHA")
    versions = "1.2,1.1" if tool.name == "openssl" else "1.3,1.2,1.1"
    theirs = tools.Setting(version=versions)
    yield Refusal(row, "client", tool, alert, True, theirs, settings, suite, lowered=True)
    theirs = tools.Setting(suite=suite, version=versions, flags=("+AES-128-GCM", "+AEAD"))
    yield Refusal(row, "server", tool, alert, False, theirs, settings, suite, lowered=True)


def certificates(tool):
    for name, (alert, of_others) in CERTIFICATES.items():
        yield Refusal(f"certificate {name}", "client", tool, alert, True, tools.Setting(certificate=name))
        theirs = of_others.get(tool.name, "bad_certificate")
        if theirs:
            option = (f"certificate={name}",)
            yield Refusal(f"certificate {name}", "server", tool, theirs, False, tools.Setting(suite=ECDHE), option)


# OCSP response: our client's alert, and that of gnutls-cli where it sees something wrong. s_client only prints them.
STAPLED = {
    "revoked": ("bad_certificate_status_response", "bad_certificate"),
    "unknown": ("bad_certificate_status_response", None),
    "old": ("bad_certificate_status_response", "bad_certificate"),
    "other-certificate": ("bad_certificate_status_response", None),
    "own-word": ("bad_certificate_status_response", "bad_certificate"),
    "forged": ("bad_certificate_status_response", "bad_certificate"),
}


def certificate_schemes(tool):
    """Certificates that are signed by a scheme which our side did not name (RFC 5246 §7.4.2, §7.4.4). Their clients take
    such a chain, and so are no row; OpenSSL's server does not send one where signature_algorithms_cert speaks against it."""
    row, settings = "certificate signed by a scheme not named", ("signature-algorithms=rsa_pss_rsae_sha256",)
    theirs = tools.Setting(certificate="good")
    yield Refusal(row, "client", tool, "unsupported_certificate", True, theirs, settings)
    row, settings = "certificate signed by a scheme not named apart", ("signature-algorithms-cert=rsa_pss_rsae_sha256",)
    alert, sent = ("handshake_failure", False) if tool.name == "openssl" else ("unsupported_certificate", True)
    yield Refusal(row, "client", tool, alert, sent, theirs, settings)
    row = "client certificate signed by a scheme not named"
    settings = ("require-client-certificate=yes", "server.signature-algorithms=rsa_pss_rsae_sha256")
    theirs = tools.Setting(suite=ECDHE, shows="client")
    yield Refusal(row, "server", tool, "unsupported_certificate", True, theirs, settings)


def revocation(tool):
    """What a list or a stapled response says against a certificate, and a response that is missed."""
    theirs = tools.Setting(certificate="revoked")
    yield Refusal("certificate on a list", "client", tool, "certificate_revoked", True, theirs, ("crl=current",))
    theirs, missing = tools.Setting(certificate="good"), "bad_certificate_status_response"
    yield Refusal("nothing stapled", "client", tool, missing, True, theirs, ("require-status=yes",))
    for name, (alert, of_gnutls) in STAPLED.items():
        theirs = tools.Setting(certificate="good", more=tool.stapled(name))
        yield Refusal(f"stapled {name}", "client", tool, alert, True, theirs, ("status-request=yes",))
        if tool.name == "gnutls" and of_gnutls:
            settings = ("certificate=good", f"staple={name}")
            yield Refusal(f"stapled {name}", "server", tool, of_gnutls, False, tools.Setting(suite=ECDHE), settings)


def client_certificates(tool):
    """No authorities are named, so that the client shows what it has."""
    options = ("require-client-certificate=yes", "no-certificate-authorities=yes")
    wanted = tools.Setting(asks="require", names_authorities=False)
    for name, (alert, of_others) in CLIENT_CERTIFICATES.items():
        row = f"client certificate {name or 'missing'}"
        if (tool.name, name) not in NOT_SHOWN:
            yield Refusal(row, "server", tool, alert, True, tools.Setting(suite=ECDHE, shows=name), options)
        if tool.name in of_others:
            shown = (f"client-certificate={name}",) if name else ()
            yield Refusal(row, "client", tool, of_others[tool.name], False, wanted, shown)


def toys(tool):
    """What of the numbers for paper the others cannot do, and what else is too small."""
    toy_curve = "nobody else speaks explicit curves: neither offers them, nor takes the offer"
    for ours, sent in (("client", False), ("server", True)):
        setting = tools.Setting(suite=ECDHE if ours == "server" else None)
        option = ("group=toy-curve-17",)
        yield Refusal("group toy-curve-17", ours, tool, "handshake_failure", sent, setting, option, cannot=toy_curve)
    if tool.name == "openssl":
        setting, option = tools.Setting(suite=DHE), ("group=toy-dh-23",)
        reason = "it takes no p below 512 bits, whatever its security level"
        yield Refusal("group toy-dh-23", "server", tool, "illegal_parameter", False, setting, option, DHE, reason)
        for group in ("toy-dh-23", "modp768"):
            reason = "it proposes no p so small, whatever its security level"
            yield NotToBeHad(f"group {group}", tool, tools.Setting(group=group), "dh key too small", reason)
        return
    for group in ("toy-dh-23", "modp768"):
        option = ("group=modp2048",)
        row = f"group {group}, not asked for"
        yield Refusal(row, "client", tool, "insufficient_security", True, tools.Setting(group=group), option, DHE)


def whole(programs):
    for tool in programs:
        for row, alert, theirs, settings in servers_that_refuse(tool):
            yield Refusal(row, "client", tool, alert, False, theirs, settings)
        old = tools.Setting(version="1.1")
        yield Refusal("only TLS 1.1 there", "client", tool, "protocol_version", True, old, suite=RSA)
        for row, alert, theirs, settings in clients_to_refuse():
            suite = RSA if theirs.version == "1.1" else ECDHE
            yield Refusal(row, "server", tool, alert, True, theirs, settings, suite)
        yield from fallbacks(tool)
        yield from downgrades(tool)
        yield from certificates(tool)
        yield from certificate_schemes(tool)
        yield from revocation(tool)
        yield from client_certificates(tool)
        yield from toys(tool)


def quick(programs):
    """One of each direction."""
    rows = ("no suite in common", "certificate wrong-name", "client certificate missing", "hello lowered to TLS 1.1")
    return [refusal for refusal in whole(programs) if refusal.row in rows]


def compare(refusal, told, note, process):
    """None where the connection ended as it has to; else what is different."""
    wrong = []
    if not told:
        return note
    if told["state"] != "failed" or told["alert"] != {"name": refusal.alert, "sent": refusal.sent}:
        wrong.append(f"{told['state']}, alert {told['alert']}, where {refusal.alert} was to be")
    if process.find(refusal.heard()) is None:
        wrong.append(f"the other side does not say {refusal.heard()!r}")
    return "\n".join([*wrong, note, process.printed()]) if wrong else None


def as_client(refusal):
    server, port = refusal.tool.start_server(refusal.theirs)
    try:
        pump = connect.start_pump("client", refusal.port(port), 1, "self", refusal.options())
        pump.write(b"\n", last=True)
        return compare(refusal, *connect.finish(pump), server)
    finally:
        server.end()


def as_server(refusal):
    pump = connect.start_pump("server", 0, 1, "self", refusal.options())
    pump.write(b"\n", last=True)
    found = pump.find(r'"port": (\d+)')
    if not found:
        return connect.finish(pump)[1]
    client = refusal.tool.start_client(refusal.theirs, refusal.port(int(found[1])))
    status = client.wait()
    wrong = compare(refusal, *connect.finish(pump), client)
    return wrong or (None if status == 1 else f"{' '.join(client.command)}: status {status}")


def try_to_start(cell):
    try:
        server, _ = cell.tool.start_server(cell.theirs)
    except tools.NotStarted as error:
        return None if cell.says in str(error) else str(error)
    server.end()
    return "it comes up"


def run(refusal):
    """What is wrong with it, or None."""
    if isinstance(refusal, NotToBeHad):
        return try_to_start(refusal)
    return (as_client if refusal.ours == "client" else as_server)(refusal)
