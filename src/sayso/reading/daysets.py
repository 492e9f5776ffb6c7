"""Sets of days: sorted stretches that do not touch, open ends as None. Intersected to date a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

Piece = tuple[date | None, date | None]
Days = tuple[Piece, ...]
ALL: Days = ((None, None),)


def meet(a: Sequence[Piece], b: Sequence[Piece]) -> Days:
    """The days in both."""
    out: list[Piece] = []
    for first, last in a:
        for begin, end in b:
            low = begin if first is None else first if begin is None else max(first, begin)
            high = end if last is None else last if end is None else min(last, end)
            if low is None or high is None or low <= high:
                out.append((low, high))
    return tuple(sorted(set(out), key=lambda p: (p[0] or date.min, p[1] or date.max)))


def hull(days: Sequence[Piece]) -> Piece:
    """From the first day to the last."""
    lows, highs = [a for a, _ in days], [b for _, b in days]
    return (
        None if None in lows else min(a for a in lows if a),
        None if None in highs else max(b for b in highs if b),
    )
