"""The ends of the chains of given claims, read from the index: what `origins` counts.

One end for each report and teller. Claims whose chain the report ends at the same source are one end,
whatever else it says of the occasion in one of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Self

from sayso.ledger.owners import is_outlet, owner_of
from sayso.ledger.provenance.bodies import agency_of, body_of, teller
from sayso.ledger.provenance.ends import End
from sayso.ledger.rows import as_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Where a report was seen first: outlet, host and owner, each None if unknown; `agency`'s text."""

    report: int
    outlet: str | None
    host: str | None
    owner: str | None
    agency: str | None

    @property
    def known_as(self) -> str | None:
        """By what two reports are known to be one publisher's."""
        return self.owner or self.host or (self.outlet.casefold() if self.outlet else None)


def publishers(db: sqlite3.Connection, reports: Iterable[int]) -> dict[int, Publisher]:
    """The publisher of each report, by its first sighting."""
    rows = db.execute(
        "SELECT s.report, s.outlet, s.host, k.agency FROM current_readings AS c"
        " JOIN sightings AS s ON s.n = c.sighting LEFT JOIN credits AS k ON k.report = s.report"
        " WHERE c.report IN (SELECT value FROM json_each(?))",
        (as_json(reports),),
    ).fetchall()
    owners = {(host, outlet): owner_of(db, host, outlet) for _, outlet, host, _ in rows}
    return {
        report: Publisher(
            report=report,
            outlet=outlet,
            host=host,
            owner=owners[host, outlet],
            agency=agency,
        )
        for report, outlet, host, agency in rows
    }


@dataclass(frozen=True, slots=True)
class Endings:
    """What the ends of the chains of some claims are told by, read at once for all questions about them.

    ends: by claim, in an order that does not depend on that of filing. bodies: the official bodies at
    the ends of all chains of a report.
    """

    ends: dict[int, End]
    publishers: dict[int, Publisher]
    bodies: dict[int, frozenset[str]]

    @classmethod
    def of(cls, db: sqlite3.Connection, claims: Iterable[int]) -> Self:
        """Read what the index and the findings say of these claims and their reports."""
        rows = db.execute(
            "SELECT c.n, c.report, c.degree, c.in_headline, h.links, o.body, o.day, o.heard_by, a.act, w.sense,"
            " EXISTS (SELECT 1 FROM counts AS k WHERE k.claim = c.n AND k.stated"
            " AND k.kind IN ('killed', 'injured', 'hit'))"
            " FROM claims AS c JOIN reports AS r ON r.n = c.report JOIN chains AS h ON h.n = c.chain"
            " LEFT JOIN occasions AS o ON o.chain = c.chain LEFT JOIN acts AS a ON a.claim = c.n"
            " LEFT JOIN accounts AS w ON w.claim = c.n"
            " WHERE c.n IN (SELECT value FROM json_each(?)) ORDER BY r.id, c.n",
            (as_json(claims),),
        ).fetchall()
        reports = {row[1] for row in rows}
        known = publishers(db, reports)
        ends = {}
        for n, report, degree, headline, links, body, day, heard_by, act, sense, counts in rows:
            told = _links(links)[-degree:] if degree else []
            if headline and told and told[-1].get("inferred"):
                told = []  # whose claim it restates is a guess, and that claim stands for itself
            bears = bool(sense or counts)
            ends[n] = _end(n, known[report], told, body, day, heard_by, act, sense == "seen", bears)
        return cls(ends, known, _bodies_cited(db, reports))

    def matter(self, claims: Iterable[int]) -> list[End]:
        """The ends of claims about one matter, which are among those that were read."""
        wanted = set(claims)
        found: dict[tuple[object, ...], list[End]] = defaultdict(list)
        for n, end in self.ends.items():
            if n in wanted:
                who = end.teller
                key = (end.report, end.act, who and (who.name, who.kind, who.body))
                found[key].append(end)
        ends = [_joined(same) for same in found.values()]
        if not any(end.bears for end in ends):
            ends = [replace(end, bears=None) for end in ends]
        known = [self.publishers[n] for n in sorted({end.report for end in ends})]
        meant = {
            name: [p for p in known if _is_publisher(name, p)] for end in ends for name in end.cited
        }
        telling = {
            end.report for end in ends if end.act or (end.teller and end.teller.side == "official")
        }
        return [
            replace(cites, beside=self.bodies[end.report])
            if end.report in self.bodies and end.report not in telling
            else cites
            for end in ends
            for cites in (_citing(end, meant),)
        ]


