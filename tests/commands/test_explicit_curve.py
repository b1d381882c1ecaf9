"""The ServerKeyExchange of toy-curve-17, taken apart by a decoder that shares nothing with the program: explicit prime
curve parameters (RFC 4492 §5.4), which tshark does not read. The points are checked by schoolbook arithmetic."""

import unittest

import program

EXPLICIT_PRIME = 1


class Reader:
    def __init__(self, data):
        self.data = data

    def take(self, size):
        taken, self.data = self.data[:size], self.data[size:]
        assert len(taken) == size, "the message ends too early"
        return taken

    def number(self, size):
        return int.from_bytes(self.take(size), "big")

    def vector(self, length_size=1):
        return self.take(self.number(length_size))


def server_key_exchange(message):
    """The members of the message, by their names in the RFC, as numbers and bytes."""
    reader = Reader(message)
    assert reader.number(1) == 12 and reader.number(3) == len(reader.data)
    values = {"curve_type": reader.number(1)}
    for name in ("prime_p", "a", "b", "base", "order", "cofactor", "point"):
        values[name] = reader.vector()
    values["signature_algorithm"] = reader.number(2)
    values["signature"] = reader.vector(2)
    assert reader.data == b"", "bytes are left over"
    return values


def add(one, other, p, a):
    """The sum of two points of y² = x³ + ax + b over p elements; None is the point at infinity."""
    if one is None or other is None:
        return one or other
    (x1, y1), (x2, y2) = one, other
    if x1 == x2 and (y1 + y2) % p == 0:
        return None
    slope = (3 * x1 * x1 + a) * pow(2 * y1, -1, p) if one == other else (y2 - y1) * pow(x2 - x1, -1, p)
    x3 = (slope * slope - x1 - x2) % p
    return x3, (slope * (x1 - x3) - y1) % p


def times(number, point, p, a):
    result = None
    for _ in range(number):
        result = add(result, point, p, a)
    return result


def point_of(encoded):
    assert encoded[0] == 4 and len(encoded) == 3, "an uncompressed point of two one-byte coordinates"
    return encoded[1], encoded[2]


class ExplicitCurve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.run_ = program.told("run", "--suite", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "--group", "toy-curve-17",
                                "--seed", "curve")
        messages = {step["message"]["type"]: bytes.fromhex(step["message"]["bytes"])
                    for step in cls.run_["steps"] if step["kind"] == "send"}
        cls.hello = messages["client_hello"]
        cls.members = server_key_exchange(messages["server_key_exchange"])
        cls.client_point = point_of(Reader(messages["client_key_exchange"][4:]).vector())

    def test_parameters_are_those_of_the_curve(self):
        numbers = {name: int.from_bytes(self.members[name], "big") for name in ("prime_p", "a", "b", "order", "cofactor")}
        self.assertEqual(self.members["curve_type"], EXPLICIT_PRIME)
        self.assertEqual(numbers, {"prime_p": 17, "a": 2, "b": 2, "order": 19, "cofactor": 1})
        self.assertEqual(point_of(self.members["base"]), (5, 1))

    def test_every_number_has_its_shortest_form(self):
        for name in ("prime_p", "a", "b", "order", "cofactor"):
            self.assertEqual(len(self.members[name]), 1, name)

    def test_the_client_offered_explicit_prime_curves(self):
        self.assertIn(bytes.fromhex("ff01"), self.hello)

    def test_both_points_lie_on_the_curve_and_lead_to_the_same_secret(self):
        client, server = self.run_["known"]["client"], self.run_["known"]["server"]
        a, b = (int(known[name], 16) for known, name in ((client, "ecdh.client_private"), (server, "ecdh.server_private")))
        server_point = point_of(self.members["point"])
        self.assertEqual(times(a, (5, 1), 17, 2), self.client_point)
        self.assertEqual(times(b, (5, 1), 17, 2), server_point)
        shared = times(a, server_point, 17, 2)
        self.assertEqual(times(b, self.client_point, 17, 2), shared)
        self.assertEqual(bytes([shared[0]]).hex(), client["pre_master_secret"])
        self.assertEqual(client["pre_master_secret"], server["pre_master_secret"])

    def test_each_point_comes_out_of_the_values_that_it_is_told_to_come_from(self):
        told = [fact for step in self.run_["steps"] if step["actor"] in ("client", "server") for fact in step["facts"]
                if fact["how"] in ("ecdh_public", "ecdh_shared")]
        self.assertEqual(len(told), 4)
        for fact in told:
            actor = "client" if fact["from"][0].endswith("client_private") else "server"
            values = [self.run_["known"][actor][name] for name in fact["from"]]
            private, point = int(values[0], 16), point_of(bytes.fromhex(values[1]))
            p, a, b = (int(value, 16) for value in values[2:])
            self.assertEqual((point[1] ** 2 - point[0] ** 3 - a * point[0] - b) % p, 0)
            x, y = times(private, point, p, a)
            self.assertEqual(fact["value"], (bytes([4, x, y]) if fact["how"] == "ecdh_public" else bytes([x])).hex())


program.main()
