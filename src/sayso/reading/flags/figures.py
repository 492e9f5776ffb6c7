"""Flag on figures that nobody stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.flags.answered import answered, noted, on_record
from sayso.reading.flags.checkable import worth_checking
from sayso.reading.flags.findings import Findings, listed, origin_of
from sayso.reading.flags.setting import Setting
from sayso.reading.flags.voices import Voices
from sayso.records import Claim, Flag, Quantity, Source, Span

_VAGUE = frozenset(
    "estimate estimates report reports figure figures statistics stats data number numbers studies polls"
    " surveys source sources analysis analyses research calculations".split()
)
_LOOSELY = frozenset(
    "a an some many most several other various one two new recent latest current early earlier initial local"
    " preliminary unofficial unconfirmed conservative rough public available media news national all".split()
)
"""Words before them that tell nobody whose they are; "police statistics" do, and "the report" was named before."""
_MOST = 500
"""Figures of one report that are looked at: what has more of them is a table, and its first ones are asked about."""
_ACTS = ("proposed", "requested", "ordered")


def figure_without_source(f: Findings) -> Iterator[Flag]:
    """One flag for all figures of the outlet's own, and one for each source such as "estimates".

    Exact figures of the outlet's own go with one in their claim that is not, in the same unit: a sum with its parts.
    """
    looked_at = _worth_asking(f)
    if not looked_at:
        return
    voices = Voices.of(f, frozenset(s.id for s in f.sources.values() if _vague(s)))
    settled = noted(f.text) or not voices.told or voices.of_a_party()
    found: dict[str, list[tuple[Claim, Quantity]]] = {}
    for claim, q, around, vague in looked_at:
        if vague is not None:
            if vague.name.lower().split()[-1] in voices.kinds or voices.give(q):
                continue
        elif settled or answered(q, around) or voices.answer(q, around):
            continue
        found.setdefault(vague.id if vague else "", []).append((claim, q))
    for who, rows in found.items():
        asked = {(c.id, q.unit) for c, q in rows if who or not on_record(q)}
        pairs = [(c, q) for c, q in rows if (c.id, q.unit) in asked]
        if not pairs:
            continue
        source = f.sources.get(who)
        given = f"only \u201c{source.name}\u201d is given" if source else "no source is given"
        spans: list[Span] = [q.spans[0] for _, q in pairs]
        yield Flag(
            code="figure-without-source",
            severity="medium",
            message=f"{listed(spans)}: {given} for {'this figure' if len(spans) == 1 else 'these figures'}.",
            ask="Who counted, how, and when? Look for the document or the office that published it.",
            spans=tuple(spans),
            evidence=(
                *dict.fromkeys(c.id for c, _ in pairs),
                *(q.id for _, q in pairs),
                *((who,) if who else ()),
            ),
        )


def _worth_asking(f: Findings) -> list[tuple[Claim, Quantity, Setting, Source | None]]:
    """Figures of the outlet's own that are worth checking; and those of a vague source, with it."""
    found: list[tuple[Claim, Quantity, Setting, Source | None]] = []
    seen = 0
    for claim in f.claims:
        source = f.sources.get(origin_of(claim) or "")
        vague = source if _vague(source) else None
        if not vague and (claim.voice == "source" or claim.in_headline or claim.status in _ACTS):
            continue  # who asked for a sum or ordered it stands behind it
        for key in claim.quantities:
            q = f.quantities[key]
            if q.spans[0].in_ is not None:
                continue
            seen += 1
            if seen > _MOST:
                return found
            around = Setting.of(q, f.text)
            if worth_checking(q, around):
                found.append((claim, q, around, vague))
    return found


def _vague(source: Source | None) -> bool:
    """A source that only gives a figure the look of one: "estimates", "recent reports"."""
    if source is None or source.named:
        return False
    words = re.findall(r"[\w-]+", source.name)
    return (
        bool(words) and words[-1].lower() in _VAGUE and {w.lower() for w in words[:-1]} <= _LOOSELY
    )
