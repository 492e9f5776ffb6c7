"""Flag on figures that nobody stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.figures import figures
from sayso.reading.flags.findings import Findings, listed, origin_of
from sayso.records import Flag, Source, Span

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


def figure_without_source(f: Findings) -> Iterator[Flag]:
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
        source = f.sources.get(origin_of(claim) or "")
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
            message=f"{listed(found)}: {given} for {'this figure' if len(found) == 1 else 'these figures'}.",
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


def _plain(figure: str) -> str:
    return re.sub(r"[\s,]", "", figure.lower())
