"""Connections with a second handshake, which either side asks for: every suite, whoever is at the other end.

Something is said under the keys of the first, and more under those of the second."""

import dataclasses

import cells
import tools

STARTERS = ("client", "server")
DECLINES = "it declines where it was not told otherwise (-client_renegotiation), with a warning; both go on as they were"


def again(ours, tool, suite, starter, settings=(), theirs=tools.Setting()):
    groups = cells.groups_of(ours, tool, suite.exchange)
    theirs = dataclasses.replace(theirs, renegotiates=starter)
    return cells.Cell(
        suite.name, ours, tool, suite, groups[0], settings, theirs, "self" if ours == "client" else "other",
        renegotiates=starter,
    )


def every_suite(programs, suites):
    for ours, tool in cells.corners(programs):
        for suite in suites:
            if tool.speaks(suite) and not cells.crashes(ours, tool, suite):
                for starter in STARTERS:
                    cell = again(ours, tool, suite, starter)
                    yield dataclasses.replace(cell, row=f"renegotiated, {suite.exchange}")


def one_of_each(programs, suites):
    by_name = {suite.name: suite for suite in suites}
    for ours, tool in cells.corners(programs):
        for name in cells.ONE_EACH.values():
            yield ours, tool, by_name[name]


def quick(programs, suites):
    for number, (ours, tool, suite) in enumerate(one_of_each(programs, suites)):
        yield dataclasses.replace(again(ours, tool, suite, STARTERS[number % 2]), row="renegotiated")


def variants(programs, suites):
    """Without extended master secret, in small records where they take them, and in TLS 1.0."""
    for ours, tool, suite in one_of_each(programs, suites):
        for starter in STARTERS:
            small = (f"record-size={cells.SMALL}",) if tool.joins_fragments else ()
            cell = again(ours, tool, suite, starter, ("no-extended-master-secret=yes", *small))
            yield dataclasses.replace(cell, row="renegotiated, without EMS", extended_master_secret=False)
            if suite.exchange == "RSA":
                cell = again(ours, tool, suite, starter, ("version=1.0",), tools.Setting(version="1.0"))
                yield dataclasses.replace(cell, row="renegotiated, TLS 1.0", version="1.0")


def declined(programs, suites):
    for ours, tool, suite in one_of_each(programs, suites):
        if (ours, tool.name) != ("client", "openssl"):
            continue
        cell = again(ours, tool, suite, "client")
        theirs = dataclasses.replace(cell.theirs, renegotiates=None)
        yield dataclasses.replace(cell, row="declined there", theirs=theirs, declined=True, cannot=DECLINES)


def whole(programs, suites):
    return [cell for part in (every_suite, variants, declined) for cell in part(programs, suites)]
