"""The tables that a ledger is exported as: one for each noun, with what type of value each column holds.

Ids are those of the ledger. What has no id there (an attribution, a figure) is called by its report's
id and its own in the reading: "sha256:…#a3". Every row names its report; `spans` anchors them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sayso.ledger.answers.finding_rows import FINDINGS
from sayso.records import Claim, Span

if TYPE_CHECKING:
    from sayso.ledger.answers.contents import Contents, FiledReport

Kind = Literal["text", "integer", "number", "truth", "list"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A noun and its columns: name and kind of value. A `list` holds texts."""

    noun: str
    columns: tuple[tuple[str, Kind], ...]

    def record(self, row: Row) -> dict[str, Any]:
        """A row with its names."""
        return {name: value for (name, _), value in zip(self.columns, row, strict=True)}


def table(noun: str, columns: str) -> Table:
    """Write a table down as "name name:integer": a column without a kind is text."""
    parted = (column.partition(":") for column in columns.split())
    return Table(noun, tuple((name, kind or "text") for name, _, kind in parted))  # type: ignore[misc]


REPORTS = table(
    "reports",
    "report text language title outlet outlet_inferred:truth byline url published_from published_to"
    " published_precision estimate_from estimate_to sayso model read_at",
)
SIGHTINGS = table(
    "sightings",
    "sighting report seen_at ref url feed outlet outlet_inferred:truth title byline published_from"
    " published_to published_precision raw_sha256 media_type",
)
CLAIMS = table(
    "claims",
    "claim report url text voice degree:integer status source source_named:truth channel attribution"
    " central:truth check_worthy:truth in_headline:truth topics:list denied_by:list quantities:list"
    " times:list names:list sayso model",
)
CHAINS = table(
    "chains",
    "claim report place:integer source name kind named:truth channel attribution inferred:truth reason",
)
ATTRIBUTIONS = table(
    "attributions",
    "attribution report source cue content source_id channel_id parent quoted stance certainty"
    " inferred:truth",
)
SOURCES = table("sources", "source report name kind named:truth role mentions:integer")
CHANNELS = table("channels", "channel report kind words by to inferred:truth reason")
QUANTITIES = table(
    "quantities",
    "quantity report words stated:number low:number high:number unit of qualifier change"
    " tolerance:number",
)
TIMES = table("times", "time report words value from to precision basis kind")
NAMES = table("names", "name report words kind")
FLAGS = table("flags", "flag report code severity message ask evidence:list")
SPANS = table("spans", "of report role place:integer in start:integer end:integer text")

READING_TABLES = (
    *(REPORTS, SIGHTINGS, CLAIMS, CHAINS, ATTRIBUTIONS, SOURCES, CHANNELS, QUANTITIES),
    *(TIMES, NAMES, FLAGS, SPANS),
)


_FINDING_TABLES = {found.noun: table(found.noun, found.columns) for found in FINDINGS}
TABLES = (*READING_TABLES, *_FINDING_TABLES.values())


def all_rows(contents: Contents) -> Iterator[tuple[Table, Row]]:
    """Every row of a selection, report by report, then the findings."""
    for filed in contents.reports():
        yield from reading_rows(filed)
    for found, row in contents.findings():
        yield _FINDING_TABLES[found.noun], row


def reading_rows(filed: FiledReport) -> Iterator[tuple[Table, Row]]:
    """All rows that one report and its current reading give."""
    for rows in _ROWS:
        yield from rows(filed)


def local(filed: FiledReport, key: str | None) -> str | None:
    """What a finding of a reading is called outside of it."""
    return f"{filed.reading.report.id}#{key}" if key else None


def words(spans: tuple[Span, ...]) -> str | None:
    """The words of a finding, where it stands apart with an ellipsis between."""
    return " … ".join(span.text for span in spans) or None


def _reports(filed: FiledReport) -> Iterator[tuple[Table, Row]]:
    report, made = filed.reading.report, filed.reading.generated_by
    published, estimate, outlet = report.published, report.published_estimate, report.outlet
    yield (
        REPORTS,
        (
            *(report.id, report.text, report.language, report.title),
            *((outlet.name, outlet.inferred) if outlet else (None, None)),
            *(report.byline, report.url),
            *((published.from_, published.to, published.precision) if published else (None,) * 3),
            *((estimate.from_, estimate.to) if estimate else (None, None)),
            *(made.sayso, made.model, made.started),
        ),
    )


def _sightings(filed: FiledReport) -> Iterator[tuple[Table, Row]]:
    for s in filed.sightings:
        yield (
            SIGHTINGS,
            (
                *(s.id, filed.reading.report.id, s.seen_at, s.ref, s.url, s.feed, s.outlet),
                *(None if s.outlet is None else bool(s.outlet_inferred), s.title, s.byline),
                *(s.published_from, s.published_to, s.published_precision),
                *(s.raw_sha256, s.media_type),
            ),
        )


