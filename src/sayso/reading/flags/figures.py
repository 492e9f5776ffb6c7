"""Flag on figures that nobody stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.flags.answered import answered, noted, on_record
from sayso.reading.flags.checkable import worth_checking
from sayso.reading.flags.findings import Findings, listed, origin_of
from sayso.reading.flags.setting import Setting
from sayso.records import Claim, Flag, Quantity, Source, Span

_VAGUE = frozenset(
    "estimate estimates report reports figure figures statistics stats data number numbers studies polls"
    " surveys source sources analysis analyses research calculations".split()
)
_LOOSELY = frozenset(
    "a an the some many most several other various one two new recent latest current early earlier initial local"
    " preliminary unofficial unconfirmed official conservative rough public available media news national all".split()
)
"""Words before them that tell nobody whose they are; "police statistics", "tax data" do."""
_MOST = 500
"""Figures of one report that are looked at: what has more of them is a table, and its first ones are asked about."""
_ACTS = ("proposed", "requested", "ordered")


def figure_without_source(f: Findings) -> Iterator[Flag]:
    """One flag for all figures of the outlet's own, and one for each source such as "estimates"."""
    sourced = {
        _plain(f.quantities[key])
        for c in f.claims
        if c.voice == "source" and not _vague(f.sources.get(origin_of(c) or ""))
        for key in c.quantities
    }
    found: dict[str, list[tuple[Claim, Quantity]]] = {}
    of_one_office, looked_at = noted(f.text), 0
    asked: set[str] = set()  # claims with a figure that is no record: the others in them go with it
    for claim in f.claims:
        source = f.sources.get(origin_of(claim) or "")
        vague = _vague(source)
        if not vague and (claim.voice == "source" or claim.in_headline or claim.status in _ACTS):
            continue  # who asked for a sum or ordered it stands behind it
        for key in claim.quantities:
            q = f.quantities[key]
            if q.spans[0].in_ is not None or not (vague or _plain(q) not in sourced):
                continue
            looked_at += 1
            if looked_at > _MOST:
                break
            around = Setting.of(q, f.text)
            if not worth_checking(q, around) or (
                not vague and (of_one_office or answered(q, around))
            ):
                continue
            where = source.id if vague and source else ""
            found.setdefault(where, []).append((claim, q))
            if vague or not on_record(q, around):
                asked.add(claim.id)
    for who, rows in found.items():
        pairs = [(c, q) for c, q in rows if who or c.id in asked]
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


def _vague(source: Source | None) -> bool:
    """A source that only gives a figure the look of one: "estimates", "recent reports"."""
    if source is None or source.named:
        return False
    words = re.findall(r"[\w-]+", source.name)
    return (
        bool(words) and words[-1].lower() in _VAGUE and {w.lower() for w in words[:-1]} <= _LOOSELY
    )


def _plain(q: Quantity) -> tuple[object, ...]:
    """Two figures are the same if number and unit are."""
    return (q.stated, q.unit) if q.stated is not None else (q.low, q.high, q.unit)
