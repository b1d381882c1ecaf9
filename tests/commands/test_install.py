"""`meson install` into an empty folder: the program starts there and finds its data without the source tree."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import program

MESON = os.environ.get("MESON", "meson")
BUILD = pathlib.Path(program.PROGRAM).parent


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        command = [MESON, "install", "-C", str(BUILD), "--no-rebuild", "--destdir", cls.folder.name]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode:
            sys.exit(run.stdout + run.stderr)
        cls.installed = pathlib.Path(cls.folder.name)
        cls.program = next(cls.installed.rglob("bin/tlsteps"))
        cls.share = cls.program.parent.parent / "share"

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def start(self, *arguments):
        environment = {name: value for name, value in os.environ.items() if name != "TLSTEPS_DATA"}
        return subprocess.run([self.program, *arguments], capture_output=True, text=True, env=environment, cwd="/")

    def test_a_handshake_runs(self):
        run = self.start("run", "--seed", "1")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(run.stdout, program.printed("run", "--seed", "1"))

    def test_the_data_is_the_installed_one(self):
        lessons = json.loads(self.start("list", "lessons", "--format", "json").stdout)
        folder = (self.share / "tlsteps" / "lessons" / "en").resolve()
        self.assertEqual({pathlib.Path(lesson["path"]).resolve().parent for lesson in lessons}, {folder})
        shutil.move(self.share / "tlsteps", self.share / "elsewhere")
        try:
            self.assertEqual(self.start("run", "--seed", "1").returncode, 2)
        finally:
            shutil.move(self.share / "elsewhere", self.share / "tlsteps")

    def test_manual_completions_and_data_are_there(self):
        for name in ("man/man1/tlsteps.1", "bash-completion/completions/tlsteps.bash", "zsh/site-functions/_tlsteps",
                     "fish/vendor_completions.d/tlsteps.fish", "tlsteps/assets/certificates",
                     "tlsteps/assets/pki/roots.pem", "tlsteps/lessons/en"):
            self.assertTrue((self.share / name).exists(), name)

    def test_what_only_the_source_tree_needs_is_not(self):
        for name in ("assets/pki/make", "lessons/start"):
            self.assertFalse((self.share / "tlsteps" / name).exists(), name)


program.main()
