"""The row language (src/explain/language/worked.h) computed by python: whoever shows rows can be held against it.

Numbers are int, bytes are bytes. Nothing here is shared with the program: hashes and codes are hashlib's and hmac's,
ciphers are python3-cryptography's, points and the ladder are written out from SEC 1 and RFC 7748.
"""

import functools
import hashlib
import hmac
import math
import re

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

HASHES = {"MD5": "md5", "SHA-1": "sha1", "SHA-224": "sha224", "SHA-256": "sha256", "SHA-384": "sha384",
          "SHA-512": "sha512"}


class Wrong(Exception):
    """A formula that cannot be read or computed."""


# Points: None is infinity, others are pairs.


def point_of(encoded):
    if encoded == b"\0":
        return None
    size = len(encoded) // 2
    if encoded[0] != 4 or len(encoded) != 2 * size + 1:
        raise Wrong(f"no point: {encoded.hex()}")
    return int.from_bytes(encoded[1 : size + 1], "big"), int.from_bytes(encoded[size + 1 :], "big")


def bytes_of(point, p):
    if point is None:
        return b"\0"
    size = (p.bit_length() + 7) // 8
    return b"\4" + point[0].to_bytes(size, "big") + point[1].to_bytes(size, "big")


def add(one, other, a, p):
    if one is None or other is None:
        return other or one
    (x1, y1), (x2, y2) = one, other
    if x1 == x2 and (y1 + y2) % p == 0:
        return None
    slope = (3 * x1 * x1 + a) * pow(2 * y1, -1, p) if one == other else (y2 - y1) * pow(x2 - x1, -1, p)
    x = (slope * slope - x1 - x2) % p
    return x, (slope * (x1 - x) - y1) % p


def multiple(k, point, a, p):
    """From the lowest bit up, where the program goes from the highest down."""
    total = None
    while k:
        if k & 1:
            total = add(total, point, a, p)
        point = add(point, point, a, p)
        k >>= 1
    return total


P25519 = 2**255 - 19


def ladder_step(state, swap, x_1):
    """RFC 7748 §5, the body of the loop."""
    x_2, z_2, x_3, z_3 = state
    if swap:
        x_2, x_3, z_2, z_3 = x_3, x_2, z_3, z_2
    A, B, C, D = x_2 + z_2, x_2 - z_2, x_3 + z_3, x_3 - z_3
    AA, BB, DA, CB = A * A, B * B, D * A, C * B
    E = AA - BB
    after = AA * BB, E * (AA + 121665 * E), (DA + CB) ** 2, x_1 * (DA - CB) ** 2
    return tuple(value % P25519 for value in after)


def ladder_of(encoded):
    return tuple(int.from_bytes(encoded[at : at + 32], "big") for at in range(0, 128, 32))


def ladder_bytes(state):
    return b"".join(value.to_bytes(32, "big") for value in state)


def x25519_step(encoded, k, t, x_1):
    return ladder_bytes(ladder_step(ladder_of(encoded), (k >> t ^ k >> t + 1) & 1, x_1))


def x25519_ladder(k, x_1):
    state = (1, 0, x_1, 1)
    for t in range(254, -1, -1):
        state = ladder_step(state, (k >> t ^ k >> t + 1) & 1, x_1)
    return ladder_bytes(state)


# Functions by name.


def exactly(data, size):
    if len(data) != size:
        raise Wrong(f"{len(data)} bytes where {size} are wanted")
    return data


