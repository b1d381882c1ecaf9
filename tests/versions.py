"""Which versions of other people's programs answer how, where they do not all answer alike.

Debian 12 has openssl 3.0, GnuTLS 3.7, mbed TLS 2.28 and tshark 4.0; Debian 13 has openssl 3.5, GnuTLS 3.8, mbed
TLS 3.6 and tshark 4.4. A change that
went into several branches has a first version in each: "3.0.22 and 3.5.8".
"""

import functools
import os
import re
import subprocess

COMMANDS = {"openssl": "openssl version", "gnutls-cli": "gnutls-cli --version", "tshark": "tshark --version",
            "certtool": "certtool --version", "ocsptool": "ocsptool --version",
            "mbedtls": f"{os.environ.get('INTEROP_MBEDTLS')} version"}

# What a program does since which version. The tables of tests/x509 say it of certificates, beside each verdict.
SINCE = {
    # 3.8.1 asks for the name as a server does, and no longer reads through a null pointer where there is none.
    "gnutls-cli shows a session of an ephemeral key exchange with a pre-shared key": ("gnutls-cli", "3.8.1"),
    # Of tshark 4.0.17 and 4.4.19 were seen, and none between.
    # Of mbed TLS 2.28 and 3.6 were seen.
    "mbed TLS has no TLS 1.0 and 1.1 any more": ("mbedtls", "3.0"),
    "mbed TLS's server prefers short curves, not long ones": ("mbedtls", "3.0"),
    "mbed TLS's server takes an RSA key exchange from a client that signs with nothing it knows": ("mbedtls", "3.0"),
    "tshark decrypts the suites of RFC 8442": ("tshark", "4.4"),
    "tshark says a request's URI with its response again": ("tshark", "4.4"),
}


def numbers(text):
    """(3, 0, 22) of "3.0.22"."""
    return tuple(map(int, text.split(".")))


@functools.cache
def version(program):
    printed = subprocess.run(COMMANDS[program].split(), capture_output=True, text=True, check=True).stdout
    return numbers(re.search(r"\d+(\.\d+)+", printed)[0])


def is_before(found, firsts):
    """Whether a version comes before those of a text such as "3.0.22 and 3.5.8", of which that of its own branch (3.0), or
    of the one below it, counts."""
    firsts = sorted(map(numbers, re.split(r" and |, ", firsts)))
    below = [first for first in firsts if first[:2] <= found[:2]]
    return found < (below or firsts)[-1 if below else 0]


def since(what):
    """Whether the program that is installed does it."""
    program, firsts = SINCE[what]
    return not is_before(version(program), firsts)
