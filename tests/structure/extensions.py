"""Each extension that is spoken (a SPOKEN row of extensions.def) is obeyed and documented: what it says is read by somebody who
acts by it, in the handshake and not only in what is told of it, and the README names it among what is inside."""

import re

import rooms

ROW = re.compile(r'^SPOKEN\((\w+), \w+, "(\w+)", (\w+), ([^,]*), ', re.M)
# The name that people use, where it is another one.
CALLED = {"application_layer_protocol_negotiation": "ALPN"}
FUNCTION = re.compile(r"^\w[^\n;{}]*?\b(\w+)\([^;{}]*\)\n\{.*?^\}", re.M | re.S)


def acting_code():
    """The code of the handshake's floors without the functions that only tell."""
    for path in rooms.files(".c"):
        if path.parent.name in ("handshake", "v12") and path.parent.parent.name == "tls":
            text = rooms.without_comments(path.read_text(encoding="utf-8"))
            yield FUNCTION.sub(lambda match: "" if re.search(r"(^|_)tell_", match[1]) else match[0], text)


def is_read(member, code):
    """Whether a member of what came is looked at: not what is written, nor the configuration."""
    return re.search(rf"\b(?:offered|answered|extensions)(?:->|\.){member}\b(?!\s*=[^=])", code.replace("config->extensions", ""))


def inside():
    """The README's list of what is inside, as one line."""
    text = (rooms.ROOT / "README.md").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", text.split("## What is inside")[1].split("\n## ")[0])


def problems(rows):
    code, readme = "\n".join(acting_code()), inside()
    for _, name, _, members in rows:
        declared = [re.search(r"(\w+)(?:\[\w+\])?$", member)[1] for member in members.split(";")]
        if not is_read(declared[-1], code):
            yield f"{name}: nobody in tls/handshake or tls/v12 acts by {declared[-1]}"
        if not re.search(rf"\b{CALLED.get(name, name)}\b", readme):
            yield f"{name}: not in the README's list of what is inside"


def main():
    rows = ROW.findall((rooms.SOURCE / "tls/registry/extensions.def").read_text(encoding="utf-8"))
    assert len(rows) >= 12, "the rows cannot be read"
    rooms.report(list(problems(rows)), f"{len(rows)} extensions are obeyed and documented")


main()
