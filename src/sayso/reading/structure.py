"""The cut of a text: paragraphs, their sentences, quotations. Made once, read by every step."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from sayso.reading.quotations import Quotations, find_quotations
from sayso.reading.sentences import Stretch, paragraphs, sentences
from sayso.records import Span


@dataclass(frozen=True)
class Structure:
    """One text, cut. `by_paragraph[i]` holds the sentences of `paragraphs[i]`."""

    text: str
    paragraphs: tuple[Stretch, ...]
    by_paragraph: tuple[tuple[Stretch, ...], ...]
    quotations: Quotations

    @classmethod
    def of(cls, text: str) -> Structure:
        """Cut `text`."""
        lines = tuple(paragraphs(text))
        return cls(
            text,
            lines,
            tuple(tuple(sentences(text, x)) for x in lines),
            find_quotations(text, lines),
        )

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """All sentences, in order."""
        return tuple(s for group in self.by_paragraph for s in group)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence that holds `offset` (or the one before the gap it lies in)."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def paragraph_at(self, offset: int) -> int:
        """Number of the paragraph that holds `offset` (or the one before the gap it lies in)."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)


def first_words(text: str, start: int, count: int = 5) -> Span:
    """The words of a line from `start` on, to show where something begins."""
    found = re.compile(rf"\S+(?:[^\S\n]+\S+){{0,{count - 1}}}").match(text, start)
    return Span.of(text, start, found.end() if found else start + 1)


def last_words(text: str, end: int, count: int = 5) -> Span:
    """The words of a line up to `end`, to show where something ends."""
    begin = max(0, end - 200)
    found = re.search(rf"\S+(?:[^\S\n]+\S+){{0,{count - 1}}}$", text[begin:end])
    return Span.of(text, begin + found.start() if found else end - 1, end)
