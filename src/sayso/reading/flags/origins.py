"""Flags on what the central claims rest on: one source, or one without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.flags.findings import (
    Findings,
    called,
    central_claims,
    first_mentions,
    number,
    origin_of,
)
from sayso.records import Attribution, Claim, Flag, Source


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
        if source is not None and (
            source.named or _findable(source) or _described_on_top(source, claims)
        ):
            continue
        attribution = f.attributions.get(origin)
        if source is None and (attribution is None or not _told_by_nobody(attribution)):
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


_SOME = frozenset(
    "a an another one some two three several many most other various multiple senior unnamed anonymous who".split()
)
_NOBODY = frozenset(
    ("report", "sheikh", "one", "anyone", "anybody", "everyone", "everybody", "americans", "us")
)
"""No one in particular, and nobody who told."""
_FORCE = re.compile(
    r"\b(?:police|officers|deputies|troopers|detectives|investigators|authorities|firefighters|prosecutors"
    r"|paramedics)$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^(?:the\s+)?(?:\w+\s+){0,2}(?:coroner|sheriff|mayor|governor|president|premier|minister|attorney|examiner"
    r"|superintendent|chief"
    r"|judge|pope|king|queen|ambassador)$",
    re.IGNORECASE,
)
"""One of a place or body, whoever it is."""
_ON_FILE = re.compile(
    r"\b(?:indictment|complaint|lawsuit|suit|affidavit|warrant|filings?|charges|court\s+\w+|transcript|press\s+release"
    r"|statement|bill|law|ruling|verdict|police\s+reports?|incident\s+reports?|logs?|results|returns"
    r"|fact\s+sheets?|evidence|polls?|surveys?|ads?|voice\s?-?over)\b",
    re.IGNORECASE,
)
_OF_A_NAME = re.compile(r"\s(?:by|of|from|for|at|in)\s+(?:[Tt]he\s+)?[A-Z]")


def _findable(source: Source) -> bool:
    """A body, an office or a paper that a reader can find without a name: "police", "the mayor", "an indictment"."""
    name = source.name
    if name.lower() in _NOBODY:
        return True
    vague = name.split()[0].lower() in _SOME
    if source.kind in ("document", "data"):
        return bool(_ON_FILE.search(name) or _OF_A_NAME.search(name))
    if vague:
        return False
    of_office = _FORCE.search(name) or _OFFICE.search(name)
    return source.kind == "organisation" or bool(of_office or _OF_A_NAME.search(name))


def _described_on_top(source: Source, claims: list[Claim]) -> bool:
    """ "Accused teller pleads not guilty": a headline calls so whom the text below names."""
    first = claims[0].spans[0]
    return all(c.in_headline for c in claims) and all(
        m.in_ == first.in_ and first.start <= m.start < first.end for m in source.mentions
    )


_REPORTED = re.compile(
    r"\b(?:said|reported(?:ly)?|alleged(?:ly)?|claimed|believed|rumou?red|announced|revealed|emerged|understood"
    r"|thought)\b",
    re.IGNORECASE,
)


_AT_LEAST = 3
"""Words of a content: what "it" was that "was announced" stands elsewhere."""


def _told_by_nobody(a: Attribution) -> bool:
    """ "It was reported": not "is charged with", where the law speaks."""
    heard = _REPORTED.search(" ".join(s.text for s in a.cue)) is not None
    return heard and not a.source and len(" ".join(s.text for s in a.content).split()) > _AT_LEAST
