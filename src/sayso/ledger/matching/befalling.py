"""What befalls people, in words: killed, injured, hit, …; and who is counted. Word lists: `packs/counts.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """The words for one thing that befalls people, as patterns over lower-case text."""

    signs: tuple[str, ...]
    after: re.Pattern[str]
    before: re.Pattern[str]
    active: re.Pattern[str]
    numbered: re.Pattern[str]
    implied: re.Pattern[str]


@cache
def kinds() -> dict[str, Kind]:
    """What befalls people, in the order of packs/counts.toml: killed, injured, hit."""
    return {
        kind: Kind(
            signs=tuple(words["signs"].split()),
            after=_any(words["after"]),
            before=_any(words["before"]),
            active=re.compile(rf"(?:{'|'.join(words['before']) or '(?!)'})$"),
            numbered=_any(words["numbered"]),
            implied=_any(words["implied"]),
        )
        for kind, words in pack().items()
        if isinstance(words, dict) and "after" in words
    }


@cache
def multiples(kind: str) -> re.Pattern[str]:
    """Words that say of several that it befell them; the group "n3" stands for three."""
    rows: dict[int, list[str]] = {}
    for words, n in sorted(pack()["multiples"].get(kind, ()), key=lambda row: -row[1]):
        rows.setdefault(n, []).append(words)
    named = (f"(?P<n{n}>{'|'.join(words)})" for n, words in rows.items())
    return re.compile("|".join(named) or r"(?!)")


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns) or '(?!)'})(?![\w-])")


@cache
def pack() -> dict[str, Any]:
    """The words of packs/counts.toml."""
    text = resources.files("sayso.packs").joinpath("counts.toml").read_text("utf-8")
    return tomllib.loads(text)
