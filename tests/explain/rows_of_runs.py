#!/usr/bin/python3
"""Holds the worked rows of a run against it, all computed again.

    rows_of_runs.py [FILE…]    JSON of 'tlsteps run --rows' or 'tlsteps explain --format json'; standard input for none

Each row has to be true (evaluate.py), and operands that are called like results of rows before have their values. What a
row opens to comes to the row's result, and a worked example to what the run recorded; operands that are called like facts
have the value of one that the actor knows.

The last line says how many rows there were, and how many faults; the exit status is 1 where there is one."""

import json
import re
import sys

from evaluate import problem_of, value_of


class Evaluation:
    def __init__(self):
        self.rows = 0
        self.faults = []

    def fault(self, where, what):
        self.faults.append(f"{where}: {what}")

    def row(self, where, row, earlier):
        """Computes a row; returns its result. `earlier`: results so far, by name."""
        self.rows += 1
        for operand in row["operands"]:
            if operand["name"] in earlier and earlier[operand["name"]] != value_of(operand):
                self.fault(where, f"{operand['name']} is another than in the row that it comes from")
        problem = problem_of(row)
        if problem:
            self.fault(where, problem)
        return value_of(row["result"])

    def worked(self, where, worked, whole=False):
        """All rows of a worked example, and those behind them; returns what it comes to. `whole`: none is left out."""
        earlier, result, number = {}, None, 0
        if not worked["rows"] or (whole and len(worked["rows"]) != worked["count"]):
            self.fault(where, f"{worked['count']} rows, of which {len(worked['rows'])} are there")
        for row in worked["rows"]:
            place = f"{where}, row {row['row']}"
            if row["row"] <= number or row["row"] > worked["count"]:
                self.fault(place, f"comes behind row {number} of {worked['count']}")
            if row["row"] != number + 1:
                earlier.clear()  # rows were left out
            number = row["row"]
            earlier[row["name"]] = result = self.row(place, row, earlier)
            if row.get("opened") and self.worked(f"{place}, opened", row["opened"], whole) != result:
                self.fault(place, "what is behind it comes to something else")
        return result

    def working(self, run, working):
        """A worked example of a run, against what the run recorded."""
        step = next(step for step in run["steps"] if step["step"] == working["step"])
        where = f"{step['name']} {working['fact'] or ''}"
        result = self.worked(where, working, whole=True)
        recorded = recorded_value(step, working)
        if not working["agrees"] or (recorded is not None and not same(result, recorded)):
            self.fault(where, f"comes to {shown(result)}; what was recorded is {shown(recorded)}")
        self.givens(where, working, facts_of(run, step["actor"]))

    def givens(self, where, working, facts):
        """What is called like a fact of the actor has the value of one."""
        results = set()
        for row in working["rows"]:
            for operand in row["operands"]:
                name, value = operand["name"], value_of(operand)
                if name in facts and name not in results and not any(same(value, each) for each in facts[name]):
                    self.fault(where, f"{name} is no value that the actor knows by that name")
            results.add(row["name"])


def shown(value):
    text = value.hex() if isinstance(value, bytes) else str(value)
    return text if len(text) <= 80 else f"{text[:60]}…{text[-16:]}"


def same(one, other):
    """Where one is a number and the other bytes, they are compared as numbers: a private value is either."""
    if type(one) is type(other):
        return one == other
    return number_of(one) == number_of(other)


def number_of(value):
    return int.from_bytes(value, "big") if isinstance(value, bytes) else value


def fact_value(value):
    """A fact's value, as its kind is written; None for text."""
    if isinstance(value, int):
        return value
    if value.startswith("0x"):
        return int(value, 16)
    return bytes.fromhex(value) if re.fullmatch(r"(?:[0-9a-f]{2})*", value) else None


def recorded_value(step, working):
    """What the last row has to come to; None where it is not told."""
    if working["fact"]:
        return next(fact_value(fact["value"]) for fact in step["facts"] if fact["name"] == working["fact"])
    if working["record"] is not None:
        record = step["message"]["records"][working["record"]]
        sent = step["actor"] == step["message"]["from"] or (step["actor"], step["kind"]) == ("attacker", "send")
        return bytes.fromhex(record["bytes"])[5:] if sent else bytes.fromhex(record["plaintext"])
    check = step["check"]
    return 1 if check["passed"] else 0 if check["error"] == "bad_signature" else None


def facts_of(run, actor):
    """The values that an actor ever had under each bare name."""
    cache = run.setdefault("facts", {})
    if actor not in cache:
        cache[actor] = facts = {}
        for step in run["steps"]:
            for fact in step["facts"] if step["actor"] == actor else []:
                value = fact_value(fact["value"])
                if value is not None:
                    facts.setdefault(re.sub(r"^(c\d+\.)?(h\d+\.)?", "", fact["name"]), []).append(value)
    return cache[actor]


BEGIN_WORKINGS = ' "workings": ['


def evaluate(lines, evaluation):
    """The JSON's lines. The workings of a run, of which there may be very many, stand on a line each, and are read so.
    Returns what was told but for the rows, and under "worked" what they are of: step and fact, record or None."""
    head = []
    for line in lines:
        head.append(line)
        if line.rstrip("\n") == BEGIN_WORKINGS:
            break
    else:
        return evaluate_alone(json.loads("".join(head)), evaluation)
    run = json.loads("".join(head) + "]}")
    if "steps" not in run:
        return evaluate_alone(json.loads("".join([*head, *lines])), evaluation)
    run["worked"] = set()
    for line in lines:
        if line.startswith("{"):
            working = json.loads(line.rstrip("\n").removesuffix(",").removesuffix("]"))
            evaluation.working(run, working)
            run["worked"].add((working["step"], working["fact"] if working["record"] is None else working["record"]))
    return run


def evaluate_alone(told, evaluation):
    """Worked examples without a run."""
    for worked in told.get("workings", [told]):
        evaluation.worked(worked["title"], worked)
    return told


def main(files):
    evaluation = Evaluation()
    for name in files:
        with open(name, encoding="utf-8") as lines:
            evaluate(lines, evaluation)
    if not files:
        evaluate(sys.stdin, evaluation)
    for fault in evaluation.faults[:50]:
        print(fault)
    print(f"{evaluation.rows} rows, {len(evaluation.faults)} faults")
    return 1 if evaluation.faults or not evaluation.rows else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
