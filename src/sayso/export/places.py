"""Which words of a report get which permanent id, so that everything else can link to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.export import words
from sayso.export.outline import Outline
from sayso.export.weave import Mark
from sayso.records import Part, Span

_PARTS: tuple[Part | None, ...] = (None, "title", "byline")


@dataclass(frozen=True, slots=True)
class Places:
    """The marks in each part of a report, and the first mark of each finding.

    A finding is called by its id; flags and the outlet, which have none, "flag-1", "flag-2" …, in
    the order of the reading, and "outlet".
    """

    marks: dict[Part | None, tuple[Mark, ...]]
    first: dict[str, Mark]


@dataclass(frozen=True, slots=True)
class _Found:
    """Spans that a finding points at, and how they are dressed."""

    finding: str
    role: str
    label: str
    spans: tuple[Span, ...]
    number: int | None = None


def card_id(prefix: str, finding: str) -> str:
    """The id of what the page says of a finding, beside the words themselves."""
    return f"{prefix}-{finding}"


def places(outlined: Outline, prefix: str) -> Places:
    """Give every span of a reading its place. Spans outside their part are passed over."""
    report = outlined.reading.report
    lengths = {
        None: len(report.text),
        "title": len(report.title or ""),
        "byline": len(report.byline or ""),
    }
    marks: dict[Part | None, list[Mark]] = {part: [] for part in _PARTS}
    first: dict[str, Mark] = {}
    for found in _findings(outlined):
        for count, span in enumerate(found.spans, 1):
            if not 0 <= span.start < span.end <= lengths.get(span.in_, 0):
                continue
            last = count == len(found.spans)
            mark = Mark(
                start=span.start,
                end=span.end,
                id=f"{prefix}-{found.finding}-{found.role}-{count}",
                kind=found.role,
                label=found.label,
                card=card_id(prefix, found.finding) if found.number and last else None,
                number=found.number,
            )
            marks[span.in_].append(mark)
            first.setdefault(found.finding, mark)
    return Places({part: tuple(given) for part, given in marks.items()}, first)


def _findings(outlined: Outline) -> Iterator[_Found]:
    """Everything that has spans, from what wraps to what is wrapped."""
    reading = outlined.reading
    names = {source.id: source.name for source in reading.sources}
    for block in reading.boilerplate:
        yield _Found(block.id, "boilerplate", f"set aside: {block.kind}", block.spans)
    for number, flag in enumerate(reading.flags, 1):
        asked = f"asked about: {words.spoken(flag.code)}"
        yield _Found(f"flag-{number}", "flag", asked, flag.spans)
    for line in outlined.lines:
        claim = line.claim
        yield _Found(claim.id, "claim", f"claim {line.number}", claim.spans, line.number)
    for attribution in reading.attributions:
        name = names.get(attribution.source_id or "", f"source {words.NOT_STATED}")
        yield _Found(attribution.id, "content", f"words of: {name}", attribution.content)
        yield _Found(attribution.id, "source", f"source: {name}", attribution.source)
        yield _Found(attribution.id, "cue", f"cue of: {name}", attribution.cue)
    for source in reading.sources:
        yield _Found(source.id, "mention", f"mention of: {source.name}", source.mentions)
    for channel in reading.channels:
        yield _Found(channel.id, "channel", words.way(channel), channel.spans)
    for quantity in reading.quantities:
        yield _Found(quantity.id, "figure", words.figure(quantity), quantity.spans)
    for time in reading.times:
        yield _Found(time.id, "time", f"time: {time.value or words.NOT_STATED}", time.spans)
    for named in reading.names:
        yield _Found(named.id, "name", f"name of: {named.kind}", named.spans)
    outlet = reading.report.outlet
    if outlet:
        yield _Found("outlet", "outlet", f"outlet: {outlet.name}", outlet.spans)
