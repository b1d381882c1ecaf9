"""DER elements (X.690), for the scripts of this folder."""


def element(tag, contents):
    """A DER element."""
    size = len(contents)
    if size < 128:
        return bytes([tag, size]) + contents
    length = size.to_bytes((size.bit_length() + 7) // 8, 'big')
    return bytes([tag, 128 | len(length)]) + length + contents


def integer(value):
    return element(0x02, value.to_bytes(value.bit_length() // 8 + 1, 'big'))


def split(der):
    """The first element of `der` (with tag and length), the size of its header, and what follows it."""
    header, size = 2, der[1]
    if size & 128:
        header += size & 127
        size = int.from_bytes(der[2:header], 'big')
    return der[:header + size], header, der[header + size:]


def contents(der):
    """What is inside of the first element of `der`."""
    element_, header, _ = split(der)
    return element_[header:]
