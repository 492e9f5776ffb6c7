"""Repeats: furniture that no form gives away shows by standing in reports that share nothing else.

A log-in box, an agency's paragraph about itself, a station's promotion: reports about different things
share it, pair by pair. How many such reports it takes depends on how telling each pair is.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

from sayso.ledger.copying.reuse import Reuse
from sayso.ledger.rows import as_json

REPORTS = 4
"""Reports that share words with nothing in common otherwise, at one host or in words without names and
figures, before the words are furniture: all of them strangers to each other."""
REPORTS_ANYWHERE = 6
"""The same where the words have names and the reports stand at different hosts, or nobody knows where."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a new report shares with an earlier one, and the fingerprints inside the passages."""

    reuse: Reuse
    hashes: set[int]


def repeated(db: sqlite3.Connection, report: int, partners: dict[int, Evidence]) -> set[int]:
    """The fingerprints of a new report that turn out to be furniture.

    partners: the reports that share words with it. Reports that are strangers to each other, every
    one to every other, must be enough; so that copies of one report, however many, count once.
    """
    strangers = {r: e for r, e in partners.items() if e.reuse.strangers and not e.reuse.quotation}
    if len(strangers) < REPORTS - 1:
        return set()
    hosts = _hosts(db, [report, *strangers])
    edges = _edges(db, sorted(strangers))
    return furniture(
        {r: e.hashes for r, e in strangers.items()},
        {r for r, e in strangers.items() if e.reuse.plain or hosts[r] & hosts[report]},
        {pair: plain or _meet(hosts, pair) for pair, plain in edges.items()},
    )


def furniture(
    shared: Mapping[int, Set[int]], telling: Set[int], pairs: Mapping[tuple[int, int], bool]
) -> set[int]:
    """The fingerprints that a report shares with enough strangers to be furniture.

    shared: reports that are strangers to it, with the fingerprints in common. telling: those with which
    it shares words without names, or a host. pairs: which of them are strangers to each other, the lower
    one first, and whether that pair is telling.
    """
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for other in sorted(shared):
        for h in shared[other]:
            groups[h].append(other)
    verdicts: dict[tuple[int, ...], bool] = {}
    learnt = set()
    for h, group in groups.items():
        key = tuple(group)
        if key not in verdicts:
            verdicts[key] = (
                _clique(
                    [r for r in group if r in telling], {p for p, tells in pairs.items() if tells}
                )
                >= REPORTS - 1
                or _clique(group, set(pairs)) >= REPORTS_ANYWHERE - 1
            )
        if verdicts[key]:
            learnt.add(h)
    return learnt


def _meet(hosts: dict[int, set[str]], pair: tuple[int, int]) -> bool:
    return bool(hosts[pair[0]] & hosts[pair[1]])


def _clique(reports: list[int], edges: set[tuple[int, int]]) -> int:
    """The size of a set of reports that are all tied to each other, grown greedily from each."""
    best = 0
    for first in reports:
        grown = [first]
        for other in reports:
            if other != first and all((min(r, other), max(r, other)) in edges for r in grown):
                grown.append(other)
        best = max(best, len(grown))
    return best


def _edges(db: sqlite3.Connection, reports: list[int]) -> dict[tuple[int, int], bool]:
    """Pairs of the reports that share words as strangers do → whether the words are plain."""
    listed = "(SELECT value FROM json_each(?))"
    rows = db.execute(
        f"SELECT a, b, plain FROM copies WHERE a IN {listed} AND b IN {listed}"
        " AND strangers AND NOT quotation",
        (as_json(reports),) * 2,
    )
    return {(a, b): bool(plain) for a, b, plain in rows}


def _hosts(db: sqlite3.Connection, reports: list[int]) -> defaultdict[int, set[str]]:
    hosts: defaultdict[int, set[str]] = defaultdict(set)
    rows = db.execute(
        "SELECT report, host FROM sightings"
        " WHERE report IN (SELECT value FROM json_each(?)) AND host IS NOT NULL",
        (as_json(reports),),
    )
    for report, host in rows:
        hosts[report].add(host)
    return hosts
