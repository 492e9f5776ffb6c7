"""An attribution in the making: offsets only, before it has ids, sources and a parent."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from sayso.records import Stance

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in the making: offsets only.

    open_at: where its unclosed quotation starts.  laid_out: the form of the page shows it, not the tagger.
    """

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    stance: Stance | None
    inferred: bool = False
    open_at: int | None = None
    laid_out: bool = False

    @property
    def start(self) -> int:
        """Where its words begin, for the order of reading."""
        return min(a for a, _ in (*self.content, *filter(None, (self.source, self.cue))))


class Ranges:
    """Many ranges, which may overlap, in order: asked whether one of them holds or touches a span, in
    the time that halving takes. A long page asks this for each of its lines about all others."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._ranges = sorted(ranges)
        self._starts = [a for a, _ in self._ranges]
        self._reach = list(accumulate((b for _, b in self._ranges), max))

    def hold(self, span: Range) -> bool:
        """One of them holds the whole span."""
        before = bisect_right(self._starts, span[0])
        return before > 0 and self._reach[before - 1] >= span[1]

    def touch(self, span: Range) -> bool:
        """One of them shares a character with the span."""
        before = bisect_left(self._starts, span[1])
        return before > 0 and self._reach[before - 1] > span[0]

    def past(self, place: int) -> int:
        """Where the ranges that hold a place end; the place itself if none does."""
        before = bisect_right(self._starts, place)
        return max(place, self._reach[before - 1]) if before else place


class Contents:
    """The contents of many drafts, asked which of them may hold a place. Whoever holds a draft has a content at its
    beginning, so only those that share its stretch of the text are looked at."""

    _STRETCH = 500

    def __init__(self, found: list[Draft]) -> None:
        self._by: dict[int, list[tuple[int, Range]]] = {}
        for n, d in enumerate(found):
            for r in d.content:
                for at in range(r[0] // self._STRETCH, r[1] // self._STRETCH + 1):
                    self._by.setdefault(at, []).append((n, r))

    def around(self, place: int) -> list[tuple[int, Range]]:
        """Number of the draft and part of its content, for each part that holds the place."""
        return [(n, r) for n, r in self._by.get(place // self._STRETCH, []) if r[0] <= place < r[1]]


def within(span: Range, others: Iterable[Range]) -> bool:
    """One of the others holds the whole span."""
    return any(a <= span[0] and span[1] <= b for a, b in others)


def touches(span: Range, others: Iterable[Range]) -> bool:
    """One of the others shares a character with the span."""
    return any(a < span[1] and span[0] < b for a, b in others)
