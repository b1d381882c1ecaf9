"""The manual page and the shell completions say the same as --help, which is made from the lists themselves."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import program

MANUAL = pathlib.Path(os.environ["TLSTEPS_MANUAL"])  # as it is built
COMMANDS = ["learn", "play", "run", "serve", "connect", "check", "explain", "bench", "list", "completion"]


def options_of(command):
    """Pairs of option and argument, as --help has them."""
    lines = program.printed(*command, "--help").splitlines()
    matches = [re.match(r"  --([\w-]+)(?: (\S+))?(?:  |$)", line) for line in lines]
    return {(match[1], match[2]) for match in matches if match}


def all_options_of(command):
    """The same with those of its topics, where it has any."""
    topics = [row["name"] for row in program.listed("topics")] if command == "explain" else []
    return options_of([command]).union(*(options_of([command, topic]) for topic in topics))


ESCAPES = {r"\-": "-", r"\(aq": "'", r"\(ha": "^"}


def manual():
    text = MANUAL.read_text(encoding="utf-8")
    for escape, character in ESCAPES.items():
        text = text.replace(escape, character)
    return re.sub(r"\\\[u([0-9A-F]+)\]", lambda match: chr(int(match[1], 16)), text)


def manual_options():
    """Pairs of option and argument of the manual's lists."""
    matches = re.findall(r"(?m)^\.TP\n\.B --([\w-]+)(?: \\fI(.*)\\fR)?$", manual())
    return {(name, argument or None) for name, argument in matches}


class Manual(unittest.TestCase):
    def test_every_command_is_there_and_no_other(self):
        named = re.findall(r"(?m)^\.SS tlsteps (\w+)", manual())
        self.assertEqual(named, COMMANDS)
        synopsis = manual().split("\n.SH ")[2]
        self.assertEqual(re.findall(r"(?m)^\.B tlsteps (\w+)", synopsis), COMMANDS)
        overview = program.printed("--help")
        self.assertEqual(re.findall(r"(?m)^  (\w+)(?: |$)", overview[: overview.index("\nOptions:")]), COMMANDS)

    def test_every_option_is_there_with_its_argument_and_no_other(self):
        wanted = {("help", None), ("version", None)}
        for command in COMMANDS:
            wanted |= all_options_of(command)
        self.assertEqual(manual_options() - wanted, set())
        self.assertEqual(wanted - manual_options(), set())

    def test_every_key_is_there(self):
        page = manual()
        for row in program.listed("keys"):
            self.assertIn(f".TP\n.B {row['keys']}\n{row['what']}.\n", page)

    @unittest.skipUnless(shutil.which("groff"), "groff is not installed")
    def test_it_is_well_formed(self):
        run = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", str(MANUAL)], capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stderr), (0, ""))


class Completion(unittest.TestCase):
    def complete(self, *words):
        """What bash offers for the last of the words."""
        with tempfile.NamedTemporaryFile("w", suffix=".bash") as script:
            script.write(program.printed("completion", "bash"))
            script.flush()
            line = " ".join(f"'{word}'" for word in ("tlsteps", *words))
            code = (f"source {script.name}; COMP_WORDS=({line}); COMP_CWORD={len(words)}; _tlsteps; "
                    'printf "%s\\n" "${COMPREPLY[@]}"')
            run = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=True)
            self.assertEqual(run.stderr, "")
            return run.stdout.split()

    def test_commands(self):
        self.assertEqual(set(self.complete("")), {*COMMANDS, "--help", "--version"})
        self.assertEqual(self.complete("ru"), ["run"])

    def test_every_option_of_every_command(self):
        for command in COMMANDS:
            wanted = {f"--{name}" for name, _ in all_options_of(command)}
            self.assertEqual(set(self.complete(command, "--")), wanted)

    def test_values(self):
        self.assertEqual(self.complete("run", "--format", ""), ["text", "json", "markdown"])
        self.assertEqual(self.complete("list", "--format", ""), ["text", "json"])
        self.assertEqual(self.complete("run", "--steps", ""), ["messages", "titles", "all"])
        self.assertEqual(set(self.complete("run", "--group", "")), {row["name"] for row in program.listed("groups")})
        suites = {row["name"] for row in program.listed("suites")}
        self.assertEqual(set(self.complete("bench", "--suite", "TLS_")), suites)
        self.assertIn("certificate_expired", self.complete("run", "--expect", "certificate_"))
        self.assertIn("suites", self.complete("list", ""))
        self.assertEqual(self.complete("explain", "mod"), ["modexp"])

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "scenario"
            path.touch()
            for words in (["run"], ["run", "--capture"], ["play"]):
                self.assertIn(str(path), self.complete(*words, f"{folder}/sc"))

    def test_the_other_shells_have_every_option_too(self):
        zsh, fish = program.printed("completion", "zsh"), program.printed("completion", "fish")
        for command in COMMANDS:
            self.assertIn(f"    {command})\n", zsh)
            for name, _ in all_options_of(command):
                self.assertIn(f"'--{name}[", zsh)
                self.assertIn(f"'__fish_seen_subcommand_from {command}' -l {name} ", fish)

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh_can_read_its_script(self):
        run = subprocess.run(["zsh", "-n"], input=program.printed("completion", "zsh"), capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish_completes(self):
        script = program.printed("completion", "fish")
        for line, wanted in (("tlsteps ru", "run"), ("tlsteps run --for", "--format"), ("tlsteps run --format j", "json"),
                             ("tlsteps list suit", "suites"), ("tlsteps bench --group x", "x25519")):
            command = f"{script}\ncomplete -C {line!r}"
            run = subprocess.run(["fish", "--no-config", "-c", command], capture_output=True, text=True)
            self.assertEqual(run.stderr, "")
            self.assertIn(wanted, [offer.split("\t")[0] for offer in run.stdout.splitlines()])


program.main()
