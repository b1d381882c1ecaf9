"""Plain lines: the same run as on the screen, for pipes, screen readers and terminals that cannot place their cursor."""

import os
import pathlib
import pty
import re
import select
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "commands"))
import program  # noqa: E402

LESSONS = sorted((pathlib.Path(__file__).resolve().parents[2] / "lessons" / "en").glob("*.md"))
# What there is on a screen only.
FURNITURE = re.compile(r"(?i)\b(columns?|tabs?|arrow keys?|escape|esc|backspace|pg(up|dn)|mouse|clicks?|(this|that|any|other) key "
                       r"(does|closes|goes)|(?<!-)keys? \d|view \d|press(ed)?)\b|\b[a-zA-Z?/] (shows|leads|looks|goes|writes)\b")

SCENARIOS = [[], ["--suite", "TLS_RSA_WITH_AES_128_CBC_SHA"],
             ["--suite", "DHE-RSA-AES128-GCM-SHA256", "--group", "toy-dh-23"], ["--resume", "ticket"]]


def told(*arguments, commands=()):
    """What the program says to these lines; "" where none is given."""
    lines = "".join(f"{command}\n" for command in commands)
    run = subprocess.run([program.PROGRAM, *arguments], input=lines, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return run.stdout


class Session:
    """The program on a terminal of its own, asked one line after the other."""

    def __init__(self, *arguments, term="dumb"):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execve(program.PROGRAM, [program.PROGRAM, *arguments], {**os.environ, "TERM": term})

    def until(self, end):
        """What it says until this text comes."""
        text = b""
        while end.encode() not in text:
            if not select.select([self.terminal], [], [], 30)[0]:
                raise AssertionError(text.decode())
            try:
                text += os.read(self.terminal, 65536)
            except OSError as error:
                raise AssertionError(text.decode()) from error
        return text.decode().replace("\r\n", "\n")

    def say(self, line):
        os.write(self.terminal, line.encode() + b"\n")

    def end(self):
        try:
            while os.read(self.terminal, 65536):
                pass
        except OSError:
            pass
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


class Everything(unittest.TestCase):
    def test_every_step_is_told_where_nobody_commands(self):
        for scenario in SCENARIOS:
            steps = program.told("run", "--seed", "1", *scenario)["steps"]
            text = told("play", "--linear", "--seed", "1", *scenario)
            heads = re.findall(r"(?m)^(Step \d+ of \d+|Set-up), (\w+): (.*)$", text)
            self.assertEqual(heads, [(f"Step {step['step']} of {steps[-1]['step']}" if step["step"] > 0 else "Set-up",
                                      step["actor"], step["title"]) for step in steps])
            self.assertEqual(heads[0][0], "Set-up")
            for step in steps:
                self.assertIn(f"     {step['name']}", text)
            learned = [step["actor"] for step in steps for _ in step["facts"]]
            self.assertEqual(re.findall(r"(?m)^     (\w+) learns \S.*  \S", text), learned)

    def test_every_step_is_told_at_each_depth(self):
        for scenario in [*SCENARIOS, ["--group", "toy-curve-17"]]:
            steps = program.told("run", "--seed", "1", *scenario)["steps"]
            for deeper in ["d"], ["d", "d"]:
                text = told("play", "--linear", "--seed", "1", *scenario, commands=[*deeper, *[""] * len(steps)])
                names = re.findall(r"(?m)^     (c\d\.h\d\.\S+)", text)
                self.assertEqual(names[len(deeper) :], [step["name"] for step in steps])

    def test_nothing_acts_on_a_terminal_or_is_drawn(self):
        words = ["who", "ladder", "bytes", "wire", "bytes", "maths", "open", "close", "u", "page_down", "keys", "d", "d"]
        for scenario in SCENARIOS:
            for text in (told("play", "--linear", *scenario),
                         told("play", "--linear", *scenario, commands=["N", *words, "60", *words, ">", *words])):
                self.assertEqual(re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2190-\u21ff\u2500-\u27bf]", text), [])
                self.assertFalse([line for line in text.splitlines() if line != line.rstrip()])

    def test_ascii(self):
        text = told("play", "--linear", "--ascii", commands=["60", "maths", "who", "bytes", "ladder", "keys", "help"])
        self.assertTrue(text.isascii())
        self.assertTrue(told("play", "--linear", "--ascii").isascii())
        self.assertTrue(told("learn", "--linear", "--ascii", "ecdhe").isascii())

    def test_standard_output_alone_is_no_terminal(self):
        master, slave = pty.openpty()
        run = subprocess.run([program.PROGRAM, "play", "--linear", "--seed", "1"], stdin=slave, capture_output=True)
        os.close(slave)
        os.close(master)
        self.assertEqual(run.stdout.decode(), told("play", "--linear", "--seed", "1"))


class Commands(unittest.TestCase):
    def answers(self, *commands):
        """What follows each command, told apart by a word that there is not."""
        marked = [line for command in commands for line in ("no-such-word", command)]
        text = told("play", "--linear", "--seed", "1", commands=[*marked, "no-such-word"])
        parts = re.split(r"(?m)^no step is numbered or called 'no-such-word' .*\n", text)
        self.assertEqual(len(parts), len(commands) + 2)
        return parts[1:-1]

    def places(self, *commands):
        return [int(re.match(r"Step (\d+) of", answer)[1]) if not answer.startswith("Set-up, ") else 0
                for answer in self.answers(*commands)]

    def test_going(self):
        steps = program.told("run", "--seed", "1")["steps"]
        sent = [step["step"] for step in steps if "message" in step and step["kind"] in ("send", "alert")
                and step["message"]["from"] == step["actor"]]
        self.assertEqual(self.places("", "n", "b", "next", "back"), [1, 2, 1, 2, 1])
        self.assertEqual(self.places("N", "N", "B"), [sent[0], sent[1], sent[0]])
        last = steps[-1]["step"]
        self.assertEqual(self.places(">", "<", "last", "first", "b", "0", "1"), [last, 1, last, 1, 0, 0, 1])
        named = next(step["step"] for step in steps if step["name"] == "c1.h1.client.compute.master_secret")
        self.assertEqual(self.places("60", "c1.h1.client.compute.master_secret", "g 7", "go_to compute.master"),
                         [60, named, 7, named])
        self.assertIn("this is the first step", self.answers("b")[0])
        self.assertIn("no step is numbered", self.answers("1000")[0])

    def test_who_knows_what(self):
        run = program.told("run", "--seed", "1")
        text = self.answers(">", "who all")[1]
        for actor in ("client", "eavesdropper", "server"):
            part = re.search(rf"(?ms)^{actor} knows:\n(.*?)(?=^\w|\Z)", text)[1]
            names = {line.split()[0] for line in part.splitlines() if line}
            self.assertEqual(names, {name.split(".", 2)[-1] for name in run["known"][actor] if name.startswith("c1.")})

    def test_who_knows_what_in_a_few_words(self):
        options = ["--seed", "1", "--suite", "TLS_RSA_WITH_AES_128_GCM_SHA256"]
        for loot, lacking in ([], ["pre-master secret", "master secret", "server private d"]), (["server-key"], []):
            stolen = [word for name in loot for word in ("--eavesdropper-has", name)]
            text = told("play", "--linear", *options, *stolen, commands=["1", "who", ">", "who"]).replace("\n", " ")
            told_of = dict(re.findall(r"(Eve knows|Eve lacks|Eve stole|The client knows|The server knows): ([^.]*)\.", text))
            self.assertIn(" Eve knows nothing yet. ", text)
            self.assertEqual(told_of.get("Eve stole"), ", ".join(loot) or None)
            for who in "Eve", "The client", "The server":
                names = told_of[f"{who} knows"].split(", ")
                self.assertEqual(sorted(names), sorted(set(names)))
                self.assertTrue({"client random", "server random", "cipher suite"} <= set(names))
                self.assertEqual("master secret" in names, who != "Eve" or bool(loot))
            self.assertTrue(set(lacking) <= set(told_of.get("Eve lacks", "").split(", ")))
            self.assertEqual(bool(lacking), "Eve lacks" in told_of)
        text = told("play", "--linear", *options, "--connections", "2", commands=["who", ">", "who"])
        self.assertEqual(re.findall(r"(?m)^Of connection (\d):$", text), ["1", "2"])

    def test_six_words_explained_and_more_where_they_are_wanted(self):
        few, everything = self.answers("help", "help all")
        rows = few.rstrip("\n").split("\n")
        self.assertLessEqual(len(rows), 8)
        words = re.findall(r"(?m)^(\w+)  +([A-Z].*\.)$", few)
        self.assertEqual([word for word, _ in words], ["next", "back", "who", "secrets", "change", "quit"])
        self.assertTrue(all(len(row) <= 79 for row in rows))
        listed = re.findall(r"(?m)^(\S[^.]{0,14}?)  +[A-Z]", everything)
        self.assertGreater(len(listed), 40)
        self.assertTrue({word for word, _ in words} <= set(listed))
        for word in listed:
            text = told("play", "--linear", "--seed", "1", commands=["60", word])
            self.assertNotIn("no step is numbered", text)
            self.assertNotIn("is for a screen", text)
        for word in "present", "advance", "whole", "redraw", "next_view":
            self.assertIn("that is for a screen", self.answers(word)[0])

    def test_a_step_is_called_with_its_word_or_without(self):
        name = program.told("run", "--seed", "1")["steps"][47]["name"]
        self.assertEqual(self.places("step 20", "20", "Step 30", f"step {name}", "go to 7"), [20, 20, 30, 47, 7])
        self.assertIn("no step is numbered or called '1000'", self.answers("step 1000")[0])

    def test_nothing_is_said_of_what_only_a_screen_has(self):
        walks = [["b", "D", "d", "d", "d", "close", "find", "close", "find next", ">", ""],
                 ["N", "change", "nowhere", "close", "scenario", "close", "compare", "close", "copy", "close"],
                 ["60", "maths", "open", "close", "up", "wire", "row", "77", "twin", "close", "documents", "close"],
                 ["export", "nowhere.txt", "close", "show", "close", "cause", "actor", "keys", "actor", "secrets", "open", "close"],
                 ["N", "change", "Change a field", "cipher_suite", "close", "change", "Change bytes", "zz", "close"],
                 ["help", "help all", "whole", "present", "lesson", "undo", "pictures", "close", "search", "close"]]
        for words in walks:
            for scenario in [], ["--suite", "DHE-RSA-AES128-GCM-SHA256", "--group", "toy-dh-23"]:
                text = told("play", "--linear", "--seed", "1", *scenario, commands=words)
                self.assertIsNone(FURNITURE.search(text), FURNITURE.search(text) and text[FURNITURE.search(text).start() - 80 :][:200])

    def test_who_knows_what_of_many_connections(self):
        options = ["--connections", "6", "--resume", "ticket", "--seed", "1"]
        steps = program.told("run", *options)["steps"]
        names = {fact["name"] for step in steps if step["actor"] == "server" for fact in step["facts"]}
        text = told("play", "--linear", *options, commands=[">", "who all"])
        part = re.search(r"(?ms)^server knows:\n(.*?)(?=^\w|\Z)", text)[1]
        self.assertEqual(len([line for line in part.splitlines() if line]), len(names))

    def test_views(self):
        run = program.told("run", "--seed", "1")
        step = next(step for step in run["steps"] if step["name"] == "c1.h1.client.send.client_hello")
        ladder, fields = self.answers(str(step["step"]), "ladder", "bytes")[1:]
        self.assertIn(f"Step {step['step']}, flight 1, client to server: ClientHello, "
                      f"{len(step['message']['bytes']) // 2} bytes\n", ladder)
        for field in step["message"]["fields"]:
            name = re.sub(r"(.*\.)?(\w+)", lambda match: r"\w+ " + match[2] if match[2].isdigit() else match[2], field["name"])
            place = rf"\({field['length']} bytes? from {field['offset']}\)"
            self.assertRegex(fields, rf"(?m)^ *{name} .*{place}$")
        secret = next(step for step in run["steps"] if step["name"] == "c1.h1.client.compute.master_secret")
        maths, keys = self.answers(str(secret["step"]), "maths", "keys")[1:]
        self.assertRegex(maths, rf"(?m)^  =  {secret['facts'][0]['value'][:24]}\S* \(48 bytes\)$")
        self.assertIn("new: master_secret", keys)

    def test_a_change_and_what_comes_of_it(self):
        text = told("play", "--linear", "--seed", "1", commands=["N", "N", "change", "Change a field", "cipher_suite", "c0ff",
                                                                 "close", "again", "last"])
        tampered = program.told("run", "--seed", "1", "--tamper", "server_hello.cipher_suite:1:d0",
                                "--expect", "illegal_parameter")
        caught = next(step for step in tampered["steps"] if step.get("check", {}).get("passed") is False)
        self.assertIn("--tamper server_hello.cipher_suite:1:d0", text)
        self.assertIn(f"Caught by the client in step {caught['step']}: {caught['title']}", text)
        last = tampered["steps"][-1]["step"]
        self.assertIn(f"Step {last} of {last}, ", text)

    def test_a_line_takes_the_place_of_what_was_typed_before(self):
        text = told("play", "--linear", "--seed", "1",
                    commands=["N", "change", "no such thing", "Change a field", "random", "00", "ff" * 32])
        self.assertIn("Nothing here has 'no such thing' in it.", text)
        self.assertIn("'00' is no value for it", text)
        self.assertRegex(text, r"--tamper\sclient_hello\.random:0:[0-9a-f]{64}\n")

    def test_a_file_that_cannot_be_written_gets_another_name(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "run.json"
            told("play", "--linear", commands=["export", str(path.parent / "nowhere" / "run.json"), str(path)])
            self.assertTrue(path.is_file())

    def test_secrets_and_what_is_taken_along(self):
        run = program.told("run", "--seed", "1")
        last, secret = str(run["steps"][-1]["step"]), run["known"]["client"]["master_secret"]
        text = self.answers(last, "secrets")[1]
        for name in run["lacks"]:
            self.assertRegex(text, rf"(?m)^{re.escape(name.split('.', 2)[2])}, .*\n  Eve ")
        copied = told("play", "--linear", "--seed", "1", commands=["compute.master_secret", "y", "y"])
        self.assertIn("master_secret, computed again", copied)
        self.assertIn(f"\n{secret}\n", copied)

    def test_finding(self):
        run = program.told("run", "--seed", "1")
        digits = run["known"]["client"]["master_secret"][8:20]
        step = next(step for step in run["steps"] if step["name"] == "c1.h1.client.compute.master_secret")
        self.assertIn("value master_secret", self.answers(f"/ {digits}")[0])
        self.assertIn(f"Step {step['step']} of", told("play", "--linear", "--seed", "1", commands=[f"/ {digits}", "again"]))
        self.assertIn("nothing is called 'nowhere' or holds it", self.answers("/ nowhere")[0])

    def test_the_end_of_commands_is_the_end(self):
        text = told("play", "--linear", "--seed", "1", commands=["n"])
        self.assertEqual(re.findall(r"(?m)^(Set-up|Step \d+ of)", text), ["Set-up", "Step 1 of"])
        self.assertEqual(told("play", "--linear", "--seed", "1", commands=["n", "q", "n"]), text)

    def test_a_line_without_end_is_refused(self):
        for command in (["play", "--linear", "--seed", "1"], ["learn", "--linear", "rsa"]):
            with open("/dev/zero", "rb") as endless:
                run = subprocess.run([program.PROGRAM, *command], stdin=endless, capture_output=True, timeout=60)
            self.assertEqual((run.returncode, run.stderr.decode()),
                             (2, f"tlsteps {command[0]}: standard input: a line of more than 65536 bytes; accepted are "
                                 "lines with a word or two\n"))
        self.assertIn("Step 1 of", told("play", "--linear", "--seed", "1", commands=["x" * 60000, "close", "n"]))


class Lesson(unittest.TestCase):
    def test_told_to_its_end_with_the_right_answers(self):
        for lesson in LESSONS:
            text = told("learn", str(lesson))
            whole = " ".join(text.split())
            questions = re.findall(r"(?m)^question: (.*)$", lesson.read_text())
            answers = re.findall(r"(?m)^(wrong|right): (.*?) \| (.*)$", lesson.read_text())
            self.assertGreater(len(questions), 1)
            self.assertEqual(text.count("\nRight: "), len(questions))
            for question in questions:
                self.assertEqual(whole.count(question), 1, question)
            for kind, answer, explanation in answers:
                self.assertEqual(whole.count(f") {answer}"), 1, answer)
                self.assertEqual(whole.count(explanation), int(kind == "right"), explanation)
            self.assertNotIn("rong: ", text)
            self.assertIsNone(FURNITURE.search(text))
            self.assertLessEqual(max(map(len, text.splitlines())), 100)

    def test_before_each_question_it_is_told_who_knows_what(self):
        for lesson in LESSONS:
            parts = re.split(r"\n  a\) ", told("learn", str(lesson)))[:-1]
            for part in parts:
                self.assertRegex(part, r"(?s)\nEve knows[: ].*\nThe client knows[: ].*\nThe server knows[: ][^?]*\n\n\S[^?]*\?$")
        first = told("learn", "rsa").split("Who knows both random numbers now?")[0].split("\nEve knows: ")[1]
        self.assertTrue({"client random", "server random"} <= set(re.split(r",\s", first.split(".")[0])))

    def test_answers(self):
        text = told("learn", "--linear", "rsa", commands=["", "", "", "Z", "A", "", "back"])
        self.assertIn(2 * "first your answer: its letter\n", text)
        self.assertEqual(text.count("Who knows both random numbers now?"), 2)  # once when it is asked, once after back
        self.assertIn("\nRight: b) They are public.", text)
        self.assertIn("\nWrong: a) They crossed the wire in the clear, and", text)


class Asked(unittest.TestCase):
    def test_play(self):
        session = Session("play", "--linear", "--seed", "1", term="xterm")
        first = session.until("(Enter goes on, who tells who knows what, help explains): ")
        self.assertNotIn("\x1b", first)
        self.assertIn("\nset-up (Enter", first)
        session.say("")
        self.assertIn("Step 1 of 113", session.until("1 of 113 (Enter"))
        session.say("q")
        self.assertEqual(session.end(), 0)

    def test_no_cursor_is_moved(self):
        words = ["", "N", "60", "who", "ladder", "bytes", "maths", "open", "close", "keys", "change", "export", "help",
                 "help all", "step 5", "copy", "show"]
        for command, commands in (["play", "--linear", "--seed", "1"], words), (["learn", "rsa", "--linear"], ["", "", "b", "", *words[2:]]):
            os.environ["LANG"] = "C.UTF-8"
            session = Session(*command, term="xterm-256color")
            text = session.until("): ")
            for word in commands:
                for line in [word, "close", "who"] if word in ("copy", "show", "change", "export", "open") else [word, "who"]:
                    session.say(line)
                text += session.until("The server knows")
            session.say("quit")
            movements = [sequence for sequence in re.findall(r"\x1b\[[0-9;?]*[ -~]|\x1b[^\[]|[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f]", text)
                         if not re.fullmatch(r"\x1b\[[0-9;]*m", sequence)]
            self.assertEqual(movements, [])
            self.assertEqual(session.end(), 0)

    def test_a_dumb_terminal_gets_lines_and_is_told_so(self):
        session = Session("play", "--seed", "1")
        text = session.until("help explains): ")
        self.assertIn("cannot place its cursor: plain lines instead (--linear)", text)
        self.assertNotIn("\x1b", text)
        session.say("q")
        self.assertEqual(session.end(), 0)

    def test_menu(self):
        session = Session()
        menu = session.until("q leaves): ")
        self.assertIn("\n1. The RSA handshake", menu)
        session.say("nonsense")
        session.until("q leaves): ")
        session.say("1")
        self.assertIn("Two strangers want to talk", session.until("(Enter goes on"))
        for _ in range(2):
            session.say("")
        session.until("Your answer (a to c): ")
        session.say("b")
        self.assertIn("Right: b)", session.until("help explains): "))
        session.say("q")
        session.until("q leaves): ")
        session.say(re.search(r"(\d+)\. Step through a handshake", menu)[1])
        session.until("help explains): ")
        session.say("q")
        session.until("q leaves): ")
        session.say("q")
        self.assertEqual(session.end(), 0)


if __name__ == "__main__":
    unittest.main()
