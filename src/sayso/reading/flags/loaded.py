"""Flag on the outlet's own words where they judge rather than report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from sayso.reading.flags.findings import Findings, listed
from sayso.records import Flag, Span

MANY, SHOWN = 3, 9


def loaded_language(f: Findings) -> Iterator[Flag]:
    """One flag for all loaded words of the outlet; quoted and attributed words are their speaker's."""
    if not f.loaded:
        return
    own = [x for x in f.loaded if x.in_ is None]
    places = [x.start for x in own]

    def holds(spans: tuple[Span, ...]) -> bool:
        """One of the loaded words stands in one of the spans."""
        return any(
            (s.in_ is not None and any(x.in_ == s.in_ for x in f.loaded))
            or (s.in_ is None and bisect_left(places, s.start) < bisect_left(places, s.end))
            for s in spans
        )

    in_headline = any(holds(c.spans) for c in f.claims if c.in_headline)
    holding = [c.id for c in f.claims if holds(c.spans)]
    cues = [a.id for a in f.attributions.values() if holds(a.cue)]
    judge = "judges" if len(f.loaded) == 1 else "judge"
    yield Flag(
        code="loaded-language",
        severity="medium" if in_headline or len(f.loaded) >= MANY else "low",
        message=f"In the outlet\u2019s own words, {listed(_once(f.loaded), SHOWN)} {judge} rather than report.",
        ask="What is left of these sentences without such words, and who would put it that way?",
        spans=f.loaded,
        evidence=(*holding, *cues),
    )


def _once(spans: tuple[Span, ...]) -> list[Span]:
    """Each wording once."""
    return list({s.text.lower(): s for s in reversed(spans)}.values())[::-1]
