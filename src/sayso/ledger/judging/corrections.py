"""Corrections: what a person set right in a reading, laid on top of it. The reading itself never changes.

A correction is of one part of one attribution, which is named by where its content stands. Rows are only
ever added; a later one names the one that it replaces. `labels` gives a corrected reading in the form in
which chains are labelled for training: offsets and keys, and no text.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

from sayso.errors import BadJudgement, NoSuchRecord
from sayso.ledger import ids
from sayso.ledger.judging.judgements import named
from sayso.records import Attribution, Certainty, ChannelKind, Reading, Span, Stance

Part = Literal["source", "cue", "content", "channel", "stance", "certainty", "attribution"]
Offsets = tuple[tuple[int, int], ...]
Value = Offsets | str | None

VALUES: dict[str, tuple[str, ...]] = {
    "channel": get_args(ChannelKind),
    "stance": get_args(Stance),
    "certainty": get_args(Certainty),
}
"""The parts that are keys, and the keys that they may be. The others are places in the text."""
STANDS = "stands"
"""The value of `attribution` that takes a "none" back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One part of one attribution, set right. content: start and end of its content as it was read.

    value: places in the text, a key, or for the part `attribution` None (it is none) or STANDS.
    """

    correction: str
    report: str
    content: tuple[int, int]
    part: Part
    value: Value
    by: str
    at: str
    why: str | None
    replaces: str | None
    in_force: bool


def extent(attribution: Attribution) -> tuple[int, int] | None:
    """By what an attribution is named: where its content begins and ends; None if that is not in the text."""
    spans = [span for span in attribution.content if span.in_ is None]
    return (spans[0].start, spans[-1].end) if spans else None


def correct(
    db: sqlite3.Connection,
    report: str,
    content: tuple[int, int],
    part: Part,
    value: Value,
    *,
    by: str,
    at: str,
    why: str | None = None,
) -> Correction:
    """Enter a correction, inside the caller's transaction; it replaces the last one of this part.

    report: the id of a report or its beginning. The same again adds nothing.
    Raises NoSuchRecord or BadJudgement.
    """
    _, n = ids.find(db, report, "report")
    whole, length = db.execute("SELECT id, length(text) FROM reports WHERE n = ?", (n,)).fetchone()
    _check(part, value, length)
    if not 0 <= content[0] < content[1] <= length:
        raise NoSuchRecord("the report has no such place")
    known = [c for c in corrections(db, whole) if (c.content, c.part) == (content, part)]
    last = known[-1] if known else None
    who, reason = named(by), " ".join((why or "").split()) or None
    if last and (last.value, last.by, last.why) == (value, who, reason):
        return last
    made = Correction(
        correction="",
        report=whole,
        content=content,
        part=part,
        value=value,
        by=who,
        at=at,
        why=reason,
        replaces=last.correction if last else None,
        in_force=True,
    )
    digest = hashlib.sha256(json.dumps(asdict(made)).encode()).hexdigest()
    made = replace(made, correction=f"correction:{digest[:16]}")
    db.execute(
        'INSERT INTO corrections (id, report, start, "end", part, value, "by", at, why, replaces)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(made.correction, whole, *content, part, json.dumps(value), who, at, reason),
            made.replaces,
        ),
    )
    return made


def corrections(db: sqlite3.Connection, report: str | None = None) -> list[Correction]:
    """All corrections, or those of one report (by its whole id), in the order of making."""
    where, values = ("WHERE report = ?", (report,)) if report else ("", ())
    return list(_rows(db, where, values))


def labels(reading: Reading, made: list[Correction]) -> dict[str, Any]:
    """A reading with what was set right, as one object of labels for training: standoff, no text.

    Each attribution says in `corrected` which of its parts a person set; the others are as read.
    """
    right: dict[tuple[int, int], dict[str, Value]] = {}
    for each in made:
        if each.in_force:
            right.setdefault(each.content, {})[each.part] = each.value
    channels = {channel.id: channel for channel in reading.channels}
    out: list[dict[str, Any]] = []
    for found in reading.attributions:
        where = extent(found)
        parts = right.get(where, {}) if where else {}
        if parts.get("attribution", STANDS) is None:
            continue
        channel = channels.get(found.channel_id or "")
        kind = parts.get("channel", channel.kind if channel else "not-stated")
        same = channel is not None and kind == channel.kind
        spans = _offsets(channel.spans) if channel and same else ()
        out.append(
            {
                "id": found.id,
                "source": parts.get("source", _offsets(found.source)),
                "cue": parts.get("cue", _offsets(found.cue)),
                "content": parts.get("content", _offsets(found.content)),
                "source_id": _source(reading, found, parts),
                "parent": found.parent,
                "added": False,
                "channel": kind,
                "channel_span": spans[0] if spans else None,
                "by": channel.by.text if channel and channel.by and same else None,
                "to": channel.to.text if channel and channel.to and same else None,
                "stance": parts.get("stance", found.stance),
                "certainty": parts.get("certainty", found.certainty),
                "corrected": sorted(parts),
            }
        )
    kept = {relation["id"] for relation in out}
    for relation in out:
        relation["parent"] = relation["parent"] if relation["parent"] in kept else None
    outlet = reading.report.outlet
    return {
        "file": reading.report.ref or reading.report.id,
        "sha256": reading.report.id.removeprefix("sha256:"),
        "outlet": outlet.name if outlet else None,
        "sources": [
            {"id": s.id, "name": s.name, "kind": s.kind, "named": s.named} for s in reading.sources
        ],
        "attributions": out,
    }


def _source(reading: Reading, found: Attribution, parts: dict[str, Value]) -> str | None:
    """The source of an attribution; of one that was set right, the one that is mentioned there."""
    places = parts.get("source")
    if "source" not in parts or not isinstance(places, tuple):
        return found.source_id
    for source in reading.sources:
        if set(_offsets(source.mentions)) & set(places):
            return source.id
    return None


def _offsets(spans: tuple[Span, ...]) -> Offsets:
    return tuple((span.start, span.end) for span in spans if span.in_ is None)


def _check(part: Part, value: Value, length: int) -> None:
    """Raises BadJudgement."""
    if part == "attribution":
        if value not in (None, STANDS):
            raise BadJudgement("an attribution is one or it is none")
    elif part in VALUES:
        if value not in VALUES[part]:
            raise BadJudgement(f"{part} is one of {', '.join(VALUES[part])}")
    elif not isinstance(value, tuple) or (part == "content" and not value):
        raise BadJudgement(f"{part} is a place in the text")
    elif not all(0 <= start < end <= length for start, end in value):
        raise BadJudgement(f"{part}: the report has no such place")


def _rows(db: sqlite3.Connection, where: str, values: tuple[str, ...]) -> Iterator[Correction]:
    asked = (
        'SELECT id, report, start, "end", part, value, "by", at, why, replaces, NOT EXISTS'
        " (SELECT 1 FROM corrections AS later WHERE later.replaces = c.id)"
        f" FROM corrections AS c {where} ORDER BY n"
    )
    for row in db.execute(asked, values).fetchall():
        value = json.loads(row[5])
        yield Correction(
            correction=row[0],
            report=row[1],
            content=(row[2], row[3]),
            part=row[4],
            value=tuple((s, e) for s, e in value) if isinstance(value, list) else value,
            by=row[6],
            at=row[7],
            why=row[8],
            replaces=row[9],
            in_force=bool(row[10]),
        )