def cbc(bits, encrypt):
    def run(key, iv, data):
        cipher = Cipher(algorithms.AES(exactly(key, bits // 8)), modes.CBC(iv))
        context = cipher.encryptor() if encrypt else cipher.decryptor()
        return context.update(data) + context.finalize()

    return run


def aead(kind, size, encrypt):
    def run(key, nonce, additional, data):
        cipher = kind(exactly(key, size))
        return (cipher.encrypt if encrypt else cipher.decrypt)(nonce, data, additional)

    return run


FUNCTIONS = {
    "gcd": math.gcd,
    "lcm": math.lcm,
    "len": len,
    "bits": int.bit_length,
    "bytes": lambda number, size: number.to_bytes(size, "big"),
    "number": lambda data: int.from_bytes(data, "big"),
    "zeros": bytes,
    "repeat": lambda data, count: data * count,
    "reverse": lambda data: data[::-1],
    "point-add": lambda one, other, a, p: bytes_of(add(point_of(one), point_of(other), a, p), p),
    "point-double": lambda one, a, p: bytes_of(add(point_of(one), point_of(one), a, p), p),
    "point-multiple": lambda k, point, a, p: bytes_of(multiple(k, point_of(point), a, p), p),
    "x25519-step": x25519_step,
    "x25519-ladder": x25519_ladder,
}
for shown, name in HASHES.items():
    FUNCTIONS[shown] = lambda data, name=name: hashlib.new(name, data).digest()
    FUNCTIONS[f"HMAC-{shown}"] = lambda key, data, name=name: hmac.new(key, data, name).digest()
for operation, encrypt in (("encrypt", True), ("decrypt", False)):
    for bits in (128, 256):
        FUNCTIONS[f"AES-{bits}-CBC-{operation}"] = cbc(bits, encrypt)
        FUNCTIONS[f"AES-{bits}-GCM-{operation}"] = aead(AESGCM, bits // 8, encrypt)
    FUNCTIONS[f"ChaCha20-Poly1305-{operation}"] = aead(ChaCha20Poly1305, 32, encrypt)


# Formulas: words and signs, then a tree of tuples, then a value.

TOKEN = re.compile(
    r"""\s* (?: (?P<text>"[^"]*") | (?P<number>0x[0-9a-fA-F]+|[0-9]+)
              | (?P<word>[A-Za-z](?:[A-Za-z0-9_]|[.-](?=[A-Za-z0-9]))*)
              | (?P<sign>\.\.|==|[-+·^‖⊕<≤()\[\],]) )""",
    re.X,
)


def tokens_of(formula):
    at, tokens = 0, []
    formula = formula.rstrip()
    while at < len(formula):
        match = TOKEN.match(formula, at)
        if not match:
            raise Wrong(f"cannot read {formula[at:]!r}")
        tokens.append((match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    return tokens + [("end", "")]


class Reader:
    """Recursive descent; what binds tightest is read last."""

    LEVELS = [("==", "<", "≤"), ("‖", "⊕"), ("+", "-"), ("·", "div")]

    def __init__(self, formula):
        self.tokens = tokens_of(formula)
        self.at = 0

    def next(self):
        return self.tokens[self.at][1] if self.tokens[self.at][0] != "text" else None

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, sign):
        if self.take()[1] != sign:
            raise Wrong(f"{sign} is missing")

    def formula(self):
        tree = self.level(0)
        while self.next() == "mod":
            self.take()
            tree = ("mod", tree, self.level(0))
        return tree

    def level(self, depth):
        if depth == len(self.LEVELS):
            return self.power()
        tree = self.level(depth + 1)
        while self.next() in self.LEVELS[depth]:
            sign = self.take()[1]
            tree = (sign, tree, self.level(depth + 1))
        return tree

    def power(self):
        tree = self.part()
        if self.next() == "^":
            self.take()
            negative = self.next() == "-"
            if negative:
                self.take()
            exponent = self.part()
            tree = ("^", tree, ("-", ("value", 0), exponent) if negative else exponent)
        return tree

    def part(self):
        tree = self.atom()
        while self.next() == "[":
            self.take()
            first = self.formula()
            self.expect("..")
            last = self.formula()
            self.expect("]")
            tree = ("part", tree, first, last)
        return tree

    def atom(self):
        kind, token = self.take()
        if kind == "text":
            return ("value", token[1:-1].encode("ascii"))
        if kind == "number":
            return ("value", int(token, 0))
        if token == "(":
            tree = self.formula()
            self.expect(")")
            return tree
        if kind != "word":
            raise Wrong(f"{token!r} where a value is wanted")
        return ("call", token, self.arguments()) if self.next() == "(" else ("name", token)

    def arguments(self):
        self.take()
        found = [self.formula()]
        while self.next() == ",":
            self.take()
            found.append(self.formula())
        self.expect(")")
        return found


def same_kind(kind, *values):
    for value in values:
        if not isinstance(value, kind):
            raise Wrong(f"{value!r} is not {kind.__name__}")


def compute_sign(sign, one, other):
    if sign == "==":
        same_kind(type(one), other)
        return int(one == other)
    if sign in "‖⊕":
        same_kind(bytes, one, other)
        if sign == "‖":
            return one + other
        return bytes(a ^ b for a, b in zip(one, exactly(other, len(one))))
    same_kind(int, one, other)
    return int({"<": one.__lt__, "≤": one.__le__, "+": one.__add__, "-": one.__sub__, "·": one.__mul__,
                "div": one.__floordiv__}[sign](other))


def has_division(tree):
    return isinstance(tree, tuple) and (tree[0] == "div" or tree[0] in Tree.SIGNS and any(map(has_division, tree[1:])))


class Tree:
    """Computes a tree; `modulus` is that of the ring which a part is computed in."""

    SIGNS = {"==", "<", "≤", "‖", "⊕", "+", "-", "·", "div", "^"}

    def __init__(self, operands):
        self.operands = operands
        self.named = set()

    def compute(self, tree, modulus=None):
        kind = tree[0]
        if kind == "value":
            return tree[1]
        if kind == "name":
            self.named.add(tree[1])
            if tree[1] not in self.operands:
                raise Wrong(f"no operand {tree[1]}")
            return self.operands[tree[1]]
        if kind == "call":
            if tree[1] not in FUNCTIONS:
                raise Wrong(f"no function {tree[1]}")
            return FUNCTIONS[tree[1]](*(self.compute(argument) for argument in tree[2]))
        if kind == "part":
            whole, first, last = (self.compute(part) for part in tree[1:])
            if not 0 <= first <= last < len(whole):
                raise Wrong(f"bytes {first} to {last} of {len(whole)}")
            return whole[first : last + 1]
        if kind == "mod":
            ring = self.compute(tree[2])
            if ring <= 0:
                raise Wrong(f"modulo {ring}")
            # Rounding down is no operation of the ring.
            return self.compute(tree[1], None if has_division(tree[1]) else ring) % ring
        if kind == "^":
            base, exponent = self.compute(tree[1], modulus), self.compute(tree[2])
            return pow(base, exponent, modulus) if modulus else base**exponent
        return compute_sign(kind, self.compute(tree[1], modulus), self.compute(tree[2], modulus))


@functools.lru_cache(maxsize=None)
def tree_of(formula):
    """Many rows have the same."""
    reader = Reader(formula)
    tree = reader.formula()
    if reader.take()[0] != "end":
        raise Wrong(f"cannot read all of {formula!r}")
    return tree


def evaluate(formula, operands):
    """The value of a formula over operands by name: and each of them has to be in it."""
    tree = tree_of(formula)
    computer = Tree(operands)
    value = computer.compute(tree)
    unused = set(operands) - computer.named
    if unused:
        raise Wrong(f"{formula!r} does not name {', '.join(sorted(unused))}")
    return value


# Rows as the program writes them in JSON.


def value_of(written):
    if written["kind"] == "number":
        return int(written["value"], 16)
    return bytes.fromhex(written["value"]) if written["kind"] == "bytes" else written["value"].encode()


def problem_of(row):
    """Why a row is false; None where it is true."""
    operands = {operand["name"]: value_of(operand) for operand in row["operands"]}
    try:
        found = evaluate(row["formula"], operands)
    except Exception as error:  # whatever python makes of a wrong row
        return f"{row['name']} = {row['formula']}: {type(error).__name__}: {error}"
    expected = value_of(row["result"])
    if type(found) is not type(expected) or found != expected:
        return f"{row['name']} = {row['formula']} is {found!r} and not {expected!r}"
    return None


def problems_of(worked, where=""):
    """Of all rows of a worked example, and of those opened: what is false. What a row opens to comes to its result."""
    where = f"{where}{worked['title']}: "
    for row in worked["rows"]:
        problem = problem_of(row)
        if problem:
            yield f"{where}row {row['row']}: {problem}"
        opened = row.get("opened")
        if opened:
            yield from problems_of(opened, f"{where}row {row['row']}: ")
            if opened["rows"][-1]["result"] != row["result"]:
                yield f"{where}row {row['row']}: opens to another result"


def count_of(worked):
    """How many rows there are, opened ones too."""
    return sum(1 + count_of(row["opened"]) if row.get("opened") else 1 for row in worked["rows"])
