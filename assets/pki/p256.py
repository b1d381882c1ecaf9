"""ECDSA on P-256 with SHA-256 and the nonce of RFC 6979, for the scripts of this folder: the same signature every time."""
import hashlib
import hmac
import subprocess

from der import element, integer, split

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
ECDSA_WITH_SHA256 = bytes.fromhex('300a06082a8648ce3d040302')


def add(a, b):
    """The sum of two points of P-256; None is the point at infinity."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def multiply(k, point):
    result = None
    while k:
        if k & 1:
            result = add(result, point)
        point = add(point, point)
        k >>= 1
    return result


def nonces(private, digest):
    """RFC 6979, section 3.2, for a hash as long as the group's order."""
    def mac(key, *parts):
        return hmac.new(key, b''.join(parts), hashlib.sha256).digest()
    seed = private.to_bytes(32, 'big') + (int.from_bytes(digest, 'big') % N).to_bytes(32, 'big')
    v, k = b'\1' * 32, b'\0' * 32
    k = mac(k, v, b'\0', seed)
    v = mac(k, v)
    k = mac(k, v, b'\1', seed)
    v = mac(k, v)
    while True:
        v = mac(k, v)
        if 0 < int.from_bytes(v, 'big') < N:
            yield int.from_bytes(v, 'big')
        k = mac(k, v, b'\0')
        v = mac(k, v)


def sign(private, message):
    digest = hashlib.sha256(message).digest()
    for k in nonces(private, digest):
        r = multiply(k, G)[0] % N
        s = pow(k, -1, N) * (int.from_bytes(digest, 'big') + r * private) % N
        if r and s:
            return element(0x30, integer(r) + integer(s))


def private_number(path):
    text = subprocess.run(['openssl', 'ec', '-in', path, '-outform', 'DER'], capture_output=True, check=True).stdout
    _, header, _ = split(text)
    _, _, rest = split(text[header:])
    number, header, _ = split(rest)
    return int.from_bytes(number[header:], 'big')
