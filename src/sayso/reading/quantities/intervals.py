"""From numbers to intervals: two ends of a range, hedges, and what rose or fell by how much."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sayso.reading.quantities.counted import Draft
from sayso.reading.quantities.hedges import (
    Hedge,
    change_after,
    change_before,
    hedge_after,
    hedge_before,
)

_TO = re.compile(
    r"[ \u00a0]?(?P<word>to|and|or|[-\u2013\u2014]|until)[ \u00a0]?(?:between[ \u00a0])?|["
    r" \u00a0]?[-\u2013][ \u00a0]?(?P<hyphened>to)[ \u00a0-]"
)
_FROM = re.compile(
    r"\b(?P<word>from|ranging from|between|range of|ranged from|ranges from)[ \u00a0]"
    r"(?:(?:about|around|roughly|just|as (?:low|little|few) as)[ \u00a0])?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"^[ \u00a0][a-z]+(?=[ \u00a0]to[ \u00a0])")
_THROUGH = ("to", "-", "\u2013", "\u2014")


def ranges(text: str, drafts: list[Draft], start: int) -> list[Draft]:
    """Two numbers that are the ends of one interval become one quantity."""
    out: list[Draft] = []
    for d in drafts:
        joined = _joined(text, out[-1], d, start) if out else None
        if joined is None:
            out.append(d)
        else:
            out[-1] = joined
    return out


def _joined(text: str, a: Draft, b: Draft, start: int) -> Draft | None:
    """One draft for "between 2 and 3", "2-3", "from 3 to 2"; None, and marks on both, for "52 to 48"."""
    before = text[max(start, a.start - 40) : a.start]
    opened = _FROM.search(before)
    opens = opened["word"].lower() if opened else None
    word = _between(text, a, b, opens)
    if word is None or a.ranged or b.ranged or a.numeral.fraction != b.numeral.fraction:
        return None
    if a.kind == "age" and b.unit is None and word in _THROUGH:
        b.unit, b.kind = a.unit, a.kind
    if not (_same_unit(a, b, opens) and _belong(a, b, word, opens)):
        return None
    if a.unit is not None and opens is None and change_before(text, start, a.start):
        return None  # "rose 5 % to 20 %"
    low, high = _scaled(a, b), b.high
    if low > high and (opens is None or word == "and"):
        bare = a.unit is None and b.unit is None and a.hedge is None
        a.dropped = b.dropped = word in _THROUGH[1:] or (bare and word == "to")
        return None
    whole = replace(
        b, start=a.start, low=min(low, high), high=max(low, high), stated=None, ranged=True
    )
    if low > high:
        whole.change = "down"
    if opened is not None and a.kind != "age":
        whole.start = a.start - (len(before) - opened.start())
        whole.hedge = Hedge("between", whole.start)
    if b.unit is None:
        whole.unit, whole.kind, whole.of = a.unit, a.kind, a.of
    return whole


def _between(text: str, a: Draft, b: Draft, opens: str | None) -> str | None:
    """The word that joins two numbers, or None."""
    between = text[a.end : b.start]
    if opens is not None and b.unit is None:
        between = _ASIDE.sub("", between)  # "from 21 mpg combined to 23"
    said = _TO.fullmatch(between)
    if said is None:
        return None
    return (said["word"] or said["hyphened"]).lower()


def _same_unit(a: Draft, b: Draft, opens: str | None) -> bool:
    """Only the second has a unit, or both have the same; after "from" the second may leave it out."""
    if a.unit is None or a.unit == b.unit:
        return True
    if b.unit is not None and b.unit.startswith(a.unit + " per "):
        return True
    return opens is not None and (b.unit is None or b.unit == a.unit.partition(" per ")[0])


def _belong(a: Draft, b: Draft, word: str, opens: str | None) -> bool:
    """ "and" needs "between" before it; "or" joins neighbours only."""
    if a.unit is not None and opens is None and word not in _THROUGH:
        return False
    if word == "and":
        return opens == "between"
    return word != "or" or (opens is None and a.unit is None and _next_to(a, b))


def _scaled(a: Draft, b: Draft) -> Decimal:
    """The lower end of "four to five thousand", "$10 to $15 billion": it takes the scale of the upper."""
    if b.numeral.scale == 1 or a.numeral.scale != 1 or a.low <= 0:
        return a.low
    small = a.numeral.bare or a.numeral.words or a.low < 1000
    return a.low * b.numeral.scale if small and a.low < b.high / b.numeral.scale else a.low


def _next_to(a: Draft, b: Draft) -> bool:
    """ "three or four": neighbours, or both in words."""
    return (
        a.numeral.scale == b.numeral.scale == 1
        and 0 < b.low - a.low <= max(Decimal(2), a.low / 2)
        and a.low <= 20
        and not (a.numeral.bare and b.numeral.bare and b.low - a.low > 1)
    )


def hedge(text: str, d: Draft, start: int, end: int) -> None:
    """What qualifies the number, before or behind it."""
    before = hedge_before(text, start, d.start, time=d.kind == "time", one=d.numeral.low == 1)
    if before is not None:
        d.hedge = before if d.hedge is None or before.qualifier != "between" else d.hedge
        d.start = min(d.start, before.at)
        return
    after = hedge_after(text, d.numeral.end, end) or hedge_after(text, d.end, end)
    if after is not None:
        d.hedge = after
        d.end = max(d.end, after.at)


_AND = re.compile(r"(?:,|,? and|,? or) ")
_SHARED = re.compile(
    r"-?(?:,|,?[ \u00a0](?:or|and)(?: even)?|[ \u00a0](?:versus|of|out of))[ \u00a0](?:(?:the|its|their|his"
    r"|her|all)[ \u00a0])?"
)


def share_units(text: str, drafts: list[Draft]) -> None:
    """ "5, 10 and 15 per cent", "7- or 8-inch", "23 of the 29 delegates", "ages 16 and 17"."""
    for a, b in pairwise(drafts):
        young = a.kind == "age" and b.unit is None and b.numeral.low <= 115
        if young and _AND.fullmatch(text, a.end, b.start):
            b.unit, b.kind = a.unit, a.kind
    for a, b in reversed(list(pairwise(drafts))):
        lacks = a.unit is None and not a.numeral.fraction and b.unit is not None
        if lacks and b.kind != "money" and _SHARED.fullmatch(text, a.end, b.start):
            a.unit, a.kind = b.unit, b.kind


_BY = re.compile(r"\bby[ \u00a0]$")
_OTHERS_BY = re.compile(r"(?:,| and)[ \u00a0][^.;]{0,40}\bby[ \u00a0]$")


def changes(text: str, drafts: list[Draft], start: int) -> None:
    """Whether a figure is what something rose or fell by."""
    last: Draft | None = None
    for d in drafts:
        d.change = (
            change_before(text, start, d.start, kind=d.kind, unit=d.unit)
            or change_after(text, d.end, kind=d.kind)
            or d.change
        )
        if last is not None:
            _like_last(text, d, last, start)
        last = d


def _like_last(text: str, d: Draft, last: Draft, start: int) -> None:
    """What a figure takes from the one before it: a change, a unit, a hedge."""
    gap = text[last.end : d.start]
    by = _BY.search(text, max(start, d.start - 4), d.start) is not None
    if d.unit is None and d.change and by and last.kind == "share" and d.numeral.scale == 1:
        d.unit, d.kind = last.unit, last.kind  # "rose 2 per cent, but the other fell by 1"
    if d.change is None and last.change is not None:
        other = d.kind == last.kind == "share" and _OTHERS_BY.search(gap)
        if other or (gap in (" or ", ", or ") and d.kind in ("share", "money")):
            d.change = last.change
    if gap == " (" and d.kind is not None and d.kind == last.kind and d.hedge is None:
        d.hedge = last.hedge and replace(last.hedge, at=d.start)  # "over 100 kilometres (60 miles)"
        d.change = d.change or last.change
