"""The matrix: which connections are made, and what both sides have to agree on."""

import dataclasses
import itertools

import tools
import versions

GROUPS = {
    "RSA": [None],
    "DHE-RSA": ["ffdhe2048", "ffdhe3072", "modp2048"],
    "ECDHE-RSA": ["x25519", "secp256r1", "secp384r1", "secp521r1"],
    "ECDHE-ECDSA": ["x25519", "secp256r1", "secp384r1", "secp521r1"],
    "PSK": [None],
    "RSA-PSK": [None],
    "DHE-PSK": ["ffdhe2048", "ffdhe3072", "modp2048"],
    "ECDHE-PSK": ["x25519", "secp256r1", "secp384r1", "secp521r1"],
    "DH-anon": ["ffdhe2048", "ffdhe3072", "modp2048"],
    "ECDH-anon": ["x25519", "secp256r1", "secp384r1", "secp521r1"],
}
# One suite for each key exchange that goes by certificates alone (keys.py has the others), with CBC besides where encrypt-then-MAC matters.
ONE_EACH = {
    "RSA": "TLS_RSA_WITH_AES_128_CBC_SHA",
    "DHE-RSA": "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
    "ECDHE-RSA": "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    "ECDHE-ECDSA": "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
}
LINES = [b"Whoever reads this, reads it twice.\n", b"0123456789abcdefghijklmnopqrstuvwxyz\n", b"The end.\n"]
LONG_LINES = [bytes([65 + i % 26]) * (900 + i) + b"\n" for i in range(45)]  # more than two full records
SMALL, SMALLEST = 17, 1
CRASHES = "it crashes as soon as it is connected, to its own server too; what was agreed on until then is compared"


@dataclasses.dataclass(frozen=True)
class Cell:
    """One connection: our role, whose program is at the other end, and how both are set up."""

    row: str  # of the printed matrix
    ours: str  # "client" or "server"
    tool: tools.Tool
    suite: tools.Suite = None  # None: left to both sides, with the group
    group: str = None
    settings: tuple = ()  # our scenario's options besides
    theirs: tools.Setting = tools.Setting()
    closes: str = "self"  # or "other"
    lines: tuple = tuple(LINES)
    # What is agreed on, besides suite and group.
    extended_master_secret: bool = True
    encrypt_then_mac: bool = True
    protocol: str = None
    version: str = "1.2"
    client_scheme: str = None  # of the client's own signature
    attempts: int = 1  # one of which has to succeed
    full: bool = False  # it is not resumed after all
    resumes: str = None  # "session-id" or "ticket": the second of two connections resumes the session of the first
    # What is different from all that, and why, where their program cannot do it.
    state: str = "closed"
    heard: int = None  # bytes of their lines that come
    fails: bool = False  # before anything is agreed on
    crashes: bool = False  # their client, as soon as it is connected
    cannot: str = None
    renegotiates: str = None  # "client" or "server": who asks for a second handshake
    declined: bool = False  # there

    @property
    def column(self):
        program = self.tool.server_name if self.ours == "client" else self.tool.client_name
        return f"{self.ours} × {program}"

    @property
    def is_resumed(self):
        return self.resumes is not None and not self.full

    def options(self):
        """All options of our scenario."""
        group = [f"group={self.group}"] if self.group else []
        suite = [f"suite={self.suite.name}"] if self.suite else []
        psk = [f"psk={tools.PSK}"] if self.suite and self.suite.uses_psk else []
        resume = [f"resume={self.resumes}"] if self.resumes else []
        again = [f"renegotiate={self.renegotiates}"] if self.renegotiates else []
        return [*suite, *group, *psk, *resume, *again, *self.settings]

    def setting(self):
        """How the other side is set up: a client offers this suite alone; a server takes all, so that it can be used
        again, and proposes a finite field that is asked of it."""
        psk = tools.PSK if self.suite and self.suite.uses_psk else None
        if self.resumes == "session-id":
            return dataclasses.replace(self._setting(psk), more=(*self.theirs.more, *self.tool.NO_TICKETS))
        return self._setting(psk)

    def _setting(self, psk):
        if self.ours == "server":
            return dataclasses.replace(self.theirs, suite=self.suite, group=self.group, psk=psk)
        return dataclasses.replace(self.theirs, group=self.group if tools.is_field(self.group) else None, psk=psk)

    def agreed(self):
        if self.fails:
            return {"state": self.state}
        agreed = {
            "state": self.state,
            "version": self.version,
            "extended_master_secret": self.extended_master_secret,
            "protocol": self.protocol,
            "resumed": self.is_resumed,
            "renegotiated": self.renegotiates is not None and not self.declined,
            "client_scheme": self.client_scheme,
        }
        if self.suite:
            agreed["suite"] = self.suite.name
            agreed["group"] = None if self.is_resumed else self.group
            agreed["encrypt_then_mac"] = self.encrypt_then_mac and self.suite.is_cbc
        return agreed


