"""What figures count, in the words of reference series: `packs/reference.toml`, as questions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class _Kind:
    words: tuple[str, ...]
    topics: frozenset[str]
    text: re.Pattern[str] | None


def kinds_of(unit: str | None, of: str | None, text: str, topics: Iterable[str]) -> list[str]:
    """What a figure counts, as reference series name it: those whose words fit most of the noun.

    >>> kinds_of("fuel tank", "fuel tanks", "76 fuel tanks were burned", ["equipment-losses"])
    ['fuel tank']
    """
    nouns = [n.lower() for n in (unit, of) if n]
    told, topics = text.lower(), set(topics)
    fits: dict[str, int] = {}
    for name, kind in _pack().items():
        if (kind.topics and not kind.topics & topics) or (kind.text and not kind.text.search(told)):
            continue
        lengths = [len(w) for w in kind.words for n in nouns if n == w or n.endswith(" " + w)]
        if lengths:
            fits[name] = max(lengths)
    longest = max(fits.values(), default=0)
    return [name for name, length in fits.items() if length == longest]


_STEM = 4


@cache
def _pack() -> dict[str, _Kind]:
    text = resources.files("sayso.packs").joinpath("reference.toml").read_text("utf-8")
    return {name: _kind(table) for name, table in tomllib.loads(text).items()}


def _kind(table: dict[str, Any]) -> _Kind:
    stems = "|".join(map(re.escape, table.get("text", ())))
    return _Kind(
        words=tuple(table["words"]),
        topics=frozenset(table.get("topics", ())),
        text=re.compile(rf"\b(?:{stems})") if stems else None,
    )


def whose_of(unit: str | None) -> tuple[str, ...]:
    """What the noun says of whose it is: "Valdanian soldier" gives Valdanian; acronyms say nothing."""
    return tuple(w for w in (unit or "").split() if w[:1].isupper() and not w[1:].isupper())


def belongs(whose: str | None, told: tuple[str, ...]) -> bool:
    """Whether what is counted can be of this country or side: "Valdanian" is Valdania's, "enemy" anybody's.

    A name that has another stem ("Dutch" of the Netherlands) is refused, since nothing tells it apart from
    another country's.
    """
    if whose is None or not told:
        return True
    return any(word[:_STEM].lower() == whose[:_STEM].lower() for word in told)
