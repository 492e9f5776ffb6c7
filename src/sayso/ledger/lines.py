"""Lines: what the ledger answers with, as plain records that every face can write out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.ledger.judging.sources_memory import Memory
from sayso.ledger.timeline.tracing import Traced
from sayso.records import Quantity, Span, Status, TopicDirection, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim and where it stands.

    `report` is the id of its report, `local_id` its id in the reading. `source` is the name of the
    origin of its chain (None: nobody is named, or the outlet itself says so), `channel` how the words
    left it. Days are ISO 8601, of publication, as stated or else estimated.
    """

    claim: str
    report: str
    local_id: str
    text: str
    voice: Voice
    degree: int
    status: Status | None
    central: bool | None
    in_headline: bool
    source: str | None
    named: bool | None
    channel: str | None
    chain: tuple[dict[str, Any], ...]
    topics: tuple[TopicDirection, ...]
    outlet: str | None
    title: str | None
    url: str | None
    published_from: str | None
    published_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingLine:
    """One place where a report was seen."""

    sighting: str
    seen_at: str
    ref: str | None
    url: str | None
    outlet: str | None
    outlet_inferred: bool
    title: str | None
    byline: str | None
    published_from: str | None
    published_to: str | None
    feed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report that was found: its headline and outlet at its first sighting, and the words found.

    `words` is the place in the text, with the words found between "[" and "]".
    """

    report: str
    title: str | None
    outlet: str | None
    url: str | None
    published_from: str | None
    published_to: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A new text at a known address: the reports before and after, and what differs."""

    earlier: str
    later: str
    seen_at: str
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecord:
    """Everything about one report."""

    report: str
    language: str | None
    sayso: str
    model: str
    sightings: tuple[SightingLine, ...]
    versions: tuple[VersionLine, ...]
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    """Everything about one claim. `spans` are its places in the report's text, or in its title.

    could_come_from: for its figures, the points of reference series that they could repeat.
    """

    claim: ClaimLine
    spans: tuple[Span, ...]
    quantities: tuple[Quantity, ...]
    sightings: tuple[SightingLine, ...]
    could_come_from: tuple[Traced, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """Everything about one named source: what it is cited for, the newest filing first.

    memory: what became of the claims whose chain ends at it.
    """

    source: str
    name: str
    kind: str
    reports: int
    memory: Memory
    claims: tuple[ClaimLine, ...]
