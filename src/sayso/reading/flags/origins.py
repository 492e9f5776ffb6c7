"""Flags on what the central claims rest on: one source, or one without a name."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reading.flags.findings import (
    Findings,
    called,
    central_claims,
    first_mentions,
    number,
    origin_of,
)
from sayso.records import Claim, Flag, Source


def single_source(f: Findings) -> Iterator[Flag]:
    """All central claims that have a source rest on one origin."""
    claims = central_claims(f)
    origins = {origin_of(c) for c in claims}
    if len(origins) != 1 or not any(c.voice == "source" for c in claims):
        return
    origin = next(iter(origins)) or ""
    source = f.sources.get(origin)
    name = called(source) if source else "somebody the report does not name"
    yield Flag(
        code="single-source",
        severity="high",
        message=f"All central claims that have a source rest on one: {name}.",
        ask="Who else was in a position to know, and has anyone asked them?",
        spans=first_mentions(source),
        evidence=(*((source.id,) if source else ()), *(c.id for c in claims)),
    )


def unnamed_origin(f: Findings) -> Iterator[Flag]:
    """The origin of a central claim is not named."""
    by_origin: dict[str, list[Claim]] = {}
    for claim in central_claims(f):
        by_origin.setdefault(origin_of(claim) or "", []).append(claim)
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
            message=f"The origin of {number(len(claims), 'central claim')} {told}.",
            ask="Who is this, how do they know, and why are they not named?",
            spans=first_mentions(source) or claims[0].spans[:1],
            evidence=(*((source.id,) if source else ()), *(c.id for c in claims)),
        )


def _findable(source: Source) -> bool:
    """ "The company", "police": a body that the reader can find though the report leaves out its name."""
    first = source.name.split()[0].lower()
    return source.kind == "organisation" and first not in ("a", "an", "another", "one", "some")
