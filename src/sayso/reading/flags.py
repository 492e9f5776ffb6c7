"""Flags: the questions that a careful reader would put to this report. Each is one short function.

A flag lays out what was seen and asks for what is missing; it never says true or false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sayso.reading.figures import figures
from sayso.records import Attribution, Claim, Flag, Outlet, Source, Span

_VAGUE = {
    "estimates",
    "estimate",
    "reports",
    "figures",
    "statistics",
    "data",
    "numbers",
    "studies",
    "polls",
    "surveys",
    "sources",
    "analysis",
}


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


def raise_flags(f: Findings) -> tuple[Flag, ...]:
    """All flags, in the order of the contract."""
    return tuple(flag for rule in RULES for flag in rule(f))


def _origin(claim: Claim) -> str | None:
    """What stands for the origin of an attributed claim: its source, or the attribution if that is unknown."""
    end = claim.chain[-1] if claim.chain else None
    if claim.degree == 0 or end is None:
        return None
    return end.source_id or end.attribution_id


def _central(f: Findings) -> list[Claim]:
    return [c for c in f.claims if c.central and _origin(c) is not None]


def _single_source(f: Findings) -> Iterator[Flag]:
    claims = _central(f)
    origins = {_origin(c) for c in claims}
    if len(origins) != 1 or not any(c.voice == "source" for c in claims):
        return
    origin = next(iter(origins)) or ""
    source = f.sources.get(origin)
    name = _called(source) if source else "somebody the report does not name"
    yield Flag(
        code="single-source",
        severity="high",
        message=f"All central claims that have a source rest on one: {name}.",
        ask="Who else was in a position to know, and has anyone asked them?",
        spans=_first_mentions(source),
        evidence=(*((source.id,) if source else ()), *(c.id for c in claims)),
    )


def _unnamed_origin(f: Findings) -> Iterator[Flag]:
    by_origin: dict[str, list[Claim]] = {}
    for claim in _central(f):
        by_origin.setdefault(_origin(claim) or "", []).append(claim)
    for origin, claims in by_origin.items():
        source = f.sources.get(origin)
        if source is not None and (source.named or _findable(source)):
            continue
        attribution = f.attributions.get(origin)
        if source is None and (attribution is None or attribution.source):
            continue  # a pronoun that no rule could place is not an unnamed source
        who = f"\u201c{source.name}\u201d" if source else "nobody"
        told = "is named only as " + who if source else "has no stated source"
        yield Flag(
            code="unnamed-origin",
            severity="high",
            message=f"The origin of {_number(len(claims), 'central claim')} {told}.",
            ask="Who is this, how do they know, and why are they not named?",
            spans=_first_mentions(source) or claims[0].spans[:1],
            evidence=(*((source.id,) if source else ()), *(c.id for c in claims)),
        )


def _findable(source: Source) -> bool:
    """ "The company", "police": a body that the reader can find though the report leaves out its name."""
    first = source.name.split()[0].lower()
    return source.kind == "organisation" and first not in ("a", "an", "another", "one", "some")


def _figure_without_source(f: Findings) -> Iterator[Flag]:
    """One flag for all figures of the outlet's own, and one for each source such as "estimates"."""
    sourced = {
        _plain(f.text[x:y])
        for a in f.attributions.values()
        if (a.source or a.source_id) and not _vague(f.sources.get(a.source_id or ""))
        for span in a.content
        for x, y in figures(f.text, span.start, span.end)
    }
    spans: dict[str, list[Span]] = {}
    claims: dict[str, list[str]] = {}
    for claim in f.claims:
        source = f.sources.get(_origin(claim) or "")
        vague = _vague(source)
        if not vague and (claim.voice == "source" or claim.in_headline):
            continue
        who = source.id if vague and source else ""
        here = [
            Span.of(f.text, x, y)
            for s in claim.spans
            if s.in_ is None
            for x, y in figures(f.text, s.start, s.end)
            if vague or _plain(f.text[x:y]) not in sourced
        ]
        if here:
            spans.setdefault(who, []).extend(here)
            claims.setdefault(who, []).append(claim.id)
    for who, found in spans.items():
        source = f.sources.get(who)
        given = f"only \u201c{source.name}\u201d is given" if source else "no source is given"
        yield Flag(
            code="figure-without-source",
            severity="medium",
            message=f"{_listed(found)}: {given} for {'this figure' if len(found) == 1 else 'these figures'}.",
            ask="Who counted, how, and when? Look for the document or the office that published it.",
            spans=tuple(found),
            evidence=(*claims[who], *((who,) if who else ())),
        )


def _vague(source: Source | None) -> bool:
    """A source that only gives a figure the look of one: "estimates", "reports"."""
    return (
        source is not None
        and not source.named
        and (source.kind == "data" or source.name.lower() in _VAGUE)
    )


def _listed(spans: list[Span], most: int = 6) -> str:
    shown = ", ".join(f"\u201c{s.text}\u201d" for s in spans[:most])
    return shown + (f" and {len(spans) - most} more" if len(spans) > most else "")


def _republished(f: Findings) -> Iterator[Flag]:
    if not f.copied:
        return
    who = f" of {f.outlet.name}" if f.outlet and f.outlet.inferred else ""
    searches = [f"\u201c{s}\u201d" for s in (f.title, _longest_quotation(f)) if s]
    ask = "Where is the original, and does it say the same?"
    if searches:
        ask += " To find it, search for " + " or ".join(searches) + "."
    yield Flag(
        code="republished",
        severity="medium",
        message=f"The text is marked as a copy{who}, and the original is missing.",
        ask=ask,
        spans=f.copied,
        evidence=(),
    )


def _open_quotation(f: Findings) -> Iterator[Flag]:
    for start, end, attribution in f.open_quotations:
        yield Flag(
            code="open-quotation",
            severity="low",
            message=f"A quotation opens at \u201c{_bare(start)}\u201d and never closes; "
            f"it is taken to end at \u201c{_bare(end)}\u201d.",
            ask="Which of these words are the speaker's, and which the outlet's?",
            spans=(start, end),
            evidence=(attribution,),
        )


RULES: tuple[Callable[[Findings], Iterator[Flag]], ...] = (
    _single_source,
    _unnamed_origin,
    _figure_without_source,
    _republished,
    _open_quotation,
)


def _bare(span: Span) -> str:
    return span.text.strip("\"\u201c\u201d'\u2018\u2019 ")


def _called(source: Source) -> str:
    if source.named:
        return source.name
    kind = (
        "an unnamed source" if source.kind in ("person", "unknown") else f"an unnamed {source.kind}"
    )
    return f"{kind}, \u201c{source.name}\u201d"


def _first_mentions(source: Source | None) -> tuple[Span, ...]:
    return source.mentions[:1] if source else ()


def _number(count: int, noun: str) -> str:
    return f"one {noun}" if count == 1 else f"{count} {noun}s"


def _plain(figure: str) -> str:
    return re.sub(r"[\s,]", "", figure.lower())


def _longest_quotation(f: Findings) -> str | None:
    direct = [s.text for a in f.attributions.values() if a.quoted == "direct" for s in a.content]
    if not direct:
        return None
    words = max(direct, key=len).strip("\"\u201c\u201d'\u2018\u2019 ").split()
    return " ".join(words[:12])
