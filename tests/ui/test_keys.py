"""Every key that the list has is pressed by a script of screens: what nobody presses is not tested.

Arguments: the scripts."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "commands"))
import program  # noqa: E402

# As scripts name them.
NAMES = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def pressed(path):
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        command, _, rest = line.partition(" ")
        if command == "keys":
            yield from (NAMES.get(word, word) for word in rest.split())
        elif command == "type":
            yield from rest


def main(paths):
    keys = {key for path in paths for key in pressed(path)}
    missing = [f"{key}: {row['what']}" for row in program.listed("keys") for key in row["keys"].split() if key not in keys]
    print("\n".join(missing) if missing else "every key is pressed")
    sys.exit(1 if missing else 0)


main(sys.argv[1:])
