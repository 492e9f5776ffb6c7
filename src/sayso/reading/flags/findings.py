"""What the flags look at, and the words they share."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.reading.clashes import Clash
from sayso.records import Attribution, Channel, Claim, Outlet, Quantity, Source, Span, Time


@dataclass(frozen=True, slots=True)
class Findings:
    """What the flags look at."""

    text: str
    title: str | None
    outlet: Outlet | None
    copied: tuple[Span, ...]
    attributions: dict[str, Attribution]
    sources: dict[str, Source]
    claims: tuple[Claim, ...]
    open_quotations: tuple[tuple[Span, Span, str], ...]
    """The first words of each quotation that never closes, where it was taken to end, its attribution."""
    quantities: dict[str, Quantity] = field(default_factory=dict)
    lead: tuple[int, int] | None = None
    """The first paragraph that claims something, headline aside."""
    loaded: tuple[Span, ...] = ()
    """Words of the outlet's own that judge."""
    channels: dict[str, Channel] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()
    times: tuple[Time, ...] = ()


def origin_of(claim: Claim) -> str | None:
    """What stands for the origin of an attributed claim: its source, or the attribution if that is unknown."""
    end = claim.chain[-1] if claim.chain else None
    if claim.degree == 0 or end is None:
        return None
    return end.source_id or end.attribution_id


def central_claims(f: Findings) -> list[Claim]:
    """The central claims that have an origin."""
    return [c for c in f.claims if c.central and origin_of(c) is not None]


def called(source: Source) -> str:
    """A source in a sentence: its name, or what it is called and that it has none."""
    if source.named:
        return source.name
    kind = (
        "an unnamed source" if source.kind in ("person", "unknown") else f"an unnamed {source.kind}"
    )
    return f"{kind}, \u201c{source.name}\u201d"


def first_mentions(source: Source | None) -> tuple[Span, ...]:
    """Where a source is first named."""
    return source.mentions[:1] if source else ()


def number(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"one {noun}" if count == 1 else f"{count} {noun}s"


def listed(spans: list[Span], most: int = 6) -> str:
    """Words quoted in a row, the first few of them."""
    shown = ", ".join(f"\u201c{s.text}\u201d" for s in spans[:most])
    return shown + (f" and {len(spans) - most} more" if len(spans) > most else "")
