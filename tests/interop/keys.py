"""Suites with pre-shared keys, and anonymous ones: what of them is connected, and what is refused."""

import dataclasses
import itertools

import cells
import refusals
import tools

RFC8442 = "it does not have the suites of RFC 8442"
ANONYMOUS = "it has no anonymous suites"


def special(suites):
    return [suite for suite in suites if suite.exchange not in cells.ONE_EACH]


def every_suite(programs, suites):
    """Every suite with extended master secret on and off; groups, records in small and full size and, with CBC,
    encrypt-then-MAC on and off by turns."""
    for ours, tool in cells.corners(programs):
        turns = {exchange: itertools.cycle(cells.groups_of(ours, tool, exchange)) for exchange in cells.GROUPS}
        spoken = [suite for suite in special(suites) if tool.speaks(suite)]
        for number, (suite, master) in enumerate(itertools.product(spoken, (True, False))):
            mac = not suite.is_cbc or number % 4 < 2
            settings = () if master else ("no-extended-master-secret=yes",)
            settings += () if mac else ("no-encrypt-then-mac=yes",)
            settings += (f"record-size={cells.SMALL}",) if tool.joins_fragments and number % 3 == 0 else ()
            closes = cells.closer(ours, tool, number)
            cell = cells.Cell(suite.name, ours, tool, suite, next(turns[suite.exchange]), settings, closes=closes)
            yield cells.as_it_can(dataclasses.replace(cell, extended_master_secret=master, encrypt_then_mac=mac))


def one_of_each(programs, suites):
    """A suite for each key exchange."""
    first = {suite.exchange: suite for suite in reversed(special(suites)) if suite.is_cbc}
    for ours, tool in cells.corners(programs):
        for exchange, suite in first.items():
            if tool.speaks(suite):
                yield ours, tool, suite, cells.groups_of(ours, tool, exchange)[0], cells.closer(ours, tool, 0)


def quick(programs, suites):
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        yield cells.as_it_can(cells.Cell(suite.name, ours, tool, suite, group, closes=closes))


def hints(programs, suites):
    """The server says which identity to use. Where it has nothing else to send that is a message of its own."""
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        if not suite.uses_psk or (ours == "client" and not tool.gives_hints):
            continue
        settings = ("psk-hint=the one of last week",) if ours == "server" else ()
        theirs = tools.Setting(hint="the one of last week") if ours == "client" else tools.Setting()
        row = f"identity hint, {suite.exchange}"
        yield cells.as_it_can(cells.Cell(row, ours, tool, suite, group, settings, theirs, closes))


def several_keys(programs, suites):
    """Our server finds the client's key among others."""
    for ours, tool, suite, group, closes in one_of_each(programs, suites):
        if suite.uses_psk and ours == "server":
            settings = (f"psk=alice:00,{tools.PSK},{tools.IDENTITY} at home:0102",)
            yield cells.as_it_can(cells.Cell("several keys here", ours, tool, suite, group, settings, closes=closes))


def unspoken(programs, suites):
    """What their servers do not speak: each offer ends in an alert."""
    for ours, tool in cells.corners(programs):
        for suite in special(suites):
            if ours == "client" and not tool.speaks(suite):
                cannot = ANONYMOUS if "anon" in suite.exchange else RFC8442
                yield cells.Cell(suite.name, ours, tool, suite, lines=(), fails=True, state="failed", cannot=cannot)


def whole(programs, suites):
    parts = (every_suite, hints, several_keys, unspoken)
    return [cell for part in parts for cell in part(programs, suites)]


# What is refused

SUITES = {
    "PSK": tools.Suite("TLS_PSK_WITH_AES_128_GCM_SHA256", "PSK-AES128-GCM-SHA256"),
    "RSA-PSK": tools.Suite("TLS_RSA_PSK_WITH_AES_128_CBC_SHA", "RSA-PSK-AES128-CBC-SHA"),
    "ECDHE-PSK": tools.Suite("TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-PSK-CHACHA20-POLY1305"),
}
OTHER_KEY = f"{tools.IDENTITY}:{tools.KEY[::-1]}"
OTHER_IDENTITY = f"mallory:{tools.KEY}"


def refused(tool):
    """Their clients with a name that we do not know, or a key that is not ours; our client with such a key."""
    for exchange, suite in SUITES.items():
        ours = (f"psk={tools.PSK}",)
        name = tools.Setting(suite=suite, psk=OTHER_IDENTITY)
        row = f"unknown identity, {exchange}"
        yield refusals.Refusal(row, "server", tool, "unknown_psk_identity", True, name, ours, suite)
        key = tools.Setting(suite=suite, psk=OTHER_KEY)
        row = f"another key, {exchange}"
        yield refusals.Refusal(row, "server", tool, "bad_record_mac", True, key, ours, suite)
        theirs, other = tools.Setting(psk=tools.PSK), (f"psk={OTHER_KEY}",)
        yield refusals.Refusal(row, "client", tool, "bad_record_mac", False, theirs, other, suite)
