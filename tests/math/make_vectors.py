#!/usr/bin/python3
"""Makes rsa_vectors.def and dh_primes.def with the openssl command line: keys, signatures and ciphertexts that somebody
else's software computed, and the primes of the named groups as OpenSSL has them from RFC 7919 and RFC 3526.

    python3 make_vectors.py        writes the two files beside itself; the RSA keys are drawn anew each time
"""

import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
MESSAGE = b"what the two sides agreed on"
HASHES = {"sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64}
# 1025 bits: the PSS encoding is one byte shorter than the modulus. 2047 bits: its top byte is not full.
SIZES = [1024, 1025, 2047, 2048]


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *map(str, arguments)], input=data, check=True, capture_output=True).stdout


def literal(hexadecimal):
    """A C string, cut into lines."""
    lines = [hexadecimal[i : i + 112] for i in range(0, len(hexadecimal), 112)]
    return "\n    ".join(f'"{line}"' for line in lines)


def integers(pem):
    """The INTEGERs of a SEQUENCE, in order, as lower-case hex without leading zeros."""
    listing = openssl("asn1parse", data=pem).decode()
    return [number.lower().lstrip("0") for number in re.findall(r"INTEGER\s+:([0-9A-F]+)", listing)]


def rsa_key(out, bits, folder):
    name, pem = f"rsa{bits}", folder / "key.pem"
    pem.write_bytes(openssl("genrsa", "-traditional", bits))
    _version, n, e, d, p, q, dp, dq, qinv = integers(pem.read_bytes())
    numbers = ",\n    ".join(literal(number) for number in (n, e, d, p, q, dp, dq, qinv))
    out.append(f"KEY({name},\n    {numbers})")
    for hash_name, size in HASHES.items():
        signed = openssl("dgst", f"-{hash_name}", "-sign", pem, data=MESSAGE).hex()
        out.append(f"PKCS1({name}, {hash_name.upper()},\n    {literal(signed)})")
        salt = size if bits > 8 * (2 * size + 2) else 0
        options = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", f"rsa_pss_saltlen:{salt}"]
        signed = openssl("dgst", f"-{hash_name}", "-sign", pem, *options, data=MESSAGE).hex()
        out.append(f"PSS({name}, {hash_name.upper()}, {salt},\n    {literal(signed)})")
    signed = openssl("dgst", "-md5-sha1", "-sign", pem, data=MESSAGE).hex()
    out.append(f"PKCS1({name}, MD5_SHA1,\n    {literal(signed)})")
    encrypted = openssl("pkeyutl", "-encrypt", "-inkey", pem, data=MESSAGE).hex()
    out.append(f"ENCRYPTED({name},\n    {literal(encrypted)})")


def rsa_vectors():
    out = [
        f"""/*
 * RSA keys made by OpenSSL, and what it did with them: PKCS #1 v1.5 and PSS signatures of the message
 * "{MESSAGE.decode()}", and that message encrypted. Written by make_vectors.py.
 *
 * KEY(name, n, e, d, p, q, dp, dq, qinv)      PKCS1(key, hash, signature)      PSS(key, hash, salt size, signature)
 * ENCRYPTED(key, ciphertext)
 */"""
    ]
    with tempfile.TemporaryDirectory() as folder:
        for bits in SIZES:
            rsa_key(out, bits, pathlib.Path(folder))
    (HERE / "rsa_vectors.def").write_text("\n".join(out) + "\n")


def dh_primes():
    out = [
        """/*
 * PRIME(name of the group, hex): the primes of RFC 7919 appendix A and RFC 3526 §3, §4 and §5 (whose names here begin
 * with modp), as OpenSSL lists them. Written by make_vectors.py.
 */"""
    ]
    for name in ["ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192", "modp2048", "modp3072", "modp4096"]:
        theirs = name.replace("modp", "modp_")
        parameters = openssl("genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", f"group:{theirs}")
        out.append(f'PRIME("{name}",\n    {literal(integers(parameters)[0])})')
    (HERE / "dh_primes.def").write_text("\n".join(out) + "\n")


if __name__ == "__main__":
    rsa_vectors()
    dh_primes()
