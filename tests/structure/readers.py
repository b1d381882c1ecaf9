"""What a room offers has a reader: every function and table that an object of the program exports is used by another one, or
by a test that cannot do without it and is named below. What only its own file uses is static there; what nobody uses goes.
Arguments: the rooms' static libraries."""

import re
import subprocess
import sys

import rooms

# Exported for tests alone, and what these do with it.
FOR_TESTS = {
    # Published vectors and rules are of a part that the program only uses inside a whole.
    "calendar_of_seconds": "days of the calendar, both ways",
    "calendar_to_seconds": "days of the calendar, both ways",
    "certificate_clear": "certificates that stand in a test's own frame",
    "internet_checksum": "RFC 1071's example",
    "oid_append_dotted": "identifiers that cannot be read",
    "pem_is": "what looks like PEM",
    "prf_half": "RFC 2246's halves of a secret",
    "prime_small_factor": "bounds of trial division",
    "rsa_pkcs1_encrypt": "what decryption takes apart, by the RFC's own name for the whole",
    "theme_pair": "contrast of all colours",
    # A parser by itself, without the file or the message around it: also fuzzed.
    "crl_entry_next": "entries of lists",
    "lesson_parse": "lessons that are no files",
    "live_scenario_check": "refusals of live runs",
    "private_key_decode": "keys of every form",
    # What a table has for each of its items: tests ask of all of them.
    "claim_form": "which form a line is read as",
    "claim_form_at": "that the README has every form",
    "oid_contents": "that each identifier is found again",
    "oid_meaning": "that each identifier has one",
    "replay_computes": "that each derivation has its line",
    "replay_fact": "one value without its page",
    "replay_has_way": "that each derivation has its rows",
    "reproduce_has": "that each derivation has its line",
    "term_find": "that each form leads to its word",
    # What a test looks at in the middle of things.
    "peer_state_name": "where a peer stands",
    "simulation_new_unobserved": "that looking changes nothing",
    "simulation_step": "one step of a run",
    "tracker_suite": "the keys of recorded connections",
    "tracker_version": "the keys of recorded connections",
    # A table that the program keeps for its whole life.
    "fixed_base_free": "that nothing is left behind",
}
EXPORTED, TAKEN = set("TDRBVWC"), set("U")


def exports(libraries):
    """Symbol → the object that exports it; and the symbols that an object takes from others."""
    exported, taken = {}, words(rooms.SOURCE / "main.c")
    run = subprocess.run(["nm", "-A", "-P", *libraries], check=True, capture_output=True, text=True)
    for line in run.stdout.splitlines():
        place, symbol, letter = line.split()[:3]
        if letter in EXPORTED:
            exported[symbol] = place.rstrip(":")
        if letter in TAKEN:
            taken.add(symbol)
    return exported, taken


def words(path):
    return set(re.findall(r"\w+", rooms.without_comments(path.read_text(encoding="utf-8"))))


def problems(exported, taken):
    tests = [path for path in (rooms.ROOT / "tests").rglob("*") if path.suffix in (".c", ".h")]
    of_tests = set().union(*map(words, tests))
    for symbol, place in sorted(exported.items(), key=lambda item: (item[1], item[0])):
        if symbol in taken or symbol.startswith("__"):  # of compilers, with sanitizers
            continue
        if symbol not in FOR_TESTS:
            yield f"{place} exports {symbol}, which no other file uses"
        elif symbol not in of_tests:
            yield f"{symbol} is kept for tests, and no test uses it"
    for symbol in FOR_TESTS:
        if symbol not in exported:
            yield f"{symbol} is kept for tests, and there is none"
        elif symbol in taken:
            yield f"{symbol} is kept for tests, and the program uses it: it needs no word here"


def main(libraries):
    exported, taken = exports(libraries)
    found = list(problems(exported, taken))
    rooms.report(found, f"{len(exported)} functions and tables have a reader, {len(FOR_TESTS)} of them in tests alone")


main(sys.argv[1:])
