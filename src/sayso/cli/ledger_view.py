"""What the ledger answers, for people: plain lines, an id at each, nothing blank."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from sayso.cli.visible import visible
from sayso.export.section import between
from sayso.export.words import NOT_STATED, counted, spoken
from sayso.ledger.judging.sources_memory import Memory
from sayso.ledger.lines import (
    ClaimLine,
    ClaimRecord,
    ReportLine,
    ReportRecord,
    SightingLine,
    SourceRecord,
)
from sayso.ledger.timeline.tracing import Candidate, Traced

_WIDTH = 88


def claim_lines(line: ClaimLine) -> str:
    """A claim: id and day, its words, its chain and where it stands."""
    topics = ", ".join(
        spoken(t.key) + (f" {t.direction}" if t.direction else "") for t in line.topics
    )
    notes = [between(line.published_from, line.published_to), topics, spoken(line.status or "")]
    return _block(
        f"{line.claim}  {' · '.join(note for note in notes if note)}",
        line.text,
        chain(line),
        f"in {_quoted(line.title)} {short(line.report)}",
    )


def report_lines(line: ReportLine) -> str:
    """A report that was found, and the place that holds the words."""
    return _block(
        f"{short(line.report)}  {between(line.published_from, line.published_to)}"
        f" · {line.outlet or f'outlet {NOT_STATED}'}",
        line.title or f"headline {NOT_STATED}",
        line.words,
    )


def record_lines(record: ReportRecord | ClaimRecord | SourceRecord) -> str:
    """A whole record."""
    return "".join(_record(record))


def _record(record: ReportRecord | ClaimRecord | SourceRecord) -> Iterator[str]:
    if isinstance(record, ReportRecord):
        yield f"{record.report}\nread by sayso {record.sayso}, model {record.model}\n\n"
        yield from map(sighting_lines, record.sightings)
        for version in record.versions:
            yield f"version: {short(version.earlier)} became {short(version.later)}\n"
        yield f"\n{counted(len(record.claims), 'claim')}\n\n"
        yield from map(claim_lines, record.claims)
    elif isinstance(record, SourceRecord):
        yield f"{record.source}\n{visible(record.name)}, {record.kind},"
        yield f" cited in {counted(record.reports, 'report')}\n"
        yield f"{_remembered(record.memory)}\n\n"
        yield from map(claim_lines, record.claims)
    else:
        yield claim_lines(record.claim)
        yield from map(sighting_lines, record.sightings)
        yield from map(traced_lines, record.could_come_from)


def _remembered(memory: Memory) -> str:
    """What became of the claims whose chain ends at a source; counts, and no measure of anybody."""
    return (
        f"of {counted(len(memory.claims), 'claim')} of its own: {len(memory.corroborated)} corroborated,"
        f" {len(memory.contradicted)} contradicted, {len(memory.corrected)} corrected by itself"
    )


def sighting_lines(line: SightingLine) -> str:
    """Where and when a report was seen."""
    outlet = f"{line.outlet} (inferred)" if line.outlet_inferred else line.outlet
    return _block(
        f"seen {line.seen_at}  {between(line.published_from, line.published_to)}",
        f"{outlet or f'outlet {NOT_STATED}'}: {_quoted(line.title)}",
        line.url or line.ref or f"place {NOT_STATED}",
    )


def traced_lines(traced: Traced) -> str:
    """Where a figure could come from: points of reference series, the best first."""
    first = f"{_exact(traced.stated, traced.low, traced.high)} {traced.unit or ''}".strip()
    return _block(f"{first} could come from", *map(_candidate, traced.candidates))


def _candidate(found: Candidate) -> str:
    stood = (
        f", which stood from {found.stood_from} to {found.stood_to}"
        if found.stood_from != found.stood_to and found.how != "added"
        else ""
    )
    notes = [
        "a party to what it counts" if found.party else "",
        f"restated by {found.restated:+g} that day" if found.restated else "",
        f"corrected later to {_exact(found.corrected_to)}" if found.corrected_to else "",
    ]
    told = "; ".join(note for note in notes if note)
    return (
        f"{found.series}, {found.day}: {_exact(found.stated, found.low, found.high)} {found.of} ({found.how}){stood}"
        + (f" [{told}]" if told else "")
    )


def _exact(stated: float | None, low: float | None = None, high: float | None = None) -> str:
    if stated is None:
        return f"{_exact(low or 0)} to {_exact(high or 0)}"
    return f"{stated:,.0f}" if float(stated).is_integer() else f"{stated:,}"


def chain(line: ClaimLine) -> str:
    """The chain from the reader to the origin: "Evening Ledger ← ? ⇠ “a teller”, interview"."""
    return "".join(_links(line.chain))


def _links(links: tuple[dict[str, Any], ...]) -> Iterator[str]:
    for place, link in enumerate(links):
        if place:
            yield " ⇠ " if link.get("inferred") else " ← "
        name = link.get("name")
        yield name if name and link.get("named") else f"“{name}”" if name else "?"
        channel = link.get("channel")
        if channel and channel != "not-stated":
            yield f" ({spoken(channel)})"


def short(named: str) -> str:
    """An id as people copy it: twelve digits are enough to find it again."""
    prefix, _, digits = named.partition(":")
    return f"{prefix}:{digits[:12]}"


def _quoted(title: str | None) -> str:
    return f"“{title}”" if title else f"(headline {NOT_STATED})"


def _block(first: str, *more: str) -> str:
    lines = [visible(first)]
    for text in more:
        lines += textwrap.wrap(
            visible(text), _WIDTH, initial_indent="  ", subsequent_indent="  "
        ) or ["  "]
    return "\n".join(lines) + "\n\n"
