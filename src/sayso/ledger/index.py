"""The index of a report's current reading: rows for its claims, chains, topics, figures and words."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Any

from sayso.records import Claim, Reading, Source, Span


def claim_id(report_id: str, claim: Claim) -> str:
    """The name of a claim in the ledger: of the words it stands in, so that it outlives a new reading.

    A claim that stands in a separately given title is named by the words, since the text is not theirs.
    """
    where = ", ".join(map(_where, claim.spans))  # JSON, which `json.dumps` writes more slowly
    named = hashlib.sha256(f'["{report_id}", [{where}]]'.encode()).hexdigest()
    return f"claim:{named[:16]}"


def _where(span: Span) -> str:
    if span.in_:
        return json.dumps((span.start, span.end, span.in_, span.text))
    return f"[{span.start}, {span.end}, null, null]"


def source_id(kind: str, name: str) -> str:
    """The name of a named source, whichever report names it."""
    named = hashlib.sha256(json.dumps([kind, " ".join(name.casefold().split())]).encode())
    return f"source:{named.hexdigest()[:16]}"


def index_reading(db: sqlite3.Connection, report: int, reading: Reading) -> dict[str, int]:
    """Enter what the reading of a new report holds. Returns the row of each claim by its local id."""
    chains = _chains(db, report, reading)
    figures = {q.id: q for q in reading.quantities}
    rows: dict[str, int] = {}
    claims: list[tuple[object, ...]] = []
    topics: list[tuple[str, int, str | None]] = []
    quantities: list[tuple[object, ...]] = []
    seen: set[str] = set()
    first = _next(db, "claims")
    for claim in reading.claims:
        named = claim_id(reading.report.id, claim)
        if named in seen:  # two claims on the very same words are one
            continue
        seen.add(named)
        n = rows[claim.id] = first + len(claims)
        claims.append(
            (
                n,
                named,
                report,
                claim.id,
                claim.text,
                claim.voice,
                claim.degree,
                chains[claim.chain],
                claim.status,
                claim.central,
                claim.check_worthy,
                claim.in_headline,
            )
        )
        topics += {t.key: (t.key, n, t.direction) for t in claim.topics}.values()
        quantities += (
            (n, q.id, q.stated, q.low, q.high, q.unit, q.of, q.qualifier, q.change)
            for q in map(figures.__getitem__, dict.fromkeys(claim.quantities))
        )
    db.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", claims)
    db.executemany("INSERT INTO claim_topics VALUES (?, ?, ?)", topics)
    db.executemany("INSERT INTO quantities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", quantities)
    db.execute(
        "INSERT INTO words (rowid, title, text) SELECT rowid, title, text FROM searchable"
        " WHERE rowid = ?",
        (report,),
    )
    return rows


def _chains(db: sqlite3.Connection, report: int, reading: Reading) -> dict[Any, int]:
    sources = {s.id: s for s in reading.sources}
    channels = {c.id: c for c in reading.channels}
    rows: dict[Any, int] = {}
    chains: list[tuple[object, ...]] = []
    named: list[tuple[int, int, int]] = []
    known: dict[str, int] = {}
    first = _next(db, "chains")
    for chain in dict.fromkeys(claim.chain for claim in reading.claims):
        links = []
        for link in chain:
            source = sources.get(link.source_id or "")
            channel = channels.get(link.channel_id or "")
            told = {
                "name": source.name if source else None,
                "kind": source.kind if source else None,
                "named": source.named if source else None,
                "role": source.role if source else None,
                "channel": channel.kind if channel else None,
                "by": channel.by.text if channel and channel.by else None,
                "inferred": link.inferred or None,
            }
            links.append({key: value for key, value in told.items() if value is not None})
        last = channels.get((chain[-1].channel_id or "") if chain else "")
        n = rows[chain] = first + len(chains)
        chains.append(
            (n, report, json.dumps(links, ensure_ascii=False), last.kind if last else None)
        )
        for place, link in enumerate(chain):
            if (source := sources.get(link.source_id or "")) and source.named:
                if source.id not in known:
                    known[source.id] = _source(db, source)
                named.append((known[source.id], n, place))
    db.executemany("INSERT INTO chains VALUES (?, ?, ?, ?)", chains)
    db.executemany("INSERT INTO chain_sources VALUES (?, ?, ?)", named)
    return rows


def _next(db: sqlite3.Connection, table: str) -> int:
    """The row that SQLite would number next: the rows of one report stand together."""
    (last,) = db.execute(f"SELECT max(n) FROM {table}").fetchone()
    return int(last or 0) + 1


def _source(db: sqlite3.Connection, source: Source) -> int:
    named = source_id(source.kind, source.name)
    known = db.execute("SELECT n FROM sources WHERE id = ?", (named,)).fetchone()
    made = (
        known
        or db.execute(
            "INSERT INTO sources (id, name, kind) VALUES (?, ?, ?) RETURNING n",
            (named, source.name, source.kind),
        ).fetchone()
    )
    return int(made[0])
