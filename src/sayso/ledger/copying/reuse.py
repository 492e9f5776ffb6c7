"""What two texts share, judged: copied words, a quotation in common, or furniture.

Pure functions over two texts: no database here. The thresholds were set on local news, where reports
of one kind share formulas ("was taken to the hospital, where he was pronounced dead") without copying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

import numpy as np

from sayso.ledger.copying.alignment import Passage, align
from sayso.ledger.copying.fingerprints import Mask, Words, hashed_runs, sampled
from sayso.ledger.rarity import rarity, words_in

ROWS = ((18, 0), (15, 20), (14, 26))
"""One row of so many words without an edit that tell so much (see `rarity`: a word of news tells about two)
is no formula; nor is
    one of RUN in COPIED words, where they make up a TENTH of a text,
    one of SHORT_RUN where it makes up a THIRD of a text,
    or COPIED words that make up SHARE of it, however edited."""
RUN, COPIED, TENTH = 15, 30, 0.1
SHORT_RUN, THIRD, SHARE = 12, 0.3, 0.4
QUOTED_RUN = 12
"""A quotation in common is shorter than what counts as copied, but stands in quotation marks."""
NEARLY_ALL = 0.85
TRUE_TO = 0.65
"""Of the longer side of a passage at least this share agrees: templates differ where it matters."""
STRANGERS, PLAIN_STRANGERS = 0.15, 0.3
"""Reports of which so few names and figures outside the passages agree are about different things; the
second where the passages themselves have none."""

_QUOTED = re.compile(r"“[^“”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)


@dataclass(slots=True, eq=False)
class Side:
    """A text made ready to be compared.

    left_out: (W,) the words that are furniture; ranges: in code points, those that are from the start.
    """

    words: Words
    left_out: Mask
    ranges: list[tuple[int, int]]
    _specific: dict[int, str] | None = field(default=None, repr=False)
    _quoted: Mask | None = field(default=None, repr=False)
    _fingerprints: list[int] | None = field(default=None, repr=False)

    @classmethod
    def made(cls, text: str, ranges: list[tuple[int, int]]) -> Side:
        """Leave out ranges that are known."""
        words = Words.of(text)
        return cls(words, words.inside(ranges), ranges)

    def without(self, learnt: frozenset[int]) -> Side:
        """Leave out the runs, too, whose fingerprints are known to be furniture."""
        if not learnt:
            return self
        at = np.flatnonzero(self._among(learnt))
        out = self.left_out.copy()
        for k, here in enumerate(at.tolist()):
            # A passage of furniture is sampled: what lies between two of its fingerprints is too.
            near = k and here - at[k - 1] <= 12
            out[at[k - 1] if near else here : here + 5] = True
        return Side(self.words, out, self.ranges)

    def holds(self, hashes: frozenset[int]) -> bool:
        """Whether one of the hashes is of a run of the text."""
        return bool(hashes) and bool(self._among(hashes).any())

    def _among(self, hashes: frozenset[int]) -> Mask:
        return np.isin(hashed_runs(self.words), np.fromiter(hashes, np.int64, len(hashes)))

    @property
    def fingerprints(self) -> list[int]:
        """Those of the remaining words, sorted, each once."""
        if self._fingerprints is None:
            self._fingerprints = sampled(self.words, self.left_out).tolist()
        return self._fingerprints

    @property
    def size(self) -> int:
        """How many words remain."""
        return len(self.words) - int(self.left_out.sum())

    def share(self, some: Mask) -> float:
        """Which share of the words that remain are among some. some: (W,)."""
        return min(1.0, float((some & ~self.left_out).sum()) / max(1, self.size))

    @property
    def specific(self) -> dict[int, str]:
        """The remaining words that tell one event from another: place → name or figure."""
        if self._specific is None:
            text, words = self.words.text, self.words
            found = {}
            at = np.flatnonzero(words.telling() & ~self.left_out)
            spans = (at.tolist(), words.starts[at].tolist(), words.ends[at].tolist())
            for k, start, end in zip(*spans, strict=True):
                word = text[start:end].lower()
                if word[-1] == "s":
                    word = word.removesuffix("'s").removesuffix("’s")
                if not text[start].isdigit():
                    before = text[max(0, start - 4) : start].rstrip(" \t\"'“”‘’([")
                    if not before or before[-1] in ".!?:\n•—" or word in _NO_NAMES:
                        continue
                found[k] = word
            self._specific = found
        return self._specific

    def quoted(self) -> Mask:
        """(W,): whether the word stands in quotation marks."""
        if self._quoted is None:
            self._quoted = self.words.inside([m.span() for m in _QUOTED.finditer(self.words.text)])
        return self._quoted


_NO_NAMES = frozenset(["i", "i'm", "i've", "i'll", "i'd", "a.m", "p.m", "tv"])


@dataclass(frozen=True, slots=True)
class Reuse:
    """Words that two texts share. Shares are of the words that remain without furniture.

    spans: the passages in code points, a_start, a_end, b_start, b_end, and how many words agree.
    quotation: all of it stands in quotation marks. plain: it has neither names nor figures, so that
    it could stand anywhere. strangers: the rest of one report has nothing to do with the other's.
    """

    passages: tuple[Passage, ...]
    spans: tuple[tuple[int, int, int, int, int], ...]
    same: int
    a_share: float
    b_share: float
    quotation: bool
    plain: bool
    strangers: bool


def whole(a: Side, b: Side) -> list[tuple[int, int, int, int, int]]:
    """All that two texts share, however little, as `Reuse.spans`: for versions of one report."""
    return list(_spans(a, b, align(a.words, b.words, a.left_out, b.left_out)))


def _spans(a: Side, b: Side, passages: list[Passage]) -> Iterator[tuple[int, int, int, int, int]]:
    for p in passages:
        a_span = int(a.words.starts[p.a_start]), int(a.words.ends[p.a_end - 1])
        b_span = int(b.words.starts[p.b_start]), int(b.words.ends[p.b_end - 1])
        yield *a_span, *b_span, p.same


def reuse(a: Side, b: Side) -> Reuse | None:
    """Compare two texts. None if what they share is no more than reports of one kind do."""
    passages = [
        p
        for p in align(a.words, b.words, a.left_out, b.left_out)
        if p.same >= TRUE_TO * max(p.a_end - p.a_start, p.b_end - p.b_start)
    ]
    if not passages:
        return None
    if _is_copied(a, b, passages):
        return _judged(a, b, passages)
    # Too little for a copy: but it may be words that both quote.
    both = [
        p
        for p in passages
        if p.run >= QUOTED_RUN
        and a.quoted()[p.a_start : p.a_end].mean() >= 0.8
        and b.quoted()[p.b_start : p.b_end].mean() >= 0.8
    ]
    return _judged(a, b, both) if both else None


def _is_copied(a: Side, b: Side, passages: list[Passage]) -> bool:
    same, longest = sum(p.same for p in passages), max(passages, key=attrgetter("run"))
    run = longest.run
    a_in, b_in = _inside(a, b, passages)
    shares = a.share(a_in), b.share(b_in)
    share = max(shares)
    return (
        (same >= COPIED and (share >= SHARE or (run >= RUN and share >= TENTH)))
        or (run >= SHORT_RUN and share >= THIRD)
        or any(run >= row and _telling(a, longest) >= least for row, least in ROWS)
        or (same >= SHORT_RUN and min(shares) >= NEARLY_ALL)
    )


def _inside(a: Side, b: Side, passages: list[Passage]) -> tuple[Mask, Mask]:
    """(W,) of each text: whether the word stands in a passage."""
    a_in, b_in = np.zeros(len(a.words), np.bool_), np.zeros(len(b.words), np.bool_)
    for p in passages:
        a_in[p.a_start : p.a_end] = True
        b_in[p.b_start : p.b_end] = True
    return a_in, b_in


def _telling(a: Side, passage: Passage) -> float:
    """What the words of a passage tell."""
    start, end = int(a.words.starts[passage.a_start]), int(a.words.ends[passage.a_end - 1])
    return sum(rarity(word) for word in words_in(a.words.text[start:end]))


def _judged(a: Side, b: Side, passages: list[Passage]) -> Reuse:
    a_in, b_in = _inside(a, b, passages)
    same, a_share, b_share = sum(p.same for p in passages), a.share(a_in), b.share(b_in)
    told = {word for k, word in a.specific.items() if a_in[k]}
    a_rest = {word for k, word in a.specific.items() if not a_in[k]}
    b_rest = {word for k, word in b.specific.items() if not b_in[k]}
    fewer = min(len(a_rest), len(b_rest))
    plain = len(told) <= min(2, same // 40)
    limit = PLAIN_STRANGERS if plain else STRANGERS
    in_common = len(a_rest & b_rest)
    strangers = in_common <= limit * fewer if fewer >= 5 else plain and not in_common
    a_quoted, b_quoted = a.quoted()[a_in], b.quoted()[b_in]
    return Reuse(
        passages=tuple(passages),
        spans=tuple(_spans(a, b, passages)),
        same=same,
        a_share=a_share,
        b_share=b_share,
        quotation=bool(max(a_quoted.mean(), b_quoted.mean()) >= 0.8),
        plain=plain,
        strangers=strangers and (plain or max(a_share, b_share) < 0.5),
    )
