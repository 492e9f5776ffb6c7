"""Who else in the article answers for a figure: somebody gives the same one, speaks of the same matter, or stands near.

The words around a figure tell whose it is only now and then. The article as a whole tells more often: a body, a paper
or data cited in the lines around it go on being the source without being named again. Of 112 figures that were read, 26
of the 32 with such a source near were wrongly asked about, and so were 20 of the 25 whose sentence shares three words
with what somebody says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from sayso.reading.flags.findings import Findings
from sayso.reading.flags.setting import Setting, line_end, line_start
from sayso.reading.quantities.units import kind_of
from sayso.records import Quantity, SourceKind

_BODIES: tuple[SourceKind, ...] = ("organisation", "document", "data")
"""Sources that count things, and that a report goes on quoting without saying so."""
_SHARED = 3
"""Words of a sentence that somebody's words share: then these are about the same."""
_SLACK = 0.02
"""Two figures so near each other are one, rounded."""
_WE, _OFTEN = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b"), 3
_WORD, _STEM = re.compile(r"[^\W\d_]{5,}"), 5
_PLAIN = frozenset(
    "about their which after would could there where other milli billi peopl perce these those while since years"
    " under betwe among inclu being still first never every anoth becau befor durin throu again withi aroun towar"
    " itsel thems shoul might nearl almos least until count state unite natio ameri gover publi".split()
)
"""Beginnings of words that any two sentences may share."""


@dataclass(frozen=True, slots=True)
class Voices:
    """What is said in an article, where a source is given for it."""

    text: str
    starts: tuple[int, ...]
    """Where somebody's words begin, in the order of the text."""
    reach: tuple[int, ...]
    """Up to where such words go that begin there or before."""
    told: tuple[tuple[int, frozenset[str]], ...]
    """For each attribution where its source begins, and the words of its content."""
    bodies: tuple[int, ...]
    """Where a body, a paper or data are cited: the beginnings of the cues."""
    figures: tuple[tuple[str | None, float], ...]
    """Kind of unit and number of all figures that somebody gives."""
    kinds: frozenset[str]
    """Last words of the sources' names: "data" where "police data" are cited."""

    @classmethod
    def of(cls, f: Findings, idle: frozenset[str]) -> Voices:
        """Look an article through. idle: sources that stand for nobody, by id ("estimates")."""
        acts = [a for a in f.attributions.values() if a.source and a.source_id not in idle]
        spans = sorted((s.start, s.end) for a in acts for s in a.content)
        named = {s.id: s for s in f.sources.values() if s.id not in idle}
        by_body = [a for a in acts if a.source_id in named and named[a.source_id].kind in _BODIES]
        voices = cls(
            f.text,
            tuple(start for start, _ in spans),
            tuple(accumulate((end for _, end in spans), max)),
            tuple((a.source[0].start, _words(" ".join(s.text for s in a.content))) for a in acts),
            tuple(a.cue[0].start for a in by_body if a.cue),
            (),
            frozenset(s.name.lower().split()[-1] for s in named.values() if s.name.strip()),
        )
        given = (q for q in f.quantities.values() if voices.say(q))
        figures = ((kind_of(q.unit), n) for q in given if (n := _number(q)) is not None)
        return replace(voices, figures=tuple(figures))

    def of_a_party(self) -> bool:
        """Whether the text's own voice says "we": a speech, an office's or a firm's paper, which counts its own."""
        own = (m for m in _WE.finditer(self.text) if not self._told_at(m.start()))
        return len(list(islice(own, _OFTEN))) == _OFTEN

    def say(self, q: Quantity) -> bool:
        """Whether a figure stands in somebody's words."""
        return self._told_at(q.spans[0].start)

    def _told_at(self, place: int) -> bool:
        at = bisect_right(self.starts, place) - 1
        return at >= 0 and self.reach[at] > place

    def give(self, q: Quantity) -> bool:
        """Whether somebody gives this figure, here or elsewhere in the article, rounded or not."""
        number, kind = _number(q), kind_of(q.unit)
        return self.say(q) or (
            number is not None
            and any(kind == k and abs(number - n) <= _SLACK * abs(number) for k, n in self.figures)
        )

    def answer(self, q: Quantity, s: Setting) -> bool:
        """Whether somebody gives the figure, speaks of the same, or is cited on its line, the one before or after."""
        if self.give(q):
            return True
        words = _words(s.sentence)
        for source, told in self.told:
            if (
                len(words & told) >= _SHARED and source != s.begin
            ):  # not 3,000 people who "called for" it
                return True
        first, last = self._around(s)
        return any(first <= cue < last for cue in self.bodies)

    def _around(self, s: Setting) -> tuple[int, int]:
        """From the line before that of the figure to the one after; empty ones don't count."""
        first, last = line_start(self.text, s.begin), line_end(self.text, s.end)
        above = len(self.text[:first].rstrip())
        below = len(self.text) - len(self.text[last:].lstrip())
        return line_start(self.text, above), line_end(self.text, below)


def _words(text: str) -> frozenset[str]:
    """The beginnings of the longer words."""
    return frozenset(w[:_STEM].lower() for w in _WORD.findall(text)) - _PLAIN


def _number(q: Quantity) -> float | None:
    return next((n for n in (q.stated, q.low, q.high) if n is not None), None)
