"""compare.py SHOW FOLDER: what the program reads in the certificates of FOLDER is what openssl prints."""

import ipaddress
import pathlib
import re
import subprocess
import sys

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
USAGES = {
    "Digital Signature": "digitalSignature", "Non Repudiation": "contentCommitment",
    "Key Encipherment": "keyEncipherment", "Data Encipherment": "dataEncipherment", "Key Agreement": "keyAgreement",
    "Certificate Sign": "keyCertSign", "CRL Sign": "cRLSign", "Encipher Only": "encipherOnly",
    "Decipher Only": "decipherOnly",
}
PURPOSES = {"TLS Web Server Authentication": "serverAuth", "TLS Web Client Authentication": "clientAuth",
            "Code Signing": "another", "E-mail Protection": "another"}


def read_shown(text):
    """A dictionary for each certificate that `show` wrote."""
    shown = []
    for line in text.splitlines():
        key, _, value = line.partition(" ")
        if key == "certificate":
            shown.append({})
        shown[-1][key] = value
    return shown


def openssl(pem, *options):
    run = subprocess.run(["openssl", "x509", "-noout", *options], input=pem, capture_output=True, text=True, check=True)
    return run.stdout


def date(text):
    """'Jan  1 00:00:00 2020 GMT' as '2020-01-01 00:00:00 UTC'."""
    month, day, time, year, _ = text.split()
    return f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02} {time} UTC"


def extension(text, name):
    """The line below an extension's name in openssl's text."""
    found = re.search(rf"X509v3 {name}:.*\n +(.*)\n", text)
    return found.group(1).strip() if found else ""


def translate(names, table):
    words = [table[name] for name in names.split(", ")] if names else []
    return ", ".join(dict.fromkeys(words)) or "none"


def name_list(text):
    """subjectAltName, with version 6 addresses as openssl writes them made short."""
    text = text.replace("IP Address:", "IP:")
    return re.sub(r"IP:0(:0){6}:1\b", "IP:::1", text)


def subtree(text):
    """A subtree as openssl writes it, in the form of `show`."""
    if text.startswith("IP:"):
        address, mask = text.removeprefix("IP:").split("/")
        bits = bin(int(ipaddress.ip_address(mask.lower()))).count("1")
        return f"IP:{ipaddress.ip_address(address)}/{bits}"
    return text.replace(" = ", "=")


def name_constraints(text):
    """'permitted …; excluded …' from openssl's text."""
    found = re.search(r"X509v3 Name Constraints:.*\n((?: {16}.*\n)+)", text)
    if not found:
        return ""
    kinds = re.findall(r" {16}(Permitted|Excluded):\n((?: {18}.*\n)+)", found.group(1))
    return "; ".join(f"{kind.lower()} " + ", ".join(subtree(line.strip()) for line in lines.splitlines())
                     for kind, lines in kinds)


def expected(pem):
    """What openssl says about a certificate, in the words of `show`."""
    lines = openssl(pem, "-serial", "-subject", "-issuer", "-dates", "-nameopt", "RFC2253,-esc_msb,utf8")
    fields = dict(line.split("=", 1) for line in lines.splitlines())
    text = openssl(pem, "-text")
    serial = fields["serial"].lower()
    bits = re.search(r"Public-Key: \((\d+) bit\)", text).group(1)
    kinds = {"rsaEncryption": "RSA", "rsassaPss": "RSA-PSS", "id-ecPublicKey": "EC"}
    kind = kinds[re.search(r"Public Key Algorithm: (.*)", text).group(1)]
    numbers = re.search(r"(?:Modulus|pub):\n((?: +[0-9a-f:]+\n)+)", text).group(1)
    public = re.sub(r"[ :\n]", "", numbers)
    signature = re.search(r"Signature Algorithm: (\S+)", text).group(1)
    constraints = extension(text, "Basic Constraints")
    path_length = re.search(r"pathlen:(\d+)", constraints)
    return {
        "version": re.search(r"Version: (\d)", text).group(1),
        "serial": serial,
        "subject": fields["subject"],
        "issuer": fields["issuer"],
        "from": date(fields["notBefore"]),
        "until": date(fields["notAfter"]),
        "signature": "RSASSA-PSS with sha256" if signature == "rsassaPss" else signature,
        "key": f"{kind} {bits}",
        "public": public.removeprefix("00"),
        "usage": translate(extension(text, "Key Usage"), USAGES),
        "purposes": translate(extension(text, "Extended Key Usage"), PURPOSES),
        "authority": f"{'yes' if 'CA:TRUE' in constraints else 'no'} {path_length.group(1) if path_length else -1}",
        "subject_key_id": extension(text, "Subject Key Identifier").replace(":", "").lower(),
        "authority_key_id": extension(text, "Authority Key Identifier").removeprefix("keyid:").replace(":", "").lower(),
        "names": name_list(extension(text, "Subject Alternative Name")),
        "constraints": name_constraints(text),
    }


def unescaped_alike(value):
    """Both escape a leading space, each in its own correct way (RFC 4514, section 2.4)."""
    return value.replace("\\20", "\\ ")


def compare(path, shown):
    """Compares all certificates of a file and returns how many there were."""
    pems = re.findall(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", path.read_text(), re.S)
    assert len(pems) == len(shown), f"{path.name}: {len(shown)} of {len(pems)} certificates"
    for index, (pem, found) in enumerate(zip(pems, shown)):
        for key, value in expected(pem).items():
            if unescaped_alike(found[key]) != unescaped_alike(value):
                sys.exit(f"{path.name}, certificate {index}, {key}: {found[key]!r}, openssl says {value!r}")
    return len(pems)


# Refused here, although openssl reads them: they break a rule of form on purpose.
REFUSED = {"duplicate-extension.pem", "empty-key-usage.pem"}


def main(show, folder):
    count = 0
    for path in sorted(pathlib.Path(folder).glob("*.pem")):
        if path.name in REFUSED:
            continue
        run = subprocess.run([show, path], capture_output=True, text=True, check=True)
        count += compare(path, read_shown(run.stdout))
    print(f"{count} certificates are read alike")
    return 0 if count > 40 else 1


sys.exit(main(*sys.argv[1:]))
