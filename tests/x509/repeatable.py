"""repeatable.py FOLDER: the script that made the certificates in FOLDER makes the same bytes again."""

import pathlib
import shutil
import subprocess
import sys
import tempfile


def main(folder):
    folder = pathlib.Path(folder)
    with tempfile.TemporaryDirectory() as place:
        copy = pathlib.Path(place) / "pki"
        shutil.copytree(folder, copy)
        for path in [*copy.glob("*.pem"), *copy.glob("*.crl"), *copy.glob("*.ocsp")]:
            path.unlink()
        subprocess.run([copy / "make"], check=True)
        made = {path.name: path.read_bytes() for path in copy.glob("*")}
    there = {path.name: path.read_bytes() for path in folder.glob("*")}
    different = sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))
    print(f"different: {', '.join(different)}" if different else f"{len(there)} files are the same")
    return 1 if different else 0


sys.exit(main(sys.argv[1]))
