"""Each extension that is spoken (a SPOKEN row of extensions.def) is obeyed and documented: what the client says in it is read by
somebody who acts by it, and likewise what a server answers; in the handshake, and not only in what is told of it. And the
README names it among what is inside."""

import re

import rooms

ROW = re.compile(r'^SPOKEN\((\w+), \w+, "(\w+)", (\w+), ([^,]*), ', re.M)
# The name that people use, where it is another one.
CALLED = {"application_layer_protocol_negotiation": "ALPN"}
FUNCTION = re.compile(r"^\w[^\n;{}]*?\b(\w+)\([^;{}]*\)\n\{.*?^\}", re.M | re.S)
# What a function that acts calls the extensions of the one hello, of the other, and of either.
OFFERED, ANSWERED, EITHER = "offered", "answered", "extensions"


def functions():
    """Pairs of name and text, of the handshake's floors without the functions that only tell."""
    for path in rooms.files(".c"):
        if path.parent.name in ("handshake", "v12") and path.parent.parent.name == "tls":
            text = rooms.without_comments(path.read_text(encoding="utf-8")).replace("config->extensions", "")
            for match in FUNCTION.finditer(text):
                if not re.search(r"(^|_)tell_", match[1]):
                    yield match[1], match[0]


def is_read(member, code, *hellos):
    """Whether a member of what came in one of these is looked at, and not written."""
    return re.search(rf"\b(?:{'|'.join(hellos)})(?:->|\.){member}\b(?!\s*=[^=])", code)


def is_answered(member, acting):
    """Whether a server says a value of its own."""
    return any(re.search(rf"->{member}\s*=[^=]", text) for name, text in acting if name.startswith("answer_"))


def inside():
    """The README's list of what is inside, as one line."""
    text = (rooms.ROOT / "README.md").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", text.split("## What is inside")[1].split("\n## ")[0])


def problems(rows):
    acting = list(functions())
    code, readme = "\n".join(text for _, text in acting), inside()
    for _, name, _, members in rows:
        declared = [re.search(r"(\w+)(?:\[\w+\])?$", member)[1] for member in members.split(";")]
        member = declared[-1]
        if not is_read(member, code, OFFERED, EITHER):
            yield f"{name}: no server in tls/handshake or tls/v12 acts by {member}"
        if is_answered(member, acting) and not is_read(member, code, ANSWERED, EITHER):
            yield f"{name}: no client in tls/handshake or tls/v12 acts by {member}"
        if not re.search(rf"\b{CALLED.get(name, name)}\b", readme):
            yield f"{name}: not in the README's list of what is inside"


def main():
    rows = ROW.findall((rooms.SOURCE / "tls/registry/extensions.def").read_text(encoding="utf-8"))
    assert len(rows) >= 12, "the rows cannot be read"
    rooms.report(list(problems(rows)), f"{len(rows)} extensions are obeyed and documented")


main()
