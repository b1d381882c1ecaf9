"""table.py ASSETS: each line of the list of certificates names files that are there, a key that belongs to the first
certificate (and where that is stolen does not), and every chain in the folder is in the list or is one of authorities."""

import pathlib
import subprocess
import sys


def openssl(*arguments):
    return subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=True).stdout


def main(assets):
    assets = pathlib.Path(assets)
    lines = (assets / "certificates").read_text().splitlines()
    rows = [line.split(None, 3) for line in lines if line and not line.startswith("#")]
    for row in rows:
        if len(row) != 4:
            sys.exit(f"four columns are wanted: {row}")
        name, chain, key, _ = row
        of_chain = openssl("x509", "-in", assets / chain, "-noout", "-pubkey")
        if (of_chain == openssl("pkey", "-in", assets / key, "-pubout")) == name.endswith("-stolen"):
            sys.exit(f"{name}: {key} is {'' if name.endswith('-stolen') else 'not '}the key of {chain}")
    names = [row[0] for row in rows]
    if len(set(names)) != len(names):
        sys.exit("a name stands there twice")
    listed = {row[1] for row in rows} | {"pki/root.pem", "pki/ec-root.pem", "pki/roots.pem", "pki/intermediate.pem"}
    missing = {f"pki/{path.name}" for path in (assets / "pki").glob("*.pem")} - listed
    if missing:
        sys.exit(f"not listed: {', '.join(sorted(missing))}")
    print(f"{len(rows)} certificates are in order")


main(sys.argv[1])
