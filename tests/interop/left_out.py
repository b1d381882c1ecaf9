"""What the matrix does not have, and why: nobody has to guess whether an empty place was forgotten."""

import cells
import mbedtls
import tools
import versions

# Cells of which there are none: whose program is at the other end (of which role of ours; None: both), and why.
LEFT_OUT = [
    ("server", "gnutls", "41 KB in small records there", "it asks its server for them, by an extension that ours does not have"),
    ("server", "openssl", "suites of RFC 8442", "it does not have them to offer"),
    ("server", "gnutls", "suites of RFC 8442", "it does not have them to offer"),
    ("server", "mbedtls", "suites of RFC 8442, and anonymous ones", "it does not have them to offer"),
    ("client", "mbedtls", "identity hint", "it says none"),
    ("client", "mbedtls", "hello of SSL 2.0", "it is built without"),
    ("client", "mbedtls", "HTTP, closed there", "the program made of it here serves no pages"),
    (None, "mbedtls", "small records, and records of one byte", "it does not join the parts of a handshake message"),
    (None, "gnutls", "TLS 1.0 and 1.1 with a MAC of SHA-256 or SHA-384", "it has these suites for TLS 1.2 alone"),
    (None, "mbedtls", "stapled", "it has no OCSP"),
    (None, "mbedtls", "REFUSALS", "which alert it sends, and for what, is told of the other two alone"),
    (None, None, "stapled by status_request_v2", "nobody else's program here knows it"),
]
if not versions.since(tools.GNUTLS_SHOWS_PSK):
    psk = ("server", "gnutls", "resumed and renegotiated, DHE-PSK and ECDHE-PSK", "it crashes as soon as it is connected")
    LEFT_OUT.append(psk)
if mbedtls.MbedTLS.versions == ("1.2",):
    LEFT_OUT.append((None, "mbedtls", "TLS 1.0 and 1.1", "it has them no more since its version 3"))


def reasons(programs):
    for role, name, rows, why in LEFT_OUT:
        for ours, tool in cells.corners(programs):
            if role in (None, ours) and name in (None, tool.name):
                yield f"{cells.Cell(rows, ours, tool).column}: {rows}: {why}"
