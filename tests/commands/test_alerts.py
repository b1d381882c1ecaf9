"""Every alert of `tlsteps list alerts` by its own command line: the run ends with status 0, that alert is sent by the side
that the list names, the check that it names failed, and nothing else was expected by mistake."""

import json
import shlex
import unittest

import program

SEEDS = ["1", "two", "three"]


def last_outcome(run):
    return run["outcomes"][f"c{len(run['outcomes'])}"]


def told_alert(outcome, name):
    """The alert that the run is about: the first fatal one, or else the first of that name."""
    fatal = [alert for alert in outcome["alerts"] if alert["level"] == "fatal"]
    return fatal[0] if fatal else next(alert for alert in outcome["alerts"] if alert["name"] == name)


class Alerts(unittest.TestCase):
    def setUp(self):
        self.rows = program.listed("alerts")
        self.provoked = [row for row in self.rows if row["command"]]

    def test_each_has_a_command_or_the_reason_why_not(self):
        for row in self.rows:
            self.assertNotEqual(row["command"] is None, row["reason"] is None, row["name"])
            self.assertRegex(row["source"], r"^RFC \d+ §", row["name"])
        numbers = [row["id"] for row in self.rows]
        self.assertEqual(numbers, sorted(set(numbers)))

    def test_every_alert_of_the_standards_is_there(self):
        """RFC 5246 §7.2, and those that RFC 4279, 6066, 7301 and 7507 add."""
        numbers = {0, 10, 20, 21, 22, 30, *range(40, 52), 60, 70, 71, 80, 86, 90, 100, *range(110, 116), 120}
        self.assertEqual({row["id"] for row in self.rows}, numbers)

    def test_those_that_must_not_be_sent_cannot_be_provoked(self):
        self.assertEqual({row["id"] for row in self.rows if "Must not be sent" in (row["reason"] or "")}, {21, 41, 60})

    def test_each_command_provokes_its_alert(self):
        for row in self.provoked:
            program_name, *arguments = shlex.split(row["command"])
            self.assertEqual(program_name, "tlsteps")
            for seed in SEEDS:
                run = program.start(*arguments, "--seed", seed, "--format", "json")
                self.assertEqual((run.returncode, run.stderr), (0, ""), row["command"])
                outcome = last_outcome(json.loads(run.stdout))
                alert = told_alert(outcome, row["name"])
                found = (alert["name"], alert["level"], alert["from"], outcome["caught_by"], outcome["undone"])
                wanted = (row["name"], row["level"], row["from"], row["check"], None)
                self.assertEqual(found, wanted, row["command"])

    def test_it_is_the_alert_that_is_expected(self):
        """Another expectation fails, and so does the same run with nothing that provokes anything."""
        for row in self.provoked[1:4]:
            arguments = shlex.split(row["command"])[1:]
            self.assertEqual(program.start(*arguments[:-1], "internal_error", "--seed", "1").returncode, 1)
            self.assertEqual(program.start("run", "--expect", row["name"], "--seed", "1").returncode, 1)

    def test_a_change_that_finds_nothing_fails_the_run(self):
        run = program.start("run", "--seed", "1", "--tamper", "finished#9:0:01")
        self.assertEqual(run.returncode, 1)
        self.assertIn("No occasion came for: finished#9:0:01", run.stderr)
        self.assertNotIn("No occasion", run.stdout)


program.main()