def _bodies_cited(db: sqlite3.Connection, reports: Iterable[int]) -> dict[int, frozenset[str]]:
    """The official bodies at the ends of all chains of reports."""
    rows = db.execute(
        "SELECT h.report, h.links, o.body FROM chains AS h LEFT JOIN occasions AS o ON o.chain = h.n"
        " WHERE h.report IN (SELECT value FROM json_each(?))",
        (as_json(sorted(reports)),),
    ).fetchall()
    found: dict[int, set[str]] = defaultdict(set)
    for report, links, body in rows:
        told = _links(links)
        who = teller(told[-1], body) if len(told) > 1 else None
        if who and who.side == "official" and who.body:
            found[report].add(who.body)
    return {report: frozenset(bodies) for report, bodies in found.items()}


@lru_cache(maxsize=1 << 13)  # of the reports of a matter, whenever one joins it
def _links(written: str) -> list[dict[str, Any]]:
    """The links of a chain as the index keeps it; not to be changed."""
    found: list[dict[str, Any]] = json.loads(written)
    return found


def _end(
    claim: int,
    publisher: Publisher,
    told: list[dict[str, Any]],
    body: str | None,
    day: str | None,
    heard_by: str | None,
    act: str | None,
    saw: bool,
    bears: bool,
) -> End:
    # What an outlet heard from its own desk ("News 5 has learned") is its own word.
    while told and _own(told[-1], publisher):
        told = told[:-1]
    last = told[-1] if told else None
    # Whoever passed the words on may have published them too: a service that tapped a call.
    names = dict.fromkeys(link.get("name") for link in told)
    channel = last.get("channel") if last else None
    return End(
        report=publisher.report,
        claims=(claim,),
        teller=teller(last, body) if last else None,
        act=act if last is None else None,
        channel=None if channel == "not-stated" else channel,
        by=last.get("by") if last else None,
        day=day,
        via=frozenset(
            filter(None, (heard_by, *(body_of(link.get("name", "")) for link in told[:-1])))
        ),
        cited=tuple(filter(None, names)),
        publisher=publisher.known_as,
        agency=publisher.agency,
        saw=saw,
        bears=bears,
    )


def _own(link: dict[str, Any], publisher: Publisher) -> bool:
    name = link.get("name")
    return (
        link.get("kind") != "person"
        and bool(name)
        and is_outlet(str(name), publisher.host, publisher.outlet)
    )


def _joined(ends: list[End]) -> End:
    """One end of several claims. What two of them say differently of the occasion is not known.

    Nameless people who told the police one thing told them all; a named person may say more elsewhere.
    """
    if len(ends) == 1:
        return ends[0]
    named = ends[0].teller is not None and ends[0].teller.family is not None
    return replace(
        ends[0],
        claims=tuple(c for end in ends for c in end.claims),
        channel=_one({e.channel for e in ends} - {None}),
        by=_one({e.by for e in ends} - {None}),
        day=_one({e.day for e in ends} - {None}),
        via=(frozenset.intersection if named else frozenset.union)(*(e.via for e in ends)),
        cited=tuple(dict.fromkeys(name for e in ends for name in e.cited)),
        saw=any(e.saw for e in ends),
        bears=any(e.bears for e in ends),
    )


def _one(values: set[str | None]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _citing(end: End, meant: dict[str, list[Publisher]]) -> End:
    """The end, with the other reports whose outlet its chain names; a teller that is one is an outlet.

    meant: the publishers that a name can mean.
    """
    cites = {
        p.report: name
        for name in end.cited
        for p in meant[name]
        if p.report != end.report and (end.publisher is None or p.known_as != end.publisher)
    }
    if not cites:
        return end
    told = end.teller
    if told and told.name in cites.values():
        told = replace(told, kind="outlet", family=None, given=None)
    return replace(end, cites=tuple(sorted(cites)), teller=told)


def _is_publisher(name: str, publisher: Publisher) -> bool:
    agency = agency_of(name)
    return is_outlet(name, publisher.host, publisher.outlet) or (
        agency is not None and agency == publisher.agency
    )
