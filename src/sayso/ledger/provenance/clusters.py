"""Clusters: claims about one matter, with their origins. A rule of `conclude`, after the matches.

A cluster is what hangs together by matches (`same`, `updates`, `conflicts`, or a person's word) and by
copied passages. It is found anew from each claim that a filing touched, so it does not depend on the
order of filing; at so many claims (`gathering`) the search stops, and what it costs is bounded by that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.ledger.copying.copied import Copied
from sayso.ledger.filed import Filed
from sayso.ledger.matching import matches
from sayso.ledger.provenance import occasions
from sayso.ledger.provenance.accounts import account
from sayso.ledger.provenance.endings import Endings
from sayso.ledger.provenance.ends import End
from sayso.ledger.provenance.gathering import MOST, Gathering
from sayso.ledger.provenance.origins import RULE, Counted, count
from sayso.ledger.rows import as_json
from sayso.records import Reading


def update(db: sqlite3.Connection, filed: Filed, touched: set[int]) -> set[int]:
    """Find the clusters of all claims that this filing touched. Returns the claims in them."""
    if filed.reading:
        _note(db, filed, filed.reading)
    own = set(filed.claims.values())
    gathering = Gathering(db, Copied(db))
    return _form(db, own | gathering.linked(touched) | _clustered(db, touched).keys(), gathering)


def form(db: sqlite3.Connection, start: Iterable[int]) -> set[int]:
    """Make the clusters of these claims, and of all that were in one with them, anew."""
    return _form(db, start, Gathering(db, Copied(db)))


def _form(db: sqlite3.Connection, start: Iterable[int], gathering: Gathering) -> set[int]:
    left = set(start)
    gathering.ask(left)
    known = _clustered(db, left)
    left -= {n for n in left if n not in known and gathering.alone(n)}
    groups: list[set[int]] = []
    full: set[int] = set()
    while left:
        found = gathering.gather(min(left), full)
        if beyond := found - left:
            known |= _clustered(db, beyond)
        for cluster in {known[n] for n in found if n in known}:
            freed = members(db, cluster)
            db.execute("DELETE FROM clusters WHERE n = ?", (cluster,))
            db.execute("DELETE FROM cluster_claims WHERE cluster = ?", (cluster,))
            left.update(freed)
            for n in freed:
                known.pop(n, None)
        left -= found
        if len(found) > 1:
            groups = [rest for group in groups if len(rest := group - found) > 1]
            groups.append(found)
        if len(found) >= MOST:
            full |= found
    _keep(db, [sorted(group) for group in groups], gathering)
    return {n for group in groups for n in group}


def recount(db: sqlite3.Connection) -> None:
    """Count the origins of all clusters anew: the owners of outlets have changed."""
    copied = Copied(db)
    for (cluster,) in db.execute("SELECT n FROM clusters ORDER BY n").fetchall():
        _, result = counted(db, members(db, cluster), copied)
        db.execute(
            "UPDATE clusters SET at_least = ?, at_most = ? WHERE n = ?",
            (result.at_least, result.at_most, cluster),
        )


def members(db: sqlite3.Connection, cluster: int) -> list[int]:
    """The claims of a cluster."""
    rows = db.execute(
        "SELECT claim FROM cluster_claims WHERE cluster = ? ORDER BY claim", (cluster,)
    )
    return [n for (n,) in rows]


def cluster_of(db: sqlite3.Connection, claim: int) -> int | None:
    """The cluster of a claim, None if it stands alone."""
    row = db.execute("SELECT cluster FROM cluster_claims WHERE claim = ?", (claim,)).fetchone()
    return int(row[0]) if row else None


def counted(
    db: sqlite3.Connection, claims: Sequence[int], copied: Copied
) -> tuple[list[End], Counted]:
    """The ends of the chains of claims about one matter, and the origins behind them."""
    telling = {*matches.links(db, claims), *_stating(db, claims)}
    return _count(claims, Endings.of(db, claims), telling, copied)


def _stating(db: sqlite3.Connection, claims: Iterable[int]) -> set[int]:
    """Those of the claims that say how many: with those that say what is told elsewhere they tell the matter."""
    rows = db.execute(
        "SELECT DISTINCT claim FROM counts WHERE toll AND claim IN (SELECT value FROM json_each(?))",
        (as_json(claims),),
    )
    return {n for (n,) in rows}


def _count(
    claims: Iterable[int], endings: Endings, telling: set[int], copied: Copied
) -> tuple[list[End], Counted]:
    ends = [
        replace(end, tells=False)
        if telling.isdisjoint(end.claims) and not (end.saw and end.teller and end.teller.named)
        else end
        for end in endings.matter(claims)
    ]
    at = {claim: n for n, end in enumerate(ends) for claim in end.claims}
    told: dict[int, list[int]] = {}
    for end in ends:
        told.setdefault(end.report, []).extend(end.claims)
    pairs = {
        (min(at[a], at[b]), max(at[a], at[b])) for a, b in copied.pairs(told) if at[a] != at[b]
    }
    return ends, count(ends, sorted(pairs))


def _keep(db: sqlite3.Connection, groups: Sequence[list[int]], gathering: Gathering) -> None:
    """Enter clusters with their origins."""
    claims = [n for group in groups for n in group]
    endings, telling = Endings.of(db, claims), gathering.linked(claims) | _stating(db, claims)
    for group in groups:
        ends, result = _count(group, endings, telling, gathering.copied)
        db.execute(
            "INSERT INTO clusters VALUES (?, ?, ?, ?, ?, ?)",
            (
                group[0],
                len(group),
                len({end.report for end in ends}),
                result.at_least,
                result.at_most,
                RULE,
            ),
        )
    db.executemany(
        "INSERT INTO cluster_claims VALUES (?, ?)",
        [(n, group[0]) for group in groups for n in group],
    )


def _clustered(db: sqlite3.Connection, claims: Iterable[int]) -> dict[int, int]:
    """The clusters of those claims that are in one."""
    rows = db.execute(
        "SELECT claim, cluster FROM cluster_claims WHERE claim IN (SELECT value FROM json_each(?))",
        (as_json(claims),),
    )
    return dict(rows.fetchall())


def _note(db: sqlite3.Connection, filed: Filed, reading: Reading) -> None:
    """Enter what only the new report's reading says of the ends of its chains."""
    said = occasions.occasions(reading)
    rows = dict(
        db.execute("SELECT n, chain FROM claims WHERE report = ?", (filed.report_n,)).fetchall()
    )
    chains: dict[int, occasions.Occasion] = {}
    acts = []
    senses = []
    named = {source.id for source in reading.sources if source.named}
    for claim in reading.claims:
        n = filed.claims.get(claim.id)
        if n is None:
            continue
        last = claim.chain[-1].attribution_id if claim.degree and claim.chain else None
        if last in said:
            chains[rows[n]] = said[last]
        if act := occasions.act(claim):
            acts.append((n, act))
        who = claim.chain[-1] if claim.voice == "source" and claim.degree else None
        if who and (sense := account(claim.text, named=who.source_id in named)):
            senses.append((n, filed.report_n, sense))
    db.executemany(
        "INSERT INTO occasions VALUES (?, ?, ?, ?)",
        [(n, o.body, o.day, o.heard_by) for n, o in chains.items()],
    )
    db.executemany("INSERT INTO acts VALUES (?, ?)", acts)
    if senses and _counts_somebody(db, rows):
        db.executemany("INSERT INTO accounts VALUES (?, ?, ?)", senses)
    if agency := occasions.agency(reading):
        db.execute("INSERT INTO credits VALUES (?, ?)", (filed.report_n, agency))


def _counts_somebody(db: sqlite3.Connection, claims: Iterable[int]) -> bool:
    """Whether a report tells of people killed, injured or hit, and not only what somebody saw."""
    row = db.execute(
        "SELECT 1 FROM counts WHERE claim IN (SELECT value FROM json_each(?))"
        " AND kind IN ('killed', 'injured', 'hit') LIMIT 1",
        (as_json(claims),),
    ).fetchone()
    return row is not None
