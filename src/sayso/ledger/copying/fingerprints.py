"""Fingerprints of a text: hashes of its runs of five words, sampled so that any copied run shows.

Pure functions over text and arrays: no database here. The hashes are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Hashes: TypeAlias = NDArray[np.uint64]
Mask: TypeAlias = NDArray[np.bool_]
Points: TypeAlias = NDArray[np.uint32]

GRAM = 5
"""Words in a run. Shorter ones are shared by reports of one kind, longer ones break at every edit."""
WINDOW = 7
"""Of so many runs in a row one is kept at least: a quarter of all. Forty copied words share four or more."""
BITS = 48
"""Six bytes in SQLite. Among 10 million fingerprints, one in 10 million is found by accident."""

_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2^64
_NEVER = (1 << BITS) - 1
_INVERSE = pow(_MULTIPLIER, -1, 1 << 64)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text. starts, ends: (W,) code points; hashes: (W,) of the word in lower case."""

    text: str
    starts: Ints
    ends: Ints
    hashes: Hashes

    @classmethod
    def of(cls, text: str) -> Words:
        """Split a text into runs of letters and digits; "officer's" is one word."""
        starts, ends = _word_spans(_points(text))
        return cls(text, starts, ends, _word_hashes(_points(folded(text)), starts, ends))

    def __len__(self) -> int:
        return len(self.starts)

    def part(self, start: int, end: int) -> Words:
        """Some of the words, of the same text."""
        return Words(
            self.text, self.starts[start:end], self.ends[start:end], self.hashes[start:end]
        )

    def folded(self, k: int) -> str:
        """One word in lower case."""
        return self.text[self.starts[k] : self.ends[k]].lower()

    def inside(self, ranges: list[tuple[int, int]]) -> Mask:
        """(W,): whether the word begins inside one of the ranges, (start, end) in code points."""
        mask = np.zeros(len(self), dtype=np.bool_)
        if ranges:
            for lo, hi in np.searchsorted(self.starts, ranges).tolist():
                mask[lo:hi] = True
        return mask

    def telling(self) -> Mask:
        """(W,): whether the word begins with a capital or a digit, as names and figures do."""
        return _among(_capitals_and_digits(), _points(self.text)[self.starts], _begins_telling)

    def runs(self, n: int = GRAM) -> Hashes:
        """(W - n + 1,): the hash of the run of `n` words that begins at each word."""
        if len(self) < n:
            return np.zeros(0, dtype=np.uint64)
        total = np.zeros(len(self) - n + 1, dtype=np.uint64)
        for k in range(n):
            total += self.hashes[k : len(self) - n + 1 + k] * _power(2 * k + 1)
        return _mixed(total)


def fingerprints(text: str) -> Ints:
    """The fingerprints of a text, sorted, each once. A few thousand texts a second.

    Winnowing (Schleimer, Wilkerson and Aiken, 2003): of every WINDOW runs in a row the least hash is
    kept, so that what two texts share is sampled alike in both, wherever it stands.
    """
    words = Words.of(text)
    return sampled(words, np.zeros(len(words), dtype=np.bool_))


def sampled(words: Words, left_out: Mask) -> Ints:
    """The same without the runs that touch words that are left out (boilerplate). left_out: (W,)."""
    hashes = hashed_runs(words)
    if not len(hashes):
        return hashes
    before = np.concatenate(([0], np.cumsum(left_out)))
    hashes = np.where(before[GRAM:] > before[:-GRAM], _NEVER, hashes)
    least = _least(hashes, min(WINDOW, len(hashes)))
    # Windows that overlap mostly keep the same one.
    kept: Ints = np.unique(least[np.flatnonzero(np.diff(least, prepend=-1))])
    allowed: Ints = kept[kept != _NEVER]
    return allowed


def _least(values: Ints, width: int) -> Ints:
    """(N - width + 1,): the least of each `width` values in a row, by doubling what is looked at."""
    seen = 1
    while 2 * seen <= width:
        values = np.minimum(values[:-seen], values[seen:])
        seen *= 2
    left = width - seen
    return np.minimum(values[: len(values) - left], values[left:]) if left else values


def hashed_runs(words: Words) -> Ints:
    """(W - GRAM + 1,): what the fingerprints are sampled from, in the order of the text."""
    hashes: Ints = (words.runs() >> np.uint64(64 - BITS)).astype(np.int64)
    return hashes


def folded(text: str) -> str:
    """The text in lower case and with straight apostrophes, code point for code point."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow: İ
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lower.replace("’", "'")


def _points(text: str) -> Points:
    """(C,): the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _word_spans(points: Points) -> tuple[Ints, Ints]:
    """(W,) twice: where each word begins and ends, runs of letters and digits that apostrophes may join."""
    inside = _among(_alphanumeric(), points, str.isalnum)
    joint = (points == ord("'")) | (points == ord("’"))
    joint[1:-1] &= inside[:-2] & inside[2:]
    joint[:1] = joint[-1:] = False
    edges: Ints = np.flatnonzero(np.diff(inside | joint, prepend=False, append=False))
    return edges[::2], edges[1::2]


_LAST_OF_BMP = 0xFFFF


def _among(table: Mask, points: Points, rule: Callable[[str], bool]) -> Mask:
    """(C,): what a rule says of each character; `table` is what it says of those of the basic plane."""
    found = table[np.minimum(points, _LAST_OF_BMP)]
    for k in np.flatnonzero(points > _LAST_OF_BMP).tolist():
        found[k] = rule(chr(points[k]))
    return found


def _begins_telling(letter: str) -> bool:
    return letter.isdigit() or letter.isupper()


@cache
def _alphanumeric() -> Mask:
    """(65536,): whether a character of the basic plane is a letter or a digit."""
    return np.fromiter((chr(k).isalnum() for k in range(_LAST_OF_BMP + 1)), np.bool_)


@cache
def _capitals_and_digits() -> Mask:
    return np.fromiter((_begins_telling(chr(k)) for k in range(_LAST_OF_BMP + 1)), np.bool_)


def _word_hashes(points: Points, starts: Ints, ends: Ints) -> Hashes:
    """(W,): a polynomial over the code points of each word, by differences of one running sum."""
    sums = np.zeros(len(points) + 1, dtype=np.uint64)
    np.cumsum(
        (points.astype(np.uint64) + np.uint64(1)) * _powers(_MULTIPLIER, len(points)), out=sums[1:]
    )
    moved = (sums[ends] - sums[starts]) * _powers(_INVERSE, len(points) + 1)[starts]
    return _mixed(moved)


def _powers(base: int, length: int) -> Hashes:
    """(length,): 1, base, base² … modulo 2^64."""
    return _power_table(base, max(1 << 12, 1 << (length - 1).bit_length()))[:length]


@lru_cache(maxsize=16)
def _power_table(base: int, length: int) -> Hashes:
    table = np.full(length, base, dtype=np.uint64)
    table[0] = 1
    powers: Hashes = np.cumprod(table, dtype=np.uint64)
    return powers


def _power(k: int) -> np.uint64:
    return np.uint64(pow(_MULTIPLIER, k, 1 << 64))


def _mixed(hashes: Hashes) -> Hashes:
    """The finaliser of SplitMix64: every bit depends on all others."""
    mixed = hashes + np.uint64(_MULTIPLIER)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