def _claims(filed: FiledReport) -> Iterator[tuple[Table, Row]]:
    report, made = filed.reading.report, filed.reading.generated_by
    sources = {s.id: s for s in filed.reading.sources}
    channels = {c.id: c for c in filed.reading.channels}
    for claim, named in _selected(filed):
        origin = claim.chain[-1] if claim.degree and claim.chain else None
        source = sources.get(origin.source_id or "") if origin else None
        channel = channels.get(origin.channel_id or "") if origin else None
        yield (
            CLAIMS,
            (
                *(
                    named,
                    report.id,
                    report.url,
                    claim.text,
                    claim.voice,
                    claim.degree,
                    claim.status,
                ),
                *((source.name, source.named) if source else (None, None)),
                *(channel.kind if channel else None, local(filed, claim.attribution_id)),
                *(claim.central, claim.check_worthy, claim.in_headline),
                [f"{t.key}:{t.direction}" if t.direction else t.key for t in claim.topics],
                *(
                    [local(filed, each) for each in kept]
                    for kept in (claim.denied_by, claim.quantities, claim.times, claim.names)
                ),
                *(made.sayso, made.model),
            ),
        )
        yield from _spans(filed, named, "claim", claim.spans)


def _chains(filed: FiledReport) -> Iterator[tuple[Table, Row]]:
    sources = {s.id: s for s in filed.reading.sources}
    channels = {c.id: c for c in filed.reading.channels}
    for claim, named in _selected(filed):
        for place, link in enumerate(claim.chain):
            source, channel = sources.get(link.source_id or ""), channels.get(link.channel_id or "")
            yield (
                CHAINS,
                (
                    *(named, filed.reading.report.id, place, local(filed, link.source_id)),
                    *((source.name, source.kind, source.named) if source else (None,) * 3),
                    *(channel.kind if channel else None, local(filed, link.attribution_id)),
                    *(link.inferred, link.reason),
                ),
            )


def _attributions(filed: FiledReport) -> Iterator[tuple[Table, Row]]:
    for a in filed.reading.attributions:
        named = f"{filed.reading.report.id}#{a.id}"
        yield (
            ATTRIBUTIONS,
            (
                *(named, filed.reading.report.id, words(a.source), words(a.cue), words(a.content)),
                *(local(filed, a.source_id), local(filed, a.channel_id), local(filed, a.parent)),
                *(a.quoted, a.stance, a.certainty, a.inferred),
            ),
        )
        for role, spans in (("source", a.source), ("cue", a.cue), ("content", a.content)):
            yield from _spans(filed, named, role, spans)


def _cast(filed: FiledReport) -> Iterator[tuple[Table, Row]]:
    report = filed.reading.report.id
    for s in filed.reading.sources:
        named = f"{report}#{s.id}"
        yield SOURCES, (named, report, s.name, s.kind, s.named, s.role, len(s.mentions))
        yield from _spans(filed, named, "mention", s.mentions)
    for c in filed.reading.channels:
        named = f"{report}#{c.id}"
        ends = (c.by.text if c.by else None, c.to.text if c.to else None)
        yield CHANNELS, (named, report, c.kind, words(c.spans), *ends, c.inferred, c.reason)
        yield from _spans(filed, named, "channel", c.spans)


def _figures(filed: FiledReport) -> Iterator[tuple[Table, Row]]:
    report = filed.reading.report.id
    for q in filed.reading.quantities:
        named = f"{report}#{q.id}"
        bounds = (q.stated, q.low, q.high)
        what = (q.unit, q.of, q.qualifier, q.change, q.tolerance)
        yield QUANTITIES, (named, report, words(q.spans), *bounds, *what)
        yield from _spans(filed, named, "figure", q.spans)
    for t in filed.reading.times:
        named = f"{report}#{t.id}"
        when = (t.value, t.from_, t.to, t.precision, t.basis, t.kind)
        yield TIMES, (named, report, words(t.spans), *when)
        yield from _spans(filed, named, "time", t.spans)
    for n in filed.reading.names:
        named = f"{report}#{n.id}"
        yield NAMES, (named, report, words(n.spans[:1]), n.kind)
        yield from _spans(filed, named, "name", n.spans)


def _flags(filed: FiledReport) -> Iterator[tuple[Table, Row]]:
    report = filed.reading.report.id
    for number, f in enumerate(filed.reading.flags, 1):
        named = f"{report}#flag-{number}"
        evidence = [local(filed, each) for each in f.evidence]
        yield FLAGS, (named, report, f.code, f.severity, f.message, f.ask, evidence)
        yield from _spans(filed, named, "flag", f.spans)


def _spans(
    filed: FiledReport, of: str, role: str, spans: tuple[Span, ...]
) -> Iterator[tuple[Table, Row]]:
    for place, span in enumerate(spans):
        yield (
            SPANS,
            (of, filed.reading.report.id, role, place, span.in_, span.start, span.end, span.text),
        )


def _selected(filed: FiledReport) -> Iterator[tuple[Claim, str]]:
    """The claims that are wanted, with their ids in the ledger."""
    for claim in filed.reading.claims:
        if claim.id in filed.claims:
            yield claim, filed.claims[claim.id]


_ROWS: tuple[Callable[[FiledReport], Iterator[tuple[Table, Row]]], ...] = (
    *(_reports, _sightings, _claims, _chains, _attributions, _cast, _figures, _flags),
)
