"""make_paths.py FOLDER: writes the certificates of the tests' folder paths: chains with more than one way to a root, and
roots that others might refuse. Running it again gives the same bytes.

make_paths.py --compare FOLDER: whether it would.

make_paths.py --many COUNT FILE [--same-name]: writes so many self-signed roots, each with a key of its own.

The keys are those of assets/pki (root: ec-root, authorities: ec-intermediate, server: ecdsa, somebody else: ecdsa of a
number of its own). openssl makes none of these by a configuration: it writes no odd keyUsage and no negative number.
"""

import base64
import hashlib
import pathlib
import sys
import tempfile

PKI = pathlib.Path(__file__).parents[2] / "assets/pki"
sys.dont_write_bytecode = True
sys.path.insert(0, str(PKI))

from der import element, integer  # noqa: E402
from p256 import ECDSA_WITH_SHA256, G, multiply, private_number, sign  # noqa: E402

SEQUENCE, SET, OID, UTF8, BITS, OCTETS, TRUE, TIME = 0x30, 0x31, 0x06, 0x0C, 0x03, 0x04, b"\x01\x01\xff", 0x17
START, END, LONG_AGO = "200101000000Z", "491231235959Z", "201231235959Z"
HOST = "server.tlsteps.example"


def sequence(*parts):
    return element(SEQUENCE, b"".join(parts))


def oid(octets):
    return element(OID, bytes.fromhex(octets))


def name(common):
    def part(kind, text):
        return element(SET, sequence(oid(kind), element(UTF8, text.encode())))
    return sequence(part("55040a", "TLSteps"), part("550403", common))


class Key:
    def __init__(self, private):
        self.private = private
        x, y = multiply(private, G)
        self.point = b"\4" + x.to_bytes(32, "big") + y.to_bytes(32, "big")
        self.identifier = hashlib.sha1(self.point).digest()

    def info(self, parameters=oid("2a8648ce3d030107")):
        return sequence(sequence(oid("2a8648ce3d0201"), parameters), element(BITS, b"\0" + self.point))


def key_of(file):
    return Key(private_number(PKI / f"{file}.key"))


def extension(kind, value, critical=False):
    return sequence(oid(kind), TRUE if critical else b"", element(OCTETS, value))


def constraints(authority=True, length=None):
    inside = (TRUE if authority else b"") + (b"" if length is None else integer(length))
    return extension("551d13", element(SEQUENCE, inside), critical=True)


def usage(octets="0106"):  # keyCertSign, cRLSign
    return extension("551d0f", element(BITS, bytes.fromhex(octets)), critical=True)


def identifiers(own, issuer):
    """subjectKeyIdentifier and authorityKeyIdentifier; either may be None."""
    return (extension("551d0e", element(OCTETS, own)) if own else b"") + (
        extension("551d23", sequence(element(0x80, issuer))) if issuer else b"")


def permitted(host):
    return extension("551d1e", sequence(element(0xA0, sequence(element(0x82, host.encode())))), critical=True)


AUTHORITY = constraints() + usage()
SERVER = (constraints(False) + extension("551d0f", element(BITS, b"\7\x80"), critical=True) +
          extension("551d25", sequence(oid("2b06010505070301"))) +
          extension("551d11", sequence(element(0x82, HOST.encode()))))
UNKNOWN_CRITICAL = extension("2b06010401868d1f01", element(UTF8, b"nobody knows what this means"), critical=True)


def certificate(serial, subject, key_info, issuer, signer, extensions, start=START, end=END):
    number = serial if isinstance(serial, bytes) else integer(serial)
    tbs = sequence(element(0xA0, integer(2)), number, ECDSA_WITH_SHA256, name(issuer),
                   sequence(element(TIME, start.encode()), element(TIME, end.encode())), name(subject), key_info,
                   element(0xA3, sequence(extensions)))
    return sequence(tbs, ECDSA_WITH_SHA256, element(BITS, b"\0" + sign(signer.private, tbs)))


def pem(der, label="CERTIFICATE"):
    text = base64.b64encode(der).decode()
    lines = "\n".join(text[at:at + 64] for at in range(0, len(text), 64))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n"


def root_of(common, key, serial=1, extensions=AUTHORITY, **dates):
    return certificate(serial, common, key.info(), common, key, extensions, **dates)


def twins(root, authority, other, server):
    """A server's certificate, and certificates of its authority's name of which the first alone is good."""
    own, above = authority.identifier, root.identifier
    common = identifiers(own, above)

    def twin(serial, extensions, key=authority, issuer="Path Root", signer=root, **dates):
        return certificate(serial, "Path Authority", key.info(), issuer, signer, extensions, **dates)
    return [
        certificate(16, HOST, server.info(), "Path Authority", authority, SERVER + identifiers(None, own)),
        twin(17, AUTHORITY + common),
        twin(18, AUTHORITY + common, end=LONG_AGO),
        twin(19, AUTHORITY + common, start="490101000000Z"),
        twin(20, constraints(False) + usage() + common),
        twin(21, constraints() + usage("0102") + common),
        twin(22, AUTHORITY + UNKNOWN_CRITICAL + common),
        twin(23, AUTHORITY + permitted("other.example") + common),
        twin(24, AUTHORITY, key=other),
        twin(25, AUTHORITY + identifiers(other.identifier, above), key=other),
        twin(26, AUTHORITY + common, issuer="Path Root That Nobody Has", signer=other),
        twin(27, AUTHORITY + common, signer=other),
    ]


