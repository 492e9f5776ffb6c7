"""Where a report speaks of dated public events: the table that ships and the user's own.

An event is recognised in one sentence, by a word of each of its groups, and only in a report that has a
word of what it is about. Words match from their beginning ("conscript" finds "conscripts").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.records import Event

_SPACES = str.maketrans(
    dict.fromkeys("\n\t\r\xa0\u2009\u202f", " ") | {"’": "'", "‘": "'", "‑": "-", "–": "-"}
)
_MONEY = re.compile(r"\$([\d.,]+) (million|billion|trillion)")


@dataclass(frozen=True, slots=True)
class Mention:
    """An event and the words of one sentence it was known by, each with its place."""

    event: Event
    places: tuple[tuple[int, int], ...]


@cache
def shipped() -> tuple[Event, ...]:
    """The table `packs/events.csv`."""
    return Event.table(resources.files("sayso.packs").joinpath("events.csv").read_text("utf-8"))


def mentions(
    text: str, sentences: Sequence[tuple[int, int]], events: Sequence[Event]
) -> Iterator[Mention]:
    """Every sentence that speaks of an event, in the order of the table."""
    plain = _plain(text)
    for event in events:
        if event.about and not any(word in plain for word in event.about):
            continue
        for start, end in _holding(plain, event.words[0], sentences):
            places = [_first(plain, group, start, end) for group in event.words]
            if all(places):
                yield Mention(event, tuple(p for p in places if p))


def _plain(text: str) -> str:
    """Small letters with plain marks, each character where it was."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return small.translate(_SPACES)


def _holding(
    plain: str, group: tuple[str, ...], sentences: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The sentences that hold a word of a group."""
    if not sentences:
        return
    from bisect import bisect_right

    starts = [s for s, _ in sentences]
    seen: set[int] = set()
    for start, _ in _finds(plain, group, 0, len(plain)):
        seen.add(max(0, bisect_right(starts, start) - 1))
    for n in sorted(seen):
        yield sentences[n]


def _first(plain: str, group: tuple[str, ...], start: int, end: int) -> tuple[int, int] | None:
    return next(_finds(plain, group, start, end), None)


def _finds(plain: str, group: tuple[str, ...], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where words of a group stand, from the beginning of a word on."""
    for word in group:
        for form in _forms(word):
            at = plain.find(form, start, end)
            while at >= 0:
                after = at + len(form)
                while after < end and plain[after].isalpha() and after - at - len(form) < 3:
                    after += 1
                whole = not (
                    form[-1].isdigit() and plain[after : after + 2].lstrip(".,")[:1].isdigit()
                )
                starts = at == 0 or not (
                    plain[at - 1].isalnum() or (form[0].isdigit() and plain[at - 1] in ".,")
                )
                if starts and whole and not plain[after : after + 1].isalpha():
                    yield at, after
                at = plain.find(form, at + 1, end)


@cache
def _forms(word: str) -> tuple[str, ...]:
    """The ways a word is printed: "$33 billion" is "$33bn" too, "15,000" is "15000"."""
    forms = [word]
    if money := _MONEY.fullmatch(word):
        letter = money[2][0]
        forms += [
            f"${money[1]}-{money[2]}",
            f"${money[1]}{letter}n",
            f"${money[1]}{letter}",
            f"{money[1]} {money[2]} dollars",
        ]
    elif "," in word and word.replace(",", "").isdigit():
        forms += [word.replace(",", "")]
    return tuple(forms)
