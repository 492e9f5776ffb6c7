"""Flag on the outlet's own words where they judge rather than report."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reading.flags.findings import Findings, listed
from sayso.records import Flag, Span

MANY, SHOWN = 3, 9


def loaded_language(f: Findings) -> Iterator[Flag]:
    """One flag for all loaded words of the outlet; quoted and attributed words are their speaker's."""
    if not f.loaded:
        return
    headed = {s for c in f.claims if c.in_headline for s in c.spans}
    in_headline = any(x.in_ is not None or _within(x, headed) for x in f.loaded)
    holding = [c.id for c in f.claims if any(_within(x, set(c.spans)) for x in f.loaded)]
    cues = [a.id for a in f.attributions.values() if any(_within(x, set(a.cue)) for x in f.loaded)]
    judge = "judges" if len(f.loaded) == 1 else "judge"
    yield Flag(
        code="loaded-language",
        severity="medium" if in_headline or len(f.loaded) >= MANY else "low",
        message=f"In the outlet\u2019s own words, {listed(_once(f.loaded), SHOWN)} {judge} rather than report.",
        ask="What is left of these sentences without such words, and who would put it that way?",
        spans=f.loaded,
        evidence=(*holding, *cues),
    )


def _within(span: Span, others: set[Span]) -> bool:
    return any(o.in_ == span.in_ and o.start <= span.start and span.end <= o.end for o in others)


def _once(spans: tuple[Span, ...]) -> list[Span]:
    """Each wording once."""
    return list({s.text.lower(): s for s in reversed(spans)}.values())[::-1]