def corners(programs):
    return [(ours, tool) for ours in ("client", "server") for tool in programs]


def closer(ours, tool, number):
    """Who closes, in turn; except that gnutls-serv echoes without end, and gnutls-cli answers no close_notify."""
    if tool.name == "gnutls":
        return "self" if ours == "client" else "other"
    return "self" if number % 2 else "other"


def groups_of(ours, tool, exchange):
    return tool.groups(ours, exchange, GROUPS[exchange])


def crashes(ours, tool, suite):
    """An older gnutls-cli does not survive an ephemeral key exchange with a pre-shared key."""
    ephemeral_psk = suite.exchange in ("DHE-PSK", "ECDHE-PSK")
    return (ours, tool.name) == ("server", "gnutls") and ephemeral_psk and not versions.since(tools.GNUTLS_SHOWS_PSK)


def as_it_can(cell):
    if not crashes(cell.ours, cell.tool, cell.suite):
        return cell
    crash = {"lines": (), "closes": "other", "state": "truncated", "crashes": True}
    return dataclasses.replace(cell, **crash, cannot=CRASHES)


def product(programs, suites):
    """Every suite, with extended master secret, encrypt-then-MAC and records of full size each on and off, over groups
    in turn."""
    for ours, tool in corners(programs):
        turns = {exchange: itertools.cycle(groups_of(ours, tool, exchange)) for exchange in GROUPS}
        sizes_of_records = (False, True) if tool.joins_fragments else (False,)
        usual = [suite for suite in suites if suite.exchange in ONE_EACH]
        variants = itertools.product(usual, (True, False), (True, False), sizes_of_records)
        for number, (suite, master, mac, small) in enumerate(variants):
            if not mac and not suite.is_cbc:
                continue
            off = [] if master else ["no-extended-master-secret=yes"]
            off += [] if mac else ["no-encrypt-then-mac=yes"]
            off += [f"record-size={SMALL}"] if small else []
            # In threes, so that who closes does not go with any of the rest.
            closes = closer(ours, tool, number // 3)
            cell = Cell(suite.name, ours, tool, suite, next(turns[suite.exchange]), tuple(off), closes=closes)
            yield dataclasses.replace(cell, extended_master_secret=master, encrypt_then_mac=mac)


def one_of_each(programs, suites):
    """One suite for each key exchange."""
    by_name = {suite.name: suite for suite in suites}
    for ours, tool in corners(programs):
        for number, (exchange, name) in enumerate(ONE_EACH.items()):
            yield ours, tool, by_name[name], groups_of(ours, tool, exchange)[0], closer(ours, tool, number)


def quick(programs, suites):
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        yield Cell(suite.name, ours, tool, suite, group, closes=closes)
        if suite.exchange == "RSA":
            for kind in ("session-id", "ticket"):
                yield Cell(f"resumed by {kind}", ours, tool, suite, group, closes=closes, resumes=kind)
            settings, theirs = ("version=1.0",), tools.Setting(version="1.0")
            yield Cell("TLS 1.0", ours, tool, suite, group, settings, theirs, closes, version="1.0")
        if suite.exchange == "ECDHE-RSA":
            yield from (authenticated(ours, tool, suite, closes, kind) for kind in ("RSA-PSS", "ECDSA"))
    yield from pss_keys(programs, suites)
    yield from certificate_schemes(programs, suites)


def certificate_schemes(programs, suites):
    """Our client verifies one scheme in the handshake, and another one in certificates."""
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        if ours == "client" and suite.exchange.startswith("ECDHE"):
            scheme = "ecdsa_secp256r1_sha256" if suite.exchange == "ECDHE-ECDSA" else "rsa_pkcs1_sha512"
            settings = (f"signature-algorithms={scheme}", "signature-algorithms-cert=rsa_pkcs1_sha256")
            yield Cell("schemes of certificates apart", ours, tool, suite, group, settings, closes=closes)


def groups(programs, suites):
    """Every group; with ECDSA also the certificate's own curve."""
    for ours, tool, suite, _, closes in one_of_each(programs, suites):
        larger = tool.groups(ours, suite.exchange, ["ffdhe4096"]) if suite.exchange == "DHE-RSA" else []
        for group in dict.fromkeys(groups_of(ours, tool, suite.exchange) + larger):
            yield Cell(f"group {group or 'none'}", ours, tool, suite, group, closes=closes)
        if suite.exchange != "ECDHE-ECDSA":
            continue
        for name in ("ecdsa-p384", "ecdsa-p521", "ecdsa-all"):
            theirs = tools.Setting(certificate=name)
            group = "x25519" if "x25519" in groups_of(ours, tool, suite.exchange) else tools.curve_of(name)
            yield Cell(f"certificate {name}", ours, tool, suite, group, (f"certificate={name}",), theirs, closes)


# Keys that sign with PSS and do nothing else, limited and not, and a chain that such a key has signed.
PSS_CERTIFICATES = ("rsa-pss", "rsa-pss-sha384", "rsa-pss-all")


def pss_keys(programs, suites):
    """A server with such a key, and a client."""
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        if suite.exchange not in ("DHE-RSA", "ECDHE-RSA") or not tool.signs_with_pss:
            continue
        for name in PSS_CERTIFICATES:
            settings, theirs = (f"certificate={name}",), tools.Setting(certificate=name)
            yield Cell(f"certificate {name}", ours, tool, suite, group, settings, theirs, closes)
        yield authenticated(ours, tool, suite, closes, "RSA-PSS key")


# A client's certificates, and the schemes that it signs with, by the hash.
SIGNATURES = {
    "RSA": ("client", {"sha256": "rsa_pkcs1_sha256", "sha384": "rsa_pkcs1_sha384"}),
    "RSA-PSS": ("client", {"sha256": "rsa_pss_rsae_sha256", "sha384": "rsa_pss_rsae_sha384"}),
    "RSA-PSS key": ("client-rsa-pss", {"sha256": "rsa_pss_pss_sha256", "sha384": "rsa_pss_pss_sha384"}),
    "ECDSA": ("client-ecdsa", {"sha256": "ecdsa_secp256r1_sha256", "sha384": "ecdsa_secp384r1_sha384"}),
}


def authenticated(ours, tool, suite, closes, kind, wish="require"):
    """A client that shows its certificate, which the server wants, and signs with the first scheme that goes with its
    key; the server has one for each kind of key of its own, and rsa_pkcs1_sha256 is that of all certificates."""
    certificate, schemes = SIGNATURES[kind]
    scheme = schemes[tool.signing_hash(suite)]
    named = dict.fromkeys([scheme, "ecdsa_secp256r1_sha256", "rsa_pkcs1_sha256"])
    settings = (f"signature-algorithms={','.join(named)}",)
    if ours == "client":
        settings, theirs = (f"client-certificate={certificate}", *settings), tools.Setting(asks=wish)
    else:
        settings, theirs = (f"{wish}-client-certificate=yes", *settings), tools.Setting(shows=certificate)
    # An ECDSA certificate's curve is offered besides.
    exchange = "ECDHE-ECDSA" if kind == "ECDSA" and suite.exchange.startswith("ECDHE") else suite.exchange
    group = groups_of(ours, tool, exchange)[0]
    row = f"client certificate, {kind}"
    return Cell(row, ours, tool, suite, group, settings, theirs, closes, client_scheme=scheme)


def client_certificates(programs, suites):
    """Every suite with every kind of client's signature; one that is shown where none is required, and none."""
    for ours, tool in corners(programs):
        kinds = [kind for kind in SIGNATURES if tool.signs_with_pss or not kind.startswith("RSA-PSS")]
        asking = [suite for suite in suites if suite.exchange in ONE_EACH]
        for number, (suite, kind) in enumerate(itertools.product(asking, kinds)):
            yield authenticated(ours, tool, suite, closer(ours, tool, number // 2), kind)
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        shown = authenticated(ours, tool, suite, closes, "RSA", "request")
        yield dataclasses.replace(shown, row="client certificate, not required")
        settings = () if ours == "client" else ("request-client-certificate=yes",)
        theirs = tools.Setting(asks="request" if ours == "client" else None)
        yield Cell("no client certificate, not required", ours, tool, suite, group, settings, theirs, closes)


def old_client_certificates(programs, suites):
    """In TLS 1.0 and 1.1, where the scheme goes without saying."""
    implied = {"RSA": "rsa_pkcs1_md5_sha1", "ECDSA": "ecdsa_sha1"}
    old = [suite for suite in suites if suite.name.endswith("AES_256_CBC_SHA") and suite.exchange in ONE_EACH]
    for ours, tool in corners(programs):
        variants = itertools.product(("1.1", "1.0"), old, implied.items())
        for number, (version, suite, (kind, scheme)) in enumerate(variants):
            cell = authenticated(ours, tool, suite, closer(ours, tool, number), kind)
            settings = (f"version={version}", *(option for option in cell.settings if "certificate" in option))
            theirs = dataclasses.replace(cell.theirs, version=version)
            yield dataclasses.replace(
                cell, row=f"TLS {version}, {cell.row}", settings=settings, theirs=theirs, version=version,
                client_scheme=scheme
            )


def without_pss(programs, suites):
    """Who has PKCS #1 v1.5 alone in TLS 1.2: its server refuses a client that has RSASSA-PSS alone, or leaves without an
    alert where that client signs. Certificates may be signed as they are."""
    for ours, tool, suite, _, closes in one_of_each(programs, suites):
        if tool.signs_with_pss:
            continue
        late = ("ECDHE-ECDSA", "RSA") if tool.refuses_late else ("ECDHE-ECDSA",)
        cell = authenticated(ours, tool, suite, closes, "RSA-PSS")
        alone = (setting.replace(",rsa_pkcs1_sha256", "") for setting in cell.settings)
        yield dataclasses.replace(
            cell, settings=(*alone, "signature-algorithms-cert=rsa_pkcs1_sha256"), fails=True, lines=(),
            state="truncated" if ours == "client" and suite.exchange in late else "failed",
            cannot="it has no RSASSA-PSS in TLS 1.2"
        )


def refused_by_them(programs, suites):
    """What we offer and they do not take; what they name and we do."""
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        cell = Cell("", ours, tool, suite, group, closes=closes)
        off = {"extended_master_secret": False}
        yield dataclasses.replace(
            cell, row="extended master secret, off there", theirs=tools.Setting(**off), **off
        )
        off = {"encrypt_then_mac": False}
        if suite.is_cbc:
            yield dataclasses.replace(cell, row="encrypt-then-MAC, off there", theirs=tools.Setting(**off), **off)
        theirs, settings = tools.Setting(protocols="http/1.1"), ("alpn=h2,http/1.1",)
        yield dataclasses.replace(
            cell, row="application protocol", settings=settings, theirs=theirs, protocol="http/1.1"
        )


def sizes(programs, suites):
    """Much data in full records, in theirs of 512 bytes, and in ours of one byte."""
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        cell = Cell("41 KB", ours, tool, suite, group, closes=closes, lines=tuple(LONG_LINES))
        yield cell
        if (ours, tool.name) != ("server", "gnutls"):
            yield dataclasses.replace(cell, row="41 KB in small records there", theirs=tools.Setting(fragment=512))
        if tool.joins_fragments:
            yield Cell("records of one byte", ours, tool, suite, group, (f"record-size={SMALLEST}",), closes=closes)


def left_open(programs, suites):
    """They could do TLS 1.3; and nobody names anything."""
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        yield Cell("up to TLS 1.3 there", ours, tool, suite, group, theirs=tools.Setting(version=None), closes=closes)
    for ours, tool in corners(programs):
        theirs = tools.Setting(plain=True)
        yield Cell("nothing named", ours, tool, theirs=theirs, closes=closer(ours, tool, 1))


def stapled(programs, suites):
    """An OCSP response with the server's certificate, which our client insists on, and gnutls-cli checks; s_client only
    takes it."""
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        if suite.exchange != "ECDHE-RSA" or tool.name == "mbedtls":
            continue
        for name in ("good", "delegated"):
            if ours == "client":
                settings, theirs = ("require-status=yes",), tools.Setting(certificate="good", more=tool.stapled(name))
            else:
                settings, theirs = ("certificate=good", f"staple={name}"), tools.Setting(more=tool.ASKS_FOR_STATUS)
            yield Cell(f"stapled {name}", ours, tool, suite, group, settings, theirs, closes)
        if ours == "client":
            # status_request_v2 is known to none of these programs: offered both, they answer the older one.
            settings = ("require-status=yes", "status-request=yes", "status-request-v2=yes")
            theirs = tools.Setting(certificate="good", more=tool.stapled("good"))
            yield Cell("stapled, offered both ways", ours, tool, suite, group, settings, theirs, closes)


def toys(programs, suites):
    """Who takes numbers for paper; refusals.py has the others. In so small a group GnuTLS draws one private value in
    thirty that it then has no use for, or whose public value is p-1, which is refused."""
    suite = next(suite for suite in suites if suite.name == ONE_EACH["DHE-RSA"])
    for ours, tool in corners(programs):
        if tool.name == "gnutls":
            closes = closer(ours, tool, 0)
            yield Cell("group toy-dh-23", ours, tool, suite, "toy-dh-23", closes=closes, attempts=5)


def own_field(programs, suites):
    """OpenSSL's server proposes a finite field of its own, whatever the client named; GnuTLS's keeps to the offer."""
    for ours, tool, suite, _, closes in one_of_each(programs, suites):
        if ours == "client" and tool.name == "openssl" and suite.exchange == "DHE-RSA":
            yield Cell("a field not named here", ours, tool, suite, "modp2048", ("group=ffdhe2048",), closes=closes)


def served_pages(programs, suites):
    """Their servers as HTTP servers, which answer and close."""
    for ours, tool, suite, group, _ in one_of_each(programs, suites):
        if ours == "client" and tool.serves_pages:
            yield Cell("HTTP, closed there", ours, tool, suite, group, theirs=tools.Setting(http=True), closes="other")


def is_old(suite, tool):
    """Whether it goes with TLS 1.0 and 1.1 there: with a pre-shared key also where the MAC is of the SHA-2 family (RFC 5487
    §1.1), which GnuTLS has for TLS 1.2 alone."""
    with_key = suite.uses_psk and "_CBC_" in suite.name and tool.name != "gnutls"
    return suite.name.endswith("_CBC_SHA") or with_key


def old_versions(programs, suites):
    """TLS 1.0 and 1.1 with all suites that they have, extended master secret and encrypt-then-MAC each on and off. Ours in
    small records and theirs in large ones, so that in TLS 1.0 one IV follows from another."""
    for ours, tool in corners(programs):
        variants = itertools.product(("1.1", "1.0"), suites, (True, False), (True, False))
        for number, (version, suite, master, mac) in enumerate(variants):
            if not is_old(suite, tool) or not tool.speaks(suite):
                continue
            settings = (f"version={version}",)
            settings += (f"record-size={SMALL}",) if tool.joins_fragments else ()
            settings += () if master else ("no-extended-master-secret=yes",)
            settings += () if mac else ("no-encrypt-then-mac=yes",)
            group, closes = groups_of(ours, tool, suite.exchange)[0], closer(ours, tool, number)
            theirs = tools.Setting(version=version)
            cell = Cell(f"TLS {version}, {suite.exchange}", ours, tool, suite, group, settings, theirs, closes)
            cell = dataclasses.replace(cell, version=version, extended_master_secret=master, encrypt_then_mac=mac)
            yield as_it_can(cell)


# Both sides' versions, and the one that they come to.
NEGOTIATIONS = [
    ("1.2,1.1,1.0", "1.1", "1.1"),
    ("1.2,1.1,1.0", "1.0", "1.0"),
    ("1.1,1.0", "1.2,1.1,1.0", "1.1"),
    ("1.0", "1.2,1.1,1.0", "1.0"),
    ("1.2,1.1,1.0", "1.2,1.1,1.0", "1.2"),
]


def negotiated_versions(programs, suites):
    """Sides that have several versions come to the highest that both have."""
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        if suite.exchange != "RSA":  # the only one of these with a suite of all versions
            continue
        for here, there, version in NEGOTIATIONS:
            theirs = tools.Setting(version=there)
            cell = Cell(f"TLS {here} with {there}", ours, tool, suite, group, (f"version={here}",), theirs, closes)
            yield dataclasses.replace(cell, version=version)


def ssl2_hellos(programs, suites):
    """Our client begins with a hello in the format of SSL 2.0, which their servers still take; mbed TLS can be built to."""
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        if ours == "server" or suite.exchange != "RSA" or tool.name == "mbedtls":
            continue
        for version in ("1.2", "1.1", "1.0"):
            settings, theirs = ("ssl2-hello=yes", f"version={version}"), tools.Setting(version=version)
            cell = Cell("hello of SSL 2.0", ours, tool, suite, group, settings, theirs, closes, version=version)
            yield dataclasses.replace(cell, extended_master_secret=False, encrypt_then_mac=False)


def resumed(programs, suites):
    """Every suite, by session ID and by ticket, with extended master secret on and off."""
    for ours, tool in corners(programs):
        variants = itertools.product(suites, ("session-id", "ticket"), (True, False))
        for number, (suite, kind, master) in enumerate(variants):
            if not tool.speaks(suite):
                continue
            closes, off = closer(ours, tool, number // 3), [] if master else ["no-extended-master-secret=yes"]
            group = groups_of(ours, tool, suite.exchange)[0]
            theirs = tools.Setting(extended_master_secret=master)
            cell = Cell(f"resumed by {kind}, {suite.exchange}", ours, tool, suite, group, tuple(off), theirs, closes)
            cell = dataclasses.replace(cell, resumes=kind, extended_master_secret=master)
            if not as_it_can(cell).crashes:
                yield cell


def resumption_lost(programs, suites):
    """Sessions that are not resumed: both sides come to a full handshake instead."""
    losses = [
        ("session-id", "c2.server-forgets=yes"),
        ("ticket", "c2.rotate-ticket-key=2"),
        ("ticket", "c2.damaged-ticket=yes"),
    ]
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        for kind, loss in losses:
            # Their server forgets nothing; a ticket that is damaged our client has.
            if (ours == "client") == (loss == "c2.damaged-ticket=yes"):
                cell = Cell(f"not resumed: {loss}", ours, tool, suite, group, (loss,), closes=closes, resumes=kind)
                yield dataclasses.replace(cell, full=True)
        # RFC 7627 §5.3: not for a client that offers extended master secret
        if ours == "server":
            off = ("no-extended-master-secret=yes",)
            cell = Cell("not resumed: session without EMS", ours, tool, suite, group, off, closes=closes, resumes="ticket")
            yield dataclasses.replace(cell, full=True, extended_master_secret=False)


def beyond_them(programs, suites):
    """What their programs cannot do, each seen not to work."""
    for ours, tool, suite, group, _ in one_of_each(programs, suites):
        if (ours, tool.name) != ("server", "gnutls"):
            continue
        yield Cell(
            "closed here, not answered", ours, tool, suite, group, closes="self", state="truncated",
            cannot="it leaves without a close_notify where the server closes first (RFC 5246 §7.2.1 asks for one)"
        )
        yield Cell(
            "small records there, not whole", ours, tool, suite, group, closes="other", heard=512,
            theirs=tools.Setting(fragment=512), lines=(bytes(600).replace(b"\0", b"x") + b"\n",),
            cannot="with --recordsize it sends one record of each block that it reads and forgets the rest"
        )


def without_fragments(programs, suites):
    """Who takes no handshake message that is cut over several records (RFC 5246 §6.2.1 allows it)."""
    for ours, tool, suite, group, _ in one_of_each(programs, suites):
        if tool.joins_fragments:
            continue
        yield Cell(
            "records of one byte", ours, tool, suite, group, (f"record-size={SMALLEST}",), lines=(), fails=True,
            state="truncated",
            cannot="it takes no handshake message that is cut over several records (RFC 5246 §6.2.1 allows that)"
        )


def whole(programs, suites):
    parts = (
        product, stapled, old_versions, negotiated_versions, ssl2_hellos, client_certificates, old_client_certificates,
        certificate_schemes, pss_keys, groups, toys, refused_by_them, sizes, left_open, own_field, served_pages,
        resumed, resumption_lost, beyond_them, without_fragments, without_pss,
    )
    return [cell for part in parts for cell in part(programs, suites)]
