"""An attribution in the making: offsets only, before it has ids, sources and a parent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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


def within(span: Range, others: Iterable[Range]) -> bool:
    """One of the others holds the whole span."""
    return any(a <= span[0] and span[1] <= b for a, b in others)


def touches(span: Range, others: Iterable[Range]) -> bool:
    """One of the others shares a character with the span."""
    return any(a < span[1] and span[0] < b for a, b in others)
