"""What changed in words that were copied, or between two versions: figures, names, hedges, headline.

Pure functions over texts: no database here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files

import numpy as np

from sayso.ledger.copying.alignment import edits
from sayso.ledger.copying.fingerprints import Words
from sayso.ledger.copying.reuse import Side, whole
from sayso.records import Span

_FIGURE = re.compile(r"[$£€]?\d(?:[\d.,:]*\d)?%?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words of the one and what stands for them in the other; None where nothing does."""

    from_: Span | None
    to: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed on the way. A name or hedge that merely stands elsewhere has not changed."""

    figures: tuple[Change, ...] = ()
    names: tuple[Change, ...] = ()
    hedges: tuple[Change, ...] = ()
    headline: Change | None = None


Spans = tuple[int, int, int, int]
"""A passage in code points: start and end in the one, start and end in the other."""


def changes(
    a: Side, b: Side, passages: Iterable[Spans], titles: tuple[str | None, str | None]
) -> Changes:
    """Compare the passages of two texts word by word. titles: of the one and of the other."""
    found: dict[str, list[Change]] = {"figures": [], "names": [], "hedges": []}
    for passage in passages:
        for edit in _edits(a.words, b.words, passage):
            for kind, change in _classed(a, b, edit):
                if change not in found[kind]:
                    found[kind].append(change)
    return Changes(
        figures=tuple(found["figures"]),
        names=tuple(found["names"]),
        hedges=tuple(found["hedges"]),
        headline=_headline(*titles),
    )


def difference(old: str, new: str, titles: tuple[str | None, str | None]) -> Changes:
    """What differs between two versions of a report, in words that both have."""
    a, b = Side.made(old, []), Side.made(new, [])
    return changes(a, b, [s[:4] for s in whole(a, b)], titles)


def _headline(old: str | None, new: str | None) -> Change | None:
    if not old or not new or old.split() == new.split():
        return None
    return Change(from_=Span.of(old, 0, len(old), "title"), to=Span.of(new, 0, len(new), "title"))


Edit = tuple[int, int, int, int]
"""Words that differ: half-open ranges of words in the one and in the other."""


def _edits(a: Words, b: Words, passage: Spans) -> Iterator[Edit]:
    """The places in a passage where the texts differ, as small as they can be told."""
    a_from, a_to = np.searchsorted(a.starts, passage[:2]).tolist()
    b_from, b_to = np.searchsorted(b.starts, passage[2:]).tolist()
    for a0, a1, b0, b1 in edits(a.part(a_from, a_to), b.part(b_from, b_to)):
        one = a.hashes[a_from + a0 : a_from + a1].tolist()
        two = b.hashes[b_from + b0 : b_from + b1].tolist()
        matcher = SequenceMatcher(None, one, two, autojunk=False)
        for tag, i, j, k, m in matcher.get_opcodes():
            if tag != "equal":
                at, to = a_from + a0, b_from + b0
                yield at + i, at + j, to + k, to + m


def _classed(a: Side, b: Side, edit: Edit) -> Iterator[tuple[str, Change]]:
    a0, a1, b0, b1 = edit
    hedges, numbers = _lists()
    one, two = range(a0, a1), range(b0, b1)
    figures = _figures(a.words, one, numbers), _figures(b.words, two, numbers)
    if figures[0] or figures[1]:
        change = Change(from_=figures[0], to=figures[1])
        if not (change.from_ and change.to and change.from_.text == change.to.text):
            yield "figures", change
    for side, other, places in ((a, b, one), (b, a, two)):
        elsewhere = set(other.specific.values())
        name: list[int] = []
        for k in places:
            word = side.specific.get(k)
            if word is not None and not word[0].isdigit() and word not in elsewhere:
                if name and name[-1] != k - 1:
                    yield "names", _one_sided(side.words, name, lost=side is a)
                    name = []
                name.append(k)
            elif side.words.folded(k) in hedges:
                yield "hedges", _one_sided(side.words, [k], lost=side is a)
        if name:
            yield "names", _one_sided(side.words, name, lost=side is a)


def _one_sided(words: Words, places: list[int], *, lost: bool) -> Change:
    span = Span.of(words.text, int(words.starts[places[0]]), int(words.ends[places[-1]]))
    return Change(from_=span if lost else None, to=None if lost else span)


def _figures(words: Words, places: range, numbers: frozenset[str]) -> Span | None:
    """From the first to the last figure among the words, each whole: "1,200" is two words."""
    start, end = None, 0
    for k in places:
        here = int(words.starts[k])
        if words.text[here].isdigit():
            line = words.text.rfind("\n", 0, here) + 1
            number = next(
                (m for m in _FIGURE.finditer(words.text, max(line, here - 20)) if m.end() > here),
                None,
            )
            first, last = number.span() if number else (here, int(words.ends[k]))
        elif words.folded(k) in numbers:
            first, last = here, int(words.ends[k])
        else:
            continue
        start, end = first if start is None else min(start, first), max(end, last)
    return None if start is None else Span.of(words.text, start, end)


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    pack = tomllib.loads(files("sayso.packs").joinpath("changes.toml").read_text("utf-8"))
    return frozenset(pack["hedges"].split()), frozenset(pack["numbers"].split())
