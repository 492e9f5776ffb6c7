"""Origins as lines: for each cluster of claims how many origins stand behind it, which, and why."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ledger import ids
from sayso.ledger.copying.copied import Copied
from sayso.ledger.provenance.clusters import cluster_of, counted, members
from sayso.ledger.provenance.endings import publishers
from sayso.ledger.provenance.ends import End
from sayso.ledger.provenance.gathering import Gathering
from sayso.ledger.provenance.interest import self_interest
from sayso.ledger.provenance.origins import Counted
from sayso.records import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Two reports (or two tellers of one) that are one origin, and why."""

    reports: tuple[str, str]
    claims: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One distinct end of the chains, with all reports and claims that end there.

    source: its name as the report says it that tells most; None where nobody is named or the outlet
    itself says so (`voice`). act: what the outlets' own words rest on. day: ISO 8601. repeated_by:
    reports that cite one of these and name no source of their own. self_interest: said, never judged.
    """

    source: str | None
    kind: str | None
    named: bool | None
    role: str | None
    voice: Voice
    act: str | None
    channel: str | None
    day: str | None
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    repeated_by: tuple[str, ...]
    merges: tuple[Merged, ...]
    self_interest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCount:
    """How many distinct origins: an interval. What is not known is never counted as independent."""

    at_least: int
    at_most: int
    list: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginsLine:
    """One cluster: claims about one matter. text: of its first central claim, for people."""

    cluster: str
    text: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    owners: tuple[str, ...]
    origins: OriginCount


def lines(db: sqlite3.Connection, *, limit: int | None = None) -> list[OriginsLine]:
    """All clusters, those with most reports first."""
    rows = db.execute(
        "SELECT n FROM clusters ORDER BY reports DESC, claims DESC, n LIMIT ?",
        (-1 if limit is None else limit,),
    ).fetchall()
    return [_line(db, members(db, cluster), Copied(db)) for (cluster,) in rows]


def line_of(db: sqlite3.Connection, claim: str) -> OriginsLine:
    """The cluster of one claim, by its id or the beginning of it. Raises NoSuchRecord."""
    _, n = ids.find(db, claim, "claim")
    copied = Copied(db)
    cluster = cluster_of(db, n)
    found = members(db, cluster) if cluster is not None else sorted(Gathering(db, copied).gather(n))
    return _line(db, found, copied)


def _line(db: sqlite3.Connection, claims: list[int], copied: Copied) -> OriginsLine:
    ends, result = counted(db, claims, copied)
    named = {
        n: (claim, report, text, central)
        for n, claim, report, text, central in db.execute(
            "SELECT c.n, c.id, r.id, c.text, c.central FROM claims AS c"
            " JOIN reports AS r ON r.n = c.report"
            " WHERE c.n IN (SELECT value FROM json_each(?))",
            (json.dumps(claims),),
        )
    }
    central = [n for n in claims if named[n][3]] or claims
    outlets, owners = _publishers(db, {end.report for end in ends})
    names = {n: (row[0], row[1]) for n, row in named.items()}
    return OriginsLine(
        cluster="cluster:" + min(row[0] for row in named.values()).removeprefix("claim:"),
        text=named[central[0]][2],
        claims=tuple(named[n][0] for n in claims),
        reports=tuple(dict.fromkeys(named[n][1] for n in claims)),
        outlets=outlets,
        owners=owners,
        origins=OriginCount(
            at_least=result.at_least,
            at_most=result.at_most,
            list=tuple(_origin(db, group, ends, result, names) for group in result.origins),
        ),
    )


def _publishers(
    db: sqlite3.Connection, reports: set[int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Outlets (by name, else by host) at which the reports were seen, and the owners that are known."""
    rows = db.execute(
        "SELECT DISTINCT coalesce(outlet, host) FROM sightings"
        " WHERE report IN (SELECT value FROM json_each(?)) AND coalesce(outlet, host) IS NOT NULL"
        " ORDER BY 1",
        (json.dumps(sorted(reports)),),
    )
    owners = {p.owner for p in publishers(db, reports).values() if p.owner}
    return tuple(name for (name,) in rows), tuple(sorted(owners))


def _origin(
    db: sqlite3.Connection,
    group: Sequence[int],
    ends: list[End],
    result: Counted,
    names: dict[int, tuple[str, str]],
) -> Origin:
    inside = set(group)
    lead = max((ends[n] for n in sorted(group)), key=_tells)  # of equals the first
    told = lead.teller
    claims = [claim for n in group for claim in ends[n].claims]
    repeated = [names[ends[n].claims[0]][1] for n, of, _ in result.derived if inside & set(of)]
    return Origin(
        source=told.name if told else None,
        kind=told.kind if told else None,
        named=told.named if told else None,
        role=told.role if told else None,
        voice="outlet" if told is None else "source",
        act=lead.act,
        channel=next((c for n in group if (c := ends[n].channel)), None),
        day=next((ends[n].day for n in group if ends[n].day), None),
        reports=tuple(dict.fromkeys(names[c][1] for c in claims)),
        claims=tuple(names[c][0] for c in sorted(claims)),
        repeated_by=tuple(dict.fromkeys(repeated)),
        merges=tuple(
            Merged(
                reports=(names[ends[m.one].claims[0]][1], names[ends[m.other].claims[0]][1]),
                claims=(names[ends[m.one].claims[0]][0], names[ends[m.other].claims[0]][0]),
                reason=m.reason,
            )
            for m in result.merges
            if m.one in inside
        ),
        self_interest=self_interest(db, [ends[n] for n in group]),
    )


def _tells(end: End) -> tuple[bool, ...]:
    """How much an end tells of who it is: a named person, a body, anybody, an outlet that is cited, its own.

    Whose words came through another stands behind that one, and an act before who is only in the story.
    """
    told = end.teller
    return (
        bool(end.act or (told and told.kind != "outlet")),
        not end.via,
        bool(end.act or (told and (told.named or told.side))),
        bool(told and told.named),
        bool(told and told.side == "official"),
        bool(told and told.name),
    )
