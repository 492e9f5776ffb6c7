"""Clusters: claims about one matter, with their origins. A rule of `conclude`, after the matches.

A cluster is what hangs together by matches (`same`, `updates`, `conflicts`, or a person's word) and by
copied passages. It is found anew from each claim that a filing touched, so it does not depend on the
order of filing; at MOST claims the search stops, and what it costs is bounded by that.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.ledger.copying.copied import Copied
from sayso.ledger.filed import Filed
from sayso.ledger.matching import matches
from sayso.ledger.provenance import occasions
from sayso.ledger.provenance.endings import endings
from sayso.ledger.provenance.ends import End
from sayso.ledger.provenance.origins import RULE, Counted, count

MOST = 400


def update(db: sqlite3.Connection, filed: Filed, touched: set[int]) -> set[int]:
    """Find the clusters of all claims that this filing touched. Returns the claims in them."""
    if filed.first:
        _note(db, filed)
    own = set(filed.claims.values())
    known = _clustered(db, touched | own)
    start = own | known.keys() | {n for n in touched if matches.links(db, n)}
    return form(db, start)


def form(db: sqlite3.Connection, start: Iterable[int]) -> set[int]:
    """Make the clusters of these claims, and of all that were in one with them, anew."""
    copied = Copied(db)
    left = set(start)
    done: set[int] = set()
    while left:
        found = gather(db, min(left), copied)
        known = _clustered(db, found)
        for cluster in set(known.values()):
            left |= set(members(db, cluster)) - done
            db.execute("DELETE FROM clusters WHERE n = ?", (cluster,))
            db.execute("DELETE FROM cluster_claims WHERE cluster = ?", (cluster,))
        left -= found
        if len(found) > 1:
            _keep(db, sorted(found), copied)
            done |= found
    return done


def gather(db: sqlite3.Connection, claim: int, copied: Copied) -> set[int]:
    """All claims that hang together with one, itself included.

    Copies join a claim only where one of the two is central or has matches: else every sentence of two
    copies would make a cluster.
    """
    found = {claim}
    edge = [claim]
    while edge and len(found) < MOST:
        n = edge.pop(0)
        matched = {link.claim for link in matches.links(db, n)} | _beside(db, n)
        same = copied.claims(n) - found
        if same and not matched and not _central(db, n):
            same = {m for m in same if _central(db, m) or matches.links(db, m)}
        for m in sorted((matched | same) - found)[: MOST - len(found)]:
            found.add(m)
            edge.append(m)
    return found


def _beside(db: sqlite3.Connection, claim: int) -> set[int]:
    """The claims of the same report on the occurrence itself, if this is one of them.

    A report tells of one matter: its headline and lead, and whom it counts as killed or hurt.
    """
    rows = db.execute(_OCCURRENCE, (claim,)).fetchall()
    found = {n for (n,) in rows}
    return found if claim in found else set()


_OCCURRENCE = """
SELECT c.n FROM claims AS c WHERE c.report = (SELECT report FROM claims WHERE n = ?)
AND (c.central OR EXISTS (
    SELECT 1 FROM counts AS k WHERE k.claim = c.n AND k.stated AND k.kind IN ('killed', 'injured', 'hit')
))
"""


def _central(db: sqlite3.Connection, claim: int) -> bool:
    (central,) = db.execute("SELECT central FROM claims WHERE n = ?", (claim,)).fetchone()
    return bool(central)


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
    telling = {n for n in claims if matches.links(db, n)} | {
        n
        for (n,) in db.execute(
            "SELECT DISTINCT claim FROM counts WHERE toll"
            " AND claim IN (SELECT value FROM json_each(?))",
            (json.dumps(list(claims)),),
        )
    }
    ends = [replace(end, tells=not telling.isdisjoint(end.claims)) for end in endings(db, claims)]
    at = {claim: n for n, end in enumerate(ends) for claim in end.claims}
    pairs = {
        (min(at[a], at[b]), max(at[a], at[b]))
        for a in claims
        for b in copied.claims(a)
        if b in at and at[a] != at[b]
    }
    return ends, count(ends, sorted(pairs))


def _keep(db: sqlite3.Connection, claims: list[int], copied: Copied) -> None:
    ends, result = counted(db, claims, copied)
    db.execute(
        "INSERT INTO clusters VALUES (?, ?, ?, ?, ?, ?)",
        (
            claims[0],
            len(claims),
            len({end.report for end in ends}),
            result.at_least,
            result.at_most,
            RULE,
        ),
    )
    db.executemany("INSERT INTO cluster_claims VALUES (?, ?)", [(n, claims[0]) for n in claims])


def _clustered(db: sqlite3.Connection, claims: Iterable[int]) -> dict[int, int]:
    """The clusters of those claims that are in one."""
    rows = db.execute(
        "SELECT claim, cluster FROM cluster_claims WHERE claim IN (SELECT value FROM json_each(?))",
        (json.dumps(list(claims)),),
    )
    return dict(rows.fetchall())


def _note(db: sqlite3.Connection, filed: Filed) -> None:
    """Enter what only the new report's reading says of the ends of its chains."""
    said = occasions.occasions(filed.reading)
    rows = dict(
        db.execute("SELECT n, chain FROM claims WHERE report = ?", (filed.report_n,)).fetchall()
    )
    chains: dict[int, occasions.Occasion] = {}
    acts = []
    for claim in filed.reading.claims:
        n = filed.claims.get(claim.id)
        if n is None:
            continue
        last = claim.chain[-1].attribution_id if claim.degree and claim.chain else None
        if last in said:
            chains[rows[n]] = said[last]
        if act := occasions.act(claim):
            acts.append((n, act))
    db.executemany(
        "INSERT INTO occasions VALUES (?, ?, ?, ?)",
        [(n, o.body, o.day, o.heard_by) for n, o in chains.items()],
    )
    db.executemany("INSERT INTO acts VALUES (?, ?)", acts)
    if agency := occasions.agency(filed.reading):
        db.execute("INSERT INTO credits VALUES (?, ?)", (filed.report_n, agency))
