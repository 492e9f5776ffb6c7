"""Phrases: patterns over words, as packs write them, found in the time that the words take to look up.

    shell*                begins so                     lost .. soldiers     up to three words between
    front line            one word after the other      forced ... flee      up to eight words between
    kill*|wound*          one of these                  {harmed} & {fighter} both, in any order, near each other
    {weapon}              a word of that group          #                    a number, in digits or words

A pattern is looked at only where its first word stands; each word of the language is looked up once and
remembered. No regular expression runs over the text but the one that cuts it into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"(\d[\d,.]*\d|[^\W_]+(?:'(?!s\b)[^\W_]+)*|[$\u20ac\u00a3%])(?:'s\b)?")
_NUMBERS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million
    millions billion billions trillion dozen dozens scores""".split()
)
NUMBER = "#"
NEAR, SHORT, LONG = 12, 3, 8
"""Words between the halves of "&", and the most that ".." and "..." let pass."""


@lru_cache(maxsize=4)
def words_of(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """The words of a text as patterns write them, and where each starts: in lower case, without a
    possessive ending; a hyphen parts two. Several steps ask for those of the whole report."""
    return _words(text)


def _words(text: str) -> tuple[list[str], list[int]]:
    words: list[str] = []
    starts: list[int] = []
    for found in _WORD.finditer(plain(text)):
        words.append(found[1])
        starts.append(found.start())
    return words, starts


@lru_cache(maxsize=4096)
def words_in(sentence: str) -> tuple[str, ...]:
    """The words of a sentence that several steps look at: those of a claim."""
    return tuple(_words(sentence)[0])


def plain(text: str) -> str:
    """In lower case and with straight apostrophes, every character in its place."""
    low = text.lower()
    if len(low) != len(text):  # a capital whose small letter is two characters
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("\u2019", "'")


@dataclass(frozen=True, slots=True)
class _Step:
    """One word of a pattern: how many words may stand before it, and the entries that it may be."""

    gap: int
    entries: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Pattern:
    label: int
    steps: tuple[_Step, ...]
    near: tuple[_Step, ...] | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: its label, and the words from `first` to `last`, the last included."""

    label: int
    first: int
    last: int


Rows = list[tuple[int, ...]]
"""For each word of a text, the entries of the patterns that it is; () for most."""


class BadPattern(ValueError):
    """A pattern that nobody can read: an empty one, or a group that is not there."""


class Phrases:
    """Patterns, each with a label, compiled to be looked for together."""

    def __init__(
        self,
        patterns: Iterable[tuple[int, str]],
        groups: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._groups = groups or {}
        self._exact: dict[str, int] = {}
        self._prefix: dict[str, int] = {}
        self._number = self._entry(NUMBER)
        self._first: dict[int, list[_Pattern]] = {}
        self._known: dict[str, tuple[int, ...]] = {}
        for label, pattern in patterns:
            one, _, other = pattern.partition("&")
            made = _Pattern(
                label, self._steps(one, pattern), self._steps(other, pattern) if other else None
            )
            for entry in made.steps[0].entries:
                self._first.setdefault(entry, []).append(made)
        self._longest = max(map(len, self._prefix), default=0)

    def _entry(self, word: str) -> int:
        table = self._prefix if word.endswith("*") else self._exact
        return table.setdefault(word.removesuffix("*"), len(self._exact) + len(self._prefix))

    def _steps(self, half: str, pattern: str) -> tuple[_Step, ...]:
        steps: list[_Step] = []
        gap = 0
        for part in half.split():
            if part in ("..", "..."):
                gap = SHORT if part == ".." else LONG
                continue
            entries: set[int] = set()
            for word in part.split("|"):
                if word.startswith("{"):
                    if word.strip("{}") not in self._groups:
                        raise BadPattern(f"there is no group {word} for the pattern {pattern!r}")
                    entries |= {self._entry(w) for w in self._groups[word.strip("{}")]}
                else:
                    entries.add(self._entry(word))
            steps.append(_Step(gap, frozenset(entries)))
            gap = 0
        if not steps:
            raise BadPattern(f"a pattern without a word: {pattern!r}")
        return tuple(steps)

    def entries(self, word: str) -> tuple[int, ...]:
        """The entries of the patterns that a word is."""
        known = self._known.get(word)
        if known is None:
            most = min(len(word), self._longest)
            found = [self._prefix[word[:n]] for n in range(1, most + 1) if word[:n] in self._prefix]
            if word in self._exact:
                found.append(self._exact[word])
            if word[:1].isdigit() or word in _NUMBERS:
                found.append(self._number)
            known = tuple(found)
            if len(self._known) < 200_000:
                self._known[word] = known
        return known

    def rows(self, words: Sequence[str]) -> Rows:
        """The entries of each word of a text, to search in."""
        known = list(map(self._known.get, words))
        return [self.entries(w) if k is None else k for k, w in zip(known, words, strict=True)]

    def find(self, rows: Rows, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """All patterns in `rows[start:end]`; one that begins at a word, once."""
        stop = len(rows) if end is None else end
        first = self._first
        for i in range(start, stop):
            for entry in rows[i]:
                for p in first.get(entry, ()):
                    last = _rest(p.steps, 1, rows, i, stop) if len(p.steps) > 1 else i
                    if last < 0:
                        continue
                    if p.near is None:
                        yield Hit(p.label, i, last)
                        continue
                    steps = p.near
                    wanted = steps[0].entries
                    for j in range(max(start, i - NEAR), min(stop, last + NEAR + 1)):
                        if (j > last or j < i) and rows[j] and not wanted.isdisjoint(rows[j]):
                            other = _rest(steps, 1, rows, j, stop)
                            if other >= 0 and (j > last or other < i):
                                yield Hit(p.label, min(i, j), max(last, other))
                                break


def _rest(steps: tuple[_Step, ...], n: int, rows: Rows, at: int, stop: int) -> int:
    """The place of the last word if the steps from number `n` on are found after `at`, -1 otherwise."""
    if n == len(steps):
        return at
    step = steps[n]
    for j in range(at + 1, min(stop, at + 2 + step.gap)):
        if rows[j] and not step.entries.isdisjoint(rows[j]):
            last = _rest(steps, n + 1, rows, j, stop)
            if last >= 0:
                return last
    return -1