def two_authorities(root, authority, other, server):
    """A chain of two authorities; of the upper one there are two certificates, and the first allows none below."""
    upper = [certificate(serial, "Path Upper", other.info(), "Path Root", root, constraints(length=length) + usage())
             for serial, length in ((33, 0), (34, None))]
    lower = certificate(32, "Path Lower", authority.info(), "Path Upper", other, AUTHORITY)
    return [certificate(31, HOST, server.info(), "Path Lower", authority, SERVER), lower, *upper]


def ten(root, authority, other, server):
    """As many as a message may have: a leaf below nine authorities, which have two keys by turns."""
    chain, above, signer = [], "Path Root", root
    for number in range(9):
        key, common = (authority, other)[number % 2], f"Path Authority {number}"
        chain.insert(0, certificate(96 + number, common, key.info(), above, signer, AUTHORITY))
        above, signer = common, key
    return [certificate(95, HOST, server.info(), above, signer, SERVER), *chain]


def other_identifier(authority, root, server):
    """The leaf's authorityKeyIdentifier is not its authority's subjectKeyIdentifier, though the key is right."""
    return [certificate(48, HOST, server.info(), "Path Other Identifier", authority, SERVER + identifiers(None, b"x" * 20)),
            certificate(49, "Path Other Identifier", authority.info(), "Path Root", root,
                        AUTHORITY + identifiers(authority.identifier, root.identifier))]


def unusable(root, good):
    """A trust file most of whose entries cannot be used, and its only good one, last."""
    written_out = certificate(81, "Path Curve In Numbers", root.info(sequence(integer(1))), "Path Curve In Numbers", root,
                              AUTHORITY)
    unknown = certificate(82, "Path Unknown Key", sequence(sequence(oid("2b6570")), element(BITS, b"\0" + b"k" * 32)),
                          "Path Unknown Key", root, AUTHORITY)
    cut = good[:good.index(name("Path Root")) + 60]
    short = pem(good).splitlines(keepends=True)
    return ("# What cannot be used, and one that can.\n" + pem(written_out) + pem(unknown) + pem(cut) + pem(good, "TRUSTED CERTIFICATE") +
            short[0] + "this is !no! base64\n" + short[-1] + "".join(short[:-1]) + pem(good))


def odd_roots(root):
    """Roots of one name and key, each with something that does not count."""
    common = "Path Odd Root"
    return {
        "odd-usage": root_of(common, root, extensions=constraints() + usage("010600")),
        "odd-constrained": root_of(common, root, extensions=constraints() + usage("010600") + permitted("other.example") +
                                   identifiers(root.identifier, None)),
        "negative": root_of(common, root, serial=element(2, bytes.fromhex("81234567890abcdef0"))),
        "expired": root_of(common, root, end=LONG_AGO),
        "critical": root_of(common, root, extensions=AUTHORITY + UNKNOWN_CRITICAL),
        "not-ca": root_of(common, root, extensions=usage()),
        "not-signing": root_of(common, root, extensions=constraints() + usage("0102")),
        "other-purpose": root_of(common, root, extensions=AUTHORITY + extension("551d25", sequence(oid("2b06010505070303")))),
    }


def make(folder):
    root, authority, server, other = key_of("ec-root"), key_of("ec-intermediate"), key_of("ecdsa"), Key(0x7157E95)
    good = root_of("Path Root", root, extensions=AUTHORITY + identifiers(root.identifier, None))
    leaf, right, expired, *more = several = twins(root, authority, other, server)
    below_odd = certificate(64, HOST, server.info(), "Path Odd Root", root, SERVER)
    files = {
        "root": [good],
        "twins": several,
        "expired-twin": [leaf, expired, right],
        "expired-twin-last": [leaf, right, expired],
        "constrained-twin": [leaf, more[4], right],
        "two-authorities": two_authorities(root, authority, other, server),
        "ten": ten(root, authority, other, server),
        "other-key": [several[9]],
        "other-identifier": other_identifier(authority, root, server),
        "below-odd": [below_odd],
    }
    files["other-key-root"] = [root_of("Path Odd Root", other)]
    files.update({f"{kind}-root": [der] for kind, der in odd_roots(root).items()})
    files["below-odd-and-root"] = [below_odd, *files["odd-usage-root"]]
    for file, certificates in files.items():
        (folder / f"{file}.pem").write_text("".join(map(pem, certificates)))
    (folder / "unusable-roots.pem").write_text(unusable(root, good))


def many(count, same_name):
    keys = (Key(0x1000 + number) for number in range(count))
    return "".join(pem(root_of("Path Odd Root" if same_name else f"Root {number}", key))
                   for number, key in enumerate(keys))


def compare(folder):
    with tempfile.TemporaryDirectory() as place:
        make(pathlib.Path(place))
        made, there = ({path.name: path.read_bytes() for path in pathlib.Path(at).iterdir()} for at in (place, folder))
    different = sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))
    print(f"different: {', '.join(different)}" if different else f"{len(there)} files are the same")
    return 1 if different else 0


if __name__ == "__main__":
    if sys.argv[1] == "--many":
        pathlib.Path(sys.argv[3]).write_text(many(int(sys.argv[2]), "--same-name" in sys.argv))
    elif sys.argv[1] == "--compare":
        sys.exit(compare(sys.argv[2]))
    else:
        make(pathlib.Path(sys.argv[1]))
