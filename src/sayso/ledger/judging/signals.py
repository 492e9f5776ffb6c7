"""Signals: what a person would weigh before grading a claim or a source, each with its evidence.

They are laid side by side and never summed. What is not known says so.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.ledger.index import source_id
from sayso.ledger.judging.sources_memory import MOST_CLAIMS, Memory, conflicting, memory, related
from sayso.ledger.provenance.origin_lines import OriginsLine, line_of

MOST_EVIDENCE = 20
"""Ids that are shown of what speaks for one signal."""


_DEGREES = {0: "the outlet's own word", 1: "what the outlet was told"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One thing to weigh. value: as a person reads it; evidence: ids of claims, reports and sources."""

    signal: str
    value: str
    evidence: tuple[str, ...] = ()


def origins(db: sqlite3.Connection, claim: str) -> tuple[int, int]:
    """How many origins a claim has, at least and at most, by its whole id: with its cluster, or alone."""
    row = db.execute(
        "SELECT k.at_least, k.at_most FROM claims AS c JOIN cluster_claims AS m ON m.claim = c.n"
        " JOIN clusters AS k ON k.n = m.cluster WHERE c.id = ?",
        (claim,),
    ).fetchone()
    if row:
        return row[0], row[1]
    alone = line_of(db, claim).origins
    return alone.at_least, alone.at_most


def signals(db: sqlite3.Connection, target: str, line: OriginsLine | None = None) -> list[Signal]:
    """The signals about a claim, a source or an outlet, by its whole id. line: a claim's origins, if at hand."""
    if target.startswith("claim:"):
        return list(_of_claim(db, target, line))
    return list(_of_memory(memory(db, target)))


def _of_claim(db: sqlite3.Connection, claim: str, line: OriginsLine | None) -> Iterator[Signal]:
    n, report, degree, links, channel = db.execute(
        "SELECT c.n, c.report, c.degree, h.links, h.channel FROM claims AS c"
        " JOIN chains AS h ON h.n = c.chain WHERE c.id = ?",
        (claim,),
    ).fetchone()
    least, most = origins(db, claim)
    yield Signal(
        signal="origins",
        value=f"at least {least}, at most {most}",
        evidence=_limited(
            db,
            "SELECT o.id FROM cluster_claims AS m JOIN cluster_claims AS k ON k.cluster = m.cluster"
            " JOIN claims AS o ON o.n = k.claim WHERE m.claim = ? AND k.claim <> m.claim ORDER BY o.n",
            n,
        ),
    )
    copies = _limited(
        db,
        "SELECT r.id FROM (SELECT b AS n FROM copies WHERE a = ?1 UNION SELECT a FROM copies"
        " WHERE b = ?1) AS x JOIN reports AS r ON r.n = x.n ORDER BY r.n",
        report,
    )
    yield Signal(signal="shared-text", value=_counted(len(copies), "other report"), evidence=copies)
    for relation, others in (
        ("conflicts", conflicting(db, n)),
        ("same", related(db, n, "same")),
    ):
        evidence = tuple(others[:MOST_EVIDENCE])
        yield Signal(signal=relation, value=_counted(len(others), "claim"), evidence=evidence)
    yield Signal(signal="channel", value=(channel or "not-stated").replace("-", " "))
    origin = (json.loads(links) or [{}])[-1]
    yield Signal(signal="degree", value=_DEGREES.get(degree, f"hearsay of degree {degree}"))
    if not degree:
        yield Signal(signal="source", value="the outlet itself")
        return
    name = origin.get("name") or "not stated"
    yield Signal(
        signal="source", value=f"{name}, {'named' if origin.get('named') else 'not named'}"
    )
    found = line or line_of(db, claim)
    ours = next((o for o in found.origins.list if claim in o.claims), None)
    interest = ours.self_interest if ours else None
    yield Signal(signal="self-interest", value=interest or "nothing in the words says so")
    if origin.get("named"):
        yield from _of_memory(memory(db, source_id(origin["kind"], origin["name"])))


def _of_memory(found: Memory) -> Iterator[Signal]:
    whole = len(found.claims)
    of = f"of {'its newest ' if whole == MOST_CLAIMS else ''}{_counted(whole, 'claim')}"
    for name, claims in (
        ("corroborated", found.corroborated),
        ("contradicted", found.contradicted),
        ("corrected", found.corrected),
    ):
        yield Signal(
            signal=f"memory-{name}",
            value=f"{len(claims)} {of}",
            evidence=claims[:MOST_EVIDENCE],
        )


def _limited(db: sqlite3.Connection, asked: str, n: int) -> tuple[str, ...]:
    rows = db.execute(f"{asked} LIMIT {MOST_EVIDENCE}", (n,))
    return tuple(named for (named,) in rows)


def _counted(number: int, noun: str) -> str:
    many = f"{number} or more" if number == MOST_EVIDENCE else str(number)
    return f"{many} {noun}{'' if number == 1 else 's'}"
