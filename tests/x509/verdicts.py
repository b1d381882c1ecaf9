"""verdicts.py FOLDER: openssl and GnuTLS's certtool and ocsptool come to the verdicts that the tables of this folder give.

A line that another program judges differently says so behind a |, with the reason: 'openssl passes: …', or
'certtool fails: …'; several are joined by ;. Where it depends on the version, the one that ended it stands behind:
'openssl passes before 3.0.22 and 3.5.8: …'. That has to be so, too. Only 'openssl verify' can be told the
time: the others are asked about lines of 2026-01-01, whose verdicts hold until 2049.
"""

import base64
import calendar
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import versions  # noqa: E402

HERE = pathlib.Path(__file__).parent
PURPOSES = {"sign": ("sslserver", "1.3.6.1.5.5.7.3.1"), "encrypt": ("sslserver", "1.3.6.1.5.5.7.3.1"),
            "client": ("sslclient", "1.3.6.1.5.5.7.3.2")}
PRESENT = "2026-01-01"


class Line:
    """A line of a table, and its files in a folder for the time of the test."""

    def __init__(self, text, pki, place):
        body, _, self.remarks = text.partition("|")
        words = body.split()
        self.text, self.pki = body.strip(), pki
        self.chain, self.roots, self.now = words[0], self.file(words[1], "pem"), words[2]
        rest = self.read(words[3:])
        self.passes = rest == ["passes"]
        self.sent = place / "sent.pem"
        parts = [pem for part in self.chain.split("+") for pem in self.certificates(part)]
        self.leaf = place / "leaf.pem"
        self.leaf.write_text(parts[0])
        self.sent.write_text("".join(parts))
        self.lists = place / "lists.pem"
        self.lists.write_text("".join((pki / f"{name}.crl").read_text() for name in self.crls))

    def file(self, name, ending):
        return (HERE if name.startswith("paths/") else self.pki) / f"{name}.{ending}"

    def certificates(self, part):
        """The certificates that NAME, NAME:INDEX or NAME:INDEX! stands for."""
        broken, part = part.endswith("!"), part.rstrip("!")
        name, _, index = part.partition(":")
        text = self.file(name, "pem").read_text()
        pems = re.findall(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", text, re.S)
        pems = [pems[int(index)]] if index else pems
        return [flip_last_bit(pem) for pem in pems] if broken else pems

    def seconds(self):
        form = "%Y-%m-%dT%H:%M:%S" if "T" in self.now else "%Y-%m-%d"
        return calendar.timegm(time.strptime(self.now, form))

    def expected(self, program):
        """Whether the program should accept, by the table and by what it remarks on the program."""
        remark = re.search(rf"\b{program} (passes|fails)(?: before ([\d., and]+))?: \w", self.remarks)
        if not remark or (remark[2] and not versions.is_before(versions.version(program), remark[2])):
            return self.passes
        if (remark.group(1) == "passes") == self.passes:
            sys.exit(f"{self.text}: the remark on {program} says nothing else than the verdict")
        return not self.passes


class ChainLine(Line):
    def read(self, words):
        self.host, self.needs, self.crls = words[0], words[1], []
        return words[2:]


class RevocationLine(Line):
    def read(self, words):
        client = self.chain.startswith("client")
        self.host, self.needs, self.crls = "-" if client else "server.tlsteps.example", "client" if client else "sign", []
        self.crls = words[0].split("+")
        return words[1:]


def flip_last_bit(pem):
    der = bytearray(base64.b64decode("".join(pem.splitlines()[1:-1])))
    der[-1] ^= 1
    return f"-----BEGIN CERTIFICATE-----\n{base64.encodebytes(bytes(der)).decode()}-----END CERTIFICATE-----\n"


def openssl_accepts(line):
    purpose, _ = PURPOSES[line.needs]
    # -partial_chain: whatever is trusted ends a chain, be it a root or not, as here. -auth_level 1: no SHA-1, no short key.
    command = ["openssl", "verify", "-partial_chain", "-auth_level", "1", "-CAfile", line.roots, "-untrusted", line.sent, "-purpose", purpose,
               "-attime", str(line.seconds())]
    if line.host != "-":
        command += ["-verify_ip" if re.search(r":|^[0-9.]+$", line.host) else "-verify_hostname", line.host]
    if line.crls:
        command += ["-crl_check", "-CRLfile", line.lists]
    return subprocess.run([*command, line.leaf], capture_output=True).returncode == 0


def certtool_accepts(line):
    _, purpose = PURPOSES[line.needs]
    command = ["certtool", "--verify", "--load-ca-certificate", line.roots, "--infile", line.sent,
               f"--verify-purpose={purpose}", "--verify-profile=low"]
    if line.host != "-":
        command += [f"--verify-hostname={line.host}"]
    if line.crls:
        command += ["--load-crl", line.lists]
    return subprocess.run(command, capture_output=True).returncode == 0


class ResponseLine(Line):
    """A line about an OCSP response: the chain is a certificate and its issuer."""

    def read(self, words):
        self.crls = []
        return words

    def __init__(self, text, pki, place):
        chain, response, *rest = text.split("|")[0].split()
        super().__init__(" ".join([chain, "roots", *rest, "|", text.partition("|")[2]]), pki, place)
        self.text = f"{chain} {response} {' '.join(rest)}"
        self.response, self.issuer = pki / f"{response}.ocsp", place / "issuer.pem"
        self.issuer.write_text(self.certificates(chain)[1])


def openssl_believes(line):
    command = ["openssl", "ocsp", "-respin", line.response, "-issuer", line.issuer, "-cert", line.leaf, "-CAfile",
               line.roots, "-no_nonce"]
    run = subprocess.run(command, capture_output=True, text=True)
    said = run.stdout + run.stderr
    good = re.search(rf"^{re.escape(str(line.leaf))}: good$", said, re.M)
    return run.returncode == 0 and "Response verify OK" in said and bool(good)


def ocsptool_believes(line):
    command = ["ocsptool", "--verify-response", "--load-response", line.response, "--load-cert", line.leaf,
               "--load-issuer", line.issuer, "--load-trust", line.issuer]
    run = subprocess.run(command, capture_output=True, text=True)
    statuses = re.findall(r"Certificate Status: (\w+)", run.stdout)
    return run.returncode == 0 and bool(statuses) and statuses[0] == "good"


def lines_of(name, kind, pki, place):
    for text in (HERE / name).read_text().splitlines():
        if text and not text.startswith("#"):
            yield kind(text, pki, place)


def main(folder):
    pki, problems, counts = pathlib.Path(folder), [], {}
    verifiers = {"openssl": openssl_accepts, "certtool": certtool_accepts}
    believers = {"openssl": openssl_believes, "ocsptool": ocsptool_believes}
    tables = (("chains.txt", ChainLine, verifiers), ("revocation.txt", RevocationLine, verifiers),
              ("responses.txt", ResponseLine, believers))
    with tempfile.TemporaryDirectory() as place:
        for name, kind, programs in tables:
            for line in lines_of(name, kind, pki, pathlib.Path(place)):
                for program, judge in programs.items():
                    if not shutil.which(program) or (line.now != PRESENT and judge is not openssl_accepts):
                        continue
                    counts[program] = counts.get(program, 0) + 1
                    found = judge(line)
                    if found != line.expected(program):
                        problems.append(f"{name}: {line.text}: {program} {'passes' if found else 'fails'}")
    print("\n".join(problems))
    print(", ".join(f"{program}: {count} verdicts" for program, count in counts.items()))
    return 1 if problems or "openssl" not in counts else 0


sys.exit(main(*sys.argv[1:]))
